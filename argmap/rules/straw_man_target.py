"""A claim is rebutted that nobody is said to hold.

It stands against what the map argues for, only to be knocked down, and no quotation, no `by` and no
reason says that anyone believes it. To refute what nobody said is to fight a straw man. The rule
looks only at maps that read a text: at least half of the claims, and four of them, are quoted or
have a `by`.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  quote council "recommends the charge"
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "a charge cuts rush-hour traffic"
  because cleaner-air "The air grows cleaner."
    quote council "cleans the air"
  because buses "The buses run on time."
    quote council "lets the buses run on time"
  but no-vans "No van could ever come into the centre again."
    but until-ten "Vans go free until ten."
```

```text council-report.txt
The committee recommends the charge. It found that a charge cuts rush-hour traffic, cleans the air
and lets the buses run on time. Small traders fear for their deliveries.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  quote council "recommends the charge"
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "a charge cuts rush-hour traffic"
  because cleaner-air "The air grows cleaner."
    quote council "cleans the air"
  because buses "The buses run on time."
    quote council "lets the buses run on time"
  but deliveries "Shops could no longer be supplied."
    by: "Small traders"
    quote council "fear for their deliveries"
    but until-ten "Vans go free until ten."
```

```text council-report.txt
The committee recommends the charge. It found that a charge cuts rush-hour traffic, cleans the air
and lets the buses run on time. Small traders fear for their deliveries.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.sides import CON, Sides
from argmap.rules.verdicts import reads_a_text


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rebutted claim against a thesis that has neither a holder nor a reason."""
    map = subject.map
    if not reads_a_text(subject):
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
