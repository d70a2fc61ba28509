"""``argmap sources``."""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from argmap import project
from argmap.cli import loading, wants_colour
from argmap.quotes import Coverage, Reading, coverage
from argmap.rules.quoted import excerpt
from argmap.text import Text

STATES = ("exact", "altered", "absent", "ambiguous", "unchecked")
_COLOURS = {
    "exact": "32",
    "altered": "33",
    "absent": "31",
    "ambiguous": "33",
    "unchecked": "2",
}


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap sources map.arg\n"
    "  argmap sources map.arg --source article=article.txt --format json",
)
@loading.map_argument
@loading.source_option
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def command(path: str, sources: Mapping[str, str], format: str) -> None:
    """Hold quotations against their sources.

    Shows for each source its paragraphs and the claims that read them, and whether each
    quotation is exact, altered, absent, ambiguous, or unchecked for want of the text.
    """
    compiled = loading.load(path, sources)
    found = coverage(compiled.map, compiled.subject.texts)
    if format == "json":
        value = {"argmap": 1, "sources": [_source(each) for each in found]}
        project.write("-", json.dumps(value, indent=2, ensure_ascii=False) + "\n")
        return
    colour = wants_colour(sys.stdout)
    garbled = compiled.subject.garbled
    for each in found:
        text = garbled.get(each.source.id)
        sys.stdout.writelines(f"{row}\n" for row in _rows(each, text, colour))


def _source(each: Coverage) -> dict[str, Any]:
    return {
        "id": each.source.id,
        "file": each.source.file,
        "paragraphs": [
            {
                "number": paragraph.number,
                "start": paragraph.span.start,
                "text": paragraph.span.content,
                "claims": [claim.id for claim in claims],
            }
            for paragraph, claims in each.paragraphs
        ],
        "quotes": [_quote(reading) for reading in each.readings],
    }


def _quote(reading: Reading) -> dict[str, Any]:
    return {
        "claim": reading.claim.id,
        "text": reading.quote.text,
        "state": reading.state,
        "paragraph": reading.paragraph,
        "difference": [
            {"quoted": change.quoted, "source": change.source}
            for change in reading.difference
        ],
    }


def _rows(each: Coverage, garbled: Text | None, colour: bool) -> Iterator[str]:
    source = each.source
    title = f' "{excerpt(source.title)}"' if source.title else ""
    yield f"{source.id}{title}"
    if not each.readings:
        yield "  nothing is quoted from it"
    elif not each.paragraphs:
        if garbled:
            where = f"`{garbled.name}` is {garbled.foreign or 'not in UTF-8'}"
        elif source.path and os.path.isdir(source.path):
            where = f"`{source.file}` is a folder"
        elif source.file:
            where = f"`{source.file}` is not there"
        else:
            where = "the map names no file for it"
        yield f"  no text: {where}; name one with --source {source.id}=PATH"
    yield f"  {_counts(each.readings)}"
    for paragraph, claims in each.paragraphs:
        names = ", ".join(claim.id for claim in claims)
        words = excerpt(paragraph.span.content, 48)
        row = f"  ¶{paragraph.number:<3} {words:<48}  {names or '-'}"
        yield row if claims or not colour else f"\x1b[2m{row}\x1b[0m"
    for reading in each.readings:
        if reading.state not in ("exact", "unchecked"):
            state = f"{reading.state:<9}"
            code = _COLOURS[reading.state]
            state = f"\x1b[{code}m{state}\x1b[0m" if colour else state
            yield f'  {state}  {reading.claim.id}: "{excerpt(reading.quote.text, 60)}"'
            for change in reading.difference:
                yield f"             {_difference(change.quoted, change.source)}"
    yield ""


def _difference(quoted: str, source: str) -> str:
    if not quoted:
        return f'the source has "{excerpt(source, 50)}" as well'
    if not source:
        return f'the source does not have "{excerpt(quoted, 50)}"'
    return f'"{excerpt(quoted, 50)}" is "{excerpt(source, 50)}" in the source'


def _counts(readings: Sequence[Reading]) -> str:
    total = len(readings)
    counts = [
        f"{number} {state}"
        for state in STATES
        if (number := sum(reading.state == state for reading in readings))
    ]
    return f"{total} quotation{'' if total == 1 else 's'}" + (
        f": {', '.join(counts)}" if counts else ""
    )
