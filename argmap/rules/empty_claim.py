"""A claim has no text.

An empty card says nothing that one could believe or doubt.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic ""
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim whose text is blank."""
    for claim in subject.map.claims:
        if not claim.text.strip():
            yield RULE.finding(
                "this claim says nothing",
                claim.name or subject.whole,
                help=("write the claim between the quotation marks",),
            )


RULE = Rule("empty-claim", Severity.ERROR, __doc__, check)
