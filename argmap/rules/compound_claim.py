"""A claim makes two statements at once.

A rebuttal of one half then looks like one of the whole, and a reason for the other half like one
for both. Mappers who split every such claim can turn this rule on. It looks for a second sentence,
a semicolon, and for "and", "but", "while" or "whereas" with a clause of its own behind it. An
"and" between two words is none: "food and water are short" is one claim. Only English is
understood.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because works "The trial was a success, and the air has become cleaner."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because works "The trial was a success."
  because cleaner-air "The air has become cleaner."
```
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.english import AUXILIARIES, NO_ABBREVIATION, word_set
from argmap.rules.inflection import is_past
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import place, tokens_of, unquoted

_MOST = 20
_SUBJECTS = word_set("it they he she we there this these those")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim with two sentences, or two clauses side by side."""
    for claim in subject.map.claims:
        joint = _joint(unquoted(claim.text.strip())) if subject.english(claim) else ""
        if joint:
            said = (
                f'"{joint}" joins two statements' if joint.isalpha() else "two statements"
            )
            yield RULE.finding(
                f"{said} in one claim",
                place(subject, claim, joint if joint.isalpha() else ""),
                help=("make a claim of each",),
            )


def _joint(text: str) -> str:
    """What stands between two statements: a mark, a word, or nothing."""
    if ";" in text or _sentences().search(text):
        return ";"
    for found in islice(_joints().finditer(text), _MOST):
        ahead = tokens_of(text[found.end() :].partition(",")[0])[:6]
        is_clause = (found[1] and _has_verb(ahead)) or not _SUBJECTS.isdisjoint(ahead[:1])
        if is_clause and _has_verb(tokens_of(text[: found.start()])):
            return found[2]
    return ""


def _has_verb(tokens: list[str]) -> bool:
    return not AUXILIARIES.isdisjoint(tokens) or any(map(is_past, tokens))


@lru_cache(maxsize=1)
def _sentences() -> re.Pattern[str]:
    """The end of a sentence and the start of another one, abbreviations passed over."""
    return re.compile(rf"[.!?]{NO_ABBREVIATION}[”’)]*\s+[“‘(]?[A-Z]")


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    return re.compile(r"(,?)\s(and|but|yet|while|whereas|nor)\s")


RULE = Rule("compound-claim", Severity.INFO, __doc__, check, opt_in=True)
