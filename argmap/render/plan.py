"""From cards and steps to the boxes and wires that a layout engine places."""

from collections.abc import Mapping

import attrs

from argmap.model import ArgumentMap, Claim, Step
from argmap.render.cards import Card
from argmap.render.layout import Area, Box, Plan, Wire
from argmap.render.letters import plain, width
from argmap.render.style import Style

PLUS, KNOT = 17.0, 8.0
"""The diameter of the ⊕ of linked premises, and of the knot that an undercut points to."""


@attrs.frozen
class Drawn:
    """The ids of what is drawn of a step: its wires, and its joint if it has one.

    ``joint`` is "plus", "knot" or None; its box has the id ``box``.
    """

    step: Step
    wires: tuple[str, ...]
    joint: str | None = None
    box: str = ""


@attrs.frozen
class Wiring:
    """A plan, and which of its parts belong to which card, step and contrary pair."""

    plan: Plan
    boxes: tuple[str, ...]
    steps: tuple[Drawn, ...]
    contraries: tuple[str, ...]


def wire(map: ArgumentMap, cards: tuple[Card, ...], style: Style) -> Wiring:
    """Plan the drawing of a map. ``boxes`` and ``contraries`` stand in the map's order."""
    boxed = style.groups == "box"
    ids = {card.claim.id: f"c{number}" for number, card in enumerate(cards)}
    joints = _joints(map)
    homes = {claim.id: claim.group for claim in map.claims} if boxed else {}
    boxes = [
        Box(
            ids[card.claim.id],
            card.width,
            card.height,
            homes.get(card.claim.id),
        )
        # Theses first: engines look for the top from the first box on.
        for card in sorted(cards, key=lambda card: card.part != "thesis")
    ]
    wires: list[Wire] = []
    drawn: list[Drawn] = []
    places = {id: f"j{number}" for number, id in enumerate(joints)}
    for step in map.steps:
        target = step.target
        head = ids[target.id] if isinstance(target, Claim) else places[target.id]
        joint = joints.get(step.id)
        own: list[str] = []
        start = f"w{len(wires)}"
        strand = int(step.kind == "against")
        if joint is None:
            wires.append(Wire(start, ids[step.premises[0].claim.id], head, strand=strand))
            own.append(start)
            drawn.append(Drawn(step, tuple(own)))
            continue
        box = places[step.id]
        area = _common(map, [premise.claim for premise in step.premises]) if boxed else None
        size = PLUS if joint == "plus" else KNOT
        boxes.append(Box(box, size, size, area, joint=True))
        wires.append(Wire(start, box, head, weight=3, strand=strand))
        own.append(start)
        for premise in step.premises:
            name = f"w{len(wires)}"
            wires.append(Wire(name, ids[premise.claim.id], box, tip=False))
            own.append(name)
        drawn.append(Drawn(step, tuple(own), joint, box))
    contraries: list[str] = []
    for pair in map.contraries:
        name = f"w{len(wires)}"
        tail, head = ids[pair.first.id], ids[pair.second.id]
        wires.append(Wire(name, tail, head, tail_tip=True, ranks=False))
        contraries.append(name)
    areas = _areas(map) if boxed else ()
    plan = Plan(
        tuple(boxes),
        tuple(wires),
        areas,
        style.direction,
        top=tuple(ids[claim.id] for claim in map.theses if not map.steps_from(claim)),
        level=_level(map, ids),
        aspect=style.aspect,
    )
    return Wiring(plan, tuple(ids.values()), tuple(drawn), tuple(contraries))


def _joints(map: ArgumentMap) -> dict[str, str]:
    """The kind of joint of each step that has one, by the step's id."""
    undercut = {step.target.id for step in map.steps if step.undercuts}
    return {
        step.id: "plus" if len(step.premises) > 1 else "knot"
        for step in map.steps
        if len(step.premises) > 1 or step.id in undercut
    }


def _areas(map: ArgumentMap) -> tuple[Area, ...]:
    return tuple(
        Area(
            group.id,
            group.parent if group.parent in map.group else None,
            width(plain(group.name), "bold", 12),
        )
        for group in map.groups
    )


def _common(map: ArgumentMap, claims: list[Claim]) -> str | None:
    """The innermost group that holds all of the claims."""
    shared: list[str] | None = None
    for claim in claims:
        chain = ancestors(map.group, claim.group)
        shared = chain if shared is None else [id for id in shared if id in set(chain)]
    return shared[0] if shared else None


def ancestors(groups: Mapping[str, object], id: str | None) -> list[str]:
    """A group's id and those of the groups around it, from the inside out."""
    chain: list[str] = []
    while id is not None and id in groups and id not in chain:
        chain.append(id)
        id = getattr(groups[id], "parent", None)
    return chain


def _level(map: ArgumentMap, ids: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The contrary claims that can stand side by side: neither bears on the other.

    Each claim is in one pair at most, so that the pairs cannot contradict one another.
    """
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for pair in map.contraries:
        first, second = pair.first, pair.second
        if taken.isdisjoint((first.id, second.id)) and not (
            _bears(map, first, second) or _bears(map, second, first)
        ):
            found.append((ids[first.id], ids[second.id]))
            taken.update((first.id, second.id))
    return tuple(found)


def _bears(map: ArgumentMap, claim: Claim, on: Claim) -> bool:
    """Whether the claim speaks for or against another one, directly or by others."""
    seen, left = {claim.id}, [claim]
    while left:
        for step in map.steps_from(left.pop()):
            target: Claim | Step = step
            while isinstance(target, Step):
                target = target.target
            if target.id == on.id:
                return True
            if target.id not in seen:
                seen.add(target.id)
                left.append(target)
    return False
