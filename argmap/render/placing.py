"""Laying a plan out with Graphviz so that the page comes out well shaped.

Left to itself, dot puts all that speaks to one claim side by side, which makes a map of 60
claims three times as wide as high. To let some of it hang a row or two lower often saves a
third of the width; which is best shows only afterwards, so a few ways are tried.
"""

from collections.abc import Callable, Iterator

import attrs

from argmap.render import digraph, engine
from argmap.render.layout import Curve, Layout, Plan, Wire
from argmap.render.style import Engine

SHAPE = 1.6
"""The width of a good page by its height."""
WIDE = 1.9
"""A page no wider than this by its height is taken as it is."""
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


def lay_out(plan: Plan, name: Engine) -> Layout:
    """Place a plan's boxes; raises :class:`argmap.render.engine.EngineError`."""
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
    if len(plan.boxes) > TOO_MANY or best.width <= WIDE * best.height:
        return best
    cost = _cost(best)
    for other in _staggered(plan, 3 if len(plan.boxes) > MANY else len(_WAYS)):
        layout = _once(other, name)
        if _cost(layout) < cost:
            best, cost = layout, _cost(layout)
    return best


def _once(plan: Plan, name: Engine) -> Layout:
    return digraph.answer(engine.place(digraph.question(plan), name), plan)


def _cost(layout: Layout) -> float:
    """How large the page is that holds the layout, and how long its wires are, in px."""
    wires = sum(_length(curve) for curve in layout.curves.values())
    return max(layout.width, SHAPE * layout.height) + 0.04 * wires


def _length(curve: Curve) -> float:
    (x0, y0), (x1, y1) = curve.points[0], curve.points[-1]
    return abs(x0 - x1) + abs(y0 - y1)


def _staggered(plan: Plan, ways: int) -> Iterator[Plan]:
    into: dict[str, list[Wire]] = {}
    for wire in plan.wires:
        if wire.ranks:
            into.setdefault(wire.head, []).append(wire)
    joints = {box.id for box in plan.boxes if box.joint}
    bears = {wire.tail: _bears(wire.tail, into) for wire in plan.wires}
    for least_first, fewest, rows in _WAYS[:ways]:
        spans: dict[str, int] = {}
        for head, wires in into.items():
            # What counts only together stands together, and undercuts at their step.
            if len(wires) < fewest or head in joints:
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
