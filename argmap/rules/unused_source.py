"""Nothing is quoted from a source.

A source that no claim is read from tells a reader that the map rests on a text which it does
not use. Either its quotations were forgotten or it is a leftover.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
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
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every source without a quotation."""
    quoted = {quote.source for claim in subject.map.claims for quote in claim.quotes}
    for source in subject.map.sources:
        if source.id not in quoted:
            yield RULE.finding(
                f"nothing is quoted from `{source.id}`",
                source.span or subject.whole,
                help=(f'quote it beneath a claim: quote {source.id} "WORDS"',),
            )


RULE = Rule("unused-source", Severity.WARNING, __doc__, check, needs_all=True)
