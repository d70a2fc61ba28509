"""A claim is supported by a claim that contradicts it.

If the two cannot both stand, neither can be a reason for the other, not even together with further
premises: where the reason holds, its conclusion does not.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because moved "A charge only moves the traffic to another hour."
      contradicts less-traffic
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but moved "A charge only moves the traffic to another hour."
    contradicts less-traffic
    but counted "Hour by hour the trial counted fewer cars."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.contraries import contraries
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every premise for a claim that is a contrary of it."""
    pairs = contraries(subject)
    if not pairs:
        return
    for step in subject.map.steps:
        if step.kind == "for":
            for premise in step.premises:
                pair = pairs.get((premise.claim.id, step.target.id))
                if pair is not None:
                    yield RULE.finding(
                        f"{called(premise.claim)} is a reason for {called(step.target)}, "
                        "and contradicts it",
                        premise.span or step.span or subject.whole,
                        labels=[Label(pair.span, "they contradict each other here")]
                        if pair.span
                        else (),
                        help=("is it a rebuttal? then write `but`",)
                        if len(step.premises) == 1
                        else (),
                    )


RULE = Rule("support-from-contrary", Severity.ERROR, __doc__, check)
