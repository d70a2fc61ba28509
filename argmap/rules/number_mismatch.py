"""A claim has a number that its quotations contradict.

Numbers get copied wrong more easily than words, and a reader who trusts the quotation will
trust the number above it. A number is compared with those of its kind only: sums of one
currency, percentages, years, or the same noun's count. It may be rounded, stand in words or
lie in a range, and be worked out from two others: "from 100 to 80 cars" is a fall by 20
percent. "About", "over" and their like make room. A number that the quotations merely lack is
not reported.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic by 25 percent."
    quote council "volumes fell by 20 percent"
```

```text council-report.txt
In the trial year volumes fell by 20 percent.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic by 20 percent."
    quote council "volumes fell by 20 percent"
```

```text council-report.txt
In the trial year volumes fell by 20 percent.
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.quantities import quantities
from argmap.rules.quoted import excerpt, narrow, place, trusted
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every number of a claim in whose stead its quotations have another one."""
    for readings in trusted(subject):
        claim = readings[0].claim
        stated = list(quantities(claim.text))
        if not stated:
            continue
        quoted = [
            (number, reading)
            for reading in readings
            for number in quantities(reading.quote.text)
        ]
        given = [number for number, _ in quoted]
        spare = [
            (number, reading)
            for number, reading in quoted
            if not any(each.agrees(number) for each in stated)
        ]
        for number in stated:
            other = next((each for each in spare if each[0].kind == number.kind), None)
            if (
                number.hedged
                or other is None
                or any(number.agrees(each) for each in given)
                or number.is_worked_out(given)
                or other[0].is_worked_out(stated)
            ):
                continue
            words, reading = excerpt(other[0].words, 40), other[1]
            yield RULE.finding(
                f'claim has "{excerpt(number.words, 40)}", its quotation "{words}"',
                narrow(claim.span, number.words) if claim.span else place(subject, reading),
                labels=(Label(place(subject, reading), f'it says "{words}" here'),)
                if claim.span
                else (),
                help=('mend the number, or write "about" or "over" before it',),
            )


RULE = Rule("number-mismatch", Severity.WARNING, __doc__, check)
