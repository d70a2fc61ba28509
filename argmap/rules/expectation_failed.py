"""A claim's verdict is not what its `expect` says.

`expect` is a test: what the map-maker is sure that the argument comes to. When a change elsewhere
turns the verdict, this is where it shows. `argmap why MAP CLAIM` says how the verdict comes about.
What an imported map expects holds of that map by itself: another one may well rebut it.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  expect: in
  because less-traffic "A charge cuts rush-hour traffic."
  but unfair "A flat charge weighs most on the poor."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  expect: in
  because less-traffic "A charge cuts rush-hour traffic."
  but unfair "A flat charge weighs most on the poor."
    but rebate "Households with low incomes get it back."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import verdicts
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim with another grounded verdict than it expects."""
    for claim in subject.map.claims:
        if claim.expect is not None and not claim.imported:
            verdict = verdicts(subject).claims[claim.id]
            if verdict != claim.expect:
                yield RULE.finding(
                    f"{called(claim)} is {verdict}, and {claim.expect} is expected",
                    claim.name or subject.whole,
                    help=(f"`argmap why {subject.argument} {claim.id}` says why",),
                )


RULE = Rule("expectation-failed", Severity.ERROR, __doc__, check, needs_all=True)
