"""A large map on several sheets: one for its top, one for each card with something folded in."""

from collections.abc import Container, Mapping

import attrs

from argmap.model import ArgumentMap, Claim, Step
from argmap.render.folding import fold

LARGE, SHEET = 400, 250
"""From how many claims on a map comes on several sheets, and how many are on one, at most."""


@attrs.frozen
class Sheets:
    """The parts of a map that are drawn by themselves.

    ``parts`` has, by the id of the claim whose card opens the sheet (none: the top of the map),
    what is to be drawn, of which no more than ``most[id]`` claims are to be shown, the others
    folded; 0 are all. ``home`` has the sheet on which each claim is shown first.
    """

    parts: Mapping[str, ArgumentMap]
    most: Mapping[str, int]
    home: Mapping[str, str]


def sheets(map: ArgumentMap, most: int | None) -> Sheets:
    """A map on sheets of at most so many claims; None: as many as a page holds; 0: on one.

    A sheet has more where one claim has more reasons than that, since nothing else could show
    them.
    """
    if most is None:
        most = SHEET if len(map.claims) > LARGE else 0
    parts: dict[str, ArgumentMap] = {}
    limits: dict[str, int] = {}
    home: dict[str, str] = {}
    order = {claim.id: at for at, claim in enumerate(map.claims)}
    step_order = {step.id: at for at, step in enumerate(map.steps)}
    left = [""]
    while left:
        top = left.pop()
        if top in parts:
            continue
        # What other sheets show is not shown again with all that is beneath it.
        part = _beneath(map, map.claim[top], home, order, step_order) if top else map
        limit = most
        shown, folded, rest = fold(part, limit or len(part.claims))
        # What is folded into nothing but its own sheet, or into nothing, needs more room here.
        while top in folded or rest:
            limit *= 2
            shown, folded, rest = fold(part, limit)
        parts[top], limits[top] = part, limit
        for claim in shown.claims:
            home.setdefault(claim.id, top)
        left += reversed([*folded])
    return Sheets(parts, limits, home)


def _beneath(
    map: ArgumentMap,
    top: Claim,
    stop: Container[str],
    order: Mapping[str, int],
    step_order: Mapping[str, int],
) -> ArgumentMap:
    """A claim and what bears on it, but not what bears on claims of ``stop``.

    The time grows with that, and not with the map.
    """
    claims, steps = {top.id: top}, dict[str, Step]()
    left: list[Claim | Step] = [top]
    while left:
        for step in map.steps_to(left.pop()):
            if step.id not in steps:
                steps[step.id] = step
                left.append(step)
                for premise in step.premises:
                    if premise.claim.id not in claims:
                        claims[premise.claim.id] = premise.claim
                        if premise.claim.id not in stop:
                            left.append(premise.claim)
    groups: set[str] = set()
    for claim in claims.values():
        group = claim.group
        while group is not None and group not in groups and group in map.group:
            groups.add(group)
            group = map.group[group].parent
    odd = {id for id in claims if map.contraries_of(map.claim[id])}
    return attrs.evolve(
        map,
        claims=tuple(sorted(claims.values(), key=lambda claim: order[claim.id])),
        steps=tuple(sorted(steps.values(), key=lambda step: step_order[step.id])),
        groups=tuple(group for group in map.groups if group.id in groups),
        contraries=tuple(
            pair
            for pair in (map.contraries if odd else ())
            if pair.first.id in odd and pair.second.id in odd
        ),
    )
