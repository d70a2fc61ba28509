"""What is told about the word under the cursor, in Markdown."""

import re
from collections.abc import Iterator

import attrs

from argmap.ide.view import View
from argmap.model import Claim, Step
from argmap.quotes import Reading, paragraphs
from argmap.schemes import find
from argmap.syntax.keywords import KEYS, SHAPES
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    ImportLine,
    PropertyLine,
    QuoteLine,
    SourceLine,
)
from argmap.text import Span

MOST = 8
"""Reasons, rebuttals and other claims that are listed; the rest is counted."""
_LONGEST = 1_000
_SIGN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
STANDS = {"in": "stands", "out": "falls", "undecided": "stays open"}
"""What becomes of a claim, by its verdict."""


@attrs.frozen
class Hover:
    """What is told, in Markdown, and the words that it is about."""

    span: Span
    markdown: str


def hover(view: View, offset: int) -> Hover | None:
    """What is told about an offset of the map's own file; None where there is nothing."""
    number = view.node_at(offset)
    if number < 0:
        return None
    tree = view.tree
    node = tree.nodes[number]
    line = node.line
    if offset > node.end or offset < node.start:
        return None
    whole = tree.span(node)
    if isinstance(line, PropertyLine):
        scheme = find(line.value.value) if line.key.value == "scheme" else None
        if scheme is not None:
            return Hover(whole, scheme.page("###"))
        said = KEY_HELP.get(line.key.value)
        return None if said is None else Hover(tree.word(node, line.key), said)
    if isinstance(line, QuoteLine) and offset >= node.start + line.words.start:
        reading = view.reading_at(number)
        words = tree.word(node, line.words)
        return None if reading is None else Hover(words, "\n\n".join(_quotation(reading)))
    mention = view.mention_at(offset)
    if mention is not None and mention.symbol.kind == "source":
        return Hover(mention.span, "\n\n".join(_source(view, mention.symbol.id)))
    if isinstance(line, ImportLine):
        return Hover(whole, "\n\n".join(_import(view, line)))
    if mention is not None and mention.symbol.kind == "tag":
        count = sum(mention.symbol.id in each.tags for each in view.map.claims)
        said = f"tag `{mention.symbol.id}`: {_many(count, 'claim')}"
        return Hover(mention.span, said)
    if mention is not None and mention.symbol.kind == "claim":
        claim = view.map.claim[mention.symbol.id]
        return Hover(mention.span, "\n\n".join(_claim(view, claim)))
    if isinstance(line, ClaimLine):
        found = view.claim_of(tree, number)
        if found is not None:
            return Hover(whole, "\n\n".join(_claim(view, found)))
    if not isinstance(line, BrokenLine | SourceLine):
        word = re.match(r"\w+", whole.content)
        if word and word[0] in SHAPES and offset <= node.start + word.end():
            return Hover(
                whole._replace(end=whole.start + word.end()), f"`{SHAPES[word[0]]}`"
            )
    return None


def _claim(view: View, claim: Claim) -> Iterator[str]:
    """A claim: what it says, and what stands for it and against it."""
    verdict = view.verdict(claim)
    name = "" if claim.anonymous else f" `{claim.id}`"
    role = "thesis" if view.map.settles(claim) else "claim"
    yield f"**{role}**{name}: {STANDS[verdict]}{_caveat(view)}"
    yield f"“{escaped(claim.text)}”" + (f" — {escaped(claim.by)}" if claim.by else "")
    if claim.tags:
        yield f"[{', '.join(map(escaped, claim.tags))}]".replace("[", "\\[")
    steps = view.map.steps_to(claim)
    supports = [_step(view, each) for each in steps if each.kind == "for"]
    against = [_step(view, each) for each in steps if each.kind == "against"]
    yield from _listed("Supported by", supports)
    yield from _listed("Against it", against)
    yield from _listed(
        "Contradicts", [_short(view, each) for each in view.map.contraries_of(claim)]
    )
    yield from _listed(
        "Bears on", [_use(view, each) for each in view.map.steps_from(claim)]
    )
    if claim.note:
        yield f"*{escaped(claim.note)}*"
    for quote in claim.quotes:
        key = quote.span and (quote.span.text, quote.span.start)
        reading = view.readings.get(key) if key else None
        where = f", ¶{reading.paragraph}" if reading and reading.paragraph else ""
        yield f"> “{escaped(quote.text)}” (`{quote.source}`{where})"


def _caveat(view: View) -> str:
    return " (as far as the map can be read)" if view.compilation.failed else ""


def _listed(heading: str, rows: list[str]) -> Iterator[str]:
    if rows:
        more = [f"and {len(rows) - MOST} more"] if len(rows) > MOST else []
        yield "\n".join([f"{heading}:", "", *(f"- {row}" for row in [*rows[:MOST], *more])])


