"""English words that change what a sentence claims, and what they are in a given one.

Rules on wording look at these lists, and only where a text is English or does not say what
it is. Numbers in digits count in any language.
"""

import re
from collections import Counter
from typing import Literal, TypeAlias

Weight: TypeAlias = Literal["negation", "number", "quantifier", "modal"]
"""What makes a word critical: with it and without it a sentence is another claim."""


def word_set(words: str) -> frozenset[str]:
    """The words that blanks separate."""
    return frozenset(words.split())


def _counted(words: str, first: int, step: int) -> dict[str, int]:
    each = words.split()
    return dict(zip(each, range(first, first + step * len(each), step), strict=True))


NEGATIONS = word_set(
    """
    not no never none nobody nothing nowhere neither nor without hardly scarcely barely
    cannot non
    """
)
MODALS = word_set(
    """
    will would shall should can could may might must ought maybe perhaps possibly probably
    likely unlikely certainly definitely surely inevitably
    """
)
QUANTIFIERS = word_set(
    """
    all every each any some many most much few several both either everyone everybody
    everything someone somebody something anyone anybody anything always often sometimes
    usually mostly rarely seldom frequently occasionally generally largely partly entirely
    completely wholly only more less fewer least almost nearly
    """
)
GUARDED = word_set("may might could perhaps possibly maybe")
NOT_ALL = frozenset(
    f"{some} {all}"
    for some in ("not", "almost", "nearly")
    for all in ("all", "every", "everyone", "everybody", "everything", "always")
)
"""What is short of all, though it says "all"."""
PARTICULAR = NOT_ALL | word_set(
    """
    some many most several often sometimes usually frequently occasionally partly
    largely mostly generally few rarely seldom
    """
)
GUARDS = (
    (
        word_set("will must shall certainly definitely inevitably"),
        GUARDED,
        word_set("can would should probably likely unlikely"),
    ),
    (
        word_set("all every always never none everyone everybody everything nobody"),
        PARTICULAR,
        word_set("almost nearly"),
    ),
)
"""Words that claim it for certain or of all, those that guard it, and what lies between."""
NOT_STRONG = re.compile(
    r"\b(?:after|at|above|first of|best of|most of|least of|worst of) all\b|\bnot certainly\b"
    r"|\ball (?:but|in all|along|day|night|week|month|year|summer|winter|the (?:same|more|time)"
    r"|right|too|round|around|over|of a sudden)\b"
    r"|\b(?:the|a|an|political|free|good|own|of|their|its|his|her) will\b|\bwill of\b",
    re.IGNORECASE,
)
NOT_WEAK = re.compile(r"\bsome \d|\bthe most\b", re.IGNORECASE)
NO_ABBREVIATION = (
    r"(?<!\b[A-Z]\.)(?<!\b[DMS]r\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bvs\.)"
    r"(?<!\bNo\.)(?<!\bProf\.)(?<!\bcf\.)(?<!\b[ei]\.[ge]\.)"
)
"""What holds, in a pattern, behind a full stop that may end a sentence."""
BE = word_set("be am is are was were been being")
HAVE = word_set("have has had having")
AUXILIARIES = (
    BE
    | HAVE
    | word_set("do does did will would shall should can could may might must ought")
)
PREPOSITIONS = word_set(
    """
    about above across after against along among around as at before behind below beneath
    beside besides between beyond by despite down during except for from in inside into like
    near of off on onto out outside over past per since than through throughout till to
    toward towards under underneath until up upon via with within without
    """
)
CONJUNCTIONS = word_set(
    """
    although and because but how if lest nor or provided since so that then though unless
    what whatever when whenever where whereas wherever whether which whichever while who
    whoever whom whose why yet
    """
)
PRONOUNS = word_set(
    """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him
    his himself she her hers herself it its itself they them their theirs themselves one
    this that these those such own other others another same
    """
)
SMALL = (
    word_set("a an the there here very too also even still thus therefore else rather")
    | word_set("quite again now")
    | (AUXILIARIES | PREPOSITIONS | CONJUNCTIONS | PRONOUNS)
    | (MODALS | QUANTIFIERS | NEGATIONS)
)
"""Words that hold others together, point at something, or weigh it: no terms themselves."""
UNITS = _counted(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """,
    first=0,
    step=1,
)
TENS = _counted(
    "twenty thirty forty fifty sixty seventy eighty ninety",
    first=20,
    step=10,
)
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
PARTS = word_set(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth half halves quarter
    quarters thirds fourths fifths sixths tenths once twice double triple dozen dozens
    percent hundreds thousands millions billions trillions
    """
)
_GUARD_WORD = re.compile(rf"\b(?:{'|'.join(sorted(NOT_ALL))})\b|[^\W\d_]+(?:'[^\W\d_]+)*")
_BASES = {"wo": "will", "ca": "can", "sha": "shall"}
_AGAINST = ("un", "in", "im", "il", "ir", "dis", "non", "anti")
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[$€£¥₹₽%‰]|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def is_english(language: str | None) -> bool:
    """Whether a language, as a map names it, is English; one that is not named may be."""
    return (
        language is None
        or re.match("en(g|glish)?([-_]|$)", language, re.IGNORECASE) is not None
    )


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, with numbers, currency and percent signs."""
    plain = (
        text.replace("’", "'").replace("ʼ", "'").casefold().replace("per cent", "percent")
    )
    return _WORD.findall(plain)


def guard_words(text: str) -> list[str]:
    """The words of a text in lower case; `not all` and its like are one, the month of May none."""
    plain = re.sub(r"(?<=[^.!?] )May\b|\bMay(?= \d)", " ", text.replace("’", "'"))
    plain = re.sub(r"\bwon't\b", "will not", plain, flags=re.IGNORECASE)
    return _GUARD_WORD.findall(plain.casefold())


def critical(text: str, *, english: bool = True) -> Counter[tuple[Weight, str]]:
    """The critical words of a text; `won't` and its like count as what they stand for.

    In a text that is not English only digits and signs count.
    """
    found: Counter[tuple[Weight, str]] = Counter()
    for word in words_of(text):
        if word[0].isdecimal():
            found["number", re.sub(r"[.,](?=\d{3}\b)", "", word)] += 1
        elif word in "$€£¥₹₽%‰":
            found["number", "percent" if word == "%" else word] += 1
        elif english:
            found.update(_weights(word))
    return found


def _weights(word: str) -> list[tuple[Weight, str]]:
    if word.endswith("n't"):
        base = word[:-3]
        return [("negation", "not"), *_weights(_BASES.get(base, base))]
    if word == "cannot":
        return [("negation", "not"), ("modal", "can")]
    if word.endswith("'ll"):
        return [("modal", "will")]
    if word in NEGATIONS:
        return [("negation", word)]
    if word in UNITS or word in TENS:
        return [("number", str({**UNITS, **TENS}[word]))]
    if word in SCALES or word in PARTS:
        return [("number", word)]
    if word in QUANTIFIERS:
        return [("quantifier", word)]
    return [("modal", word)] if word in MODALS else []


WEIGHTS: tuple[Weight, ...] = ("negation", "number", "quantifier", "modal")
"""The kinds of critical words, the gravest first."""


def critical_change(first: str, second: str, *, english: bool = True) -> Weight | None:
    """What critical kind of word two wordings differ in, the gravest one; None for none."""
    one, other = critical(first, english=english), critical(second, english=english)
    kinds = {kind for kind, _ in (one - other) + (other - one)}
    if english and _is_prefixed(words_of(first), words_of(second)):
        kinds.add("negation")
    return next((kind for kind in WEIGHTS if kind in kinds), None)


def _is_prefixed(first: list[str], second: list[str]) -> bool:
    """Whether a word of one is a word of the other with `un-` or its like before it."""
    here, there = set(first), set(second)
    return any(
        len(word) > 3 and prefix + word in more
        for some, more in ((here, there), (there, here))
        for word in some - more
        for prefix in _AGAINST
    )
