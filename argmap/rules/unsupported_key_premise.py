"""A thesis rests on a claim that nothing supports and nobody is quoted for.

If this one claim fell, the thesis would. In a map that reads a text (at least half of the
claims, and four of them, are quoted or have a `by`), such a claim is either missing its
quotation or is the map-maker's own; then it needs a reason most of all.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  quote council "recommends the charge"
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "a charge cuts rush-hour traffic"
    because trial "Volumes fell in the trial."
      quote council "Volumes fell"
    because abroad "They fell in Lundhavn."
      quote council "as they did in Lundhavn"
    assuming "Whatever cuts traffic should be done."
```

```text council-report.txt
The committee recommends the charge. It found that a charge cuts rush-hour traffic. Volumes
fell in the trial, as they did in Lundhavn.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  quote council "recommends the charge"
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "a charge cuts rush-hour traffic"
    because trial "Volumes fell in the trial."
      quote council "Volumes fell"
    because abroad "They fell in Lundhavn."
      quote council "as they did in Lundhavn"
    assuming "What cuts traffic should be done."
      because "The council has made it its aim."
        quote council "made it its aim to cut traffic"
```

```text council-report.txt
The committee recommends the charge. It found that a charge cuts rush-hour traffic. Volumes
fell in the trial, as they did in Lundhavn. The council has made it its aim to cut traffic.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import reads_a_text, turning
from argmap.rules.wording import called


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every bare claim without a quotation or a holder that alone can fell a thesis."""
    if not reads_a_text(subject):
        return
    seen = set()
    for id, claims in (turning(subject) or {}).items():
        for claim in claims:
            if claim.quotes or claim.by or claim.given or claim.id in seen:
                continue
            seen.add(claim.id)
            yield RULE.finding(
                f"{called(subject.map.claim[id])} rests on this claim, which nothing supports",
                claim.name or subject.whole,
                help=("quote who says so, or give a reason beneath it",),
            )


RULE = Rule("unsupported-key-premise", Severity.WARNING, __doc__, check, needs_all=True)
