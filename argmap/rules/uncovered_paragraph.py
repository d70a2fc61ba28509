"""No claim reads some paragraph of a source that is quoted elsewhere.

A map of a text should hold all that the text argues, above all what does not fit. A
paragraph from which nothing was taken is either beside the point or was passed over.
Headings, short blocks without a full stop at the end, do not count. The rule is for maps
that set out one text in full, so it is off unless selected.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```

```text council-report.txt
What the trial showed

In the trial year volumes fell by a fifth.

Shops near the boundary lost customers in the first months.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
  but shops "A charge hurts the trade of the centre."
    quote council "Shops near the boundary lost customers"
    but regained "They won them back within a year."
```

```text council-report.txt
What the trial showed

In the trial year volumes fell by a fifth.

Shops near the boundary lost customers in the first months.
```
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.quotes import Paragraph, coverage
from argmap.rules.rule import Rule, Subject
from argmap.text import Span

_SHORT = 120


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quoted source with paragraphs that no claim reads."""
    for each in coverage(subject.map, subject.texts):
        if not any(claims for _, claims in each.paragraphs):
            continue
        unread = [
            paragraph
            for paragraph, claims in each.paragraphs
            if not claims and not _is_heading(paragraph)
        ]
        if unread:
            several = len(unread) > 1
            yield RULE.finding(
                f"no claim reads {len(unread)} paragraph{'s' * several} "
                f"of `{each.source.id}`",
                each.source.span or subject.whole,
                labels=[
                    Label(_opening(paragraph), f"paragraph {paragraph.number}")
                    for paragraph in unread[:3]
                ],
                help=("`argmap sources` lists them all",) * (len(unread) > 3),
            )


def _is_heading(paragraph: Paragraph) -> bool:
    words = paragraph.span.content
    return len(words) <= _SHORT and not re.search(r"[.!…。\uff01।][^\w\s]*$", words)


def _opening(paragraph: Paragraph) -> Span:
    """Its first line, or as much of it as is needed to know it."""
    text, start, end = paragraph.span
    line = text.content.find("\n", start, end)
    return Span(text, start, min(end if line < 0 else line, start + 60))


RULE = Rule("uncovered-paragraph", Severity.WARNING, __doc__, check, opt_in=True)
