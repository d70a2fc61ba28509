"""Who lays a plan out; and how to ask Graphviz for a page that is well shaped.

dot draws a small map best. What takes it long is left to :mod:`argmap.render.tidy`, and so is
what it would make a ribbon of: docs/performance.md has the measurements.

Left to itself, dot puts all that speaks to one claim side by side, which makes a map of 60
claims three times as wide as high. To let some of it hang a row or two lower often saves a
third of the width; which is best shows only afterwards, so a few ways are tried.
"""

from collections.abc import Callable, Iterator

import attrs

from argmap.render.forest import forest
from argmap.render.layout import Curve, Layout, Plan, Wire
from argmap.render.style import Engine, Layouts

LARGE = 120
"""dot gets no plan of more boxes,"""
EFFORT = 500
"""none for which it takes about half a second or more: boxes times the cube of the wires a box
has,"""
DEEP = 40
"""and none in which boxes hang so deep beneath one another, which makes the page a ribbon."""
WIDE = 1.2
"""A page is taken as it is, if it is no more than so many times too wide."""
SHORT = 40.0
"""Two arrowheads and something of a line between them need this much room, px."""
MANY, TOO_MANY = 120, 300
"""Boxes up to which all ways are tried, and beyond which just the plain one is."""

_WAYS: tuple[tuple[bool, int, Callable[[int, int], int]], ...] = (
    (True, 2, lambda at, _: at // 2),
    (True, 3, lambda at, count: int(2 * at >= count)),
    (False, 2, lambda at, _: at // 2),
    (True, 4, lambda at, _: 2 * (at % 2)),
    (False, 3, lambda at, _: min(at, 2)),
    (True, 3, lambda at, _: at % 3),
)
"""Whether what bears least comes first; how many wires to one box are staggered at all; and
how many rows lower a wire's tail hangs, by its number among so many."""


def lay_out(plan: Plan, layout: Layouts = "auto", name: Engine = "pygraphviz") -> Layout:
    """Place a plan's boxes; raises :class:`argmap.render.engine.EngineError`."""
    if layout == "dot" or (layout == "auto" and suits_dot(plan)):
        return _by_dot(plan, name)
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


def _by_dot(plan: Plan, name: Engine) -> Layout:
    layout = _best(plan, name)
    short = {
        wire.id
        for wire in plan.wires
        if wire.tail_tip and _length(layout.curves[wire.id]) < SHORT
    }
    if not short:
        return layout
    return _best(
        attrs.evolve(
            plan,
            wires=tuple(
                attrs.evolve(w, room=SHORT if w.id in short else 0) for w in plan.wires
            ),
        ),
        name,
    )


def _best(plan: Plan, name: Engine) -> Layout:
    best = _once(plan, name)
    if len(plan.boxes) > TOO_MANY or best.width <= WIDE * plan.aspect * best.height:
        return best
    cost = _cost(best, plan.aspect)
    for other in _staggered(plan, 3 if len(plan.boxes) > MANY else len(_WAYS)):
        layout = _once(other, name)
        if _cost(layout, plan.aspect) < cost:
            best, cost = layout, _cost(layout, plan.aspect)
    return best


def _once(plan: Plan, name: Engine) -> Layout:
    # Only here: what they load, the tidy tree does without.
    from argmap.render import digraph, engine

    return digraph.answer(engine.place(digraph.question(plan), name), plan)


def _cost(layout: Layout, aspect: float) -> float:
    """How large the page is that holds the layout, and how long its wires are, in px."""
    wires = sum(_length(curve) for curve in layout.curves.values())
    return max(layout.width, aspect * layout.height) + 0.04 * wires


def _length(curve: Curve) -> float:
    (x0, y0), (x1, y1) = curve.points[0], curve.points[-1]
    return abs(x0 - x1) + abs(y0 - y1)


def _staggered(plan: Plan, ways: int) -> Iterator[Plan]:
    into: dict[str, list[Wire]] = {}
    for wire in plan.wires:
        if wire.ranks:
            into.setdefault(wire.head, []).append(wire)
    bears = {wire.tail: _bears(wire.tail, into) for wire in plan.wires}
    for least_first, fewest, rows in _WAYS[:ways]:
        spans: dict[str, int] = {}
        for wires in into.values():
            if len(wires) < fewest:
                continue
            ordered = sorted(wires, key=lambda w: bears[w.tail]) if least_first else wires
            for at, wire in enumerate(ordered):
                spans[wire.id] = 1 + min(3, rows(at, len(wires)))
        yield attrs.evolve(
            plan,
            wires=tuple(attrs.evolve(w, span=spans.get(w.id, 1)) for w in plan.wires),
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
