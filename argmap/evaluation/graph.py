"""A map as numbers: what the evaluation works on.

The same form holds assumption-based frameworks, whose sentences are claims, whose rules are steps
and whose assumptions are free claims attacked by their contraries; and abstract frameworks, whose
arguments are free claims that attack each other.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from argmap.model import ArgumentMap

_NOBODY: list[int] = []
"""What stands for no neighbours, so that most nodes need no list of their own. Never changed."""


class Graph:
    """Claims, numbered from 0, then steps.

    - ``reasons[claim]`` are the steps for it, ``reasons[step]`` its premises: one of the former
      must stand, all of the latter.
    - ``helps[claim]`` are the steps that it is a premise of, ``helps[step]`` the claim that it is
      a reason for, if any.
    - ``attackers[node]`` and ``attacks[node]``: what speaks against it, and what it speaks against.
    - ``free[claim]``: it needs no reason, because none is offered or because it is given.

    Nobody changes a graph once it is made.
    """

    __slots__ = ("attackers", "attacks", "claims", "free", "helps", "reasons", "size")

    def __init__(self, claims: int, steps: int) -> None:
        """So many claims and steps, and nothing yet between them."""
        self.claims = claims
        self.size = size = claims + steps
        self.free = bytearray(claims)
        self.reasons = [_NOBODY] * size
        self.helps = [_NOBODY] * size
        self.attackers = [_NOBODY] * size
        self.attacks = [_NOBODY] * size

    def add_reason(self, node: int, reason: int) -> None:
        """A step is a reason for a claim, or a claim a premise of a step."""
        _add(self.reasons, node, reason)
        _add(self.helps, reason, node)

    def add_attack(self, attacker: int, node: int) -> None:
        """A node speaks against another, or against itself."""
        _add(self.attackers, node, attacker)
        _add(self.attacks, attacker, node)


def _add(lists: list[list[int]], at: int, value: int) -> None:
    if lists[at]:
        lists[at].append(value)
    else:
        lists[at] = [value]


def graph_of(map: ArgumentMap) -> Graph:
    """The graph of a map: claims and steps in the map's order."""
    claims, steps = map.claims, map.steps
    first = len(claims)
    graph = Graph(first, len(steps))
    number = {claim.id: at for at, claim in enumerate(claims)}
    step_number = {step.id: at for at, step in enumerate(steps, first)}
    add_reason, add_attack = graph.add_reason, graph.add_attack
    for at, step in enumerate(steps, first):
        for premise in step.premises:
            add_reason(at, number[premise.claim.id])
        if step.undercuts:
            add_attack(at, step_number[step.target.id])
        elif step.kind == "for":
            add_reason(number[step.target.id], at)
        else:
            add_attack(at, number[step.target.id])
    for pair in map.contraries:
        one, other = number[pair.first.id], number[pair.second.id]
        add_attack(one, other)
        if one != other:
            add_attack(other, one)
    free = graph.free
    for at, claim in enumerate(claims):
        if claim.given or not graph.reasons[at]:
            free[at] = 1
    return graph


def components(
    nodes: Iterable[int], inputs: Callable[[int], Collection[int]]
) -> Iterator[list[int]]:
    """The strongly connected components of some nodes, what leads to one before it.

    ``inputs`` gives the nodes from which edges lead to a node; those that are not among ``nodes``
    are left aside. The algorithm is Tarjan's (1972), without recursion.
    """
    index: dict[int, int] = dict.fromkeys(nodes, -1)
    low: dict[int, int] = {}
    stack: list[int] = []
    counter = 0
    for root in index:
        if index[root] >= 0:
            continue
        leading = inputs(root)
        if not leading:  # as with most claims: nothing leads to it, so it is one by itself
            index[root] = counter
            counter += 1
            yield [root]
            continue
        trail = [(root, iter(leading))]
        index[root] = low[root] = counter
        counter += 1
        stack.append(root)
        while trail:
            node, rest = trail[-1]
            for other in rest:
                seen = index.get(other)
                if seen is None:
                    continue
                if seen < 0:
                    leading = inputs(other)
                    index[other] = counter
                    counter += 1
                    if not leading:
                        yield [other]
                        continue
                    low[other] = index[other]
                    stack.append(other)
                    trail.append((other, iter(leading)))
                    break
                if other in low and seen < low[node]:
                    low[node] = seen
            else:
                trail.pop()
                lowest = low[node]
                if trail and lowest < low[trail[-1][0]]:
                    low[trail[-1][0]] = lowest
                if lowest == index[node]:
                    at = len(stack) - 1
                    while stack[at] != node:
                        at -= 1
                    found = stack[at:]
                    del stack[at:]
                    for each in found:
                        del low[each]
                    yield found
