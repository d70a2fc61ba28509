"""A quotation stands in its source more than once, and nothing says which place is meant.

The same words may say different things in two places: a question at the top, a conclusion
at the end, another speaker between. A reader who follows the quotation, and a tool that
shows the paragraph, can only guess.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```

```text council-report.txt
In the trial year volumes fell by a fifth.

Critics say that volumes fell by a fifth for other reasons.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
      occurrence: 1
```

```text council-report.txt
In the trial year volumes fell by a fifth.

Critics say that volumes fell by a fifth for other reasons.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.quoted import place
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quotation with several places and no occurrence."""
    for reading in subject.readings:
        if reading.state != "ambiguous":
            continue
        places = reading.places
        choices = ", ".join(
            f"`occurrence: {number}` (paragraph {each.paragraph})"
            for number, each in enumerate(places[:4], 1)
        )
        yield RULE.finding(
            f"quotation stands in `{reading.quote.source}` {len(places)} times",
            place(subject, reading),
            labels=[
                Label(each.spans[0], "and here" if number else "it stands here")
                for number, each in enumerate(places[:3])
            ],
            help=(
                f"say which one: {choices}{' …' if len(places) > 4 else ''}",
                "or quote more words",
            ),
        )


RULE = Rule("ambiguous-quote", Severity.WARNING, __doc__, check, needs_all=True)
