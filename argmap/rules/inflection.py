"""One form for all forms of an English word, so that words can be compared.

The endings are the common ones of any grammar; a word that is not English comes out the same
each time, which is all that comparing needs.
"""

import re
from functools import lru_cache

from argmap.rules.english import word_set


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What the forms of a word in lower case share: `cities`, `city`; `fell`, `falling`, `fall`.

    British and American spellings share theirs. It need not be a word itself.
    """
    word = _IRREGULAR.get(word, word)
    if not word.isalpha():
        return word
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies"):
            word = word[:-3] + "y" if len(word) > 4 else word[:-1]
        elif word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
            word = word[:-2]
        else:
            word = word[:-1]
    elif word.endswith("ing") and _has_vowel(word[:-3]):
        word = f"{word[:-4]}ie" if word.endswith("ying") and len(word) < 6 else word[:-3]
    elif is_past(word):
        word = word[:-3] + "y" if word.endswith("ied") and len(word) > 4 else word[:-2]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return _spelling(word) if len(word) > 4 else word


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """What words of one family share, if all goes well: `pollute`, `pollution`, `polluters`."""
    word = stem(word)
    for _ in range(3 * word.isalpha()):
        most = len(word) - 4
        ending = next(
            (it for it in _ENDINGS if len(it) <= most and word.endswith(it)), None
        )
        if ending is None:
            break
        word = word[: -len(ending)]
    return word.rstrip("e")


def is_past(word: str) -> bool:
    """Whether a word has the form of a past tense or a past participle, and of those alone."""
    return word in _PAST or (
        word.endswith("ed")
        and len(word) > 4
        and not word.endswith("eed")
        and word not in _NOT_PAST
        and _has_vowel(word[:-2])
    )


def is_participle(word: str) -> bool:
    """Whether a word may be a past participle."""
    return is_past(word) or word in _UNCHANGED


def is_plural(word: str) -> bool:
    """Whether a word may be a noun's plural."""
    return word in _PLURALS or (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous", "ics"))
    )


def _has_vowel(word: str) -> bool:
    return len(word) > 1 and re.search("[aeiouy]", word) is not None


def _spelling(word: str) -> str:
    word = word.replace("isation", "ization")
    if word.endswith("our"):
        return f"{word[:-3]}or"
    if word.endswith("is"):
        return f"{word[:-2]}iz"
    return f"{word[:-2]}ter" if word.endswith("tr") else word


_VERBS = """
    arise arose arisen, bear bore borne, beat beaten, become became, begin began begun,
    bind bound, bite bit bitten, blow blew blown, break broke broken, bring brought,
    build built, burn burnt, buy bought, catch caught, choose chose chosen, cling clung,
    come came, creep crept, deal dealt, dig dug, do did done, draw drew drawn,
    drink drank drunk, drive drove driven, eat ate eaten, die died, fall fell fallen, feed fed,
    feel felt, fight fought, find found, flee fled, fly flew flown, forbid forbade forbidden,
    forget forgot forgotten, freeze froze frozen, get got gotten, give gave given,
    go went gone, grow grew grown, hang hung, have had, hear heard, hide hid hidden,
    hold held, keep kept, know knew known, lead led, learn learnt, leave left, lend lent, lie lied,
    lose lost, make made, meet met, pay paid, prove proven, ride rode ridden,
    rise rose risen, run ran, say said, see saw seen, seek sought, sell sold, send sent,
    shake shook shaken, shine shone, shoot shot, show shown, shrink shrank shrunk,
    sing sang sung, sink sank sunk, sit sat, sleep slept, speak spoke spoken, spend spent,
    stand stood, steal stole stolen, stick stuck, strike struck, strive strove striven,
    swear swore sworn, sweep swept, swim swam swum, take took taken, teach taught,
    tear tore torn, tell told, think thought, throw threw thrown,
    understand understood, undertake undertook undertaken, use used, wake woke woken,
    wear wore worn, weep wept, win won, withdraw withdrew withdrawn, write wrote written
    """
_NOUNS = """
    child children, man men, woman women, person people, life lives, wife wives,
    knife knives, thief thieves, foot feet, tooth teeth, mouse mice, criterion criteria,
    phenomenon phenomena
    """


def _table(lines: str) -> dict[str, str]:
    """Each irregular form, and the one that stands first among its like."""
    rows = [row.split() for row in lines.split(",")]
    return {form: row[0] for row in rows for form in row[1:]}


_PAST = _table(_VERBS)
_PLURALS = _table(_NOUNS)
_IRREGULAR = _PAST | _PLURALS | {"using": "use", "has": "have"}
_UNCHANGED = word_set("cost cut hit hurt let put set shut spread become come run beat")
_NOT_PAST = word_set("hundred sacred hatred naked wicked kindred")
_ENDINGS = tuple(
    sorted(
        word_set("""
            ization ational ation ition iz ment nes dom ability ibility ality ivity osity
            icity ity anc enc ancy ency acy ical ally ily ably ibly abl ibl iv ous ious ful
            ism ist ion atic at ant ent al ic ly er or th ty y
            """),
        key=lambda ending: (-len(ending), ending),
    )
)
