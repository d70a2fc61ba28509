"""Breaking a text into lines, and cutting one short."""

import re
from bisect import bisect_right

import attrs

from argmap.render.letters import clusters, ours, width

_PIECE = re.compile(r"[^ \-–—/]*(?:[\-–—/]+| +|$)")
ELLIPSIS = "…"


@attrs.frozen
class Line:
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
    parts: list[str] = []
    starts, ends = [0.0], []  # of each part, the blank behind it left out of its end
    for piece in pieces(text):
        bare = piece.rstrip(" ")
        whole = width(bare, face, size)
        if whole <= limit:
            parts.append(piece)
            ends.append(starts[-1] + whole)
            starts.append(starts[-1] + width(piece, face, size))
            continue
        for part in _broken(piece, face, size, limit):
            parts.append(part)
            ends.append(starts[-1] + width(part.rstrip(" "), face, size))
            starts.append(starts[-1] + width(part, face, size))
    lines = _fill(starts, ends, limit)
    low, high = limit * 0.4, limit
    if len(lines) > 1:
        while high - low > 1:
            middle = (low + high) / 2
            trial = _fill(starts, ends, middle)
            if len(trial) == len(lines) and (
                max(ends[b - 1] - starts[a] for a, b in trial) <= middle
            ):
                lines, high = trial, middle
            else:
                low = middle
    texts = ("".join(parts[a:b]).strip(" ") for a, b in lines)
    return [Line(text, width(text, face, size)) for text in texts]


def _fill(starts: list[float], ends: list[float], limit: float) -> list[tuple[int, int]]:
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
