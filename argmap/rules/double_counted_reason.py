"""One reason stands under two names beside itself, for or against the same target.

Two arrows look like two reasons. Said twice, a reason is no stronger than said once, but a
reader who counts, or a program that weighs, is misled. The rule holds the premises that are
said against each other; those that are only assumed may differ. When two claims say the same
is told by [begs-the-question](begs-the-question.md), which has the first word where one of them
supports the other.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because freer-roads "Rush-hour traffic is cut by a charge."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air "A charge makes the air cleaner."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.restated import restated
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import named


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step whose premises say what those of an earlier one say, for the same target."""
    for each in subject.once(restated):
        if each.how == RULE.name and each.premise and each.beside:
            before = each.beside.span
            yield RULE.finding(
                f"{named(each.claim, 'this')} is the same reason as "
                f"{named(each.other, 'another one')}",
                each.premise.span or subject.whole,
                labels=(Label(before, "it is given here already"),) if before else (),
                help=("keep one of the two",),
            )


RULE = Rule("double-counted-reason", Severity.WARNING, __doc__, check)
