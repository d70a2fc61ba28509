"""Where a quotation stands in its source, word for word.

A quotation stands in a source only where it neither begins nor ends inside a word: `art` does
not stand in `party`, nor `won` in `won't`, `aligned` in `non-aligned`, `14` in `14.5`. Scripts
that put no blanks between words have no such bounds.

Words in brackets are whoever quotes' own, unless the source has them too. They stand for nothing,
or for a few words of the source: up to 40 letters.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from argmap.quotes.folding import (
    BROKEN,
    CAPITAL,
    EMPTY,
    Folded,
    Stretch,
    Words,
    cuts_word,
    forms,
)
from argmap.quotes.passages import Change, Paragraph, Place, paragraph_at, paragraphs
from argmap.text import Span, Text

_MOST_PLACES = 1_000
_MOST_HITS = 100_000
_MOST_STEPS = 500_000
_REACH = 40

_DOTS = r"(?:…+|\.(?:[ \u00a0]?\.){2,})"
_ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")
_GAP = re.compile(rf"{_ELLIPSIS.pattern}|(?!{CAPITAL})\[[^\[\]]*\]")


def parts(words: str, *, brackets: bool = True) -> list[Stretch]:
    """Where each part between ellipses and, unless without, ``brackets`` starts and ends.

    Blanks are left out. A part without a letter or digit, such as the stop after a last
    ellipsis, does not count, unless there is no other.
    """
    cuts = [0]
    for gap in (_GAP if brackets else _ELLIPSIS).finditer(words):
        cuts += gap.span()
    cuts.append(len(words))
    found = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        part = words[start:end]
        bare = part.strip(EMPTY)
        if bare:
            start += part.index(bare)
            found.append((start, start + len(bare)))
    worded = [each for each in found if any(map(str.isalnum, words[slice(*each)]))]
    return worded or found


class Found(NamedTuple):
    """Where a quotation stands; or else the nearest passage, and how that differs."""

    places: tuple[Place, ...] = ()
    nearest: tuple[Span, ...] = ()
    difference: tuple[Change, ...] = ()


class Haystack:
    """A source, prepared for searching. Stretches are in the source's own content."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.folded = Folded(text.content)

    @cached_property
    def words(self) -> Words:
        """The words of the source, which only the search for likeness needs."""
        return Words(self.folded.content)

    @cached_property
    def _readings(self) -> list[Folded]:
        """The source with the hyphens at the ends of its lines and, if it has any, without."""
        content = self.text.content
        broken = BROKEN.search(content)
        return [self.folded, Folded(content, joined=True)] if broken else [self.folded]

    def exact(self, part: str) -> list[Stretch]:
        """Where a part of a quotation stands word for word."""
        needles = [Folded(form).content.strip() for form in forms(part)]
        found = {
            each
            for needle in needles
            if needle
            for folded in self._readings
            for each in self._stands(needle, folded)
        }
        return sorted(found)

    def _stands(self, needle: str, folded: Folded) -> Iterator[Stretch]:
        content = self.text.content
        at = folded.content.find(needle)
        for _ in range(_MOST_HITS):
            if at < 0:
                break
            start, end = folded.stretch(at, at + len(needle))
            cut = cuts_word(content, start, start=True)
            if cut or cuts_word(content, end, start=False):
                at = folded.content.find(needle, at + 1)
            else:
                yield start, end
                at = folded.content.find(needle, at + len(needle))


def begun(text: Text, words: str, *, any_case: bool = False) -> Iterator[Stretch]:
    """Where words stand in a text whose last one may be but the start of a word.

    With a blank at their end, the last word is whole. Nothing stands for no words.
    """
    folded = _haystack(text).folded
    needle = Folded(words).content.lstrip()
    if not needle.strip():
        return
    pattern = re.compile(re.escape(needle), re.IGNORECASE if any_case else 0)
    for found in pattern.finditer(folded.content):
        start, end = folded.stretch(*found.span())
        if not cuts_word(text.content, start, start=True):
            yield start, end


