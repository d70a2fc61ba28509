"""The passage that an altered quotation was probably taken from, and how the two differ."""

import re
from collections.abc import Callable, Iterator
from heapq import nlargest
from math import log

from argmap.quotes.folding import Folded, Stretch, Words, cuts_word, forms, stretch
from argmap.quotes.passages import Change
from argmap.quotes.search import Haystack
from argmap.text import Span

LIKENESS = 0.7
"""How like a passage must be for a quotation to be its altered form, from 0 to 1."""

_MOST_VOTES = 1_000
_MOST_BLOCKS = 100
_LONGEST = 2_000


def nearest(haystack: Haystack, part: str) -> list[Stretch]:
    """The passages most like a part of a quotation, the likest ones, at most three.

    The words of the part vote for where it may stand, rare ones first and at most 1,000
    votes in all; once they speak for more than 100 places, common words decide among these.
    The stretches of the source with the most votes (eight for a part of up to six words,
    fewer for a longer one) are aligned with the part, word by word. A part of
    over 2,000 words is not looked for. Misspelt words vote only in a part of up to eight,
    where the others may be too few.
    """
    from rapidfuzz.distance import Indel

    folded, words = haystack.folded, haystack.words
    needle = Folded(part).content
    pattern = Words(needle).words
    if not pattern or len(pattern) > _LONGEST:
        return []
    if len(pattern) <= 8:
        pattern = [_respelt(word, words) for word in pattern]
    needle = needle.casefold()

    def likeness(first: int, last: int) -> float:
        passage = folded.content[words.starts[first] : words.ends[last - 1]]
        return Indel.normalized_similarity(needle, passage.casefold())

    content = haystack.text.content
    found: dict[Stretch, float] = {}
    for low, high in _windows(pattern, words):
        for ends in _alignments(pattern, words.words[low:high]):
            span = (ends[0] + low, ends[1] + low)
            (first, last), like = _climb(span, len(words.words), likeness)
            if like >= LIKENESS:
                # Punctuation at the ends that the part does not have is none of its passage.
                while first < last - 1 and _is_stray(words.words[first], pattern[0]):
                    first += 1
                while first < last - 1 and _is_stray(words.words[last - 1], pattern[-1]):
                    last -= 1
                start, end = stretch(folded, words, first, last)
                while cuts_word(content, start, start=True):
                    start -= 1
                while cuts_word(content, end, start=False):
                    end += 1
                found[start, end] = max(like, found.get((start, end), 0))
    ranked = sorted(found, key=lambda each: (-found[each], each))
    return [each for each in ranked[:3] if found[each] > found[ranked[0]] - 0.1]


def _is_stray(word: str, other: str) -> bool:
    return word != other and not any(map(str.isalnum, word))


def _climb(
    at: Stretch, size: int, likeness: Callable[[int, int], float]
) -> tuple[Stretch, float]:
    """Move one end of a stretch by up to four words, while it gets more like, ten times."""
    best = likeness(*at)
    for _ in range(10):
        if best < LIKENESS - 0.2:
            break
        first, last = at
        near = [
            (likeness(low, high), (low, high))
            for step in (-4, -3, -2, -1, 1, 2, 3, 4)
            for low, high in ((first + step, last), (first, last + step))
            if 0 <= low < high <= size
        ]
        like, there = max(near, default=(0.0, at))
        if like <= best:
            break
        at, best = there, like
    return at, best


def _respelt(word: str, words: Words) -> str:
    """The word of the source nearest to an unknown one, of those with its first letter."""
    if len(word) < 4 or word in words.places:
        return word
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found = process.extractOne(
        word,
        words.by_letter.get(word[0], ()),
        scorer=Indel.normalized_similarity,
        score_cutoff=0.75,
    )
    return found[0] if found else word


