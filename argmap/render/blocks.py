"""How large the branches of a forest come out, in several shapes each.

What hangs beneath a box is one block: the box and, beneath it, the blocks of its kids. A small
block is an outline, as of a text: kids above one another, indented. In a large one, kids are
joined two and two to regions, the smallest first, either beside or above one another. Which is
best depends on what the block stands in. So each block and region is kept in several shapes,
from tall to wide, and whatever is around it takes the one that fits.

Lists of shapes are Stockmeyer's ("Optimal orientations of cells in slicing floorplan designs",
1983); to hang kids beside or beneath one another as fits best is the tip-over convention of
Eades, Lin and Lin ("Two tree drawing conventions", 1993). All of it takes n log n time.
"""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from math import inf, sqrt
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from argmap.render.forest import Forest, forest
from argmap.render.layout import Plan

INDENT, LANE, LANES = 20.0, 9.0, 10.0
"""How far kids stand to the right of what they hang beneath; where the line to them runs, and
how far it is from the line to those of another strand."""
GAP, COLUMN = 12.0, 24.0
"""Between kids above one another, and beside one another."""
BELOW, BUS = 15.0, 13.0
"""From a box to the line along the top of its kids, and from there to them."""
GUTTER = 34.0
"""Between what speaks for a claim and what speaks against it, where they stand side by side."""
ANCHOR = 15.0
"""How far down the side of a box its line ends."""
BESIDE = 14.0
"""From a joint to the first premise, on its right."""
MARGIN, TITLE = 12.0, 20.0
"""Within the border of an area, and more for its name."""
OUTLINE = 700.0
"""Up to this height, px, kids hang in an outline and nothing else is tried."""
HEAD = 8.0
"""The head of n boxes stands larger by the square root of n over this: where its branch fills
a screen, it can be read."""
THICK = 0.75
"""Lines grow by the scale of the box that they lead to, to this power."""
CHAIN = 40
"""From this length on, a chain of kids is folded into columns like the lines of a text."""
FEW = tuple(0.15 * 1.42**each for each in range(12))
MANY = tuple(0.15 * 1.09**each for each in range(47))
"""A block or region is kept in those shapes that are the smallest for one of these aspects:
few for a small one, many for a large one."""
LARGE = 100
"""A block of more boxes is large."""
OPEN = 6
"""How many columns are looked at for a kid that might fit in."""

Manner: TypeAlias = Literal[
    "leaf", "outline", "over", "under", "sides", "aside", "chain", "area"
]
Way: TypeAlias = Literal["kid", "down", "along"]


_Sized = TypeVar("_Sized", "Shape", "Region")


class Shape(NamedTuple):
    """A shape of a node's block, px.

    ``side`` is how far beneath its top the line to its box ends. ``manner`` says how its kids
    hang: not at all ("leaf"), as an "outline", in regions "over" one another or in one "under"
    the box, in two at the "sides" of a gutter, beside a joint ("aside"; ``first`` is the shape
    of the kid there), as a "chain" in columns up to ``limit``, or in an "area".
    """

    width: float
    height: float
    side: float
    manner: Manner
    regions: "tuple[Region, ...]" = ()
    first: "Shape | None" = None
    limit: float = 0.0


class Region(NamedTuple):
    """A shape of some kids of a node, which are all of one strand.

    ``parts`` are regions, above one another ("down") or beside one another ("along"); or
    there are ``kids`` in columns up to ``limit``; or there is one kid, in ``shape``.
    """

    width: float
    height: float
    way: Way
    parts: "tuple[Region, ...]" = ()
    kids: Sequence[int] = ()
    limit: float = inf
    shape: Shape | None = None


class Column:
    """Kids above one another."""

    __slots__ = ("height", "kids", "width")

    def __init__(self) -> None:
        self.width = self.height = 0.0
        self.kids: list[int] = []


