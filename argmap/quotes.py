"""Where a quotation stands in its source, word for word or nearly so.

Two texts compare as equal where they differ in nothing but the shape of quotation marks and
apostrophes, the kind and number of dashes in a row, the kind and amount of white space,
soft hyphens and other letters without width, and Unicode composition (NFC). Everything else
counts: case, punctuation, every letter. A quotation stands in a source only where it
neither begins nor ends inside a word: `art` does not stand in `party`, nor `won` in
`won't`, `aligned` in `non-aligned`, `14` in `14.5`. Scripts that put no blanks between
words have no such bounds.

A likeness never makes a quotation exact. It only finds the passage that an altered
quotation was probably taken from; see :func:`_nearest` for what that search leaves out to
be quick.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from math import log
from typing import Literal, NamedTuple, TypeAlias

import attrs

from argmap.model import ArgumentMap, Claim, Quote, Source
from argmap.text import Span, Text

State: TypeAlias = Literal["exact", "altered", "absent", "ambiguous", "unchecked"]
"""What has become of a quotation.

Exact: it stands there, word for word. Altered: something like it does. Absent: nothing like
it does, or not as often as its ``occurrence`` says. Ambiguous: it stands in several places,
and nothing says which is meant. Unchecked: the source's text is not at hand.
"""

LIKENESS = 0.7
"""How like a passage must be for a quotation to be its altered form, from 0 to 1."""

_MOST_PLACES = 1_000
_MOST_HITS = 100_000
_MOST_STEPS = 500_000
_MOST_VOTES = 3_000
_LONGEST = 2_000


@attrs.frozen
class Paragraph:
    """A block of lines between blank ones, numbered from 1."""

    number: int
    span: Span


@attrs.frozen
class Place:
    """Where a whole quotation stands: a span for each part between ellipses, in order."""

    spans: tuple[Span, ...]
    paragraph: int
    """The paragraph in which it begins."""


@attrs.frozen
class Change:
    """A difference: the words of the quotation, and those that the source has instead.

    Either is empty where the other has words too many. ``span`` is the place of the
    source's.
    """

    quoted: str
    source: str
    span: Span


@attrs.frozen
class Reading:
    """A quotation held against its source.

    ``spans`` are the parts of the one passage in the source that it is (exact) or is
    nearest to (altered), in the quotation's order, and ``paragraph`` the one in which the
    passage begins. ``places`` are all places where it stands word for word, at most 1,000;
    none unless the state is exact, ambiguous, or absent for want of an occurrence.
    ``difference`` says how an altered quotation differs; it is empty where the parts stand
    in another order.
    """

    claim: Claim
    quote: Quote
    state: State
    spans: tuple[Span, ...] = ()
    paragraph: int | None = None
    places: tuple[Place, ...] = ()
    difference: tuple[Change, ...] = ()


@attrs.frozen
class Coverage:
    """What a map reads of one source: its quotations, and each paragraph with its claims.

    A claim reads the paragraphs in which its exact and altered quotations stand.
    """

    source: Source
    paragraphs: tuple[tuple[Paragraph, tuple[Claim, ...]], ...]
    readings: tuple[Reading, ...]


def read(map: ArgumentMap, texts: Mapping[str, Text]) -> tuple[Reading, ...]:
    """Hold every quotation of a map against the text of its source, by the source's id."""
    return tuple(
        _read(claim, quote, texts.get(quote.source))
        for claim in map.claims
        for quote in claim.quotes
    )


def coverage(map: ArgumentMap, texts: Mapping[str, Text]) -> tuple[Coverage, ...]:
    """What the map reads of each of its sources; no paragraphs where there is no text."""
    by_source: dict[str, list[Reading]] = {source.id: [] for source in map.sources}
    for reading in read(map, texts):
        by_source.setdefault(reading.quote.source, []).append(reading)
    found = []
    for source in map.sources:
        text = texts.get(source.id)
        blocks = paragraphs(text) if text else ()
        claims: list[dict[str, Claim]] = [{} for _ in blocks]
        for reading in by_source[source.id]:
            for span in reading.spans:
                first = _paragraph_at(blocks, span.start)
                last = _paragraph_at(blocks, span.end - 1)
                for number in range(first, last + 1):
                    claims[number - 1][reading.claim.id] = reading.claim
        read_by = (tuple(each.values()) for each in claims)
        both = tuple(zip(blocks, read_by, strict=True))
        found.append(Coverage(source, both, tuple(by_source[source.id])))
    return tuple(found)


