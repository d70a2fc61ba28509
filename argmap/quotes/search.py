"""Where a quotation stands in its source, word for word.

A quotation stands in a source only where it neither begins nor ends inside a word: `art` does
not stand in `party`, nor `won` in `won't`, `aligned` in `non-aligned`, `14` in `14.5`. Scripts
that put no blanks between words have no such bounds.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from argmap.quotes.folding import EMPTY, Folded, Stretch, Words, cuts_word
from argmap.quotes.passages import Change, Paragraph, Place, paragraph_at, paragraphs
from argmap.text import Span, Text

_MOST_PLACES = 1_000
_MOST_HITS = 100_000
_MOST_STEPS = 500_000

_DOTS = r"(?:…+|\.(?:[ \u00a0]?\.){2,})"
_ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")


def parts(words: str) -> list[tuple[int, int]]:
    """Where each part between a quotation's ellipses starts and ends, blanks left out.

    A part without a letter or digit, such as the stop after a last ellipsis, does not
    count, unless there is no other.
    """
    cuts = [0]
    for ellipsis in _ELLIPSIS.finditer(words):
        cuts += ellipsis.span()
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

    def exact(self, part: str) -> list[Stretch]:
        """Where a part of a quotation stands word for word."""
        found: list[Stretch] = []
        content, folded = self.text.content, self.folded
        needle = Folded(part).content
        at = folded.content.find(needle)
        for _ in range(_MOST_HITS):
            if at < 0:
                break
            start, end = folded.start(at), folded.end(at + len(needle))
            cut = cuts_word(content, start, start=True)
            if cut or cuts_word(content, end, start=False):
                at = folded.content.find(needle, at + 1)
            else:
                found.append((start, end))
                at = folded.content.find(needle, at + len(needle))
        return found


@lru_cache(maxsize=32)
def _haystack(text: Text) -> Haystack:
    return Haystack(text)


@lru_cache(maxsize=4096)
def search(text: Text, words: str) -> Found:
    """Look for a quotation in a text; the answer is remembered."""
    pieces = [words[start:end] for start, end in parts(words)]
    if not pieces:
        return Found()
    haystack = _haystack(text)
    stands = {part: haystack.exact(part) for part in dict.fromkeys(pieces)}
    exact = [stands[part] for part in pieces]
    blocks = paragraphs(text)
    chains = _tightest(_chains(exact), blocks)[:_MOST_PLACES]
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
        hits or nearest(haystack, part) for part, hits in zip(pieces, exact, strict=True)
    ]
    if not all(like):
        return Found()
    chain = [each[0] for each in like]
    if len(pieces) > 1:
        chains = _tightest(_chains([sorted(each) for each in like]), blocks)
        chain = chains[0] if chains else chain
    spans = tuple(Span(text, *each) for each in chain)
    changes = [
        change
        for part, span in zip(pieces, spans, strict=True)
        for change in differences(part, span)
    ]
    return Found((), spans, tuple(changes))


def _chains(lists: Sequence[Sequence[Stretch]]) -> list[list[Stretch]]:
    """The ways to take a stretch of each list, in order, none around a tighter one."""
    if not all(lists):
        return []
    if len(lists) == 1:
        return [[each] for each in lists[0]]
    starts = [[start for start, _ in each] for each in lists]
    chains: dict[int, list[Stretch]] = {}
    for first in lists[0][: _MOST_STEPS // len(lists)]:
        chain = [first]
        for stretches, begins in zip(lists[1:], starts[1:], strict=True):
            at = bisect_left(begins, chain[-1][1])
            if at == len(begins):
                return list(chains.values())
            chain.append(stretches[at])
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