@lru_cache(maxsize=32)
def _haystack(text: Text) -> Haystack:
    return Haystack(text)


@lru_cache(maxsize=4096)
def search(text: Text, words: str) -> Found:
    """Look for a quotation in a text; the answer is remembered."""
    haystack = _haystack(text)
    blocks = paragraphs(text)
    cuts: list[Stretch] = []
    for brackets in (False, True) if "[" in words else (True,):
        cuts = parts(words, brackets=brackets)
        exact = [haystack.exact(words[start:end]) for start, end in cuts]
        chains = _tightest(_chains(exact, _tied(words, cuts)), blocks)[:_MOST_PLACES]
        if chains:
            return Found(
                tuple(
                    Place(
                        tuple(Span(text, *each) for each in chain),
                        paragraph_at(blocks, chain[0][0]),
                    )
                    for chain in chains
                )
            )
    from argmap.quotes.nearest import differences, nearest

    like = [
        hits or nearest(haystack, words[start:end])
        for (start, end), hits in zip(cuts, exact, strict=True)
    ]
    if not cuts or not all(like):
        return Found()
    chain = [each[0] for each in like]
    if len(cuts) > 1:
        chains = _tightest(_chains([sorted(each) for each in like]), blocks)
        chain = chains[0] if chains else chain
    spans = tuple(Span(text, *each) for each in chain)
    changes = [
        change._replace(start=start + change.start)
        for (start, end), span in zip(cuts, spans, strict=True)
        for change in differences(words[start:end], span)
    ]
    return Found((), spans, tuple(changes))


def _tied(words: str, cuts: Sequence[Stretch]) -> list[bool]:
    """Whether nothing but brackets stands between a part and the next one."""
    return [
        not _ELLIPSIS.search(words, end, start) for (_, end), (start, _) in pairwise(cuts)
    ]


def _chains(
    lists: Sequence[Sequence[Stretch]], tied: Sequence[bool] = ()
) -> list[list[Stretch]]:
    """The ways to take a stretch of each list, in order, none around a tighter one.

    A stretch from a list that is ``tied`` to the next has the next one within reach.
    """
    if not lists or not all(lists):
        return []
    knots: list[list[list[Stretch]]] = []
    for near, stretches in zip(
        (False, *(tied or [False] * len(lists))), lists, strict=False
    ):
        if near:
            starts = [start for start, _ in stretches]
            knots[-1] = [
                [*knot, stretches[at]]
                for knot in knots[-1]
                if (at := bisect_left(starts, knot[-1][1])) < len(starts)
                and starts[at] - knot[-1][1] <= _REACH
            ]
        else:
            knots.append([[each] for each in stretches])
    if len(knots) == 1 or not all(knots):
        return knots[0] if all(knots) else []
    begins = [[knot[0][0] for knot in each] for each in knots]
    chains: dict[int, list[Stretch]] = {}
    for first in knots[0][: _MOST_STEPS // len(knots)]:
        chain = list(first)
        for each, starts in zip(knots[1:], begins[1:], strict=True):
            at = bisect_left(starts, chain[-1][1])
            if at == len(starts):
                return list(chains.values())
            chain += each[at]
        chains[at] = chain
    return list(chains.values())


def _tightest(
    chains: list[list[Stretch]], blocks: tuple[Paragraph, ...]
) -> list[list[Stretch]]:
    if len(chains) < 2 or len(chains[0]) == 1:
        return chains
    within = [
        chain
        for chain in chains
        if paragraph_at(blocks, chain[0][0]) == paragraph_at(blocks, chain[-1][1] - 1)
    ]
    chains = within or chains
    least = min(chain[-1][1] - chain[0][0] for chain in chains)
    return [chain for chain in chains if chain[-1][1] - chain[0][0] <= 2 * least]
