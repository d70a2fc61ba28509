"""Breaking a text into lines, and cutting one short."""

import re

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
    units: list[tuple[str, float, float]] = []
    for piece in pieces(text):
        bare = piece.rstrip(" ")
        if width(bare, face, size) > limit:
            parts = _broken(piece, face, size, limit)
        else:
            parts = [piece]
        units += [
            (part, width(part, face, size), width(part.rstrip(" "), face, size))
            for part in parts
        ]
    lines = _fill(units, limit)
    low, high = limit * 0.4, limit
    if len(lines) > 1:
        while high - low > 1:
            middle = (low + high) / 2
            trial = _fill(units, middle)
            if len(trial) == len(lines) and _widest(trial, units) <= middle:
                lines, high = trial, middle
            else:
                low = middle
    texts = ("".join(units[i][0] for i in range(a, b)).strip(" ") for a, b in lines)
    return [Line(text, width(text, face, size)) for text in texts]


def _fill(units: list[tuple[str, float, float]], limit: float) -> list[tuple[int, int]]:
    """Greedy lines, each as its first unit and the one past its last."""
    lines = []
    start, used = 0, 0.0
    for index, (_, whole, bare) in enumerate(units):
        if index > start and used + bare > limit:
            lines.append((start, index))
            start, used = index, 0.0
        used += whole
    lines.append((start, len(units)))
    return lines


def _widest(lines: list[tuple[int, int]], units: list[tuple[str, float, float]]) -> float:
    return max(
        sum(units[i][1] for i in range(a, b - 1)) + units[b - 1][2] for a, b in lines
    )


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
