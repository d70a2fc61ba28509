"""Two claims say the same in nearly the same words.

Two names for one thought hide that the reasons under the one are reasons for the other. When two
claims say the same is told by [begs-the-question](begs-the-question.md), which reports the pair
itself where one of the two supports the other;
[double-counted-reason](double-counted-reason.md) does where they stand side by side.

Likeness of letters counts for nothing: "is wrong" and "is not wrong" are nearly all alike, and so
are `employers` and `employees`, but what is said of them is not. Nor is a claim with a word more
taken for the same, since "endangered animals" are not all animals.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air "A charge makes the air cleaner."
    because freer-roads "Rush-hour traffic is cut by a charge."
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

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.restated import restated
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import named, place


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim that says nearly in the same words what an earlier one says."""
    for each in subject.once(restated):
        if each.how == RULE.name:
            yield RULE.finding(
                f"{named(each.claim, 'this')} says the same as "
                f"{named(each.other, 'another claim')}",
                place(subject, each.claim),
                labels=(Label(place(subject, each.other), "compare this"),),
                help=("make one claim of them, or say what sets them apart",),
            )


RULE = Rule("near-duplicate-claim", Severity.INFO, __doc__, check)
