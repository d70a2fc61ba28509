"""Linked premises of one step contradict each other.

Premises that count only together must be able to stand together. From two that cannot, anything
would follow, and so nothing does.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because emptier "A charge empties the streets of the centre."
    and as-full "The streets stay as full as before."
claim emptier
  contradicts as-full
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because emptier "A charge empties the streets of the centre."
    and jammed "The streets of the centre are jammed today."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.contraries import contraries
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every two premises of a step, for or against, that are contraries."""
    pairs = contraries(subject)
    if not pairs:
        return
    for step in subject.map.steps:
        place = {each.claim.id: at for at, each in enumerate(step.premises)}
        for at, one in enumerate(step.premises if len(place) > 1 else ()):
            against = {
                place.get(claim.id, -1) for claim in subject.map.contraries_of(one.claim)
            }
            for other in (step.premises[each] for each in sorted(against) if each > at):
                pair = pairs[one.claim.id, other.claim.id]
                spans = (
                    (one.span, "together with it"),
                    (pair.span, "they contradict each other"),
                )
                yield RULE.finding(
                    f"{called(one.claim)} and {called(other.claim)} are to count together, "
                    "and contradict each other",
                    other.span or step.span or subject.whole,
                    labels=[Label(span, said) for span, said in spans if span],
                    help=("are they reasons of their own? then write `because` for each",),
                )


RULE = Rule("contrary-premises", Severity.ERROR, __doc__, check)
