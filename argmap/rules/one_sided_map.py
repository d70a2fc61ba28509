"""Nothing in the map speaks against a thesis, or against anything that it rests on.

A map that only collects what is in favour shows what its maker believes, not whether it is true.
Who lists reasons against it as well judges better; "consider the opposite" is the remedy against
one-sided search that has been tested most (Lord, Lepper and Preston 1984).

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but unfair "A flat charge weighs most on the poor."
    but rebate "Households with low incomes get it back."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import ArgumentMap, Claim, Step
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every thesis with reasons, and nothing against it or them."""
    for thesis in subject.map.theses:
        if subject.map.steps_to(thesis) and _is_one_sided(subject.map, thesis):
            yield RULE.finding(
                "nothing speaks against this thesis, or what it rests on",
                thesis.name or subject.whole,
                help=("what would somebody say who thinks otherwise? `but` adds it",),
            )


def _is_one_sided(map: ArgumentMap, thesis: Claim) -> bool:
    queue: list[Claim | Step] = [thesis]
    seen = {thesis.id}
    for target in queue:
        if isinstance(target, Claim) and map.contraries_of(target):
            return False
        for step in map.steps_to(target):
            if step.kind == "against":
                return False
            queue.append(step)
            for premise in step.premises:
                if premise.claim.id not in seen:
                    seen.add(premise.claim.id)
                    queue.append(premise.claim)
    return True


RULE = Rule("one-sided-map", Severity.INFO, __doc__, check, opt_in=True, needs_all=True)
