"""How strongly the claims of a map stand, as degrees from 0 to 1.

A claim starts from its weight; what supports it draws it towards 1, what speaks against it towards
0. A step is as strong as its own strength, times the degrees of its premises, times one minus the
strength of each step that undercuts it; a contrary speaks against a claim with its own degree.

Where claims depend on each other in a circle, their degrees are let move from the weights towards
what the rule asks for, all at the same time, until they come to rest (Potyka 2018, 2019).
"""

from collections.abc import Callable, Mapping, Sequence
from math import prod
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import attrs

from argmap.evaluation.graph import Graph, components, graph_of
from argmap.model import ArgumentMap

Gradual: TypeAlias = Literal["df-quad", "quadratic-energy"]
GRADUAL: tuple[Gradual, ...] = get_args(Gradual)

AT_REST = 1e-10
"""A circle has come to rest when no degree is further than this from what the rule asks for."""
_EXACTNESS = 0.1
_MOST_WORK = 400_000
"""After about so many nodes worked out, and 500 rounds, a circle is taken to have no rest."""


@attrs.frozen
class Degrees:
    """The degree of each claim and of each step, by id, from 0 to 1.

    ``unsettled`` are the claims whose degrees did not come to rest; they have the degree that they
    had in the end.
    """

    map: ArgumentMap
    semantics: Gradual
    claims: Mapping[str, float]
    steps: Mapping[str, float]
    unsettled: frozenset[str]

    def said_of(self, claim: str) -> float:
        """The degree of a claim, by id."""
        return self.claims[claim]


def degrees(
    map: ArgumentMap, semantics: Gradual, check: Callable[[], None] = lambda: None
) -> Degrees:
    """The degrees of a map. ``check`` is called now and then, and may raise to stop the work."""
    graph = graph_of(map)
    work = _Work(map, graph, _INFLUENCES[semantics])
    unsettled = []

    def inputs(node: int) -> list[int]:
        return graph.reasons[node] + graph.attackers[node]

    for members in components(range(graph.size), inputs):
        check()
        claims = sorted(node for node in members if node < graph.claims)
        if len(members) == 1 and members[0] not in graph.attackers[members[0]]:
            work.degrees[members[0]] = work.wanted(members[0])
        elif not work.come_to_rest(claims, _in_order(graph, members), check):
            unsettled += claims
    found = work.degrees
    return Degrees(
        map,
        semantics,
        MappingProxyType({claim.id: found[at] for at, claim in enumerate(map.claims)}),
        MappingProxyType(
            {step.id: found[at] for at, step in enumerate(map.steps, graph.claims)}
        ),
        frozenset(map.claims[claim].id for claim in unsettled),
    )


def _in_order(graph: Graph, members: Sequence[int]) -> list[int]:
    """The steps among some nodes, what undercuts a step before it."""
    steps = [node for node in members if node >= graph.claims]
    return [step for (step,) in components(steps, graph.attackers.__getitem__)]


Influence: TypeAlias = Callable[[float, list[float], list[float]], float]
"""From a claim's weight, and the strengths of what is for and against it, to its degree."""


def df_quad(weight: float, support: list[float], attack: list[float]) -> float:
    """Rago, Toni, Aurisicchio & Baroni 2016, definitions 1 to 3."""
    difference = prod(1 - each for each in attack) - prod(1 - each for each in support)
    if difference > 0:
        return weight + (1 - weight) * difference
    return weight + weight * difference


def quadratic_energy(weight: float, support: list[float], attack: list[float]) -> float:
    """Potyka 2018, definition 3."""
    energy = sum(support) - sum(attack)
    impact = energy**2 / (1 + energy**2)
    if energy > 0:
        return weight + (1 - weight) * impact
    return weight - weight * impact


_INFLUENCES: dict[Gradual, Influence] = {
    "df-quad": df_quad,
    "quadratic-energy": quadratic_energy,
}


class _Work:
    """The degrees of all nodes while they are worked out."""

    def __init__(self, map: ArgumentMap, graph: Graph, influence: Influence) -> None:
        self.graph = graph
        self.influence = influence
        self.start = [claim.weight for claim in map.claims]
        self.start += [step.strength for step in map.steps]
        self.degrees = list(self.start)

    def wanted(self, node: int) -> float:
        """What the degree of a node should be, by those of what leads to it."""
        found = self.degrees
        support = [found[each] for each in self.graph.reasons[node]]
        attack = [found[each] for each in self.graph.attackers[node]]
        if node < self.graph.claims:
            return self.influence(self.start[node], support, attack)
        return self.start[node] * prod(support) * prod(1 - each for each in attack)

    def come_to_rest(
        self, claims: list[int], steps: list[int], check: Callable[[], None]
    ) -> bool:
        """Let the degrees of a circle move until they come to rest; whether they did.

        Heun's method, with a step so long that the way is followed to a tenth of its length.
        """
        now = [self.degrees[claim] for claim in claims]
        length = 1.0
        pull = self._pull(claims, steps, now)
        for _ in range(max(500, _MOST_WORK // (len(claims) + len(steps)))):
            check()
            force = max(map(abs, pull))
            if force < AT_REST:
                return True
            far = _moved(now, pull, length)
            there = self._pull(claims, steps, far)
            error = max(abs(b - a) for a, b in zip(pull, there, strict=True)) / 2
            if error > _EXACTNESS * force:
                length /= 2
                continue
            mean = [(a + b) / 2 for a, b in zip(pull, there, strict=True)]
            now = _moved(now, mean, length)
            pull = self._pull(claims, steps, now)
            if error < _EXACTNESS * force / 4:
                length *= 2
        return False

    def _pull(self, claims: list[int], steps: list[int], at: list[float]) -> list[float]:
        """How far each claim of a circle is from where the rule wants it, if they are here."""
        for claim, degree in zip(claims, at, strict=True):
            self.degrees[claim] = degree
        for step in steps:
            self.degrees[step] = self.wanted(step)
        return [
            self.wanted(claim) - degree for claim, degree in zip(claims, at, strict=True)
        ]


def _moved(now: list[float], pull: list[float], length: float) -> list[float]:
    return [min(1.0, max(0.0, a + length * b)) for a, b in zip(now, pull, strict=True)]
