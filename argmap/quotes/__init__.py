"""Quotations held against their sources.

A quotation is exact where it stands in its source word for word: see
:mod:`argmap.quotes.folding` for what compares as equal. A likeness never makes a quotation
exact; it only finds the passage that an altered one was probably taken from. What searches is
loaded when there is a text to search.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from argmap.model import ArgumentMap, Claim, Quote, Source
from argmap.quotes.passages import Change, Paragraph, Place, paragraph_at, paragraphs
from argmap.text import Span, Text

__all__ = [
    "Change",
    "Coverage",
    "Paragraph",
    "Place",
    "Reading",
    "State",
    "certain",
    "corrected",
    "coverage",
    "paragraphs",
    "places",
    "read",
]

State: TypeAlias = Literal["exact", "altered", "absent", "ambiguous", "unchecked"]
"""What has become of a quotation.

Exact: it stands there, word for word. Altered: something like it does. Absent: nothing like
it does, or not as often as its ``occurrence`` says. Ambiguous: it stands in several places,
and nothing says which is meant. Unchecked: the source's text is not at hand, or is none.
"""


class Reading(NamedTuple):
    """A quotation held against its source.

    ``spans`` are the parts of the one passage in the source that it is (exact) or is
    nearest to (altered), in the quotation's order, and ``paragraph`` the one in which the
    passage begins. ``places`` are all places where it stands word for word, at most 1,000;
    none unless the state is exact, ambiguous, or absent for want of an occurrence.
    ``difference`` says how an altered quotation differs; it is empty where the parts stand
    in another order.
    """

    claim: Claim
    quote: Quote
    state: State
    spans: tuple[Span, ...] = ()
    paragraph: int | None = None
    places: tuple[Place, ...] = ()
    difference: tuple[Change, ...] = ()


class Coverage(NamedTuple):
    """What a map reads of one source: its quotations, and each paragraph with its claims.

    A claim reads the paragraphs in which its exact and altered quotations stand.
    """

    source: Source
    paragraphs: tuple[tuple[Paragraph, tuple[Claim, ...]], ...]
    readings: tuple[Reading, ...]


def read(map: ArgumentMap, texts: Mapping[str, Text]) -> tuple[Reading, ...]:
    """Hold every quotation of a map against the text of its source, by the source's id."""
    return tuple(
        _read(claim, quote, texts.get(quote.source))
        for claim in map.claims
        for quote in claim.quotes
    )


def coverage(map: ArgumentMap, texts: Mapping[str, Text]) -> tuple[Coverage, ...]:
    """What the map reads of each of its sources; no paragraphs where there is no text."""
    by_source: dict[str, list[Reading]] = {source.id: [] for source in map.sources}
    for reading in read(map, texts):
        by_source.setdefault(reading.quote.source, []).append(reading)
    found = []
    for source in map.sources:
        text = texts.get(source.id)
        blocks = paragraphs(text) if text else ()
        claims: list[dict[str, Claim]] = [{} for _ in blocks]
        for reading in by_source[source.id]:
            for span in reading.spans:
                first = paragraph_at(blocks, span.start)
                last = paragraph_at(blocks, span.end - 1)
                for number in range(first, last + 1):
                    claims[number - 1][reading.claim.id] = reading.claim
        read_by = (tuple(each.values()) for each in claims)
        both = tuple(zip(blocks, read_by, strict=True))
        found.append(Coverage(source, both, tuple(by_source[source.id])))
    return tuple(found)


def places(text: Text, words: str) -> tuple[Place, ...]:
    """Every place where a quotation stands in a text word for word, at most 1,000.

    Of the places of a quotation with ellipses, those within one paragraph come before any
    others, and those that leave out least before any that leave out over twice as much.
    """
    from argmap.quotes.search import search

    return search(text, words).places


def corrected(reading: Reading) -> str:
    """The quotation with its source's own words, for an altered one; ellipses stay.

    So do brackets, and hyphens at which the source breaks a word over two lines.
    """
    from argmap.quotes.folding import BROKEN
    from argmap.quotes.search import parts

    pieces: list[str] = []
    at = 0
    for (start, end), span in zip(parts(reading.quote.text), reading.spans, strict=True):
        whole = BROKEN.sub("-", span.content)
        pieces += reading.quote.text[at:start], " ".join(whole.split())
        at = end
    return "".join((*pieces, reading.quote.text[at:]))


def certain(reading: Reading) -> bool:
    """Whether the corrected quotation is surely the passage that an altered one means.

    Each part begins and ends as its passage does, give or take a few letters, so that the
    passage is no shorter than what was meant; no word of it is broken over two lines, since
    nobody can tell whether its hyphen belongs there; and it stands in the source as corrected.
    """
    from argmap.quotes.folding import BROKEN
    from argmap.quotes.nearest import alike
    from argmap.quotes.search import parts

    words = reading.quote.text
    cuts = parts(words)
    for change in reading.difference:
        stop = change.start + len(change.quoted)
        start, end = cuts[max(bisect_right(cuts, (change.start, len(words))) - 1, 0)]
        around = words[start : change.start], words[stop:end]
        if not all(any(map(str.isalnum, each)) for each in around) and not alike(change):
            return False
    return not any(BROKEN.search(span.content) for span in reading.spans) and bool(
        places(reading.spans[0].text, corrected(reading))
    )


def _read(claim: Claim, quote: Quote, text: Text | None) -> Reading:
    if text is None:
        return Reading(claim, quote, "unchecked")
    from argmap.quotes.search import search

    found = search(text, quote.text)
    if not found.places:
        if not found.nearest:
            return Reading(claim, quote, "absent")
        paragraph = paragraph_at(paragraphs(text), found.nearest[0].start)
        return Reading(
            claim, quote, "altered", found.nearest, paragraph, (), found.difference
        )
    wanted = quote.occurrence
    if wanted is None and len(found.places) > 1:
        return Reading(claim, quote, "ambiguous", places=found.places)
    if wanted is not None and not 1 <= wanted <= len(found.places):
        return Reading(claim, quote, "absent", places=found.places)
    place = found.places[(wanted or 1) - 1]
    return Reading(claim, quote, "exact", place.spans, place.paragraph, found.places)
