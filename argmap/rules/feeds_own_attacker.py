"""A claim supports what rebuts it.

Directly or by way of others, it gives reasons for its own rebuttal: the better it stands, the worse
for it. Logicians call such a claim self-defeating. Often a `because` should be a `but`, or the
rebuttal hits something narrower than the claim. In a large map the first 30 findings show the way
from the claim to its rebuttal; the others only name the two.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because popular "The charge is popular."
    but quiet-opponents "Those who mind do not speak up."
      because shamed "Nobody likes to be against what is popular."
        because popular
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because popular "The charge is popular."
    but quiet-opponents "Those who mind do not speak up."
      because shamed "Nobody likes to be against what the papers praise."
      but survey "In a secret survey most were for it."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.evaluation.graph import components
from argmap.rules.graph import SHOWN, UNSHOWN, graph
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rebuttal of a claim that the claim itself supports, directly or by way of others."""
    map = graph(subject)
    if not any(map.rebuts):
        return
    into = [
        [*map.reasons[claim], *map.rebuttals[claim]] for claim in range(len(map.reasons))
    ]
    part = {
        claim: number
        for number, claims in enumerate(components(range(len(into)), into.__getitem__))
        if len(claims) > 1
        for claim in claims
    }
    rebutted = sorted(
        claim
        for claim in part
        if any(part.get(each) == part[claim] for each in map.rebuttals[claim])
    )
    pairs = [
        (claim, rebuttal)
        for wave in map.waves(rebutted)
        for claim, bit in wave.bit.items()
        for rebuttal in dict.fromkeys(map.rebuttals[claim])
        if wave.supported[rebuttal] & bit
    ]
    for number, (claim, rebuttal) in enumerate(pairs):
        back = map.step(rebuttal, claim, "against").span
        labels = (
            [Label(back, f"{map.called(rebuttal)} rebuts {map.called(claim)}")]
            if back
            else []
        )
        if number < SHOWN:
            labels = [*map.labels(map.way(claim, rebuttal)), *labels]
        yield RULE.finding(
            f"{map.called(claim)} supports {map.called(rebuttal)}, which rebuts it",
            labels[0].span if labels else subject.whole,
            note=labels[0].message if labels else "",
            labels=labels[1:],
            help=() if number < SHOWN else (UNSHOWN,),
        )


RULE = Rule("feeds-own-attacker", Severity.WARNING, __doc__, check)
