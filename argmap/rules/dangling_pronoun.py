"""A claim opens with a pronoun that points out of it.

"They are too expensive" is understood beneath the line above it, and nowhere else: not on a card
of a large drawing, not where the claim is named again, not in a search. A claim that can stand
alone says what it is about. "It is unfair to charge", "it rains", "those who pay" and "this tax"
stand alone well enough. Only English is understood.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "It cuts rush-hour traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.english import AUXILIARIES, CONJUNCTIONS, word_set
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import place, wordings

_PERSONS = word_set("he she they him her them his their its theirs hers")
_POINTERS = word_set("this that these those")
_LATER = word_set("to that for who whether how what when if")
_WEATHER = word_set(
    "rains rained snows snowed takes took costs seems seemed appears turns turned"
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim whose first word stands for something that it does not name."""
    found = subject.once(wordings)
    for claim in subject.map.claims:
        tokens = found[claim.id].tokens if claim.id in found else ()
        if tokens and _dangles(tokens):
            word = claim.text.lstrip(' "“‘').split(maxsplit=1)[0]
            yield RULE.finding(
                f'"{word}" points at something outside this claim',
                place(subject, claim, word),
                help=("name what is meant, so that the claim can stand alone",),
            )


def _dangles(tokens: tuple[str, ...]) -> bool:
    first, second = tokens[0], tokens[1] if len(tokens) > 1 else ""
    if first == "it":
        return second not in _WEATHER and _LATER.isdisjoint(tokens[2:])
    if first in _PERSONS:
        return second not in CONJUNCTIONS
    return (
        first in _POINTERS
        and (
            second in AUXILIARIES
            or (
                second.endswith("s")
                and len(second) > 3
                and not second.endswith(("ss", "us", "is"))
            )
        )
        and not (first in ("these", "those") and second not in AUXILIARIES)
    )


RULE = Rule("dangling-pronoun", Severity.INFO, __doc__, check, opt_in=True)
