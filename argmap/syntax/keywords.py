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

LEFT_OUT: Final = {
    "import": "`as NAME`",
    "source": "the file",
    **dict.fromkeys(CLAIM_KEYWORDS, "NAME or the text, and the tags,"),
}
"""What of these need not be there."""

KEYWORDS: Final = tuple(SHAPES)

SOURCE_KEYS: Final = ("title", "author", "publisher", "date", "url", "language")
KEYS: Final[dict[str, Home]] = {
    **dict.fromkeys(SOURCE_KEYS, "source"),
    **dict.fromkeys(("by", "note", "weight", "given", "expect"), "claim"),
    **dict.fromkeys(("scheme", "strength"), "step"),
    "occurrence": "quote",
}
"""The kind of thing that each key belongs to; a key that starts with ``x-`` fits any."""

MOST_TIMES: Final = 10**9
"""The greatest `occurrence`."""

NAME_LETTERS: Final = (
    r"-\w\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0816-\u085b"
    r"\u0898-\u109f\u135d-\u135f\u1712-\u17d3\u17dd\u180b-\u193b\u1a17-\u1b44\u1b6b-\u1b73"
    r"\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1dff\u200c\u200d\u20d0-\u20ff\u2de0-\u2dff"
    r"\u302a-\u302f\u3099\u309a\ua66f-\ua69f\ua6f0\ua6f1\ua802-\ua82c\ua880-\ua8c5"
    r"\ua8e0-\ua953\ua980-\ua9c0\uaa29-\uaa4d\uaab0-\uaaef\uabe3-\uabed\ufb1e\ufe20-\ufe2f"
)
"""What may stand in a name behind its first letter, within brackets of a regular expression:
letters and digits of any script, the marks that some scripts set on their letters, - and _."""

NAME: Final = rf"[^\W\d_][{NAME_LETTERS}]*"
"""The form of a name without a full stop, which is also that of a key: a regular expression."""

PLAIN_LETTERS: Final = r"-\w"
_MAY_BE_MARKED = re.compile("[^\x00-\u02ff\u200e-\u20cf]")


def name_letters(text: str) -> str:
    """What may stand in a name, as far as a text needs it.

    For a text without such marks the letters and digits are enough. It matters, since the whole
    of ``NAME_LETTERS`` takes some milliseconds to compile.
    """
    return NAME_LETTERS if _MAY_BE_MARKED.search(text) else PLAIN_LETTERS


def is_name(word: str) -> bool:
    """Whether a word can be a name without a full stop."""
    return re.fullmatch(NAME, word) is not None


def _each(**words: str) -> dict[str, str]:
    return {word: meant for meant, several in words.items() for word in several.split()}


MEANT: Final = {
    **_each(
        thesis="conclusion main contention",
        claim="statement proposition assertion",
        because="support supports supported pro pros reason reasons since as for argument evidence",
        but="attack attacks rebut rebuts rebuttal con cons contra against objection objections "
        "however yet although counter counterargument oppose opposes",
        unless="undercut undercuts undercutter except exception",
        assuming="assume assumes assumption suppose supposing given-that implicit unstated",
        contradicts="contradict contradiction contrary excludes",
        quote="quotation cite cites citation",
        source="reference bibliography",
        group="section part",
        **{"and": "premise premises also plus with co-premise", "import": "include use"},
    )
}
"""The keyword that a word stands for elsewhere in the field, or in other notations."""

CONCLUDING: Final = frozenset(
    ["therefore", "thus", "hence", "so", "ergo", "consequently", "then"]
)
"""Words that start a conclusion behind its reasons, where here it stands above them."""

MEANT_KEY: Final = _each(
    title="headline heading",
    author="authors writer creator",
    publisher="publication journal newspaper press",
    date="year published",
    url="link website web href uri address",
    language="lang locale",
    by="speaker said says who whom",
    note="comment remark description annotation",
    weight="probability plausibility credence confidence likelihood",
    expect="expected verdict",
    given="certain accepted granted",
    occurrence="nth instance",
    strength="force",
    scheme="pattern schema type",
)
"""The key that another word stands for."""


def as_name(words: str) -> str:
    """Words as a name would have them, hyphens for blanks; it may still be none."""
    return "-".join(words.split())


def as_string(value: str) -> str:
    """A value as a string of the language, on one line."""
    value = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{value}"'


def as_share(value: str) -> str:
    """A number from 0 to 1 as the language writes it, of a percentage or its like, or nothing."""
    found = re.fullmatch(r"(\d{0,3})(?:[.,](\d{1,6}))?[ \t]*(%|percent|per cent)?", value)
    if found is None or not (found[1] or found[2]):
        return ""
    number = float(f"{found[1] or 0}.{found[2] or 0}")
    if found[3] or (number > 1 and not found[2]):
        number /= 100
    return f"{number:.8f}".rstrip("0").rstrip(".") if number <= 1 else ""
