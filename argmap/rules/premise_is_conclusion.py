"""One of several linked premises is the claim that they are to show.

The step would hold only for those who believe its conclusion already. The other premises may be
sound; without this one they have to carry the claim by themselves, and show whether they do. A
claim as its own only reason is found by `self-support`.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    and charge
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    and jammed "The centre is jammed at rush hour."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every linked premise of a step for the very same claim."""
    for step in subject.map.steps:
        if step.kind != "for" or len(step.premises) == 1:
            continue
        for premise in step.premises:
            if premise.claim.id == step.target.id:
                yield RULE.finding(
                    f"`{step.target.id}` is a premise for itself",
                    premise.span or step.span or subject.whole,
                    help=("take it out, and see whether the other premises are enough",),
                )


RULE = Rule("premise-is-conclusion", Severity.ERROR, __doc__, check)
