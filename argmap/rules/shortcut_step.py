"""A claim supports another one directly, and by way of a third as well.

Where A is a reason for B and B for C, a second arrow from A to C mostly repeats the first way
on a shorter road. It is right only where A bears on C for a reason of its own.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "Traffic fell after the trial."
  because trial
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "Traffic fell after the trial."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step from one premise that leads past a claim which the premise supports."""
    map = subject.map
    for step in map.steps:
        if step.kind != "for" or len(step.premises) != 1:
            continue
        claim, target = step.premises[0].claim, step.target
        reasons = {
            premise.claim.id: way
            for way in map.steps_to(target)
            if way.kind == "for" and way is not step
            for premise in way.premises
        }
        for first in map.steps_from(claim):
            second = reasons.get(first.target.id)
            if first.kind == "for" and second is not None and claim.id != first.target.id:
                yield RULE.finding(
                    f"`{claim.id}` supports `{target.id}` by way of `{first.target.id}` already",
                    step.span or subject.whole,
                    labels=[
                        Label(way.span, said)
                        for way, said in (
                            (first, f"it supports `{first.target.id}` here"),
                            (second, f"and that `{target.id}` here"),
                        )
                        if way.span
                    ],
                    help=("keep this line only if it is a reason of its own",),
                )
                break


RULE = Rule("shortcut-step", Severity.INFO, __doc__, check)
