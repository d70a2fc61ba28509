"""Breaking a text into lines, and cutting one short."""

import re
from bisect import bisect_right
from functools import lru_cache
from operator import sub
from typing import NamedTuple

from argmap.render.letters import clusters, ours, units, width
from argmap.render.widths import KERNING

_PIECE = re.compile(r"[^ \-–—/]*(?:[\-–—/]+| +|$)")
ELLIPSIS = "…"
_BLANK = 300
"""More than a line loses at its end, a blank and how it is kerned, in 1/1000 em."""


class Line(NamedTuple):
    """A line of text and its width in px."""

    text: str
    width: float


def pieces(text: str) -> list[str]:
    """The text in parts after each of which a line may end."""
    if ours(text):
        return [piece for piece in _PIECE.findall(text) if piece]
    # Only here: its tables take 50 ms to load, which Latin, Greek or Cyrillic need not pay.
    from uniseg.linebreak import line_break_units

    return list(line_break_units(text))


def wrap(text: str, face: str, size: float, limit: float) -> list[Line]:
    """Break a text into as few lines of at most ``limit`` px as can be, of like length.

    A word that is longer than the limit is broken where it must be.
    """
    room = limit * 1000 / size
    kerning = KERNING[face]
    parts = pieces(text)
    sizes = [_units(part, face) for part in parts]
    if any(bare > room for _, bare in sizes):
        parts = [
            part
            for piece, (_, bare) in zip(parts, sizes, strict=True)
            for part in ([piece] if bare <= room else _broken(piece, face, size, limit))
        ]
        sizes = [_units(part, face) for part in parts]
    starts: list[int] = []
    ends: list[int] = []  # of each part, the blank behind it left out
    at, before = 0, ""
    for part, (whole, bare) in zip(parts, sizes, strict=True):
        if before:
            at += kerning.get(before + part[0], 0)
        starts.append(at)
        ends.append(at + bare)
        at += whole
        before = part[-1] if whole == bare else ""  # with a blank nothing is kerned
    lines = _balanced(starts, ends, room)
    found = []
    for first, after in lines:
        line = "".join(parts[first:after])
        own = (ends[after - 1] - starts[first]) * size / 1000 if parts else 0.0
        if line[:1] == " ":
            line = line.lstrip(" ")
            own = width(line.rstrip(" "), face, size)
        found.append(Line(line.rstrip(" "), own))
    return found


@lru_cache(maxsize=16384)
def _units(part: str, face: str) -> tuple[int, int]:
    """How wide a part is with the blank behind it, and without, in 1/1000 em."""
    return units(part, face), units(part.rstrip(" "), face)


def _balanced(starts: list[int], ends: list[int], limit: float) -> list[tuple[int, int]]:
    """The fewest lines, and of these the ones whose longest is as short as can be.

    Each is given as its first part and the one past its last.
    """
    lines = _fill(starts, ends, limit)
    count = len(lines)
    if count < 2:
        return lines
    longest = max(map(sub, ends, starts))
    low = max(longest, ends[-1] // count - _BLANK)
    high = max(ends[after - 1] - starts[first] for first, after in lines)
    while low < high:
        trial = _fill(starts, ends, (low + high) // 2)
        if len(trial) <= count:
            lines = trial
            high = max(ends[after - 1] - starts[first] for first, after in lines)
        else:
            # No line changes before one of them has room for the next part.
            low = min(ends[after] - starts[first] for first, after in trial[:-1])
    return lines


def _fill(starts: list[int], ends: list[int], limit: float) -> list[tuple[int, int]]:
    """Greedy lines, each as its first part and the one past its last."""
    lines = []
    at, count = 0, len(ends)
    while at < count:
        after = max(at + 1, bisect_right(ends, starts[at] + limit, at))
        lines.append((at, after))
        at = after
    return lines or [(0, 0)]


def _broken(word: str, face: str, size: float, limit: float) -> list[str]:
    """A word that fits on no line, in parts that do."""
    parts, part, used = [], "", 0.0
    for cluster in clusters(word):
        own = width(cluster, face, size)
        if part and used + own > limit:
            parts.append(part)
            part, used = "", 0.0
        part += cluster
        used += own
    return [*parts, part]


def cut(text: str, face: str, size: float, limit: float, *, words: bool = False) -> Line:
    """The text, or as much of it as fits into ``limit`` px with an ellipsis.

    With ``words`` it ends between words, unless that would leave less than half of it.
    """
    whole = width(text, face, size)
    if whole <= limit:
        return Line(text, whole)
    room = limit - width(ELLIPSIS, face, size)
    kept, used = "", 0.0
    for cluster in clusters(text[: int(limit) + 1]):
        used += width(cluster, face, size)
        if used > room:
            break
        kept += cluster
    if words and kept and text[len(kept)] not in " -–—":
        whole_words = kept.rpartition(" ")[0]
        if len(whole_words) * 2 >= len(kept):
            kept = whole_words
    short = kept.rstrip(" ,;:–—-") + ELLIPSIS
    return Line(short, width(short, face, size))
