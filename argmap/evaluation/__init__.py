"""Which claims stand.

A claim stands when a reason for it stands (or it needs none, because none is offered) and nothing
that stands speaks against it; a step stands when all its premises stand and nothing that stands
undercuts it. ``docs/evaluation.md`` has the whole of it.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

import attrs

from argmap.evaluation.graph import Graph, graph_of
from argmap.evaluation.grounded import OUT, Settled, relied_on, settle
from argmap.evaluation.supposing import chosen, falls
from argmap.memory import no_collection
from argmap.model import ArgumentMap, Verdict

_VERDICTS: tuple[Verdict, Verdict, Verdict] = ("undecided", "in", "out")


@attrs.frozen
class Evaluation:
    """What a semantics says of a map: the verdict of each claim and of each step, by id."""

    map: ArgumentMap
    semantics: str
    claims: Mapping[str, Verdict]
    steps: Mapping[str, Verdict]


@attrs.frozen
class Grounded(Evaluation):
    """The grounded verdicts, and what would change them."""

    graph: Graph = attrs.field(eq=False, repr=False)
    settled: Settled = attrs.field(eq=False, repr=False)

    def turning(self, targets: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """For each target, a claim's id, the claims any one of which would turn it.

        That is, if this one alone fell, the target's verdict would be another one. The target
        itself is left out. All claims that could are tried at once; the time is that of settling
        the part of the map above them, times their number over 64 or so.
        """
        numbers = self._numbers(targets)
        claims = self.graph.claims
        labels = self.settled.labels
        grounds = relied_on(self.graph, self.settled, numbers)
        tried = sorted(node for node in grounds if node < claims and labels[node] != OUT)
        found: dict[int, list[int]] = {number: [] for number in numbers}
        for some, outcomes in falls(self.graph, self.settled, tried):
            for target, turning in found.items():
                turned = outcomes.other_than(labels[target], target, len(some))
                turning += [each for each in chosen(some, turned) if each != target]
        ids = [claim.id for claim in self.map.claims]
        return {
            ids[target]: tuple(ids[each] for each in turning)
            for target, turning in found.items()
        }

    def idle(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Those of some claims, by id, that could fall without changing any other verdict."""
        labels = self.settled.labels
        found: list[int] = []
        for some, outcomes in falls(self.graph, self.settled, self._numbers(claims)):
            own = {claim: 1 << at for at, claim in enumerate(some)}
            moved = 0
            for claim in range(self.graph.claims):
                turned = outcomes.other_than(labels[claim], claim, len(some))
                moved |= turned & ~own.get(claim, 0)
            found += chosen(some, (1 << len(some)) - 1 & ~moved)
        return tuple(self.map.claims[each].id for each in found)

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
        steps = (step.id for step in map.steps)
        return Grounded(
            map,
            "grounded",
            MappingProxyType(dict(zip(number, verdicts, strict=False))),
            MappingProxyType(dict(zip(steps, verdicts[graph.claims :], strict=True))),
            graph,
            settled,
        )
