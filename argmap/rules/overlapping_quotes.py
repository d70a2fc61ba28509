"""Two claims quote the same words of their source.

One sentence may well say two things, and then it may be quoted twice. More often the two
claims are one claim in two wordings, or each of them should quote the half that is its own.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth and air became cleaner"
  because cleaner-air "People breathe easier where a fee is levied."
    quote council "air became cleaner"
```

```text council-report.txt
In the trial year volumes fell by a fifth and air became cleaner.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
  because cleaner-air "People breathe easier where a fee is levied."
    quote council "air became cleaner"
```

```text council-report.txt
In the trial year volumes fell by a fifth and air became cleaner.
```
"""

from collections.abc import Iterator
from typing import TypeAlias

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.quotes import Reading
from argmap.rules.quoted import excerpt, place
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called
from argmap.text import Span, Text

_Part: TypeAlias = tuple[Span, int, Reading]


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quotation that shares words with another claim's, stated before."""
    by_text: dict[Text, list[_Part]] = {}
    for number, reading in enumerate(subject.readings):
        if reading.state == "exact":
            for span in reading.spans:
                by_text.setdefault(span.text, []).append((span, number, reading))
    shared: dict[int, tuple[Reading, Reading, Span]] = {}
    for parts in by_text.values():
        for one, other in _overlaps(parts):
            (_, _, first), (_, later, second) = sorted(
                (one, other), key=lambda each: each[1]
            )
            start, end = max(one[0].start, other[0].start), min(one[0].end, other[0].end)
            common = Span(one[0].text, start, end)
            if any(map(str.isalnum, common.content)):
                shared.setdefault(later, (first, second, common))
    for first, second, common in shared.values():
        yield RULE.finding(
            f"{called(second.claim)} quotes words that {called(first.claim)} quotes too",
            place(subject, second),
            note=f'"{excerpt(common.content, 60)}"',
            labels=(Label(place(subject, first), "quoted here first"),),
            help=(
                "quote for each claim the words that say it, or make the two claims one",
            ),
        )


def _overlaps(parts: list[_Part]) -> Iterator[tuple[_Part, _Part]]:
    """Pairs of overlapping parts of two claims, at least one for each part that has any."""
    parts.sort(key=lambda part: (part[0].start, part[1]))
    reaching: list[_Part] = []  # the furthest so far, and the furthest of another claim
    for part in parts:
        span, _, reading = part
        for before in reaching:
            if before[0].end > span.start and before[2].claim.id != reading.claim.id:
                yield before, part
                break
        ranked = sorted((*reaching, part), key=lambda each: each[0].end, reverse=True)
        others = [each for each in ranked if each[2].claim.id != ranked[0][2].claim.id]
        reaching = [ranked[0], *others[:1]]


RULE = Rule("overlapping-quotes", Severity.INFO, __doc__, check, reads_sources=True)
