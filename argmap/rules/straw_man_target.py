"""A claim is rebutted that nobody is said to hold.

It stands against what the map argues for, only to be knocked down, and no quotation, no `by` and no
reason says that anyone believes it. To refute what nobody said is to fight a straw man. The rule
looks only at maps that read a text, in which at least half of the claims are quoted or have a `by`.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  quote council "recommends the charge"
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "a charge cuts rush-hour traffic"
  but no-vans "No van could ever come into the centre again."
    but until-ten "Vans go free until ten."
```

```text council-report.txt
The committee recommends the charge. It found that a charge cuts rush-hour traffic. Small traders
fear for their deliveries.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  quote council "recommends the charge"
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "a charge cuts rush-hour traffic"
  but deliveries "Shops could no longer be supplied."
    by: "Small traders"
    quote council "fear for their deliveries"
    but until-ten "Vans go free until ten."
```

```text council-report.txt
The committee recommends the charge. It found that a charge cuts rush-hour traffic. Small traders
fear for their deliveries.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.sides import CON, Sides


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rebutted claim against a thesis that has neither a holder nor a reason."""
    map = subject.map
    if 2 * sum(bool(claim.quotes or claim.by) for claim in map.claims) < len(map.claims):
        return
    sides = subject.once(Sides)
    for claim in map.claims:
        if claim.by or claim.quotes or claim.role == "thesis" or sides.of(claim) != {CON}:
            continue
        into = map.steps_to(claim)
        if not into or any(step.kind == "for" for step in into):
            continue
        span = into[0].span
        yield RULE.finding(
            "nobody is said to hold this claim, which is rebutted",
            claim.name or subject.whole,
            labels=[Label(span, "it is rebutted here")] if span else [],
            help=("say who holds it, by `by` or a quotation, or why one might",),
        )


RULE = Rule("straw-man-target", Severity.INFO, __doc__, check, needs_all=True)
