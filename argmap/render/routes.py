"""The lines of a tidy tree: along its gutters with round corners, or across the page."""

from argmap.render.layout import Curve, Point, Rectangle, Wire

TIP = 9.0
"""The length of an arrowhead, px."""
APART = 9.0
"""Between the ends of lines across on one side of a box, where it has the room."""
RADIUS = 7.0
ROUND = 0.45
"""How far the handles of a quarter circle stay from its corner, by its radius."""


def elbow(points: list[Point], wire: Wire, scale: float) -> Curve:
    """A line that turns at right angles, given from head to tail."""
    path = [points[0]]
    for point in points[1:]:
        (x, y), (a, b) = point, path[-1]
        if abs(x - a) + abs(y - b) > 0.01:
            path.append(point)
    tip = None
    if wire.tip and len(path) > 1:
        tip = path[0]
        path[0] = _along(tip, path[1], TIP * scale)
    found = [path[0]]
    last = len(path) - 1
    for at in range(1, last):
        corner, after = path[at], path[at + 1]
        before = found[-1]
        half = 0.5 if at < last - 1 else 1.0
        radius = min(RADIUS * scale, _far(before, corner), _far(corner, after) * half)
        start, end = _along(corner, before, radius), _along(corner, after, radius)
        found += [
            before,
            start,
            start,
            _along(corner, start, radius * ROUND),
            _along(corner, end, radius * ROUND),
            end,
        ]
    found += [found[-1], path[-1], path[-1]]
    return Curve(tuple(reversed(found)), tip, scale=scale, shared=True)


def _far(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _along(a: Point, b: Point, far: float) -> Point:
    """The point so far from one towards another, or that other where it is nearer."""
    whole = _far(a, b)
    if whole <= far:
        return b
    part = far / whole
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def facing(tail: Rectangle, head: Rectangle) -> tuple[int, int]:
    """On which side of two boxes a line across leaves one and meets the other: 1 is right."""
    if tail[0] < head[2] and head[0] < tail[2]:
        return 1, 1
    aside = 1 if head[0] + head[2] > tail[0] + tail[2] else -1
    return aside, -aside


def spread(box: Rectangle, count: int) -> list[float]:
    """How far down so many lines across meet the side of a box, px.

    They stay clear of the box's own line, which ends near its top.
    """
    high = box[3] - box[1]
    gap = min(APART, 0.5 * high / max(1, count - 1))
    first = box[1] + 0.7 * high - gap * (count - 1) / 2
    return [first + gap * each for each in range(count)]


def across(
    tail: Rectangle, head: Rectangle, wire: Wire, places: tuple[float, float]
) -> Curve:
    """A line from one box to another straight across the page, so far down on the one and the
    other.
    """
    out, back = facing(tail, head)
    start, end = tail[1 + out], head[1 + back]
    y0, y1 = places
    bow = max(40.0, min(400.0, abs(start - end) * 0.4 + abs(y0 - y1) * 0.1))
    tip = (end, y1) if wire.tip else None
    tail_tip = (start, y0) if wire.tail_tip else None
    if tip:
        end += back * TIP
    if tail_tip:
        start += out * TIP
    points = ((start, y0), (start + out * bow, y0), (end + back * bow, y1), (end, y1))
    return Curve(points, tip, tail_tip, across=True)
