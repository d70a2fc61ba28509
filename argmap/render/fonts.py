"""The font files that the package carries, and the rules that put them into a drawing.

With :mod:`argmap.render.engine` the only module here that reads files.
"""

import base64
from collections.abc import Mapping
from pathlib import Path

from argmap.render.letters import ours, ranges
from argmap.render.widths import FAMILY, RANGES

_CSS = {
    "regular": "font-weight:400;font-style:normal",
    "italic": "font-weight:400;font-style:italic",
    "bold": "font-weight:600;font-style:normal",
}


def embedded(used: Mapping[str, str]) -> str:
    """``@font-face`` rules with the fonts that hold the letters of each face.

    ``used`` has all the text that is set in a face, by the face's name.
    """
    rules = []
    for face, css in _CSS.items():
        for name in ranges(used.get(face, "")):
            data = base64.b64encode(_read(f"{face}-{name}.woff2")).decode()
            rules.append(
                f'@font-face{{font-family:"{FAMILY}";{css};unicode-range:{RANGES[name]};'
                f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
            )
    return "".join(rules)


def _read(name: str) -> bytes:
    return Path(folder(), name).read_bytes()


def folder() -> str:
    """The folder with the TTF files, for writers that take fonts by path."""
    # Not by importlib.resources: to load it takes a third as long as to draw.
    return str(Path(__file__).parent / "fonts")


def enough(svg: str) -> bool:
    """Whether our fonts have every letter of a document's text."""
    return ours(svg.replace("\n", ""))
