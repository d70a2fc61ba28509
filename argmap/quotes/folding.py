"""What compares as equal in texts, and the way back from there to a text's own offsets.

Two texts compare as equal where they differ in nothing but the shape of quotation marks and
apostrophes, the blanks that French sets inside its quotation marks, the kind and number of dashes
in a row and the blanks around them, the kind and amount of white space, soft hyphens and other
letters without width, ligatures, Unicode composition (NFC), note numbers such as `[12]`, and
brackets around the first letter of a word (`[T]raffic`). Everything else counts: case,
punctuation, every letter.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TypeAlias

Stretch: TypeAlias = tuple[int, int]
"""A start and an end, in a text's own content."""

_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_WIDTHLESS = (
    "\xad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061"
    "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
EMPTY = _SPACES + _WIDTHLESS
_HYPHENS = "-\u2010\u2011\ufe63\uff0d"
_DASHES = "\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58"
_SIGNS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d."
_GROUPING = "\xa0\u2007\u2009\u202f"
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\uff07"
_QUOTES = '"\u201a\u201c\u201d\u201e\u201f\u2039\u203a\xab\xbb\uff02'
_SAME = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_HYPHENS + _DASHES, "-")
    | dict.fromkeys(_APOSTROPHES + _QUOTES, "'")
)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "\u017ft",
    "\ufb06": "st",
}
CAPITAL = r"(?<![\w\]])\[([^\W\d_])\](?=[^\W\d_])"
_IRREGULAR = re.compile(
    rf" ?\[\d{{1,3}}(?:[-, ]{{1,3}}\d{{1,3}}){{0,9}}\]|{CAPITAL}"
    rf"|[- {_WIDTHLESS}]{{2,}}|[{_WIDTHLESS}]|[{''.join(_LIGATURES)}]"
)
BROKEN = re.compile(
    rf"(?<=[^\W\d_])[{_HYPHENS}\xad][ \t]{{0,9}}\r?\n[ \t]{{0,99}}(?=[^\W\d_])"
)
_INSIDE = re.compile(
    rf"(?:^|(?<=[{_SPACES}({{\[{_APOSTROPHES}]))[\xab\u2039]([{EMPTY}]++)"
    rf"|(?<![{EMPTY}])([{EMPTY}]++)[\xbb\u203a](?=[{_SPACES}.,;:!?)}}\]]|$)"
)
"""The blanks inside French quotation marks. Marks that point inwards have none there."""


def forms(part: str) -> tuple[str, ...]:
    """A part of a quotation as it is and, if it has any, with bracketed letters in the other case.

    Their letters stand in the same places.
    """
    other = re.sub(CAPITAL, lambda each: each.group().swapcase(), part)
    return (part,) if other == part or len(other) != len(part) else (part, other)


class Folded:
    """A text in the form in which texts are compared, and the way back to its offsets."""

    def __init__(self, content: str, *, joined: bool = False) -> None:
        """``joined`` leaves out the hyphens at which words are broken over two lines."""
        self._source = content
        flat = content.translate(_SAME)
        broken = BROKEN.finditer(content) if joined else ()
        changes = [(*each.span(), "") for each in broken]
        if "\xab" in content or "\xbb" in content or "\u2039" in content:
            inside = _INSIDE.finditer(content)
            changes += ((*each.span(each.lastindex or 0), "") for each in inside)
        changes += ((*each.span(), _regular(each)) for each in _IRREGULAR.finditer(flat))
        if not unicodedata.is_normalized("NFC", flat):
            changes += _compositions(flat)
        changes.sort(key=lambda each: (each[0], -each[1]))
        pieces: list[str] = []
        at = size = 0
        # From the offset _here[i] of the folded text on, up to the next one, its letters
        # are those from _there[i] on in the source; what is before it ends at _before[i].
        self._here, self._there, self._before = [0], [0], [0]
        for start, end, instead in changes:
            if start < at:
                continue
            pieces += flat[at:start], instead
            size += start - at + len(instead)
            self._here.append(size)
            self._there.append(end)
            self._before.append(end if instead.strip() else start + len(instead))
            at = end
        self.content = "".join((*pieces, flat[at:]))

    def start(self, offset: int) -> int:
        """Where in the source the letter begins that stands at ``offset`` when folded."""
        piece = bisect_right(self._here, offset) - 1
        return self._within(piece, self._there[piece] + offset - self._here[piece])

    def end(self, offset: int) -> int:
        """Where in the source the letter ends that ends at ``offset`` when folded."""
        piece = bisect_left(self._here, offset)
        if piece < len(self._here) and self._here[piece] == offset:
            return self._before[piece]
        return self._within(
            piece - 1, self._there[piece - 1] + offset - self._here[piece - 1]
        )

    def stretch(self, start: int, end: int) -> Stretch:
        """Where a stretch of the folded text stands in the source, less the blanks around."""
        start, end = self.start(start), self.end(end)
        while start < end and self._source[start] in EMPTY:
            start += 1
        while start < end and self._source[end - 1] in EMPTY:
            end -= 1
        return start, end

    def _within(self, piece: int, offset: int) -> int:
        """The offset, but not beyond the piece: a ligature is one letter, folded or not."""
        return (
            min(offset, self._there[piece + 1]) if piece + 1 < len(self._there) else offset
        )


