"""What claims say, however they put it, so that one can be held against another.

Word by word, by rules of any English grammar: no word is ever taken for one of like meaning, and
likeness of letters counts for nothing, since `employers` and `employees` differ in one.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from argmap.model import Claim, Step
from argmap.rules.english import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    GUARDED,
    HAVE,
    NEGATIONS,
    PARTS,
    PREPOSITIONS,
    QUANTIFIERS,
    SCALES,
    SMALL,
    TENS,
    UNITS,
    word_set,
    words_of,
)
from argmap.rules.inflection import is_participle, is_past, root, stem
from argmap.rules.quoted import excerpt
from argmap.rules.rule import Subject
from argmap.text import Span

Extent: TypeAlias = Literal["", "none", "some", "all"]
Key: TypeAlias = tuple[str, tuple[str, ...], tuple[int, ...]]


class Wording(NamedTuple):
    """How a claim is worded.

    ``words`` is its words as they stand, without case and punctuation. Where the claim is
    English, ``tokens`` is the same in single words, `won't` and its like written out, and
    ``gist`` what they say: the stems of those that matter, active for passive, with marks for
    the tense. The plain negations are taken out of it; ``denied`` holds the places where they
    stood. A claim is ``plain`` where to deny it is to contradict it: "some birds can fly" is
    not, since some cannot.

    Where it begins with "nobody", "no trials" and their like, it is of the ``extent`` "none"; with
    "somebody" or "everything", "some" or "all". ``rest`` is what it says of that many.
    """

    words: str
    tokens: tuple[str, ...] = ()
    gist: tuple[str, ...] = ()
    denied: tuple[int, ...] = ()
    plain: bool = False
    extent: Extent = ""
    rest: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What is equal where two claims say the same."""
        return "" if self.gist else self.words, self.gist, self.denied


def wordings(subject: Subject) -> dict[str, Wording]:
    """The wording of each claim that has words, by its id."""
    read = (
        (each.id, _wording(each.text, subject.english(each))) for each in subject.map.claims
    )
    return {id: wording for id, wording in read if wording is not None}


@lru_cache(maxsize=20_000)
def _wording(text: str, english: bool) -> Wording | None:
    """The wording of a claim's text; an editor asks for the same ones after each keystroke."""
    words = plain_words(text)
    if not words:
        return None
    if not english or not _is_latin(text):
        return Wording(words)
    tokens = tokens_of(text)
    gist, denied, plain = _read(tokens)
    if _SYMBOL.search(text):
        gist, denied, plain = (), (), False
    extent, rest = _swept(tokens) if gist else ("", ())
    if is_question(text):
        plain, extent = False, ""
    return Wording(words, tuple(tokens), gist, denied, plain, extent, rest)


def terms(subject: Subject) -> dict[str, dict[str, str]]:
    """For each English claim, by its id, what it speaks of: each term, and the word for it."""
    return {
        id: {
            root(word): word
            for word in wording.tokens
            if word not in SMALL and (len(word) > 1 or word.isdecimal())
        }
        for id, wording in subject.once(wordings).items()
        if wording.tokens
    }


def plain_words(text: str) -> str:
    """The words of a text in any language, in lower case and one blank apart."""
    words = text.casefold().translate(_MARKS)
    if "'" in words:
        words = _EDGES.sub(" ", words)
    return " ".join(words.split())


def _is_latin(text: str) -> bool:
    """Whether all letters are Latin, as those of a text in English would be."""
    return text.isascii() or not any(
        letter > "\u036f" and letter.isalpha() for letter in text
    )


def is_question(text: str) -> bool:
    """Whether a text ends in a question mark, and not in that of words which it quotes."""
    text = text.strip()
    if text[:1] in _OPENING and text[-1:] in _CLOSING and _CLOSING.isdisjoint(text[1:-1]):
        text = text[1:-1].strip()
    return not _QUESTION_MARKS.isdisjoint(text[len(text.rstrip("!?？؟ ")) :])


def called(claim: Claim | Step) -> str:
    """How a message speaks of a claim that stands elsewhere: by its name, or else its words."""
    if isinstance(claim, Claim) and claim.anonymous:
        return f'"{excerpt(claim.text, 40)}"'
    return f"`{claim.id}`"


def named(claim: Claim, otherwise: str) -> str:
    """How a message speaks of a claim, which may have no name."""
    return otherwise if claim.anonymous else f"`{claim.id}`"


def listed(words: list[str]) -> str:
    """Words in quotation marks, with commas and an "or"."""
    marked = [f'"{word}"' for word in words]
    return " or ".join(filter(None, [", ".join(marked[:-1]), marked[-1]]))


