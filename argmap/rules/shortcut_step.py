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
from argmap.model import Step
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step from one premise that leads past a claim which the premise supports."""
    supports: dict[str, dict[str, Step]] = {}
    reasons: dict[str, dict[str, Step]] = {}
    for step in subject.map.steps:
        if step.kind == "for":
            for premise in step.premises:
                supports.setdefault(premise.claim.id, {}).setdefault(step.target.id, step)
                reasons.setdefault(step.target.id, {}).setdefault(premise.claim.id, step)
    for step in subject.map.steps:
        if step.kind != "for" or len(step.premises) != 1:
            continue
        claim, target = step.premises[0].claim.id, step.target.id
        out, into = supports[claim], reasons[target]
        fewer, more = (out, into) if len(out) < len(into) else (into, out)
        way = next((id for id in fewer if id in more and id not in (claim, target)), None)
        if way is None or into[way] is step:
            continue
        labels = (
            (out[way], f"it supports {called(out[way].target)} here"),
            (into[way], f"and that {called(step.target)} here"),
        )
        yield RULE.finding(
            f"{called(step.premises[0].claim)} supports {called(step.target)} "
            f"by way of {called(out[way].target)} already",
            step.span or subject.whole,
            labels=[Label(each.span, said) for each, said in labels if each.span],
            help=("keep this line only if it is a reason of its own",),
        )


RULE = Rule("shortcut-step", Severity.INFO, __doc__, check)
