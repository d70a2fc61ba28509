"""Two claims say the same in nearly the same words.

Two names for one thought hide that the reasons under the one are reasons for the other. Reported
are claims that say the same as [begs-the-question](begs-the-question.md) tells it, and claims of
seven words of weight or more of which one has a single word that the other lacks. A word that
turns the claim is never passed over: a negation, a number, a quantifier, a modal, a preposition.

Likeness of letters counts for nothing. "Is wrong" and "is not wrong" are nearly all alike, and so
are `employers` and `employees`; what is said of them is not. A claim that bears on the other one
is left alone, since the narrower claim may well support the wider.

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
from argmap.rules.wording import place


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim that says nearly in the same words what an earlier one says."""
    for each in subject.once(restated):
        if each.how == RULE.name:
            but = f', but for "{each.more}"' if each.more else ""
            yield RULE.finding(
                f"`{each.claim.id}` says the same as `{each.other.id}`{but}",
                place(subject, each.claim),
                labels=(Label(place(subject, each.other), "compare this"),),
                help=("make one claim of them, or say what sets them apart",),
            )


RULE = Rule("near-duplicate-claim", Severity.INFO, __doc__, check)
