"""Laying a large plan out as a tidy tree, in time that grows with its size.

dot's time does not. What hangs beneath a box is one block: the box and, beneath it, the blocks
of its kids, either in a stack like the outline of a text, or in columns on one or more shelves.
Which is best depends on what it stands in; so each block is kept in several shapes, from tall
to wide, and the page takes those with which it comes out smallest in the asked aspect. Lists of
shapes are Stockmeyer's ("Optimal orientations of cells in slicing floorplan designs", 1983);
to hang kids beside or beneath one another as fits best is the tip-over convention of Eades,
Lin and Lin ("Two tree drawing conventions", 1993).

The box at the head of a large branch stands larger: where the branch fills a screen, its head
can be read.
"""

from collections.abc import Iterator
from math import inf, sqrt
from typing import TypeAlias

from argmap.render.forest import Forest, forest
from argmap.render.layout import Curve, Layout, Plan, Point
from argmap.render.routes import across, elbow

INDENT, LANE = 20.0, 9.0
"""How far kids stand to the right of what they hang beneath, and where their line runs."""
GAP, COLUMN, SHELF = 12.0, 22.0, 18.0
"""Between kids in a stack, between columns, and between shelves."""
BELOW, BUS = 15.0, 13.0
"""From a box to the line along its columns, and from there to the columns."""
ANCHOR = 15.0
"""How far down the side of a box its line ends."""
BESIDE = 14.0
"""From a joint to the first premise, on its right."""
OUTLINE = 700.0
"""Up to this height, px, kids hang in one stack and nothing else is tried."""
HEAD = 8.0
"""The head of n boxes stands larger by the square root of n over this."""
ASPECTS = (0.25, 0.33, 0.45, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 2.6, 3.4, 4.5, 6.0)
"""A block is kept in the shapes that are the smallest for one of these."""
OPEN, SHELVES = 6, 4
"""How many columns are looked at for a kid that might fit in, and shelves at most."""

Shape: TypeAlias = tuple[float, float, tuple[object, ...]]
"""Width, height, and how it is made."""


class _Column:
    """Kids of like width above one another, each in a shape."""

    __slots__ = ("height", "kids", "width")

    def __init__(self, kid: int, shape: Shape) -> None:
        self.width, self.height = shape[0], shape[1]
        self.kids = [(kid, shape)]


def lay_out(plan: Plan) -> Layout:
    """Place a plan's boxes without overlap, and its forest without crossings."""
    return _Tidy(plan).layout()


