"""A thesis with several reasons falls with one claim that has none.

The reasons all stand, look like many, and come down to one: take away this claim, for which the
map offers no reason, and the thesis does not stand. It is where an opponent will begin, and
where one more reason is worth most.

To find it, every such claim is taken away once. Where very many claims bear on one another in
circles that would take long; then the rule gives up, and says so.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "The trial was sound."
  because cleaner-air "A charge makes the air cleaner."
    because trial
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "The trial was sound."
  because cleaner-air "A charge makes the air cleaner."
    because meters "The meters in the centre say so."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import TANGLED, turning, verdicts
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every thesis with at least two reasons that stand, and a bare claim that fells them all."""
    standing = verdicts(subject).steps
    found = turning(subject)
    if found is None:
        yield RULE.finding(
            f"what a thesis hangs on was not looked for: {TANGLED}",
            subject.whole,
            help=("take the circles apart",),
        )
        return
    for id, claims in found.items():
        thesis = subject.map.claim[id]
        reasons = [
            step
            for step in subject.map.steps_to(thesis)
            if step.kind == "for" and standing[step.id] == "in"
        ]
        if claims and len(reasons) > 1 and not thesis.given:
            first = claims[0]
            others = len(claims) - 1
            yield RULE.finding(
                f"{called(thesis)} falls with {called(first)} alone",
                thesis.name or subject.whole,
                labels=[
                    Label(claim.name, "it falls if this does")
                    for claim in claims[:5]
                    if claim.name
                ],
                help=(
                    *(
                        [f"and with {others:,} more claims, each by itself"]
                        if others
                        else []
                    ),
                    f"give {called(first)} a reason, or the thesis one without it",
                ),
            )


RULE = Rule("fragile-thesis", Severity.INFO, __doc__, check, needs_all=True)
