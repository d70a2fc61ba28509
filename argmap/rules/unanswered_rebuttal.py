"""A rebuttal of what a thesis rests on is answered by nothing.

Nothing speaks against it or against its reasons, and nothing undercuts it. It may be right;
then the map should perhaps not rest on what it rebuts. Often the text does answer it somewhere,
and the map has not caught it. An objection that is raised and left standing is what Johnson
calls a gap in the dialectical tier of an argument (*Manifest Rationality*, 2000). Every map
that is fair to the other side has some, so this is asked only of those that want to answer them
all.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    but elsewhere "The cars drive through the suburbs instead."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    but elsewhere "The cars drive through the suburbs instead."
      but counted "In the trial no more cars were counted in the suburbs."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import ArgumentMap, Claim, Step
from argmap.rules.graph import graph
from argmap.rules.rule import Rule, Subject
from argmap.rules.sides import PRO, Sides


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rebuttal or undercut of what only speaks for theses, if nothing touches it."""
    if all(step.kind == "for" for step in subject.map.steps):
        return
    sides, answered = subject.once(Sides), _answered(subject)
    for step in subject.map.steps:
        if (
            step.kind == "for"
            or sides.of(step.target) != {PRO}
            or _is_moot(step)
            or subject.map.steps_to(step)
            or any(_speaks(subject.map, each.claim, step) for each in step.premises)
            or any(each.claim.id in answered for each in step.premises)
        ):
            continue
        verb = "undercut" if step.undercuts else "rebuttal"
        yield RULE.finding(
            f"nothing answers this {verb}",
            step.premises[0].span or step.span or subject.whole,
            help=("what speaks against it, or against its reasons, goes beneath it",),
        )


def _is_moot(step: Step) -> bool:
    """Whether it undercuts a reason for a claim that is taken at its word anyway."""
    target = step.target
    return (
        isinstance(target, Step)
        and isinstance(target.target, Claim)
        and target.kind == "for"
        and target.target.given
    )


def _speaks(map: ArgumentMap, claim: Claim, step: Step) -> bool:
    """Whether a claim is contradicted by another one than that which it rebuts."""
    return any(each.id != step.target.id for each in map.contraries_of(claim))


def _answered(subject: Subject) -> set[str]:
    """The claims that something speaks against, or against what they rest on."""
    map = graph(subject)
    found = set()
    for step in subject.map.steps:
        if step.kind == "against":
            target = step.target.target if isinstance(step.target, Step) else step.target
            if isinstance(target, Claim):
                found.add(map.number[target.id])
    queue = list(found)
    for number in queue:
        for above in map.supports[number]:
            if above not in found:
                found.add(above)
                queue.append(above)
    return {map.id(number) for number in found}


RULE = Rule(
    "unanswered-rebuttal", Severity.INFO, __doc__, check, opt_in=True, needs_all=True
)
