"""Laying a large plan out as a tidy tree, in time that grows with its size; dot's does not.

:mod:`argmap.render.blocks` finds how large each branch comes out. Here the page takes the shape
that comes nearest to the asked aspect, and from there down each block is put where that says.
No boxes overlap and no lines of the forest cross; what is not of the forest runs across.
"""

from collections.abc import Callable, Iterator, Sequence
from math import isnan, nan

import attrs

from argmap.render.blocks import (
    BELOW,
    BESIDE,
    BUS,
    COLUMN,
    GAP,
    GUTTER,
    LANE,
    LANES,
    Blocks,
    Region,
    Shape,
    Way,
    cost,
)
from argmap.render.layout import Curve, Layout, Plan, Point, Rectangle
from argmap.render.routes import across, elbow, facing, spread

PANEL = 5.0
"""How far the panel behind a large branch reaches around it."""
CORNER = 12.0
"""A line that comes down on a box no nearer to its corners goes straight down."""
MIDDLE = 0.35
"""Within so much of a block's width from either side the box at its head does not stand."""


def lay_out(plan: Plan) -> Layout:
    """Place a plan's boxes without overlap, and its forest without crossings."""
    placing = _Placing(plan)
    layout = placing.layout()
    if plan.direction == "up":
        return layout
    return _turned(layout, plan)


