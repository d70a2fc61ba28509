"""The map states no thesis.

A thesis is the claim that a map is there to settle. Without one nobody can tell what the
reasons are reasons for in the end, which claims are beside the point, or whether the argument
succeeds.

Bad:

```arg
claim cleaner-air "A charge makes the air cleaner."
  because less-traffic "A charge cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because cleaner-air "A charge makes the air cleaner."
    because less-traffic "A charge cuts rush-hour traffic."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The map as a whole, where no claim is a thesis."""
    if subject.map.theses:
        return
    if not subject.map.claims:
        yield RULE.finding(
            "the map states no claim",
            subject.whole,
            help=('start with the claim to settle: thesis NAME "TEXT"',),
        )
        return
    yield RULE.finding(
        "the map states no thesis",
        subject.whole,
        help=("turn the `claim` that the map is there to settle into a `thesis`",),
    )


RULE = Rule("missing-thesis", Severity.WARNING, __doc__, check, needs_all=True)
