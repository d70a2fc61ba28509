"""What each word of a map is, for colouring that knows what names mean."""

from collections.abc import Iterator
from typing import NamedTuple

from argmap.ide.view import View
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    Comment,
    ContradictsLine,
    GroupLine,
    ImportLine,
    MapLine,
    Node,
    PropertyLine,
    QuoteLine,
    SourceLine,
    Word,
)

TYPES = (
    "keyword",
    "variable",
    "string",
    "comment",
    "property",
    "number",
    "namespace",
    "decorator",
    "enumMember",
    "type",
)
MODIFIERS = ("declaration", "thesis")
"""Of a name: it is stated here. Of a claim: it is a thesis."""


class Token(NamedTuple):
    """A stretch of the file, what it is, and what else."""

    start: int
    end: int
    type: str
    modifiers: tuple[str, ...] = ()


def tokens(view: View, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of the map's own file, or of a stretch of it, in order.

    None spans a line break. What names nothing is left out, so that it keeps its plain colour.
    """
    tree = view.tree
    last = len(tree.text.content) if end is None else end
    comments = iter(sorted(tree.comments, key=lambda each: each.start))
    comment = next(comments, None)
    first = max(view.node_at(start), 0)
    for number in range(first, len(tree.nodes)):
        node = tree.nodes[number]
        while comment is not None and comment.start < node.start:
            yield from _within(_comment(comment), start, last)
            comment = next(comments, None)
        if node.start >= last:
            return
        for token in _line(view, number, node):
            for piece in _rows(tree.text.content, token):
                yield from _within(piece, start, last)
    while comment is not None:
        yield from _within(_comment(comment), start, last)
        comment = next(comments, None)


def _within(token: Token, start: int, end: int) -> Iterator[Token]:
    if token.end > start and token.start < end:
        yield token


def _comment(comment: Comment) -> Token:
    return Token(comment.start, comment.end, "comment")


def _line(view: View, number: int, node: Node) -> Iterator[Token]:
    """The tokens of a line, in order; strings may go on over line breaks."""
    line = node.line

    def word(each: Word | None, type: str, *modifiers: str) -> Iterator[Token]:
        if each is not None:
            yield Token(node.start + each.start, node.start + each.end, type, modifiers)

    if isinstance(line, BrokenLine):
        if line.keyword:
            yield Token(node.start, node.start + len(line.keyword), "keyword")
        return
    if isinstance(line, PropertyLine):
        yield from word(line.key, "property")
        plain = "type" if line.key.value == "scheme" else "enumMember"
        forms = {"string": "string", "number": "number", "word": plain}
        yield from word(line.value, forms[line.form])
        return
    content = view.file.content
    end = node.start
    while end < node.end and content[end].isalpha():
        end += 1
    yield Token(node.start, end, "keyword")
    names = [
        Token(
            each.span.start,
            each.span.end,
            "namespace" if each.symbol.kind in ("import", "source") else "variable",
            _modifiers(view, each.symbol.id, each.states),
        )
        for each in view.mentions_of(view.tree, number)
        if each.symbol.kind in ("claim", "source", "import")
        and each.span.content[:1] != '"'
    ]
    if isinstance(line, ImportLine):
        yield from word(line.file, "string")
        if line.alias is not None:
            start = content.find("as", node.start + line.file.end)
            yield Token(start, start + 2, "keyword")
        yield from names
        return
    yield from names
    if isinstance(line, ClaimLine):
        yield from word(line.text, "string")
        for tag in line.tags:
            yield from word(tag, "decorator")
    elif isinstance(line, QuoteLine):
        yield from word(line.words, "string")
    elif isinstance(line, SourceLine):
        yield from word(line.file, "string")
    elif isinstance(line, GroupLine):
        yield from word(line.name, "string")
    elif isinstance(line, MapLine):
        yield from word(line.title, "string")
    else:
        assert isinstance(line, ContradictsLine)


def _modifiers(view: View, id: str, states: bool) -> tuple[str, ...]:
    found = ("declaration",) if states else ()
    claim = view.map.claim.get(id)
    return (*found, "thesis") if claim is not None and view.map.settles(claim) else found


def _rows(content: str, token: Token) -> Iterator[Token]:
    """A token cut at line breaks, without the blanks that a line begins with."""
    start = token.start
    while start < token.end:
        end = content.find("\n", start, token.end)
        stop = token.end if end < 0 else end
        row = content[start:stop]
        begin = start + len(row) - len(row.lstrip())
        if row.strip():
            yield token._replace(start=begin, end=start + len(row.rstrip()))
        start = stop + 1