class Blocks:
    """The forest of a plan, what size each box stands in, and the shapes of each block."""

    def __init__(self, plan: Plan) -> None:
        self.forest: Forest = forest(plan)
        self.count = len(plan.boxes)
        self.turned = plan.direction in ("left", "right")
        self.joint = [box.joint for box in plan.boxes]
        self.strand = [wire.strand if wire else 0 for wire in self.forest.via]
        self.scale = [max(1.0, sqrt(size) / HEAD) for size in self.forest.size]
        self.chains: dict[int, list[int]] = {}
        """The members of each chain, by the first."""
        self.next: dict[int, int] = {}
        """The member after each; after the last there is none, which is -1."""
        self.segments: dict[int, Shape] = {}
        """The shape of each member with its other kids."""
        self._find_chains()
        self.line = [by**THICK for by in self.scale]
        """How much thicker lines to a box are, and how much more room they have."""
        self.near = [sqrt(by) for by in self.scale]
        """How much further apart the outlines beneath it are; large blocks are by its scale."""
        sizes = [(box.width, box.height) for box in plan.boxes]
        if self.turned:
            sizes = [(high, wide) for wide, high in sizes]
        self.wide = [size[0] * by for size, by in zip(sizes, self.scale, strict=False)]
        self.high = [size[1] * by for size, by in zip(sizes, self.scale, strict=False)]
        self.frames = self._frames(plan)
        self.shapes: list[list[Shape]] = [[]] * len(self.forest.parent)
        for node in reversed(self.forest.order):
            self.shapes[node] = self._measured(node)

    def _find_chains(self) -> None:
        """Find the long lines of kids that are worth folding, by their heaviest members."""
        woods = self.forest
        length = [1] * len(woods.parent)
        heavy: dict[int, int] = {}
        for node in reversed(woods.order):
            own = [kid for kid in woods.kids[node] if kid < self.count]
            if own and node < self.count:
                heavy[node] = max(own, key=woods.size.__getitem__)
                length[node] += length[heavy[node]]
        for node in woods.order:
            if node in self.next or length[node] < max(CHAIN, sqrt(woods.size[node])):
                continue
            members = self.chains[node] = [node]
            while members[-1] in heavy:
                members.append(heavy[members[-1]])
            for at, member in enumerate(members):
                self.next[member] = members[at + 1] if at + 1 < len(members) else -1
                self.scale[member] = 1.0

    def _frames(self, plan: Plan) -> list[tuple[float, float, float, float, float, float]]:
        """What areas have around them (left, top, right, bottom), and their least size."""
        found = []
        for node, area in enumerate(plan.areas, self.count):
            by = self.scale[node]
            left = top = right = bottom = MARGIN * by
            wide, high = area.label * by, 0.0
            if self.turned:
                left, wide, high = left + TITLE * by, 0.0, wide
            elif plan.direction == "up":
                top += TITLE * by
            else:
                bottom += TITLE * by
            found.append((left, top, right, bottom, wide, high))
        return [*found, (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)]

    def _measured(self, node: int) -> list[Shape]:
        kids = self.forest.kids[node]
        if node >= self.count:
            return self._framed(node, kids)
        if node in self.next:
            self.segments[node] = self._segment(node)
            return self._chain(self.chains[node]) if node in self.chains else []
        if not kids:
            return [Shape(self.wide[node], self.high[node], self.anchor(node), "leaf")]
        outline = self._outline(node)
        if outline.height <= OUTLINE:
            return [outline]
        more = self._aside(node) if self.beside(node) else self._spread(node)
        return self._best(node, [outline, *more])

    def anchor(self, node: int) -> float:
        """How far beneath the top of a box its line ends."""
        high = self.high[node]
        return high / 2 if self.joint[node] else min(high / 2, ANCHOR * self.scale[node])

    def beside(self, node: int) -> bool:
        """Whether a joint stands to the left of its first premise, rather than above it."""
        if node >= self.count or not self.joint[node] or node in self.next:
            return False
        first = self.forest.kids[node][0]
        return first < self.count and not self.strand[first]

    def indent(self, node: int) -> float:
        """How far a line along kids sets them off; nothing leads to what is in an area."""
        return INDENT * self.line[node] if node < self.count else 0.0

    def bus(self, node: int) -> float:
        """How far a line along the top of kids is from them."""
        return BUS * self.line[node] if node < self.count else 0.0

    def lanes(self, node: int) -> tuple[list[float], float, float]:
        """Where lines may leave a box for the left, by strand; the indent; the box's left.

        The last strand is the outermost, since what it leads to stands lowest.
        """
        by = self.line[node]
        strands = len(self.groups(self.forest.kids[node]))
        if strands == 1 or self.wide[node] < (LANE + LANES * strands) * by:
            left = max(0.0, LANE * by - self.wide[node] / 2)
            return [LANE * by] * strands, INDENT * by, left
        lanes = [(LANE + LANES * each) * by for each in reversed(range(strands))]
        return lanes, lanes[0] + (INDENT - LANE) * by, 0.0

    def groups(self, kids: Sequence[int]) -> list[list[int]]:
        """Kids by strand."""
        groups: list[list[int]] = []
        for kid in kids:
            if not groups or self.strand[kid] != self.strand[groups[-1][0]]:
                groups.append([])
            groups[-1].append(kid)
        return groups

    # Ways to hang the kids of a node.

    def _outline(self, node: int) -> Shape:
        """All kids above one another, each in its narrowest shape."""
        by = self.line[node]
        kids = self.forest.kids[node]
        wide = high = 0.0
        for kid in kids:
            shape = self.shapes[kid][0]
            if shape[0] > wide:
                wide = shape[0]
            high += shape[1]
        high += GAP * self.near[node] * (len(kids) - 1)
        if self.beside(node):
            below = self.shapes[kids[0]][0].side
            side = max(self.high[node] / 2, below)
            wide += self.wide[node] + BESIDE * by
            high = max(side - below + high, side + self.high[node] / 2)
            return Shape(wide, high, side, "outline")
        wide = max(self.lanes(node)[1] + wide, self.wide[node])
        return Shape(
            wide, self.high[node] + BELOW * by + high, self.anchor(node), "outline"
        )

    def _aside(self, node: int) -> Iterator[Shape]:
        """A joint with its first premise on its right, and the other kids beneath."""
        by = self.line[node]
        first, *rest = self.forest.kids[node]
        indent = self.wide[node] + BESIDE * by
        below = self._over(node, rest) if rest else [Shape(0.0, 0.0, 0.0, "over")]
        for one in self.shapes[first]:
            side = max(self.high[node] / 2, one.side)
            high = max(side - one.side + one.height, side + self.high[node] / 2)
            for over in below:
                more = over.height + GAP * self.scale[node] if rest else 0.0
                wide = indent + max(one.width, over.width)
                yield Shape(wide, high + more, side, "aside", over.regions, one)

    def _spread(self, node: int) -> Iterator[Shape]:
        """A box with regions beneath it."""
        by, wide, side = self.line[node], self.wide[node], self.anchor(node)
        head = self.high[node] + BELOW * by
        kids = self.forest.kids[node]
        indent = self.lanes(node)[1]
        for over in self._over(node, kids):
            both = max(wide, over.width + indent)
            yield Shape(both, head + over.height, side, "over", over.regions)
        head += BUS * by
        sides = [self._joined(node, group) for group in self.groups(kids)]
        if len(sides) == 1:
            for region in sides[0]:
                if region.way != "down":
                    both = max(wide, region.width)
                    yield Shape(both, head + region.height, side, "under", (region,))
        elif len(sides) == 2 and wide >= GUTTER * by:
            for one, two in _matched(sides[0], sides[1], 1):
                both = max(wide, one.width + two.width + GUTTER * by)
                high = head + LANES * by + max(one.height, two.height)
                yield Shape(both, high, side, "sides", (one, two))

    def _over(self, node: int, kids: list[int]) -> list[Shape]:
        """Kids along a line on their left, each strand beneath the last."""
        by = self.scale[node]
        piles: list[Shape] = []
        for group in self.groups(kids):
            new = []
            for region in self._joined(node, group):
                high = region.height + (self.bus(node) if region.way == "along" else 0.0)
                new.append(Shape(self._inner(node, region), high, 0.0, "over", (region,)))
            if piles:
                new = [
                    Shape(
                        max(one.width, two.width),
                        one.height + GAP * by + two.height,
                        0.0,
                        "over",
                        one.regions + two.regions,
                    )
                    for one, two in _matched(piles, new, 0)
                ]
            piles = self._best(node, new)
        return piles

    def _framed(self, node: int, kids: list[int]) -> list[Shape]:
        """An area, or the page."""
        left, top, right, bottom, wide, high = self.frames[node - self.count]
        if not kids:
            return [Shape(0.0, 0.0, 0.0, "area")]
        return [
            Shape(
                max(region.width, wide) + left + right,
                max(region.height, high) + top + bottom,
                0.0,
                "area",
                (region,),
            )
            for region in self._joined(node, kids)
        ]

    def _best(self, node: int, shapes: list[_Sized]) -> list[_Sized]:
        """The smallest for each aspect, from the narrowest to the flattest."""
        if len(shapes) == 1:
            return shapes
        shapes.sort(key=_size)
        front: list[_Sized] = []
        low = inf
        for shape in shapes:
            if shape.height < low - 0.5:
                front.append(shape)
                low = shape.height
        aspects = MANY if self.forest.size[node] > LARGE else FEW
        if len(front) <= len(aspects):
            return front
        kept: list[_Sized] = []
        at, last = 0, len(front) - 1
        for aspect in aspects:
            # From the narrowest to the flattest the cost falls, then rises.
            while at < last and cost(front[at + 1], aspect) <= cost(front[at], aspect):
                at += 1
            if not kept or kept[-1] is not front[at]:
                kept.append(front[at])
        return kept

    # Chains: each kid beneath the last, with what else hangs there indented between them.

    def rest(self, node: int) -> list[int]:
        """The kids of a chain's member that do not go on with it."""
        return [kid for kid in self.forest.kids[node] if kid != self.next[node]]

    def spine(self, node: int) -> tuple[list[float], float, float]:
        """As :meth:`lanes` for those kids; the chain's own line runs at ``LANE``."""
        wide = self.wide[node]
        left = max(0.0, LANE - wide / 2)
        strands = len(self.groups(self.rest(node)))
        if wide < LANE + LANES * (strands + 1):
            return [LANE] * strands, INDENT, left
        lanes = [LANE + LANES * (each + 1) for each in reversed(range(strands))]
        return lanes, INDENT + LANES * strands, left

    def _segment(self, node: int) -> Shape:
        wide, high = self.wide[node], self.high[node]
        kids = self.rest(node)
        _, indent, left = self.spine(node)
        if not kids:
            return Shape(left + wide, high, self.anchor(node), "leaf")
        over = self._over(node, kids)[0]
        both = max(left + wide, indent + over.width)
        side = self.anchor(node)
        return Shape(both, high + BELOW + over.height, side, "over", over.regions)

    def _chain(self, members: list[int]) -> list[Shape]:
        sizes = [self.segments[each] for each in members]
        area = sum((each.width + COLUMN) * (each.height + BELOW + BUS) for each in sizes)
        tallest = max(each.height for each in sizes)
        found = []
        for aspect in FEW:
            limit = max(sqrt(area / aspect), tallest)
            columns = self.folded(members, limit)
            wide = sum(column.width for column in columns) + COLUMN * (len(columns) - 1)
            high = max(column.height for column in columns) + BUS
            found.append(Shape(wide, high, BUS + sizes[0].side, "chain", limit=limit))
        return self._best(members[0], found)

    def folded(self, members: list[int], limit: float) -> list[Column]:
        """The members of a chain in columns up to a height."""
        columns: list[Column] = []
        for node in members:
            wide, high = self.segments[node][:2]
            if not columns or columns[-1].height + BELOW + BUS + high > limit:
                columns.append(Column())
            column = columns[-1]
            column.height += high + (BELOW + BUS if column.kids else 0.0)
            column.width = max(column.width, wide)
            column.kids.append(node)
        return columns

    # Regions.

    def _joined(self, node: int, group: list[int]) -> list[Region]:
        """A region with some kids of a node.

        Outlines go into columns; with these the large blocks are joined two and two.
        """
        small = []
        parts = []
        indent = self.indent(node)
        for at, kid in enumerate(group):
            shapes = self.shapes[kid]
            if len(shapes) == 1 and kid < self.count:
                small.append(kid)
            elif kid < self.count:
                regions = [
                    Region(s.width, s.height, "kid", (), (kid,), inf, s) for s in shapes
                ]
                parts.append((_area(regions), at, regions))
            else:
                # No line may come down on it, where its name is.
                regions = [
                    Region(s.width + indent, s.height, "down", (), (kid,), inf, s)
                    for s in shapes
                ]
                parts.append((_area(regions), at, regions))
        if small:
            regions = self._columns(node, small)
            parts.append((_area(regions), len(group), regions))
        heapify(parts)
        while len(parts) > 1:
            one, two = heappop(parts), heappop(parts)
            if one[1] > two[1]:
                one, two = two, one
            regions = self._best(node, [*self._pairs(node, one[2], two[2])])
            heappush(parts, (_area(regions), one[1], regions))
        return parts[0][2]

    def _pairs(
        self, node: int, first: list[Region], second: list[Region]
    ) -> Iterator[Region]:
        """Two regions beside and above one another."""
        by, indent, bus = self.scale[node], self.indent(node), self.bus(node)
        for one, two in _matched(first, second, 1):
            wide = one.width + COLUMN * by + two.width
            yield Region(wide, max(one.height, two.height), "along", (one, two))
        for one, two in _matched(first, second, 0):
            high = one.height + GAP * by + two.height
            high += bus * ((one.way == "along") + (two.way == "along"))
            wide = indent + max(self._inner(node, one), self._inner(node, two))
            yield Region(wide, high, "down", (one, two))

    def _inner(self, node: int, region: Region) -> float:
        """The width of a region without the line on its left, if it has one."""
        return region.width - (self.indent(node) if region.way == "down" else 0.0)

    def _columns(self, node: int, kids: list[int]) -> list[Region]:
        """Kids in columns of like height, as they are."""
        by, indent = self.near[node], self.indent(node)
        if len(kids) == 1:
            own = self.shapes[kids[0]][0]
            return [Region(own.width, own.height, "kid", (), kids, inf, own)]
        sizes = [self.shapes[kid][0] for kid in kids]
        tallest = max(size.height for size in sizes)
        whole = sum(size.height for size in sizes) + GAP * by * len(kids)
        side = sqrt(sum(size.width * size.height for size in sizes))
        limit = max(min(whole, 4.5 * side), tallest)
        found: list[Region] = []
        while True:
            columns = self.filled(node, kids, limit)
            wide = COLUMN * by * (len(columns) - 1)
            for column in columns:
                wide += column.width + (indent if len(column.kids) > 1 else 0.0)
            high = max(column.height for column in columns)
            way: Way = "along" if len(columns) > 1 else "down"
            found.append(Region(wide, high, way, (), kids, limit))
            if high <= tallest or limit < 0.15 * side:
                return self._best(node, found)
            limit = max(min(limit * 0.85, high - 1), tallest)

    def filled(self, node: int, kids: Sequence[int], limit: float) -> list[Column]:
        """Kids of a node in columns up to a height."""
        gap = GAP * self.near[node]
        columns: list[Column] = []
        for kid in kids:
            wide, high = self.shapes[kid][0][:2]
            for column in columns[-OPEN:]:
                if column.height + gap + high <= limit:
                    column.height += gap
                    break
            else:
                column = Column()
                columns.append(column)
            column.height += high
            if wide > column.width:
                column.width = wide
            column.kids.append(kid)
        return columns


def _size(shape: Shape | Region) -> tuple[float, float]:
    return shape.width, shape.height


def cost(shape: Shape | Region, aspect: float) -> float:
    """How wide a page of the aspect must be that holds the shape."""
    return max(shape.width, aspect * shape.height)


def _area(shapes: Sequence[Region]) -> float:
    return min(shape.width * shape.height for shape in shapes)


def _matched(
    first: list[_Sized], second: list[_Sized], measure: Literal[0, 1]
) -> Iterator[tuple[_Sized, _Sized]]:
    """The pairs that waste least: for each width (0) or height (1) of one or the other, the
    largest of both that are not beyond it, which are the smallest the other way.
    """
    if measure:
        first, second = first[::-1], second[::-1]
    at = to = 0
    for limit in sorted({shape[measure] for shape in (*first, *second)}):
        while at + 1 < len(first) and first[at + 1][measure] <= limit:
            at += 1
        while to + 1 < len(second) and second[to + 1][measure] <= limit:
            to += 1
        if first[at][measure] <= limit and second[to][measure] <= limit:
            yield first[at], second[to]
