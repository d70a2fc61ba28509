"""What the rules on quotations have in common."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from argmap.diagnostics import Edit, Fix, Label
from argmap.model import Source
from argmap.quotes import Change, Reading, certain, corrected
from argmap.rules.english import Weight, critical_change, is_english
from argmap.rules.quantities import Quantity, numbers
from argmap.rules.rule import Subject
from argmap.text import Span

_SENTENCE = re.compile(r"[.!?…](?!\w)|\n\s*\n")


def place(subject: Subject, reading: Reading) -> Span:
    """Where the map quotes: the words themselves, or else what is around them."""
    quote = reading.quote
    return quote.words or quote.span or reading.claim.span or subject.whole


def unchecked(subject: Subject) -> Iterator[tuple[Source, str]]:
    """Each source whose quotations nobody looked up, and how many they are, in words."""
    counts = Counter(
        reading.quote.source for reading in subject.readings if reading.state == "unchecked"
    )
    for source in subject.map.sources:
        if times := counts[source.id]:
            yield (
                source,
                ("its quotation is" if times == 1 else f"its {times} quotations are"),
            )


def excerpt(words: str, letters: int = 100) -> str:
    """Words on one line, as messages show them: cut where they are over so many letters."""
    line = " ".join(words.split())
    if len(line) > letters:
        line = line[: letters - 1].rstrip() + "…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def in_english(subject: Subject, reading: Reading) -> bool:
    """Whether the quotation's source is English; one that does not say is what maps are."""
    source: Source | None = subject.map.source.get(reading.quote.source)
    return is_english((source and source.language) or subject.language)


def misquotations(
    subject: Subject,
) -> Iterator[tuple[Reading, list[tuple[Change, Weight]]]]:
    """Every altered quotation, and the critical changes in it, each with its gravest kind."""
    for reading in subject.readings:
        if reading.state == "altered":
            english = in_english(subject, reading)
            kinds = (
                (
                    change,
                    critical_change(*_without_equals(reading, change), english=english),
                )
                for change in reading.difference
            )
            yield reading, [(change, kind) for change, kind in kinds if kind]


def _without_equals(reading: Reading, change: Change) -> tuple[str, str]:
    """The two wordings of a change, less the numbers in them that are the same in another form."""
    found = []
    for text, start, end in (
        (reading.quote.text, change.start, change.start + len(change.quoted)),
        (change.span.text.content, change.span.start, change.span.end),
    ):
        low = max(start - 60, 0)
        stretches = [
            (each, max(low + each.start, start), min(low + each.end, end))
            for each in numbers(text[low : end + 60])
            if low + each.start <= end + 1 and start <= low + each.end + 1
        ]
        rest, at = "", start
        for _, first, last in stretches:
            rest, at = rest + text[at : max(first, at)] + " ", max(last, at)
        found.append(([each for each, _, _ in stretches], rest + text[at:end]))
    (ours, rest), (theirs, others) = found
    same = len(ours) == len(theirs) and all(map(Quantity.equals, ours, theirs))
    return (rest, others) if ours and same else (change.quoted, change.source)


_MOST_SAID = 5


def difference(changes: Sequence[Change]) -> str:
    """What a quotation has that its source has not, in words: one change after the other."""
    said, verb = [], ""
    for change in changes[:_MOST_SAID]:
        ours, theirs = excerpt(change.quoted, 40), excerpt(change.source, 40)
        before, verb = verb, "has" if theirs else "does not have"
        start = f"{'and ' if before else 'the source '}{verb} " if verb != before else ""
        if theirs:
            said.append(f'{start}"{theirs}"' + (f', not "{ours}"' if ours else " as well"))
        else:
            said.append(f'{start}"{ours}"')
    more = len(changes) - _MOST_SAID
    return "; ".join([*said, f"and {more} more"] if more > 0 else said)


def source_labels(reading: Reading) -> list[Label]:
    """The passage of the source that an altered quotation is nearest to."""
    first, *others = reading.spans
    return [
        Label(first, "the source says this"),
        *(Label(each, "and this") for each in others),
    ]


def source_help(reading: Reading) -> list[str]:
    """The source's own words, as a piece of advice; some more, if they may go on."""
    words = corrected(reading)
    if not certain(reading):
        first, last = reading.spans[0], reading.spans[-1]
        before = _SENTENCE.split(first.text.content[max(first.start - 40, 0) : first.start])
        after = _SENTENCE.split(last.text.content[last.end : last.end + 40])
        if len(before[-1]) == 40:
            before[-1] = f"… {before[-1].partition(' ')[2]}"
        if len(after[0]) == 40:
            after[0] = f"{after[0].rpartition(' ')[0]} …"
        words = before[-1] + words + after[0]
    return [f'the source says: "{excerpt(words, 180)}"']


def source_fix(reading: Reading) -> Fix | None:
    """Put the source's own words into the quotation; it changes what the map says.

    There is no fix where the place is unknown, where it is not certain that the words are those
    that are meant, or where they have control characters, which no string may hold.
    """
    words = corrected(reading)
    if (
        reading.quote.words is None
        or re.search(r"[\x00-\x1f\x7f]", words)
        or not certain(reading)
    ):
        return None
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return Fix("quote the source's own words", (Edit(reading.quote.words, escaped),))


def trusted(subject: Subject) -> Iterator[list[Reading]]:
    """For each claim that has any, its quotations whose words may be relied on.

    Those are all but the altered and absent ones, which other rules report.
    """
    by_claim: dict[str, list[Reading]] = {}
    for reading in subject.readings:
        if reading.state not in ("altered", "absent"):
            by_claim.setdefault(reading.claim.id, []).append(reading)
    yield from by_claim.values()


def narrow(span: Span, words: str) -> Span:
    """The one place in a span where the words stand as such, or all of it."""
    alone = rf"(?<!\w){re.escape(words)}(?!\w)"
    found = list(re.finditer(alone, span.content, re.IGNORECASE))
    if len(found) != 1:
        return span
    return Span(span.text, span.start + found[0].start(), span.start + found[0].end())
