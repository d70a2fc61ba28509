"""The SVG of a map whose boxes have been placed: text in, text out."""

from collections.abc import Callable
from math import hypot

import attrs

from argmap.model import ArgumentMap, Claim, Contrary, Step
from argmap.render import fonts, furniture
from argmap.render.cards import Card, name_of, step_words
from argmap.render.furniture import MARGIN, Block
from argmap.render.layout import Curve, Layout, Point, Rectangle
from argmap.render.letters import escape, plain
from argmap.render.plan import KNOT, PLUS, Drawn, Wiring
from argmap.render.style import Style
from argmap.render.theme import FRAMED, palette, sheet

STRIP, RADIUS, PILE = 5.0, 5.0, 4.0
TIP, SPREAD = 9.0, 3.7
"""Length and half the breadth of an arrowhead, px."""
_STRIPS = {
    "claim": "#000",
    "reason": "#777",
    "evidence": "#ccc",
    "unstated": "#fff",
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
        guard = f' textLength="{_n(wide)}" lengthAdjust="{adjust}"' if wide else ""
        turn = ' direction="rtl"' if rtl else ""
        name = f' class="{kind}"' if kind else ""
        self.add(f'<text{name} x="{_n(x)}" y="{_n(y)}"{guard}{turn}>{escape(text)}</text>')

    def id(self, kind: str, name: str) -> str:
        """The value of an ``id`` attribute, the same for the same thing and no other."""
        if (kind, name) not in self.ids:
            salt = f"{self.salt}-" if self.salt else ""
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
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def write(
    map: ArgumentMap,
    cards: tuple[Card, ...],
    wiring: Wiring,
    layout: Layout,
    style: Style,
    link: Callable[[Claim], str | None],
    hidden: int = 0,
) -> str:
    """The whole document. ``link`` gives the address that a card leads to, or None.

    ``hidden`` is how many more claims the map has than are drawn.
    """
    heading = furniture.heading(map, hidden)
    legend = furniture.legend(map, cards, wiring, style, max(layout.width, 320.0))
    wide = max(layout.width, heading.width, legend.width)
    left = MARGIN + (wide - layout.width) / 2
    above, below = (
        _obstacles(cards, wiring, layout, block.width + 3 * MARGIN - left)
        for block in (heading, legend)
    )
    # The layout moves down so far that it does not run into the heading; the legend stands
    # beneath all that is above it, and no further down.
    top = MARGIN + max([0.0, *(heading.height - y0 for _, y0, _, _ in above)])
    low = legend_top = top + layout.height
    if legend.marks:
        lowest = max((y1 for _, _, _, y1 in below), default=0.0)
        legend_top = top + max(lowest + MARGIN, layout.height - legend.height)
    bottom = max(low, legend_top + legend.height, MARGIN + heading.height)
    size = wide + 2 * MARGIN, bottom + MARGIN

    page = _Page(style.salt)
    parts = {box: card.part for box, card in zip(wiring.boxes, cards, strict=True)}
    for box, (x0, y0, x1, y1) in layout.branches.items():
        page.add(
            f'<rect class="branch {parts[box]}" x="{_n(left + x0)}" y="{_n(top + y0)}" '
            f'width="{_n(x1 - x0)}" height="{_n(y1 - y0)}" '
            f'stroke-width="{_n(layout.scales.get(box, 1))}"/>'
        )
    for area in wiring.plan.areas:
        if area.id in layout.areas:
            x0, y0, x1, y1 = layout.areas[area.id]
            edges = left + x0, top + y0, left + x1, top + y1
            name = plain(map.group[area.id].name)
            _area(page, name, edges, layout.titles.get(area.id, 1))
    for drawn in wiring.steps:
        _step(page, drawn, layout, left, top)
    for wire, pair in zip(wiring.contraries, map.contraries, strict=True):
        _contrary(page, pair, layout.curves.get(wire), left, top)
    for box, card in zip(wiring.boxes, cards, strict=True):
        x, y = layout.centres[box]
        scale = layout.scales.get(box, 1)
        corner = left + x - card.width * scale / 2, top + y - card.height * scale / 2
        _card(page, card, corner, scale, style, link(card.claim))
    _block(page, "heading", heading, MARGIN, MARGIN)
    _block(page, "legend", legend, MARGIN, legend_top)
    return _document(map, page, style, size)


def _document(
    map: ArgumentMap, page: _Page, style: Style, size: tuple[float, float]
) -> str:
    scope = f"argmap-{style.salt}" if style.salt else "argmap"
    title, about = page.id("map", "title"), page.id("map", "about")
    used = {face: "".join(texts) for face, texts in page.used.items()}
    wide, high = (_n(each) for each in size)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
            f'class="{escape(scope)}" role="graphics-document document" '
            f'aria-labelledby="{title} {about}">',
            f'<title id="{title}">{escape(furniture.name(map))}</title>',
            f'<desc id="{about}">{escape(furniture.summary(map))}</desc>',
            "<style>",
            f"{fonts.embedded(used)}{sheet(style.theme, _selector(scope))}</style>",
            *_patterns(page, style),
            f'<rect class="page" width="{wide}" height="{high}"/>',
            *page.pieces,
            "</svg>\n",
        ]
    )


