"""The tidy tree: whatever the plan, boxes keep clear of one another and lines of boxes."""

from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.render.layout import Area, Box, Layout, Plan, Rectangle, Wire
from argmap.render.tidy import lay_out

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

    def wire(tail: str, head: str, **options: Any) -> None:
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
            wire(f"b{at}", head.id, strand=strand)
            continue
        joint = Box(
            f"j{at}", *[draw(st.sampled_from([8.0, 17.0]))] * 2, head.area, joint=True
        )
        boxes.append(joint)
        wire(joint.id, head.id, strand=strand)
        wire(f"b{at}", joint.id, tip=False)
        for _ in range(draw(st.integers(0, 2))):
            wire(
                f"b{draw(st.integers(0, count - 1))}",
                joint.id,
                strand=draw(st.integers(0, 1)),
            )
    for _ in range(draw(st.integers(0, 6))):
        tail, head = (draw(st.sampled_from(boxes)).id for _ in range(2))
        if tail != head:
            wire(tail, head, tail_tip=draw(st.booleans()), ranks=draw(st.booleans()))
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
