"""A claim is given as a reason for itself.

Whoever doubts the claim doubts the reason just as much, so nothing is gained: the shortest way
to beg the question. A claim among several linked premises for itself is found by
`premise-is-conclusion`.

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
    """Every step for a claim that has this claim as its only premise."""
    for step in subject.map.steps:
        premise = step.premises[0]
        if step.kind == "for" and len(step.premises) == 1 and premise.claim is step.target:
            yield RULE.finding(
                f"`{premise.claim.id}` is a reason for itself",
                premise.span or step.span or subject.whole,
                help=("name a reason that somebody could accept who doubts the claim",),
            )


RULE = Rule("self-support", Severity.ERROR, __doc__, check)
