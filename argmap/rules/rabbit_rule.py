"""A term of a conclusion stands in none of the premises for it or against it.

No rabbit comes out of a hat that was not put in: whatever weighs in the conclusion has to come in
with a premise. A term that stands in none shows what the premise that is left unsaid must speak of;
state it with `assuming`. Held against the conclusion are all premises of one step together.

The words of one family are one term (`pollute`, `polluters`), words of like meaning are not, and
small words, `not` and `should` among them, are no terms. Few maps are worked out so fully, so the
rule is for those that are meant to be. Only English is understood.

Bad:

```arg
thesis charge "A charge is fair."
  because drivers-pay "Under a charge drivers pay what driving costs."
```

Good:

```arg
thesis charge "A charge is fair."
  because drivers-pay "Under a charge drivers pay what driving costs."
    assuming polluter-pays "A charge is fair where people pay what they cost."
```

The rabbit rule and [holding hands](holding-hands.md) are taught with Rationale, the mapping program
that Tim van Gelder's group at Austhink made (*Tutorials*, 2.6), and by Joe Lau in *An Introduction
to Critical Thinking and Creativity* (2011).
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.model import Claim
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import listed, place, terms


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step to a claim with a term that no premise of the step has."""
    found = subject.once(terms)
    for step in subject.map.steps:
        target = step.target
        if not isinstance(target, Claim) or target.id not in found:
            continue
        given = [found.get(premise.claim.id) for premise in step.premises]
        if None in given:
            continue
        missing = [
            word
            for term, word in found[target.id].items()
            if not any(term in each for each in given if each)
        ]
        if missing:
            yield RULE.finding(
                f"no premise here speaks of {listed(missing)}",
                step.span or subject.whole,
                labels=(Label(place(subject, target, missing[0]), "this claim does"),),
                help=("add the premise that does; `assuming`, where it is left unsaid",),
            )


RULE = Rule("rabbit-rule", Severity.WARNING, __doc__, check, opt_in=True)
