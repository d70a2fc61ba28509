"""The card of a claim: what stands on it, where, and how large it is.

All lengths are px from the card's top left corner; ``y`` of a line of text is its baseline.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import attrs

from argmap.model import ArgumentMap, Claim, Step
from argmap.render.folding import Folded, rest_words
from argmap.render.letters import plain, right_to_left, width
from argmap.render.roles import WORDS, Part, part_of
from argmap.render.selection import left_out
from argmap.render.style import Style
from argmap.render.theme import (
    LABEL,
    LABEL_SPACING,
    LEADING,
    SMALL,
    SMALL_LEADING,
    TEXT_SIZE,
    THESIS_LEADING,
    THESIS_SIZE,
)
from argmap.render.wrap import cut, wrap

if TYPE_CHECKING:
    from argmap.evaluation import Evaluation, Word
    from argmap.evaluation.gradual import Degrees

    Verdicts: TypeAlias = Evaluation | Degrees

LEFT, RIGHT = 17.0, 11.0
GAP, DOT = 12.0, " · "
"""Between the two ends of the header."""
MIN_INNER = 84.0
_NAMES, _WORDS = 12, 120
"""How many claims are listed, and how many letters of one without a name are said."""
THESIS_FACTOR = 1.3
"""How much wider the text of a thesis runs, which is larger."""
BADGE = 11.0
"""The diameter of the mark in the header of what is not settled."""


@attrs.frozen
class Said:
    """A line of text on a card: ``kind`` is its class in the style sheet.

    ``x`` is the left edge, or the right one where the line runs ``rtl``.
    """

    kind: str
    text: str
    x: float
    y: float
    width: float
    face: str = "regular"
    rtl: bool = False


@attrs.frozen
class Gauge:
    """A bar of which so much is filled as the ``degree`` says; ``y`` is its middle."""

    x: float
    y: float
    width: float
    degree: float


@attrs.frozen
class Card:
    """A claim as it is drawn, with what is ``folded`` into it.

    A screen reader says ``label``; ``more`` is the tooltip. ``verdict`` is what is said of the
    claim, if anything: in words, or a degree, which ``gauge`` shows.
    """

    claim: Claim
    part: Part
    width: float
    height: float
    lines: tuple[Said, ...]
    label: str
    more: str
    folded: Folded | None = None
    verdict: "Word | float | None" = None
    gauge: Gauge | None = None


@attrs.frozen
class Rest:
    """A card for the topmost claims that an overview has no room for; else as :class:`Card`."""

    width: float
    height: float
    lines: tuple[Said, ...]
    label: str
    claims: int


def rest_card(rest: Folded | None, style: Style) -> Rest | None:
    """The card of what is folded into no claim's card, if anything is."""
    if rest is None:
        return None
    words, more = rest_words(rest), str(rest)
    lines = wrap(words, "regular", TEXT_SIZE, style.width)
    folded = [*wrap(f"+ {more}", "bold", SMALL, style.width)] if more else []
    inner = max([MIN_INNER, *(line.width for line in (*lines, *folded))])
    y, said = 7.0, []
    for line in lines:
        y += LEADING
        said.append(Said("say", line.text, LEFT, y, line.width))
    for number, line in enumerate(folded):
        y += SMALL_LEADING if number else LEADING + 0.5
        said.append(Said("fold", line.text, LEFT, y, line.width, "bold"))
    beneath = f", with {more} beneath" if more else ""
    label = f"{words}{beneath}, {'is' if rest.claims == 1 else 'are'} not shown."
    return Rest(
        round(inner + 2 * LEFT, 1), round(y + 11, 1), tuple(said), label, rest.claims
    )


def cards(
    map: ArgumentMap,
    style: Style,
    paragraphs: Mapping[str, int],
    whole: ArgumentMap | None = None,
    unfolded: ArgumentMap | None = None,
    folded: Mapping[str, Folded] = MappingProxyType({}),
    verdicts: "Verdicts | None" = None,
) -> tuple[Card, ...]:
    """The card of each claim, in the map's order.

    ``paragraphs`` has the number of the paragraph, by a claim's id, in which its source
    says it. Parts and numbers are those of the ``whole`` map. ``folded`` has what is folded
    into a card, by its claim's id; ``unfolded`` is the map with that.
    """
    whole = whole or map
    several = len({quote.source for claim in whole.claims for quote in claim.quotes}) > 1
    tags = group_numbers(whole) if style.groups == "tag" else {}
    return tuple(
        _card(
            whole,
            claim,
            part_of(whole, claim),
            style,
            paragraphs.get(claim.id),
            tags,
            several,
            left_out(unfolded or map, whole, claim),
            folded.get(claim.id),
            verdict_of(verdicts, claim),
        )
        for claim in map.claims
    )


