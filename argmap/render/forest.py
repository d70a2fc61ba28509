"""The spanning forest of a plan: which box hangs beneath which, and what runs across.

Besides the boxes, areas are nodes of it, and the page is the root of all. An area hangs where
its own tree would, so that all that stands in it stays together. What hangs beneath a box is in
the box's own area, or in one directly inside it.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from argmap.render.layout import Plan, Wire


class Forest(NamedTuple):
    """Nodes are numbers: the plan's boxes, then its areas, then the page.

    ``parent`` and ``kids`` say what hangs beneath what, and ``via`` by which wire; the roots
    of an area or of the page hang beneath it by none. ``order`` has each node before those
    beneath it, ``size`` how many boxes that are no joints a node and those beneath it have.
    """

    parent: list[int]
    kids: list[list[int]]
    via: list[Wire | None]
    order: list[int]
    size: list[int]

    @property
    def page(self) -> int:
        """The node at the root of all."""
        return len(self.parent) - 1


def forest(plan: Plan) -> Forest:
    """The spanning forest in which each box is as near to its root as can be.

    Breadth first from the boxes of ``plan.top``, then from what bears on nothing, then from
    what is left, which are rings. Kids stand by strand, then in the order of the wires.
    """
    boxes, count = plan.boxes, len(plan.boxes)
    page = count + len(plan.areas)
    number = {box.id: at for at, box in enumerate(boxes)}
    levels = _Levels(plan)
    into: list[list[tuple[int, Wire]]] = [[] for _ in range(count)]
    bears = [False] * page
    for wire in plan.wires:
        if wire.ranks and wire.tail != wire.head:
            head = number[wire.head]
            item = levels.beside(number[wire.tail], head)
            if item is not None:
                into[head].append((item, wire))
                bears[item] = True

    parent = [-1] * (page + 1)
    via: list[Wire | None] = [None] * (page + 1)
    kids: list[list[int]] = [[] for _ in range(page + 1)]

    def grow(roots: Iterable[int]) -> None:
        queue = []
        for root in roots:
            if parent[root] < 0:
                parent[root] = levels.around[root]
                kids[parent[root]].append(root)
                queue.append(root)
        for head in queue:
            if head < count:
                for item, wire in into[head]:
                    if parent[item] < 0:
                        parent[item], via[item] = head, wire
                        kids[head].append(item)
                        queue.append(item)

    grow(number[id] for id in plan.top)
    items = levels.items
    grow(item for item in items if not bears[item])
    for joints in (False, True):
        for item in items:
            if parent[item] < 0 and joints == (item < count and boxes[item].joint):
                grow([item])

    order = [page]
    for node in order:
        mine = kids[node]
        if len(mine) > 1 and node < count:
            mine.sort(key=lambda kid: via[kid].strand)  # type: ignore[union-attr]
        order += mine
    size = [0 if box.joint else 1 for box in boxes] + [0] * (page + 1 - count)
    for node in reversed(order):
        if node != page:
            size[parent[node]] += size[node]
    return Forest(parent, kids, via, order, size)


class _Levels:
    """In which area each node stands, and which nodes stand side by side."""

    def __init__(self, plan: Plan) -> None:
        count = len(plan.boxes)
        self.page = page = count + len(plan.areas)
        number = {area.id: count + at for at, area in enumerate(plan.areas)}
        homes = [box.area for box in plan.boxes] + [area.parent for area in plan.areas]
        self.around = [number.get(home or "", page) for home in homes]
        """The area, or the page, that a node stands in."""
        first = {page: -1}
        for at in range(count):
            area = self.around[at]
            while area not in first:
                first[area] = at
                area = self.around[area]
        self.items = sorted(
            (node for node in range(page) if node < count or node in first),
            key=lambda node: (first.get(node, node), node),
        )
        """Boxes, and the areas that hold any, each area before its first box."""
        self._inside: dict[int, list[int]] = {}
        for area in self.items:
            if area >= count:
                self._inside.setdefault(self.around[area], []).append(area)
        self._number_areas()

    def _number_areas(self) -> None:
        """Give areas the numbers of a walk, so that those inside an area follow it."""
        self._start: dict[int, int] = {}
        self._starts: dict[int, list[int]] = {}
        left = [self.page]
        while left:
            area = left.pop()
            self._start[area] = len(self._start)
            left += reversed(self._inside.get(area, ()))
        for area, inside in self._inside.items():
            self._starts[area] = [self._start[each] for each in inside]
        self._end = dict(self._start)
        for area in sorted(self._start, key=self._start.__getitem__, reverse=True):
            if area != self.page:
                around = self.around[area]
                self._end[around] = max(self._end[around], self._end[area])

    def beside(self, tail: int, head: int) -> int | None:
        """What the tail stands in, or the tail itself, directly in the area of the head."""
        level, home = self.around[head], self.around[tail]
        if level == home:
            return tail
        start = self._start[home]
        if not self._start[level] < start <= self._end[level]:
            return None
        at = bisect_right(self._starts[level], start) - 1
        return self._inside[level][at]
