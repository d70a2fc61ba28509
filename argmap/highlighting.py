"""Colours for maps in documentation: a lexer for Pygments, and so for Sphinx and MkDocs.

Pygments finds it by itself where argmap is installed. It reads maps as argmap does, so that what is
marked as an error is one, and ends where it ends.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Punctuation,
    String,
    Whitespace,
    _TokenType,
)

from argmap.syntax.keywords import CLAIM_KEYWORDS, KEYS, KEYWORDS, NAME_LETTERS
from argmap.syntax.parser import parse
from argmap.syntax.tree import BrokenLine, Line
from argmap.text import Text

_Piece: TypeAlias = tuple[int, _TokenType, str]

_WORD = re.compile(
    rf"""
    (?P<blank>\s+)
    | (?P<key>[^\W\d_][{NAME_LETTERS}]*:)
    | (?P<name>[^\W\d_][{NAME_LETTERS}.]*)
    | (?P<number>-?\d+(?:\.\d+)?)
    | (?P<string>"(?:[^"\\]|\\.)*"?)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"(\\.)", re.DOTALL)
_NAMES = {
    **dict.fromkeys((*CLAIM_KEYWORDS, "contradicts"), Name.Label),
    **dict.fromkeys(("source", "quote", "import"), Name.Namespace),
}
"""What a name is, by the keyword that it stands behind."""


class ArgLexer(Lexer):  # type: ignore[misc]
    """Maps, as text, into coloured pieces."""

    name = "argmap"
    aliases = ("arg",)
    filenames = ("*.arg",)
    mimetypes = ("text/x-arg",)

    def get_tokens_unprocessed(self, text: str) -> Iterator[_Piece]:
        """The pieces of a map, in order; put together they are the text."""
        tree = parse(Text("<text>", text))
        comments = {comment.start: comment.end for comment in tree.comments}
        stretches: list[tuple[int, int, Line | None]] = [
            (node.start, node.end, node.line) for node in tree.nodes
        ]
        stretches += [(start, end, None) for start, end in comments.items()]
        at = 0
        for start, end, line in sorted(stretches, key=lambda each: each[0]):
            if at < start:
                yield at, Whitespace, text[at:start]
            if line is None:
                yield start, Comment.Single, text[start:end]
            elif isinstance(line, BrokenLine):
                yield from _broken(text, start, end, line)
            else:
                yield from _words(text, start, end)
            at = end
        if at < len(text):
            yield at, Whitespace if tree.nodes else Generic, text[at:]


def _broken(text: str, start: int, end: int, line: BrokenLine) -> Iterator[_Piece]:
    """The pieces of a line of which a part cannot be read."""
    begin, stop = start + line.start, min(start + line.end, end)
    yield from _words(text, start, begin)
    yield begin, Error, text[begin:stop]
    yield from _words(text, stop, end, first=False)


def _words(text: str, start: int, end: int, first: bool = True) -> Iterator[_Piece]:
    """The pieces of a stretch of a line; ``first``: it begins with the line's first word."""
    names = Name
    for found in _WORD.finditer(text, start, end):
        at, kind, word = found.start(), found.lastgroup, found[0]
        if kind == "blank":
            yield at, Whitespace, word
        elif kind == "string":
            yield from _string(at, word)
        elif kind == "number":
            yield at, Number, word
        elif first and kind == "key":
            known = word[:-1] in KEYS or word.startswith("x-")
            yield at, Name.Attribute if known else Error, word[:-1]
            yield at + len(word) - 1, Punctuation, ":"
            names = Name.Constant
        elif first and word in KEYWORDS:
            yield at, Keyword, word
            names = _NAMES.get(word, Name)
        elif kind == "name" and names is Name.Namespace and word == "as":
            yield at, Keyword, word
        elif kind in ("name", "key"):
            yield at, names, word
        else:
            if word == "[":
                names = Name.Decorator
            yield at, Punctuation, word
        first = False


def _string(at: int, word: str) -> Iterator[_Piece]:
    for number, piece in enumerate(_ESCAPE.split(word)):
        if piece:
            yield at, String.Escape if number % 2 else String, piece
        at += len(piece)
