"""What may be written at the cursor."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Literal, TypeAlias

import attrs

from argmap.ide.hover import KEY_HELP, escaped
from argmap.ide.view import View
from argmap.model import Claim
from argmap.quotes.passages import paragraph_at, paragraphs
from argmap.quotes.search import begun, parts
from argmap.resolve.places import BENEATH_STEPS, OWNERS, PLACES, WHERE, keyword_of
from argmap.rules import RULES
from argmap.schemes import schemes
from argmap.syntax.keywords import (
    CLAIM_KEYWORDS,
    KEYS,
    NAME_LETTERS,
    SHAPES,
    STEP_KEYWORDS,
    as_name,
    is_name,
)
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    ImportLine,
    MapLine,
    Node,
    PropertyLine,
)
from argmap.text import Span, Text

Kind: TypeAlias = Literal[
    "keyword",
    "key",
    "claim",
    "source",
    "import",
    "tag",
    "value",
    "scheme",
    "words",
    "rule",
    "file",
    "folder",
]
Listing: TypeAlias = Callable[[str], Iterable[str]]
"""What a folder holds, which the map's own file would name so: names, of folders with a slash."""
MOST = 200
"""Proposals at once; more are made once more letters are there."""
_MOST_PASSAGES = 20
_BENEATH = ("because", "but", "contradicts", *BENEATH_STEPS)
_PLAIN = (".txt", ".md")
"""What files with the text of a source end with, mostly."""

_NAME = rf"[^\W\d_][{NAME_LETTERS}.]*"
_COMMENT = re.compile(r'(?:[^"#]|"(?:[^"\\]|\\.)*")*#(.*)', re.DOTALL)
_IGNORE = re.compile(r"\s*argmap:\s*ignore(?:-file)?\[(?:[\w-]+\s*,\s*)*([\w-]*)\Z")
_WORD = re.compile(rf"(?:{_NAME})?\Z")
_CLAIM = re.compile(rf"(?:{'|'.join(CLAIM_KEYWORDS)}|contradicts)[ \t]+({_NAME})?\Z")
_TAGS = re.compile(
    rf'(?:{"|".join(CLAIM_KEYWORDS)})[ \t](?:[^"\[]|"(?:[^"\\]|\\.)*")*\[[^\]"]*?'
    rf"([^\W\d_][{NAME_LETTERS}]*)?\Z",
    re.DOTALL,
)
_SOURCE = re.compile(rf"quote[ \t]+({_NAME})?\Z")
_QUOTED = re.compile(rf'quote[ \t]+({_NAME})[ \t]*"((?:[^"\\]|\\.)*)\Z', re.DOTALL)
_VALUE = re.compile(rf'([^\W\d_][{NAME_LETTERS}]*):[ \t]*("?[^"]*)\Z', re.DOTALL)
_FILE = re.compile(rf'(import|source)(?:[ \t]+{_NAME})?[ \t]*"([^"\\\n]*/)?([^"\\/\n]*)\Z')
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|\Z)|\n\s*\n")
_BREAK = re.compile(r"[,;:–—](?=\s)")

KEYWORD_HELP = {
    "map": "the map's title",
    "import": "another map, whose claims can be used here",
    "source": "a text that claims are read from",
    "group": "a part of the map",
    "thesis": "a claim that the map is there to settle",
    "claim": "any other claim",
    "because": "a reason for the claim above",
    "but": "a rebuttal of the claim above",
    "and": "another premise, without which the one above does not count",
    "assuming": "another premise, which the text leaves unsaid",
    "unless": "an undercut: it speaks against the step above",
    "contradicts": "the two claims cannot both stand",
    "quote": "where a source says it, word for word",
}
"""What each keyword says."""


@attrs.frozen
class Proposal:
    """Something that may be written.

    ``new`` goes in the place of ``span``, ``label`` is shown, and ``filter`` is what typed letters
    are compared with. ``detail`` is a few words beside the label, ``documentation`` Markdown.
    """

    label: str
    kind: Kind
    span: Span
    new: str
    detail: str = ""
    documentation: str = ""
    filter: str = ""


@attrs.frozen
class Proposals:
    """What may be written, the likeliest first, and whether more letters could bring others."""

    items: tuple[Proposal, ...] = ()
    partial: bool = False


