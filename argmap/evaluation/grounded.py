"""The grounded semantics: what has to be accepted by anybody who accepts the map's rules.

It is the well-founded model (Van Gelder, Ross & Schlipf 1991) of the map as a logic program. Each
node is settled once, and counts down what its neighbours wait for, as in unit propagation (Dowling
& Gallier 1984); so the time is linear in the size of the map. Only claims in a circle of reasons
need more: a circle is looked at anew whenever something in it has fallen.
"""

from collections.abc import Iterable

from argmap.evaluation.graph import Graph, components

OPEN, IN, OUT = 0, 1, 2

FREE = -1
"""Stands because it needs no reason and nothing is left that speaks against it."""
REASONS = -2
"""Fell because all reasons for it, or the one circle that they run in, fell."""
CIRCLE = -3
"""Fell because the reasons for it lead back to itself."""
SUPPOSED = -4
"""Stands or fell because the question says so."""


class Settled:
    """What became of each node, in which order, and by what.

    ``labels[node]`` is IN, OUT, or OPEN where it stays undecided. ``order`` has the settled nodes;
    each is settled by what stands before it. ``cause[node]`` is the node that settled it first: for
    a claim that stands, the step that carries it; for what fell, the one that speaks against it, or
    the premise that failed. Where no single node did, it is one of the numbers below 0.
    ``circles`` has the nodes that fell as circles of reasons, those together that fell together.
    """

    __slots__ = ("cause", "circles", "labels", "order")

    def __init__(
        self,
        labels: bytearray,
        order: list[int],
        cause: list[int],
        circles: list[list[int]],
    ) -> None:
        """Hold what :func:`settle` found."""
        self.labels = labels
        self.order = order
        self.cause = cause
        self.circles = circles


def settle(
    graph: Graph, fallen: Iterable[int] = (), granted: Iterable[int] = ()
) -> Settled:
    """Settle every node that can be settled.

    ``fallen`` nodes are taken to be out whatever speaks for them, ``granted`` ones to be in
    whatever speaks against them.
    """
    claims, size, free = graph.claims, graph.size, graph.free
    reasons, helps = graph.reasons, graph.helps
    attackers, attacks = graph.attackers, graph.attacks
    labels = bytearray(size)
    cause = [FREE] * size
    order: list[int] = []
    # What each node waits for before it stands: that everything against it falls, and one reason
    # if it is a claim that needs any, or all of its premises if it is a step.
    waits = [len(each) for each in attackers]
    for node in range(claims):
        waits[node] += not free[node]
    for node in range(claims, size):
        waits[node] += len(reasons[node])
    left = [len(each) for each in reasons[:claims]]  # the reasons that have not fallen
    carried = bytearray(free)  # whether a claim has got the reason that it waits for

    def stand(node: int) -> None:
        if not labels[node]:
            labels[node] = IN
            order.append(node)

    def fall(node: int, why: int) -> None:
        if not labels[node]:
            labels[node] = OUT
            cause[node] = why
            order.append(node)

    def spread(at: int) -> None:
        """Let what stands in ``order`` from ``at`` on settle more, to the end of it."""
        while at < len(order):
            node = order[at]
            at += 1
            if labels[node] == IN:
                for other in attacks[node]:
                    fall(other, node)
                for other in helps[node]:
                    if other < claims:
                        if carried[other]:
                            continue
                        carried[other] = 1
                        if not labels[other]:
                            cause[other] = node
                    waits[other] -= 1
                    if not waits[other]:
                        stand(other)
            else:
                for other in attacks[node]:
                    waits[other] -= 1
                    if not waits[other]:
                        stand(other)
                for other in helps[node]:
                    if other >= claims:
                        fall(other, node)
                    else:
                        left[other] -= 1
                        if not left[other] and not free[other]:
                            fall(other, REASONS)

    for node in granted:
        stand(node)
        cause[node] = SUPPOSED
    for node in fallen:
        fall(node, SUPPOSED)
    for node in range(size):
        if not waits[node]:
            stand(node)
        elif node < claims and not free[node] and not left[node]:
            fall(node, REASONS)
    spread(0)

    # What is open now may hold itself up in circles.
    open_nodes = [node for node in range(size) if not labels[node]]
    circles = [
        each for each in components(open_nodes, reasons.__getitem__) if len(each) > 1
    ]
    circle_of = {node: number for number, each in enumerate(circles) for node in each}
    fallen_circles: list[list[int]] = []
    touched = dict.fromkeys(reversed(range(len(circles))))
    while touched:
        number, _ = touched.popitem()
        before = len(order)
        unfounded = _unfounded(graph, labels, circles[number])
        for node in unfounded:
            fall(node, CIRCLE)
        if unfounded:
            fallen_circles.append(unfounded)
        spread(before)
        for node in order[before:]:
            if labels[node] == OUT:
                touched |= {
                    circle_of[each]: None
                    for each in (node, *helps[node])
                    if each in circle_of
                }
    return Settled(labels, order, cause, fallen_circles)


def relied_on(graph: Graph, settled: Settled, targets: Iterable[int]) -> list[int]:
    """The nodes that the labels of some nodes rely on, these themselves included.

    A node that is not among them changes none of these labels by falling.
    """
    reasons, attackers = graph.reasons, graph.attackers
    labels, cause = settled.labels, settled.cause
    found = dict.fromkeys(targets)
    queue = list(found)
    for node in queue:
        why = cause[node]
        if why == SUPPOSED:
            continue
        if labels[node] == OPEN:
            needed = reasons[node] + attackers[node]
        elif labels[node] == IN:
            carriers = reasons[node] if node >= graph.claims else [why] if why >= 0 else []
            needed = carriers + attackers[node]
        else:
            needed = [why] if why >= 0 else reasons[node]
        for other in needed:
            if other not in found:
                found[other] = None
                queue.append(other)
    return queue


def _unfounded(graph: Graph, labels: bytearray, circle: list[int]) -> list[int]:
    """What of a circle of reasons would stand only by itself.

    These are the open nodes that cannot be reached by beginning with what has not fallen outside
    the circle, and going on to claims that have one reason and steps that have all premises.
    """
    claims, free, reasons = graph.claims, graph.free, graph.reasons
    inside = {node for node in circle if not labels[node]}
    waits: dict[int, int] = {}
    reached = []
    for node in inside:
        if node >= claims:
            waits[node] = sum(each in inside for each in reasons[node])
        elif free[node] or any(
            labels[each] != OUT and each not in inside for each in reasons[node]
        ):
            waits[node] = 0
        else:
            waits[node] = 1
        if not waits[node]:
            reached.append(node)
    for node in reached:
        for other in graph.helps[node]:
            if waits.get(other):
                waits[other] -= 1
                if not waits[other]:
                    reached.append(other)
    inside.difference_update(reached)
    return sorted(inside)
