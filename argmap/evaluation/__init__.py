"""Which claims stand.

A claim stands when a reason for it stands (or it needs none, because none is offered) and nothing
that stands speaks against it; a step stands when all its premises stand and nothing that stands
undercuts it. ``docs/evaluation.md`` has the whole of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from argmap.evaluation.graph import Graph, graph_of
from argmap.evaluation.grounded import IN, OUT, SUPPOSED, Settled, relied_on, settle
from argmap.evaluation.supposing import ends, outcomes, places
from argmap.memory import no_collection
from argmap.model import ArgumentMap, Verdict

if TYPE_CHECKING:  # what needs a solver is loaded when it is asked for
    from argmap.evaluation.labellings import Labellings, Semantics
    from argmap.evaluation.sat import Deadline

Accepted: TypeAlias = Literal["all", "some", "none"]
Word: TypeAlias = Literal["in", "in some", "out", "undecided"]

_VERDICTS: tuple[Verdict, Verdict, Verdict] = ("undecided", "in", "out")


@attrs.frozen
class Evaluation:
    """What a semantics says of a map: the verdict of each claim and of each step, by id.

    Where a semantics has several extensions, a verdict is what all of them agree on: in and out
    are what is in and out on each, and everything else is undecided. ``accepted`` says for each
    claim whether it is in on all of them, on some or on none. Where there is no extension, as may
    happen with the stable ones, ``none`` is true and everything is undecided.
    """

    map: ArgumentMap
    semantics: str
    claims: Mapping[str, Verdict]
    steps: Mapping[str, Verdict]
    accepted: Mapping[str, Accepted]
    none: bool = attrs.field(default=False, kw_only=True)

    def said_of(self, claim: str) -> Word:
        """The verdict of a claim, by id; "in some" where it is in on some extensions only."""
        return "in some" if self.accepted[claim] == "some" else self.claims[claim]


@attrs.frozen
class Grounded(Evaluation):
    """The grounded verdicts, and what would change them."""

    graph: Graph = attrs.field(eq=False, repr=False)
    settled: Settled = attrs.field(eq=False, repr=False)

    def turning(
        self, targets: Iterable[str], effort: int | None = None
    ) -> Mapping[str, tuple[str, ...]]:
        """For each target, a claim's id, the claims any one of which would turn it.

        That is, if this one alone fell, the target's verdict would be another one. The target
        itself is left out. All claims that could are tried at once, of those that fall one with
        the other only one; the time is that of settling the part of the map above them, times the
        number of those tried over 64 or so. Raises
        :class:`argmap.evaluation.supposing.Tangled` where circles of claims take more than the
        ``effort``.
        """
        numbers = self._numbers(targets)
        claims = self.graph.claims
        labels = self.settled.labels
        grounds = relied_on(self.graph, self.settled, numbers)
        could = sorted(node for node in grounds if node < claims and labels[node] != OUT)
        by_end: dict[int, list[int]] = {}
        for node, end in ends(self.graph, self.settled, could, {*numbers}).items():
            by_end.setdefault(end, []).append(node)
        tried = [*by_end]
        found: dict[int, list[int]] = {number: [] for number in numbers}
        changes = [[(node, False)] for node in tried]
        for start, number, outcome in outcomes(self.graph, self.settled, changes, effort):
            for target, turning in found.items():
                turned = outcome.other_than(labels[target], target, number)
                for at in places(turned):
                    turning += by_end[tried[start + at]]
        ids = [claim.id for claim in self.map.claims]
        asked = {*could}
        return {
            ids[target]: tuple(
                ids[each] for each in sorted(turning) if each in asked and each != target
            )
            for target, turning in found.items()
        }

    def idle(self, claims: Iterable[str], effort: int | None = None) -> tuple[str, ...]:
        """Those of some claims, by id, that could fall without changing any other verdict.

        Raises :class:`argmap.evaluation.supposing.Tangled` where circles of claims take more than
        the ``effort``.
        """
        labels = self.settled.labels
        numbers = self._numbers(claims)
        tried = [node for node in numbers if labels[node] != OUT]
        found = [
            node for node in numbers if labels[node] == OUT
        ]  # which has fallen already
        tried = [node for node in tried if not self._needed(node)]
        changes = [[(node, False)] for node in tried]
        for start, number, outcome in outcomes(self.graph, self.settled, changes, effort):
            own = {tried[start + at]: 1 << at for at in range(number)}
            moved = 0
            for claim in range(self.graph.claims):
                turned = outcome.other_than(labels[claim], claim, number)
                moved |= turned & ~own.get(claim, 0)
            found += [tried[start + at] for at in places((1 << number) - 1 & ~moved)]
        idle = {*found}
        return tuple(self.map.claims[each].id for each in numbers if each in idle)

    def _needed(self, node: int) -> bool:
        """Whether a claim stands that would have no reason without this one."""
        graph, settled = self.graph, self.settled
        return settled.cause[node] != SUPPOSED and any(
            settled.labels[claim] == IN
            and len(graph.reasons[claim]) == 1
            and not graph.free[claim]
            and SUPPOSED not in (settled.cause[claim], settled.cause[step])
            for step in graph.helps[node]
            for claim in graph.helps[step]
        )

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        number = {claim.id: at for at, claim in enumerate(self.map.claims)}
        return [number[id] for id in dict.fromkeys(ids)]


def grounded(
    map: ArgumentMap, *, without: Collection[str] = (), granted: Collection[str] = ()
) -> Grounded:
    """The grounded verdicts: in is what has to be accepted, out what has to be rejected.

    Claims named in ``without`` are taken to be out whatever speaks for them, and those in
    ``granted`` to be in whatever speaks against them. Raises :class:`KeyError` for an id that the
    map does not have.
    """
    with no_collection():
        graph = graph_of(map)
        number = {claim.id: at for at, claim in enumerate(map.claims)}
        settled = settle(
            graph, [number[id] for id in without], [number[id] for id in granted]
        )
        verdicts = [_VERDICTS[label] for label in settled.labels]
        claims, steps = _by_id(map, verdicts)
        accepted: dict[str, Accepted] = {
            id: "all" if verdict == "in" else "none" for id, verdict in claims.items()
        }
        return Grounded(
            map, "grounded", claims, steps, MappingProxyType(accepted), graph, settled
        )


def evaluate(
    map: ArgumentMap,
    semantics: "Semantics" = "grounded",
    deadline: "Deadline | None" = None,
) -> Evaluation:
    """The verdicts by any semantics that gives verdicts.

    All but the grounded one need time that may grow exponentially with the size of what that
    leaves open. Raises :class:`argmap.evaluation.sat.OutOfTime` past the deadline, and
    :class:`argmap.evaluation.framework.TooLarge` for an enormous circle of reasons.
    """
    if semantics == "grounded":
        return grounded(map)
    found = _labellings(map, deadline).standing(semantics)
    verdicts: list[Verdict] = [
        "in" if node in found.all_in else "out" if node in found.all_out else "undecided"
        for node in range(len(map.claims) + len(map.steps))
    ]
    claims, steps = _by_id(map, verdicts)
    accepted: dict[str, Accepted] = {
        claim.id: "all" if at in found.all_in else "some" if at in found.some_in else "none"
        for at, claim in enumerate(map.claims)
    }
    return Evaluation(
        map, semantics, claims, steps, MappingProxyType(accepted), none=found.none
    )


def extensions(
    map: ArgumentMap, semantics: "Semantics", deadline: "Deadline | None" = None
) -> Iterator[tuple[str, ...]]:
    """The extensions of a map as they are found: the claims that are in, by id.

    Each set of claims comes once, in no order that means anything. There may be exponentially
    many. Raises as :func:`evaluate` does.
    """
    seen = set()
    for labels in _labellings(map, deadline).each(semantics):
        ins = tuple(
            claim.id
            for claim, label in zip(map.claims, labels, strict=False)
            if label == IN
        )
        if ins not in seen:
            seen.add(ins)
            yield ins


def _labellings(map: ArgumentMap, deadline: "Deadline | None") -> "Labellings":
    from argmap.evaluation.labellings import Labellings
    from argmap.evaluation.sat import Deadline

    return Labellings(graph_of(map), deadline or Deadline())


def _by_id(
    map: ArgumentMap, verdicts: list[Verdict]
) -> tuple[Mapping[str, Verdict], Mapping[str, Verdict]]:
    """The verdicts of claims and of steps, from those of both in the map's order."""
    first = len(map.claims)
    claims = zip((claim.id for claim in map.claims), verdicts[:first], strict=True)
    steps = zip((step.id for step in map.steps), verdicts[first:], strict=True)
    return MappingProxyType(dict(claims)), MappingProxyType(dict(steps))
