"""Who lays a plan out; and how to ask Graphviz for a page that is well shaped.

dot draws a small map best. What takes it long is left to :mod:`argmap.render.tidy`, and so is
what it would make a ribbon of: docs/large-maps.md has the measurements.

Left to itself, dot puts all that speaks to one claim side by side, which makes a map of 60
claims three times as wide as high. To let some of it hang a row or two lower often saves a
third of the width; which is best shows only afterwards, so a few ways are tried. They are tried
on boxes whose sizes are rounded: the choice is as good, and the same after most changes of a
few words, so that a program that draws the map again need not choose anew.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import islice, pairwise
from math import ceil, inf, sqrt
from typing import Any

import attrs

from argmap.render import digraph, engine
from argmap.render.ends import cuts, spread
from argmap.render.forest import forest
from argmap.render.layout import Curve, Layout, Plan, Point, Rectangle, Wire
from argmap.render.style import Engine, Layouts

LARGE = 120
"""dot gets no plan of more boxes,"""
EFFORT = 500
"""none for which twenty layouts take half a second or more: boxes times the cube of the wires a
box has,"""
DEEP = 40
"""and none in which boxes hang so deep beneath one another, which makes the page a ribbon."""
WIDE = 1.1875
"""A page is taken as it is, if it is no more than so many times too wide."""
APART = 28.0
"""Between what does not hang together, px."""
SHORT = 40.0
"""Two arrowheads and something of a line between them need this much room, px."""
ROW = 8
"""How many premises of one step stand in one row, at most."""
TRIES, WORK = 20, 8000
"""How many layouts are tried at most, and about how many boxes and wires in all."""
ROUND = 120.0, 50.0
"""To multiples of what a box's width and height are rounded while ways are tried, px."""
TOUCH = 7.0
"""Arrowheads nearer to one another than this cannot be told apart, px."""
CROSSING, CUT, LOWER = 50.0, 200.0, 20.0
"""How many px of the page it is worth that wires cross, that one runs through a box, and that
one skips a row."""

