"""A claim is no whole sentence.

"Rush-hour traffic" names a topic; whether there is too much of it, or too little is done about
it, each reader supplies. Only a sentence can be true or false. The rule looks for a verb,
and is content with any word that may be one, so it misses more than it finds. A claim that opens
with "because" or "although" and has no comma counts as half a sentence. Only English is understood.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "Less traffic in the centre."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts traffic in the centre."
```

That claims are full sentences is among the first rules of Austhink's *Argument Mapping Tutorials*
(1.5).
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.rules.english import AUXILIARIES, PREPOSITIONS, SMALL, word_set
from argmap.rules.inflection import is_participle, is_plural
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import place, wordings

_HALVES = word_set("because although whereas")
_BEFORE_NOUNS = PREPOSITIONS | word_set(
    """
    a an the my our your his her its their this that these those no some any many few several
    more less fewer most all both each every higher lower larger smaller greater better worse
    """
)
_PLURAL_SUBJECTS = word_set(
    """
    we they you i people men women children police who and these those others many few most all
    both some rich poor old young sick elderly unemployed
    """
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim in which no word may be a verb, or that is but a clause with "because"."""
    found = subject.once(wordings)
    for claim in subject.map.claims:
        tokens = found[claim.id].tokens if claim.id in found else ()
        if not tokens:
            continue
        half = tokens[0] in _HALVES and "," not in claim.text
        if half or not _may_have_verb(tokens):
            yield RULE.finding(
                f'"{tokens[0]}" opens half a sentence'
                if half
                else "this claim has no verb",
                place(subject, claim),
                help=("write a whole sentence, which can be true or false",),
            )


def _may_have_verb(tokens: tuple[str, ...]) -> bool:
    """Whether a word may be a verb, from its form and the word before it.

    A verb in the present ends in `-s`, unless something plural stands before it.
    """
    many = False
    for before, word in zip(("", *tokens), tokens, strict=False):
        if word in AUXILIARIES or (is_participle(word) and before not in _BEFORE_NOUNS):
            return True
        if before not in _BEFORE_NOUNS and before:
            if is_plural(word) or (word.endswith("s") and len(word) > 3):
                return True
            if many and word not in SMALL:
                return True
        many = many or is_plural(word) or word in _PLURAL_SUBJECTS
    return False


RULE = Rule("sentence-fragment", Severity.INFO, __doc__, check, opt_in=True)
