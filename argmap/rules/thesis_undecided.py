"""Whether a thesis stands is open.

The map has arguments for and against it, or for what it rests on, that hold each other in check. It
may be what the map is to show; then say so by `expect: undecided`.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because quieter "The streets grow quieter."
claim busier "The streets grow busier."
  contradicts quieter
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because quieter "The streets grow quieter."
claim busier "The streets grow busier."
  contradicts quieter
  but counted "In the trial fewer cars were counted."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import verdicts
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every thesis that is undecided and is not expected to be."""
    for thesis in subject.map.theses:
        if thesis.expect is None and verdicts(subject).claims[thesis.id] == "undecided":
            yield RULE.finding(
                f"whether {called(thesis)} stands is open",
                thesis.name or subject.whole,
                help=(
                    f"`argmap why {subject.argument} {thesis.id}` shows what holds it open",
                    "or say `expect: undecided` if that is what the map comes to",
                ),
            )


RULE = Rule("thesis-undecided", Severity.INFO, __doc__, check, needs_all=True)