_WAYS: tuple[tuple[bool, int, Callable[[int, int], int]], ...] = (
    (False, 2, lambda *_: 0),
    (True, 2, lambda at, _: min(at // 2, 3)),
    (True, 3, lambda at, count: int(2 * at >= count)),
    (False, 2, lambda at, _: min(at // 2, 3)),
    (True, 4, lambda at, _: 2 * (at % 2)),
    (False, 3, lambda at, _: min(at, 2)),
    (True, 3, lambda at, _: at % 3),
    (True, 9, lambda at, count: at % ceil(sqrt(1.2 * count))),
)
"""Whether what bears least comes first; how many wires to one box are staggered at all; and
how many rows lower a wire's tail hangs, by its number among so many."""


def lay_out(plan: Plan, layout: Layouts = "auto", name: Engine = "pygraphviz") -> Layout:
    """Place a plan's boxes; raises :class:`argmap.render.engine.EngineError`.

    For dot, what hangs together by wires or areas is laid out by itself, and all of it then
    set in rows, as words in a paragraph.
    """
    if layout == "dot" or (layout == "auto" and suits_dot(plan)):
        try:
            parts = [(part, _laid_out(part, name)) for part in _components(plan)]
            return _packed(parts, plan.aspect)
        except engine.Stumble:
            if layout == "dot":
                raise
    from argmap.render import tidy

    return tidy.lay_out(plan)


def suits_dot(plan: Plan) -> bool:
    """Whether dot makes a page of the plan quickly, and not a ribbon."""
    boxes, wires = len(plan.boxes), len(plan.wires)
    if boxes > LARGE or wires**3 > EFFORT * boxes**2:
        return False
    woods = forest(plan)
    depth = [0] * len(woods.parent)
    for node in woods.order[1:]:
        depth[node] = depth[woods.parent[node]] + 1
    return max(depth) <= DEEP


def _components(plan: Plan) -> list[Plan]:
    """The plan in parts without a wire or an area in common, in the order of its boxes."""
    above: dict[str, str] = {}

    def root(id: str) -> str:
        while (next := above.setdefault(id, id)) != id:
            above[id] = id = above[next]
        return id

    for area in plan.areas:
        above[root(f"area {area.id}")] = root(f"area {area.parent or area.id}")
    for box in plan.boxes:
        above[root(box.id)] = root(box.id if box.area is None else f"area {box.area}")
    for wire in plan.wires:
        above[root(wire.tail)] = root(wire.head)
    parts: dict[str, list[list[Any]]] = {
        root(box.id): [[], [], [], [], []] for box in plan.boxes
    }
    if len(parts) < 2:
        return [plan]
    for at, things, id in (
        (0, plan.boxes, lambda box: box.id),
        (1, plan.wires, lambda wire: wire.head),
        (2, plan.areas, lambda area: f"area {area.id}"),
        (3, plan.top, lambda id: id),
        (4, plan.level, lambda pair: pair[0]),
    ):
        for thing in things:
            if (home := root(id(thing))) in parts:
                parts[home][at].append(thing)
    return [
        attrs.evolve(
            plan,
            boxes=tuple(boxes),
            wires=tuple(wires),
            areas=tuple(areas),
            top=tuple(top),
            level=tuple(level),
        )
        for boxes, wires, areas, top, level in parts.values()
    ]


def _packed(parts: list[tuple[Plan, Layout]], aspect: float) -> Layout:
    """Layouts in rows, on a page that is as well shaped as can be."""
    if len(parts) == 1:
        return parts[0][1]
    sizes = [(layout.width, layout.height) for _, layout in parts]
    widest = max(wide for wide, _ in sizes)
    most = sum(wide + APART for wide, _ in sizes)
    rows = _rows(sizes, widest)
    limit = widest
    while limit < most:
        limit *= 1.1
        other = _rows(sizes, limit)
        if _page(sizes, other, aspect) < _page(sizes, rows, aspect):
            rows = other
    centres: dict[str, Point] = {}
    curves: dict[str, Curve] = {}
    areas: dict[str, Rectangle] = {}
    for (_, layout), (dx, dy) in zip(parts, rows, strict=True):
        moved = _moved(layout, dx, dy)
        centres |= moved.centres
        curves |= moved.curves
        areas |= moved.areas
    wide, high = _extent(sizes, rows)
    return Layout(wide, high, centres, curves, areas)


def _rows(sizes: list[tuple[float, float]], limit: float) -> list[Point]:
    """The top left corner of each layout, in rows of at most ``limit`` px."""
    found: list[Point] = []
    x = y = tall = 0.0
    for wide, high in sizes:
        if x and x + wide > limit:
            x, y, tall = 0.0, y + tall + APART, 0.0
        found.append((x, y))
        x += wide + APART
        tall = max(tall, high)
    return found


def _extent(sizes: list[tuple[float, float]], corners: list[Point]) -> tuple[float, float]:
    both = list(zip(sizes, corners, strict=True))
    return max(x + wide for (wide, _), (x, _) in both), max(
        y + h for (_, h), (_, y) in both
    )


def _page(sizes: list[tuple[float, float]], corners: list[Point], aspect: float) -> float:
    wide, high = _extent(sizes, corners)
    return max(wide, aspect * high)


def _moved(layout: Layout, dx: float, dy: float) -> Layout:
    def at(point: Point | None) -> Any:
        return point and (point[0] + dx, point[1] + dy)

    return Layout(
        layout.width,
        layout.height,
        {id: at(centre) for id, centre in layout.centres.items()},
        {
            id: Curve(tuple(map(at, curve.points)), at(curve.tip), at(curve.tail_tip))
            for id, curve in layout.curves.items()
        },
        {id: (a + dx, b + dy, c + dx, d + dy) for id, (a, b, c, d) in layout.areas.items()},
    )


def _laid_out(plan: Plan, name: Engine) -> Layout:
    """One part, in the best of some ways; a box by itself needs no engine."""
    if len(plan.boxes) == 1 and not (plan.wires or plan.areas):
        (box,) = plan.boxes
        centre = box.width / 2, box.height / 2
        return Layout(box.width, box.height, {box.id: centre}, {}, {})
    best, layout = _best(plan, name)
    short = {
        wire.id
        for wire in plan.wires
        if wire.tail_tip and _length(layout.curves[wire.id]) < SHORT
    }
    if not short:
        return layout
    apart = tuple(attrs.evolve(w, room=SHORT if w.id in short else 0) for w in best.wires)
    try:
        return _once(attrs.evolve(best, wires=apart), name)
    except engine.Stumble:
        return layout


def _best(plan: Plan, name: Engine) -> tuple[Plan, Layout]:
    """The plan in the way that suits it best, and the layout that this gives."""
    if not _tries(plan):
        return _tried(plan, name)
    chosen = _chosen(_rounded(plan), name)
    boxes = {box.id: box for box in plan.boxes}
    best = attrs.evolve(chosen, boxes=tuple(boxes[box.id] for box in chosen.boxes))
    try:
        layout = _once(best, name)
    except engine.Late:
        raise
    except engine.Stumble:
        return _tried(plan, name)
    # What went around a box of the rounded size may not go around this one.
    return _tried(plan, name) if cuts(best, layout) else (best, layout)


def _rounded(plan: Plan) -> Plan:
    """The plan with boxes of rounded sizes, of which there are few."""

    def size(length: float, unit: float) -> float:
        return max(1, round(length / unit)) * unit

    wide, high = ROUND
    return attrs.evolve(
        plan,
        boxes=tuple(
            box
            if box.joint
            else attrs.evolve(
                box, width=size(box.width, wide), height=size(box.height, high)
            )
            for box in plan.boxes
        ),
    )


@lru_cache(maxsize=64)
def _chosen(plan: Plan, name: Engine) -> Plan:
    """The plan in the way that suits it best; remembered, for the next drawing of a map."""
    return _tried(plan, name)[0]


def _tries(plan: Plan) -> int:
    """How many layouts of a plan are tried."""
    wires = len(plan.wires)
    # Graphviz's time grows with the square of wires that cross one another.
    return min(TRIES, WORK // (len(plan.boxes) + wires + wires * wires // 50))


def _tried(plan: Plan, name: Engine) -> tuple[Plan, Layout]:
    """The best of a few layouts: first of some ways for all of it, then fan by fan.

    It comes with the plan that gave it.
    """
    tries = _tries(plan)
    # Where Graphviz begins decides which wires cross in the end; the map's own order is
    # given up only for something.
    turned = attrs.evolve(plan, boxes=plan.boxes[::-1])
    with closing(_each([plan, turned] if tries else [plan], name)) as both:
        _, first = next(both)
        if isinstance(first, engine.Late):
            raise first
        others = list(both)
    best, found = plan, first if isinstance(first, Layout) else _simpler(plan, name)
    if not tries:
        return best, found
    cost = _cost(plan, found)

    def consider(other: Plan, layout: Layout | engine.Stumble, handicap: float = 0) -> None:
        nonlocal best, found, cost, tries
        tries -= 1
        if isinstance(layout, Layout):
            price = _cost(other, layout, cost - handicap) + handicap
            if price < cost:
                best, found, cost = other, layout, price

    for other in others:
        consider(*other, CROSSING)
    if found.width > WIDE * plan.aspect * found.height or cuts(best, found):
        for head in (None, *_fans(plan)):
            with closing(_each(islice(_staggered(best, head), tries), name)) as lower:
                for other in lower:
                    consider(*other)
    return best, found


def _simpler(plan: Plan, name: Engine) -> Layout:
    """A layout without what Graphviz is known to stumble over."""
    free = attrs.evolve(plan, top=(), level=())
    boxes = tuple(attrs.evolve(box, area=None) for box in plan.boxes)
    try:
        return _once(free, name)
    except engine.Stumble:
        return _once(attrs.evolve(free, boxes=boxes, areas=()), name)


def _once(plan: Plan, name: Engine) -> Layout:
    return _read(plan, engine.place(digraph.question(plan), name))


def _each(
    plans: Iterable[Plan], name: Engine
) -> Generator[tuple[Plan, Layout | engine.Stumble]]:
    """Each plan and its layout, or why Graphviz has none."""
    plans = list(plans)
    with closing(engine.places(map(digraph.question, plans), name)) as answers:
        for plan, said in zip(plans, answers, strict=True):
            try:
                yield plan, said if isinstance(said, engine.Stumble) else _read(plan, said)
            except engine.Stumble as error:
                yield plan, error


def _read(plan: Plan, said: bytes) -> Layout:
    try:
        return spread(plan, digraph.answer(said, plan))
    except ValueError as error:
        raise engine.Stumble(str(error)) from error


def _cost(plan: Plan, layout: Layout, limit: float = inf) -> float:
    """What speaks against a layout, in px; of one over the limit not all is counted.

    How large the page is that holds it, and the areas on it; how long its wires are, how
    often they cross, touch or run through a box, and how many of them end in another row than
    their neighbours.
    """
    wires = sum(_length(curve) for curve in layout.curves.values())
    lower = sum(min(wire.span - 1, 2) for wire in plan.wires)
    around = sum(x1 - x0 + y1 - y0 for x0, y0, x1, y1 in layout.areas.values())
    page = max(layout.width, plan.aspect * layout.height)
    cost = page + 0.04 * wires + 0.1 * around + LOWER * lower
    if cost < limit:
        cost += CROSSING * min(_crossings(layout) + _touching(layout), len(plan.wires))
    if cost < limit:
        cost += CUT * cuts(plan, layout)
    return cost


def _length(curve: Curve) -> float:
    (x0, y0), (x1, y1) = curve.points[0], curve.points[-1]
    return abs(x0 - x1) + abs(y0 - y1)


def _crossings(layout: Layout) -> int:
    """How often wires cross."""
    lines = [curve.points[::3] for curve in layout.curves.values()]
    strokes = sorted(
        (min(a[0], b[0]), max(a[0], b[0]), number, a, b)
        for number, line in enumerate(lines)
        for a, b in pairwise(line)
    )
    count = 0
    for at, (_, right, number, a, b) in enumerate(strokes):
        for left, _, other, c, d in islice(strokes, at + 1, None):
            if left > right:
                break
            count += number != other and _cross(a, b, c, d)
    return count


def _touching(layout: Layout) -> int:
    """How many arrowheads lie on another one."""
    ends = [end for c in layout.curves.values() for end in (c.tip, c.tail_tip) if end]
    ends.sort()
    count = 0
    for at, (x, y) in enumerate(ends):
        for x1, y1 in islice(ends, at + 1, None):
            if x1 > x + TOUCH:
                break
            count += abs(y1 - y) < TOUCH
    return count


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _into(plan: Plan) -> dict[str, list[Wire]]:
    """The wires that decide what stands beneath what, by the box they run to."""
    into: dict[str, list[Wire]] = {}
    for wire in plan.wires:
        if wire.ranks:
            into.setdefault(wire.head, []).append(wire)
    return into


def _fans(plan: Plan) -> list[str]:
    """The boxes to which several wires run, the widest fan first.

    Joints are none: what counts only together stands together, and undercuts at their
    step; but for so many premises that no row holds them.
    """
    joints = {box.id for box in plan.boxes if box.joint}
    fans = {
        head: len(wires)
        for head, wires in _into(plan).items()
        if len(wires) > (ROW if head in joints else 1)
    }
    return sorted(fans, key=lambda head: -fans[head])


def _staggered(plan: Plan, only: str | None = None) -> Iterator[Plan]:
    """The plan with wires that hang lower, in several ways: those to all boxes, or to one."""
    into = _into(plan)
    fans = _fans(plan) if only is None else [only]
    bears = {wire.tail: _bears(wire.tail, into) for wire in plan.wires}
    old = {wire.id: wire.span for wire in plan.wires}
    seen = {tuple(old.values())}
    for least_first, fewest, rows in _WAYS:
        spans = dict(old)
        for wires in (into[head] for head in fans):
            if len(wires) < fewest:
                continue
            ordered = sorted(wires, key=lambda w: bears[w.tail]) if least_first else wires
            for at, wire in enumerate(ordered):
                spans[wire.id] = 1 + rows(at, len(wires))
        if tuple(spans.values()) not in seen:
            seen.add(tuple(spans.values()))
            yield attrs.evolve(
                plan, wires=tuple(attrs.evolve(w, span=spans[w.id]) for w in plan.wires)
            )


def _bears(box: str, into: dict[str, list[Wire]]) -> int:
    """How many boxes stand beneath a box, itself included."""
    seen, left = {box}, [box]
    while left:
        for wire in into.get(left.pop(), ()):
            if wire.tail not in seen:
                seen.add(wire.tail)
                left.append(wire.tail)
    return len(seen)
