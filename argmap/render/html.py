"""A map as a page to read it in: the drawing, the texts that it is read from, what was found.

The page is one file without anything outside it. What moves in it is ``page/page.js``, what it
looks like ``page/page.css``; a policy in the page lets a browser run nothing else. The server
in :mod:`argmap.preview` shows the same page and brings it up to date.
"""

import base64
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import attrs

from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap, Claim, Source
from argmap.quotes import Reading, paragraphs
from argmap.render import fonts, furniture, svg
from argmap.render.letters import escape, plain
from argmap.render.page import asset
from argmap.render.roles import WORDS, part_of
from argmap.render.sheets import Sheets, sheets
from argmap.render.style import Style
from argmap.render.theme import DARK, Palette, palette, sheet
from argmap.text import Span, Text

_SHEET = re.compile(r"<style>.*?</style>", re.DOTALL)
_COLOURS = tuple(
    field.name for field in attrs.fields(Palette) if field.type in (str, "str")
)


@attrs.frozen
class Matter:
    """What a page shows beside the drawing.

    ``texts`` are those of the sources, by the source's id, and ``readings`` the quotations held
    against them. ``findings`` are what `argmap check` says. ``name`` says what the page calls a
    file: nothing of the machine that made it. ``verdicts`` is whether they are shown at first.
    """

    texts: Mapping[str, Text] = attrs.field(factory=dict)
    readings: Sequence[Reading] = ()
    findings: Sequence[Diagnostic] = ()
    paragraphs: Mapping[str, int] = attrs.field(factory=dict)
    name: Callable[[str], str] = lambda name: name
    verdicts: bool = False


def html(
    map: ArgumentMap,
    matter: Matter,
    *,
    style: Style,
    whole: ArgumentMap | None = None,
) -> str:
    """The page of a map, the same for the same input.

    ``whole`` is as for :func:`argmap.render.svg`: verdicts are those of the whole map. Raises
    what that raises.
    """
    whole = whole or map
    on = sheets(map, style.collapse)
    content = contents(map, matter, on, style=style, whole=whole)
    number = {claim.id: at for at, claim in enumerate(whole.claims)}
    # No browser reads what is within before it is asked for.
    folded = [
        f'<script type="text/plain" id="sheet-{number[id]}">'
        f"{drawn(id, on, matter, style, whole)}</script>"
        for id in on.parts
        if id
    ]
    look, script = (
        stylesheet(style, json.dumps(content, ensure_ascii=False)),
        asset("page.js"),
    )
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; font-src data:; "
        f"style-src {_hash(look)}; script-src {_hash(script)}"
    )
    return page(
        content,
        head=[
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<style>{look}</style>",
        ],
        scripts=[*folded, f"<script>{script}</script>"],
    )


def drawn(id: str, on: Sheets, matter: Matter, style: Style, whole: ArgumentMap) -> str:
    """The drawing of a sheet, by the id of the claim that opens it."""
    quick = len(on.parts) > 1 and style.layout == "auto"
    drawing = svg(
        on.parts[id],
        style=attrs.evolve(
            style, collapse=on.most[id], layout="tidy" if quick else style.layout
        ),
        paragraphs=matter.paragraphs,
        link=lambda claim: f"#{quote(claim.id, safe='', errors='replace')}",
        whole=whole,
    )
    return _SHEET.sub("", drawing, count=1)


def page(content: Mapping[str, Any], head: Iterable[str], scripts: Iterable[str]) -> str:
    """The document of a page with such content; ``head`` and ``scripts`` are HTML.

    The first drawing stands in the document itself, so that it is there without scripts too.
    """
    data = json.dumps({**content, "picture": ""}, ensure_ascii=False, separators=(",", ":"))
    document = asset("page.html")
    for name, value in {
        "title": escape(content["title"]),
        "head": "\n".join(head),
        "picture": content["picture"],
        # Within a script nothing ends it but this letter.
        "content": data.replace("<", "\\u003c"),
        "scripts": "\n".join(scripts),
    }.items():
        before, _, after = document.partition(f"<!-- {name} -->")
        document = f"{before}{value}{after}"
    return document


