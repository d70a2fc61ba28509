"""An overview of a map: the claims with most beneath them, the rest folded into their cards."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

import attrs

from argmap.model import ArgumentMap, Claim, Step
from argmap.render.roles import Part, part_of
from argmap.render.selection import restrict

PAGE = 10_000
"""More claims than this are folded unless somebody wants them all."""


@attrs.frozen
class Folded:
    """How many claims of each kind are folded into a card."""

    reasons: int = 0
    rebuttals: int = 0
    undercuts: int = 0

    @property
    def claims(self) -> int:
        """All of them."""
        return self.reasons + self.rebuttals + self.undercuts

    def __str__(self) -> str:
        """Such as "12 reasons, 3 rebuttals"."""
        kinds = ("reason", self.reasons), ("rebuttal", self.rebuttals)
        return ", ".join(
            f"{number:,} {kind}{'' if number == 1 else 's'}"
            for kind, number in (*kinds, ("undercut", self.undercuts))
            if number
        )


def fold(map: ArgumentMap, most: int) -> tuple[ArgumentMap, Mapping[str, Folded]]:
    """The map with at most so many claims, and what is folded into which, by id.

    From the top down, the claim with most beneath it is opened first. A step is there with
    all its premises and undercuts or not at all. What stands beneath several claims is
    counted once, where it is nearest to the top.
    """
    if len(map.claims) <= most:
        return map, {}
    tree = _Tree(map)
    seen: set[str] = set()
    ready: list[tuple[int, int, str]] = []

    def show(claims: Iterable[str]) -> None:
        for id in claims:
            if id not in seen:
                seen.add(id)
                heappush(ready, (-tree.size[id], len(seen), id))

    show(tree.tops[: max(1, most)])
    while ready:
        _, _, id = heappop(ready)
        # The largest first, where there is no room for all.
        for unit in sorted(tree.units(map.claim[id]), key=tree.weight, reverse=True):
            if len(seen) + len(set(unit) - seen) <= most:
                show(unit)
    shown = restrict(map, seen)
    counts: dict[str, dict[Part, int]] = {}
    holder: dict[str, str] = {}
    for id in tree.order:
        above = tree.parent[id]
        if id in seen or above is None:
            continue
        holder[id] = holder.get(above, above)
        if holder[id] in seen:
            own = counts.setdefault(holder[id], {})
            part = part_of(map, map.claim[id])
            own[part] = own.get(part, 0) + 1
    return shown, {
        id: Folded(
            sum(own.values()) - own.get("rebuttal", 0) - own.get("undercut", 0),
            own.get("rebuttal", 0),
            own.get("undercut", 0),
        )
        for id, own in counts.items()
    }


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
