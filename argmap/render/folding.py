"""An overview of a map: the claims with most beneath them, the rest folded into their cards."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import Literal, NamedTuple

import attrs

from argmap.model import ArgumentMap, Claim, Step
from argmap.render.roles import Part, part_of
from argmap.render.selection import restrict

PAGE = 10_000
"""More claims than this are folded unless somebody wants them all."""
_REST = ""
"""Where what is folded into no card is counted; no claim has an empty id."""
_APART: tuple[Part | Literal["top"], ...] = ("rebuttal", "undercut", "top")


@attrs.frozen
class Folded:
    """How many claims of each kind are folded into a card.

    ``tops`` are topmost ones, beneath no other: only the card of the rest holds any.
    """

    reasons: int = 0
    rebuttals: int = 0
    undercuts: int = 0
    tops: int = 0

    @property
    def claims(self) -> int:
        """All of them."""
        return self.reasons + self.rebuttals + self.undercuts + self.tops

    def __str__(self) -> str:
        """Such as "12 reasons, 3 rebuttals"; topmost claims are not said."""
        kinds = ("reason", self.reasons), ("rebuttal", self.rebuttals)
        return ", ".join(
            f"{number:,} {kind}{'' if number == 1 else 's'}"
            for kind, number in (*kinds, ("undercut", self.undercuts))
            if number
        )


class Overview(NamedTuple):
    """What is ``shown`` of a map, and what is ``folded`` into which claim, by id.

    ``rest`` is what hangs beneath no claim that is shown: topmost claims for which there was no
    room, with all that is beneath them.
    """

    shown: ArgumentMap
    folded: Mapping[str, Folded]
    rest: Folded | None = None


def fold(map: ArgumentMap, most: int) -> Overview:
    """The map with at most so many claims, the others folded.

    From the top down, theses first, the claim with most beneath it is opened first. A step is
    there with all its premises and undercuts or not at all. What stands beneath several claims
    is counted once, where it is nearest to the top.
    """
    if len(map.claims) <= most:
        return Overview(map, {})
    tree = _Tree(map)
    seen: set[str] = set()
    ready: list[tuple[int, int, str]] = []

    def show(claims: Iterable[str]) -> None:
        for id in claims:
            if id not in seen:
                seen.add(id)
                heappush(ready, (-tree.size[id], len(seen), id))

    tops = sorted(
        tree.tops, key=lambda id: (map.claim[id].role != "thesis", -tree.size[id])
    )
    show(tops[: max(1, most)])
    while ready:
        _, _, id = heappop(ready)
        # The largest first, where there is no room for all.
        for unit in sorted(tree.units(map.claim[id]), key=tree.weight, reverse=True):
            if len(seen) + len(set(unit) - seen) <= most:
                show(unit)
    shown = restrict(map, seen)
    counts: dict[str, dict[Part | Literal["top"], int]] = {}
    holder: dict[str, str] = {}
    for id in tree.order:
        if id in seen:
            continue
        above = tree.parent[id]
        holder[id] = _REST if above is None else holder.get(above, above)
        part = "top" if above is None else part_of(map, map.claim[id])
        own = counts.setdefault(holder[id], {})
        own[part] = own.get(part, 0) + 1
    folded = {}
    for id, own in counts.items():
        against, undercuts, top = (own.pop(each, 0) for each in _APART)
        folded[id] = Folded(sum(own.values()), against, undercuts, top)
    rest = folded.pop(_REST, None)
    return Overview(shown, folded, rest)


def rest_words(rest: Folded) -> str:
    """What is said of the topmost claims that are not shown."""
    return f"{rest.tops:,} more topmost claim{'' if rest.tops == 1 else 's'}"


class _Tree:
    """Each claim beneath the one by which it is nearest to the top."""

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self.parent: dict[str, str | None] = {}
        self.order: list[str] = []
        self.tops: list[str] = []
        claims = map.claims
        self._grow(claim for claim in claims if claim.role == "thesis")
        self._grow(claim for claim in claims if not map.steps_from(claim))
        for claim in claims:
            self._grow([claim])
        self.size = dict.fromkeys(self.order, 1)
        for id in reversed(self.order):
            above = self.parent[id]
            if above is not None:
                self.size[above] += self.size[id]

    def _grow(self, tops: Iterable[Claim]) -> None:
        start = len(self.order)
        for claim in tops:
            if claim.id not in self.parent:
                self.parent[claim.id] = None
                self.tops.append(claim.id)
                self.order.append(claim.id)
        at = start
        while at < len(self.order):
            above = self.order[at]
            at += 1
            for unit in self.units(self._map.claim[above]):
                for id in unit:
                    if id not in self.parent:
                        self.parent[id] = above
                        self.order.append(id)

    def units(self, claim: Claim) -> list[list[str]]:
        """What bears on a claim: the claims of each step, its undercuts included."""
        found = []
        for step in self._map.steps_to(claim):
            unit: list[str] = []
            left: list[Step] = [step]
            while left:
                each = left.pop()
                unit += [premise.claim.id for premise in each.premises]
                left += self._map.steps_to(each)
            found.append(unit)
        return found

    def weight(self, unit: list[str]) -> int:
        """How many claims hang beneath those of a step, themselves included."""
        return sum(self.size[id] for id in unit)
