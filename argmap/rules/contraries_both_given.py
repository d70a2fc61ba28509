"""Two claims contradict each other, and both are `given`.

`given: yes` takes a claim at its word. Of two that cannot both stand, the map may take one at its
word, or leave the matter open.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because quieter "The streets will be quieter."
    given: yes
    contradicts busier
  but busier "The streets will be busier."
    given: yes
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  expect: undecided
  because quieter "The streets will be quieter."
    contradicts busier
  but busier "The streets will be busier."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every two contraries that are both taken at their word."""
    for pair in subject.map.contraries:
        if pair.first.given and pair.second.given:
            spans = (
                (pair.first.span, f"{called(pair.first)} is stated here"),
                (pair.second.span, f"{called(pair.second)} is stated here"),
            )
            yield RULE.finding(
                f"{called(pair.first)} and {called(pair.second)} contradict each other, "
                "and both are given",
                pair.span or subject.whole,
                labels=[Label(span, said) for span, said in spans if span],
                help=("take `given: yes` away from one of them",),
            )


RULE = Rule("contraries-both-given", Severity.ERROR, __doc__, check)
