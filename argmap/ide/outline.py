"""The shape of a file: its outline, what folds, and symbols to jump to."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

import attrs

from argmap.ide.view import View
from argmap.resolve.imports import import_name
from argmap.syntax.tree import (
    ClaimLine,
    GroupLine,
    ImportLine,
    MapLine,
    Node,
    SourceLine,
    Tree,
)
from argmap.text import Span

Kind: TypeAlias = Literal[
    "map", "import", "source", "group", "thesis", "claim", "because", "but", "and",
    "assuming", "unless",
]  # fmt: skip
DEEPEST = 50
"""Levels of an outline; what is deeper stands beside what it hangs under."""
MOST = 500
"""Symbols that a search gives at most."""
_EXCERPT = 60


@attrs.define(eq=False)
class Entry:
    """A line of an outline: its ``span`` with all beneath it, and the ``name`` in it."""

    kind: Kind
    label: str
    detail: str
    span: Span
    name: Span
    entries: "list[Entry]"


class Place(NamedTuple):
    """Something to jump to, in one of several maps; ``key`` is its file's."""

    kind: Kind
    label: str
    within: str
    key: str
    span: Span


class Fold(NamedTuple):
    """Lines that fold, by their numbers from 1; the first one stays."""

    first: int
    last: int
    comment: bool = False


def outline(view: View) -> tuple[Entry, ...]:
    """The lines of the map's own file that state or refer to something, beneath one another."""
    tree = view.tree
    nodes = tree.nodes
    ends = _ends(tree)
    top: list[Entry] = []
    above: list[tuple[int, list[Entry]]] = []
    for number, node in enumerate(nodes):
        while above and nodes[number].parent < above[-1][0]:
            above.pop()
        found = _entry(tree, node, ends[number])
        if found is None:
            continue
        (above[-1][1] if above else top).append(found)
        if len(above) < DEEPEST:
            above.append((number, found.entries))
    return tuple(top)


def _entry(tree: Tree, node: Node, end: int) -> Entry | None:
    line = node.line
    whole = Span(tree.text, node.start, end)
    if isinstance(line, ClaimLine):
        text = " ".join(line.text.value.split()) if line.text else ""
        word = line.name or line.text
        assert word is not None
        label = line.name.value if line.name else _cut(text)
        detail = f"{line.keyword}: {_cut(text)}" if text and line.name else line.keyword
        return Entry(line.keyword, label, detail, whole, tree.word(node, word), [])
    if isinstance(line, GroupLine):
        return Entry(
            "group", line.name.value or "group", "", whole, tree.word(node, line.name), []
        )
    if isinstance(line, SourceLine):
        file = line.file.value if line.file else ""
        return Entry("source", line.name.value, file, whole, tree.word(node, line.name), [])
    if isinstance(line, ImportLine):
        given = tree.word(node, line.alias or line.file)
        label = import_name(line) or "import"
        return Entry("import", label, line.file.value, whole, given, [])
    if isinstance(line, MapLine):
        return Entry(
            "map", line.title.value or "map", "", whole, tree.word(node, line.title), []
        )
    return None


def _ends(tree: Tree) -> list[int]:
    """Where each line ends with all that is beneath it."""
    ends = [node.end for node in tree.nodes]
    for number in range(len(ends) - 1, -1, -1):
        parent = tree.nodes[number].parent
        if parent >= 0:
            ends[parent] = max(ends[parent], ends[number])
    return ends


def _cut(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"


def places(views: Iterable[View], words: str) -> tuple[Place, ...]:
    """The claims, sources and groups of several maps whose name or text has all of some words."""
    wanted = words.casefold().split()
    found: dict[tuple[str, int], Place] = {}
    for view in views:
        for place, said in _stated(view):
            if all(word in said for word in wanted):
                found.setdefault((place.key, place.span.start), place)
                if len(found) == MOST:
                    return tuple(found.values())
    return tuple(found.values())


def _stated(view: View) -> Iterator[tuple[Place, str]]:
    """What a map's own file states, and what it is found by."""
    key, title = view.key, view.map.title or ""
    for claim in view.map.claims:
        if claim.name is not None and claim.name.text is view.file:
            text = " ".join(claim.text.split())
            label = text if claim.anonymous else f"{claim.id}: {text}"
            within = view.map.group[claim.group].name if claim.group else title
            yield Place(claim.role, label, within, key, claim.name), label.casefold()
    for source in view.map.sources:
        if source.span is not None and source.span.text is view.file:
            said = f"{source.id} {source.title or ''}".casefold()
            yield Place("source", source.id, source.title or title, key, source.span), said
    for group in view.map.groups:
        if group.span is not None and group.span.text is view.file:
            yield Place("group", group.name, title, key, group.span), group.name.casefold()


def folds(view: View) -> tuple[Fold, ...]:
    """What folds in the map's own file: lines with what is beneath them, and comments in a row."""
    tree, text = view.tree, view.file
    found = [
        Fold(text.line_of(node.start), text.line_of(end))
        for node, end in zip(tree.nodes, _ends(tree), strict=True)
    ]
    rows = [text.line_of(each.start) for each in tree.comments if each.node < 0]
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            found.append(Fold(rows[start], rows[at - 1], True))
            start = at
    return tuple(sorted({each for each in found if each.last > each.first}))