class _Tidy:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.turned = plan.direction in ("left", "right")
        self.aspect = 1 / plan.aspect if self.turned else plan.aspect
        self.forest = woods = forest(plan)
        boxes, count = plan.boxes, len(plan.boxes)
        self.count = count
        self.scale = scale = [max(1.0, sqrt(size) / HEAD) for size in woods.size]
        pairs = [(box.width, box.height) for box in boxes]
        if self.turned:
            pairs = [(high, wide) for wide, high in pairs]
        self.wide = [pair[0] * by for pair, by in zip(pairs, scale, strict=False)]
        self.high = [pair[1] * by for pair, by in zip(pairs, scale, strict=False)]
        nodes = len(woods.parent)
        self.shapes: list[list[Shape]] = [[]] * nodes
        self.side = [0.0] * nodes
        """How far beneath the top of a block the line to its box ends."""
        self.beside = [False] * nodes
        """Whether a joint stands to the left of its first premise, rather than above."""
        self.strand = [wire.strand if wire else 0 for wire in woods.via]
        for node in reversed(woods.order):
            self._measure(node)

        self.x, self.y = [0.0] * nodes, [0.0] * nodes
        self.left, self.top = [0.0] * nodes, [0.0] * nodes
        """Where a node's block begins, and where its box does, or its block once more."""
        self.lane: list[float] = [0.0] * nodes
        """Where a kid's line leaves the box above."""
        self.bus: list[float | None] = [None] * nodes
        """How high it runs to the kid's column, if it does not go straight down."""
        self.trunk: list[float | None] = [None] * nodes
        """Where it goes down along the column; None: to the middle of the kid."""

    # Shapes, from the leaves up.

    def _measure(self, node: int) -> None:
        kids = self.forest.kids[node]
        if node >= self.count:
            self.shapes[node] = self._framed(node)
            return
        wide, high, by = self.wide[node], self.high[node], self.scale[node]
        joint = self.plan.boxes[node].joint
        self.side[node] = high / 2 if joint else min(high / 2, ANCHOR * by)
        if not kids:
            self.shapes[node] = [(wide, high, ())]
            return
        first = kids[0]
        if joint and first < self.count and not self.strand[first]:
            self.beside[node] = True
            self.side[node] = max(high / 2, self.side[first])
        outline = self._stack(node, inf)
        if outline[1] <= OUTLINE:
            self.shapes[node] = [outline]
            return
        found = [outline]
        if self.beside[node]:
            limit = max(self.shapes[kid][0][1] for kid in kids)
            low = max(self.shapes[kid][-1][1] for kid in kids)
            while limit > low:
                limit = max(limit * 0.75, low)
                found.append(self._stack(node, limit))
        else:
            found += self._spread(node)
        self.shapes[node] = _best(found)

    def _pick(self, node: int, limit: float) -> Shape:
        """The narrowest shape that is no higher than the limit, or the flattest."""
        shapes = self.shapes[node]
        for shape in shapes:
            if shape[1] <= limit:
                return shape
        return shapes[-1]

    def _stack(self, node: int, limit: float) -> Shape:
        by = self.scale[node]
        kids = self.forest.kids[node]
        wide = high = 0.0
        for kid in kids:
            shape = self._pick(kid, limit)
            if shape[0] > wide:
                wide = shape[0]
            high += shape[1]
        high += GAP * by * (len(kids) - 1)
        if self.beside[node]:
            up = self.side[node] - self.side[kids[0]]
            return self.wide[node] + BESIDE * by + wide, up + high, ("stack", limit)
        return (
            max(self._lanes(node)[1] + wide, self.wide[node]),
            self.high[node] + BELOW * by + high,
            ("stack", limit),
        )

    def _lanes(self, node: int) -> tuple[list[float], float, float]:
        """Where lines may leave a box for the left, by strand; the indent; the box's left.

        The last strand is the outermost: what it leads to stands lowest.
        """
        by = self.scale[node]
        strands = self._strands(node)
        if strands == 1 or self.wide[node] < (LANE + 11 * strands) * by:
            left = max(0.0, LANE * by - self.wide[node] / 2)
            return [LANE * by] * strands, INDENT * by, left
        lanes = [(LANE + 10 * each) * by for each in reversed(range(strands))]
        return lanes, lanes[0] + 11 * by, 0.0

    def _strands(self, node: int) -> int:
        kids = self.forest.kids[node]
        strand = self.strand
        return 1 + sum(strand[a] != strand[b] for a, b in zip(kids, kids[1:], strict=False))

    def _groups(self, node: int) -> list[list[int]]:
        """A node's kids by strand."""
        groups: list[list[int]] = []
        for kid in self.forest.kids[node]:
            if not groups or self.strand[kid] != self.strand[groups[-1][0]]:
                groups.append([])
            groups[-1].append(kid)
        return groups

    def _spread(self, node: int) -> Iterator[Shape]:
        """The shapes of a node with its kids in columns."""
        by, wide = self.scale[node], self.wide[node]
        head = self.high[node] + (BELOW + BUS) * by
        groups = [self._sides(node, group) for group in self._groups(node)]
        indent = self._lanes(node)[1]
        if len(groups) == 1:
            for shape in groups[0]:
                more = indent if shape[2][1] != 1 else 0.0
                yield max(wide, shape[0] + more), head + shape[1], ("over", (shape[2],))
            return
        stacks: list[Shape] = [(0.0, 0.0, ())]
        for group in groups:
            stacks = _best(
                [
                    (max(w, v), h + (SHELF + BUS) * by * bool(h) + k, (*how, own))
                    for w, h, how in stacks
                    for v, k, own in group
                ]
            )
        for w, h, how in stacks:
            yield max(wide, w + indent), head + h, ("over", how)
        if len(groups) == 2 and wide >= 34 * by:
            for limit in sorted({shape[1] for group in groups for shape in group}):
                pair = [next((s for s in g if s[1] <= limit), None) for g in groups]
                if pair[0] is not None and pair[1] is not None:
                    (w, h, one), (v, k, two) = pair
                    across = w + v + 34 * by
                    yield max(wide, across), head + max(h, k), ("beside", (one, two))

    def _sides(self, node: int, group: list[int]) -> list[Shape]:
        """The shapes of some kids of a node on shelves; ``how`` is a limit and their number."""
        by = self.scale[node]
        tallest = max(self.shapes[kid][-1][1] for kid in group)
        whole = sum(self.shapes[kid][0][1] for kid in group) + GAP * by * len(group)
        side = sqrt(sum(self.shapes[kid][0][0] * self.shapes[kid][0][1] for kid in group))
        limit = max(min(whole, 3.5 * side), tallest)
        found: list[Shape] = []
        while True:
            columns = self._columns(node, group, limit)
            for shelves in range(1, min(len(columns), SHELVES) + 1):
                wide = high = 0.0
                for shelf in self._shelves(node, columns, shelves):
                    w = sum(self._breadth(node, column) for column in shelf)
                    wide = max(wide, w + COLUMN * by * (len(shelf) - 1))
                    high += max(column.height for column in shelf)
                high += (SHELF + BUS) * by * (shelves - 1)
                found.append((wide, high, (limit, shelves)))
            highest = columns[0].height
            if highest <= tallest or limit < 0.25 * side:
                return _best(found)
            limit = max(min(limit * 0.8, highest - 1), tallest)

    def _columns(self, node: int, group: list[int], limit: float) -> list[_Column]:
        """Kids of a node in columns up to a height, the highest first."""
        gap = GAP * self.scale[node]
        columns: list[_Column] = []
        for kid in group:
            shape = self._pick(kid, limit)
            wide, high = shape[0], shape[1]
            for column in columns[-OPEN:]:
                if column.height + gap + high <= limit and (
                    abs(wide - column.width) <= max(150.0, 0.3 * max(wide, column.width))
                ):
                    column.height += gap + high
                    column.width = max(column.width, wide)
                    column.kids.append((kid, shape))
                    break
            else:
                columns.append(_Column(kid, shape))
        columns.sort(key=lambda column: -column.height)
        return columns

    def _breadth(self, node: int, column: _Column) -> float:
        return column.width + (INDENT * self.scale[node] if self._stubs(node, column) else 0)

    def _stubs(self, node: int, column: _Column) -> bool:
        """Whether a line along the column leads to its kids, rather than into the one."""
        if node >= self.count:
            return False
        return len(column.kids) > 1 or column.kids[0][0] >= self.count

    def _shelves(
        self, node: int, columns: list[_Column], number: int
    ) -> list[list[_Column]]:
        """Columns on at most so many shelves of like width."""
        if number == 1:
            return [columns]
        gap = COLUMN * self.scale[node]
        widths = [self._breadth(node, column) + gap for column in columns]
        limit = max(sum(widths) / number, *widths)
        while True:
            shelves: list[list[_Column]] = []
            used = inf
            for column, wide in zip(columns, widths, strict=True):
                if used + wide > limit + 0.01:
                    shelves.append([])
                    used = 0.0
                shelves[-1].append(column)
                used += wide
            if len(shelves) <= number:
                return shelves
            limit *= 1.08

    def _framed(self, node: int) -> list[Shape]:
        """The shapes of an area, or of the page."""
        kids = self.forest.kids[node]
        if not kids:
            return [(0.0, 0.0, ())]
        left, top, right, bottom, least = self._frame(node)
        return _best(
            [
                (max(w, least) + left + right, h + top + bottom, ("over", (how,)))
                for w, h, how in self._sides(node, kids)
            ]
        )

    def _frame(self, node: int) -> tuple[float, float, float, float, float]:
        return 0.0, 0.0, 0.0, 0.0, 0.0

    # Places, from the page down.

    def layout(self) -> Layout:
        """Take the best shape of the page, and put everything where that says."""
        woods = self.forest
        shapes = self.shapes[woods.page]
        chosen = min(shapes, key=lambda s: (max(s[0], self.aspect * s[1]), s[0]))
        taken: dict[int, Shape] = {woods.page: chosen}
        for node in woods.order:
            self._place(node, taken)
        boxes = self.plan.boxes
        centres: dict[str, Point] = {}
        for at, box in enumerate(boxes):
            centres[box.id] = (
                self.left[at] + self.wide[at] / 2,
                self.top[at] + self.high[at] / 2,
            )
        curves = self._curves()
        scales = {
            box.id: by for box, by in zip(boxes, self.scale, strict=False) if by != 1
        }
        return Layout(chosen[0], chosen[1], centres, curves, {}, scales)

    def _place(self, node: int, taken: dict[int, Shape]) -> None:
        shape = taken.pop(node)
        x, y = self.x[node], self.y[node]
        how = shape[2]
        self.left[node], self.top[node] = x, y
        if not how:
            return
        by = self.scale[node]
        if how[0] == "stack":
            lanes, indent, left = self._lanes(node)
            if self.beside[node]:
                middle = self.wide[node] / 2
                apart = 4 * by if self.wide[node] >= 16 * by else 0.0
                lanes = [middle] if len(lanes) == 1 else [middle + apart, middle - apart]
                indent = self.wide[node] + BESIDE * by
                self.top[node] = y + self.side[node] - self.high[node] / 2
                at = y + self.side[node] - self.side[self.forest.kids[node][0]]
            else:
                self.left[node] = x + left
                at = y + self.high[node] + BELOW * by
            strand = -1
            before = None
            for kid in self.forest.kids[node]:
                if self.strand[kid] != before:
                    before = self.strand[kid]
                    strand += 1
                own = self._pick(kid, how[1])  # type: ignore[arg-type]
                taken[kid] = own
                self.x[kid], self.y[kid] = x + indent, at
                lane = lanes[min(strand, len(lanes) - 1)]
                self.lane[kid] = self.trunk[kid] = x + lane
                at += own[1] + GAP * by
            return
        groups = self._groups(node) if node < self.count else [self.forest.kids[node]]
        made = [
            self._shelves(node, self._columns(node, group, limit), number)
            for group, (limit, number) in zip(groups, how[1], strict=True)  # type: ignore[call-overload]
        ]
        if node >= self.count:
            left, top, *_ = self._frame(node)
            self._fill(node, made[0], x + left, y + top - BUS * by, 0.0, taken)
            return
        bus = y + self.high[node] + BELOW * by
        if how[0] == "beside":
            inner = self._width(node, made[0])
            middle = x + inner + 17 * by
            room = x + shape[0] - self.wide[node]
            self.left[node] = min(max(x, middle - self.wide[node] / 2), room)
            self._fill(node, made[0], x, bus, middle - 7 * by, taken)
            self._fill(node, made[1], x + inner + 34 * by, bus, middle + 7 * by, taken)
        elif sum(len(shelves) for shelves in made) == 1:
            inner = self._width(node, made[0])
            wide = self.wide[node]
            self.left[node] = x + max(0.0, (inner - wide) / 2)
            start = x + max(0.0, (wide - inner) / 2)
            self._fill(node, made[0], start, bus, self.left[node] + wide / 2, taken)
        else:
            lanes, indent, left = self._lanes(node)
            self.left[node] = x + left
            for shelves, lane in zip(made, lanes, strict=True):
                bus = self._fill(node, shelves, x + indent, bus, x + lane, taken)

    def _width(self, node: int, shelves: list[list[_Column]]) -> float:
        gap = COLUMN * self.scale[node]
        return max(
            sum(self._breadth(node, column) for column in shelf) + gap * (len(shelf) - 1)
            for shelf in shelves
        )

    def _fill(
        self,
        node: int,
        shelves: list[list[_Column]],
        left: float,
        bus: float,
        lane: float,
        taken: dict[int, Shape],
    ) -> float:
        """Put shelves beneath one another; where the line to the next one would run."""
        by = self.scale[node]
        for shelf in shelves:
            x, top = left, bus + BUS * by
            for column in shelf:
                stubs = self._stubs(node, column)
                y = top
                for kid, shape in column.kids:
                    self.x[kid] = x + (INDENT * by if stubs else 0.0)
                    self.y[kid] = y
                    self.lane[kid], self.bus[kid] = lane, bus
                    self.trunk[kid] = x + LANE * by if stubs else None
                    taken[kid] = shape
                    y += shape[1] + GAP * by
                x += self._breadth(node, column) + COLUMN * by
            bus = top + max(column.height for column in shelf) + SHELF * by
        return bus

    def _curves(self) -> dict[str, Curve]:
        woods, count = self.forest, self.count
        curves: dict[str, Curve] = {}
        for node in woods.order:
            wire = woods.via[node]
            if wire is None:
                continue
            head = woods.parent[node]
            by = self.scale[head]
            trunk, bus = self.trunk[node], self.bus[node]
            left = self.left[node]
            y = self.y[node] + self.side[node]
            if self.beside[head] and node == woods.kids[head][0]:
                points = [(self.left[head] + self.wide[head], y), (left, y)]
            else:
                low = self.top[head] + self.high[head]
                points = [(self.lane[node], low)]
                if bus is not None:
                    points.append((self.lane[node], bus))
                if trunk is None:
                    middle = left + self.wide[node] / 2
                    points += [(middle, bus), (middle, self.top[node])]
                else:
                    if bus is not None:
                        points.append((trunk, bus))
                    points += [(trunk, y), (left, y)]
            curves[wire.id] = elbow(points, wire, by)
        number = {box.id: at for at, box in enumerate(self.plan.boxes)}
        for wire in self.plan.wires:
            if wire.id not in curves:
                ends = []
                for id in (wire.tail, wire.head):
                    at = number[id]
                    x, y = self.left[at], self.top[at]
                    ends.append((x, y, x + self.wide[at], y + self.high[at]))
                curves[wire.id] = across(ends[0], ends[1], wire)
        return curves


def _best(shapes: list[Shape]) -> list[Shape]:
    """The smallest shape for each aspect, from the narrowest to the flattest."""
    if len(shapes) == 1:
        return shapes
    shapes.sort(key=lambda shape: (shape[0], shape[1]))
    front: list[Shape] = []
    low = inf
    for shape in shapes:
        if shape[1] < low - 0.5:
            front.append(shape)
            low = shape[1]
    if len(front) <= len(ASPECTS):
        return front
    kept: list[Shape] = []
    at = 0
    for aspect in ASPECTS:
        # The wider the shape, the lower: the cost falls, then rises.
        while at + 1 < len(front) and _cost(front[at + 1], aspect) <= _cost(
            front[at], aspect
        ):
            at += 1
        if not kept or kept[-1] is not front[at]:
            kept.append(front[at])
    return kept


def _cost(shape: Shape, aspect: float) -> float:
    return max(shape[0], aspect * shape[1])