def verdict_of(verdicts: "Verdicts | None", claim: Claim) -> "Word | float | None":
    """What is said of a claim, if anything."""
    known = verdicts is not None and claim.id in verdicts.claims
    return verdicts.said_of(claim.id) if verdicts is not None and known else None


def group_numbers(map: ArgumentMap) -> dict[str, str]:
    """A number for each group: 1, 2, and for the groups in 2: 2.1, 2.2.

    Groups nested too deep for a number that fits on a card are counted with the outermost.
    """
    numbers: dict[str, str] = {}
    counts: dict[str | None, int] = {}
    for group in map.groups:
        parent = group.parent if len(numbers.get(group.parent or "", "")) < 12 else None
        parent = parent if parent in numbers else None
        counts[parent] = counts.get(parent, 0) + 1
        prefix = f"{numbers[parent]}." if parent is not None else ""
        numbers[group.id] = f"{prefix}{counts[parent]}"
    return numbers


def _card(
    map: ArgumentMap,
    claim: Claim,
    part: Part,
    style: Style,
    paragraph: int | None,
    tags: Mapping[str, str],
    several: bool,
    less: str,
    folded: Folded | None,
    verdict: "Word | float | None",
) -> Card:
    thesis = part == "thesis"
    text = plain(claim.text)
    rtl = right_to_left(text)
    face, size = ("bold", THESIS_SIZE) if thesis else ("regular", TEXT_SIZE)
    leading = THESIS_LEADING if thesis else LEADING
    limit = style.width * (THESIS_FACTOR if thesis else 1)
    lines = wrap(text, face, size, limit)

    word = WORDS[part].upper()
    word_width = width(word, "bold", LABEL, LABEL_SPACING)
    aside = BADGE + 5 if verdict in ("undecided", "in some") else 0
    mark = _mark(claim, paragraph, tags, several, limit - aside - word_width - GAP)
    mark_width = width(mark, "regular", SMALL)
    head = aside + word_width + (GAP + mark_width if mark else 0)
    inner = max([head, *(line.width for line in lines)])
    # A quotation makes a narrow card wider: as wide as it needs, or less if that is in vain.
    wanted = max(
        [width(line, "italic", SMALL) for line in _foot(claim, 4 * limit)], default=0.0
    )
    inner = max(inner, wanted if wanted <= limit else limit * 0.8, MIN_INNER)
    more = cut(f"+ {folded}", "bold", SMALL, limit) if folded else None
    if more:
        inner = max(inner, more.width)

    left, right = (LEFT + 1, LEFT - 1) if thesis else (LEFT, RIGHT)
    top = 21.0 if thesis else 17.0
    said = [Said("part", word, left + aside, top, word_width, "bold")]
    if mark:
        said.append(Said("mark", mark, left + inner - mark_width, top, mark_width))
    y = top + (3 if thesis else 1.5)
    for line in lines:
        y += leading
        x = left + inner if rtl else left
        said.append(Said("say", line.text, x, y, line.width, face, rtl))
    for number, short in enumerate(_foot(claim, inner)):
        y += SMALL_LEADING if number else LEADING + 0.5
        turned = right_to_left(short)
        x = left + inner if turned else left
        wide = width(short, "italic", SMALL)
        said.append(Said("foot", short, x, y, wide, "italic", turned))
    for number, line in enumerate(wrap(less, "regular", SMALL, inner) if less else ()):
        y += SMALL_LEADING if number else LEADING + 0.5
        said.append(Said("less", line.text, left, y, line.width))
    if more:
        y += LEADING + 0.5
        said.append(Said("fold", more.text, left, y, more.width, "bold"))
    gauge = None
    if verdict is not None and not isinstance(verdict, str):
        y += LEADING + 0.5
        digits = f"{verdict:.3f}"
        wide = width(digits, "regular", SMALL)
        said.append(Said("less", digits, left + inner - wide, y, wide))
        gauge = Gauge(left, y - 3.5, inner - wide - 8, verdict)
    return Card(
        claim=claim,
        part=part,
        width=round(inner + left + right, 1),
        height=round(y + (14 if thesis else 9), 1),
        lines=tuple(said),
        label=" ".join(
            filter(None, (_label(map, claim, part, folded, verdict), _stop(less)))
        ),
        more=_more(claim),
        folded=folded,
        verdict=verdict,
        gauge=gauge,
    )


