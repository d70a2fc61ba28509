"""A source's file is not plain text in UTF-8, so nothing checks the quotations from it.

In a PDF or a word processor's file the words of a text do not stand as such, and in a text that
is saved in another encoding some of its letters are lost. Rather than report words as missing
that may be there, argmap looks up none of them. Copy the text into a file, or save it as plain
text; for a PDF the program `pdftotext` does it (`pdftotext report.pdf report.txt`).

Bad:

```arg
source council "council-report.pdf"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "volumes fell by a fifth"
```

```text council-report.pdf
%PDF-1.7
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
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

import posixpath
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.quoted import excerpt, unchecked
from argmap.rules.rule import Rule, Subject
from argmap.text import Span


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quoted source whose file holds something else than UTF-8."""
    for source, quotations in unchecked(subject):
        text = subject.garbled.get(source.id)
        if text is None:
            continue
        kind = text.foreign
        labels = []
        if not kind:
            offset, byte = text.undecodable[0]
            place = Span(text, offset, offset + 1)
            labels = [Label(place, f"this was the byte 0x{byte:02X}, which is not UTF-8")]
        yield RULE.finding(
            f"`{source.id}` is {kind or 'not in UTF-8'}, {quotations} unchecked",
            source.span or subject.whole,
            labels=labels,
            help=(_remedy(kind, text.name),),
        )


def _remedy(kind: str, path: str) -> str:
    if not kind:
        return "save the file as UTF-8"
    name = posixpath.basename(path.replace("\\", "/"))
    plain = excerpt(posixpath.splitext(name)[0]) + ".txt"
    if kind == "a PDF":
        return (
            f"copy its text into a file `{plain}`, as `pdftotext` does, and name that file"
        )
    return f"save its text as plain text in UTF-8, such as `{plain}`, and name that file"


RULE = Rule("source-not-text", Severity.WARNING, __doc__, check)