def contents(
    map: ArgumentMap,
    matter: Matter,
    on: Sheets,
    *,
    style: Style,
    whole: ArgumentMap | None = None,
) -> dict[str, Any]:
    """What the page's script works on, as JSON can hold it.

    Claims and steps are those of the whole map, in its order, and are named by their numbers;
    a step as a target by -1 less its number. Those that are not drawn have no words.
    """
    whole = whole or map
    number = {claim.id: at for at, claim in enumerate(whole.claims)}
    step_number = {step.id: at for at, step in enumerate(whole.steps)}
    states: dict[str, list[str]] = {}
    for reading in matter.readings:
        states.setdefault(reading.claim.id, []).append(reading.state)
    claims = []
    for claim in whole.claims:
        facts: dict[str, Any] = {}
        if claim.id in map.claim:
            facts = _facts(whole, claim, states.get(claim.id, []), matter)
        if claim.given:
            facts["given"] = 1
        claims.append(facts)
    return {
        "title": furniture.name(map),
        "about": furniture.summary(map, whole),
        "picture": drawn("", on, matter, style, whole),
        "sheets": [number[id] for id in on.parts if id],
        "home": [[number[id], number[top]] for id, top in on.home.items() if top],
        "claims": claims,
        "steps": [
            [
                plain(step.id),
                step.kind,
                [number[premise.claim.id] for premise in step.premises],
                -1 - step_number[step.target.id]
                if step.undercuts
                else number[step.target.id],
            ]
            for step in whole.steps
        ],
        "contraries": [
            [number[pair.first.id], number[pair.second.id]] for pair in whole.contraries
        ],
        "groups": {group.id: plain(group.name) for group in map.groups},
        "texts": [
            _text(sources, text, matter.readings, number)
            for text, sources in _texts(whole, matter)
        ],
        "findings": found(whole, matter),
        "verdicts": matter.verdicts,
    }


def found(map: ArgumentMap, matter: Matter) -> list[dict[str, Any]]:
    """The findings as the page's script wants them."""
    stated: dict[int, list[tuple[int, int]]] = {}
    for at, claim in enumerate(map.claims):
        if claim.span is not None:
            own = stated.setdefault(id(claim.span.text), [])
            own.append((claim.span.start, at))
    for own in stated.values():
        own.sort()
    return [_finding(each, stated, matter) for each in matter.findings]


def _facts(
    map: ArgumentMap, claim: Claim, states: list[str], matter: Matter
) -> dict[str, Any]:
    """What the page says of a claim; what it has not is left out."""
    quotes = [
        [
            plain(each.text),
            _source_name(map.source.get(each.source), each.source),
            state,
        ]
        for each, state in zip(
            claim.quotes, states or [""] * len(claim.quotes), strict=True
        )
    ]
    facts = {
        "id": claim.id,
        "name": "" if claim.anonymous else plain(claim.id),
        "part": WORDS[part_of(map, claim)],
        "text": plain(claim.text),
        "by": plain(claim.by or ""),
        "note": plain(claim.note or ""),
        "tags": [plain(tag) for tag in claim.tags],
        "group": claim.group,
        "quotes": quotes,
        "at": _place(claim.span, matter) if claim.span else None,
    }
    return {key: value for key, value in facts.items() if value}


def _source_name(source: Source | None, id: str) -> str:
    return plain((source and source.title) or id)


def _place(span: Span, matter: Matter) -> list[Any]:
    """A place: the name of its file, the line and column of its start, and those of its end."""
    name = matter.name(span.text.name)
    return [name, span.line, span.column, span.end_line, span.end_column]


