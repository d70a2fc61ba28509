"""What a file says, line by line: read, placed beneath one another, not yet resolved.

A line knows nothing of where it stands, so that it can be remembered by its text: the words in
it count their offsets from the line's first letter. A :class:`Node` puts a line in its place.
"""

from typing import Literal, NamedTuple, TypeAlias

import attrs

from argmap.diagnostics import Diagnostic
from argmap.text import Span, Text, new_span

Keyword: TypeAlias = Literal[
    "thesis", "claim", "because", "but", "and", "assuming", "unless"
]


class Word(NamedTuple):
    """A name, a key, a string's value, or a number as it is written, and where it stands."""

    value: str
    start: int
    end: int


class MapLine(NamedTuple):
    """``map "TITLE"``."""

    title: Word


class ImportLine(NamedTuple):
    """``import "FILE"``, perhaps ``as NAME``."""

    file: Word
    alias: Word | None


class SourceLine(NamedTuple):
    """``source NAME``, perhaps with a file."""

    name: Word
    file: Word | None


class GroupLine(NamedTuple):
    """``group "NAME"``."""

    name: Word


class ClaimLine(NamedTuple):
    """A line that introduces a claim: states it where it has a text, else refers to it."""

    keyword: Keyword
    name: Word | None
    text: Word | None
    tags: tuple[Word, ...]


class ContradictsLine(NamedTuple):
    """``contradicts NAME``."""

    name: Word


class QuoteLine(NamedTuple):
    """``quote SOURCE "WORDS"``."""

    source: Word
    words: Word


class PropertyLine(NamedTuple):
    """``KEY: VALUE``; ``form`` is how the value is written."""

    key: Word
    value: Word
    form: Literal["string", "number", "word"]


class Remedy(NamedTuple):
    """A way to mend a line: what to put where, as start, end and replacement."""

    title: str
    edits: tuple[tuple[int, int, str], ...]


NO_SOURCE = "a quotation says which source its words are from"
TEXT_ALONE = "a text stands on the line of its claim"
"""What is said of two lines of which the rest of the file shows how to mend them."""


class BrokenLine(NamedTuple):
    """A line that could not be read; ``keyword`` and ``name`` as far as it could."""

    keyword: str | None
    name: str | None
    message: str
    start: int
    end: int
    help: tuple[str, ...]
    remedy: Remedy | None = None


Line: TypeAlias = (
    MapLine
    | ImportLine
    | SourceLine
    | GroupLine
    | ClaimLine
    | ContradictsLine
    | QuoteLine
    | PropertyLine
    | BrokenLine
)


class Node(NamedTuple):
    """A line in its place: ``parent`` is the index of the node that it hangs under, or -1.

    A node that is not ``placed`` is indented like nothing around it: what it states counts,
    what it hangs under is not known.
    """

    line: Line
    start: int
    end: int
    parent: int
    placed: bool


class Comment(NamedTuple):
    """A comment, from its ``#`` up to the end of its line.

    ``node`` is the index of the node at whose end it stands, or else, where it has a line of
    its own, -1.
    """

    start: int
    end: int
    node: int


@attrs.frozen(repr=False)
class Tree:
    """A file's lines in the order of the file, its comments, and what is wrong with them."""

    text: Text
    nodes: tuple[Node, ...]
    comments: tuple[Comment, ...]
    diagnostics: tuple[Diagnostic, ...]

    def __repr__(self) -> str:
        return f"<Tree of {self.text.name!r}: {len(self.nodes)} lines>"

    def span(self, node: Node) -> Span:
        """The place of a whole line, from its keyword to its last letter."""
        return new_span((self.text, node.start, node.end))

    def word(self, node: Node, word: Word) -> Span:
        """The place of a word on a line."""
        return new_span((self.text, node.start + word.start, node.start + word.end))
