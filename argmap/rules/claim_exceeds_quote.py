"""A claim says with certainty, or of all, what its quotation says with a "may", or of some.

"May", "could", "some" and "often" guard what an author says; to drop the guard is to put a
stronger claim into the author's mouth, and one that is easier to knock down. The rule
speaks up only where claim and quotation share half of the claim's words, or the word after
the guard.

Bad:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge will cut rush-hour traffic."
    quote council "a charge might cut traffic at rush hour"
```

```text council-report.txt
The committee found that a charge might cut traffic at rush hour.
```

Good:

```arg
source council "council-report.txt"
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge might cut rush-hour traffic."
    quote council "a charge might cut traffic at rush hour"
```

```text council-report.txt
The committee found that a charge might cut traffic at rush hour.
```

Guarding terms are Fogelin and Sinnott-Armstrong's, in *Understanding Arguments*.
"""

import re
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.rules.english import (
    GUARDS,
    MODALS,
    NEGATIONS,
    NOT_STRONG,
    NOT_WEAK,
    QUANTIFIERS,
    guard_words,
)
from argmap.rules.quoted import in_english, narrow, place, trusted
from argmap.rules.rule import Rule, Subject

_SMALL = MODALS | QUANTIFIERS | NEGATIONS


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim with a strong word where its quotations have only weak ones."""
    for readings in trusted(subject):
        if not all(in_english(subject, reading) for reading in readings):
            continue
        claim = readings[0].claim
        stated = guard_words(NOT_STRONG.sub(" ", claim.text))
        for strong, weak, vague in GUARDS:
            word = next((each for each in stated if each in strong), None)
            if word is None or not (weak | vague).isdisjoint(stated):
                continue
            quotes = [
                (guard_words(NOT_WEAK.sub(" ", reading.quote.text)), reading)
                for reading in readings
            ]
            if any(not strong.isdisjoint(words) for words, _ in quotes):
                continue
            for words, reading in quotes:
                guard = next((each for each in words if each in weak), None)
                if guard and _is_near(stated, word, words, guard):
                    spelling = rf"\b{word}\b" + r"|\bwon['’]t\b" * (word == "will")
                    found = re.search(spelling, claim.text, re.IGNORECASE)
                    said = found.group().lower() if found else word
                    yield RULE.finding(
                        f'claim says "{said}" where its quotation says "{guard}"',
                        narrow(claim.span, said) if claim.span else place(subject, reading),
                        labels=(Label(place(subject, reading), f'it says "{guard}" here'),)
                        if claim.span
                        else (),
                        help=(f'say "{guard}" in the claim, or quote words that say more',),
                    )
                    break


def _is_near(stated: list[str], word: str, quoted: list[str], guard: str) -> bool:
    """Whether the two say much the same, apart from the guard."""
    stems = {each[:5] for each in quoted}
    content = [each[:5] for each in stated if len(each) > 3 and each not in _SMALL]
    shared = sum(stem in stems for stem in content)
    return shared * 2 >= max(len(content), 1) or (
        (after := _after(stated, word)) is not None and after == _after(quoted, guard)
    )


def _after(words: list[str], word: str) -> str | None:
    """The stem of the word that follows, adverbs and negations passed over."""
    for each in words[words.index(word) + 1 :]:
        if each not in _SMALL and not each.endswith("ly"):
            return each[:5]
    return None


RULE = Rule("claim-exceeds-quote", Severity.WARNING, __doc__, check)
