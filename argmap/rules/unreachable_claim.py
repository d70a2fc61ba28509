"""No path leads from a claim to a thesis.

The claim has its reasons or is one, but the chain it belongs to ends short of every thesis, so
that the whole of it changes nothing. Often a single line is missing.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
claim parking "Parking in the centre is dear."
  because scarce "There are few places to park."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but parking
claim parking "Parking in the centre is dear."
  because scarce "There are few places to park."
  but "Most drivers park for nothing at work."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import ArgumentMap, Claim, Step
from argmap.rules.orphan_claim import is_orphan
from argmap.rules.rule import Rule, Subject


def reaching(map: ArgumentMap) -> set[str]:
    """The ids of the claims from which steps or contradictions lead to a thesis."""
    reached = {claim.id for claim in map.theses}
    queue: list[Claim | Step] = list(map.theses)
    for target in queue:
        steps = map.steps_to(target)
        queue += steps
        sources = [premise.claim for step in steps for premise in step.premises]
        if isinstance(target, Claim):
            sources += map.contraries_of(target)
        for claim in sources:
            if claim.id not in reached:
                reached.add(claim.id)
                queue.append(claim)
    return reached


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim whose chain ends short of a thesis, orphans left out."""
    if not subject.map.theses:
        return
    reached = reaching(subject.map)
    for claim in subject.map.claims:
        if claim.id in reached or is_orphan(subject.map, claim):
            continue
        yield RULE.finding(
            "no path leads from this claim to a thesis",
            claim.name or subject.whole,
            help=("say what it is a reason for or against, or make it a `thesis`",),
        )


RULE = Rule("unreachable-claim", Severity.WARNING, __doc__, check, needs_all=True)
