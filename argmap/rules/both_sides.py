"""Two claims that contradict each other are reasons for the same claim, or rebut the same one.

Only one of them can stand, so the map counts a reason that it must give up. If the claim
follows either way, that is a dilemma, and a good one; but then the reason is that it follows
either way, not that both hold: link the alternative and the two conditionals as premises of one
step. Two rebuttals, or undercuts, may contradict each other where different speakers (`by:`) make
them: the one says that it goes too far, the other that it does not go far enough.

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
from typing import TypeAlias

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.model import Claim, Step
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called

DILEMMA = "for a dilemma, link the alternative and two conditionals by `and`"
_CHOICE = "keep the one that is meant, or say with `by` who says which"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every two contraries that are premises of different steps for, or against, one target."""
    for pair in subject.map.contraries:
        for first, step in both_sides(subject, pair.first, pair.second):
            spans = (
                (first.span, f"{called(pair.first)} {_does(first)} here"),
                (pair.span, "they contradict each other here"),
            )
            yield RULE.finding(
                f"{called(pair.first)} and {called(pair.second)} contradict each other, "
                f"and both {_do(step)}",
                step.span or subject.whole,
                labels=[Label(span, said) for span, said in spans if span],
                help=(DILEMMA if step.kind == "for" else _CHOICE,),
            )


def both_sides(subject: Subject, one: Claim, other: Claim) -> Iterator[tuple[Step, Step]]:
    """The steps, one from each of two claims, to the same end.

    Rebuttals of different speakers are none.
    """
    here, there = _by_end(subject, one), _by_end(subject, other)
    for end in here if len(here) < len(there) else there:
        first, step = here.get(end), there.get(end)
        if first is None or step is None or first.id == step.id:
            continue
        if step.kind == "for" or one.by == other.by:
            yield first, step


_End: TypeAlias = tuple[str, bool, str]


def _by_end(subject: Subject, claim: Claim) -> dict[_End, Step]:
    """The first step of a claim to each end, for or against."""
    known = subject.once(_ends)
    if claim.id not in known:
        found: dict[_End, Step] = {}
        known[claim.id] = found
        for step in subject.map.steps_from(claim):
            found.setdefault((step.kind, step.undercuts, step.target.id), step)
    return known[claim.id]


def _ends(_: Subject) -> dict[str, dict[_End, Step]]:
    return {}


def _does(step: Step) -> str:
    return "supports it" if step.kind == "for" else "speaks against it"


def _do(step: Step) -> str:
    if step.undercuts:
        return "undercut the same step"
    return f"{'support' if step.kind == 'for' else 'rebut'} {called(step.target)}"


RULE = Rule("both-sides", Severity.WARNING, __doc__, check)
