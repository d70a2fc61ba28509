"""What stands beside the lines of a map: counts, verdicts, links."""

from collections.abc import Iterator
from typing import NamedTuple

from argmap.ide.hover import STANDS
from argmap.ide.view import View
from argmap.model import Claim, Verdict
from argmap.quotes import paragraphs
from argmap.resolve.imports import import_name
from argmap.syntax.tree import ClaimLine, ImportLine, PropertyLine, QuoteLine, SourceLine
from argmap.text import Span


class Lens(NamedTuple):
    """What a claim that is stated by itself has for it and against it, in words."""

    span: Span
    said: str
    claim: Claim


class Mark(NamedTuple):
    """The verdict of the claim that a line states, and the end of that line."""

    at: int
    verdict: Verdict
    claim: Claim


class Link(NamedTuple):
    """Words that lead to a place in a file, or to an address."""

    span: Span
    place: Span | None
    address: str
    said: str


def lenses(view: View) -> Iterator[Lens]:
    """The counts of each `thesis` and `claim` line of the map's own file that has a text."""
    for number, node in enumerate(view.tree.nodes):
        line = node.line
        if not isinstance(line, ClaimLine) or line.keyword not in ("thesis", "claim"):
            continue
        claim = view.claim_of(view.tree, number) if line.text else None
        if claim is not None:
            yield Lens(view.tree.span(node), counted(view, claim), claim)


def counted(view: View, claim: Claim) -> str:
    """How many reasons, rebuttals and the like a claim has, and whether it stands."""
    steps = view.map.steps_to(claim)
    reasons = sum(step.kind == "for" for step in steps)
    undercuts = sum(len(view.map.steps_to(step)) for step in steps)
    parts = [
        _many(reasons, "reason"),
        _many(len(steps) - reasons, "rebuttal"),
        _many(undercuts, "undercut"),
        _many(len(view.map.contraries_of(claim)), "contradiction"),
        STANDS[view.verdict(claim)],
    ]
    return ", ".join(filter(None, parts))


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}" if count else ""


def marks(view: View, start: int = 0, end: int | None = None) -> Iterator[Mark]:
    """The verdict of each claim that a stretch of the map's own file states."""
    last = len(view.file.content) if end is None else end
    for number, node in enumerate(view.tree.nodes):
        line = node.line
        if node.start <= last and node.end >= start and isinstance(line, ClaimLine):
            claim = view.claim_of(view.tree, number) if line.text else None
            if claim is not None:
                yield Mark(node.end, view.verdict(claim), claim)


def links(view: View) -> Iterator[Link]:
    """What leads elsewhere: imports, the files of sources, their addresses, and quotations."""
    tree = view.tree
    imports = view.compilation.scopes[0].imports
    for number, node in enumerate(tree.nodes):
        line = node.line
        if isinstance(line, ImportLine):
            file = imports.get(import_name(line))
            if file is not None:
                yield _into(
                    _inner(tree.word(node, line.file)),
                    Span(file.text, 0, 0),
                    "open the map",
                )
        elif isinstance(line, SourceLine) and line.file is not None:
            text = view.source_text(view.full(tree, line.name.value) or "")
            if text is not None:
                span = _inner(tree.word(node, line.file))
                yield _into(span, Span(text, 0, 0), "open the source")
        elif isinstance(line, PropertyLine) and line.key.value == "url":
            if (
                line.value.value.startswith(("http://", "https://"))
                and line.form == "string"
            ):
                yield Link(
                    _inner(tree.word(node, line.value)), None, line.value.value, "open"
                )
        elif isinstance(line, QuoteLine):
            reading = view.reading_at(number)
            if reading is not None and reading.paragraph is not None and reading.spans:
                block = paragraphs(reading.spans[0].text)[reading.paragraph - 1]
                said = f"open ¶{reading.paragraph} of `{reading.quote.source}`"
                place = block.span._replace(start=min(each.start for each in reading.spans))
                yield _into(_inner(tree.word(node, line.words)), place, said)


def _into(span: Span, place: Span, said: str) -> Link:
    return Link(span, place, "", said)


def _inner(span: Span) -> Span:
    """A string without its quotation marks."""
    return span._replace(start=span.start + 1, end=span.end - 1)