@lru_cache(maxsize=32)
def paragraphs(text: Text) -> tuple[Paragraph, ...]:
    """The blocks of lines of a text that blank lines separate."""
    blocks: list[list[int]] = []
    inside = False
    starts = text.line_starts
    content = text.content
    for start, end in zip(starts, (*starts[1:], len(content)), strict=True):
        line = content[start:end]
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            if inside:
                blocks[-1][1] = start + len(line.rstrip())
            else:
                blocks.append([first, start + len(line.rstrip())])
        inside = bool(bare)
    return tuple(
        Paragraph(number, Span(text, start, end))
        for number, (start, end) in enumerate(blocks, 1)
    )


def places(text: Text, words: str) -> tuple[Place, ...]:
    """Every place where a quotation stands in a text word for word, at most 1,000.

    Of the places of a quotation with ellipses, those within one paragraph come before any
    others, and those that leave out least before any that leave out over twice as much.
    """
    return _search(text, words).places


def corrected(reading: Reading) -> str:
    """The quotation with its source's own words, for an altered one; ellipses stay."""
    pieces: list[str] = []
    at = 0
    parts = _parts(reading.quote.text)
    for (start, end), span in zip(parts, reading.spans, strict=True):
        pieces += reading.quote.text[at:start], " ".join(span.content.split())
        at = end
    return "".join((*pieces, reading.quote.text[at:]))


def _read(claim: Claim, quote: Quote, text: Text | None) -> Reading:
    if text is None:
        return Reading(claim, quote, "unchecked")
    found = _search(text, quote.text)
    if not found.places:
        if not found.nearest:
            return Reading(claim, quote, "absent")
        paragraph = _paragraph_at(paragraphs(text), found.nearest[0].start)
        return Reading(
            claim, quote, "altered", found.nearest, paragraph, (), found.difference
        )
    wanted = quote.occurrence
    if wanted is None and len(found.places) > 1:
        return Reading(claim, quote, "ambiguous", places=found.places)
    if wanted is not None and not 1 <= wanted <= len(found.places):
        return Reading(claim, quote, "absent", places=found.places)
    place = found.places[(wanted or 1) - 1]
    return Reading(claim, quote, "exact", place.spans, place.paragraph, found.places)


# A quotation's parts

_DOTS = r"(?:…+|\.(?:[ \u00a0]?\.){2,})"
_ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")


def _parts(words: str) -> list[tuple[int, int]]:
    """Where each part between a quotation's ellipses starts and ends, blanks left out.

    A part without a letter or digit, such as the stop after a last ellipsis, does not
    count, unless there is no other.
    """
    cuts = [0]
    for ellipsis in _ELLIPSIS.finditer(words):
        cuts += ellipsis.span()
    cuts.append(len(words))
    parts = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        part = words[start:end]
        bare = part.strip(_EMPTY)
        if bare:
            start += part.index(bare)
            parts.append((start, start + len(bare)))
    worded = [each for each in parts if any(map(str.isalnum, words[slice(*each)]))]
    return worded or parts


# Folding: what compares as equal, and the way back

_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_WIDTHLESS = (
    "\xad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061"
    "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_EMPTY = _SPACES + _WIDTHLESS
_HYPHENS = "-\u2010\u2011\ufe63\uff0d"
_DASHES = "\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58"
_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\uff07"
_QUOTES = '"\u201a\u201c\u201d\u201e\u201f\u2039\u203a\xab\xbb\uff02'
_SAME = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_HYPHENS + _DASHES, "-")
    | dict.fromkeys(_APOSTROPHES + _QUOTES, "'")
)
_IRREGULAR = re.compile(rf"[ {_WIDTHLESS}]{{2,}}|[{_WIDTHLESS}]|--+")


