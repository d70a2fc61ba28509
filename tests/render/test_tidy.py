"""The tidy tree: whatever the plan, boxes keep clear of one another and lines of boxes."""

import random
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.compiler import compile
from argmap.model import ArgumentMap, Claim, Contrary
from argmap.render import Style, svg
from argmap.render import plan as planning
from argmap.render.cards import cards
from argmap.render.layout import Area, Box, Layout, Plan, Rectangle, Wire
from argmap.render.placing import suits_dot
from argmap.render.tidy import lay_out
from argmap.text import Text
from bench.maps import discussion

from .conftest import because

SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
EDGE = 0.05


@st.composite
def plans(draw: st.DrawFn, most: int = 40) -> Plan:
    """Plans of any shape, with boxes of any size: forests, rings, joints, nested areas."""
    count = draw(st.integers(1, most))
    sizes = st.one_of(st.sampled_from([60.0, 200.0, 240.0]), st.floats(4, 3000))
    areas = tuple(
        Area(f"a{at}", draw(st.sampled_from([None, *(f"a{n}" for n in range(at))])), 80)
        for at in range(draw(st.integers(0, 3)))
    )
    homes = st.sampled_from([None, *(area.id for area in areas)])
    boxes = [Box(f"b{at}", draw(sizes), draw(sizes), draw(homes)) for at in range(count)]
    wires: list[Wire] = []

    def connect(tail: str, head: str, **options: Any) -> None:
        wires.append(Wire(f"w{len(wires)}", tail, head, **options))

    near = draw(st.booleans())
    for at in range(1, count):
        if not draw(st.integers(0, 7)):
            continue
        head = boxes[
            at - 1 if near and draw(st.booleans()) else draw(st.integers(0, at - 1))
        ]
        strand = draw(st.integers(0, 1))
        if draw(st.integers(0, 3)):
            connect(f"b{at}", head.id, strand=strand)
            continue
        joint = Box(
            f"j{at}", *[draw(st.sampled_from([8.0, 17.0]))] * 2, head.area, joint=True
        )
        boxes.append(joint)
        connect(joint.id, head.id, strand=strand)
        connect(f"b{at}", joint.id, tip=False)
        for _ in range(draw(st.integers(0, 2))):
            connect(
                f"b{draw(st.integers(0, count - 1))}",
                joint.id,
                strand=draw(st.integers(0, 1)),
            )
    for _ in range(draw(st.integers(0, 6))):
        tail, head = (draw(st.sampled_from(boxes)).id for _ in range(2))
        if tail != head:
            connect(tail, head, tail_tip=draw(st.booleans()), ranks=draw(st.booleans()))
    return Plan(
        tuple(boxes),
        tuple(wires),
        areas,
        draw(st.sampled_from(["up", "down", "left", "right"])),
        top=("b0",),
        aspect=draw(st.sampled_from([0.5, 1.0, 1.6, 3.0])),
    )


def edges(plan: Plan, layout: Layout) -> dict[str, Rectangle]:
    """Each box where it stands."""
    found = {}
    for box in plan.boxes:
        (x, y), by = layout.centres[box.id], layout.scales.get(box.id, 1)
        wide, high = box.width * by / 2, box.height * by / 2
        found[box.id] = x - wide, y - high, x + wide, y + high
    return found


def apart(a: Rectangle, b: Rectangle) -> bool:
    """Whether two rectangles do not overlap."""
    return (
        a[2] <= b[0] + EDGE
        or b[2] <= a[0] + EDGE
        or a[3] <= b[1] + EDGE
        or b[3] <= a[1] + EDGE
    )


def inside(a: Rectangle, b: Rectangle) -> bool:
    """Whether the first rectangle lies in the second."""
    return (
        a[0] >= b[0] - EDGE
        and a[1] >= b[1] - EDGE
        and a[2] <= b[2] + EDGE
        and a[3] <= b[3] + EDGE
    )


