"""A quotation does not stand in its source, nor does anything like it.

A quotation is what ties a claim to its text: whoever doubts the claim looks there. Words
that the text does not have were remembered, made up, or read elsewhere, and every reason
that rests on them hangs in the air. The same goes for an `occurrence` that the source does
not have, and for a quotation without words.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "drivers stayed at home on most days"
```

```text council-report.txt
In the trial year volumes fell by a fifth.
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

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.quotes import places
from argmap.rules.quoted import place
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quotation that is not in the text of its source."""
    for reading in subject.readings:
        if reading.state != "absent":
            continue
        quote = reading.quote
        span = place(subject, reading)
        if reading.places:
            times = len(reading.places)
            yield RULE.finding(
                f"`{quote.source}` has these words {times} time{'s' * (times > 1)}, "
                f"there is no occurrence {quote.occurrence}",
                span,
                labels=[
                    Label(each.spans[0], "they stand here") for each in reading.places[:3]
                ],
                help=(f"give an occurrence from 1 to {times}",)
                if times > 1
                else ("take the occurrence out",),
            )
        elif not any(map(str.isalnum, quote.text)):
            yield RULE.finding(
                "quotation has no words",
                span,
                help=(f"quote the words of `{quote.source}` that say it",),
            )
        else:
            elsewhere = (
                id
                for id, text in subject.texts.items()
                if id != quote.source and places(text, quote.text)
            )
            other = next(elsewhere, None)
            yield RULE.finding(
                f"quotation not found in `{quote.source}`",
                span,
                note="nothing there is like it",
                help=(f"`{other}` has these words",)
                if other
                else ("quote the source word for word; `…` stands for what is left out",),
            )


RULE = Rule("quote-not-found", Severity.ERROR, __doc__, check, reads_sources=True)
