"""A reason says the same as what it is a reason for.

Whoever doubts the conclusion doubts such a reason as well: it begs the question, and gives
nothing to believe by. Mostly one of the two sentences was meant to be another. The rule also
looks at linked premises and at assumed ones.

Two claims say the same where they do word by word, up to case, punctuation, articles and
inflection; active and passive are the same, "it is wrong to cheat" is "cheating is wrong", and
"very", "indeed" or "it is true that" add nothing. Order counts, since that dogs fear cats is not
that cats fear dogs; so do tense and who says it (`by:`). Words of like meaning are not seen
through. In another language than English the very words count alone.

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
    because trial "Traffic fell by a fifth in the trial."
```

Aristotle has the fallacy (*Sophistical Refutations* 5). Douglas Walton's *Begging the Question*
(1991) tells two kinds apart: a premise that is equivalent to the conclusion, which is what is found
here, and one that depends on it.
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.restated import restated
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import named, place


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every premise that says the same as the claim that it supports."""
    for each in subject.once(restated):
        if each.how == RULE.name and each.premise:
            yield RULE.finding(
                f"{named(each.claim, 'this')} says what it is a reason for",
                each.premise.span or subject.whole,
                labels=(Label(place(subject, each.other), "it is a reason for this"),),
                help=("give a reason that someone can accept who doubts the conclusion",),
            )


RULE = Rule("begs-the-question", Severity.WARNING, __doc__, check)
