"""The part of a map that is to be drawn."""

from collections.abc import Collection, Iterable
from unicodedata import normalize

import attrs

from argmap.model import ArgumentMap, Claim, Step


class UnknownName(ValueError):
    """Nothing in the map goes by this name.

    ``kind`` says what was looked for, in words; ``known`` are the names that there are.
    """

    def __init__(self, name: str, kind: str, known: Iterable[str]) -> None:
        """Say what was looked for, and among what."""
        super().__init__(f"the map has no {kind} `{name}`")
        self.name = name
        self.kind = kind
        self.known = tuple(known)


def part(
    map: ArgumentMap,
    *,
    only: str | None = None,
    depth: int | None = None,
    tags: Collection[str] = (),
) -> ArgumentMap:
    """The claims that are asked for, and the steps that run among them.

    ``only`` is a claim's id: it and all that stands beneath it; or a group's name or id:
    its claims, those of the groups inside it included. ``depth`` leaves out what stands
    more steps beneath that claim, or beneath the topmost claims. ``tags``, where there are
    any, leaves out the claims that have none of them. What counts only together with a
    claim that is kept comes along, so that no step is drawn without one of its premises.
    Raises :class:`UnknownName`.
    """
    if only is None and depth is None and not tags:
        return map
    # Names compare in this form; a shell may have them in pieces.
    only = None if only is None else normalize("NFC", only)
    tags = {normalize("NFC", tag): None for tag in tags}
    known = {tag for claim in map.claims for tag in claim.tags}
    for tag in tags:
        if tag not in known:
            raise UnknownName(tag, "tag", sorted(known))
    kept = {claim.id for claim in map.claims}
    top: list[Claim] | None = None
    if only is not None and only in map.claim:
        top = [map.claim[only]]
    elif only is not None:
        kept = _in_group(map, only)
    if top is None and depth is not None:
        top = _topmost(map, kept)
    if top is not None:
        kept = _beneath(map, top, kept, depth)
    wanted = set(tags)
    if wanted:
        kept = {id for id in kept if wanted.intersection(map.claim[id].tags)}
    return restrict(map, _completed(map, kept))


def _completed(map: ArgumentMap, kept: set[str]) -> set[str]:
    """The claims, and those linked to them in steps that run among them."""
    found = set(kept)
    for step in map.steps:
        end = step.target
        while isinstance(end, Step):
            end = end.target
        if end.id in kept and any(premise.claim.id in kept for premise in step.premises):
            found.update(premise.claim.id for premise in step.premises)
    return found


def restrict(map: ArgumentMap, kept: Collection[str]) -> ArgumentMap:
    """The map of some claims, given by id, with the steps and groups that are left."""
    steps: dict[str, bool] = {}
    for step in map.steps:
        # A step against a step stands only where that one does: follow them to the claim.
        trail: list[Step] = []
        at: Claim | Step = step
        while isinstance(at, Step) and at.id not in steps:
            trail.append(at)
            at = at.target
        whole = steps[at.id] if isinstance(at, Step) else at.id in kept
        for passed in reversed(trail):
            whole = whole and all(premise.claim.id in kept for premise in passed.premises)
            steps[passed.id] = whole
    claims = tuple(claim for claim in map.claims if claim.id in kept)
    groups: set[str] = set()
    for claim in claims:
        group = claim.group
        while group is not None and group not in groups:
            groups.add(group)
            group = map.group[group].parent if group in map.group else None
    return attrs.evolve(
        map,
        claims=claims,
        groups=tuple(group for group in map.groups if group.id in groups),
        steps=tuple(step for step in map.steps if steps[step.id]),
        contraries=tuple(
            pair
            for pair in map.contraries
            if pair.first.id in kept and pair.second.id in kept
        ),
    )


def left_out(map: ArgumentMap, whole: ArgumentMap, claim: Claim) -> str:
    """What bears on a claim, and what it bears on, that a part of the map leaves out."""
    if map is whole:
        return ""
    missing: list[str] = []
    shown = {step.id for step in map.steps_from(claim)}
    gone = [step for step in whole.steps_from(claim) if step.id not in shown]
    for verb in ("supports", "rebuts", "undercuts"):
        if any(step.verb == verb for step in gone):
            more = any(step.verb == verb for step in map.steps_from(claim))
            missing.append(f"what {'else ' if more else ''}it {verb}")
    here = {step.id for step in map.steps_to(claim)}
    kinds = [step.kind for step in whole.steps_to(claim) if step.id not in here]
    counts = {
        "reason": kinds.count("for"),
        "rebuttal": kinds.count("against"),
        "contradiction": len(whole.contraries_of(claim)) - len(map.contraries_of(claim)),
    }
    missing += [_counted(number, thing) for thing, number in counts.items() if number]
    return f"Not shown: {', '.join(missing)}" if missing else ""


def undercuts_left_out(map: ArgumentMap, whole: ArgumentMap, step: Step) -> str:
    """The undercuts of a step that a part of the map leaves out, counted."""
    number = len(whole.steps_to(step)) - len(map.steps_to(step))
    return f"{_counted(number, 'undercut')} not shown" if number else ""


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _in_group(map: ArgumentMap, name: str) -> set[str]:
    roots = {
        group.id
        for group in map.groups
        if name in (group.id, group.name, normalize("NFC", group.name))
    }
    if not roots:
        names = [claim.id for claim in map.claims if not claim.anonymous]
        names += [group.name for group in map.groups]
        raise UnknownName(name, "claim or group", names)
    inside: dict[str, bool] = {}
    for group in map.groups:
        trail: list[str] = []
        at: str | None = group.id
        while at is not None and at not in inside and at not in roots and at in map.group:
            trail.append(at)
            at = map.group[at].parent
        found = at is not None and (at in roots or inside.get(at, False))
        inside.update(dict.fromkeys(trail, found))
        if group.id in roots:
            inside[group.id] = True
    return {claim.id for claim in map.claims if claim.group and inside.get(claim.group)}


def _topmost(map: ArgumentMap, kept: set[str]) -> list[Claim]:
    """The theses and the claims that are no premise of anything among these."""
    inner = restrict(map, kept)
    return [
        claim for claim in inner.claims if map.settles(claim) or not inner.steps_from(claim)
    ] or list(inner.claims[:1])


def _beneath(
    map: ArgumentMap, top: list[Claim], kept: set[str], depth: int | None
) -> set[str]:
    found = {claim.id for claim in top}
    level: list[Claim | Step] = list(top)
    steps: set[str] = set()
    gone = 0
    while level and (depth is None or gone < depth):
        gone += 1
        below: list[Claim | Step] = []
        for target in level:
            for step in map.steps_to(target):
                if step.id in steps:
                    continue
                steps.add(step.id)
                below.append(step)
                for premise in step.premises:
                    if premise.claim.id in kept and premise.claim.id not in found:
                        found.add(premise.claim.id)
                        below.append(premise.claim)
        level = below
    return found