class _Folded:
    """A text in the form in which texts are compared, and the way back to its offsets."""

    def __init__(self, content: str) -> None:
        flat = content.translate(_SAME)
        changes: list[tuple[int, int, str]] = []
        for each in _IRREGULAR.finditer(flat):
            run = each.group()
            changes.append((*each.span(), " " if " " in run else run[0].strip(_WIDTHLESS)))
        if not unicodedata.is_normalized("NFC", flat):
            changes = sorted((*changes, *_compositions(flat)))
        pieces: list[str] = []
        at = size = 0
        # From the offset _here[i] of the folded text on, up to the next one, its letters
        # are those from _there[i] on in the source; what is before it ends at _before[i].
        self._here, self._there, self._before = [0], [0], [0]
        for start, end, instead in changes:
            if start < at:
                continue
            pieces += flat[at:start], instead
            size += start - at + len(instead)
            self._here.append(size)
            self._there.append(end)
            self._before.append(end if instead.strip() else start + len(instead))
            at = end
        self.content = "".join((*pieces, flat[at:]))

    def start(self, offset: int) -> int:
        """Where in the source the letter begins that stands at ``offset`` when folded."""
        piece = bisect_right(self._here, offset) - 1
        return self._there[piece] + offset - self._here[piece]

    def end(self, offset: int) -> int:
        """Where in the source the letter ends that ends at ``offset`` when folded."""
        piece = bisect_left(self._here, offset)
        if piece < len(self._here) and self._here[piece] == offset:
            return self._before[piece]
        return self._there[piece - 1] + offset - self._here[piece - 1]


