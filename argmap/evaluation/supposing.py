"""What would become of a map on many suppositions, all worked out at once.

Each supposition is a bit: a node has one number whose bits say on which of them it stands, and
another for those on which it falls. So a thousand suppositions take little longer than one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from argmap.evaluation.graph import Graph, components
from argmap.evaluation.grounded import IN, OUT, SUPPOSED, Settled

_ROOM = 1 << 29
"""How many bits the numbers of all nodes together may take: twice 64 MiB."""


class Tangled(Exception):
    """So many nodes depend on one another that to settle them would take too long."""


Change: TypeAlias = Sequence[tuple[int, bool]]
"""Nodes, each with whether it is to stand or to fall whatever speaks for or against it."""


def outcomes(
    graph: Graph, settled: Settled, changes: Sequence[Change], effort: int | None = None
) -> "Iterator[tuple[int, int, Outcomes]]":
    """What becomes of a graph on each of some changes by itself.

    Gives the outcomes for as many changes at a time as there is room for: the place of the first
    one, whose bit is the lowest, their number, and the outcomes. Raises :class:`Tangled` where to
    settle nodes that depend on one another takes more than the ``effort``: so often may one of them
    be looked at for a thousand changes.
    """
    left = None if effort is None else [effort]
    room = max(64, _ROOM // (graph.size + 1))
    for start in range(0, len(changes), room):
        some = changes[start : start + room]
        fallen: dict[int, int] = {}
        granted: dict[int, int] = {}
        for at, change in enumerate(some):
            for node, stands in change:
                of = granted if stands else fallen
                of[node] = of.get(node, 0) | 1 << at
        yield start, len(some), suppose(graph, settled, len(some), fallen, granted, left)


def ends(
    graph: Graph, settled: Settled, nodes: Iterable[int], targets: Collection[int]
) -> dict[int, int]:
    """For each node the last one of the line in which one falls with the other.

    A node bears by way of that one alone on anything else, so that for the ``targets`` it is the
    same which of the two falls; no line goes on beyond a target. So a long line of claims, each
    the only reason for the next, need not be supposed claim by claim.
    """
    found: dict[int, int] = {}
    for node in nodes:
        line: list[int] = []
        at: int | None = node
        last = node
        while at is not None and at not in found:
            found[at] = last = at  # what comes back to itself ends there
            line.append(at)
            at = None if at in targets else _falling(graph, settled, at)
        if at is not None:
            last = found[at]
        found.update(dict.fromkeys(line, last))
    return found


def _falling(graph: Graph, settled: Settled, node: int) -> int | None:
    """What falls wherever a node does, where it is all that the node bears on."""
    supposed = settled.cause[node] == SUPPOSED  # it falls on no further supposition
    if supposed or graph.attacks[node] or len(graph.helps[node]) != 1:
        return None
    (other,) = graph.helps[node]
    needed = other >= graph.claims or (
        len(graph.reasons[other]) == 1 and not graph.free[other]
    )
    return other if needed and settled.cause[other] != SUPPOSED else None


def places(mask: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    return (at for at, bit in enumerate(reversed(f"{mask:b}")) if bit == "1")


class Outcomes(NamedTuple):
    """On which suppositions each node stands and falls, a bit for each."""

    ins: list[int]
    outs: list[int]

    def other_than(self, label: int, node: int, number: int) -> int:
        """On which of so many suppositions a node does not have a label."""
        if label == IN:
            return (1 << number) - 1 & ~self.ins[node]
        if label == OUT:
            return (1 << number) - 1 & ~self.outs[node]
        return self.ins[node] | self.outs[node]


def suppose(
    graph: Graph,
    settled: Settled,
    number: int,
    fallen: Mapping[int, int],
    granted: Mapping[int, int],
    left: list[int] | None = None,
) -> Outcomes:
    """Settle a graph on so many suppositions.

    ``fallen`` and ``granted`` say for a node on which of them it is taken to be out, or in.
    ``settled`` is the graph without any of them; what was supposed there is supposed on all.
    ``left`` holds the effort that is left, of which it takes its part.
    """
    everywhere = (1 << number) - 1
    changed = (*fallen, *granted)
    fallen, granted = dict(fallen), dict(granted)
    for node in takewhile(lambda each: settled.cause[each] == SUPPOSED, settled.order):
        supposed = granted if settled.labels[node] == IN else fallen
        supposed[node] = everywhere
    ins = [everywhere if label == IN else 0 for label in settled.labels]
    outs = [everywhere if label == OUT else 0 for label in settled.labels]
    touched = _downstream(graph, changed)
    for node in touched:
        ins[node] = outs[node] = 0
    work = _Work(graph, everywhere, ins, outs, fallen, granted, left)
    reasons, attackers = graph.reasons, graph.attackers
    for members in components(touched, lambda node: reasons[node] + attackers[node]):
        if len(members) == 1 and members[0] not in attackers[members[0]]:
            work.settle(members[0])
        else:
            work.settle_together(members)
    return Outcomes(ins, outs)


def _downstream(graph: Graph, nodes: Iterable[int]) -> list[int]:
    """The nodes, and all that may depend on them."""
    found = dict.fromkeys(nodes)
    queue = list(found)
    for node in queue:
        for others in (graph.helps[node], graph.attacks[node]):
            for other in others:
                if other not in found:
                    found[other] = None
                    queue.append(other)
    return queue


class _Work:
    """The numbers of :func:`suppose` while they are worked out; bits are only ever added."""

    def __init__(
        self,
        graph: Graph,
        everywhere: int,
        ins: list[int],
        outs: list[int],
        fallen: Mapping[int, int],
        granted: Mapping[int, int],
        left: list[int] | None,
    ) -> None:
        self.graph = graph
        self.everywhere = everywhere
        self.ins = ins
        self.outs = outs
        self.fallen = fallen
        self.granted = granted
        self.left = left
        self.price = 1 + everywhere.bit_length() // 1000

    def spend(self, nodes: int) -> None:
        """Take the effort of looking at so many nodes from what is left."""
        if self.left is not None:
            self.left[0] -= nodes * self.price
            if self.left[0] < 0:
                raise Tangled

    def settle(self, node: int) -> bool:
        """Work a node out from what leads to it; whether that adds anything."""
        graph, ins, outs = self.graph, self.ins, self.outs
        stands, falls = self.everywhere, 0
        if node >= graph.claims:
            for reason in graph.reasons[node]:
                stands &= ins[reason]
                falls |= outs[reason]
        elif not graph.free[node]:
            stands, falls = falls, stands
            for reason in graph.reasons[node]:
                stands |= ins[reason]
                falls &= outs[reason]
        for attacker in graph.attackers[node]:
            stands &= outs[attacker]
            falls |= ins[attacker]
        if node in self.fallen:
            stands &= ~self.fallen[node]
            falls |= self.fallen[node]
        if node in self.granted:
            stands |= self.granted[node]
            falls &= ~self.granted[node]
        adds = bool(stands & ~ins[node] or falls & ~outs[node])
        ins[node] |= stands
        outs[node] |= falls
        return adds

    def settle_together(self, members: list[int]) -> None:
        """Work out nodes that depend on one another."""
        helps, attacks = self.graph.helps, self.graph.attacks
        # What leads to a node comes before it where it can, so that what is found out about one
        # goes a long way in one round.
        rank = {node: at for at, node in enumerate(reversed(members))}
        circles = components(members, self.graph.reasons.__getitem__)
        long = [circle for circle in circles if len(circle) > 1]
        pending: Iterable[int] = rank
        while pending:
            changed = [node for node in pending if self.settle(node)]
            self.spend(len(changed))
            if not changed:
                changed = [node for circle in long for node in self.fell_unfounded(circle)]
            after = {each for node in changed for each in (*helps[node], *attacks[node])}
            pending = sorted(after & rank.keys(), key=rank.__getitem__)

    def fell_unfounded(self, circle: list[int]) -> list[int]:
        """Fell what of a circle of reasons would stand only by itself; what that changes.

        On a supposition these are the nodes that cannot be reached by beginning with what has not
        fallen outside the circle, as in :func:`argmap.evaluation.grounded.settle`.
        """
        helps, outs, everywhere = self.graph.helps, self.outs, self.everywhere
        reached = dict.fromkeys(circle, 0)
        rank = {node: at for at, node in enumerate(reversed(circle))}
        pending: Iterable[int] = rank
        while pending:
            changed = [node for node in pending if self._reach(node, reached)]
            self.spend(len(changed))
            after = {each for node in changed for each in helps[node]}
            pending = sorted(after & rank.keys(), key=rank.__getitem__)
        changed = []
        for node, where in reached.items():
            falls = everywhere & ~where & ~outs[node]
            if falls:
                outs[node] |= falls
                changed.append(node)
        return changed

    def _reach(self, node: int, reached: dict[int, int]) -> bool:
        graph, outs, everywhere = self.graph, self.outs, self.everywhere
        found = everywhere
        reasons = (
            reached.get(each, everywhere & ~outs[each]) for each in graph.reasons[node]
        )
        if node >= graph.claims:
            for where in reasons:
                found &= where
        elif not graph.free[node]:
            found = 0
            for where in reasons:
                found |= where
        found = (found & ~outs[node]) | self.granted.get(node, 0)
        if found == reached[node]:
            return False
        reached[node] = found
        return True
