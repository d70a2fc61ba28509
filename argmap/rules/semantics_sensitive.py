"""A thesis that is left open is settled once one takes sides.

The grounded semantics accepts only what nobody can help accepting. Whichever way the open conflicts
are settled, the thesis may come out the same: then it is in, or out, under the preferred semantics
(Dung 1995), and a reader who goes by the one will contradict a reader who goes by the other.
To try all sides may take long; after 0.7 seconds the rule gives up, and says so.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  expect: undecided
  because full "The streets are full, and a charge empties them."
    contradicts empty
  because empty "The streets are empty, and a charge costs nobody much."
    # argmap: ignore-file[both-sides] to show what follows from either
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because either "The streets are full or empty."
    and "If they are full, a charge empties them."
    and "If they are empty, a charge costs nobody much."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.no_stable_extension import LIMIT, why_not
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import verdicts
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every thesis that is undecided if grounded, and the same on all preferred extensions."""
    found = verdicts(subject).claims
    still_open = [each for each in subject.map.theses if found[each.id] == "undecided"]
    if not still_open:
        return
    from argmap.evaluation import evaluate
    from argmap.evaluation.framework import TooLarge
    from argmap.evaluation.sat import Deadline, OutOfTime

    try:
        with Deadline(LIMIT) as deadline:
            preferred = evaluate(subject.map, "preferred", deadline).claims
    except (OutOfTime, TooLarge) as error:
        yield RULE.finding(
            f"what is preferred was not settled: {why_not(error)}",
            still_open[0].name or subject.whole,
            help=(
                f"`argmap eval {subject.argument} --semantics preferred` takes as long as it needs",
            ),
        )
        return
    for thesis in still_open:
        if preferred[thesis.id] != "undecided":
            yield RULE.finding(
                f"{called(thesis)} is open, and {preferred[thesis.id]} whichever side is taken",
                thesis.name or subject.whole,
                help=(
                    f"`argmap eval {subject.argument} --semantics preferred` shows the sides",
                ),
            )


RULE = Rule("semantics-sensitive", Severity.INFO, __doc__, check, needs_all=True)