def complete(view: View, offset: int, listing: Listing = lambda _: ()) -> Proposals:
    """What may be written at an offset of the map's own file; ``listing`` finds names of files."""
    content = view.file.content
    start = _start(view, offset)
    typed = content[start:offset]
    comment = _COMMENT.match(typed)
    if comment:
        found = _IGNORE.match(comment[1])
        return (
            _ranked(_rules(_span(view, offset, found[1])), found[1])
            if found
            else Proposals()
        )
    if _WORD.match(typed):
        return Proposals(tuple(_starts(view, offset, typed)))
    if found := _CLAIM.match(typed):
        above = _above(view, start, offset)
        return _ranked(_claims(view, _span(view, offset, found[1]), above), found[1])
    if found := _TAGS.match(typed):
        return _ranked(_tags(view, _span(view, offset, found[1])), found[1])
    if found := _SOURCE.match(typed):
        return _ranked(_sources(view, _span(view, offset, found[1])), found[1])
    if found := _FILE.match(typed):
        span = _span(view, offset, found[3])
        return _ranked(_files(view, span, found[1], found[2] or "", listing), found[3])
    if found := _QUOTED.match(typed):
        return Proposals(tuple(_words(view, offset, found[1], found[2])), partial=True)
    if found := _VALUE.match(typed):
        return _ranked(_values(view, _span(view, offset, found[2]), found[1]), found[2])
    return Proposals()


def _start(view: View, offset: int) -> int:
    """Where the words of the line begin that is being written at an offset."""
    content, nodes = view.file.content, view.tree.nodes
    row = content.rfind("\n", 0, offset) + 1
    at = bisect_left(nodes, offset, key=lambda node: node.start) - 1
    if at >= 0 and nodes[at].end >= row:
        return nodes[at].start
    while row < offset and content[row] in " \t":
        row += 1
    return row


def _span(view: View, offset: int, typed: str | None) -> Span:
    """The letters before an offset that are written already, but for those of other lines."""
    row = (typed or "").rpartition("\n")[2]
    return Span(view.file, offset - len(row), offset)


def _ranked(found: Iterator[Proposal], typed: str | None) -> Proposals:
    """Those of the proposals that the typed letters are in, those that begin with them first."""
    typed = (typed or "").casefold().strip('"')
    ranks: tuple[list[Proposal], list[Proposal], list[Proposal]] = ([], [], [])
    for each in found:
        label = each.label.casefold()
        if label.startswith(typed):
            ranks[0].append(each)
        elif typed in label:
            ranks[1].append(each)
        elif typed in each.filter.casefold() or _scattered(typed, label):
            ranks[2].append(each)
    items = [each for rank in ranks for each in rank]
    return Proposals(tuple(items[:MOST]), len(items) > MOST)


def _scattered(typed: str, label: str) -> bool:
    """Whether the letters stand in the label in this order."""
    letters = iter(label)
    return all(letter in letters for letter in typed)


# The start of a line


def _starts(view: View, offset: int, typed: str) -> Iterator[Proposal]:
    """The keywords and keys that may stand where the line is."""
    parent = _parent(view, offset)
    span = _span(view, offset, typed)
    above = view.tree.nodes[parent].line if parent >= 0 else None
    lines = [node.line for node in _beneath(view, parent, offset)]
    given = {line.key.value for line in lines if isinstance(line, PropertyLine)}
    titled = any(isinstance(line, MapLine) for line in lines)
    if isinstance(above, BrokenLine):
        under: str | None = above.keyword
    elif isinstance(above, ClaimLine):
        under = above.keyword
    elif above is None:
        under = ""
    else:
        under = keyword_of(view.tree.nodes[parent])
    for keyword, places in PLACES.items():
        if under is not None and under not in places:
            continue
        if keyword == "map" and titled:
            continue
        yield Proposal(
            keyword,
            "keyword",
            span,
            f"{keyword} ",
            KEYWORD_HELP[keyword],
            f"`{SHAPES[keyword]}`\n\nstands {WHERE[keyword]}",
        )
    for key, home in KEYS.items():
        if key not in given and _fits(home, above):
            yield Proposal(key, "key", span, f"{key}: ", f"of the {home}", KEY_HELP[key])


def _fits(home: str, above: object) -> bool:
    """Whether a property of a kind of thing may stand under a line."""
    if isinstance(above, ClaimLine):
        return home == "claim" or (home == "step" and above.keyword in STEP_KEYWORDS)
    return type(above) in OWNERS and OWNERS[type(above)][0] == home


def _parent(view: View, offset: int) -> int:
    """The number of the line beneath which one would stand at the column of an offset."""
    content, nodes = view.file.content, view.tree.nodes
    row = content.rfind("\n", 0, offset) + 1
    width = 0
    while row + width < offset and content[row + width] in " \t":
        width += 1
    at = bisect_left(nodes, row, key=lambda node: node.start) - 1
    while at >= 0 and view.file.column_of(nodes[at].start) > width:
        at = nodes[at].parent
    return at


