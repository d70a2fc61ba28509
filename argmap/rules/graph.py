"""Which claims support and which rebut which: what rules on the shape of an argument walk.

Undercuts and contradictions are no part of it. Nothing here recurses, and no walk is longer
than the map times a constant, however many ways lead from one claim to another.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from argmap.diagnostics import Label
from argmap.evaluation.graph import components
from argmap.model import Kind, Step
from argmap.rules.rule import Subject
from argmap.rules.wording import called
from argmap.text import Span

SHOWN = 30
"""So many findings of a rule show their ways, each of which takes a walk through the map."""
UNSHOWN = f"by which claims is shown for the first {SHOWN} findings only"
WAVE = 2048
"""How many claims are followed through the map at once, each as a bit of a number."""


Way: TypeAlias = list[tuple[int, int, Kind]]
"""How one claim bears on another by way of others: from each to the next, for or against it."""


def graph(subject: Subject) -> "Graph":
    """The claims of a map, and which bear on which."""
    return subject.once(Graph)


class Graph:
    """Claims by their number in the map, and for each those that it bears on.

    ``supports[a]`` are the claims that a is a reason for, alone or among others, ``rebuts[a]``
    those that it speaks against. ``reasons`` and ``rebuttals`` are the same, seen from the other
    end. A claim that bears on itself is left out.
    """

    def __init__(self, subject: Subject) -> None:
        self._map = map = subject.map
        self.number = {claim.id: number for number, claim in enumerate(map.claims)}
        self.supports: list[list[int]] = [[] for _ in map.claims]
        self.rebuts: list[list[int]] = [[] for _ in map.claims]
        self.reasons: list[list[int]] = [[] for _ in map.claims]
        self.rebuttals: list[list[int]] = [[] for _ in map.claims]
        for step in map.steps:
            if step.undercuts:
                continue
            target = self.number[step.target.id]
            out, into = (
                (self.supports, self.reasons)
                if step.kind == "for"
                else (self.rebuts, self.rebuttals)
            )
            for premise in step.premises:
                claim = self.number[premise.claim.id]
                if claim != target:
                    out[claim].append(target)
                    into[target].append(claim)

    def id(self, number: int) -> str:
        """The id of a claim."""
        return self._map.claims[number].id

    def called(self, number: int) -> str:
        """How a message speaks of a claim."""
        return called(self._map.claims[number])

    def step(self, claim: int, target: int, kind: Kind) -> Step:
        """The first step by which a claim bears on another one."""
        wanted = self.id(target)
        return next(
            step
            for step in self._map.steps_from(self._map.claims[claim])
            if step.kind == kind and not step.undercuts and step.target.id == wanted
        )

    @cached_property
    def components(self) -> list[list[int]]:
        """Claims that support one another, together; reasons before what they are reasons for."""
        numbers = range(len(self.supports))
        return [sorted(part) for part in components(numbers, self.reasons.__getitem__)]

    def beneath(self, claim: int) -> set[int]:
        """The claims that support a claim, directly or by way of others."""
        found: set[int] = set()
        queue = [claim]
        for each in queue:
            new = [reason for reason in self.reasons[each] if reason not in found]
            found.update(new)
            queue += new
        return found

    def waves(self, origins: Sequence[int]) -> Iterator["Wave"]:
        """What the origins bear on, so many of them at a time that it stays quick."""
        for start in range(0, len(origins), WAVE):
            yield Wave(self, origins[start : start + WAVE])

    def labels(self, way: Way) -> list[Label]:
        """What to say where each step of a way is drawn."""
        verb = {"for": "supports", "against": "rebuts"}
        return [
            Label(span, f"{self.called(claim)} {verb[kind]} {self.called(target)}")
            for claim, target, kind in way
            if (span := self._place(claim, target, kind))
        ]

    def _place(self, claim: int, target: int, kind: Kind) -> Span | None:
        """Where a step names a claim among its premises."""
        step = self.step(claim, target, kind)
        named = (each.span for each in step.premises if each.claim.id == self.id(claim))
        return next(named, None) or step.span

    def way(self, start: int, end: int, rebuttals: int = 0) -> Way:
        """The shortest way by supports, and so many rebuttals, from one claim to another.

        It is empty if there is none. A way back to where it started has a part at least.
        """
        # A place is a claim and how many rebuttals are left: as one number, the claim's own plus
        # the number of all claims for each that is left.
        size = len(self.supports)
        first = start + rebuttals * size
        came: dict[int, int] = {}
        queue = [first]
        for here in queue:
            left, claim = divmod(here, size)
            onward = [each + left * size for each in self.supports[claim]]
            if left:
                onward += [each + (left - 1) * size for each in self.rebuts[claim]]
            for place in onward:
                if place not in came:
                    came[place] = here
                    queue.append(place)
            if end in came:
                return self._back(came, first, end)
        return []

    def _back(self, came: dict[int, int], first: int, place: int) -> Way:
        size = len(self.supports)
        way: Way = []
        while not way or place != first:
            before = came[place]
            kind: Kind = "for" if before // size == place // size else "against"
            way.append((before % size, place % size, kind))
            place = before
        return way[::-1]


class Wave:
    """What some claims bear on: ``supported[c]`` has a bit for each origin that supports c by any
    way, itself included, ``rebutted[c]`` for each that does so by a way with one rebuttal.
    """

    def __init__(self, graph: Graph, origins: Sequence[int]) -> None:
        self.bit = {claim: 1 << place for place, claim in enumerate(origins)}
        self.supported = self._follow(
            graph, [self.bit.get(c, 0) for c in range(len(graph.supports))]
        )
        against = [0] * len(graph.supports)
        for claim, rebutters in enumerate(graph.rebuttals):
            for each in rebutters:
                against[claim] |= self.supported[each]
        self.rebutted = self._follow(graph, against)

    @staticmethod
    def _follow(graph: Graph, bits: list[int]) -> list[int]:
        for component in graph.components:
            found = 0
            for claim in component:
                found |= bits[claim]
                for reason in graph.reasons[claim]:
                    found |= bits[reason]
            for claim in component:
                bits[claim] = found
        return bits
