"""Why a claim stands, falls, or stays open under the grounded semantics.

What stands is shown by one reason that stands, and by what answers everything against it; what
falls by one thing against it that stands, or by what is wrong with each of its reasons; and so on
down to what needs no showing. Such an account is a strongly admissible set (Caminada & Dunne 2020)
with what it attacks. To find the smallest one is NP-hard, as they show, so what counts here is the
number of claims that are mentioned, those that are used twice counted twice; by that count the
account is the smallest there is, found by Knuth's generalisation (1977) of Dijkstra's algorithm.

What stays open is shown by the shortest way to a loop that holds it open.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import combinations, pairwise
from typing import Literal, NamedTuple, TypeAlias

import attrs

from argmap.evaluation import Grounded
from argmap.evaluation.graph import Graph, components
from argmap.evaluation.grounded import IN, OPEN, OUT, SUPPOSED, relied_on
from argmap.evaluation.supposing import outcomes, places
from argmap.model import Claim, Step, Verdict

Kind: TypeAlias = Literal[
    "bare",
    "given",
    "reason",
    "premises",
    "attacked",
    "unsupported",
    "premise",
    "circle",
    "loop",
    "supposed",
]
"""How a verdict comes about.

- in, a claim: ``bare`` (it needs no reason), ``given``, or ``reason``; a step: ``premises``
- out: ``attacked``; a claim ``unsupported``: its reasons fall; a step by a ``premise`` that falls;
  ``circle``: the reasons lead back to itself
