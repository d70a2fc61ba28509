"""Two claims are stated in the same words.

What is stated twice can be rebutted once and go on standing under the other name; reasons for
the one do nothing for the other. Case and punctuation make no difference, the language neither.
Claims that different speakers make (`by:`) are left alone. So are pairs that
[begs-the-question](begs-the-question.md) or
[double-counted-reason](double-counted-reason.md) report.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air "A charge makes the air cleaner."
    because "A charge cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air "A charge makes the air cleaner."
    because fumes "Fewer cars give off fewer fumes."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Severity
from argmap.model import Claim
from argmap.rules.restated import restated
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import named, place


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim whose words are those of an earlier one."""
    for each in subject.once(restated):
        if each.how == RULE.name:
            yield RULE.finding(
                f"{named(each.claim, 'this')} is stated in the words of "
                f"{named(each.other, 'another claim')}",
                place(subject, each.claim),
                labels=(Label(place(subject, each.other), "first stated here"),),
                help=("state it once, and name it where it is meant again",),
                fix=_fix(each.claim, each.other),
            )


def _fix(claim: Claim, other: Claim) -> Fix | None:
    """Name the first one instead; nothing else can refer to a claim without a name."""
    if not claim.anonymous or other.anonymous or claim.name is None:
        return None
    return Fix(f"refer to `{other.id}`", (Edit(claim.name, other.id),))


RULE = Rule("duplicate-claim", Severity.WARNING, __doc__, check)
