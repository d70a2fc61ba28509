"""A premise could fall without turning any other verdict.

It does no work: what it supports stands without it, or falls with it too. Among independent reasons
that is as it should be, for each of them is spare while the others stand; where a map is to be cut
down to what carries it, these are the claims to look at.

To find them, every premise is taken away once. Where very many claims bear on one another in
circles that would take long; then the rule gives up, and says so.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "Traffic fell after the trial."
    because lundhavn "Lundhavn's charge cut traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "Traffic fell after the trial."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.evaluation.supposing import Tangled
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import EFFORT, TANGLED, verdicts


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every premise of a step for a claim that turns no verdict by falling."""
    map = subject.map
    used = {
        premise.claim.id
        for step in map.steps
        if step.kind == "for"
        for premise in step.premises
        if premise.claim.role != "thesis"
    }
    tried = [claim.id for claim in map.claims if claim.id in used]
    try:
        idle = verdicts(subject).idle(tried, EFFORT)
    except Tangled:
        yield RULE.finding(
            f"what is spare was not looked for: {TANGLED}",
            subject.whole,
            help=("take the circles apart",),
        )
        return
    for id in idle:
        claim = map.claim[id]
        yield RULE.finding(
            "if this claim fell, no other verdict would change",
            claim.name or subject.whole,
            help=("it is spare: what it supports stands or falls without it",),
        )


RULE = Rule("idle-premise", Severity.INFO, __doc__, check, opt_in=True, needs_all=True)