def _beneath(view: View, parent: int, offset: int) -> Iterator[Node]:
    """The lines right beneath another one, but for the one that is being written."""
    row = view.file.line_of(offset)
    nodes = view.tree.nodes
    for at in range(parent + 1, len(nodes)):
        if nodes[at].parent < parent:
            return
        if nodes[at].parent == parent and view.file.line_of(nodes[at].start) != row:
            yield nodes[at]


# Names


def _above(view: View, start: int, offset: int) -> set[str]:
    """The claims on which the line that is being written would bear, or that it would join."""
    if not view.file.content.startswith(_BENEATH, start):
        return set()
    parent = _parent(view, offset)
    lines = [parent]
    if parent >= 0 and view.file.content.startswith(BENEATH_STEPS, start):
        lines.append(view.tree.nodes[parent].parent)
    found = (view.claim_at(line) for line in lines)
    return {claim.id for claim in found if claim is not None}


def _claims(view: View, span: Span, above: set[str]) -> Iterator[Proposal]:
    """Claims, the nearest first; a claim is no reason for itself, so those ``above`` are not."""
    own = {each.id: None for each in view.map.claims if not each.imported}
    claims = view.map.claim
    nearby = sorted(own, key=lambda id: _distance(claims[id], span.start))
    for id in [*nearby, *(each.id for each in view.map.claims if each.imported)]:
        claim = claims[id]
        if not claim.anonymous and id not in above:
            words = " ".join(claim.text.split())
            yield Proposal(id, "claim", span, id, words, escaped(words), f"{id} {words}")
    for each in view.map.imports:
        yield Proposal(f"{each.name}.", "import", span, f"{each.name}.", each.file)


def _distance(claim: Claim, offset: int) -> int:
    return abs(claim.span.start - offset) if claim.span else 0


def _tags(view: View, span: Span) -> Iterator[Proposal]:
    counts: dict[str, int] = {}
    for claim in view.map.claims:
        for tag in claim.tags:
            counts[tag] = counts.get(tag, 0) + 1
    for tag in sorted(counts, key=lambda each: (-counts[each], each)):
        uses = counts[tag]
        yield Proposal(tag, "tag", span, tag, f"{uses} claim{'' if uses == 1 else 's'}")
    asked: dict[str, str] = {}
    if any(step.scheme for step in view.map.steps):
        for scheme in {step.scheme for step in view.map.steps if step.scheme}:
            known = schemes().get(scheme)
            asked |= {each.name: each.asks for each in known.questions} if known else {}
    for tag in sorted(asked.keys() - counts.keys()):
        yield Proposal(tag, "tag", span, tag, asked[tag])


def _sources(view: View, span: Span) -> Iterator[Proposal]:
    for source in view.map.sources:
        said = source.title or source.file or ""
        yield Proposal(source.id, "source", span, f"{source.id} ", said)


def _files(
    view: View, span: Span, keyword: str, folder: str, listing: Listing
) -> Iterator[Proposal]:
    """The files of a folder, which a map may import or a source be, and the folders in it."""
    maps = keyword == "import"
    named = {
        node.line.file.value
        for node in view.tree.nodes
        if isinstance(node.line, ImportLine) and not node.start <= span.start <= node.end
    }
    own = view.key.rpartition("/")[2] if not folder else ""
    closed = _closed(span)
    if closed:  # what stands behind the cursor is another name's end
        behind = re.compile(r'[^"/\n]*').match(span.text.content, span.end)
        span = span._replace(end=behind.end() if behind else span.end)
    names = [
        name
        for name in listing(folder)
        if name[0] != "." and name.isprintable() and not set(name) & {'"', "\\"}
    ]
    names.sort(
        key=lambda name: (name[-1] == "/", not name.endswith(_PLAIN), name.casefold())
    )
    for name in names:
        stem, _, _ = name.rpartition(".")
        if name[-1] == "/":
            yield Proposal(name, "folder", span, name)
        elif name.endswith(".arg") == maps and not (
            maps and (name == own or folder + name in named)
        ):
            new = name + ("" if closed else '"')
            if maps and not is_name(stem) and not closed:
                # Its claims cannot go by the file's name.
                new += " as " + (as_name(stem) if is_name(as_name(stem)) else "")
            yield Proposal(name, "file", span, new)
    if not folder.replace("../", ""):
        yield Proposal("../", "folder", span, "../")