def _selector(scope: str) -> str:
    """A CSS selector for a class, whatever letters the reader put into the salt."""
    return "." + "".join(
        letter
        if letter.isascii() and (letter.isalnum() or letter in "-_")
        # The blank ends the escape.
        else f"\\{ord(letter):x} "
        for letter in scope
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
    for box, card in zip(wiring.boxes, cards, strict=True):
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


def _area(page: _Page, name: str, edges: Rectangle, scale: float) -> None:
    x0, y0, x1, y1 = edges
    page.add(
        f'<g class="area"><rect x="{_n(x0)}" y="{_n(y0)}" '
        f'width="{_n(x1 - x0)}" height="{_n(y1 - y0)}" rx="8"/>'
    )
    line = furniture.measured(name, "bold", 12)
    if scale != 1:
        page.add(f'<g transform="translate({_n(x0)} {_n(y0)}) scale({scale:.4g})">')
        x0 = y0 = 0.0
    page.text("", line.text, x0 + 12, y0 + 20, line.width, "bold")
    page.add("</g>" if scale == 1 else "</g></g>")


def _card(
    page: _Page, card: Card, corner: Point, scale: float, style: Style, address: str | None
) -> None:
    claim, (x, y) = card.claim, corner
    classes = f"card {card.part}{' framed' if card.part in FRAMED else ''}"
    facts = f'id="{page.id("claim", claim.id)}" class="{classes}" '
    facts += f'data-id="{escape(plain(claim.id))}"'
    if card.folded:
        facts += f' data-folded="{card.folded.claims}"'
    if claim.tags:
        facts += f' data-tags="{escape(" ".join(plain(tag) for tag in claim.tags))}"'
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
    radius = 8.0 if card.part == "thesis" else RADIUS
    if card.folded:
        # A corner of another card shows behind it.
        page.add(
            f'<rect class="frame" x="{_n(x + PILE)}" y="{_n(y + PILE)}" '
            f'width="{_n(wide)}" height="{_n(high)}" rx="{_n(radius)}"/>'
        )
    page.add(
        f'<rect class="frame" x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" '
        f'height="{_n(high)}" rx="{_n(radius)}"/>'
    )
    if card.part != "thesis":
        page.add(_strip(page, card, x, y, high, style))
    for line in card.lines:
        page.text(
            line.kind, line.text, x + line.x, y + line.y, line.width, line.face, line.rtl
        )
    if address is not None:
        page.add(
            f'<rect class="ring" x="{_n(x - 4)}" y="{_n(y - 4)}" width="{_n(wide + 8)}" '
            f'height="{_n(high + 8)}" rx="{_n(radius + 4)}"/>'
        )
    page.add(f"</{name}>")


def _strip(page: _Page, card: Card, x: float, y: float, high: float, style: Style) -> str:
    fill = ""
    if palette(style.theme).patterned:
        fill = f' fill="{_STRIPS[card.part].format(id=page.id("strip", card.part))}"'
        if card.part == "unstated":
            return ""
    corner, straight = _n(RADIUS), _n(high - 2 * RADIUS)
    return (
        f'<path class="strip"{fill} d="M{_n(x + STRIP)} {_n(y)}v{_n(high)}'
        f"a{corner} {corner} 0 0 1 -{corner} -{corner}v-{straight}"
        f'a{corner} {corner} 0 0 1 {corner} -{corner}z"/>'
    )


def _step(page: _Page, drawn: Drawn, layout: Layout, left: float, top: float) -> None:
    step = drawn.step
    kind = "undercuts" if step.undercuts else "supports" if step.kind == "for" else "rebuts"
    sources = " ".join(plain(premise.claim.id) for premise in step.premises)
    page.add(
        f'<g id="{page.id("step", step.id)}" class="step {kind}" '
        f'data-from="{escape(sources)}" data-to="{escape(plain(step.target.id))}">',
        f"<title>{escape(_said(step, kind))}</title>",
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


def joint(kind: str, x: float, y: float) -> str:
    """The knot of a step, or the plus of linked premises, around a point."""
    radius = (PLUS if kind == "plus" else KNOT) / 2
    arms = (
        f'<path d="M{_n(x - 4.5)} {_n(y)}h9M{_n(x)} {_n(y - 4.5)}v9"/>'
        if kind == "plus"
        else ""
    )
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
        page.add(*_wire(curve, "rebuts", left, top))
    page.add("</g>")


def _wire(curve: Curve, kind: str, left: float, top: float) -> list[str]:
    scale = curve.scale
    points = [((left + x) / scale, (top + y) / scale) for x, y in curve.points]
    # From the head on, so that the dashes of lines that share a way fall together.
    points.reverse()
    kept = "wire across" if curve.across else "wire"
    found = [f'<path class="{kept}" d="{_path(points)}"/>']
    for end, way in ((curve.tip, points), (curve.tail_tip, points[::-1])):
        if end is not None:
            tip = (left + end[0]) / scale, (top + end[1]) / scale
            base = next((point for point in way if _far(point, tip) > 1), None)
            found.append(arrow(kind, base or (tip[0], tip[1] + 1), tip))
    return _scaled(found, scale)


def _path(points: list[Point]) -> str:
    """Bézier pieces as a path; straight ones, whose handles are their ends, as lines."""
    data = [_pair(points[0])]
    for at in range(0, len(points) - 1, 3):
        start, one, two, end = points[at : at + 4]
        if start == one and two == end:
            data.append(f"L{_pair(end)}")
        else:
            data.append(f"C{_pair(one)} {_pair(two)} {_pair(end)}")
    return f"M{''.join(data)}"


def _pair(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _scaled(pieces: list[str], scale: float) -> list[str]:
    return (
        pieces if scale == 1 else [f'<g transform="scale({scale:.4g})">', *pieces, "</g>"]
    )


def _far(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def arrow(kind: str, base: Point, tip: Point) -> str:
    """An arrowhead that points to ``tip``, away from ``base``: its shape says the kind."""
    far = _far(base, tip)
    along = (tip[0] - base[0]) / far, (tip[1] - base[1]) / far

    def at(back: float, aside: float) -> str:
        x = tip[0] - back * along[0] - aside * along[1]
        y = tip[1] - back * along[1] + aside * along[0]
        return f"{_n(x)} {_n(y)}"

    if kind == "undercuts":
        shape = [at(0, 0), at(TIP / 2, SPREAD), at(TIP, 0), at(TIP / 2, -SPREAD)]
    else:
        shape = [at(0, 0), at(TIP, SPREAD), at(TIP, -SPREAD)]
    look = "solid" if kind == "supports" else "hollow"
    return f'<path class="{look}" d="M{"L".join(shape)}z"/>'


def _block(page: _Page, kind: str, block: Block, left: float, top: float) -> None:
    if not block.marks:
        return
    page.add(f'<g class="{kind}">')
    for mark in block.marks:
        x, y = left + mark.x, top + mark.y
        if mark.text is not None:
            page.text(mark.kind, mark.text.text, x, y, mark.text.width, mark.face)
        else:
            page.add(_sample(mark.kind, x, y))
    page.add("</g>")


def _sample(kind: str, x: float, y: float) -> str:
    """A small example of something drawn on the map, for the legend, from ``x`` on."""
    if kind == "together":
        return f'<g class="step supports">{joint("plus", x + 9, y)}</g>'
    if kind == "unstated":
        return (
            f'<g class="unstated"><rect class="frame" x="{_n(x)}" y="{_n(y - 7)}" '
            'width="26" height="14" rx="3"/></g>'
        )
    wire = f'<path class="wire" d="M{_n(x)} {_n(y)}H{_n(x + 29)}"/>'
    heads = [arrow(kind, (x, y), (x + 38, y))]
    if kind == "contrary":
        kind = "rebuts"
        wire = f'<path class="wire" d="M{_n(x + 9)} {_n(y)}H{_n(x + 29)}"/>'
        heads = [arrow(kind, (x, y), (x + 38, y))]
        heads.append(arrow(kind, (x + 38, y), (x, y)))
    return f'<g class="step {kind}">{wire}{"".join(heads)}</g>'
