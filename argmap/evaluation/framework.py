"""A graph as an abstract argumentation framework (Dung 1995): arguments, and which attack which.

Each claim and each step is an argument, and what speaks against it attacks it. That a step needs
its premises, and a claim one of its reasons, is said by two more kinds of argument:

- "not p" for a premise p: p attacks it, and it attacks every step that p is a premise of;
- "nothing for c" for a claim c that needs a reason: the steps for c attack it, and it attacks c.

So the framework grows with the map and no faster. Attacks alone cannot tell that claims which are
reasons for each other stand on nothing. So in a circle with k claims each claim and step has k - 1
more arguments: the one at level i stands for what can be had by at most i rounds of the circle, and
needs its premises at the level below. What is left then of k claims in a circle can be had in k
rounds or not at all.

The complete labellings of the framework, read off claims and steps, are the partial stable models
of the map as a logic program, one for one, and what one settles beyond another it settles on both
sides; so grounded, preferred, stable and ideal labellings correspond too. Semi-stable ones do not
by themselves, since "nothing for c" may stay open where c is settled (Caminada, Sá, Alcântara &
Dvořák 2015): here they are those that leave the fewest claims and steps open, the L-stable models.
``docs/evaluation.md`` has the sources.
"""

from collections.abc import Callable

from argmap.evaluation.graph import Graph, components
from argmap.evaluation.grounded import IN, OPEN

MOST_ARGUMENTS = 5_000_000
"""What fits in memory; only large circles of reasons come near it."""


class TooLarge(Exception):
    """A framework would not fit in memory; the message says why."""


class Framework:
    """Arguments, numbered from 0; those of a graph's nodes come first, in the graph's order."""

    __slots__ = ("attackers", "nodes")

    def __init__(self, nodes: int) -> None:
        """An argument for each of so many nodes, and no attacks."""
        self.nodes = nodes
        self.attackers: list[list[int]] = [[] for _ in range(nodes)]

    @property
    def size(self) -> int:
        """The number of arguments."""
        return len(self.attackers)

    def add(self, *attackers: int) -> int:
        """One more argument, and what attacks it; its number."""
        self.attackers.append(list(attackers))
        return len(self.attackers) - 1


def framework_of(graph: Graph, check: Callable[[], None] = lambda: None) -> Framework:
    """The framework of a graph. Raises :class:`TooLarge` for an enormous circle of reasons.

    ``check`` is called now and then, and may raise to stop the work.
    """
    claims, free = graph.claims, graph.free
    made = Framework(graph.size)
    for node in range(graph.size):
        made.attackers[node] += graph.attackers[node]
    lacking: dict[int, int] = {}  # for an argument that is a premise, its "not"

    def reasons(node: int) -> list[int]:
        return [] if node < claims and free[node] else graph.reasons[node]

    for circle in components(range(graph.size), reasons):
        ours = [node for node in circle if node < claims and not free[node]]
        steps = [node for node in circle if node >= claims]
        inside = {*steps}
        if len(circle) * len(ours) > MOST_ARGUMENTS:
            raise TooLarge(f"a circle of {len(ours):,} claims is too large to unroll")
        below: dict[int, int] = {}  # the steps of the circle, one level below
        for level in range(1, max(len(ours), 1) + 1):
            check()
            last = level >= len(ours)
            here: dict[int, int] = {}
            for claim in ours:
                argument = claim if last else made.add(*graph.attackers[claim])
                carriers = [below.get(each, each) for each in reasons(claim)]
                if level == 1:
                    carriers = [each for each in carriers if each not in inside]
                made.attackers[argument].append(made.add(*carriers))
                here[claim] = argument
            for step in steps:
                argument = step if last else made.add(*graph.attackers[step])
                for premise in reasons(step):
                    needed = here.get(premise, premise)
                    if needed not in lacking:
                        lacking[needed] = made.add(needed)
                    made.attackers[argument].append(lacking[needed])
                below[step] = argument
    return made


def rest_of(graph: Graph, labels: bytearray) -> tuple[Graph, list[int]]:
    """What the grounded labels leave open, as a graph of its own, and its nodes' old numbers.

    Every labelling that is complete settles what is settled there, and in the same way.
    """
    claims = graph.claims
    nodes = [node for node, label in enumerate(labels) if label == OPEN]
    number = {node: at for at, node in enumerate(nodes)}
    own = sum(node < claims for node in nodes)
    rest = Graph(own, len(nodes) - own)
    for at, node in enumerate(nodes):
        for reason in graph.reasons[node]:
            if reason in number:
                rest.add_reason(at, number[reason])
        for attacker in graph.attackers[node]:
            if attacker in number:
                rest.add_attack(number[attacker], at)
        if at < own:
            carried = any(labels[reason] == IN for reason in graph.reasons[node])
            rest.free[at] = carried or graph.free[node]
    return rest, nodes
