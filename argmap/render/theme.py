"""Colours, strokes and the style sheet of a drawing."""

from collections.abc import Iterable, Mapping

import attrs

from argmap.render.roles import Part


@attrs.frozen
class Palette:
    """The colours of a theme.

    ``parts`` has the colour of each part that a claim may play: of its strip, its header
    and, for the ``FRAMED`` parts, its border. ``tints`` are how much of it is in the ground
    behind its branch and in the border there. ``patterned`` puts a pattern in place of a
    colour into the strips.
    """

    page: str
    card: str
    line: str
    text: str
    muted: str
    thesis: str
    on_thesis: str
    supports: str
    rebuts: str
    undercuts: str
    area: str
    area_line: str
    focus: str
    parts: Mapping[Part, str]
    tints: tuple[float, float] = (0.06, 0.22)
    patterned: bool = False


LIGHT = Palette(
    page="#fcfdfb",
    card="#ffffff",
    line="#cfd8e3",
    text="#16202c",
    muted="#55606e",
    thesis="#1b365d",
    on_thesis="#ffffff",
    supports="#0a6b57",
    rebuts="#a83a0b",
    undercuts="#7b2d8b",
    area="#eff3f8",
    area_line="#8290a5",
    focus="#d0006f",
    parts={
        "thesis": "#1b365d",
        "unstated": "#5c6672",
        "claim": "#1a5dab",
        "undercut": "#7b2d8b",
        "rebuttal": "#a83a0b",
        "evidence": "#785b16",
        "reason": "#43658f",
    },
)
DARK = Palette(
    page="#10141b",
    card="#1a212b",
    line="#38434f",
    text="#eef2f6",
    muted="#b3becb",
    thesis="#c9dcf5",
    on_thesis="#0f1d30",
    supports="#46c8a6",
    rebuts="#f59a62",
    undercuts="#d696e6",
    area="#161c25",
    area_line="#66758a",
    focus="#ffd24a",
    parts={
        "thesis": "#c9dcf5",
        "unstated": "#b3becb",
        "claim": "#82b6f7",
        "undercut": "#d696e6",
        "rebuttal": "#f59a62",
        "evidence": "#d8bf72",
        "reason": "#9fb9da",
    },
)
PRINT = Palette(
    page="#ffffff",
    card="#ffffff",
    line="#777777",
    text="#000000",
    muted="#333333",
    thesis="#000000",
    on_thesis="#ffffff",
    supports="#000000",
    rebuts="#000000",
    undercuts="#000000",
    area="#f7f7f7",
    area_line="#777777",
    focus="#000000",
    parts=dict.fromkeys(LIGHT.parts, "#000000"),
    tints=(0.0, 0.35),
    patterned=True,
)

FRAMED: tuple[Part, ...] = ("claim", "undercut", "rebuttal")
STEPS = ("supports", "rebuts", "undercuts")
TEXT_SIZE, LEADING = 13.0, 16.5
THESIS_SIZE, THESIS_LEADING = 17.0, 21.5
SMALL, SMALL_LEADING = 10.5, 13.0
LABEL, LABEL_SPACING = 9.5, 0.7
TITLE = 20.0

_FAMILIES = '"Argmap Sans","Source Sans 3","Source Sans Pro",sans-serif'
_FIXED = (
    (
        "text",
        f"font-family:{_FAMILIES};font-size:{TEXT_SIZE:g}px;"
        # A page around the drawing may have other ones, which would come down to it.
        "direction:ltr;writing-mode:horizontal-tb;text-anchor:start;font-style:normal;"
        "font-weight:400;letter-spacing:normal;word-spacing:normal;white-space:normal",
    ),
    (".rtl", "direction:rtl"),
    (".title", f"font-size:{TITLE:g}px;font-weight:600"),
    (".by,.legend text", "font-size:12px"),
    (".part", f"font-size:{LABEL:g}px;font-weight:600"),
    (".mark,.foot,.less,.fold", f"font-size:{SMALL:g}px"),
    (".fold", "font-weight:600"),
    (".foot", "font-style:italic"),
    (
        ".area-name",
        "font-size:12px;font-weight:600;paint-order:stroke;stroke-width:4;stroke-linejoin:round",
    ),
    (".thesis .say", f"font-size:{THESIS_SIZE:g}px;font-weight:600"),
    (".frame", "stroke-width:1"),
    (".framed .frame", "stroke-width:1.6"),
    (".unstated .frame", "stroke-dasharray:4 3;stroke-width:1.2"),
    (".step path", "fill:none;stroke-width:1.5;stroke-linejoin:round"),
    (".rebuts .wire", "stroke-dasharray:7 4"),
    (".contrary .wire", "stroke-dasharray:9 3 2 3"),
    (".contrary .bar", "stroke-width:2"),
    (".undercuts .wire", "stroke-dasharray:1.6 2.8;stroke-width:1.9"),
    (".across", "opacity:.35"),
    (".joint path", "stroke-width:1.8"),
    (".ring", "fill:none;stroke:none;stroke-width:3"),
    ("a", "cursor:pointer;text-decoration:none"),
    ("a:focus", "outline:none"),
    ("a:hover .say,a:focus .say", "text-decoration:underline"),
)


