"""A conclusion says of all, always or for certain what its reason says of some, often or perhaps.

What some do, not all need do. The jump is easily made, since the two sentences sound alike. To mend
it, give the conclusion the guarding word of its reason, or link the reason with another premise,
which says why what holds of some holds of all.

The rule speaks up where the two say the same of the same thing, except that the conclusion has
`all`, `every`, `always`, `never`, `will` or `must` where the reason has `some`, `many`, `most`,
`few`, `often`, `may` or `could`. A linked premise that has one of the strong words silences it.
That all should do what many do, or that all suffer from what some do, may be wrong too, but is
another kind of step. Only English is understood.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "All charges cut traffic."
    because trials "Some charges have cut traffic."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "Most charges cut traffic."
    because trials "Of twelve charges nine have cut traffic."
```

Books on logic call it hasty generalisation, or by its old name *secundum quid*: Douglas Walton,
"Rethinking the Fallacy of Hasty Generalization", *Argumentation* 13 (1999).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.model import Claim
from argmap.rules.english import (
    GUARDED,
    GUARDS,
    NOT_STRONG,
    NOT_WEAK,
    PREPOSITIONS,
    SMALL,
    guard_words,
    word_set,
)
from argmap.rules.inflection import root, stem
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import named, place, wordings

_STRONG = frozenset().union(*(strong for strong, _, _ in GUARDS))
_OF_SOME = word_set("some many most several few")
_SELDOM = word_set("few rarely seldom")
_PEOPLE = word_set("people persons men women citizens things")
_COUNTED = (PREPOSITIONS | word_set("should ought can could each")) - word_set("of")
_CONDITIONS = word_set("if unless whether when until")
_NOT = word_set("not no neither nor cannot without hardly")
_ARTICLES = word_set("of the these those our their its his her a")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every premise that guards what the claim that it supports says without a guard."""
    found = subject.once(wordings)
    for step in subject.map.steps:
        target = step.target
        if step.kind != "for" or not isinstance(target, Claim) or len(step.premises) > 1:
            continue  # what is linked may be the premise that leads past the guard
        if target.id not in found or _STRONG.isdisjoint(found[target.id].tokens):
            continue
        stated = _words(target.text, NOT_STRONG)
        given = [_words(premise.claim.text, NOT_WEAK) for premise in step.premises]
        spoken = frozenset().union(*given)
        for premise, words in zip(step.premises, given, strict=True):
            said, guard = _jump(stated, words, spoken)
            if said and subject.english(premise.claim):
                yield RULE.finding(
                    f'{named(premise.claim, "this")} says "{guard}", but its conclusion "{said}"',
                    premise.span or subject.whole,
                    labels=(
                        Label(place(subject, target, said), f'it says "{said}" here'),
                        Label(place(subject, premise.claim, guard), f'and "{guard}" here'),
                    ),
                    help=(
                        f'say "{guard}" in the conclusion, or add the premise that leads past it',
                    ),
                )


@lru_cache(maxsize=20_000)
def _words(text: str, but: re.Pattern[str]) -> tuple[str, ...]:
    """The words of a text without what a pattern finds; an editor asks for them again and again."""
    return tuple(guard_words(but.sub(" ", text)))


def _jump(
    stated: tuple[str, ...], words: tuple[str, ...], given: frozenset[str]
) -> tuple[str, str]:
    """What a conclusion says without a guard, and the guard in a premise; two blanks for none."""
    if not _CONDITIONS.isdisjoint(words) or _denials(stated) != _denials(words):
        return "", ""
    if "only" in words or "must" in stated:
        return "", ""  # "may" is a permission there
    for strong, weak, vague in GUARDS:
        said = next((word for word in stated if word in strong), "")
        guard = next((word for word in words if word in weak), "")
        if (
            (said and guard)
            and (weak | vague).isdisjoint(stated)
            and strong.isdisjoint(given)
            and _terms(stated) <= _terms(words)
            and _is_of_the_same(stated, said, words, guard)
        ):
            return said, guard
    return "", ""


def _denials(words: tuple[str, ...]) -> int:
    return sum(word in _NOT or word.endswith("n't") for word in words)


def _terms(words: tuple[str, ...]) -> set[str]:
    return {root(word) for word in words if word not in SMALL or word in _COUNTED}


def _is_of_the_same(
    stated: tuple[str, ...], said: str, words: tuple[str, ...], guard: str
) -> bool:
    """Whether the guard keeps in bounds what the other word lets out of them."""
    counted = [word for word in words[words.index(guard) + 1 :] if word not in _ARTICLES][
        :2
    ]
    if guard in GUARDED:
        return True
    if said in ("never", "nobody", "none"):
        return guard in _SELDOM
    if said == "always":
        return guard not in _OF_SOME or words[0] == guard
    if guard not in _OF_SOME:
        return True
    if said in ("all", "every"):
        after = stated[stated.index(said) + 1 :]
        noun = next((word for word in after if word not in _ARTICLES), "")
        return stem(noun) in map(stem, counted)
    return not _PEOPLE.isdisjoint(counted[:1])


RULE = Rule("quantifier-jump", Severity.WARNING, __doc__, check)
