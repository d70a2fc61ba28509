"""A quotation is not word for word what its source says.

What stands between quotation marks is read as the author's own words. A changed word, a
case or a comma may be a slip, or a point that the author never made; nobody can tell
without the text. Typographic quotes, dashes and white space may differ, nothing else. Style
guides agree: a quotation keeps wording and spelling, mistakes included (APA 7, section
8.25), what is left out leaves an ellipsis, and what is put in stands in brackets (section
8.31): "[T]raffic fell", "it [the charge] works".

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes dropped by a fifth"
```

```text council-report.txt
In the trial year volumes fell by a fifth.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```

```text council-report.txt
In the trial year volumes fell by a fifth.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.quotes import Reading
from argmap.rules.quoted import (
    difference,
    misquotations,
    place,
    source_fix,
    source_help,
    source_labels,
)
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every altered quotation that differs in nothing critical."""
    for reading, critical in misquotations(subject):
        if not critical:
            yield RULE.finding(
                f"quotation differs from `{reading.quote.source}` {_where(reading)}",
                place(subject, reading),
                note=difference(reading.difference),
                labels=source_labels(reading),
                help=_help(reading),
                fix=source_fix(reading),
            )


def _where(reading: Reading) -> str:
    changes = reading.difference
    if not changes:
        if _in_disorder(reading):
            return "in the order of its parts"
        return (
            "in what its brackets stand for" if _is_bracketed(reading) else "in its blanks"
        )
    if all(each.quoted.lower() == each.source.lower() for each in changes):
        return "in upper and lower case"
    if not any(map(str.isalnum, "".join(each.quoted + each.source for each in changes))):
        return "in punctuation"
    return "in its wording" if len(changes) == 1 else f"in {len(changes)} places"


def _help(reading: Reading) -> list[str]:
    if _in_disorder(reading):
        return ["put its parts in the source's order"]
    if _is_bracketed(reading) and not reading.difference:
        return ["write `…` where more than a few words are left out"]
    return source_help(reading)


def _is_bracketed(reading: Reading) -> bool:
    return len(reading.spans) > 1 and "[" in reading.quote.text


def _in_disorder(reading: Reading) -> bool:
    follow = zip(reading.spans, reading.spans[1:], strict=False)
    return not reading.difference and any(one.end > other.start for one, other in follow)


RULE = Rule("misquote", Severity.WARNING, __doc__, check, reads_sources=True)
