"""A step names an argumentation scheme that the catalogue does not have.

A scheme says what kind of argument a step is, and brings the critical questions of that kind with
it. Under a name that nobody knows it brings none. The catalogue follows Walton, Reed and Macagno,
*Argumentation Schemes* (2008); `argmap scheme` lists it. Each scheme has one name, so that maps
agree: where the literature has others, the fix puts the one. A scheme of your own starts with `x-`.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because planner "The city's traffic planner advises it."
    scheme: appeal-to-autority
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because planner "The city's traffic planner advises it."
    scheme: x-advice
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step whose scheme is neither in the catalogue nor the writer's own."""
    for step in subject.map.steps:
        name = step.scheme
        if name is None or name.startswith("x-"):
            continue
        from argmap.schemes import find, schemes, similar  # few maps need the catalogue

        if name in schemes():
            continue
        same = find(name)
        meant = similar(name) if same is None else (same.name,)
        message, help = f"no scheme is called `{name}`", ""
        if same is not None:
            message = f"`{name}` is called `{same.name}`"
        elif meant:
            help = f"did you mean {' or '.join(f'`{each}`' for each in meant)}?"
        else:
            help = "`argmap scheme` lists them; one of your own starts with `x-`"
        where = step.scheme_span
        yield RULE.finding(
            message,
            where or step.span or subject.whole,
            help=(help,) if help else (),
            fix=Fix(f"write `{meant[0]}`", (Edit(where, meant[0]),))
            if where and len(meant) == 1
            else None,
        )


RULE = Rule("unknown-scheme", Severity.ERROR, __doc__, check)