_JUDGED = (
    (".undecided .frame", "stroke-dasharray:0 4;stroke-linecap:round;stroke-width:2.2"),
    (".strike", "fill:none;stroke-width:1.2"),
    (".badge", "fill:none;stroke-width:1.3;stroke-linecap:round"),
    (".badge .half", "stroke:none"),
    (".thesis .track", "opacity:.3"),
    (".out .strip", "opacity:.4"),
    (".step.out", "opacity:.45"),
    (".step.out .wire", "stroke-width:1"),
)
"""The marks of verdicts, which most drawings do not have."""


def sheet(theme: str, scope: str, *, judged: bool = False) -> str:
    """The style sheet of a theme, each rule held within a scope, a CSS selector.

    ``judged`` says whether the drawing shows verdicts.
    """

    def coloured(palette: Palette) -> str:
        rules = [*_coloured(palette), *(_judged(palette) if judged else ())]
        return _rules(rules, scope)

    fixed = _rules((*_FIXED, *_JUDGED) if judged else _FIXED, scope)
    if theme == "auto":
        dark = coloured(DARK)
        return f"{fixed}{coloured(LIGHT)}@media (prefers-color-scheme:dark){{\n{dark}}}\n"
    return fixed + coloured(palette(theme))


def palette(theme: str) -> Palette:
    """The colours of a theme; those of "auto" where nobody asks for dark ones."""
    return {"dark": DARK, "print": PRINT}.get(theme, LIGHT)


def _coloured(palette: Palette) -> list[tuple[str, str]]:
    rules = [
        (".page", f"fill:{palette.page}"),
        ("text", f"fill:{palette.text}"),
        (".by,.mark,.foot,.less,.legend text,.area-name", f"fill:{palette.muted}"),
        (".frame", f"fill:{palette.card};stroke:{palette.line}"),
        (".area", f"fill:{palette.area};stroke:{palette.area_line}"),
        (".inner", f"fill:{palette.page}"),
        (".area-name", f"stroke:{palette.area}"),
        ("a:focus .ring", f"stroke:{palette.focus}"),
    ]
    for part, colour in palette.parts.items():
        if part == "thesis":
            continue
        rules.append((f".{part} .part", f"fill:{colour}"))
        if not palette.patterned:
            rules.append((f".{part} .strip", f"fill:{colour}"))
        if part in FRAMED:
            rules.append((f".{part} .frame", f"stroke:{colour}"))
    for part, colour in palette.parts.items():
        ground, edge = (_mixed(palette.page, colour, share) for share in palette.tints)
        rules.append((f".branch.{part}", f"fill:{ground};stroke:{edge}"))
    rules += [
        (".unstated .frame", f"stroke:{palette.parts['unstated']}"),
        (".thesis .frame", f"fill:{palette.thesis};stroke:{palette.thesis}"),
        (
            ".thesis .part,.thesis .mark,.thesis .say,.thesis .foot,.thesis .less,"
            ".thesis .fold",
            f"fill:{palette.on_thesis}",
        ),
    ]
    for kind in STEPS:
        colour = getattr(palette, kind)
        rules += [
            (f".{kind} path", f"stroke:{colour}"),
            (f".{kind} .solid,.{kind} circle", f"fill:{colour}"),
            (f".{kind} .hollow", f"fill:{palette.page}"),
            (f".{kind} .joint path", f"stroke:{palette.page}"),
        ]
    return rules


def _judged(palette: Palette) -> list[tuple[str, str]]:
    """The colours of verdicts. A thesis is a solid block only where it stands."""
    return [
        (".out .frame", f"fill:{palette.page};stroke:{palette.line}"),
        (".out .part,.out .say", f"fill:{palette.muted}"),
        (".strike", f"stroke:{palette.muted}"),
        (
            ".thesis.out .mark,.thesis.out .foot,.thesis.out .less,.thesis.out .fold",
            f"fill:{palette.muted}",
        ),
        (".undecided .frame", f"stroke:{palette.muted}"),
        (".thesis.undecided .frame", f"fill:{palette.card}"),
        (".thesis.undecided .part,.thesis.undecided .say", f"fill:{palette.text}"),
        (
            ".thesis.undecided .mark,.thesis.undecided .foot,.thesis.undecided .less,"
            ".thesis.undecided .fold",
            f"fill:{palette.muted}",
        ),
        (".badge", f"stroke:{palette.text}"),
        (".badge .half", f"fill:{palette.text}"),
        (".track", f"fill:{palette.line}"),
        (".share", f"fill:{palette.text}"),
        (".thesis .share", f"fill:{palette.on_thesis}"),
    ]


def _mixed(ground: str, colour: str, share: float) -> str:
    """A colour of which so much is the second one, the rest the first."""
    pairs = zip(bytes.fromhex(ground[1:]), bytes.fromhex(colour[1:]), strict=True)
    return "#" + bytes(round(a + (b - a) * share) for a, b in pairs).hex()


def _rules(rules: Iterable[tuple[str, str]], scope: str) -> str:
    return "".join(f"{_scoped(scope, rule)}{{{value}}}\n" for rule, value in rules)


def _scoped(scope: str, rule: str) -> str:
    return ",".join(f"{scope} {each}" for each in rule.split(","))
