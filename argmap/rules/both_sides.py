"""Two claims that contradict each other are reasons for the same claim.

Only one of them can stand, so the map counts a reason that it must give up. If the claim
follows either way, that is a dilemma, and a good one; but then the reason is that it follows
either way, not that both hold: link the alternative and the two conditionals as premises of one
step. Rebuttals and undercuts are another matter: a claim that falls whichever of two contraries is
true has met a good objection, and to one it goes too far, to another not far enough.

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
from argmap.model import Claim, Step
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called

DILEMMA = "for a dilemma, link the alternative and two conditionals by `and`"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every two contraries that are premises of different steps for one claim."""
    for pair in subject.map.contraries:
        for first, step in both_sides(subject, pair.first, pair.second):
            spans = (
                (first.span, f"{called(pair.first)} supports it here"),
                (pair.span, "they contradict each other here"),
            )
            yield RULE.finding(
                f"{called(pair.first)} and {called(pair.second)} contradict each other, "
                f"and both support {called(step.target)}",
                step.span or subject.whole,
                labels=[Label(span, said) for span, said in spans if span],
                help=(DILEMMA,),
            )


def both_sides(subject: Subject, one: Claim, other: Claim) -> Iterator[tuple[Step, Step]]:
    """The steps, one from each of two claims, for the same claim."""
    here, there = _by_target(subject, one), _by_target(subject, other)
    for target in here if len(here) < len(there) else there:
        first, step = here.get(target), there.get(target)
        if first is not None and step is not None and first.id != step.id:
            yield first, step


def _by_target(subject: Subject, claim: Claim) -> dict[str, Step]:
    """The first step of a claim for each other one."""
    known = subject.once(_known)
    if claim.id not in known:
        found: dict[str, Step] = {}
        for step in subject.map.steps_from(claim):
            if step.kind == "for":
                found.setdefault(step.target.id, step)
        known[claim.id] = found
    return known[claim.id]


def _known(_: Subject) -> dict[str, dict[str, Step]]:
    return {}


RULE = Rule("both-sides", Severity.WARNING, __doc__, check)