- undecided: ``loop``
- any: ``supposed``, because the question says so
"""


@attrs.frozen
class Ground:
    """One verdict of an account, and the claims and steps whose verdicts bring it about.

    For what is in, the reason or the premises come first, then what speaks against it and is out.
    """

    node: Claim | Step
    verdict: Verdict
    kind: Kind
    on: tuple[Claim | Step, ...]


class Change(NamedTuple):
    """A claim that would stand, or fall, contrary to what is said of it now."""

    claim: Claim
    stands: bool


class Settlement(NamedTuple):
    """Changes that together would settle an open claim, and the verdict that it would get."""

    changes: tuple[Change, ...]
    verdict: Verdict


@attrs.frozen
class Account:
    """Why a claim has its verdict.

    ``grounds`` starts with the claim itself; each claim and step is in it once, and what brings a
    verdict about follows where it is first used. Whatever became of everything else, the verdict
    would be the same; an undecided one, if everything else were left out.
    ``turned_by`` are the claims any one of which would turn the verdict if it fell. If the
    verdict is undecided, ``settled_by`` has the smallest changes of other claims that would settle
    it: all changes of one claim; where there is none, those of two among up to 60 claims.
    """

    claim: Claim
    verdict: Verdict
    grounds: tuple[Ground, ...]
    turned_by: tuple[Claim, ...]
    settled_by: tuple[Settlement, ...]


_VERDICTS: dict[int, Verdict] = {IN: "in", OUT: "out", OPEN: "undecided"}
_MOST_PAIRED = 60


def explain(found: Grounded, id: str) -> Account:
    """Why the claim with this id has its verdict. Raises :class:`KeyError` for an unknown id."""
    claim = found.map.claim[id]
    things: tuple[Claim | Step, ...] = (*found.map.claims, *found.map.steps)
    target = found.map.claims.index(claim)
    labels = found.settled.labels
    ways = _open_ways(found, target) if labels[target] == OPEN else _ways(found, target)
    grounds = tuple(
        Ground(
            things[node],
            _VERDICTS[labels[node]],
            kind,
            tuple(things[each] for each in on),
        )
        for node, (kind, on) in ways.items()
    )
    turning = found.turning([id])[id]
    settling = _settling(found, target) if labels[target] == OPEN else []
    return Account(
        claim,
        _VERDICTS[labels[target]],
        grounds,
        tuple(found.map.claim[each] for each in turning),
        tuple(
            Settlement(
                tuple(Change(found.map.claims[node], stands) for node, stands in change),
                verdict,
            )
            for change, verdict in settling
        ),
    )


_Ways: TypeAlias = dict[int, tuple[Kind, tuple[int, ...]]]
"""For each node of an account how its verdict comes about, and by which nodes."""


def _ways(found: Grounded, target: int) -> _Ways:
    """The account of a node that is settled."""
    graph = found.graph
    heads: list[int] = []
    ways: list[tuple[Kind, tuple[int, ...]]] = []
    waits: list[int] = []  # on how many nodes a way still waits
    costs: list[float] = []
    uses: dict[int, list[int]] = {}
    queue: list[tuple[float, int]] = []

    def add(head: int, kind: Kind, on: tuple[int, ...]) -> None:
        way = len(heads)
        heads.append(head)
        ways.append((kind, on))
        waits.append(len(on))
        costs.append(1 if head < graph.claims else 0)
        for node in on:
            uses.setdefault(node, []).append(way)
        if not on:
            heappush(queue, (costs[way], way))

    upstream = _upstream(graph, target)
    circles = found.settled.circles
    circle_of = {
        node: at for at, circle in enumerate(circles, graph.size) for node in circle
    }
    for at, circle in enumerate(circles, graph.size):
        inside = set(circle)
        if not inside.isdisjoint(upstream):
            outside = {
                reason
                for node in circle
                if node < graph.claims
                for reason in graph.reasons[node]
                if reason not in inside
            }
            add(at, "circle", tuple(sorted(outside)))
    for node in upstream:
        if node in circle_of:  # first, so that it counts before an account as small
            add(node, "circle", (circle_of[node],))
        for kind, on in _ways_of(found, node):
            add(node, kind, on)
    best: _Ways = {}
    while queue:
        cost, way = heappop(queue)
        head = heads[way]
        if head in best:
            continue
        best[head] = ways[way]
        for other in uses.get(head, ()):
            waits[other] -= 1
            costs[other] += cost
            if not waits[other] and heads[other] not in best:
                heappush(queue, (costs[other], other))
    account: _Ways = {}
    stack = [target]
    while stack:
        node = stack.pop()
        if node in account:
            continue
        kind, on = best[node]
        if kind == "circle":
            # The circle as a whole has fallen: this node by its reasons, which lead around it.
            reasons = graph.reasons[node]
            inside = set(circles[circle_of[node] - graph.size])
            on = tuple(
                reasons
                if node < graph.claims
                else [next(each for each in reasons if each in inside)]
            )
        account[node] = (kind, on)
        stack += reversed(on)
    return account


def _ways_of(found: Grounded, node: int) -> Iterator[tuple[Kind, tuple[int, ...]]]:
    """The ways in which the verdict of one node may come about, circles left aside."""
    graph, labels = found.graph, found.settled.labels
    reasons, attackers = graph.reasons[node], graph.attackers[node]
    if found.settled.cause[node] == SUPPOSED:
        yield "supposed", ()
    elif labels[node] == IN:
        if node >= graph.claims:
            yield "premises", (*reasons, *attackers)
        elif graph.free[node]:
            yield "given" if reasons else "bare", tuple(attackers)
        else:
            for reason in reasons:
                if labels[reason] == IN:
                    yield "reason", (reason, *attackers)
    else:
        for attacker in attackers:
            if labels[attacker] == IN:
                yield "attacked", (attacker,)
        if node >= graph.claims:
            for premise in reasons:
                if labels[premise] == OUT:
                    yield "premise", (premise,)
        elif not graph.free[node] and all(labels[each] == OUT for each in reasons):
            yield "unsupported", tuple(reasons)


def _upstream(graph: Graph, target: int) -> dict[int, None]:
    """All that may bear on a node, and itself."""
    found: dict[int, None] = {target: None}
    queue = [target]
    for node in queue:
        for others in (graph.reasons[node], graph.attackers[node]):
            for other in others:
                if other not in found:
                    found[other] = None
                    queue.append(other)
    return found


def _open_ways(found: Grounded, target: int) -> _Ways:
    """The account of a node that is open: a way to a loop with something that speaks against."""
    graph, labels = found.graph, found.settled.labels

    def holders(node: int) -> list[int]:
        """What holds a node open."""
        carried = node < graph.claims and (
            graph.free[node] or any(labels[each] == IN for each in graph.reasons[node])
        )
        reasons = [] if carried else graph.reasons[node]
        return [each for each in (*reasons, *graph.attackers[node]) if not labels[each]]

    before = {target: target}
    queue = [target]
    for node in queue:
        for other in holders(node):
            if other not in before:
                before[other] = node
                queue.append(other)
    part = {
        node: at
        for at, members in enumerate(components(queue, holders))
        for node in members
    }
    # A loop of reasons alone would have fallen, so there is one with an attack in it.
    first, attackers = next(
        (node, inside)
        for node in queue
        if (
            inside := [
                each for each in graph.attackers[node] if part.get(each) == part[node]
            ]
        )
    )
    account: _Ways = {}

    def add(nodes: list[int]) -> None:
        for node, next_one in pairwise(nodes):
            on = account.get(node, ("loop", ()))[1]
            if next_one not in on:
                account[node] = ("loop", (*on, next_one))

    way = [first]
    while way[-1] != target:
        way.append(before[way[-1]])
    add(way[::-1])
    # From the attackers of the first node on the shortest way back to it.
    back = dict.fromkeys(attackers, first)
    queue = list(attackers)
    for node in queue:
        if node == first:
            break
        for other in holders(node):
            if other not in back:
                back[other] = node
                queue.append(other)
    loop = [first]
    while len(loop) == 1 or loop[-1] != first:
        loop.append(back[loop[-1]])
    add(loop[::-1])
    return account


_Changes: TypeAlias = tuple[tuple[int, bool], ...]


def _settling(found: Grounded, target: int) -> list[tuple[_Changes, Verdict]]:
    """The smallest changes that would settle an open node, those of near claims first."""
    graph, settled = found.graph, found.settled
    labels = settled.labels
    near = [
        node
        for node in relied_on(graph, settled, [target])
        if node < graph.claims and node != target and settled.cause[node] != SUPPOSED
    ]
    still_open = [node for node in near if labels[node] == OPEN][:_MOST_PAIRED]
    single: list[_Changes] = [
        ((node, stands),)
        for node in near
        for stands in (False, True)
        if labels[node] == OPEN or (labels[node] == IN and not stands)
    ]
    pairs: list[_Changes] = [
        ((one, stands), (other, other_stands))
        for one, other in combinations(still_open, 2)
        for stands in (False, True)
        for other_stands in (False, True)
    ]
    for changes in (single, pairs):
        settling: list[tuple[_Changes, Verdict]] = []
        for start, number, outcome in outcomes(graph, settled, changes):
            ins = {*places(outcome.ins[target])}
            settling += [
                (changes[start + at], "in" if at in ins else "out")
                for at in places(outcome.other_than(OPEN, target, number))
            ]
        if settling:
            return settling
    return []