class _Placing:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.blocks = Blocks(plan)
        nodes = len(self.blocks.forest.parent)
        self.x, self.y = [0.0] * nodes, [0.0] * nodes
        self.shape: list[Shape | None] = [None] * nodes
        self.left, self.top = [0.0] * nodes, [0.0] * nodes
        """Where a node's box begins, or its block once more."""
        self.way: list[list[Point]] = [[]] * nodes
        """Where a kid's line turns, from the box above on, before it goes to the kid."""
        self.drop: list[float | None] = [None] * nodes
        """Where it comes down on the kid; NaN: in its middle; None: it ends on its left."""

    def layout(self) -> Layout:
        blocks, plan = self.blocks, self.plan
        woods = blocks.forest
        aspect = 1 / plan.aspect if blocks.turned else plan.aspect
        page = min(blocks.shapes[woods.page], key=lambda s: (cost(s, aspect), s.width))
        self.shape[woods.page] = page
        for node in woods.order:
            shape = self.shape[node]
            if shape is not None:
                self._place(node, shape)
        centres = {
            box.id: (x + wide / 2, y + high / 2)
            for box, x, y, wide, high in zip(
                plan.boxes, self.left, self.top, blocks.wide, blocks.high, strict=False
            )
        }
        areas = {
            area.id: self._around(blocks.count + at, 0.0)
            for at, area in enumerate(plan.areas)
            if self.shape[blocks.count + at] is not None
        }
        alone = woods.kids[woods.page] if len(woods.kids[woods.page]) == 1 else ()
        branches = {
            plan.boxes[node].id: self._around(
                node, PANEL * blocks.scale[woods.parent[node]]
            )
            for node in woods.order
            if node < blocks.count
            and blocks.scale[node] > 1
            and not (blocks.joint[node] or areas or node in alone)
        }
        scales = {
            box.id: by for box, by in zip(plan.boxes, blocks.scale, strict=False) if by != 1
        }
        large = blocks.scale[blocks.count : woods.page]
        curves = self._curves()
        return Layout(
            max([page.width, *map(_right, curves.values())]),
            page.height,
            centres,
            curves,
            areas,
            scales,
            {area.id: by for area, by in zip(plan.areas, large, strict=True) if by != 1},
            branches,
        )

    def _around(self, node: int, more: float) -> Rectangle:
        x, y, shape = self.x[node], self.y[node], self.shape[node]
        wide, high = (shape.width, shape.height) if shape else (0.0, 0.0)
        return x - more, y - more, x + wide + more, y + high + more

    def _place(self, node: int, shape: Shape) -> None:
        """Put a node's box, and the blocks of its kids."""
        blocks = self.blocks
        x, y = self.x[node], self.y[node]
        self.left[node], self.top[node] = x, y
        match shape.manner:
            case "area":
                if shape.regions:
                    left, top, *_ = blocks.frames[node - blocks.count]
                    self._fill(node, shape.regions[0], x + left, y + top, [])
            case "chain":
                self._place_chain(node, shape)
            case "leaf":
                pass
            case "aside":
                self._place_aside(node, shape)
            case "outline" if blocks.beside(node):
                self._place_aside(node, shape)
            case "outline" | "over":
                lanes, indent, left = blocks.lanes(node)
                self.left[node] = x + left
                top = y + blocks.high[node] + BELOW * blocks.line[node]
                if shape.manner == "outline":
                    self._outline(node, lanes, indent, top)
                else:
                    self._pile(node, shape, lanes, indent, top)
            case "under" | "sides":
                self._place_centred(node, shape)

    def _place_centred(self, node: int, shape: Shape) -> None:
        """Put a box above the middle of what is beneath it."""
        blocks = self.blocks
        x, y, by, wide = self.x[node], self.y[node], blocks.line[node], blocks.wide[node]
        low = y + blocks.high[node]
        line = low + BELOW * by
        first = shape.regions[0]
        if shape.manner == "under":
            self.left[node] = x + (shape.width - wide) / 2
            middle = x + shape.width / 2
            start = x + (shape.width - first.width) / 2
            self._fill(node, first, start, line + BUS * by, [(middle, low), (middle, line)])
            return
        gutter = x + first.width + GUTTER * by / 2
        room = max(MIDDLE * shape.width, wide / 2)
        middle = min(max(gutter, x + room), x + shape.width - room)
        self.left[node] = middle - wide / 2
        below = line + LANES * by
        top = below + BUS * by
        # What reaches over to the other side of the box runs beneath the other line.
        own, other = (below, line) if gutter >= middle else (line, below)
        for region, start, lane, bus in (
            (first, x, middle - 7 * by, own),
            (shape.regions[1], gutter + GUTTER * by / 2, middle + 7 * by, other),
        ):
            self._fill(node, region, start, top, [(lane, low), (lane, bus)])

    def _place_aside(self, node: int, shape: Shape) -> None:
        """Put a joint beside its first premise."""
        blocks = self.blocks
        x, by, wide = self.x[node], blocks.line[node], blocks.wide[node]
        kids = blocks.forest.kids[node]
        line = self.y[node] + shape.side
        self.top[node] = line - blocks.high[node] / 2
        strands = len(blocks.groups(kids))
        apart = 4 * by if wide >= 16 * by and strands > 1 else 0.0
        lanes = [wide / 2 + apart, *[wide / 2 - apart] * (strands - 1)]
        indent = wide + BESIDE * by
        first = shape.first or blocks.shapes[kids[0]][0]
        top = line - first.side
        if shape.manner == "outline":
            self._outline(node, lanes, indent, top)
        else:
            self._put(kids[0], first, x + indent, top)
            del lanes[: strands - len(shape.regions)]
            low = max(top + first.height, line + blocks.high[node] / 2)
            self._pile(node, shape, lanes, indent, low + GAP * blocks.scale[node])
        self.way[kids[0]] = []

    def _place_chain(self, node: int, shape: Shape) -> None:
        """Put the members of a chain beneath one another, in columns."""
        blocks = self.blocks
        x, y = self.x[node], self.y[node]
        way: list[Point] = []
        for column in blocks.folded(blocks.chains[node], shape.limit):
            top = y + BUS
            for member in column.kids:
                segment = blocks.segments[member]
                lanes, indent, left = blocks.spine(member)
                if member != node:
                    self._put(member, segment._replace(manner="leaf"), x, top, way)
                    self.drop[member] = x + LANE
                self.left[member], self.top[member] = x + left, top
                low = top + blocks.high[member]
                if segment.regions:
                    self._pile(member, segment, lanes, indent, low + BELOW)
                way = [(x + LANE, low)]
                top += segment.height + BELOW + BUS
            # On from the last one's right, through the gutter, to the next column.
            last = column.kids[-1]
            right = self.left[last] + blocks.wide[last]
            line = self.top[last] + blocks.anchor(last)
            gutter = x + column.width + COLUMN / 2
            way = [(right, line), (gutter, line), (gutter, y)]
            x += column.width + COLUMN

    def _put(
        self, kid: int, shape: Shape, x: float, y: float, way: list[Point] | None = None
    ) -> None:
        self.x[kid], self.y[kid] = x, y
        self.shape[kid] = shape
        if way is not None:
            self.way[kid] = way

    def _outline(self, node: int, lanes: list[float], indent: float, top: float) -> None:
        """Put kids above one another, with a line for each strand along their left."""
        blocks = self.blocks
        x, gap = self.x[node], GAP * blocks.near[node]
        low = self.top[node] + blocks.high[node]
        groups = blocks.groups(blocks.forest.kids[node])
        for group, lane in zip(groups, lanes, strict=True):
            way = [(x + lane, low)]
            for kid in group:
                shape = blocks.shapes[kid][0]
                self._put(kid, shape, x + indent, top, way)
                top += shape.height + gap

    def _pile(
        self, node: int, shape: Shape, lanes: list[float], indent: float, top: float
    ) -> None:
        """Put regions above one another, with a line for each along their left."""
        x, by = self.x[node], self.blocks.scale[node]
        low = self.top[node] + self.blocks.high[node]
        for region, lane in zip(shape.regions, lanes, strict=True):
            way = [(x + lane, low)]
            top = self._along(node, region, x + indent, top, way) + GAP * by

    def _along(
        self, node: int, region: Region, x: float, y: float, way: list[Point]
    ) -> float:
        """Put a region to the right of a line that goes down; where it ends, px."""
        blocks = self.blocks
        apart, near = GAP * blocks.scale[node], GAP * blocks.near[node]
        for part in _parts(region, "down"):
            if part.way == "along":
                turn = [*way, (way[-1][0], y)] if way else way
                top = y + blocks.bus(node)
                self._fill(node, part, x, top, turn)
                y = top + part.height + apart
            else:
                y = self._stack(part.kids, part.shape, x, y, near, way) - near + apart
        return y - apart

    def _stack(
        self,
        kids: Sequence[int],
        shape: Shape | None,
        x: float,
        y: float,
        gap: float,
        way: list[Point],
    ) -> float:
        """Put kids above one another; where one more would begin, px."""
        for kid in kids:
            own = shape or self.blocks.shapes[kid][0]
            self._put(kid, own, x, y, way)
            y += own.height + gap
        return y

    def _fill(
        self, node: int, region: Region, x: float, y: float, way: list[Point]
    ) -> None:
        """Put a region beneath a line that runs along its top."""
        blocks = self.blocks
        for part in _parts(region, "along"):
            if part.way == "kid":
                self._stack(part.kids, part.shape, x, y, 0.0, way)
                self.drop[part.kids[0]] = nan
            elif part.way == "down":
                turn = self._turned_down(node, x, way)
                self._along(node, part, x + blocks.indent(node), y, turn)
            else:
                self._columns(node, part, x, y, way)
            x += part.width + COLUMN * blocks.scale[node]

    def _columns(
        self, node: int, region: Region, x: float, y: float, way: list[Point]
    ) -> None:
        """Put kids into columns beneath a line that runs along their top."""
        blocks = self.blocks
        near, indent = blocks.near[node], blocks.indent(node)
        for column in blocks.filled(node, region.kids, region.limit):
            if len(column.kids) == 1:
                self._stack(column.kids, None, x, y, 0.0, way)
                self.drop[column.kids[0]] = nan
            else:
                turn = self._turned_down(node, x, way)
                x += indent
                self._stack(column.kids, None, x, y, GAP * near, turn)
            x += column.width + COLUMN * near

    def _turned_down(self, node: int, x: float, way: list[Point]) -> list[Point]:
        """The way on along the left of what begins at ``x``; in an area there is none."""
        if not way:
            return way
        return [*way, (x + LANE * self.blocks.line[node], way[-1][1])]

    def _curves(self) -> dict[str, Curve]:
        blocks, woods = self.blocks, self.blocks.forest
        number = {box.id: at for at, box in enumerate(self.plan.boxes)}
        curves: dict[str, Curve] = {}
        for node in woods.order:
            wire = woods.via[node]
            if wire is None:
                continue
            head = woods.parent[node]
            way, drop = self.way[node], self.drop[node]
            # The line to an area goes on to the box inside it.
            tail = node if node < blocks.count else number[wire.tail]
            left = self.left[tail]
            shape = self.shape[tail]
            y = self.y[tail] + (shape.side if shape else 0.0)
            if tail != node and not self._open(node, tail, y):
                continue
            if not way:
                points = [(self.left[head] + blocks.wide[head], y), (left, y)]
            elif drop is None:
                points = [*way, (way[-1][0], y), (left, y)]
            else:
                x = drop
                if isnan(drop):
                    x, wide = way[-1][0], blocks.wide[tail]
                    if not left + CORNER <= x <= left + wide - CORNER:
                        x = left + wide / 2
                points = [*way, (x, way[-1][1]), (x, self.top[tail])]
            curves[wire.id] = elbow(points, wire, blocks.line[head])
        rest = [wire for wire in self.plan.wires if wire.id not in curves]
        ends = [(self._box(number[w.tail]), self._box(number[w.head])) for w in rest]
        # What meets one side of a box does so in the order in which it comes.
        sides: dict[tuple[str, int], list[tuple[float, int, int]]] = {}
        for at, (wire, (tail_box, head_box)) in enumerate(zip(rest, ends, strict=True)):
            out, back = facing(tail_box, head_box)
            sides.setdefault((wire.tail, out), []).append((head_box[1], at, 0))
            sides.setdefault((wire.head, back), []).append((tail_box[1], at, 1))
        places = [[0.0, 0.0] for _ in rest]
        for (id, _), those in sides.items():
            down = spread(self._box(number[id]), len(those))
            for place, (_, at, end) in zip(down, sorted(those), strict=True):
                places[at][end] = place
        for wire, both, (first, last) in zip(rest, ends, places, strict=True):
            curves[wire.id] = across(*both, wire, (first, last))
        return curves

    def _open(self, area: int, box: int, y: float) -> bool:
        """Whether nothing stands between the left side of an area and a box in it."""
        x = self.left[box]
        left = [area]
        while left:
            for kid in self.blocks.forest.kids[left.pop()]:
                x0, y0, _, y1 = self._around(kid, 0.0)
                if y0 <= y <= y1 and x0 < x and kid != box:
                    if kid < self.blocks.count:
                        return False
                    left.append(kid)
        return True

    def _box(self, node: int) -> Rectangle:
        x, y = self.left[node], self.top[node]
        return x, y, x + self.blocks.wide[node], y + self.blocks.high[node]


