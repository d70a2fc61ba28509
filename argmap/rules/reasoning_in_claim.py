"""A claim has a reason inside it: "because", "therefore" and their like.

What stands in one card is believed or doubted as a whole. A reason that stands there with its
conclusion cannot be supported or rebutted by itself, and who doubts the one cannot say so without
the other. "Because of" and a because that is itself in question ("not because", "only because",
"it is because") are no reasoning; nor is what stands in quotation marks. A claim on what causes
what may well keep its "because", so this is for a look. Only English is understood.

Bad:

```arg
thesis charge "The city should charge for driving, because a charge cuts traffic."
  because trial "Traffic fell by a fifth in the trial."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts traffic."
    because trial "Traffic fell by a fifth in the trial."
```

Austhink's *Argument Mapping Tutorials* (1.6) say it as: no reasoning in boxes.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.english import word_set
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import place, unquoted

_SIGNS = ("because", "therefore", "thus", "hence", "consequently", "follows that", ", so ")
_IN_QUESTION = word_set(
    "only just partly merely simply mainly largely mostly precisely even or is are was were"
)
_NEAR = 100
_SPANS_OF_TIME = word_set("days weeks months years decades")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim with a word that leads from a reason to a conclusion, or back."""
    for claim in subject.map.claims:
        text = claim.text.casefold()
        if any(sign in text for sign in _SIGNS) and subject.english(claim):
            sign = _sign(unquoted(text))
            if sign:
                yield RULE.finding(
                    f'"{sign}" leads from one claim to another inside this one',
                    place(subject, claim, sign),
                    help=("make a claim each of the reason and the conclusion",),
                )


def _sign(text: str) -> str:
    for found in _reasoning().finditer(text):
        before = text[max(found.start() - _NEAR, 0) : found.start()]
        last = before.split()[-1:]
        if found[0] == "because" and not before and "," not in text:
            continue
        if found[0] == "because" and (_denial().search(before) or _IN_QUESTION & {*last}):
            continue
        if not (found[0] == "hence" and _SPANS_OF_TIME & {*last}):
            return found[0]
    return ""


@lru_cache(maxsize=1)
def _reasoning() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:because(?! of\b)|therefore|consequently|it follows that|thus(?! far\b)|hence"
        r"|(?<=, )so(?= (?:the|a|an|it|they|we|he|she|there|this|these|no|nobody)\b))\b"
    )


@lru_cache(maxsize=1)
def _denial() -> re.Pattern[str]:
    return re.compile(r"\b(?:not|no|nobody|none|nothing|never|cannot)\b|n['’]t\b")


RULE = Rule("reasoning-in-claim", Severity.INFO, __doc__, check)
