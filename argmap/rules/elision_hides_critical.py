"""What a quotation leaves out has a negation that belongs to the words it keeps.

An ellipsis promises that what is gone does not change what is left. When the gap holds a
"not" or a "never" of the same sentence, the quotation may say the opposite of its source,
each word of it being true. Whole sentences between two parts may have any negation they
like, and "not only" or "without notes" are none. The search is for English negations, where
the source is English or does not say what it is.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "the charge … moved traffic to other roads"
```

```text council-report.txt
In the trial the charge, as far as we can tell, never moved traffic to other roads.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    quote council "the charge … never moved traffic to other roads"
```

```text council-report.txt
In the trial the charge, as far as we can tell, never moved traffic to other roads.
```
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.english import NO_ABBREVIATION, critical
from argmap.rules.quoted import excerpt, in_english, place
from argmap.rules.rule import Rule, Subject
from argmap.text import Span

_SENTENCE_END = re.compile(
    rf"[.!?…]{NO_ABBREVIATION}[\"'”’)\]]*(?:\s+(?![a-z])|$)|\n[ \t]*\r?\n"
)
_HARMLESS = re.compile(
    r"\bnot (?:only|just|merely|simply|least|to mention)\b|\b(?:whether or|if) not\b|\bno doubt\b"
    r"|\bNo\. ?(?=\d)|\bnon-\w+|\bwithout\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[[^\[\]]*\]")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every quotation with a negation in a gap, be it word for word or altered elsewhere."""
    for reading in subject.readings:
        if reading.state not in ("exact", "altered") or not in_english(subject, reading):
            continue
        if any(map(_is_negative, _BRACKETED.findall(reading.quote.text))):
            continue  # Who quotes says it in words of their own.
        hidden = (
            word
            for left, right in pairwise(reading.spans)
            if left.end <= right.start
            for word in _negations(left, right)
        )
        word = next(hidden, None)
        if word is not None:
            yield RULE.finding(
                f'quotation leaves out "{excerpt(word.content, 20)}"',
                place(subject, reading),
                labels=(Label(word, f"`{reading.quote.source}` has it here"),),
                help=("quote the words around the negation as well",),
            )


def _negations(left: Span, right: Span) -> Iterator[Span]:
    """The negations between two parts, in the sentence of either."""
    text = left.text
    gap = _HARMLESS.sub(
        lambda each: "-" * len(each.group()), text.content[left.end : right.start]
    )
    ends = list(_SENTENCE_END.finditer(gap))
    stretches = [(ends[-1].end() if ends else 0, len(gap))]
    if ends and not re.search(r"[.!?][\"'”’)\]]*$", left.content):
        stretches.insert(0, (0, ends[0].start()))
    for start, end in stretches:
        for word in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", gap[start:end]):
            if _is_negative(word.group()):
                at = left.end + start
                yield Span(text, at + word.start(), at + word.end())


def _is_negative(words: str) -> bool:
    return any(kind == "negation" for kind, _ in critical(words))


RULE = Rule("elision-hides-critical", Severity.ERROR, __doc__, check, reads_sources=True)
