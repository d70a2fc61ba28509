"""Where wires meet their boxes: apart from one another, and not at a corner.

Engines let each wire run towards the middle of its box. Those that come from afar then meet
its side at one and the same place, or run into its corner.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import hypot
from typing import NamedTuple

import attrs

from argmap.render.layout import Box, Curve, Layout, Plan, Point

GAP, CORNER = 12.0, 11.0
"""How far ends are kept from one another, and from the corners of a box, px."""
SHORT = 45.0
STRIDE = 4.0
"""How far apart the points of a curve are that are looked at, px."""
_HEAD, _TAIL = 0.5, 0.04
"""How steeply a wire must run, with an arrowhead and without, to go round a corner."""


def spread(plan: Plan, layout: Layout) -> Layout:
    """The layout with the ends of its wires moved along the sides that they meet."""
    boxes = {box.id: box for box in plan.boxes if not box.joint}
    sides: dict[tuple[str, str], list[_End]] = {}
    for wire in plan.wires:
        curve = layout.curves.get(wire.id)
        if curve is None:
            continue
        for id, first in ((wire.tail, True), (wire.head, False)):
            if id in boxes:
                side, end = _meets(wire.id, curve, first, boxes[id], layout.centres[id])
                sides.setdefault((id, side), []).append(end)
    solid = _solid(plan, layout)
    curves = dict(layout.curves)
    for (id, side), ends in sides.items():
        box, (x, y) = boxes[id], layout.centres[id]
        level = side in ("top", "bottom")
        middle, half = (x, box.width / 2) if level else (y, box.height / 2)
        ends.sort(key=lambda end: (end.at, end.towards))
        places = _apart([end.at for end in ends], middle - half, middle + half)
        for end, place in zip(ends, places, strict=True):
            by = place - end.at
            if abs(by) > 0.05 or end.across:
                shift = (by, end.across) if level else (end.across, by)
                bent = _bent(curves[end.wire], end.first, shift)
                if _clear(bent, end.first, solid):
                    curves[end.wire] = bent
    return attrs.evolve(layout, curves=curves)


class _Solid(NamedTuple):
    id: str
    left: float
    top: float
    right: float
    bottom: float


class _End(NamedTuple):
    """An end of a wire: where on the side of its box, and whither it goes from there.

    ``across`` is how far it has to move to lie on this side at all.
    """

    wire: str
    first: bool
    at: float
    towards: float
    across: float = 0.0


def _meets(
    wire: str, curve: Curve, first: bool, box: Box, centre: Point
) -> tuple[str, _End]:
    points = curve.points if first else curve.points[::-1]
    tip = (curve.tail_tip if first else curve.tip) or points[0]
    aside = (tip[0] - centre[0]) / (box.width / 2)
    below = (tip[1] - centre[1]) / (box.height / 2)
    next = points[min(3, len(points) - 1)]
    run, rise = abs(next[0] - tip[0]), abs(next[1] - tip[1])
    steep = _HEAD if (curve.tail_tip if first else curve.tip) else _TAIL
    edge = centre[1] + (box.height / 2 if below > 0 else -box.height / 2)
    if abs(aside) <= abs(below):
        return ("bottom" if below > 0 else "top"), _End(wire, first, tip[0], next[0])
    # What leaves by a corner, and goes up or down, does so by the top or the bottom.
    if abs(edge - tip[1]) < CORNER and (next[1] - edge) * below > 0 and rise > steep * run:
        across = edge - tip[1]
        side = "bottom" if below > 0 else "top"
        return side, _End(wire, first, tip[0], next[0], across)
    return ("right" if aside > 0 else "left"), _End(wire, first, tip[1], next[1])


def _apart(places: list[float], low: float, high: float) -> list[float]:
    """Sorted places, as near as can be to where they are, apart and away from both ends."""
    inset = min(CORNER, (high - low) / 2)
    low, high = low + inset, high - inset
    gap = min(GAP, (high - low) / max(1, len(places) - 1))
    found: list[float] = []
    for at, place in enumerate(places):
        found.append(max(place, low + at * gap, found[-1] + gap if found else low))
    limit = high
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], limit)
        limit = found[at] - gap
    return found


def _bent(curve: Curve, first: bool, by: Point) -> Curve:
    """The curve with one end moved, and bent in its first or last piece."""

    def moved(point: Point | None) -> Point | None:
        return point and (point[0] + by[0], point[1] + by[1])

    points = list(curve.points if first else curve.points[::-1])
    if len(points) > 4 and _far(points[0], points[3]) < SHORT:
        # A piece as short as this would turn into a hook.
        points[1:4] = []
    (x0, y0), (x2, y2) = points[0], points[2]
    points[0] = x0 + by[0], y0 + by[1]
    points[1] = (points[0][0] + x2) / 2, (points[0][1] + y2) / 2
    return attrs.evolve(
        curve,
        points=tuple(points if first else points[::-1]),
        tail_tip=moved(curve.tail_tip) if first else curve.tail_tip,
        tip=curve.tip if first else moved(curve.tip),
    )


def _far(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _clear(curve: Curve, first: bool, solid: list[_Solid]) -> bool:
    """Whether the end of a curve runs through no box."""
    return not _hits((curve.points if first else curve.points[::-1])[:4], solid)


def _hits(piece: Sequence[Point], solid: list[_Solid]) -> set[str]:
    """The boxes that a piece of a curve runs through."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = piece
    left, right = min(x0, x1, x2, x3), max(x0, x1, x2, x3)
    top, bottom = min(y0, y1, y2, y3), max(y0, y1, y2, y3)
    near = [
        box
        for box in solid
        if box.left < right and left < box.right and box.top < bottom and top < box.bottom
    ]
    if not near:
        return set()
    found: set[str] = set()
    for a, b, c, d in _weights(max(24, round((right - left + bottom - top) / STRIDE))):
        x = a * x0 + b * x1 + c * x2 + d * x3
        y = a * y0 + b * y1 + c * y2 + d * y3
        for box in near:
            if box.left < x < box.right and box.top < y < box.bottom:
                found.add(box.id)
    return found


@lru_cache(maxsize=256)
def _weights(steps: int) -> list[tuple[float, float, float, float]]:
    """How much each point of a cubic piece counts, at so many steps along it."""
    found = []
    for step in range(1, steps):
        t = step / steps
        u = 1 - t
        found.append((u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t))
    return found


def cuts(plan: Plan, layout: Layout) -> int:
    """How often a wire runs through a box."""
    solid = _solid(plan, layout)
    pieces = (
        curve.points[at : at + 4]
        for curve in layout.curves.values()
        for at in range(0, len(curve.points) - 1, 3)
    )
    return sum(len(_hits(piece, solid)) for piece in pieces)


def _solid(plan: Plan, layout: Layout) -> list[_Solid]:
    """The boxes but joints, a little smaller than they are: wires may touch them."""
    found = []
    for box in plan.boxes:
        if not box.joint:
            x, y = layout.centres[box.id]
            wide, high = box.width / 2 - 2, box.height / 2 - 2
            found.append(_Solid(box.id, x - wide, y - high, x + wide, y + high))
    return found
