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

from collections import Counter
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.quoted import excerpt
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quoted source with a file but without its text."""
    unchecked = Counter(
        reading.quote.source for reading in subject.readings if reading.state == "unchecked"
    )
    for source in subject.map.sources:
        times = unchecked[source.id]
        if source.file is not None and times:
            what = "quotation is" if times == 1 else f"{times} quotations are"
            yield RULE.finding(
                f"`{source.id}` could not be read, its {what} unchecked",
                source.span or subject.whole,
                help=(
                    f"put `{excerpt(source.file)}` beside the map, "
                    f"or say where it is: `--source {source.id}=PATH`",
                ),
            )


RULE = Rule("source-unavailable", Severity.INFO, __doc__, check)
