"""A quotation differs from its source in a negation, a number, a quantifier or a modal.

"Will impose" and "will not impose" differ in three letters, and are opposites. "Some" is not "all",
"may" is not "will", and 14 is not 15. Whoever reads the map takes the quotation for what the author
said, so that such a slip is graver than others. A number in another form, as "20%" for
"twenty per cent", is the same. Words are judged where the source is English or does not say
what it is; numbers in any language.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "the charge will move traffic elsewhere"
```

```text council-report.txt
On every model that we ran, the charge will not move traffic elsewhere.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "the charge will not move traffic elsewhere"
```

```text council-report.txt
On every model that we ran, the charge will not move traffic elsewhere.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
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
    """Every altered quotation that differs in a critical word."""
    for reading, change, kind in misquotations(subject):
        if change is None:
            continue
        yield RULE.finding(
            f"quotation differs from `{reading.quote.source}` in a {kind}",
            place(subject, reading),
            note=difference(change),
            labels=source_labels(reading),
            help=source_help(reading),
            fix=source_fix(reading),
        )


RULE = Rule("misquote-critical", Severity.ERROR, __doc__, check, reads_sources=True)
