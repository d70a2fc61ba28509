"""What stands around the drawing: the heading at its top left, the legend beneath it."""

import re
from collections.abc import Iterable, Iterator, Sized
from math import sqrt
from typing import TYPE_CHECKING

import attrs

from argmap.model import ArgumentMap
from argmap.render.cards import Card, Rest, group_numbers
from argmap.render.letters import plain, width
from argmap.render.plan import Wiring
from argmap.render.style import Style
from argmap.render.theme import TITLE
from argmap.render.wrap import Line, cut, wrap

if TYPE_CHECKING:
    from argmap.render.cards import Verdicts

MARGIN = 24.0
SCREEN, EASE = 1400.0, 0.7
"""The side of a square as large as a screen, px; pages up to 1 + ``EASE`` times that are small."""
SIZE = 12.0
ROW = 22.0
BETWEEN = 28.0
"""Between two entries of the legend."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def scale(wide: float, high: float) -> float:
    """How many times larger what stands around a layout of this size is drawn.

    A large page is seen whole first, on some screen: there it is to be read as on a small one.
    """
    return max(1.0, sqrt(wide * high) / SCREEN - EASE)


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
    """Marks, and the size in px of the rectangle that holds them.

    The marks are drawn ``scale`` times as large as their numbers say; the size has that in it.
    """

    width: float = 0.0
    height: float = 0.0
    marks: tuple[Mark, ...] = ()
    scale: float = 1.0

    def scaled(self, by: float) -> "Block":
        """The same so many times larger."""
        return Block(self.width * by, self.height * by, self.marks, by)


def measured(text: str, face: str, size: float) -> Line:
    """A text with its width."""
    return Line(text, width(text, face, size))


def name(map: ArgumentMap) -> str:
    """What the drawing is called."""
    return plain(map.title or "") or "Argument map"


def summary(map: ArgumentMap, whole: ArgumentMap, hidden: int = 0) -> str:
    """The drawing in a sentence, for those who do not see it.

    ``hidden`` claims are folded into the cards of others.
    """
    if map is whole:
        parts = [_count(len(map.claims), "claim"), _count(len(map.steps), "step")]
        said = f"An argument map of {parts[0]} and {parts[1]}."
    else:
        said = (
            f"{'An overview' if hidden else 'A part'} of an argument map: "
            f"{_of(map.claims, whole.claims, 'claim')} "
            f"and {_of(map.steps, whole.steps, 'step')}."
        )
    found = [claim for claim in map.claims if whole.settles(claim)]
    theses = " ".join(plain(thesis.text) for thesis in found)
    return (
        f"{said} {'Thesis' if len(found) == 1 else 'Theses'}: {theses}" if theses else said
    )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _of(part: Sized, whole: Sized, thing: str) -> str:
    return f"{len(part):,} of {_count(len(whole), thing)}"


def heading(map: ArgumentMap, whole: ArgumentMap, hidden: int = 0) -> Block:
    """The map's title; what it is read from, and how many claims it has.

    ``hidden`` of them are folded into the cards of others.
    """
    marks: list[Mark] = []
    y = 0.0
    title = plain(map.title or "")
    if title:
        for line in wrap(title, "bold", TITLE, 560):
            y += 25 if marks else 17
            marks.append(Mark("title", 0, y, line, "bold"))
    about = [*_read_from(map)]
    if map is whole:
        about.append(_count(len(map.claims), "claim") if map.claims else "no claims yet")
    else:
        folded = hidden and len(map.claims) + hidden == len(whole.claims)
        lead = "" if folded else "part of the map: "
        about.append(f"{lead}{_of(map.claims, whole.claims, 'claim')}")
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
    map: ArgumentMap,
    whole: ArgumentMap,
    cards: tuple[Card, ...],
    wiring: Wiring,
    style: Style,
    limit: float,
    verdicts: "Verdicts | None" = None,
) -> Block:
    """What the marks mean that occur in this drawing, in rows of at most ``limit`` px."""
    kinds = {step.verb for step in map.steps}
    together = next((d.step.verb for d in wiring.steps if d.joint == "plus"), "")
    pale = _has(cards, "reason") or _has(cards, "evidence")
    free = any(c.part == "claim" and not whole.steps_from(c.claim) for c in cards)
    rest = [wiring.rest] if wiring.rest else []
    entries: list[tuple[str, float, str]] = []
    for kind, room, words, there in (
        ("supports", 46.0, "supports", "supports" in kinds),
        ("rebuts", 46.0, "rebuts", "rebuts" in kinds),
        ("contrary", 46.0, "contradict each other", bool(map.contraries)),
        ("cross", 26.0, "any two of them contradict each other", bool(wiring.hubs)),
        ("undercuts", 46.0, "undercuts a step", "undercuts" in kinds or wiring.stubs),
        (f"{together} together", 26.0, "premises that count only together", together),
        ("unstated", 34.0, "left unsaid in the text", _has(cards, "unstated")),
        (
            "claim",
            34.0,
            f"claim: supports a thesis{', or no other claim' if free else ''}",
            pale and _has(cards, "claim"),
        ),
        ("reason", 34.0, "reason: supports another claim", _has(cards, "reason")),
        (
            "evidence",
            34.0,
            "evidence: a reason with a quotation and no reason of its own",
            _has(cards, "evidence"),
        ),
        ("", 0.0, "¶  paragraph of the source", _says(cards, "mark", "¶")),
        ("", 0.0, "—  who says so", any(card.claim.by for card in cards)),
        ("", 0.0, "+  folded into the card", _says((*cards, *rest), "fold", "+")),
    ):
        if there:
            entries.append((kind, room, words))
    rows = [entries, [*_verdict_entries(map, cards, verdicts)]]
    if style.groups == "tag":
        numbers = group_numbers(whole)
        used = _with_claims(map)
        named = [
            (
                "",
                0.0,
                cut(
                    f"§{numbers[g.id]}  {plain(g.name)}", "regular", SIZE, 400, words=True
                ).text,
            )
            for g in map.groups
            if g.id in used
        ]
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


def _verdict_entries(
    map: ArgumentMap, cards: tuple[Card, ...], verdicts: "Verdicts | None"
) -> Iterator[tuple[str, float, str]]:
    """What the marks of verdicts mean, and by which semantics they are given."""
    if verdicts is None:
        return
    graded = any(card.gauge for card in cards)
    yield "", 0.0, f"{'Degrees' if graded else 'Verdicts'}: {verdicts.semantics} semantics"
    if graded:
        yield "gauge", 46.0, "how firmly the claim stands, from 0 to 1"
    if getattr(verdicts, "unsettled", ()):
        yield "", 0.0, "not all degrees come to rest"
    if getattr(verdicts, "none", False):
        yield "", 0.0, "there is no extension, so that nothing is settled"
    found = {card.verdict for card in cards}
    for kind, words in (
        ("in", "in: it stands"),
        ("out", "out: it falls"),
        ("undecided", "undecided"),
        ("in some", "in some extensions, not in all"),
    ):
        if kind in found:
            yield kind, 34.0, words
    if any(verdicts.steps.get(step.id) == "out" for step in map.steps):
        yield "fallen", 46.0, "a step that does not hold"


def _with_claims(map: ArgumentMap) -> set[str]:
    """The groups that hold a claim, and those around them."""
    found: set[str] = set()
    for claim in map.claims:
        group = claim.group
        while group is not None and group in map.group and group not in found:
            found.add(group)
            group = map.group[group].parent
    return found


def _says(cards: Iterable[Card | Rest], kind: str, text: str) -> bool:
    return any(line.kind == kind and text in line.text for c in cards for line in c.lines)


def _has(cards: tuple[Card, ...], part: str) -> bool:
    return any(card.part == part for card in cards)