def unquoted(text: str) -> str:
    """A text without what stands in quotation marks."""
    return _QUOTED.sub("…", text)


def place(subject: Subject, claim: Claim, words: str = "") -> Span:
    """Where a claim's text stands, or the words in it, if they stand there as such."""
    whole = claim.span
    if whole is None:
        return subject.whole
    text = re.search(r'"(?:[^"\\]|\\.)*"', whole.content, re.DOTALL)
    if text is None:
        return whole
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    found = words and re.compile(pattern, re.IGNORECASE).search(whole.content, text.start())
    start, end = found.span() if found else text.span()
    return Span(whole.text, whole.start + start, whole.start + end)


def tokens_of(text: str) -> list[str]:
    """The words of an English text in lower case, with numbers and signs of money."""
    if "per cent" in text:
        text = text.replace("per cent", "percent")
    if _NAMES.search(text) and not text.isupper():
        return [word for chunk in text.split() for word in _cased_tokens(chunk)]
    return [word for chunk in text.casefold().split() for word in _tokens(chunk)]


def _cased_tokens(chunk: str) -> tuple[str, ...]:
    """As :func:`_tokens`, but for names that would be other words in lower case."""
    name = _NAMES.search(chunk)
    return (name[0],) if name else _tokens(chunk.casefold())


@lru_cache(maxsize=8192)
def _tokens(chunk: str) -> tuple[str, ...]:
    return tuple(each for word in words_of(chunk) for each in _written_out(word))


def _written_out(token: str) -> tuple[str, ...]:
    if token in _CONTRACTED:
        return _CONTRACTED[token]
    if "'" not in token:
        return (token,)
    if token.endswith("n't") and len(token) > 3:
        return token[:-3], "not"
    head, _, tail = token.partition("'")
    if tail == "s":
        return (head, "is") if head in _BEFORE_IS else (head,)
    return (head, _TAILS[tail]) if tail in _TAILS else (token,)


def _read(tokens: list[str]) -> tuple[tuple[str, ...], tuple[int, ...], bool]:
    """The gist of a sentence, where it is denied, and whether it is plain."""
    tokens = _active(_bare(tokens))
    plain = _LOOSE.isdisjoint(tokens) and not any(map(_is_count, tokens))
    main = next(
        (
            at
            for at, word in enumerate(tokens)
            if word in _SUBORDINATE or (at > 1 and word in _SPEAKERS)
        ),
        len(tokens),
    )
    gist: list[str] = []
    denied: list[int] = []
    past = perfect = False
    for at, word in enumerate(tokens):
        form, is_simple = _form(word)
        if is_simple:
            gist.append(form)
        elif word == "a" and _after(tokens, at) in _SOME_WITH_A:
            gist.append(word)  # "a few" is not "few"
        elif word in _SKIPPED or (denied and word in _WITH_DENIAL):
            pass
        elif word in BE:
            gist.append("be")  # "are paid" is not "pay"
            past = past or word in ("was", "were")
        elif word == "did":
            past = True
        elif word in HAVE and is_participle(_after(tokens, at)):
            perfect = True
            past = past or word == "had"
        elif word in ("do", "does") and tokens[at + 1 : at + 2] in (["not"], ["never"]):
            pass
        elif plain and at < main and word in _DENIALS and _is_denial(tokens, at):
            denied.append(len(gist))
        elif (
            (plain and at < main)
            and word in _OPPOSITES
            and _before(tokens, at) in _LINKING
            and _CAN.isdisjoint(tokens[:at])
        ):
            denied.append(len(gist))
            gist.append(stem(_OPPOSITES[word]))
        else:
            gist.append(form)
            past = past or (is_past(word) and _before(tokens, at) not in _BE_OR_HAVE)
    if len(gist) < 2:
        return (), (), False
    if (
        not NEGATIONS.isdisjoint(gist)
        or (denied and not _EMPHASIS.isdisjoint(tokens))
        or ((past or perfect) and tokens[0] in ("a", "an"))
    ):
        plain = False
    tense = ("<past>",) * past + ("<perfect>",) * perfect
    return (*gist, *tense), tuple(denied), plain