def _regular(irregular: re.Match[str]) -> str:
    """What a text compares as in the place of an irregular stretch."""
    run = irregular.group()
    if run.endswith("]"):
        return irregular[1] or ""
    return "-" if "-" in run else " " if " " in run else _LIGATURES.get(run, "")


def _compositions(flat: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and NFC form of each letter with marks that is not in NFC."""
    normal = unicodedata.normalize
    for run in re.finditer(r"[\x00-\x7f]?[^\x00-\x7f]+", flat):
        letters = run.group()
        if unicodedata.is_normalized("NFC", letters):
            continue
        starts = [0]
        for at, letter in enumerate(letters):
            if at and not unicodedata.combining(letter):
                so_far = letters[starts[-1] : at]
                if normal("NFC", so_far + letter) == normal("NFC", so_far) + normal(
                    "NFC", letter
                ):
                    starts.append(at)
        for start, end in zip(starts, (*starts[1:], len(letters)), strict=True):
            cluster = letters[start:end]
            composed = normal("NFC", cluster)
            if composed != cluster:
                yield run.start() + start, run.start() + end, composed


# Words

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


def is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script that puts no blanks between words."""
    return letter >= "\u0e00" and re.match(f"[{_UNSPACED}]", letter) is not None


def is_word(letter: str) -> bool:
    """Whether a letter is part of a word."""
    return (
        letter.isalpha()
        or letter.isdecimal()
        or letter == "_"
        or _is_mark(letter)
        # A fraction; a raised figure may as well be that of a note.
        or (letter.isnumeric() and not letter.isdigit())
    )


def _is_mark(letter: str) -> bool:
    return letter > "\u02ff" and unicodedata.category(letter)[0] == "M"


def cuts_word(content: str, at: int, *, start: bool) -> bool:
    """Whether a stretch that starts, or else ends, at an offset does so inside a word."""
    before = at - 1
    while before >= 0 and content[before] in _WIDTHLESS:
        before -= 1
    after = at
    while after < len(content) and content[after] in _WIDTHLESS:
        after += 1
    if before < 0 or after >= len(content):
        return False
    left, right = content[before], content[after]
    if _is_mark(right):
        return is_word(left)
    if is_word(left) and is_word(right):
        return not (is_unspaced(left) or is_unspaced(right))
    if start and right.isdecimal() and left in _SIGNS:
        return content[max(before - 1, 0) : before].strip(EMPTY + "([") == ""
    if is_word(left):
        return joins(content, after)
    # What comes before an apostrophe may be left out, as in l'homme; what follows may not.
    return (
        is_word(right) and not (start and left in _APOSTROPHES) and joins(content, before)
    )


def joins(content: str, at: int) -> bool:
    """Whether the letter at an offset holds those around it together as one word."""
    if not 0 < at < len(content) - 1:
        return False
    left, joint, right = content[at - 1], content[at], content[at + 1]
    if joint in ".,:/\u2044":
        return left.isdecimal() and right.isdecimal()
    if joint in _GROUPING:
        thousands = content[at + 1 : at + 4]
        return left.isdecimal() and len(thousands) == 3 and thousands.isdecimal()
    return joint in _HYPHENS + _APOSTROPHES and is_word(left) and is_word(right)


class Words:
    """The words and punctuation marks of a folded text, and where they stand."""

    def __init__(self, folded: str) -> None:
        marks = "".join(sorted(filter(_is_mark, set(folded))))
        found = list(_word_pattern(marks).finditer(folded))
        self.exact = [each.group() for each in found]
        self.words = [word.casefold() for word in self.exact]
        self.starts = [each.start() for each in found]
        self.ends = [each.end() for each in found]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The number of each place at which a word stands."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            places.setdefault(word, []).append(at)
        return places

    @cached_property
    def by_letter(self) -> dict[str, list[str]]:
        """The different words of four letters and more, by their first letter."""
        found: dict[str, list[str]] = {}
        for word in self.places:
            if len(word) > 3:
                found.setdefault(word[0], []).append(word)
        return found


@lru_cache(maxsize=64)
def _word_pattern(marks: str) -> re.Pattern[str]:
    letter = rf"(?:[^\W{_UNSPACED}]|[{marks}])" if marks else rf"[^\W{_UNSPACED}]"
    return re.compile(
        rf"[{_UNSPACED}]|\d+(?:[.,:/]\d+)+(?!\w)|(?:[^\W\d_]\.){{2,}}"
        rf"|{letter}+(?:'{letter}+)*|\S"
    )


def stretch(folded: Folded, words: Words, first: int, last: int) -> Stretch:
    """Where some of the words of a folded text stand in the text itself."""
    if first < last:
        return folded.stretch(words.starts[first], words.ends[last - 1])
    at = folded.end(words.ends[first - 1]) if first else 0
    return at, at
