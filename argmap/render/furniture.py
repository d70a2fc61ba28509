"""What stands around the drawing: the heading at its top left, the legend beneath it."""

import re

import attrs

from argmap.model import ArgumentMap
from argmap.render.cards import Card, group_numbers
from argmap.render.letters import plain, width
from argmap.render.plan import Wiring
from argmap.render.style import Style
from argmap.render.theme import TITLE
from argmap.render.wrap import Line, wrap

MARGIN = 24.0
SIZE = 12.0
ROW = 22.0
BETWEEN = 28.0
"""Between two entries of the legend."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@attrs.frozen
class Mark:
    """A line of text, or the sample named by ``kind``. ``y`` is a baseline or a middle."""

    kind: str
    x: float
    y: float
    text: Line | None = None
    face: str = "regular"


@attrs.frozen
class Block:
    """Marks, and the size in px of the rectangle that holds them."""

    width: float = 0.0
    height: float = 0.0
    marks: tuple[Mark, ...] = ()


def measured(text: str, face: str, size: float) -> Line:
    """A text with its width."""
    return Line(text, width(text, face, size))


def name(map: ArgumentMap) -> str:
    """What the drawing is called."""
    return plain(map.title or "") or "Argument map"


def summary(map: ArgumentMap) -> str:
    """The drawing in a sentence, for those who do not see it."""
    parts = [_count(len(map.claims), "claim"), _count(len(map.steps), "step")]
    theses = " ".join(plain(thesis.text) for thesis in map.theses)
    said = f"An argument map of {parts[0]} and {parts[1]}."
    return (
        f"{said} {'Thesis' if len(map.theses) == 1 else 'Theses'}: {theses}"
        if theses
        else said
    )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def heading(map: ArgumentMap, hidden: int = 0) -> Block:
    """The map's title; what it is read from, and how many claims it has.

    ``hidden`` of them are not drawn.
    """
    marks: list[Mark] = []
    y = 0.0
    title = plain(map.title or "")
    if title:
        for line in wrap(title, "bold", TITLE, 560):
            y += 25 if marks else 17
            marks.append(Mark("title", 0, y, line, "bold"))
    about = [*_read_from(map)]
    count = _count(len(map.claims) + hidden, "claim") if map.claims else "no claims yet"
    about.append(f"{len(map.claims):,} of {count}" if hidden else count)
    for line in wrap(" · ".join(about), "regular", SIZE, 560):
        y += 17 if y else 12
        marks.append(Mark("by", 0, y + 3, line))
    wide = max(mark.text.width for mark in marks if mark.text)
    return Block(wide, y + 3 + MARGIN, tuple(marks))


def _read_from(map: ArgumentMap) -> list[str]:
    """The map's source, where there is just one."""
    if len(map.sources) != 1:
        return []
    source = map.sources[0]
    title = plain(source.title or "")
    if title == plain(map.title or ""):
        title = ""
    facts = [
        f"“{title}”" if title else "",
        plain(source.author or ""),
        plain(source.publisher or ""),
        _date(plain(source.date or "")),
    ]
    said = ", ".join(fact for fact in facts if fact)
    return [said] if said else []


def _date(date: str) -> str:
    """An ISO date in words; anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", date, re.ASCII)
    if not found:
        return date
    year, month, day = found.groups()
    words = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {words}" if day else words


def legend(
    map: ArgumentMap, cards: tuple[Card, ...], wiring: Wiring, style: Style, limit: float
) -> Block:
    """What the marks mean that occur in this drawing, in rows of at most ``limit`` px."""
    kinds = {
        "undercuts" if step.undercuts else "supports" if step.kind == "for" else "rebuts"
        for step in map.steps
    }
    joints = {drawn.joint for drawn in wiring.steps}
    entries: list[tuple[str, float, str]] = []
    for kind, room, words, there in (
        ("supports", 46.0, "supports", "supports" in kinds),
        ("rebuts", 46.0, "rebuts", "rebuts" in kinds),
        ("contrary", 46.0, "contradict each other", bool(map.contraries)),
        ("undercuts", 46.0, "undercuts a step", "undercuts" in kinds),
        ("together", 26.0, "premises that count only together", "plus" in joints),
        ("unstated", 34.0, "left unsaid in the text", _has(cards, "unstated")),
    ):
        if there:
            entries.append((kind, room, words))
    rows = [entries]
    if style.groups == "tag":
        numbers = group_numbers(map)
        named = [("", 0.0, f"§{numbers[g.id]}  {plain(g.name)}") for g in map.groups]
        rows.append(named)
    marks: list[Mark] = []
    y, wide = 0.0, 0.0
    for row in rows:
        x = 0.0
        for kind, room, words in row:
            line = measured(words, "regular", SIZE)
            if x and x + room + line.width > min(limit, 1100.0):
                x, y = 0.0, y + ROW
            if kind:
                marks.append(Mark(kind, x, y + 8))
            marks.append(Mark("", x + room, y + 12, line))
            wide = max(wide, x + room + line.width)
            x += room + line.width + BETWEEN
        if row:
            y += ROW
    return Block(wide, y, tuple(marks))


def _has(cards: tuple[Card, ...], part: str) -> bool:
    return any(card.part == part for card in cards)
