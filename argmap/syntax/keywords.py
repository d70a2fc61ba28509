"""The words of the language: its keywords, its keys, and where each may stand."""

import re
from typing import Final, Literal, TypeAlias

Home: TypeAlias = Literal["source", "claim", "step", "quote"]

CLAIM_KEYWORDS: Final = ("thesis", "claim", "because", "but", "and", "assuming", "unless")
STEP_KEYWORDS: Final = ("because", "but", "unless")
PREMISE_KEYWORDS: Final = ("and", "assuming")

SHAPES: Final = {
    "map": 'map "TITLE"',
    "import": 'import "FILE.arg" as NAME',
    "source": 'source NAME "FILE"',
    "group": 'group "NAME"',
    **{keyword: f'{keyword} NAME "TEXT" [TAG, TAG]' for keyword in CLAIM_KEYWORDS},
    "contradicts": "contradicts NAME",
    "quote": 'quote SOURCE "WORDS"',
}
"""What a line that starts with each keyword looks like."""

KEYWORDS: Final = tuple(SHAPES)

SOURCE_KEYS: Final = ("title", "author", "publisher", "date", "url", "language")
KEYS: Final[dict[str, Home]] = {
    **dict.fromkeys(SOURCE_KEYS, "source"),
    **dict.fromkeys(("by", "note", "weight", "given", "expect"), "claim"),
    **dict.fromkeys(("scheme", "strength"), "step"),
    "occurrence": "quote",
}
"""The kind of thing that each key belongs to; a key that starts with ``x-`` fits any."""

NAME: Final = re.compile(r"[^\W\d_][\w\u0300-\u036f\u200c\u200d-]*")
"""The form of a name, near enough for names that argmap makes itself."""
