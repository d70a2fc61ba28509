"""A term stands in one premise alone: neither in another one nor in the conclusion.

What one premise speaks of and nothing else does hangs in the air: nothing leads from it to the
conclusion. Either a linked premise takes it by the hand, said or assumed, or the premise says more
than it need. What a term is, [rabbit-rule](rabbit-rule.md) says; this rule looks the other way, and
is for maps as fully worked out.

Bad:

```arg
thesis charge "A charge is fair."
  because drivers-pay "With a charge drivers pay for their fumes."
    assuming polluter-pays "It is fair that drivers pay."
```

Good:

```arg
thesis charge "A charge is fair."
  because drivers-pay "With a charge drivers pay for their fumes."
    assuming polluter-pays "It is fair that drivers pay for their fumes."
```

Rationale's *Tutorials* (2.8) have it beside the rabbit rule.
"""

from collections import Counter
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import Claim
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import listed, terms


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every premise with a term that nothing else of its step has."""
    found = subject.once(terms)
    for step in subject.map.steps:
        ids = [premise.claim.id for premise in step.premises]
        if not isinstance(step.target, Claim) or not {*ids, step.target.id} <= found.keys():
            continue
        count = Counter(term for id in {*ids, step.target.id} for term in found[id])
        for premise in step.premises:
            alone = [
                word for term, word in found[premise.claim.id].items() if count[term] == 1
            ]
            if alone:
                yield RULE.finding(
                    f"nothing else here speaks of {listed(alone)}",
                    premise.span or step.span or subject.whole,
                    help=("link a premise that does, or leave it out",),
                )


RULE = Rule("holding-hands", Severity.WARNING, __doc__, check, opt_in=True)