def _texts(map: ArgumentMap, matter: Matter) -> list[tuple[Text, list[Source]]]:
    """Each text, and the sources whose text it is: an imported map may declare it too."""
    found: dict[int, tuple[Text, list[Source]]] = {}
    # A map's own account of a text before that of an import.
    for source in sorted(map.sources, key=lambda source: "." in source.id):
        if source.id in matter.texts:
            text = matter.texts[source.id]
            found.setdefault(id(text), (text, []))[1].append(source)
    return list(found.values())


def _text(
    sources: list[Source],
    text: Text,
    readings: Iterable[Reading],
    number: Mapping[str, int],
) -> dict[str, Any]:
    """A text in paragraphs, each in pieces: words, and the claims that quote them.

    A third thing in a piece says that a quotation differs from these words.
    """
    ids, source = {source.id for source in sources}, sources[0]
    quoted = [
        (span.start, span.end, number[reading.claim.id], reading.state)
        for reading in readings
        if reading.quote.source in ids and reading.claim.id in number
        for span in reading.spans
    ]
    cuts = sorted({edge for start, end, *_ in quoted for edge in (start, end)})
    begin: dict[int, list[tuple[int, int, str]]] = {}
    for start, end, claim, state in quoted:
        begin.setdefault(start, []).append((end, claim, state))
    blocks = []
    open_now: list[tuple[int, int, str]] = []
    for block in paragraphs(text):
        pieces = []
        first, last = block.span.start, block.span.end
        inner = cuts[bisect_right(cuts, first) : bisect_right(cuts, last - 1)]
        edges = [first, *inner, last]
        for start, end in pairwise(edges):
            open_now = [each for each in open_now if each[0] > start]
            open_now += begin.pop(start, ())
            claims = sorted({claim for _, claim, _ in open_now})
            words = _spaced(text.content[start:end])
            piece: list[Any] = [words, claims] if claims else [words]
            if any(state == "altered" for *_, state in open_now):
                piece.append(1)
            pieces.append(piece)
        blocks.append(pieces)
    about = [source.author, source.publisher, source.date]
    return {
        "title": plain(source.title or source.id),
        "about": ", ".join(plain(each) for each in about if each),
        "paragraphs": blocks,
    }


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _finding(
    finding: Diagnostic, stated: Mapping[int, list[tuple[int, int]]], matter: Matter
) -> dict[str, Any]:
    """A finding, and the claim that is stated at its place or next above it.

    ``stated`` has, by the identity of a text, where each claim is stated and its number.
    """
    own = stated.get(id(finding.span.text), [])
    at = bisect_right(own, finding.span.start, key=lambda place: place[0])
    return {
        "rule": finding.rule,
        "level": finding.severity.value,
        "message": finding.message,
        "help": [*((finding.note,) if finding.note else ()), *finding.help],
        "at": _place(finding.span, matter),
        **({"claim": own[at - 1][1]} if at and finding.span.end else {}),
    }


def stylesheet(style: Style, text: str) -> str:
    """The style sheet of a page and of the drawings in it, with fonts for the letters of a text."""
    letters = dict.fromkeys(("regular", "italic", "bold"), f"{text} a")
    own = palette(style.theme)
    look = f":root{{{_variables(own)}}}\n"
    if style.theme == "auto":
        look += f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}\n"
    return "\n".join(
        [
            fonts.embedded(letters),
            look,
            sheet(style.theme, ".argmap", judged=True),
            asset("page.css"),
        ]
    )


def _variables(colours: Palette) -> str:
    """The colours of a theme as variables, and which of the browser's own go with them."""
    named = "".join(
        f"--{name.replace('_', '-')}:{getattr(colours, name)};" for name in _COLOURS
    )
    named += "".join(f"--{part}:{colour};" for part, colour in colours.parts.items())
    dark = colours is DARK
    named += "--mark:#5a4a12;--lit:#17392f;" if dark else "--mark:#fbe6a0;--lit:#dcefe9;"
    return f"{named}color-scheme:{'dark' if dark else 'light'}"


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8", "replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