def _windows(pattern: list[str], words: Words) -> list[tuple[int, int]]:
    """The stretches of the source, in words, that share most with the pattern."""
    stands = [
        (words.places[word], at) for at, word in enumerate(pattern) if word in words.places
    ]
    stands.sort(key=lambda each: len(each[0]))
    width = max(4, len(pattern))
    votes: dict[int, float] = {}
    left = _MOST_VOTES
    for places, at in stands:
        weight = log(1 + len(words.words) / len(places))
        blocks = [(place - at) // width for place in places[:left]]
        if len(votes) > _MOST_BLOCKS:
            blocks = [block for block in blocks if block in votes]
        for block in blocks:
            votes[block] = votes.get(block, 0) + weight
        left -= min(left, len(places))
    # A passage may begin in one block and, words left out, go on in the next.
    scores = [(votes[block] + votes.get(block + 1, 0), -block) for block in votes]
    best = [-block for _, block in nlargest(min(max(48 // len(pattern), 1), 8), scores)]
    reach = width + width // 2
    return [
        (
            max(block * width - width // 2, 0),
            min((block + 1) * width + reach, len(words.words)),
        )
        for block in best
    ]


def _alignments(pattern: list[str], window: list[str]) -> Iterator[tuple[int, int]]:
    """The stretches of the window with the fewest words to change into the pattern's."""
    if not window:
        return
    prices = costs(pattern, window, anchored=False)
    least = min(prices)
    ends = [at + 1 for at, cost in enumerate(prices) if cost == least]
    for end in sorted({*ends[:4], *ends[-4:]}):
        before = window[max(0, end - 2 * len(pattern) - 4) : end][::-1]
        lengths = costs(pattern[::-1], before, anchored=True)
        least = min(lengths)
        length = min(
            (at + 1 for at, cost in enumerate(lengths) if cost == least),
            key=lambda length: abs(length - len(pattern)),
        )
        yield end - length, end


def costs(pattern: list[str], window: list[str], *, anchored: bool) -> list[int]:
    """How many words of the pattern differ from what ends at each word of the window.

    That is the edit distance to the nearest stretch that ends there or, ``anchored``, to
    all of the window up to there. It is Myers' bit-vector algorithm (1999): an integer
    holds a whole column of the table.
    """
    masks: dict[str, int] = {}
    for at, word in enumerate(pattern):
        masks[word] = masks.get(word, 0) | 1 << at
    full = (1 << len(pattern)) - 1
    top = 1 << (len(pattern) - 1)
    more, less = full, 0
    cost = len(pattern)
    found = []
    for word in window:
        same = masks.get(word, 0)
        vertical = same | less
        horizontal = (((same & more) + more) ^ more) | same
        up = less | ~(horizontal | more) & full
        down = more & horizontal
        if up & top:
            cost += 1
        elif down & top:
            cost -= 1
        up = up << 1 | anchored
        more = (down << 1 | ~(vertical | up)) & full
        less = up & vertical & full
        found.append(cost)
    return found


def differences(part: str, span: Span) -> Iterator[Change]:
    """How a part of a quotation differs from a passage, word by word."""
    from rapidfuzz.distance import Levenshtein

    def read(content: str, joined: bool = False) -> tuple[Folded, Words]:
        folded = Folded(content, joined=joined)
        return folded, Words(folded.content)

    readings = [
        (Levenshtein.opcodes(ours[1].exact, theirs[1].exact), ours, theirs)
        for ours in map(read, forms(part))
        for theirs in (read(span.content), read(span.content, joined=True))
    ]
    steps, (ours, here), (theirs, there) = min(readings, key=lambda each: len(each[0]))
    runs: list[list[int]] = []
    for each in steps:
        if each.tag == "equal":
            continue
        if runs and runs[-1][1] == each.src_start and runs[-1][3] == each.dest_start:
            runs[-1][1], runs[-1][3] = each.src_end, each.dest_end
        else:
            runs.append([each.src_start, each.src_end, each.dest_start, each.dest_end])
    for first, last, low, high in runs:
        start, end = stretch(ours, here, first, last)
        begin, stop = stretch(theirs, there, low, high)
        place = Span(span.text, span.start + begin, span.start + stop)
        yield Change(part[start:end], place.content, place, start)


def alike(change: Change) -> bool:
    """Whether a change loses no word: of one it alters a few letters, or it adds some.

    Numbers in digits are alike.
    """
    from rapidfuzz.distance import Indel

    quoted, source = change.quoted.casefold(), change.source.casefold()
    if quoted == source or not any(map(str.isalnum, quoted)):
        return True
    if quoted.isalpha() and source.isalpha():
        return Indel.normalized_similarity(quoted, source) >= 0.75
    number = r"\d+(?:[.,:/]\d+)*"
    return bool(re.fullmatch(number, quoted) and re.fullmatch(number, source))
