"""A reason or a rebuttal names no argumentation scheme.

Who names the kind of each argument has the critical questions of that kind before them, and readers
can count what a text rests on: its experts, its analogies, its causes. Undercuts may go without:
most of them answer a critical question of the step that they undercut. The rule asks for a scheme
at every other step, so it is off unless selected; `argmap scheme` lists the schemes there are.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic." [likelihood, evidence]
    scheme: positive-consequences
    assuming "Less traffic is good for the city."
  but unfair "A flat charge falls hardest on the poor." [other-consequences]
    scheme: x-fairness
    but rebate "The poor get it back."
      scheme: x-fairness
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step for or against a claim that has no scheme."""
    for step in subject.map.steps:
        if step.scheme is None and not step.undercuts:
            yield RULE.finding(
                f"this {'reason' if step.kind == 'for' else 'rebuttal'} names no scheme",
                step.premises[0].span or step.span or subject.whole,
                help=("name one beneath it, `scheme: NAME`: `argmap scheme` lists them",),
            )


RULE = Rule("missing-scheme", Severity.WARNING, __doc__, check, opt_in=True, needs_all=True)
