"""A claim speaks against itself.

A claim that is its own rebuttal, or its own contrary, can never stand, and what rests on it
falls with it. Paradoxes aside, one of the two names is not the one that was meant.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but charge
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but unfair "A flat charge falls hardest on people with low incomes."
    but rebate "People with low incomes get it back."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim that rebuts itself or is its own contrary."""
    help = ("name the claim that was meant",)
    for step in subject.map.steps:
        for premise in step.premises:
            if step.kind == "against" and premise.claim is step.target:
                yield RULE.finding(
                    f"`{premise.claim.id}` speaks against itself",
                    premise.span or step.span or subject.whole,
                    help=help,
                )
    for pair in subject.map.contraries:
        if pair.first is pair.second:
            yield RULE.finding(
                f"`{pair.first.id}` contradicts itself",
                pair.span or subject.whole,
                help=help,
            )


RULE = Rule("self-rebuttal", Severity.WARNING, __doc__, check)
