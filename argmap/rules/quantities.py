"""The numbers of a text and what they count, so that two texts can be compared."""

import re
from collections.abc import Iterator
from fractions import Fraction

import attrs

from argmap.rules.english import SCALES, TENS, UNITS, word_set

_CURRENCIES = {
    "dollar": "$",
    "dollars": "$",
    "euro": "€",
    "euros": "€",
    "usd": "$",
    "eur": "€",
}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_PERCENT = frozenset({"%", "percent", "pct", "prozent"})
_HEDGES = word_set("""
    about above almost approximately around at below circa exceeding fewer least less more
    most nearly over roughly some than under up
    """)
_NO_UNITS = word_set("""
    a about after also an and are as at before but by can could during each for from had has
    have if in is it may of on or out over per since so than that the their then these they
    this those to until up was were when where which while who will with would years year
    more less fewer times time percentage
    """)
_MONTHS = word_set("""
    january february march april may june july august september october november december
    """)
_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:([.,'\u2019 \xa0\u2009\u202f])\d{3}(?:\2\d{3})*)(?:[.,]\d+)?"
    r"(?!\w)|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>[$€£¥₹₽])|(?P<other>[^\s\w]|_)"
)


@attrs.frozen
class Quantity:
    """A number and what it counts.

    ``values`` are what it may be, where `1.000` is a thousand or one. ``kind`` says of
    what: a currency sign, `percent`, `year`, or the singular of the noun that follows;
    numbers of different kinds cannot be compared. ``unit`` is what its last digit is worth.
    A ``hedged`` number has a word such as "about" or "over" before it. ``words`` is the
    number as it stands.
    """

    values: frozenset[Fraction]
    kind: str
    unit: Fraction
    hedged: bool
    words: str

    def agrees(self, other: "Quantity") -> bool:
        """Whether this may be a way to give the other one, exactly or rounded."""
        return self.kind == other.kind and any(
            here == there or (other.unit < self.unit and abs(here - there) * 2 <= self.unit)
            for here in self.values
            for there in other.values
        )


def quantities(text: str) -> Iterator[Quantity]:
    """The numbers of a text that count something nameable; `one` and ordinals are none."""
    tokens = list(_TOKEN.finditer(text))
    words = [token.group().casefold() for token in tokens]
    at = 0
    while at < len(tokens):
        first, read = at, _number(tokens, words, at)
        if read is None:
            at += 1
            continue
        values, unit, at = read
        before = tokens[first - 1] if first else None
        currency = before["sign"] if before else None
        glued = at < len(tokens) and tokens[at].start() == tokens[at - 1].end()
        scale = SCALES.get(words[at]) if at < len(words) else None
        if scale is None and glued and (currency or words[at] in ("mn", "bn", "tn")):
            scale = _SHORT_SCALES.get(words[at])
        if scale is not None:
            values, unit = frozenset(value * scale for value in values), unit * scale
            at += 1
        if before and before["word"] and before.end() == tokens[first].start():
            continue  # as in G8
        kind, end = _kind(words, at)
        if currency:
            first, kind, end = first - 1, currency, at
        elif kind != "percent" and _is_year("".join(words[first:at])):
            kind, end = "year", at
        elif kind is None or (first and words[first - 1] in _MONTHS):
            continue
        hedged = not _HEDGES.isdisjoint(words[max(first - 2, 0) : first])
        whole = text[tokens[first].start() : tokens[end - 1].end()]
        yield Quantity(values, kind, unit, hedged, whole)


def _number(
    tokens: list[re.Match[str]], words: list[str], at: int
) -> tuple[frozenset[Fraction], Fraction, int] | None:
    """The number that starts at a token: values, its last digit's worth, what follows."""
    if tokens[at]["digits"]:
        return *_values(words[at]), at + 1
    if words[at] == "one" or (words[at] not in UNITS and words[at] not in TENS):
        return None
    total = value = 0
    unit, end = 1, at
    while at < len(words):
        word = words[at]
        if word in UNITS or word in TENS:
            value, unit = value + UNITS.get(word, 0) + TENS.get(word, 0), 1
        elif word == "hundred":
            value, unit = value * 100, 100
        elif word in SCALES:
            total, value, unit = total + value * SCALES[word], 0, SCALES[word]
        elif word not in ("-", "and"):
            break
        at += 1
        if word not in ("-", "and"):
            end = at
    return frozenset({Fraction(total + value)}), Fraction(unit), end


def _values(digits: str) -> tuple[frozenset[Fraction], Fraction]:
    groups = re.split(r"\D", digits)
    marks = re.findall(r"\D", digits)
    grouped = Fraction("".join(groups))
    if not marks:
        return frozenset({grouped}), Fraction(1)
    worth = Fraction(1, 10 ** len(groups[-1]))
    decimal = grouped * worth
    if len(set(marks)) > 1 or len(groups[-1]) != 3:
        return frozenset({decimal}), worth
    if len(marks) > 1 or marks[0] not in ".,":
        return frozenset({grouped}), Fraction(1)
    return frozenset({grouped, decimal}), Fraction(1)


def _kind(words: list[str], at: int) -> tuple[str | None, int]:
    """What the words after a number say that it counts, and where they end."""
    if at < len(words) and words[at] == "-":
        at += 1
    if at >= len(words):
        return None, at
    word = words[at]
    if word in _PERCENT:
        return "percent", at + 1
    if words[at : at + 2] == ["per", "cent"]:
        return "percent", at + 2
    if word in _CURRENCIES:
        return _CURRENCIES[word], at + 1
    if word in _NO_UNITS or word in _MONTHS or not word.isalpha() or len(word) < 3:
        return None, at
    return (word.removesuffix("s") or word), at + 1


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and 1500 <= int(digits) < 2100