def _swept(tokens: list[str]) -> tuple[Extent, tuple[str, ...]]:
    """Of how many a sentence speaks by its first word, and what it says of them."""
    tokens = _bare(tokens)
    at = 2 if tokens[0] == "there" and len(tokens) > 2 and tokens[1] in BE else 0
    extent, kind = _EXTENTS.get(tokens[at], ("", ""))
    after = tokens[at + 1 : at + 2]
    if not extent or not _BUT.isdisjoint(tokens) or after in _ADVERBIAL:
        return "", ()
    end = at + 1
    if tokens[at] == "no" and tokens[end : end + 1] == ["one"]:
        kind, end = _PERSON, end + 1
    rest, denied, plain = _read([*tokens[:at], kind, *tokens[end:]])
    return (extent, rest) if plain and not denied else ("", ())


@lru_cache(maxsize=8192)
def _form(word: str) -> tuple[str, bool]:
    """The stem of a word, and whether a sentence means nothing more by it."""
    return _SAME.get(word) or stem(word), not (word in _SPECIAL or is_past(word))


def _bare(tokens: list[str]) -> list[str]:
    """A sentence without "it is true that" and its like.

    "It is wrong to cheat" becomes "cheat is wrong".
    """
    if tokens[:1] == ["it"] or tokens[:2] == ["the", "fact"]:
        opening = tokens[:7]
        if "that" in opening:
            end = opening.index("that")
            return tokens[end + 1 :] if _TRUE.issuperset(opening[1:end]) else tokens
        if "to" in opening[3:] and (tokens[1] in BE or tokens[2] == "be"):
            end = opening.index("to", 3)
            return tokens[end + 1 :] + tokens[1:end]
    return tokens


def _active(tokens: list[str]) -> list[str]:
    """A sentence in the active: "traffic is cut by a charge" becomes "a charge cut traffic"."""
    by = tokens.index("by") if "by" in tokens else 0
    if by < 3 or not is_participle(tokens[by - 1]):
        return tokens
    start = by - 1
    while start > 0 and (tokens[start - 1] in AUXILIARIES or _is_adverb(tokens[start - 1])):
        start -= 1
    chain = tokens[start : by - 1]
    if start == 0 or BE.isdisjoint(chain):
        return tokens
    verb = tokens[by - 1] if not HAVE.isdisjoint(chain) else stem(tokens[by - 1])
    do = _DO if "not" in chain or "never" in chain else {"was": "did", "were": "did"}
    chain = [do.get(word, word) for word in chain if word in do or word not in BE]
    return [*tokens[by + 1 :], *chain, verb, *tokens[:start]]


def _before(tokens: list[str], at: int) -> str:
    """The word before a place, a few adverbs and negations passed over."""
    near = reversed(tokens[max(at - 4, 0) : at])
    return next((word for word in near if not _is_adverb(word)), "")


def _after(tokens: list[str], at: int) -> str:
    """The word after a place, a few adverbs and negations passed over."""
    near = tokens[at + 1 : at + 5]
    return next((word for word in near if not _is_adverb(word)), "")


def _is_adverb(word: str) -> bool:
    return word in ("not", "never") or word.endswith("ly")


def _is_denial(tokens: list[str], at: int) -> bool:
    """Whether a negation denies the whole sentence, from where it stands."""
    word, before = tokens[at], tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    if word == "no":
        return not (
            before in PREPOSITIONS
            or before in ("the", "a")
            or before.endswith("ing")
            or after in _NO_DENIAL
        )
    if word == "never":
        return at > 0 and before not in ("to", "and", "but")
    if at == 0:
        return after in ("all", "every", "everyone", "everybody", "everything")
    is_partial = after in _EMPHASIS or (after in _NOT_ALL and at + 2 < len(tokens))
    return not is_partial and _before(tokens, at) in AUXILIARIES


def _is_count(word: str) -> bool:
    """Whether a word is a number, and not a year."""
    if word[0].isdecimal():
        return not (len(word) == 4 and word.isdecimal() and 1500 <= int(word) < 2100)
    return word in _COUNTS


