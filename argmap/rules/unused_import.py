"""Nothing is used of an imported map.

The claims of an import take part in a map by being named in it. Where none is, the import only
adds claims that hang on nothing.

Bad:

```arg
import "air.arg"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```

```arg air.arg
thesis cleaner "Less traffic makes the air cleaner."
  because fumes "Cars give off fumes."
```

Good:

```arg
import "air.arg"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because air.cleaner
```

```arg air.arg
thesis cleaner "Less traffic makes the air cleaner."
  because fumes "Cars give off fumes."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every import of the map's own file that no name leads through."""
    for each in subject.map.imports:
        if not each.used:
            yield RULE.finding(
                f"nothing is used of `{each.file}`",
                each.span,
                help=(f"name one of its claims: {each.name}.NAME",),
            )


RULE = Rule("unused-import", Severity.WARNING, __doc__, check, needs_all=True)