def runs(points: tuple[tuple[float, float], ...]) -> list[Rectangle]:
    """The pieces of a line between its corners, each as the rectangle that it spans."""
    ends = points[::3]
    return [
        (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for (x0, y0), (x1, y1) in pairwise(ends)
    ]


def shrunk(edges: Rectangle, by: float) -> Rectangle:
    """A rectangle with something taken off on each side."""
    return edges[0] + by, edges[1] + by, edges[2] - by, edges[3] - by


@SLOW
@given(plans())
def test_boxes_do_not_overlap(plan: Plan) -> None:
    """Every box and every wire has its place on the page, and no two boxes overlap."""
    layout = lay_out(plan)
    assert set(layout.centres) == {box.id for box in plan.boxes}
    assert set(layout.curves) == {wire.id for wire in plan.wires}
    boxes = list(edges(plan, layout).values())
    page = (0.0, 0.0, layout.width, layout.height)
    for at, box in enumerate(boxes):
        assert inside(box, page)
        for other in boxes[:at]:
            assert apart(box, other)


@SLOW
@given(plans())
def test_lines_of_the_forest_keep_clear(plan: Plan) -> None:
    """No line of the forest runs over a box, or meets the line to another box."""
    layout = lay_out(plan)
    boxes = edges(plan, layout)
    lines = [
        (wire, runs(layout.curves[wire.id].points))
        for wire in plan.wires
        if not layout.curves[wire.id].across
    ]
    for wire, pieces in lines:
        for piece in pieces:
            for id, box in boxes.items():
                assert apart(piece, shrunk(box, 0.5)), (wire, id)
    for at, (wire, pieces) in enumerate(lines):
        for other, more in lines[:at]:
            if wire.head != other.head:
                for piece in pieces:
                    assert all(apart(piece, each) for each in more), (wire, other)


@SLOW
@given(plans())
def test_areas_hold_their_own(plan: Plan) -> None:
    """An area holds its boxes and the areas in it, and nothing else."""
    layout = lay_out(plan)
    boxes = edges(plan, layout)
    parents = {area.id: area.parent for area in plan.areas}
    for area, edge in layout.areas.items():
        for box in plan.boxes:
            home = box.area
            while home is not None and home != area:
                home = parents[home]
            if home == area:
                assert inside(boxes[box.id], edge)
            else:
                assert apart(boxes[box.id], edge)


@SLOW
@given(plans())
def test_same_plan_same_place(plan: Plan) -> None:
    """The layout depends on nothing but the plan."""
    assert lay_out(plan) == lay_out(attrs.evolve(plan))


@given(plans())
def test_directions_mirror(plan: Plan) -> None:
    """Arrows that point down or right make the mirror image of those that point up or left."""
    for one, two in (("up", "down"), ("left", "right")):
        first, second = (
            lay_out(attrs.evolve(plan, areas=(), direction=each)) for each in (one, two)
        )
        assert (first.width, first.height) == (second.width, second.height)
        for id, (x, y) in first.centres.items():
            mirrored = (x, first.height - y) if one == "up" else (first.width - x, y)
            assert second.centres[id] == pytest.approx(mirrored)


@SLOW
@given(plans())
def test_strands_do_not_cross(plan: Plan) -> None:
    """What speaks for a box and what speaks against it have lines that do not cross."""
    layout = lay_out(plan)
    by_head: dict[str, list[Wire]] = {}
    for wire in plan.wires:
        if not layout.curves[wire.id].across:
            by_head.setdefault(wire.head, []).append(wire)
    for wires in by_head.values():
        for at, wire in enumerate(wires):
            for other in wires[:at]:
                if wire.strand != other.strand:
                    pairs = product(
                        *(runs(layout.curves[w.id].points) for w in (wire, other))
                    )
                    assert not any(crosses(*pair) for pair in pairs), (wire, other)


def crosses(a: Rectangle, b: Rectangle) -> bool:
    """Whether one line runs right through the other."""
    if a[2] - a[0] < a[3] - a[1]:
        a, b = b, a
    return (
        a[0] + EDGE < b[0] <= b[2] < a[2] - EDGE
        and b[1] + EDGE < a[1] <= a[3] < b[3] - EDGE
    )


def tree(parents: list[int], aspect: float = 1.6) -> Plan:
    """A plan in which each box hangs beneath that of the number given for it, but the first."""
    boxes = tuple(
        Box(f"b{at}", 200 + 13.0 * (at % 4), 60 + 17.0 * (at % 3))
        for at in range(len(parents))
    )
    wires = tuple(
        Wire(f"w{at}", f"b{at}", f"b{head}", strand=at % 2)
        for at, head in enumerate(parents)
        if at
    )
    return Plan(boxes, wires, top=("b0",), aspect=aspect)


@pytest.mark.parametrize("aspect", [0.8, 1.6, 2.5])
@pytest.mark.parametrize("size", [100, 400, 1500])
def test_page_has_about_the_aspect(aspect: float, size: int) -> None:
    """A tree of cards comes out within a quarter of the aspect that is asked for."""
    pick = random.Random(size)
    parents = [0, *(pick.randrange(at) for at in range(1, size))]
    layout = lay_out(tree(parents, aspect))
    assert layout.width / layout.height == pytest.approx(aspect, rel=0.25)


@pytest.mark.parametrize(
    ("parents", "kind"),
    [
        ([0, *range(99_999)], "chain"),
        ([0, *(max(0, at - 2 + at % 2) for at in range(1, 20_000))], "chain with remarks"),
        ([0] * 20_000, "star"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_extremes_make_a_page(parents: list[int], kind: str) -> None:
    """A chain of 100,000 or 20,000 reasons for one claim neither recurse out nor make a ribbon."""
    layout = lay_out(tree(parents))
    assert 0.8 < layout.width / layout.height < 3.2
    assert layout.width * layout.height < 80_000 * len(parents)


def test_ring_is_cut() -> None:
    """Claims that support one another in a ring all have a place, and one line runs across."""
    boxes = tuple(Box(f"b{at}", 200, 60) for at in range(5))
    wires = tuple(Wire(f"w{at}", f"b{at}", f"b{(at + 1) % 5}") for at in range(5))
    layout = lay_out(Plan(boxes, wires))
    assert sum(curve.across for curve in layout.curves.values()) == 1


def test_each_hangs_nearest_to_the_thesis() -> None:
    """A box that bears on several hangs beneath the one that is nearest to the top."""
    boxes = tuple(Box(f"b{at}", 200, 60) for at in range(4))
    wires = (
        Wire("w0", "b1", "b0"),
        Wire("w1", "b2", "b1"),
        Wire("w2", "b3", "b2"),
        Wire("w3", "b3", "b0"),
    )
    layout = lay_out(Plan(boxes, wires, top=("b0",)))
    assert [id for id, curve in layout.curves.items() if curve.across] == ["w2"]


def test_head_of_a_large_branch_stands_larger() -> None:
    """The more hangs beneath a box, the larger it stands; small branches stand as planned."""
    layout = lay_out(tree([0, *([0] * 5), *(1 + at % 5 for at in range(1000))]))
    assert layout.scales["b0"] > layout.scales["b1"] > 1
    assert "b999" not in layout.scales
    assert set(layout.branches) == {f"b{at}" for at in range(1, 6)}
    boxes = edges(tree([0, *([0] * 5), *(1 + at % 5 for at in range(1000))]), layout)
    for at in range(6, 1006):
        assert inside(boxes[f"b{at}"], layout.branches[f"b{1 + (at - 6) % 5}"])


def test_ten_thousand_claims_from_text_to_svg() -> None:
    """A debate of 10,000 claims is drawn whole."""
    text = discussion(10_000)
    compiled = compile(Text("debate.arg", text))
    assert not compiled.diagnostics
    drawing = svg(compiled.map)
    assert drawing.count('class="card ') == 10_000
    assert drawing.count("data-to=") == len(compiled.map.steps)
    wide, high = (
        float(each) for each in drawing.split('viewBox="0 0 ')[1].split('"')[0].split()
    )
    assert wide / high == pytest.approx(1.6, rel=0.25)
    ElementTree.fromstring(drawing)


def test_heading_and_legend_grow_with_the_page() -> None:
    """A large page, fitted to a screen, has a heading and a legend that one can read."""
    for claims, least in ((10, 1), (2_000, 6)):
        compiled = compile(Text("debate.arg", discussion(claims)))
        drawing = svg(compiled.map, style=Style(layout="tidy"))
        for block in ("heading", "legend"):
            start = drawing.split(f'<g class="{block}"')[1].split(">")[0]
            scale = float(start.split("scale(")[1].split(")")[0]) if "scale" in start else 1
            assert scale == 1 if least == 1 else scale > least


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
def test_lines_across_meet_a_box_apart(direction: Any) -> None:
    """No two ends of lines across lie on one another, and none bows out of the page."""
    top, x = Claim("t", "T.", role="thesis"), Claim("x", "Not with this one.")
    reasons = tuple(Claim(f"c{at}", f"Claim {at}, in a few words.") for at in range(8))
    map = ArgumentMap(
        claims=(top, x, *reasons),
        steps=tuple(because(top, each) for each in (x, *reasons)),
        contraries=tuple(Contrary(x, each) for each in reasons),
    )
    style = Style(direction=direction)
    plan = planning.wire(map, cards(map, style, {}), style).plan
    layout = lay_out(plan)
    curves = [curve for curve in layout.curves.values() if curve.across]
    ends = [end for curve in curves for end in (curve.tip, curve.tail_tip) if end]
    assert len(ends) == len({(round(x, 1), round(y, 1)) for x, y in ends}) == 16
    for curve in curves:
        middle = [
            (a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(*curve.points, strict=True)
        ]
        assert 0 <= middle[0] <= layout.width and 0 <= middle[1] <= layout.height


def test_line_across_is_faint_and_beneath_the_cards() -> None:
    """A second step from a claim is drawn before any card, in a class of its own."""
    a, b, c = (Claim(id, f"{id}.") for id in "abc")
    map = ArgumentMap(claims=(a, b, c), steps=(because(a, b), because(b, c), because(a, c)))
    drawing = svg(map, style=Style(layout="tidy"))
    assert drawing.count('class="wire across"') == 1
    assert drawing.index("wire across") < drawing.index('class="card ')


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
@pytest.mark.parametrize("groups", ["tag", "box"])
def test_small_map_can_be_tidy(toll: ArgumentMap, direction: Any, groups: Any) -> None:
    """Every layout draws the same cards and steps."""
    tidy, dot = (
        svg(toll, style=Style(layout=each, direction=direction, groups=groups))
        for each in ("tidy", "dot")
    )
    for kind in ('class="card ', 'class="step ', 'class="area"', 'class="joint"'):
        assert tidy.count(kind) == dot.count(kind)


def plan_of(text: str) -> Plan:
    """The plan of a map."""
    map = compile(Text("map.arg", text)).map
    return planning.wire(map, cards(map, Style(), {}), Style()).plan


def test_auto_leaves_small_maps_to_dot() -> None:
    """dot places the map of the article, and neither large maps nor dense nor long ones."""
    article = (Path(__file__).parents[2] / "maps" / "china_russia.arg").read_text("utf-8")
    assert suits_dot(plan_of(article))
    assert not suits_dot(plan_of(discussion(300)))
    assert not suits_dot(tree([0, *range(60)]))
    dense = tree([0] * 60)
    more = tuple(
        Wire(f"x{at}-{to}", f"b{at}", f"b{to}")
        for at in range(20, 60)
        for to in range(1, 6)
    )
    assert suits_dot(dense)
    assert not suits_dot(attrs.evolve(dense, wires=dense.wires + more))
