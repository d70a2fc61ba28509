"""A claim supports and rebuts one and the same claim.

What speaks for something cannot by itself speak against it. Either the claim says two things,
or one of the lines has the wrong keyword. Premises that count only together are another matter:
a fact may cut both ways, each time with a premise of its own.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because rebate "Households with low incomes get the charge back."
  but rebate
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because rebate "Households with low incomes get the charge back."
  but paperwork "Getting the charge back takes a form that few will fill in."
    but unasked "The tax office pays it back unasked."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.model import Step
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step whose premises make one of the other kind as well."""
    steps: dict[str, list[Step]] = {}
    for step in subject.map.steps:
        for premise in step.premises:
            steps.setdefault(premise.claim.id, []).append(step)
    seen = set()
    for id, drawn in steps.items():
        if len(drawn) < 2:
            continue
        for step, other in _opposite(drawn):
            if (step.id, other.id) in seen:
                continue
            seen.add((step.id, other.id))
            claim = called(subject.map.claim[id])
            first, second = sorted((step, other), key=_place)
            verb = {"for": "supports", "against": "rebuts"}
            yield RULE.finding(
                f"{claim} both supports and rebuts {called(step.target)}",
                second.span or subject.whole,
                note=f"and {verb[second.kind]} it here",
                labels=[
                    Label(first.span, f"it {verb[first.kind]} {called(step.target)} here")
                ]
                if first.span
                else (),
                help=(
                    f"split {claim} into the two things it says, or drop one of the lines",
                ),
            )


def _opposite(steps: list[Step]) -> Iterator[tuple[Step, Step]]:
    """The pairs for and against one claim from the very same premises.

    What a claim is to itself `self-support` and `self-rebuttal` tell.
    """
    by_target: dict[str, list[Step]] = {}
    for step in steps:
        if not step.undercuts:
            by_target.setdefault(step.target.id, []).append(step)
    for group in by_target.values():
        against = [(step, _premises(step)) for step in group if step.kind == "against"]
        for step in group if against else ():
            if step.kind == "for":
                premises = _premises(step)
                for other, others in against:
                    if premises == others and step.target.id not in premises:
                        yield step, other


def _premises(step: Step) -> set[str]:
    return {premise.claim.id for premise in step.premises}


def _place(step: Step) -> tuple[bool, int]:
    return step.span is None, step.span.start if step.span else 0


RULE = Rule("supports-and-attacks", Severity.ERROR, __doc__, check)
