"""An SVG of ours as PNG or PDF, by libraries that not everybody needs."""

import re
from collections.abc import Callable
from functools import cache

from argmap.render import fonts
from argmap.render.letters import ours, width
from argmap.render.widths import WIDTHS

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_LINE = re.compile(
    r'(<text[^>]* x=")([^"]*)("[^>]* textLength=")([^"]*)("[^>]*>)([^<]*)</text>'
)
_OTHERS = 'style="font-family:DejaVu Sans,Noto Sans,Arial,Segoe UI"'
PX = 0.75
"""A px in points."""
LARGEST = 16_000
"""The longest side of a PNG, px: beyond it writers and viewers give up."""


class MissingExtra(RuntimeError):
    """The library for this form is not installed; the message says what installs it."""

    def __init__(self, form: str, extra: str) -> None:
        """Name the form and the extra of this package that brings its library."""
        super().__init__(
            f"{form} needs one more library: `pip install 'argmap[{extra}]'` installs it"
        )
        self.form = form
        self.extra = extra


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """The drawing as PNG, ``scale`` dots a px, fewer where a side would pass 16,000 dots.

    The theme "auto" comes out light. Raises :class:`MissingExtra`.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise MissingExtra("PNG", "png") from error
    wide, high = size(svg)
    zoom = min(scale, (LARGEST - 4) / max(wide, high))
    # The machine's fonts only for letters that ours lack: to look for them takes time.
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=_still(svg),
            zoom=zoom,
            font_dirs=[fonts.folder()],
            skip_system_fonts=fonts.enough(svg),
        )
    )


def pdf(svg: str) -> bytes:
    """The drawing as a PDF of one page, in vectors, with text that can be searched.

    The theme "auto" comes out light. Raises :class:`MissingExtra`.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtra("PDF", "pdf") from error
    wide, high = (f"{each * PX:g}pt" for each in size(svg))
    quoted = _still(svg).replace("\\", "\\\\").replace('"', '\\"')
    page = (
        "#set document(date: none)\n"
        f"#set page(width: {wide}, height: {high}, margin: 0pt)\n"
        f'#image(bytes("{quoted}"), format: "svg", width: {wide})\n'
    )
    # Its type hints want the source and the folders to be of one type.
    compile: Callable[..., bytes] = typst.compile
    return compile(
        page.encode(),
        font_paths=[fonts.folder()],
        ignore_system_fonts=fonts.enough(svg),
        timestamp=0,
    )


def size(svg: str) -> tuple[float, float]:
    """The width and the height of one of our drawings, px."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("this SVG has no viewBox of ours")
    return float(found[1]), float(found[2])


def _still(svg: str) -> str:
    """The drawing without what only a browser reads: embedded fonts, dark colours.

    Where a line runs from right to left, these writers take its place for its left end.
    Letters of other fonts go into pieces of their own, since one of them would take the
    whole line into the first font that has it, however bold.
    """
    start, end = svg.find("<style>"), svg.find("</style>")
    rules = re.sub(r"@font-face\{[^}]*\}\n", "", svg[start:end])
    rules = re.sub(r"@media [^{]*\{\n(?:[^\n]*\}\n)*\}\n", "", rules)
    rules = rules.replace("{direction:rtl}", "{text-anchor:end}")
    body = svg[end:] if svg.isascii() else _LINE.sub(_fallen_back, svg[end:])
    return svg[:start] + rules + body


@cache
def _runs() -> re.Pattern[str]:
    """Blanks, letters that our font has, and others with the blanks between them."""
    own = "".join(map(re.escape, WIDTHS["regular"]))
    return re.compile(f" +|[{own}]+(?<! )|[^{own}]+(?: +[^{own}]+)*")


def _fallen_back(line: re.Match[str]) -> str:
    """A line in pieces of one font each; one that runs from right to left stays whole."""
    from html import unescape  # only here: its table of names is large

    before, x, between, wide, after, text = line.groups()
    if ours(text):
        return line[0]
    if "rtl" in before:
        # Marks of direction, since the base direction is not heard of.
        return f"{line[0][: -len(text) - 7]}\u200f{text}\u200f</text>".replace(
            "<text", f"<text {_OTHERS}", 1
        )
    unit = float(wide) / (width(unescape(text), "regular", 1) or 1)
    said, at = [], float(x)
    for run in _runs().findall(text):
        room = unit * width(unescape(run), "regular", 1)
        if not run.isspace():
            family = "" if ours(run) else f" {_OTHERS}"
            said.append(
                f"{before}{at:.1f}{between}{max(room, 0.1):.1f}{after[:-1]}{family}>{run}</text>"
            )
        at += room
    return "".join(said)