def _mark(
    claim: Claim, paragraph: int | None, tags: Mapping[str, str], several: bool, room: float
) -> str:
    """The right end of the header: group, id, paragraph; the id cut to what fits."""
    group = f"§{tags[claim.group]}" if claim.group and claim.group in tags else ""
    number = "" if paragraph is None else f"¶{paragraph}"
    name = "" if claim.anonymous else plain(claim.id)
    # Where claims are read from several texts, the number says in which one it counts.
    long = f"{plain(claim.quotes[0].source)} {number}" if several and claim.quotes else ""
    for place in (long, number) if number and long else (number,):
        around = [each for each in (group, place) if each]
        taken = width(DOT.join([*around, ""]), "regular", SMALL) if around else 0.0
        if name and (
            room - taken >= 3 * SMALL or width(name, "regular", SMALL) <= room - taken
        ):
            short = cut(name, "regular", SMALL, room - taken).text
            if right_to_left(short):
                # Else what stands beside it would be drawn into its direction.
                short = f"\u200e{short}\u200e"
            return DOT.join(each for each in (group, short, place) if each)
        if around and not name and width(DOT.join(around), "regular", SMALL) <= room:
            return DOT.join(around)
    # No room for the name: what no other line says comes first, and nothing is half said.
    for last in (DOT.join(each for each in (group, number) if each), group, number):
        if last and width(last, "regular", SMALL) <= room:
            return last
    return "" if group or number else cut(name, "regular", SMALL, max(room, 3 * SMALL)).text


def _foot(claim: Claim, room: float) -> list[str]:
    """The last lines: the first quotation and who says so, each cut to ``room`` px.

    They share a line if both have room there.
    """
    by = f"— {plain(claim.by)}" if claim.by else ""
    if not claim.quotes:
        return [cut(by, "italic", SMALL, room, words=True).text] if by else []
    quote = plain(claim.quotes[0].text)
    whole = f"“{quote}” {by}".strip(" ")
    if width(whole, "italic", SMALL) <= room + 0.01:
        return [whole]
    marks = width("“”", "italic", SMALL)
    quoted = f"“{cut(quote, 'italic', SMALL, room - marks, words=True).text}”"
    return [quoted, cut(by, "italic", SMALL, room, words=True).text] if by else [quoted]


def _label(
    map: ArgumentMap,
    claim: Claim,
    part: Part,
    folded: Folded | None,
    verdict: "Word | float | None",
) -> str:
    """The claim in a sentence or two, as a screen reader should say it."""
    name = "" if claim.anonymous else f" {plain(claim.id)}"
    said = [f"{WORDS[part]}{name}: {_stop(plain(claim.text))}"]
    if isinstance(verdict, str):
        said.append(f"It is {verdict}{' extensions' if verdict == 'in some' else ''}.")
    elif verdict is not None:
        said.append(f"Its degree is {verdict:.3f}.")
    if claim.by:
        said.append(f"{_stop(plain(claim.by) + ' says so')}")
    verbs: dict[str, list[str]] = {}
    for step in map.steps_from(claim):
        others = [name_of(p.claim) for p in step.premises if p.claim.id != claim.id]
        verb = {"for": "supports", "against": "rebuts"}[step.kind]
        lead = f"together with {_listed(others)} it" if others else "it"
        if isinstance(step.target, Claim):
            verbs.setdefault(f"{lead} {verb}", []).append(name_of(step.target))
        else:
            verbs.setdefault(f"{lead} undercuts", []).append(step_words(step.target))
    for other in map.contraries_of(claim):
        verbs.setdefault("it contradicts", []).append(name_of(other))
    for verb, targets in verbs.items():
        said.append(_stop(f"{verb[0].upper()}{verb[1:]} {_listed(targets)}"))
    if folded:
        said.append(f"Folded into it: {folded}.")
    return " ".join(said)


def name_of(claim: Claim) -> str:
    """The claim's name, or its first words where it has none."""
    if not claim.anonymous:
        return plain(claim.id)
    words = plain(claim.text)
    return f"“{words if len(words) <= _WORDS else words[:_WORDS].rstrip() + '…'}”"


def step_words(step: Step) -> str:
    """The step in words: "the step from a and b to c"."""
    start = _listed([name_of(premise.claim) for premise in step.premises])
    if isinstance(step.target, Claim):
        return f"the step from {start} to {name_of(step.target)}"
    return f"the undercut by {start}"


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    if len(names) > _NAMES:
        names = [*names[: _NAMES - 1], f"{len(names) - _NAMES + 1:,} more"]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _stop(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _more(claim: Claim) -> str:
    """What the card has no room for: whole quotations, the note, the tags."""
    said = [f"“{plain(quote.text)}”" for quote in claim.quotes]
    if said and claim.by:
        said[0] += f" — {plain(claim.by)}"
    if claim.note:
        said.append(plain(claim.note))
    if claim.tags:
        said.append(f"[{', '.join(plain(tag) for tag in claim.tags)}]")
    return "\n".join(said)
