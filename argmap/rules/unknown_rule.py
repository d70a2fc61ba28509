"""A comment names a rule that argmap does not have.

The comment silences nothing, and the finding that it was written for stands. Where a command line
or a configuration names an unknown rule, argmap does not start at all.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."  # argmap: ignore[shortcut]
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "Traffic fell after the trial."
    because gates "The gates count fewer cars."
  because trial  # argmap: ignore[shortcut-step] the trial also cut noise
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity, did_you_mean, nearest
from argmap.rules.ignores import ignores
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every name in a comment's bracket that no rule has."""
    comments = ignores(subject.tree)
    if not comments:
        return
    from argmap.rules import RULES  # which lists this rule as well

    known = [rule.name for rule in RULES]
    for comment in comments:
        for name, span in comment.names:
            if name not in known:
                meant = nearest(name, known)
                yield RULE.finding(
                    f"no rule is called `{name}`",
                    span,
                    help=did_you_mean(name, known) or ("`argmap rule` lists them",),
                    fix=Fix(f"write `{meant}`", (Edit(span, meant),), safe=True)
                    if meant
                    else None,
                )


RULE = Rule("unknown-rule", Severity.ERROR, __doc__, check)
