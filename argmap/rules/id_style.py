"""A name is written in another style than most names of its map.

`less-traffic` beside `lessTraffic` and `less_traffic`: one has to look up how each is spelt, and
gets it wrong. Which style a map keeps to is its own affair. The rule counts the names of claims
and sources that have a style, `kebab-case`, `snake_case` or `camelCase`, and speaks up about the
fewer; where two styles are even, kebab-case is the one to keep. A name of one word goes with any.

`--unsafe-fixes` renames a claim or a source wherever its own map names it, unless the better name
is taken. It does not reach into other maps: a name that another of the maps checked with it
imports is left alone, and what imports it from elsewhere has to be changed by hand.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleanerAir "A charge makes the air cleaner."
  but too-dear "A charge makes deliveries dearer."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  because cleaner-air "A charge makes the air cleaner."
  but too-dear "A charge makes deliveries dearer."
    but early-hours "Deliveries go free until ten."
```
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, TypeAlias

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity
from argmap.rules.rule import Rule, Subject
from argmap.syntax.tree import ClaimLine, ContradictsLine, QuoteLine, SourceLine, Tree
from argmap.text import Span

Kind: TypeAlias = Literal["claim", "source"]
_STYLES = ("kebab-case", "snake_case", "camelCase")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every name in another style than that of most names in its file."""
    stated: list[tuple[Kind, str]] = [
        ("claim", claim.id)
        for claim in subject.map.claims
        if claim.span and claim.span.text is subject.file and not claim.anonymous
    ]
    stated += [
        ("source", source.id)
        for source in subject.map.sources
        if source.span and source.span.text is subject.file
    ]
    count = Counter(style for _, name in stated if (style := _style(name)))
    if len(count) < 2 or subject.tree is None:
        return
    kept = max(_STYLES, key=lambda style: (count[style], -_STYLES.index(style)))
    places = _places(subject.tree)
    for kind, name in stated:
        style = _style(name)
        if style and style != kept:
            better = _in_style(name, kept)
            is_free = (kind, better) not in places
            first, *_ = edits = [Edit(span, better) for span in places[kind, name]]
            yield RULE.finding(
                f"`{name}` is {style}, most names here are {kept}",
                first.span,
                help=(f"call it `{better}`",) if is_free else (),
                fix=Fix(f"call it `{better}`", tuple(edits)) if is_free else None,
            )


def _places(tree: Tree) -> dict[tuple[Kind, str], list[Span]]:
    """Where each claim and each source is named; first where it is stated."""
    found: dict[tuple[Kind, str], list[Span]] = {}
    for node in tree.nodes:
        line = node.line
        kind: Kind
        if isinstance(line, ClaimLine | ContradictsLine):
            kind, word = "claim", line.name
        elif isinstance(line, SourceLine | QuoteLine):
            kind, word = (
                "source",
                line.name if isinstance(line, SourceLine) else line.source,
            )
        else:
            continue
        if word is not None:
            spans = found.setdefault((kind, word.value), [])
            is_stated = isinstance(line, SourceLine) or (
                isinstance(line, ClaimLine) and line.text is not None
            )
            spans.insert(0 if is_stated else len(spans), tree.word(node, word))
    return found


def _style(name: str) -> str:
    if "-" in name:
        return "of mixed style" if "_" in name else "kebab-case"
    if "_" in name:
        return "snake_case"
    if name.islower():
        return ""
    is_camel = any(one.islower() and other.isupper() for one, other in pairwise(name))
    return "camelCase" if is_camel else ""


def _in_style(name: str, style: str) -> str:
    humps = (
        re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])", "-", name) if style != "camelCase" else name
    )
    words = [word for word in re.split("[-_]", humps) if word]
    if humps != name:
        words = [word.lower() for word in words]
    if style == "camelCase":
        return "".join([words[0], *(word[0].upper() + word[1:] for word in words[1:])])
    return ("-" if style == "kebab-case" else "_").join(words)


RULE = Rule("id-style", Severity.INFO, __doc__, check)
