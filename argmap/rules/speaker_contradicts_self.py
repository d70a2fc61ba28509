"""One and the same speaker is said to hold two claims that contradict each other.

It may be so, and then it is worth showing; more often one of the claims is somebody else's, or
says more than was said. Whether the speaker may be blamed for it is a question of its own: see
the scheme of inconsistent commitments in Walton, Reed and Macagno, *Argumentation Schemes*
(2008).

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because quieter "The streets will be quieter."
    by: "The mayor"
    contradicts busier
  but busier "The streets will be busier."
    by: "The mayor"
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  expect: undecided
  because quieter "The streets will be quieter."
    by: "The mayor"
    contradicts busier
  but busier "The streets will be busier."
    by: "The mayor’s predecessor"
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every two contraries with the same `by`."""
    for pair in subject.map.contraries:
        one, other = pair.first, pair.second
        if one.by and other.by and _folded(one.by) == _folded(other.by):
            spans = (one.span, "who says this"), (other.span, "and who says this")
            yield RULE.finding(
                f'"{one.by}" says both {called(one)} and {called(other)}, '
                "which contradict each other",
                pair.span or subject.whole,
                labels=[Label(span, said) for span, said in spans if span],
                help=("if it was at different times, `by` can say so",),
            )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


RULE = Rule("speaker-contradicts-self", Severity.WARNING, __doc__, check)
