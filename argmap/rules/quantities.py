"""The numbers of a text and what they count, so that two texts can be compared."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from argmap.rules.english import SCALES, TENS, UNITS, word_set
from argmap.rules.inflection import stem

CALENDAR = "calendar"
"""The kind of the years of a calendar; that of a length of time is `year`."""

_CURRENCIES = {
    "dollar": "$",
    "dollars": "$",
    "euro": "€",
    "euros": "€",
    "pound": "£",
    "pounds": "£",
    "sterling": "£",
    "yen": "¥",
    "rupees": "₹",
    "roubles": "₽",
    "rubles": "₽",
    "usd": "$",
    "eur": "€",
    "gbp": "£",
}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_PERCENT = frozenset({"%", "percent", "pct", "prozent"})
_SIGNS = frozenset({"percent", *_CURRENCIES.values()})
_HEDGES = word_set("""
    about above almost approximately around below beyond ca circa exceeding least most nearly
    over roughly some than under ~ ≈ < > ≤ ≥
    """)
_HEDGES_OF_TWO = word_set("""
    up_to close_to near_to as_as many_as much_as few_as little_as high_as low_as long_as
    excess_of upwards_of order_of c_.
    """)
_HEDGES_BEHIND = word_set("or_so or_more or_less or_fewer or_thereabouts")
_SHORT_UNITS = word_set("km cm mm kg mg kw mw gw mb gb tb ha mi")
_NO_UNITS = word_set("""
    a about after also an and are as at before but by can could during each for from had has
    have if in is it may of on or out over per since so than that the their then these they
    this those to until up was were when where which while who will with would
    more less fewer times time percentage
    """)
_MONTHS = word_set("""
    january february march april may june july august september october november december
    """)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:([.,'\u2019 \xa0\u2009\u202f])\d{3}(?:\2\d{3})*)(?:[.,]\d+)?"
    r"(?!\w)|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>[$€£¥₹₽])|(?P<other>[^\s\w]|_)"
)
_MOST_DIGITS = 300
_FIRST = frozenset({"a", *UNITS, *TENS})
_ANY = re.compile(rf"\d|\b(?:{'|'.join({*UNITS, *TENS, *SCALES})})", re.IGNORECASE).search


class Range(NamedTuple):
    """From what to what a number goes, both the same as a rule, and its last digit's worth."""

    low: Fraction
    high: Fraction
    unit: Fraction


