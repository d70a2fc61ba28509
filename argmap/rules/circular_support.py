"""Claims support one another in a circle.

Each of them is believed because of the next, and the last because of the first: whoever doubts one
finds no ground to stand on. A circle is easily drawn when a map grows and hard to see once it is
long. Textbooks call it circular reasoning, or arguing in a circle (Walton, *Begging the Question*,
1991).

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because trusted "The charge has the trust of the public."
    because fair "The charge is thought to be fair."
      because trusted
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because trusted "The charge has the trust of the public."
    because fair "The charge is thought to be fair."
      because survey "Two in three people call it fair."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.graph import Graph, graph
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """For each set of claims that support one another, the shortest circle through its first."""
    map = graph(subject)
    for part in map.components:
        if len(part) > 1:
            yield _finding(subject, map, part)


def _finding(subject: Subject, map: Graph, part: list[int]) -> Diagnostic:
    way = min((map.way(claim, claim) for claim in part[:_STARTS]), key=len)
    labels = map.labels(way)
    last = max(labels, key=lambda label: label.span.start, default=None)
    names = [map.called(claim) for claim, _, _ in way]
    said = ", ".join(names[:-1]) + f" and {names[-1]}"
    more = len(part) - len(way)
    return RULE.finding(
        f"{said} support one another in a circle"
        if len(names) <= _NAMED
        else f"{len(names)} claims support one another in a circle",
        last.span if last else subject.whole,
        note=last.message if last else "",
        labels=[label for label in labels if label is not last],
        help=(
            "give one of them a reason from outside the circle in place of this one",
            *([f"{more:,} more claims are caught up in circles with them"] if more else []),
        ),
    )


_STARTS = 8
"""From so many claims the shortest circle is looked for, where many are caught up in some."""
_NAMED = 6

RULE = Rule("circular-support", Severity.ERROR, __doc__, check, needs_all=True)
