"""What a layout engine is given, and what it gives back.

The plan knows nothing of claims: it has boxes of fixed size, wires between them and areas
around them. Any engine that turns a :class:`Plan` into a :class:`Layout` can stand beside
Graphviz.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import attrs

from argmap.render.style import Direction

Point: TypeAlias = tuple[float, float]
Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@attrs.frozen
class Box:
    """A thing to be placed: its size in px, and the area it stands in.

    A joint is round; it is where the premises of a step meet.
    """

    id: str
    width: float
    height: float
    area: str | None = None
    joint: bool = False


@attrs.frozen
class Wire:
    """A line from one box to another, its ends given by their ids.

    ``tip`` and ``tail_tip`` say whether there is an arrowhead at ``head`` and at ``tail``.
    ``ranks`` is false for a wire that should not decide which box stands above which; where
    it does, ``span`` is how many rows lower than its head the tail stands at least. ``room``
    is how many px its ends are kept apart where they stand in one row. Wires to one head may
    share a line where they are of one ``strand``.
    """

    id: str
    tail: str
    head: str
    tip: bool = True
    tail_tip: bool = False
    ranks: bool = True
    weight: int = 1
    span: int = 1
    room: float = 0
    strand: int = 0


class Area(NamedTuple):
    """A rectangle around boxes, in which ``label`` px are kept free for its name."""

    id: str
    parent: str | None
    label: float


@attrs.frozen
class Plan:
    """What is to be laid out. Boxes that come first are rather put to the top.

    ``top`` boxes stand in the first row, if the engine can do so; the boxes of each pair in
    ``level`` in one row. ``aspect`` is the width of a good page by its height.
    """

    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    areas: tuple[Area, ...] = ()
    direction: Direction = "up"
    top: tuple[str, ...] = ()
    level: tuple[tuple[str, str], ...] = ()
    aspect: float = 1.6


class Curve(NamedTuple):
    """A wire as it is drawn: cubic Bézier pieces, from tail to head.

    ``points`` holds 3n + 1 points. ``tip`` and ``tail_tip`` are where the arrowheads point
    to; the curve itself ends short of them. It is drawn ``scale`` times as thick as others.
    One that runs ``across`` the page passes beneath boxes; one that is ``shared`` runs along
    others near its head, so that its dashes are counted from there.
    """

    points: tuple[Point, ...]
    tip: Point | None = None
    tail_tip: Point | None = None
    scale: float = 1
    across: bool = False
    shared: bool = False


@attrs.frozen
class Layout:
    """Where everything stands: px, from the top left corner.

    ``centres`` of boxes, ``curves`` of wires and ``areas`` are keyed by id; so is ``scales``:
    how many times larger than planned a box stands there, where it does, and ``titles`` the
    same of areas' names. ``branches`` are
    rectangles around large branches, by the id of the box at their head, outer ones first.
    """

    width: float
    height: float
    centres: Mapping[str, Point]
    curves: Mapping[str, Curve]
    areas: Mapping[str, Rectangle]
    scales: Mapping[str, float] = attrs.field(factory=dict)
    titles: Mapping[str, float] = attrs.field(factory=dict)
    branches: Mapping[str, Rectangle] = attrs.field(factory=dict)