def _step(view: View, step: Step) -> str:
    """A step to a claim: its premises, and what undercuts it."""
    said = " **and** ".join(
        _short(view, each.claim) + (" (unstated)" if each.assumed else "")
        for each in step.premises
    )
    undercuts = [
        " **and** ".join(_short(view, each.claim) for each in undercut.premises)
        for undercut in view.map.steps_to(step)
    ]
    return said + "".join(f" — **unless** {each}" for each in undercuts)


def _use(view: View, step: Step) -> str:
    if isinstance(step.target, Step):
        premises = " and ".join(_short(view, each.claim) for each in step.target.premises)
        return f"undercuts the step from {premises}"
    return f"{step.verb} {_short(view, step.target)}"


def _short(view: View, claim: Claim) -> str:
    """A claim's words, its name if it has one, and what becomes of it."""
    name = "" if claim.anonymous else f"`{claim.id}`, "
    return f"{escaped(claim.text)} ({name}{view.verdict(claim)})"


def _quotation(reading: Reading) -> Iterator[str]:
    """A quotation in its paragraph."""
    said = {
        "exact": "word for word in the source",
        "altered": "**differs** from the source",
        "absent": "**not found** in the source",
        "ambiguous": f"stands in the source **{len(reading.places)} times**: say `occurrence:`",
        "unchecked": "not looked up: the source's text is not at hand",
    }[reading.state]
    where = f"`{reading.quote.source}`"
    if reading.paragraph is not None:
        where += f" ¶{reading.paragraph}"
    yield f"{where}: {said}"
    spans = reading.spans or (reading.places[0].spans if reading.places else ())
    if spans:
        yield f"> {_marked(spans)}"


def _marked(spans: tuple[Span, ...]) -> str:
    """The paragraph of a passage, with its words in bold."""
    text = spans[0].text
    ordered = sorted(spans, key=lambda each: each.start)
    around = next(
        (
            each.span
            for each in paragraphs(text)
            if each.span.start <= ordered[0].start < each.span.end
        ),
        ordered[0],
    )
    start = max(around.start, ordered[0].start - _LONGEST)
    stop = min(around.end, ordered[-1].end + _LONGEST)
    stop = max(stop, ordered[-1].end)
    pieces = ["…" if start > around.start else ""]
    at = start
    for span in ordered:
        pieces += [
            _flat(text.content[at : span.start]),
            f"**{_flat(span.content).strip()}**",
        ]
        at = span.end
    pieces.append(_flat(text.content[at:stop]) + ("…" if stop < around.end else ""))
    return "".join(pieces)


def _flat(words: str) -> str:
    """Some words out of a longer text, as Markdown, on one line."""
    return _SIGN.sub(r"\\\1", re.sub(r"\s+", " ", words))


def _source(view: View, id: str) -> Iterator[str]:
    """A source, and what the map reads of it."""
    source = view.map.source[id]
    parts = (source.author, source.title, source.publisher, source.date)
    yield f"**source** `{id}`: " + escaped(", ".join(filter(None, parts)) or "no title")
    if source.url:
        yield f"<{source.url}>" if re.fullmatch(r"https?://[^\s<>]+", source.url) else ""
    states = [
        each.state for each in view.compilation.subject.readings if each.quote.source == id
    ]
    counts = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    yield f"{_many(len(states), 'quotation')}" + (f": {counts}" if counts else "")


def _import(view: View, line: ImportLine) -> Iterator[str]:
    from argmap.resolve.imports import import_name

    name = import_name(line)
    brought = [each for each in view.map.claims if each.id.startswith(f"{name}.")]
    yield f"**import** `{name}`: {_many(len(brought), 'claim')}"
    theses = [each for each in brought if each.role == "thesis"]
    yield from _listed("Theses", [_short(view, each) for each in theses])


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def escaped(words: str) -> str:
    """Words as Markdown that shows them as they are, on one line."""
    return _flat(words).strip()


KEY_HELP = {
    **{key: f'`{key}: "…"` of a source' for key, home in KEYS.items() if home == "source"},
    "by": '`by: "WHO"`: who says so; without it the map\'s author does',
    "note": '`note: "…"`: words about the claim',
    "weight": "`weight: 0.8`: how plausible it is before any reason is heard; 0.5 if left out",
    "given": "`given: yes`: the claim is taken at its word even where its reasons fall",
    "expect": "`expect: in`, `out` or `undecided`: what the evaluation must say, or it is an error",
    "scheme": "`scheme: NAME`: the kind of argument that the step is",
    "strength": "`strength: 0.8`: how strongly the premises bear on the target; 1 if left out",
    "occurrence": "`occurrence: 2`: which one is meant, where the words stand more than once",
}
"""What each key says, for whoever points at it."""
