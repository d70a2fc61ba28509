"""Text that any XML reader and any screen can take, and how wide it is drawn."""

from functools import lru_cache

from argmap.render import widths
from argmap.render.widths import MEMBERS, WIDTHS

# What XML does not allow, or allows and forbids to show: controls, lone surrogates,
# noncharacters. White space is folded before; what is left becomes U+FFFD, so that the
# reader sees that something stood there.
_UNSHOWN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys([0xFFFE, 0xFFFF, 0xFEFF], "\ufffd"),
    # Soft hyphens: a line ends between words, and measured they would count as shown.
    0xAD: None,
    # Explicit bidirectional overrides and isolates would reach beyond their own line.
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], None),
}


def plain(text: str) -> str:
    """The text on one line, without letters that XML does not allow."""
    # Beneath U+0300 there is nothing to compose.
    if text.isprintable() and (text.isascii() or max(text) < "\u0300"):
        return " ".join(text.split()) if "  " in text else text.strip(" ")
    import unicodedata

    folded = " ".join(text.split()).translate(_UNSHOWN)
    # Letters in pieces would be measured piece by piece.
    return unicodedata.normalize("NFC", folded)


def escape(text: str) -> str:
    """Plain text as it stands in XML, between tags or between double quotes."""
    # Ten times as quick as str.translate.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def ours(text: str) -> bool:
    """Whether our font has every letter of the text."""
    return text.isascii() or all(letter in WIDTHS["regular"] for letter in text)


def ranges(text: str) -> list[str]:
    """The names of the font files, in the table's order, that the text's letters need."""
    letters = set(text)
    return [name for name, members in MEMBERS.items() if not members.isdisjoint(letters)]


def width(text: str, face: str, size: float, spacing: float = 0) -> float:
    """How wide the text is drawn, in px.

    ``face`` is a key of :data:`widths.WIDTHS`, ``size`` the size of the font in px and
    ``spacing`` what is put after each letter. Letters of other fonts are guessed: an East
    Asian or pictorial one is an em wide, an accent nothing.
    """
    return units(text, face, not spacing) * size / 1000 + spacing * len(text)


@lru_cache(maxsize=16384)
def units(text: str, face: str, kerned: bool = True) -> int:
    """How wide the text is drawn, in 1/1000 em; ``kerned`` as letters are without spacing."""
    table, kerning = WIDTHS[face], widths.KERNING[face]
    total = 0
    before = ""
    for letter in text:
        own = table.get(letter)
        if own is None:
            own = 0 if before == "\u200d" else foreign(letter)
        elif kerned:
            total += kerning.get(before + letter, 0)
        total += own
        before = letter
    return total


@lru_cache(maxsize=4096)
def foreign(letter: str) -> int:
    """The width, in 1/1000 em, that a letter is likely to have in another font."""
    import unicodedata

    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf", "Cc") or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return 0
    if letter >= "\U0001f000" and not unicodedata.name(letter, "").startswith("REGIONAL"):
        return 1250 if letter < "\U00020000" else 1000
    if unicodedata.east_asian_width(letter) in "WF":
        return 1000
    if unicodedata.bidirectional(letter) == "AL":
        return 560
    return 640


def clusters(text: str) -> list[str]:
    """The text in pieces that must not be torn: a letter with what is set upon it."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for letter in text:
        joined = found and found[-1].endswith("\u200d")
        alien = letter not in WIDTHS["regular"]
        if found and alien and (joined or not foreign(letter)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def right_to_left(text: str) -> bool:
    """Whether the text's first letter with a direction runs from right to left."""
    if ours(text):
        return False
    import unicodedata

    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