class Quantity(NamedTuple):
    """A number and what it counts.

    ``ranges`` are what it may be, where `1.000` is a thousand or one, and `5m` millions or
    metres. ``kind`` says of what: a currency sign, `percent`, ``CALENDAR``, or the stem of the
    noun that follows; numbers of different kinds cannot be compared. None is for no noun. A
    ``hedged`` number has a word such as "about" or "over" before it. ``words`` is the number
    with its noun, ``start`` and ``end`` the place of the number with its sign, in the text.
    """

    ranges: tuple[Range, ...]
    kind: str | None
    hedged: bool
    words: str
    start: int
    end: int

    def agrees(self, other: "Quantity") -> bool:
        """Whether this may be a way to give the other one, exactly or rounded.

        A hedged one has room for a tenth of it, or five years.
        """
        years = self.kind == CALENDAR
        return self.kind == other.kind and any(
            _agree(here, there, rounded=not years)
            or (
                other.hedged
                and abs(here.low - there.low) <= (5 if years else there.low / 10)
            )
            for here in self.ranges
            for there in other.ranges
        )

    def is_worked_out(self, others: Sequence["Quantity"]) -> bool:
        """Whether this is a sum or a difference of two others, or one in percent of the other.

        The ends of a range count as two. Of many numbers the first 16 are looked at.
        """
        ends = [
            (other.kind, end, at)
            for at, other in enumerate(others[:16])
            for each in other.ranges
            for end in dict.fromkeys((each.low, each.high))
        ]
        for (kind, one, first), (same, another, second) in permutations(ends, 2):
            results: list[Fraction] = []
            if kind == same == self.kind:
                results = [one - another, *([one + another] if first != second else [])]
            if kind == same and self.kind == "percent" and another:
                results += [
                    100 * (one - another) / another,
                    100 * one / another,
                ]
            if any(
                each.low == each.high
                and _close(each.low, abs(result), each.unit, Fraction(0))
                for each in self.ranges
                for result in results
            ):
                return True
        return False

    def equals(self, other: "Quantity") -> bool:
        """Whether this is the same number and has the same sign, whatever the two count."""
        signs = [each if each in _SIGNS else None for each in (self.kind, other.kind)]
        return signs[0] == signs[1] and any(
            here[:2] == there[:2] for here in self.ranges for there in other.ranges
        )


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of a text that count something nameable; `one` and ordinals are none."""
    if not _ANY(text):
        return
    read = _Text(text)
    for each in read.merged(list(read.numbers())):
        if each.kind and not each.alone:
            yield read.quantity(each)


def numbers(text: str) -> Iterator[Quantity]:
    """All numbers of a text, also those that count nothing; a range is two."""
    read = _Text(text)
    return map(read.quantity, read.numbers())


def _agree(here: Range, there: Range, *, rounded: bool) -> bool:
    if not rounded:
        return here.low <= there.high and there.low <= here.high
    low = _close(here.low, there.low, here.unit, there.unit)
    high = _close(here.high, there.high, here.unit, there.unit)
    if here.low == here.high or there.low == there.high:
        return low or high or (here.low <= there.high and there.low <= here.high)
    return low and high


def _close(here: Fraction, there: Fraction, unit: Fraction, other: Fraction) -> bool:
    """Whether a number is another one, or is that rounded.

    It may have been rounded to its last digit, or if it ends in noughts to the last digit that
    is none, by a twentieth at most.
    """
    off = abs(here - there)
    return (
        off == 0
        or (other < unit and off * 2 <= unit)
        or (off * 20 <= abs(there) and off * 2 <= _last_digit(here))
    )


def _last_digit(value: Fraction) -> int:
    """What the last digit of a whole number is worth that is no nought; 0 of other numbers."""
    digits = str(abs(value))
    if not value or not digits.isdecimal():
        return 0
    return int(f"1{'0' * (len(digits) - len(digits.rstrip('0')))}")


class _Number(NamedTuple):
    """A number between two tokens, of which it may have the sign, and its noun up to a third.

    One without a ``scale`` of its own, as in "two to three million", has that of the next.
    One is ``alone`` that is no number for itself, as in "one of them".
    """

    first: int
    end: int
    stop: int
    ranges: tuple[Range, ...]
    scale: int
    kind: str | None
    alone: bool = False


class _Text:
    """The tokens of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_TOKEN.finditer(text.translate(_DASHES)))
        self.words = [each.group().lower() for each in self.tokens]

    def word(self, at: int) -> str:
        """The word at a place; none before the first or behind the last."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """Whether nothing stands between a token and the one before."""
        return (
            0 < at < len(self.tokens)
            and self.tokens[at].start() == self.tokens[at - 1].end()
        )

    def quantity(self, number: _Number) -> Quantity:
        """A number as it is shown to others."""
        start = self.tokens[number.first].start()
        end, stop = (self.tokens[at - 1].end() for at in (number.end, number.stop))
        before = self.word(number.first - 1)
        hedged = (
            before in _HEDGES
            or f"{self.word(number.first - 2)}_{before}" in _HEDGES_OF_TWO
            or f"{self.word(number.stop)}_{self.word(number.stop + 1)}" in _HEDGES_BEHIND
        )
        return Quantity(
            number.ranges, number.kind, hedged, self.text[start:stop], start, end
        )

    def numbers(self) -> Iterator[_Number]:
        """All numbers; a range is two."""
        end = 0
        for first, word in enumerate(self.words):
            if first < end:
                continue
            read: tuple[list[tuple[Fraction, Fraction]], int, int] | None = None
            if word[0].isdecimal():
                read = self._in_digits(first)
            elif word in _FIRST:
                read = self._in_words(first)
            if read is None:
                continue
            values, scale, end = read
            if self.glued(first) and self.tokens[first - 1]["word"]:
                continue  # as in G8
            ranges: tuple[Range, ...] = tuple(
                Range(value, value, unit) for value, unit in values
            )
            kind, stop = self._kind(end)
            year = self.word(first) if end == first + 1 else ""
            alone = year == "one" and self.word(end) not in _PERCENT
            if first and self.tokens[first - 1]["sign"]:
                kind, stop = self.words[first - 1], end
                first -= 1
            elif kind in _SIGNS:
                end = stop
            elif len(year) == 4 and year.isdecimal() and 1500 <= int(year) < 2100:
                kind, stop = CALENDAR, end
                if self.glued(end) and self.word(end) == "s":
                    end = stop = end + 1
                    low = ranges[0].low
                    span = 9 if low % 100 else 99
                    ranges = (Range(low, low + span, Fraction(1)),)
            elif self.word(first - 1) in _MONTHS:
                kind, stop = None, end
            yield _Number(first, end, stop, ranges, scale, kind, alone)

    def merged(self, found: list[_Number]) -> list[_Number]:
        """The numbers, those that make up a range in one: `2-3 million`, `2019/20`."""
        merged: list[_Number] = []
        for each in found:
            whole = self._range(merged[-1], each) if merged else None
            if whole:
                merged[-1] = whole
            else:
                merged.append(each)
        return merged

    def _range(self, one: _Number, other: _Number) -> _Number | None:
        gap = self.words[one.stop : other.first]
        dashed = gap in (["-"], ["/"]) and self.glued(one.stop) and self.glued(other.first)
        words = [each for each in gap if each != "-"]
        between = words == ["and"] and self.word(one.first - 1) == "between"
        if not (dashed or between or words in (["to"], ["or"])):
            return None
        low, high = one.ranges[0], other.ranges[0]
        if one.kind == CALENDAR != other.kind and dashed:
            end = low.low // 100 * 100 + high.low
            if low.low < end < low.low + 100 and len(self.word(other.first)) == 2:
                years = Range(low.low, Fraction(end), Fraction(1))
                return one._replace(end=other.end, stop=other.end, ranges=(years,))
        # In "$2-3 million" the sign stands with the first, in "2-3 cars" the noun with the last.
        kind = one.kind if other.kind is None and one.kind in _SIGNS else other.kind
        if one.kind not in (None, kind) or gap == ["/"]:
            return None
        factor = 1
        if one.scale == 1 < other.scale and low.low * other.scale < high.low:
            factor = other.scale
        ranges = tuple(
            Range(
                min(here.low * factor, there.low),
                max(here.high * factor, there.high),
                max(here.unit * factor, there.unit),
            )
            for here in one.ranges
            for there in other.ranges
        )
        return _Number(one.first, other.end, other.stop, ranges, other.scale, kind)

    def _in_digits(self, at: int) -> tuple[list[tuple[Fraction, Fraction]], int, int]:
        """The number in digits at a place: what it may be, its scale, and what follows."""
        values = _values(self.words[at])
        short = _SHORT_SCALES.get(self.word(at + 1)) if self.glued(at + 1) else None
        if short:
            sure = (at and self.tokens[at - 1]["sign"]) or len(self.words[at + 1]) > 1
            scaled = [(value * short, unit * short) for value, unit in values]
            return (scaled if sure else values + scaled), short, at + 2
        scale, end = self._scale(at + 1)
        if scale != 1:
            values = [(value * scale, unit * scale) for value, unit in values]
        return values, scale, end

    def _scale(self, at: int) -> tuple[int, int]:
        """What up to three words such as `hundred million` multiply by, and what follows."""
        scale = 1
        for _ in range(3):
            word = at + (self.word(at) == "-")
            if self.word(word) not in SCALES:
                break
            scale, at = scale * SCALES[self.word(word)], word + 1
        return scale, at

    def _in_words(self, at: int) -> tuple[list[tuple[Fraction, Fraction]], int, int] | None:
        """The number in words at a place, such as `one million two hundred thousand`."""
        total = worth = end = 0
        joint = "and" if self.word(at - 1) != "between" else None
        last = 0
        while group := self._hundreds(at, joint):
            value, unit, stop = group
            scale, stop = self._scale(stop)
            if last and scale >= last:
                break
            total, worth, end, last = total + value * scale, unit * scale, stop, scale
            if scale == 1:
                break
            at = stop + (self.word(stop) == joint)
        return ([(Fraction(total), Fraction(worth))], last, end) if end else None

    def _hundreds(self, at: int, joint: str | None) -> tuple[int, int, int] | None:
        """The value of up to `ninety-nine hundred and ninety-nine`, its worth, what follows."""
        if self.word(at) == "a" and self.word(at + 1) in SCALES:
            value, end = 1, at + 1
        elif tens := self._tens(at):
            value, end = tens
        else:
            return None
        if self.word(end) != "hundred":
            return value, 1, end
        value, end = value * 100, end + 1
        tens = self._tens(end + (self.word(end) == joint))
        if tens and self.word(tens[1]) != "hundred":
            return value + tens[0], 1, tens[1]
        return value, 100, end

    def _tens(self, at: int) -> tuple[int, int] | None:
        """The value of up to `ninety-nine`, and what follows."""
        word = self.word(at)
        if word in UNITS:
            return UNITS[word], at + 1
        if word not in TENS:
            return None
        more = at + 1 + (self.word(at + 1) == "-")
        if 0 < UNITS.get(self.word(more), 0) < 10:
            return TENS[word] + UNITS[self.word(more)], more + 1
        return TENS[word], at + 1

    def _kind(self, at: int) -> tuple[str | None, int]:
        """What the words after a number say that it counts, and where they end."""
        start = at
        at += self.word(at) == "-"
        word = self.word(at)
        if word in _PERCENT:
            return "percent", at + 1
        if word == "per" and self.word(at + 1) == "cent":
            return "percent", at + 2
        if word in _CURRENCIES:
            return _CURRENCIES[word], at + 1
        if (
            word in _NO_UNITS
            or word in _MONTHS
            or word in UNITS
            or word in TENS
            or not word.isalpha()
            or (len(word) < 3 and word not in _SHORT_UNITS)
        ):
            return None, start
        return stem(word), at + 1


@lru_cache(maxsize=1024)
def _values(digits: str) -> list[tuple[Fraction, Fraction]]:
    """What digits may stand for, and what the last of them is worth."""
    groups = re.split(r"\D", digits)
    marks = re.findall(r"\D", digits)
    grouped = Fraction(int("".join(groups)[:_MOST_DIGITS]))
    if not marks:
        return [(grouped, Fraction(1))]
    worth = Fraction(1, 10 ** len(groups[-1]))
    decimal = grouped * worth
    if len(set(marks)) > 1 or len(groups[-1]) != 3:
        return [(decimal, worth)]
    if len(marks) > 1 or marks[0] not in ".,":
        return [(grouped, Fraction(1))]
    return [(grouped, Fraction(1)), (decimal, worth)]