def _closed(span: Span) -> bool:
    """Whether quotation marks are closed on the line behind a span that stands in them."""
    content = span.text.content
    return '"' in content[span.end :].partition("\n")[0]


def _rules(span: Span) -> Iterator[Proposal]:
    for rule in RULES:
        yield Proposal(rule.name, "rule", span, rule.name, rule.summary)


def _values(view: View, span: Span, key: str) -> Iterator[Proposal]:
    """What a key may be given."""
    if key == "scheme":
        for scheme in schemes().values():
            yield Proposal(
                scheme.name,
                "scheme",
                span,
                scheme.name,
                scheme.title,
                scheme.page("###"),
                " ".join([scheme.name, scheme.title, *scheme.aliases]),
            )
    plain = {"expect": ("in", "out", "undecided"), "given": ("yes", "no")}.get(key, ())
    for value in plain:
        yield Proposal(value, "value", span, value)
    said: dict[str, None] = {}
    if key == "by":
        said = {claim.by: None for claim in view.map.claims if claim.by}
        said |= {source.author: None for source in view.map.sources if source.author}
    elif key in ("author", "publisher", "language"):
        said = {
            value: None
            for each in view.map.sources
            if (value := getattr(each, key)) is not None
        }
        said |= {"en": None} if key == "language" else {}
    closed = span.text.content[span.end : span.end + 1] == '"'
    for value in said:
        words = value.replace("\\", "\\\\").replace('"', '\\"')
        new = f'"{words}' + ("" if closed else '"')
        yield Proposal(value, "value", span, new, filter=f'"{value}')


# Words of a source


def _words(view: View, offset: int, source: str, typed: str) -> Iterator[Proposal]:
    """How the words that are typed go on in the source; without any, its sentences."""
    name = view.full(view.tree, source)
    text = view.source_text(name or "")
    if text is None:
        return
    typed = re.sub(r"\\(.)", r"\1", typed)
    cuts = parts(typed)
    tail = typed[cuts[-1][0] :] if cuts and typed[cuts[-1][1] :].strip() == "" else ""
    span = Span(view.file, offset, offset)
    closed = _closed(span)
    if not tail:
        for start, end in islice(_sentences(text), MOST):
            yield _passage(text, span, start, end, start, closed)
        return
    last = re.search(r"\S*\Z", tail)
    assert last is not None
    span = Span(view.file, offset - len(last[0]), offset)
    seen = set()
    found = list(islice(begun(text, tail), _MOST_PASSAGES))
    whole = not found and span.text.content.endswith(tail, 0, offset)
    if whole:  # in another case perhaps; then all that is typed is written anew
        span = Span(view.file, offset - len(tail), offset)
        found = list(islice(begun(text, tail, any_case=True), _MOST_PASSAGES))
    for start, end in found:
        # The words go on from the start of the one that is being typed.
        at = start if whole else end
        if last[0] and not whole:
            at = max(start, *(text.content.rfind(sign, start, end) + 1 for sign in " \n\t"))
        while at < len(text.content) and text.content[at].isspace():
            at += 1
        for stop in _stops(text, max(end, at)):
            new = _flat(text.content[at:stop])
            if new and new not in seen:
                seen.add(new)
                yield _passage(text, span, at, stop, start, closed)


def _stops(text: Text, at: int) -> Iterator[int]:
    """Where words that begin at an offset may end: at a comma or its like, or with the sentence."""
    found = _SENTENCE_END.search(text.content, at)
    end = found.start() if found else len(text.content.rstrip())
    comma = _BREAK.search(text.content, at, end)
    if comma and comma.start() > at:
        yield comma.start()
    if end > at:
        yield end


def _sentences(text: Text) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, without its full stop."""
    for _, block in paragraphs(text):
        at = block.start
        while at < block.end:
            found = _SENTENCE_END.search(text.content, at, block.end)
            end = found.start() if found else block.end
            if text.content[at:end].strip():
                yield at, end
            at = found.end() if found else block.end
            while at < block.end and text.content[at].isspace():
                at += 1


def _passage(
    text: Text, span: Span, start: int, end: int, shown: int, closed: bool
) -> Proposal:
    words = _flat(text.content[start:end])
    label = _flat(text.content[shown:end])
    if len(label) > 80:
        label = f"{label[:50].rstrip()} … {label[-25:].lstrip()}"
    number = paragraph_at(paragraphs(text), start)
    new = words.replace("\\", "\\\\").replace('"', '\\"') + ("" if closed else '"')
    return Proposal(label, "words", span, new, f"¶{number}", escaped(words), words)


def _flat(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
