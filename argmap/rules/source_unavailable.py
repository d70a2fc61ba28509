"""A source is quoted whose file could not be read, so nothing checks its quotations.

A map may travel without its sources, and then it is none the worse. But whoever sees no
complaint should know that nobody looked. A source without a file, such as a book, is not
reported.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```

```text council-report.txt
In the trial year volumes fell by a fifth.
```
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.quoted import excerpt, unchecked
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quoted source with a file but without its text."""
    for source, quotations in unchecked(subject):
        if source.file is None or source.id in subject.garbled:
            continue
        file = excerpt(source.file)
        if re.match(r"\w+://", file):
            remedy = "save its text in a file and name that; the address goes beneath: "
            remedy += f'`url: "{file}"`'
        elif file:
            remedy = f"put a text file `{file}` beside the map, "
            remedy += f"or say where it is: `--source {source.id}=PATH`"
        else:
            remedy = 'name its file between the quotation marks, or take out `""`'
        yield RULE.finding(
            f"`{source.id}` could not be read, {quotations} unchecked",
            source.span or subject.whole,
            help=(remedy,),
        )


RULE = Rule("source-unavailable", Severity.INFO, __doc__, check)
