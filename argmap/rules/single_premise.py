"""A step rests on one premise alone.

Hardly a reason shows anything by itself: that taxis wait here shows that one can get home only if
they take passengers tonight. What is left unsaid is where an argument is attacked, and `assuming`
says it. Mappers who are trained to look for it give every reason two premises at least (Twardy,
*Argument Maps Improve Critical Thinking*, 2004).

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    assuming "The city should do what cuts rush-hour traffic."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step for a claim from one premise."""
    for step in subject.map.steps:
        if step.kind == "for" and len(step.premises) == 1:
            yield RULE.finding(
                "this reason has one premise",
                step.premises[0].span or step.span or subject.whole,
                help=("what has to be true besides? `assuming` or `and` adds it",),
            )


RULE = Rule("single-premise", Severity.INFO, __doc__, check, opt_in=True)
