"""From cards and steps to the boxes and wires that a layout engine places."""

from collections.abc import Mapping

import attrs

from argmap.model import ArgumentMap, Claim, Step
from argmap.render.cards import Card, Rest
from argmap.render.layout import Area, Box, Plan, Wire
from argmap.render.letters import plain, width
from argmap.render.selection import undercuts_left_out
from argmap.render.style import Style
from argmap.render.theme import SMALL, SMALL_LEADING
from argmap.render.wrap import Line

AREA_TEXT, AREA_NAME = 12.0, 300.0
"""The size of a group's name on its area, and how wide it may be; it is cut to that."""
REST = "rest"
"""The box of the card for what is folded into no claim's card."""
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
class Stub:
    """What stands for the undercuts of a step that are not drawn: words in a box."""

    line: Line
    box: str
    wire: str


@attrs.frozen
class Hub:
    """Three claims or more, each of which contradicts each: lines from all to one point."""

    claims: tuple[Claim, ...]
    box: str
    wires: tuple[str, ...]


@attrs.frozen
class Wiring:
    """A plan, and which of its parts belong to which card, step and contrary pair."""

    plan: Plan
    boxes: tuple[str, ...]
    steps: tuple[Drawn, ...]
    contraries: tuple[str | None, ...]
    stubs: tuple[Stub, ...] = ()
    hubs: tuple[Hub, ...] = ()
    rest: Rest | None = None


def wire(
    map: ArgumentMap,
    cards: tuple[Card, ...],
    style: Style,
    whole: ArgumentMap | None = None,
    rest: Rest | None = None,
) -> Wiring:
    """Plan the drawing of a map, which is a part of the ``whole`` one or all of it.

    The ``rest`` has a card by itself. ``boxes`` and ``contraries`` stand in the map's order; a
    pair that a hub holds has None.
    """
    whole = whole or map
    boxed = style.groups == "box"
    ids = {card.claim.id: f"c{number}" for number, card in enumerate(cards)}
    joints = _joints(map, whole)
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
    stubs: list[Stub] = []
    for step in map.steps if map is not whole else ():
        if words := undercuts_left_out(map, whole, step):
            line = Line(words, width(words, "regular", SMALL))
            stub = Stub(line, f"s{len(stubs)}", f"w{len(wires)}")
            wires.append(Wire(stub.wire, stub.box, places[step.id], strand=1))
            boxes.append(Box(stub.box, line.width + 8, SMALL_LEADING + 4))
            stubs.append(stub)
    hubs: list[Hub] = []
    for claims in _cliques(map):
        box = f"h{len(hubs)}"
        area = _common(map, claims) if boxed else None
        boxes.append(Box(box, PLUS, PLUS, area, joint=True))
        first = len(wires)
        wires += [
            Wire(f"w{first + at}", box, ids[claim.id]) for at, claim in enumerate(claims)
        ]
        hubs.append(Hub(tuple(claims), box, tuple(wire.id for wire in wires[first:])))
    contraries: list[str | None] = []
    met = {(a.id, b.id) for hub in hubs for a in hub.claims for b in hub.claims}
    for pair in map.contraries:
        if (pair.first.id, pair.second.id) in met:
            contraries.append(None)
            continue
        name = f"w{len(wires)}"
        tail, head = ids[pair.first.id], ids[pair.second.id]
        wires.append(Wire(name, tail, head, tail_tip=True, ranks=False))
        contraries.append(name)
    if rest is not None:
        boxes.append(Box(REST, rest.width, rest.height))
    areas = _areas(map) if boxed else ()
    plan = Plan(
        tuple(boxes),
        tuple(wires),
        areas,
        style.direction,
        top=tuple(ids[claim.id] for claim in map.own_theses if not map.steps_from(claim)),
        level=_level(map, ids),
        aspect=style.aspect,
    )
    return Wiring(
        plan,
        tuple(ids.values()),
        tuple(drawn),
        tuple(contraries),
        tuple(stubs),
        tuple(hubs),
        rest,
    )


def _joints(map: ArgumentMap, whole: ArgumentMap) -> dict[str, str]:
    """The kind of joint of each step that has one, by the step's id."""
    undercut = {step.target.id for step in whole.steps if step.undercuts}
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
            min(AREA_NAME, width(plain(group.name), "bold", AREA_TEXT)),
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


def _cliques(map: ArgumentMap) -> list[list[Claim]]:
    """Claims of which any two contradict each other, three or more, in the map's order.

    Greedily: each pair is in the first such set that it is found to belong to.
    """
    order = {claim.id: number for number, claim in enumerate(map.claims)}
    near: dict[str, set[str]] = {}
    for pair in map.contraries:
        near.setdefault(pair.first.id, set()).add(pair.second.id)
        near.setdefault(pair.second.id, set()).add(pair.first.id)
    found: list[list[Claim]] = []
    done: set[tuple[str, str]] = set()
    for pair in map.contraries:
        first, second = pair.first.id, pair.second.id
        common = near[first] & near[second]
        if first == second or (first, second) in done or not common:
            continue
        members = [first, second]
        for other in sorted(common, key=order.__getitem__):
            if near[other].issuperset(members):
                members.append(other)
        done.update((a, b) for a in members for b in members)
        found.append([map.claim[id] for id in sorted(members, key=order.__getitem__)])
    return found


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
