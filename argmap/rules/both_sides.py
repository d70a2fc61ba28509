"""Two claims that contradict each other are reasons for the same claim.

Only one of them can stand, so the map counts a reason that it must give up. If the claim
follows either way, that is a dilemma, and a good one; but then the reason is that it follows
either way, not that both hold: link the alternative and the two conditionals as premises of one
step.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because grows "Traffic will grow."
    contradicts shrinks
  because shrinks "Traffic will shrink."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because either "Traffic will grow or shrink."
    and "If it grows, a charge keeps the streets free."
    and "If it shrinks, a charge hurts few."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.model import Step
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every two contraries that are premises of different steps for one claim."""
    for pair in subject.map.contraries:
        targets: dict[str, Step] = {}
        for step in subject.map.steps_from(pair.first):
            if step.kind == "for":
                targets.setdefault(step.target.id, step)
        for step in subject.map.steps_from(pair.second) if targets else ():
            first = targets.get(step.target.id)
            if step.kind != "for" or first is None or first.id == step.id:
                continue
            spans = (
                (first.span, f"{called(pair.first)} supports it here"),
                (pair.span, "they contradict each other here"),
            )
            yield RULE.finding(
                f"{called(pair.first)} and {called(pair.second)} contradict each other, "
                f"and both support {called(step.target)}",
                step.span or subject.whole,
                labels=[Label(span, said) for span, said in spans if span],
                help=("for a dilemma, link the alternative and two conditionals by `and`",),
            )


RULE = Rule("both-sides", Severity.WARNING, __doc__, check)
