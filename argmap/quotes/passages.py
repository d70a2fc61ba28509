"""The parts that texts fall into, and places in them."""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from argmap.text import Span, Text


class Paragraph(NamedTuple):
    """A block of lines between blank ones, numbered from 1."""

    number: int
    span: Span


class Place(NamedTuple):
    """Where a whole quotation stands: a span for each part between ellipses, in order."""

    spans: tuple[Span, ...]
    paragraph: int
    """The paragraph in which it begins."""


class Change(NamedTuple):
    """A difference: the words of the quotation, and those that the source has instead.

    Either is empty where the other has words too many. ``span`` is the place of the
    source's, and ``start`` where the quotation's begin in it.
    """

    quoted: str
    source: str
    span: Span
    start: int


@lru_cache(maxsize=32)
def paragraphs(text: Text) -> tuple[Paragraph, ...]:
    """The blocks of lines of a text that blank lines separate."""
    blocks: list[list[int]] = []
    inside = False
    starts = text.line_starts
    content = text.content
    for start, end in zip(starts, (*starts[1:], len(content)), strict=True):
        line = content[start:end]
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            if inside:
                blocks[-1][1] = start + len(line.rstrip())
            else:
                blocks.append([first, start + len(line.rstrip())])
        inside = bool(bare)
    return tuple(
        Paragraph(number, Span(text, start, end))
        for number, (start, end) in enumerate(blocks, 1)
    )


def paragraph_at(blocks: tuple[Paragraph, ...], offset: int) -> int:
    """The number of the paragraph that an offset stands in, or else the last one before."""
    return max(bisect_right(blocks, offset, key=lambda block: block.span.start), 1)
