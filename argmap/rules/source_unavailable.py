"""A source is quoted whose file could not be read, so nothing checks its quotations.

A map may travel without its sources, and then it is none the worse. But whoever sees no
complaint should know that nobody looked. A source without a file, such as a book, is not
reported. Where a file of a similar name lies in the same folder, the name is probably misspelt, and
the finding is a warning.

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

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity, nearest_file
from argmap.model import Source
from argmap.rules.quoted import excerpt, unchecked
from argmap.rules.rule import Rule, Subject
from argmap.syntax.keywords import as_string
from argmap.syntax.tree import SourceLine


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quoted source with a file but without its text."""
    for source, quotations in unchecked(subject):
        if source.file is None or source.id in subject.garbled:
            continue
        file = excerpt(source.file)
        if meant := _meant(subject, source):
            yield _misspelt(subject, source, quotations, meant)
            continue
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


_TEXTS = ("txt", "text", "md", "markdown", "rst", "")
"""How the names of plain texts end."""


def _meant(subject: Subject, source: Source) -> str | None:
    """The file that the source's own was probably meant to be."""
    if not source.path or not source.file or "://" in source.file:
        return None
    endings = (*_TEXTS, _ending(source.file))
    taken = {str(each.path).rpartition("/")[2] for each in subject.map.sources}
    texts = (
        each
        for each in subject.beside(source.path)
        if _ending(each) in endings and each not in taken
    )
    return nearest_file(source.file, texts)


def _ending(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name else ""


def _misspelt(subject: Subject, source: Source, quotations: str, meant: str) -> Diagnostic:
    span, fix = source.span or subject.whole, None
    tree = subject.tree
    for node in tree.nodes if tree else ():
        line = node.line
        if type(line) is SourceLine and node.start + line.name.start == span.start:
            assert tree is not None and line.file is not None
            span = tree.word(node, line.file)
            fix = Fix(f"write `{meant}`", (Edit(span, as_string(meant)),))
            break
    return RULE.finding(
        f"there is no file `{excerpt(source.file or '')}`, {quotations} unchecked",
        span,
        help=(f"did you mean `{meant}`?",),
        fix=fix,
    )._replace(severity=Severity.WARNING)


RULE = Rule("source-unavailable", Severity.INFO, __doc__, check)