def _compositions(flat: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and NFC form of each letter with marks that is not in NFC."""
    normal = unicodedata.normalize
    for run in re.finditer(r"[\x00-\x7f]?[^\x00-\x7f]+", flat):
        letters = run.group()
        if unicodedata.is_normalized("NFC", letters):
            continue
        starts = [0]
        for at, letter in enumerate(letters):
            if at and not unicodedata.combining(letter):
                so_far = letters[starts[-1] : at]
                if normal("NFC", so_far + letter) == normal("NFC", so_far) + normal(
                    "NFC", letter
                ):
                    starts.append(at)
        for start, end in zip(starts, (*starts[1:], len(letters)), strict=True):
            cluster = letters[start:end]
            composed = normal("NFC", cluster)
            if composed != cluster:
                yield run.start() + start, run.start() + end, composed


# Words

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)


def _is_unspaced(letter: str) -> bool:
    return letter >= "\u0e00" and re.match(f"[{_UNSPACED}]", letter) is not None


def _is_word(letter: str) -> bool:
    return letter.isalpha() or letter.isdecimal() or letter == "_" or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    return letter > "\u02ff" and unicodedata.category(letter)[0] == "M"


def _cuts_word(content: str, at: int, *, start: bool) -> bool:
    """Whether a stretch that starts, or else ends, at an offset does so inside a word."""
    before = at - 1
    while before >= 0 and content[before] in _WIDTHLESS:
        before -= 1
    after = at
    while after < len(content) and content[after] in _WIDTHLESS:
        after += 1
    if before < 0 or after >= len(content):
        return False
    left, right = content[before], content[after]
    if _is_mark(right):
        return _is_word(left)
    if _is_word(left) and _is_word(right):
        return not (_is_unspaced(left) or _is_unspaced(right))
    if _is_word(left):
        return _joins(content, after)
    # What comes before an apostrophe may be left out, as in l'homme; what follows may not.
    return (
        _is_word(right) and not (start and left in _APOSTROPHES) and _joins(content, before)
    )


def _joins(content: str, at: int) -> bool:
    """Whether the letter at an offset holds those around it together as one word."""
    if not 0 < at < len(content) - 1:
        return False
    left, joint, right = content[at - 1], content[at], content[at + 1]
    if joint in ".,:/":
        return left.isdecimal() and right.isdecimal()
    return joint in _HYPHENS + _APOSTROPHES and _is_word(left) and _is_word(right)


class _Words:
    """The words and punctuation marks of a folded text, and where they stand."""

    def __init__(self, folded: str) -> None:
        marks = "".join(sorted(filter(_is_mark, set(folded))))
        found = list(_word_pattern(marks).finditer(folded))
        self.exact = [each.group() for each in found]
        self.words = [word.casefold() for word in self.exact]
        self.starts = [each.start() for each in found]
        self.ends = [each.end() for each in found]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The number of each place at which a word stands."""
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            places.setdefault(word, []).append(at)
        return places

    @cached_property
    def by_letter(self) -> dict[str, list[str]]:
        """The different words of four letters and more, by their first letter."""
        found: dict[str, list[str]] = {}
        for word in self.places:
            if len(word) > 3:
                found.setdefault(word[0], []).append(word)
        return found


@lru_cache(maxsize=64)
def _word_pattern(marks: str) -> re.Pattern[str]:
    letter = rf"(?:[^\W{_UNSPACED}]|[{marks}])" if marks else rf"[^\W{_UNSPACED}]"
    return re.compile(
        rf"[{_UNSPACED}]|\d+(?:[.,:/]\d+)+(?!\w)|(?:[^\W\d_]\.){{2,}}"
        rf"|{letter}+(?:'{letter}+)*|\S"
    )


# Searching

_Stretch: TypeAlias = tuple[int, int]


class _Found(NamedTuple):
    places: tuple[Place, ...] = ()
    nearest: tuple[Span, ...] = ()
    difference: tuple[Change, ...] = ()


class _Haystack:
    """A source, prepared for searching. Stretches are in the source's own content."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.folded = _Folded(text.content)

    @cached_property
    def words(self) -> _Words:
        return _Words(self.folded.content)

    def exact(self, part: str) -> list[_Stretch]:
        """Where a part of a quotation stands word for word."""
        found: list[_Stretch] = []
        content, folded = self.text.content, self.folded
        needle = _Folded(part).content
        at = folded.content.find(needle)
        for _ in range(_MOST_HITS):
            if at < 0:
                break
            start, end = folded.start(at), folded.end(at + len(needle))
            cut = _cuts_word(content, start, start=True)
            if cut or _cuts_word(content, end, start=False):
                at = folded.content.find(needle, at + 1)
            else:
                found.append((start, end))
                at = folded.content.find(needle, at + len(needle))
        return found


@lru_cache(maxsize=32)
def _haystack(text: Text) -> _Haystack:
    return _Haystack(text)


@lru_cache(maxsize=4096)
def _search(text: Text, words: str) -> _Found:
    parts = [words[start:end] for start, end in _parts(words)]
    if not parts:
        return _Found()
    haystack = _haystack(text)
    stands = {part: haystack.exact(part) for part in dict.fromkeys(parts)}
    exact = [stands[part] for part in parts]
    blocks = paragraphs(text)
    chains = _tightest(_chains(exact), blocks)[:_MOST_PLACES]
    if chains:
        return _Found(
            tuple(
                Place(
                    tuple(Span(text, *each) for each in chain),
                    _paragraph_at(blocks, chain[0][0]),
                )
                for chain in chains
            )
        )
    like = [
        hits or _nearest(haystack, part) for part, hits in zip(parts, exact, strict=True)
    ]
    if not all(like):
        return _Found()
    chain = [each[0] for each in like]
    if len(parts) > 1:
        chains = _tightest(_chains([sorted(each) for each in like]), blocks)
        chain = chains[0] if chains else chain
    spans = tuple(Span(text, *each) for each in chain)
    changes = [
        change
        for part, span in zip(parts, spans, strict=True)
        for change in _differences(part, span)
    ]
    return _Found((), spans, tuple(changes))


def _chains(lists: Sequence[Sequence[_Stretch]]) -> list[list[_Stretch]]:
    """The ways to take a stretch of each list, in order, none around a tighter one."""
    if not all(lists):
        return []
    if len(lists) == 1:
        return [[each] for each in lists[0]]
    starts = [[start for start, _ in each] for each in lists]
    chains: dict[int, list[_Stretch]] = {}
    for first in lists[0][: _MOST_STEPS // len(lists)]:
        chain = [first]
        for stretches, begins in zip(lists[1:], starts[1:], strict=True):
            at = bisect_left(begins, chain[-1][1])
            if at == len(begins):
                return list(chains.values())
            chain.append(stretches[at])
        chains[at] = chain
    return list(chains.values())


def _tightest(
    chains: list[list[_Stretch]], blocks: tuple[Paragraph, ...]
) -> list[list[_Stretch]]:
    if len(chains) < 2 or len(chains[0]) == 1:
        return chains
    within = [
        chain
        for chain in chains
        if _paragraph_at(blocks, chain[0][0]) == _paragraph_at(blocks, chain[-1][1] - 1)
    ]
    chains = within or chains
    least = min(chain[-1][1] - chain[0][0] for chain in chains)
    return [chain for chain in chains if chain[-1][1] - chain[0][0] <= 2 * least]


def _paragraph_at(blocks: tuple[Paragraph, ...], offset: int) -> int:
    """The number of the paragraph that an offset stands in, or else the last one before."""
    return max(bisect_right(blocks, offset, key=lambda block: block.span.start), 1)


# The nearest passage


def _nearest(haystack: _Haystack, part: str) -> list[_Stretch]:
    """The passages most like a part of a quotation, the likest ones, at most three.

    The words of the part vote for where it may stand, rare ones first and at most 3,000
    votes in all; the stretches of the source with the most votes (eight for a part of up to
    six words, fewer for a longer one) are aligned with the part, word by word. A part of
    over 2,000 words is not looked for. Misspelt words vote only in a part of up to eight,
    where the others may be too few.
    """
    from rapidfuzz.distance import Indel

    folded, words = haystack.folded, haystack.words
    needle = _Folded(part).content
    pattern = _Words(needle).words
    if not pattern or len(pattern) > _LONGEST:
        return []
    if len(pattern) <= 8:
        pattern = [_respelt(word, words) for word in pattern]
    needle = needle.casefold()

    def likeness(first: int, last: int) -> float:
        passage = folded.content[words.starts[first] : words.ends[last - 1]]
        return Indel.normalized_similarity(needle, passage.casefold())

    content = haystack.text.content
    found: dict[_Stretch, float] = {}
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
                start = folded.start(words.starts[first])
                end = folded.end(words.ends[last - 1])
                while _cuts_word(content, start, start=True):
                    start -= 1
                while _cuts_word(content, end, start=False):
                    end += 1
                found[start, end] = max(like, found.get((start, end), 0))
    ranked = sorted(found, key=lambda each: (-found[each], each))
    return [each for each in ranked[:3] if found[each] > found[ranked[0]] - 0.1]


def _is_stray(word: str, other: str) -> bool:
    return word != other and not any(map(str.isalnum, word))


def _climb(
    at: _Stretch, size: int, likeness: Callable[[int, int], float]
) -> tuple[_Stretch, float]:
    """Move the ends of a stretch, a word at a time, while it gets more like, ten at most."""
    best = likeness(*at)
    for _ in range(10):
        if best < LIKENESS - 0.2:
            break
        first, last = at
        near = [
            (likeness(low, high), (low, high))
            for low, high in (
                (first - 1, last),
                (first + 1, last),
                (first, last - 1),
                (first, last + 1),
            )
            if 0 <= low < high <= size
        ]
        like, there = max(near, default=(0.0, at))
        if like <= best:
            break
        at, best = there, like
    return at, best


def _respelt(word: str, words: _Words) -> str:
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


def _windows(pattern: list[str], words: _Words) -> list[tuple[int, int]]:
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
        for place in places[:left]:
            block = (place - at) // width
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
    costs = _costs(pattern, window, anchored=False)
    least = min(costs)
    ends = [at + 1 for at, cost in enumerate(costs) if cost == least]
    for end in sorted({*ends[:4], *ends[-4:]}):
        before = window[max(0, end - 2 * len(pattern) - 4) : end][::-1]
        lengths = _costs(pattern[::-1], before, anchored=True)
        least = min(lengths)
        length = min(
            (at + 1 for at, cost in enumerate(lengths) if cost == least),
            key=lambda length: abs(length - len(pattern)),
        )
        yield end - length, end


def _costs(pattern: list[str], window: list[str], *, anchored: bool) -> list[int]:
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
    costs = []
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
        costs.append(cost)
    return costs


def _differences(part: str, span: Span) -> Iterator[Change]:
    """How a part of a quotation differs from a passage, word by word."""
    from rapidfuzz.distance import Levenshtein

    ours, theirs = _Folded(part), _Folded(span.content)
    here, there = _Words(ours.content), _Words(theirs.content)
    runs: list[list[int]] = []
    for each in Levenshtein.opcodes(here.exact, there.exact):
        if each.tag == "equal":
            continue
        if runs and runs[-1][1] == each.src_start and runs[-1][3] == each.dest_start:
            runs[-1][1], runs[-1][3] = each.src_end, each.dest_end
        else:
            runs.append([each.src_start, each.src_end, each.dest_start, each.dest_end])
    for first, last, low, high in runs:
        start, end = _stretch(ours, here, first, last)
        begin, stop = _stretch(theirs, there, low, high)
        place = Span(span.text, span.start + begin, span.start + stop)
        yield Change(part[start:end], place.content, place)


def _stretch(folded: _Folded, words: _Words, first: int, last: int) -> _Stretch:
    """Where some of the words of a folded text stand in the text itself."""
    if first < last:
        return folded.start(words.starts[first]), folded.end(words.ends[last - 1])
    at = folded.end(words.ends[first - 1]) if first else 0
    return at, at