_MARKS = dict.fromkeys(
    map(ord, '.,:;!?…"“”„‟«»‹›()[]{}·¡¿–—、。「」『』，；：！？'), " "
) | {
    ord("’"): "'",
    ord("ʼ"): "'",
}
_NAMES = re.compile(r"(?<!\w)(?:WHO|US|IT)(?!\w)")
"""Names which differ from a pronoun by their capitals alone."""
_SYMBOL = re.compile(r"[<>=≠≤≥±×÷+*/^]|(?<!\w)[-−]\d|\w [A-Z]\b(?!')")
"""What words alone do not say: signs of reckoning, and single letters such as in "Plan A"."""
_EDGES = re.compile(r"(?<!\w)'+|'+(?!\w)")
_OPENING = frozenset('"“')
_CLOSING = frozenset('"”')
_QUESTION_MARKS = frozenset("?？؟")
_QUOTED = re.compile('"[^"]*"|“[^“”]*”|‘[^‘’]*’(?!\\w)')
_TAILS = {"ll": "will", "re": "are", "ve": "have", "m": "am", "d": "would"}
_CONTRACTED: dict[str, tuple[str, ...]] = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "%": ("percent",),
}
_BEFORE_IS = word_set("it that there here he she what who where how")
_PERSON, _THING, _KIND = "<person>", "<thing>", "<kind>"
_EXTENTS: dict[str, tuple[Extent, str]] = {
    "nobody": ("none", _PERSON),
    "nothing": ("none", _THING),
    "none": ("none", _KIND),
    "no": ("none", _KIND),
    "somebody": ("some", _PERSON),
    "someone": ("some", _PERSON),
    "something": ("some", _THING),
    "some": ("some", _KIND),
    "everybody": ("all", _PERSON),
    "everyone": ("all", _PERSON),
    "everything": ("all", _THING),
    "all": ("all", _KIND),
    "every": ("all", _KIND),
    "each": ("all", _KIND),
}
_ADVERBIAL = (["doubt"], ["matter"], ["wonder"], ["sooner"])
_BUT = word_set("but except only other else")
_EMPHASIS = word_set(
    """
    absolutely actually already also badly clearly considerably deeply evidently extremely
    fundamentally furthermore greatly heavily hence highly however hugely indeed
    markedly moreover now obviously quite really seriously severely sharply significantly
    simply still strongly substantially therefore thoroughly thus totally truly utterly vastly
    very widely
    """
)
_SKIPPED = _EMPHASIS | word_set("a an the of to there")
_SAME = {"ought": "should", "shall": "will"}
_DENIALS = word_set("not never no")
_BE_OR_HAVE = BE | HAVE
_DO = {"is": "does", "are": "do", "am": "do", "was": "did", "were": "did"}
_SOME_WITH_A = word_set("few little number bit lot")
_CAN = word_set("can could may might")
_SPEAKERS = word_set("i we you he she they")
_LINKING = (BE - {"being"}) | word_set(
    "seem seems seemed remain remains remained become becomes became"
)
_WITH_DENIAL = word_set("any anymore longer yet either")
_NOT_ALL = word_set(
    "only just merely even solely exclusively mainly primarily necessarily so"
)
_NO_DENIAL = word_set("one matter doubt sooner wonder")
_TRUE = word_set(
    "is a the fact case true clear obvious evident certain well known undeniable plain quite"
)
_SUBORDINATE = CONJUNCTIONS - word_set("and but nor or so then yet")
_LOOSE = (
    word_set("because lest or provided since unless until whether")
    | word_set(
        """
        another other minority majority times occasion occasions study studies survey surveys
        find finds found show shows showed shown suggest suggests suggested report reports
        """
    )
    | (QUANTIFIERS - word_set("all every each always any more most less least everyone"))
    | GUARDED
)
_COUNTS = UNITS.keys() | TENS.keys() | SCALES.keys() | PARTS
_OPPOSITES = {
    prefix + word: word
    for prefix, words in {
        "dis": "advantageous honest loyal obedient proportionate reputable respectful",
        "il": "legal legitimate liberal literate logical",
        "im": """
            mature mobile modest moral partial perfect plausible possible practical probable
            proper
            """,
        "in": """
            accurate active adequate admissible appropriate capable compatible complete
            consistent convenient correct credible decent defensible dependent direct effective
            efficient eligible equitable evitable excusable exact expensive fallible formal
            frequent humane human hospitable just justifiable offensive opportune secure
            sensitive separable significant sincere sufficient tolerable tolerant valid variable
            visible voluntary
            """,
        "ir": "rational regular relevant religious replaceable responsible reversible",
        "un": """
            acceptable affordable avoidable aware believable biased certain changed clear common
            constitutional controversial convincing democratic desirable economic equal ethical
            fair faithful familiar feasible forgivable fortunate friendly happy harmed healthy
            helpful important intelligent intentional interesting just justifiable justified
            kind lawful likely limited manageable natural necessary pleasant popular practical
            precedented predictable profitable questionable realistic reasonable related
            reliable safe satisfactory scientific sound stable suitable supported sustainable
            sympathetic tested true truthful usual warranted wanted welcome willing wise
            workable worthy
            """,
    }.items()
    for word in words.split()
}
_SPECIAL = (
    (_SKIPPED | _WITH_DENIAL | _BE_OR_HAVE | _DENIALS | word_set("do does did"))
    | _SAME.keys()
    | _OPPOSITES.keys()
)
