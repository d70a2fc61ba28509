"""No step leads to a claim or away from it, and nothing contradicts it.

A claim that supports nothing, and that nothing speaks for or against, plays no part in the
argument: it was forgotten, or the line that should tie it in was.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
claim parking "Parking in the centre is dear."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but parking "Parking in the centre is dear already."
    but "Most drivers park for nothing at work."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import ArgumentMap, Claim
from argmap.rules.rule import Rule, Subject


def is_orphan(map: ArgumentMap, claim: Claim) -> bool:
    """Whether the claim takes no part in any step or contradiction."""
    return not (map.steps_to(claim) or map.steps_from(claim) or map.contraries_of(claim))


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim that nothing ties to the others."""
    for claim in subject.map.claims:
        if is_orphan(subject.map, claim):
            yield RULE.finding(
                "nothing speaks for or against this thesis"
                if claim.role == "thesis"
                else "no step touches this claim",
                claim.name or subject.whole,
                help=(
                    "give a reason beneath it"
                    if claim.role == "thesis"
                    else "say what it is a reason for or against, or take it out",
                ),
            )


RULE = Rule("orphan-claim", Severity.WARNING, __doc__, check, needs_all=True)
