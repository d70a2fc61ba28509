"""A thesis does not stand: the map itself rejects it.

Something that stands speaks against it, or all reasons for it have fallen. Either the text answers
the rebuttal and the map does not yet, or the map argues against the thesis in the end; then say so
by `expect: out`. Which claims stand is said by the grounded semantics (Dung 1995).

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but unfair "A flat charge weighs most on the poor."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but unfair "A flat charge weighs most on the poor."
    but rebate "Households with low incomes get it back."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.model import Claim
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import verdicts
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every thesis that is out and is not expected to be."""
    for thesis in subject.map.theses:
        if thesis.expect is None and verdicts(subject).claims[thesis.id] == "out":
            against = _against(subject, thesis)
            yield RULE.finding(
                f"{called(thesis)} does not stand",
                thesis.name or subject.whole,
                labels=against,
                help=(
                    "answer what speaks against it"
                    if against
                    else "no reason for it stands: "
                    f"`argmap why {subject.argument} {thesis.id}` says why",
                    "or say `expect: out` if that is what the map comes to",
                ),
            )


def _against(subject: Subject, thesis: Claim) -> list[Label]:
    found = verdicts(subject)
    labels = [
        Label(step.span, "this stands against it")
        for step in subject.map.steps_to(thesis)
        if step.kind == "against" and found.steps[step.id] == "in" and step.span
    ]
    return labels + [
        Label(claim.span, "this stands, and contradicts it")
        for claim in subject.map.contraries_of(thesis)
        if found.claims[claim.id] == "in" and claim.span
    ]


RULE = Rule("thesis-out", Severity.WARNING, __doc__, check, needs_all=True)
