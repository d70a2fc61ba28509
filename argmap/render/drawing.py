"""The SVG of a map whose boxes have been placed: text in, text out.

What a page around it or a style sheet of its own may rely on:

- ``svg``: class ``argmap``, or ``argmap-SALT`` with a salt. Every rule of the drawing's own style
  sheet begins with it, every id with the salt.
- A card: ``id="claim-ID"``, ``data-id``; the classes are ``card``, the claim's part (a key of
  :data:`argmap.render.roles.WORDS`), ``framed`` where the part has a coloured border, ``folded``,
  and ``out`` or ``undecided`` by its verdict. ``data-tags`` has the tags with blanks between them,
  ``data-folded`` how many claims are folded into it, ``data-verdict`` "in", "out" or "undecided",
  ``data-accepted`` "some" where that is so, ``data-degree`` three decimals. It is an ``a`` where it
  leads somewhere, else a ``g``. Its text is in ``text`` elements: ``part``, ``mark`` (group, name,
  paragraph), ``say`` (the claim), ``foot`` (a quotation, who says so), ``less`` and ``fold``.
- The card of the topmost claims that are folded: class ``rest``, ``data-folded``.
- A step: ``id="step-ID"``, ``data-step``, ``data-from`` with the ids of its premises, ``data-to``
  with the id of a claim or of a step; classes ``step`` and ``supports``, ``rebuts`` or
  ``undercuts``, and ``out``. Its lines are paths ``wire``, those that run across the page also
  ``across``; its point, if it has one, is a group ``joint``.
- A contradiction: classes ``step rebuts contrary``, with ``data-from`` and ``data-to``; of three
  claims or more ``data-between``.
- Around them: ``page``, ``heading``, ``legend``, ``area`` with ``area-name`` for groups as boxes,
  ``branch`` behind a large branch.

In ids and ``data-`` attributes letters that XML does not allow are replaced; an id that would be
there twice gets ``.2`` behind it. Whatever else is there may change.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import chain
from math import hypot
from typing import TYPE_CHECKING

import attrs

from argmap.model import ArgumentMap, Claim, Contrary, Step
from argmap.render import fonts, furniture
from argmap.render.cards import BADGE, Card, Gauge, Rest, Said, name_of, step_words
from argmap.render.furniture import MARGIN, Block
from argmap.render.layout import Area, Curve, Layout, Point, Rectangle
from argmap.render.letters import escape, plain
from argmap.render.plan import (
    AREA_NAME,
    AREA_TEXT,
    KNOT,
    PLUS,
    REST,
    Drawn,
    Hub,
    Stub,
    Wiring,
)
from argmap.render.roles import WORDS, Part
from argmap.render.style import Style
from argmap.render.theme import FRAMED, TEXT_SIZE, THESIS_SIZE, palette, sheet
from argmap.render.wrap import cut

if TYPE_CHECKING:
    from argmap.evaluation import Word
    from argmap.render.cards import Verdicts

STRIP, RADIUS, PILE = 5, 5, 4.0
TIP, SPREAD = 9.0, 3.7
"""Length and half the breadth of an arrowhead, px."""
NAME = 4.0, 26.0
"""How far beneath the top of an area its name begins and ends."""
_STRIP = (
    f"M%.1f %.1fv%.1fa{RADIUS} {RADIUS} 0 0 1 -{RADIUS} -{RADIUS}v-%.1f"
    f"a{RADIUS} {RADIUS} 0 0 1 {RADIUS} -{RADIUS}z"
)
_STRIPS = {
    "claim": "#000",
    "reason": "#777",
    "evidence": "#ccc",
    "rebuttal": "url(#{id})",
    "undercut": "url(#{id})",
}
"""The strips of a drawing without colours: greys, and two patterns."""


@attrs.define
class _Page:
    """The drawing in the making: pieces of the document, and the text set in each face."""

    salt: str
    pieces: list[str] = attrs.field(factory=list)
    used: dict[str, list[str]] = attrs.field(factory=dict)
    ids: dict[tuple[str, str], str] = attrs.field(factory=dict)
    taken: set[str] = attrs.field(factory=set)

    def add(self, *pieces: str) -> None:
        self.pieces += pieces

    def text(
        self,
        kind: str,
        text: str,
        x: float,
        y: float,
        wide: float,
        face: str = "regular",
        rtl: bool = False,
    ) -> None:
        """A line of text, held to its width in whatever font the viewer sets it."""
        if not text:
            return
        self.used.setdefault(face, []).append(text)
        # The capitals of a header are spaced by this alone.
        adjust = "spacing" if kind == "part" else "spacingAndGlyphs"
        # No line has no width: what is measured as nothing may be drawn as something.
        place = _ns('x="%.1f" y="%.1f" textLength="%.1f"', x, y, wide if wide > 1 else 1)
        turn = ' direction="rtl"' if rtl else ""
        if rtl:
            kind = f"{kind} rtl" if kind else "rtl"
        name = f' class="{kind}"' if kind else ""
        self.pieces.append(
            f'<text{name} {place} lengthAdjust="{adjust}"{turn}>{escape(text)}</text>'
        )

    def id(self, kind: str, name: str) -> str:
        """The value of an ``id`` attribute, the same for the same thing and no other."""
        if (kind, name) not in self.ids:
            salt = f"{_tame(self.salt)}-" if self.salt else ""
            base = value = "_".join(f"{salt}{kind}-{plain(name)}".split())
            # Names from JSON may differ in letters that no id can hold.
            count = 1
            while value in self.taken:
                count += 1
                value = f"{base}.{count}"
            self.taken.add(value)
            self.ids[kind, name] = value
        return escape(self.ids[kind, name])


def _n(value: float) -> str:
    """A number with at most one decimal."""
    return _ns("%.1f", value)


def _ns(form: str, *values: float) -> str:
    """Numbers with at most one decimal, in the places of a form that are written ``%.1f``.

    Twice as quick as one by one: of these a large drawing has a million.
    """
    text = form % values
    # One decimal is all that they have, so that nothing else than these ends like this.
    return text.replace("-0.0", "0").replace(".0", "") if ".0" in text else text


def write(
    map: ArgumentMap,
    whole: ArgumentMap,
    cards: tuple[Card, ...],
    wiring: Wiring,
    layout: Layout,
    style: Style,
    link: Callable[[Claim], str | None],
    hidden: int = 0,
    verdicts: "Verdicts | None" = None,
) -> str:
    """The document of a map, which is a part of the ``whole`` one or all of it.

    ``link`` gives the address that a card leads to, or None. ``hidden`` is how many of the
    claims asked for are folded into the cards of others. ``verdicts`` are those on the cards.
    """
    heading = furniture.heading(map, whole, hidden)
    by = min(
        furniture.scale(layout.width, layout.height),
        max(1.0, layout.width / heading.width),
    )
    heading, margin = heading.scaled(by), MARGIN * by
    room = max(layout.width, 320.0) / by
    legend = furniture.legend(map, whole, cards, wiring, style, room, verdicts).scaled(by)
    wide = max(layout.width, heading.width, legend.width)
    left = margin + (wide - layout.width) / 2
    above, below = (
        _obstacles(cards, wiring, layout, block.width + 3 * margin - left)
        for block in (heading, legend)
    )
    # The layout moves down so far that it does not run into the heading; the legend stands
    # beneath all that is above it, and no further down.
    top = margin + max([0.0, *(heading.height - y0 for _, y0, _, _ in above)])
    low = legend_top = top + layout.height
    if legend.marks:
        lowest = max((y1 for _, _, _, y1 in below), default=0.0)
        legend_top = top + max(
            lowest + margin, _lowest(cards, wiring, layout) - legend.height
        )
    bottom = max(low, legend_top + legend.height, margin + heading.height)
    size = wide + 2 * margin, bottom + margin

    page = _Page(style.salt)
    # In the order in which it is to be read: the cards before the lines between them, and
    # those first that the map is there for.
    _block(page, "heading", heading, margin, margin, style)
    parts = {box: card.part for box, card in zip(wiring.boxes, cards, strict=True)}
    for box, (x0, y0, x1, y1) in layout.branches.items():
        page.add(
            f'<rect class="branch {parts[box]}" '
            f"{_placed(left + x0, top + y0, x1 - x0, y1 - y0)} "
            f'stroke-width="{_n(layout.scales.get(box, 1))}"/>'
        )
    depths = _depths(wiring.plan.areas)
    for area in sorted(wiring.plan.areas, key=lambda area: depths[area.id]):
        if area.id in layout.areas:
            _area(page, depths[area.id], layout.areas[area.id], left, top)
    # What runs across the page passes beneath the cards.
    _lines(page, map, wiring, layout, left, top, verdicts, across=True)
    pairs = zip(wiring.boxes, cards, strict=True)
    for box, card in sorted(pairs, key=lambda pair: pair[1].part != "thesis"):
        x, y = layout.centres[box]
        scale = layout.scales.get(box, 1)
        corner = left + x - card.width * scale / 2, top + y - card.height * scale / 2
        _card(page, card, corner, scale, style, link(card.claim))
    if wiring.rest is not None:
        _rest(page, wiring.rest, layout, left, top)
    _lines(page, map, wiring, layout, left, top, verdicts, across=False)
    points = _near_names(layout)
    for area in wiring.plan.areas:
        if area.id in layout.areas:
            name, scale = plain(map.group[area.id].name), layout.titles.get(area.id, 1)
            _area_name(page, name, layout.areas[area.id], scale, points, left, top)
    _block(page, "legend", legend, margin, legend_top, style)
    said = furniture.summary(map, whole, hidden)
    return _document(said, map, page, style, size, judged=verdicts is not None)


def _lines(
    page: _Page,
    map: ArgumentMap,
    wiring: Wiring,
    layout: Layout,
    left: float,
    top: float,
    verdicts: "Verdicts | None",
    *,
    across: bool,
) -> None:
    """The steps and contradictions of which a wire runs across the page, or all others."""

    def wanted(*wires: str) -> bool:
        curves = (layout.curves.get(wire) for wire in wires)
        return across == any(curve is not None and curve.across for curve in curves)

    for drawn in wiring.steps:
        if wanted(*drawn.wires):
            _step(page, drawn, layout, left, top, verdicts)
    for stub in wiring.stubs:
        if wanted(stub.wire):
            _stub(page, stub, layout, left, top)
    for wire, pair in zip(wiring.contraries, map.contraries, strict=True):
        if wire is not None and wanted(wire):
            _contrary(page, pair, layout.curves.get(wire), left, top)
    for hub in wiring.hubs:
        if wanted(*hub.wires):
            _hub(page, hub, layout, left, top)


def _document(
    said: str,
    map: ArgumentMap,
    page: _Page,
    style: Style,
    size: tuple[float, float],
    *,
    judged: bool,
) -> str:
    scope = f"argmap-{_tame(style.salt)}" if style.salt else "argmap"
    title, about = page.id("map", "title"), page.id("map", "about")
    rules = sheet(style.theme, f".{scope}", judged=judged)
    used = {face: "".join(texts) for face, texts in page.used.items()}
    wide, high = (_n(each) for each in size)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
            f'viewBox="0 0 {wide} {high}" class="{scope}" role="graphics-document document" '
            f'aria-labelledby="{title} {about}">',
            f'<title id="{title}">{escape(furniture.name(map))}</title>',
            f'<desc id="{about}">{escape(said)}</desc>',
            "<style>",
            f"{fonts.embedded(used)}{rules}</style>",
            *_patterns(page, style),
            f'<rect class="page" width="{wide}" height="{high}"/>',
            *page.pieces,
            "</svg>\n",
        ]
    )


def _tame(salt: str) -> str:
    """A salt as it can stand in ids, classes, selectors and addresses alike."""
    return "".join(
        letter
        if letter.isascii() and (letter.isalnum() or letter == "-")
        else f"_{ord(letter):x}"
        for letter in salt
    )


def _patterns(page: _Page, style: Style) -> list[str]:
    if not palette(style.theme).patterned:
        return []
    hatch, dots = page.id("strip", "rebuttal"), page.id("strip", "undercut")
    return [
        f'<defs><pattern id="{hatch}" width="4" height="4" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="4" height="4" fill="#fff"/>'
        '<rect width="2" height="4" fill="#000"/></pattern>'
        f'<pattern id="{dots}" width="2.5" height="2.5" patternUnits="userSpaceOnUse">'
        '<rect width="2.5" height="2.5" fill="#fff"/><circle cx="1.2" cy="1.2" r=".8"/>'
        "</pattern></defs>"
    ]


def _obstacles(
    cards: tuple[Card, ...], wiring: Wiring, layout: Layout, edge: float
) -> list[Rectangle]:
    """Rectangles that hold all that the layout placed to the left of an edge."""
    found = [area for area in layout.areas.values() if area[0] < edge]
    for box, card in _boxes(cards, wiring):
        x, y = layout.centres[box]
        scale = layout.scales.get(box, 1)
        wide, high = card.width * scale / 2, card.height * scale / 2
        if x - wide < edge:
            found.append((x - wide, y - high, x + wide, y + high))
    for curve in layout.curves.values():
        if min(curve.points)[0] < edge:
            for at in range(0, len(curve.points) - 1, 3):
                xs, ys = zip(*curve.points[at : at + 4], strict=True)
                if min(xs) < edge:
                    found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def _boxes(cards: tuple[Card, ...], wiring: Wiring) -> Iterator[tuple[str, Card | Rest]]:
    """The cards of claims and the one of the rest, each with its box."""
    yield from zip(wiring.boxes, cards, strict=True)
    if wiring.rest is not None:
        yield REST, wiring.rest


def _lowest(cards: tuple[Card, ...], wiring: Wiring, layout: Layout) -> float:
    """How far down the layout reaches."""
    ends = [area[3] for area in layout.areas.values()]
    for box, card in _boxes(cards, wiring):
        ends.append(layout.centres[box][1] + card.height * layout.scales.get(box, 1) / 2)
    ends += (y for curve in layout.curves.values() for _, y in curve.points)
    return max(ends, default=0.0)


def _depths(areas: tuple[Area, ...]) -> dict[str, int]:
    """How many areas each area lies in."""
    parents = {area.id: area.parent for area in areas}
    found: dict[str | None, int] = {None: -1}
    for area in areas:
        trail: list[str] = []
        at: str | None = area.id
        while at is not None and at not in found:
            trail.append(at)
            at = parents.get(at)
        for id in reversed(trail):
            found[id] = found[parents[id]] + 1
    return {area.id: found[area.id] for area in areas}


def _area(page: _Page, depth: int, edges: Rectangle, left: float, top: float) -> None:
    x0, y0, x1, y1 = edges
    page.add(
        f'<rect class="area{" inner" if depth % 2 else ""}" '
        f'{_placed(left + x0, top + y0, x1 - x0, y1 - y0)} rx="8"/>'
    )


def _area_name(
    page: _Page,
    name: str,
    edges: Rectangle,
    scale: float,
    points: list[Point],
    left: float,
    top: float,
) -> None:
    """The name of an area, at its top, where no wire runs through it if there is such a place.

    ``points`` lie on the wires, from the top of the page down.
    """
    x0, y0, x1, _ = edges
    wide = (x1 - x0) / scale
    line = cut(name, "bold", AREA_TEXT, min(AREA_NAME, wide - 24), words=True)
    start = bisect_right(points, y0 + NAME[0] * scale, key=_height)
    end = bisect_left(points, y0 + NAME[1] * scale, key=_height)
    taken = [(x - x0) / scale for x, _ in points[start:end] if x0 <= x <= x1]
    first, last = 12, wide - 12 - line.width
    places = [first + 6 * step for step in range(int(max(0, last - first) / 6) + 1)]
    x = next(
        (
            x
            for x in places
            if not any(x - 5 < taken_x < x + line.width + 5 for taken_x in taken)
        ),
        first,
    )
    if scale == 1:
        page.text("area-name", line.text, left + x0 + x, top + y0 + 20, line.width, "bold")
        return
    corner = f"{_n(left + x0)} {_n(top + y0)}"
    page.add(f'<g transform="translate({corner}) scale({scale:.4g})">')
    page.text("area-name", line.text, x, 20, line.width, "bold")
    page.add("</g>")


def _height(point: Point) -> float:
    return point[1]


def _near_names(layout: Layout) -> list[Point]:
    """Points on the wires that come near the names of areas, from the top of the page down."""
    bands = sorted(
        (edges[1] + NAME[0] * scale, edges[1] + NAME[1] * scale)
        for edges, scale in (
            (edges, layout.titles.get(id, 1)) for id, edges in layout.areas.items()
        )
    )
    if not bands:
        return []
    tops = [top for top, _ in bands]
    tallest = max(low - top for top, low in bands)
    found: list[Point] = []
    for curve in layout.curves.values():
        for at in range(0, len(curve.points) - 1, 3):
            piece = curve.points[at : at + 4]
            high, low = min(y for _, y in piece), max(y for _, y in piece)
            band = bisect_left(tops, high - tallest)
            if band < len(tops) and tops[band] <= low:
                found += _along(*piece)
    return sorted(found, key=_height)


def _along(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    """Points on a curve that lie close to one another, as seen from a line of text."""
    steps = max(2, int((abs(a[0] - d[0]) + abs(a[1] - d[1])) / 6))
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        weights = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        corners = list(zip(weights, (a, b, c, d), strict=True))
        yield sum(w * p[0] for w, p in corners), sum(w * p[1] for w, p in corners)


def _card(
    page: _Page, card: Card, corner: Point, scale: float, style: Style, address: str | None
) -> None:
    claim, (x, y) = card.claim, corner
    classes = (
        f"card {card.part}{' framed' if card.part in FRAMED else ''}{_look(card.verdict)}"
    )
    if card.folded:
        classes += " folded"
    facts = f'id="{page.id("claim", claim.id)}" class="{classes}" '
    facts += f'data-id="{escape(plain(claim.id))}"'
    if card.folded:
        facts += f' data-folded="{card.folded.claims}"'
    if claim.tags:
        facts += f' data-tags="{escape(" ".join(plain(tag) for tag in claim.tags))}"'
    facts += _judged(card.verdict)
    facts += f' aria-label="{escape(card.label)}"'
    if scale != 1:
        facts += f' transform="translate({_n(x)} {_n(y)}) scale({scale:.4g})"'
        x = y = 0.0
    name = "g" if address is None else "a"
    role = ' role="img"' if address is None else f' href="{escape(plain(address))}"'
    page.add(f"<{name} {facts}{role}>")
    if card.more:
        page.add(f"<title>{escape(card.more)}</title>")
    wide, high = card.width, card.height
    radius = 8 if card.part == "thesis" else RADIUS
    if card.folded:
        # A corner of another card shows behind it.
        page.add(
            f'<rect class="frame" {_placed(x + PILE, y + PILE, wide, high)} rx="{radius}"/>'
        )
    page.add(f'<rect class="frame" {_placed(x, y, wide, high)} rx="{radius}"/>')
    if card.part != "thesis":
        page.add(_strip(page, card.part, x, y, high, style))
    for line in card.lines:
        page.text(
            line.kind, line.text, x + line.x, y + line.y, line.width, line.face, line.rtl
        )
    if card.verdict == "out":
        size = THESIS_SIZE if card.part == "thesis" else TEXT_SIZE
        page.add(_strike([line for line in card.lines if line.kind == "say"], x, y, size))
    elif card.verdict in ("undecided", "in some"):
        header = card.lines[0]
        centre = x + header.x - 5 - BADGE / 2, y + header.y - 3.4
        page.add(_badge(card.verdict, *centre))
    if card.gauge:
        page.add(_gauge(card.gauge, x, y))
    if address is not None:
        page.add(
            f'<rect class="ring" {_placed(x - 4, y - 4, wide + 8, high + 8)} '
            f'rx="{radius + 4}"/>'
        )
    page.add(f"</{name}>")


def _rest(page: _Page, card: Rest, layout: Layout, left: float, top: float) -> None:
    """The card of the topmost claims that are not shown."""
    x, y = layout.centres[REST]
    x, y = left + x - card.width / 2, top + y - card.height / 2
    page.add(
        f'<g class="rest" data-folded="{card.claims}" role="img" '
        f'aria-label="{escape(card.label)}">'
    )
    for by in (PILE, 0):
        place = _placed(x + by, y + by, card.width, card.height)
        page.add(f'<rect class="frame" {place} rx="{RADIUS}"/>')
    for line in card.lines:
        page.text(line.kind, line.text, x + line.x, y + line.y, line.width, line.face)
    page.add("</g>")


def _look(verdict: "Word | float | None") -> str:
    """The class, behind others, that a verdict gives a card."""
    return {"out": " out", "undecided": " undecided", "in some": " undecided"}.get(
        str(verdict), ""
    )


def _judged(verdict: "Word | float | None") -> str:
    """A verdict, or a degree, as attributes of a card."""
    if verdict is None:
        return ""
    if verdict == "in some":
        return ' data-verdict="undecided" data-accepted="some"'
    if isinstance(verdict, str):
        return f' data-verdict="{verdict}"'
    return f' data-degree="{verdict:.3f}"'


def _strike(lines: list[Said], x: float, y: float, size: float) -> str:
    """Lines through lines of text."""
    starts = (line.x - line.width if line.rtl else line.x for line in lines)
    pieces = (
        f"M{_n(x + start)} {_n(y + line.y - size * 0.29)}h{_n(line.width)}"
        for line, start in zip(lines, starts, strict=True)
    )
    return f'<path class="strike" d="{"".join(pieces)}"/>'


def _badge(verdict: str, x: float, y: float) -> str:
    """The mark of a claim that is not settled: a question mark, or a disc that is half full."""
    radius = BADGE / 2
    if verdict == "in some":
        half = f"M{_n(x)} {_n(y - radius)}a{_n(radius)} {_n(radius)} 0 0 0 0 {_n(BADGE)}z"
        inside = f'<path class="half" d="{half}"/>'
    else:
        hook = f"M{_n(x - 1.8)} {_n(y - 1.4)}a1.8 1.8 0 1 1 2.7 1.6q-.9.5 -.9 1.3"
        inside = f'<path d="{hook}M{_n(x)} {_n(y + 3.3)}h.01"/>'
    circle = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'
    return f'<g class="badge">{circle}{inside}</g>'


def _gauge(gauge: Gauge, x: float, y: float) -> str:
    left, top = _n(x + gauge.x), _n(y + gauge.y - 2)
    return (
        f'<rect class="track" x="{left}" y="{top}" width="{_n(gauge.width)}" height="4" '
        f'rx="2"/><rect class="share" x="{left}" y="{top}" '
        f'width="{_n(gauge.width * gauge.degree)}" height="4" rx="2"/>'
    )


def _strip(page: _Page, part: Part, x: float, y: float, high: float, style: Style) -> str:
    if part == "unstated":
        return ""
    fill = ""
    if palette(style.theme).patterned:
        fill = f' fill="{_STRIPS[part].format(id=page.id("strip", part))}"'
    shape = _ns(_STRIP, x + STRIP, y, high, high - 2 * RADIUS)
    return f'<path class="strip"{fill} d="{shape}"/>'


def _step(
    page: _Page,
    drawn: Drawn,
    layout: Layout,
    left: float,
    top: float,
    verdicts: "Verdicts | None",
) -> None:
    step = drawn.step
    kind = step.verb
    sources = " ".join(plain(premise.claim.id) for premise in step.premises)
    verdict = verdicts.steps.get(step.id) if verdicts is not None else None
    said = _said(step, kind)
    if isinstance(verdict, str):
        said += f"; this is {verdict}"
    elif verdict is not None:
        said += f"; the degree of this is {verdict:.3f}"
    page.add(
        f'<g id="{page.id("step", step.id)}" class="step {kind}'
        f'{" out" if verdict == "out" else ""}" '
        f'data-step="{escape(plain(step.id))}" data-from="{escape(sources)}" '
        f'data-to="{escape(plain(step.target.id))}"'
        f"{_judged(verdict)}>",
        f"<title>{escape(said)}</title>",
    )
    for wire in drawn.wires:
        curve = layout.curves.get(wire)
        if curve is not None:
            page.add(*_wire(curve, kind, left, top))
    if drawn.joint is not None:
        x, y = layout.centres[drawn.box]
        scale = layout.scales.get(drawn.box, 1)
        page.add(
            *_scaled([joint(drawn.joint, (left + x) / scale, (top + y) / scale)], scale)
        )
    page.add("</g>")


def _stub(page: _Page, stub: Stub, layout: Layout, left: float, top: float) -> None:
    page.add('<g class="step undercuts stub">')
    curve = layout.curves.get(stub.wire)
    if curve is not None:
        page.add(*_wire(curve, "undercuts", left, top))
    x, y = layout.centres[stub.box]
    line = stub.line
    page.text("less", line.text, left + x - line.width / 2, top + y + 3.5, line.width)
    page.add("</g>")


def joint(kind: str, x: float, y: float) -> str:
    """Around a point: the knot of a step, the plus of linked premises, the cross of a hub."""
    radius = (KNOT if kind == "knot" else PLUS) / 2
    arms = {
        "knot": "",
        "plus": f'<path d="M{_n(x - 4.5)} {_n(y)}h9M{_n(x)} {_n(y - 4.5)}v9"/>',
        "cross": f'<path d="M{_n(x - 3.5)} {_n(y - 3.5)}l7 7m-7 0l7 -7"/>',
    }[kind]
    circle = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>'
    return f'<g class="joint">{circle}{arms}</g>'


def _said(step: Step, kind: str) -> str:
    names = [name_of(premise.claim) for premise in step.premises]
    verb = kind if len(names) == 1 else f"together {kind.removesuffix('s')}"
    target = step.target
    end = name_of(target) if isinstance(target, Claim) else step_words(target)
    scheme = f" ({plain(step.scheme)})" if step.scheme else ""
    return f"{' and '.join(names)} {verb} {end}{scheme}"


def _contrary(
    page: _Page, pair: Contrary, curve: Curve | None, left: float, top: float
) -> None:
    first, second = pair.first, pair.second
    page.add(
        f'<g class="step rebuts contrary" data-from="{escape(plain(first.id))}" '
        f'data-to="{escape(plain(second.id))}">',
        f"<title>{escape(f'{name_of(first)} contradicts {name_of(second)}')}</title>",
    )
    if curve is not None:
        page.add(*_wire(curve, "contrary", left, top))
    page.add("</g>")


def _hub(page: _Page, hub: Hub, layout: Layout, left: float, top: float) -> None:
    ids = " ".join(plain(claim.id) for claim in hub.claims)
    names = ", ".join(name_of(claim) for claim in hub.claims)
    page.add(
        f'<g class="step rebuts contrary" data-between="{escape(ids)}">',
        f"<title>{escape(f'{names}: each contradicts each')}</title>",
    )
    for wire in hub.wires:
        if curve := layout.curves.get(wire):
            page.add(*_wire(curve, "contrary", left, top))
    x, y = layout.centres[hub.box]
    page.add(joint("cross", left + x, top + y), "</g>")


def _wire(curve: Curve, kind: str, left: float, top: float) -> list[str]:
    scale = curve.scale
    ahead = [(left + x, top + y) for x, y in curve.points]
    if scale != 1:
        ahead = [(x / scale, y / scale) for x, y in ahead]
    back = ahead[::-1]
    kept = "wire across" if curve.across else "wire"
    found = [f'<path class="{kept}" d="{_path(back if curve.shared else ahead)}"/>']
    for end, way in ((curve.tip, back), (curve.tail_tip, ahead)):
        if end is not None:
            tip = (left + end[0]) / scale, (top + end[1]) / scale
            base = next((point for point in way if _far(point, tip) > 1), None)
            found.append(arrow(kind, base or (tip[0], tip[1] + 1), tip))
    return _scaled(found, scale)


def _placed(x: float, y: float, wide: float, high: float) -> str:
    """The place and the size of a rectangle, as attributes."""
    return _ns('x="%.1f" y="%.1f" width="%.1f" height="%.1f"', x, y, wide, high)


def _path(points: list[Point]) -> str:
    """Bézier pieces as a path; straight ones, whose handles are their ends, as lines."""
    start = points[0]
    forms, values = ["M%.1f %.1f"], [*start]
    for at in range(1, len(points) - 2, 3):
        one, two, end = points[at : at + 3]
        if start == one and two == end:
            forms.append("L%.1f %.1f")
            values += end
        else:
            forms.append("C%.1f %.1f %.1f %.1f %.1f %.1f")
            values += (*one, *two, *end)
        start = end
    return _ns("".join(forms), *values)


def _scaled(pieces: list[str], scale: float) -> list[str]:
    return (
        pieces if scale == 1 else [f'<g transform="scale({scale:.4g})">', *pieces, "</g>"]
    )


def _far(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def arrow(kind: str, base: Point, tip: Point) -> str:
    """An arrowhead that points to ``tip``, away from ``base``: its shape says the kind.

    Of two claims that contradict each other neither moves the other: a bar across the line.
    """
    x, y = tip
    far = _far(base, tip)
    dx, dy = (x - base[0]) / far, (y - base[1]) / far

    def at(back: float, aside: float) -> Point:
        return x - back * dx - aside * dy, y - back * dy + aside * dx

    if kind == "contrary":
        ends = at(3, 1.4 * SPREAD), at(3, -1.4 * SPREAD), at(3, 0), at(far, 0)
        bar = _ns("M%.1f %.1fL%.1f %.1fM%.1f %.1fL%.1f %.1f", *chain.from_iterable(ends))
        return f'<path class="bar" d="{bar}"/>'
    sides: tuple[Point, ...]
    if kind == "undercuts":
        sides = at(TIP / 2, SPREAD), at(TIP, 0), at(TIP / 2, -SPREAD)
    else:
        sides = at(TIP, SPREAD), at(TIP, -SPREAD)
    shape = _ns(
        f"M%.1f %.1f{'L%.1f %.1f' * len(sides)}z", *tip, *chain.from_iterable(sides)
    )
    look = "solid" if kind == "supports" else "hollow"
    return f'<path class="{look}" d="{shape}"/>'


def _block(
    page: _Page, kind: str, block: Block, left: float, top: float, style: Style
) -> None:
    if not block.marks:
        return
    turn = ""
    if block.scale != 1:
        turn = f' transform="{_ns("translate(%.1f %.1f)", left, top)} scale({block.scale:.4g})"'
        left = top = 0.0
    page.add(f'<g class="{kind}"{turn}>')
    for mark in block.marks:
        x, y = left + mark.x, top + mark.y
        if mark.text is not None:
            page.text(mark.kind, mark.text.text, x, y, mark.text.width, mark.face)
        else:
            page.add(_sample(page, mark.kind, x, y, style))
    page.add("</g>")


def _sample(page: _Page, kind: str, x: float, y: float, style: Style) -> str:
    """A small example of something drawn on the map, for the legend, from ``x`` on."""
    if kind.endswith(" together"):
        verb = kind.removesuffix(" together")
        return f'<g class="step {verb}">{joint("plus", x + 9, y)}</g>'
    if kind == "cross":
        return f'<g class="step rebuts contrary">{joint("cross", x + 9, y)}</g>'
    if kind == "gauge":
        return _gauge(Gauge(0, 0, 36, 0.6), x, y)
    if kind == "fallen":
        kind = "supports out"
    if kind in ("in", "out", "undecided", "in some"):
        look, piece = "in", ""
        if kind == "out":
            look = "out"
            piece = f'<path class="strike" d="M{_n(x + 6)} {_n(y)}h14"/>'
        elif kind != "in":
            look = "undecided"
            piece = _badge(kind, x + 13, y)
        return (
            f'<g class="{look}"><rect class="frame" x="{_n(x)}" '
            f'y="{_n(y - 8)}" width="26" height="16" rx="{_n(RADIUS)}"/>{piece}</g>'
        )
    part = next((part for part in WORDS if part == kind), None)
    if part is not None:
        framed = " framed" if part in FRAMED else ""
        strip = _strip(page, part, x, y - 7, 14, style)
        return (
            f'<g class="{part}{framed}"><rect class="frame" x="{_n(x)}" y="{_n(y - 7)}" '
            f'width="26" height="14" rx="{_n(RADIUS)}"/>{strip}</g>'
        )
    wire = f'<path class="wire" d="M{_n(x)} {_n(y)}H{_n(x + 29)}"/>'
    heads = [arrow(kind.split()[0], (x, y), (x + 38, y))]
    if kind == "contrary":
        kind = "rebuts contrary"
        wire = f'<path class="wire" d="M{_n(x + 9)} {_n(y)}H{_n(x + 29)}"/>'
        heads = [
            arrow("contrary", (x + 29, y), (x + 38, y)),
            arrow("contrary", (x + 9, y), (x, y)),
        ]
    return f'<g class="step {kind}">{wire}{"".join(heads)}</g>'