def _right(curve: Curve) -> float:
    """How far to the right a line reaches that bows out of the page, about; 0 for others."""
    if not curve.across:
        return 0.0
    (start, _), (one, _), (two, _), (end, _) = curve.points
    return (start + 3 * one + 3 * two + end) / 8


def _parts(region: Region, way: Way) -> Iterator[Region]:
    """What a region is made of in one direction."""
    left = [region]
    while left:
        part = left.pop()
        if part.way == way and part.parts:
            left += reversed(part.parts)
        else:
            yield part


def _turned(layout: Layout, plan: Plan) -> Layout:
    """A layout whose arrows point up, with its arrows pointing where the plan says."""
    wide, high = layout.width, layout.height
    moves: dict[str, Callable[[Point], Point]] = {
        "down": lambda point: (point[0], high - point[1]),
        "left": lambda point: (point[1], point[0]),
        "right": lambda point: (high - point[1], point[0]),
    }
    move = moves[plan.direction]

    def rectangle(edges: Rectangle) -> Rectangle:
        (x0, y0), (x1, y1) = move(edges[:2]), move(edges[2:])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def curve(old: Curve) -> Curve:
        return attrs.evolve(
            old,
            points=tuple(map(move, old.points)),
            tip=old.tip and move(old.tip),
            tail_tip=old.tail_tip and move(old.tail_tip),
        )

    return Layout(
        *((wide, high) if plan.direction == "down" else (high, wide)),
        {id: move(point) for id, point in layout.centres.items()},
        {id: curve(old) for id, old in layout.curves.items()},
        {id: rectangle(edges) for id, edges in layout.areas.items()},
        layout.scales,
        layout.titles,
        {id: rectangle(edges) for id, edges in layout.branches.items()},
    )
