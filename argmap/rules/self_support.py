"""A claim is given as a reason for itself.

Whoever doubts the claim doubts the reason just as much, so nothing is gained: the shortest way
to beg the question.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because charge
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
    """Every step for a claim that has this claim among its premises."""
    for step in subject.map.steps:
        for premise in step.premises:
            if step.kind == "for" and premise.claim is step.target:
                yield RULE.finding(
                    f"`{premise.claim.id}` is a reason for itself",
                    premise.span or step.span or subject.whole,
                    help=("name a reason that somebody could accept who doubts the claim",),
                )


RULE = Rule("self-support", Severity.ERROR, __doc__, check)
