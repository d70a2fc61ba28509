"""A file's name and content, and all arithmetic on places in it.

A place is an offset: code points from the start of the content, from 0. Lines and columns
count from 1, columns in code points.
"""

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property, partial
from typing import NamedTuple

import attrs

STDIN_NAME = "<stdin>"
"""What a map is called that came by standard input."""

_SIGNATURES = (
    ("%PDF-", "a PDF"),
    ("{\\rtf", "an RTF file"),
    ("PK\x03\x04", "a ZIP archive, as Word and OpenDocument files are"),
)
_ESCAPED = re.compile(r"[\udc80-\udcff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Letters that text does not have, or seldom."""


@attrs.frozen(eq=False, slots=False)
class Text:
    """A file's name, as messages show it, and its content.

    ``undecodable`` lists what was not UTF-8: the offset of the replacement character that
    stands in ``content``, and the byte that stood in the file. ``marked`` is whether it began
    with a byte order mark, which ``content`` does not have. Two texts are never equal
    unless they are one object, so that a place in one is not taken for a place in another.
    """

    name: str
    content: str = attrs.field(repr=False)
    undecodable: tuple[tuple[int, int], ...] = attrs.field(default=(), repr=False)
    marked: bool = False

    @classmethod
    def from_bytes(cls, name: str, data: bytes) -> "Text":
        """Decode a file as UTF-8; a byte order mark is dropped, bad bytes are remembered.

        A file that begins with the byte order mark of UTF-16, which no UTF-8 can, is that.
        """
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            try:
                return cls(name, data.decode("utf-16"), marked=True)
            except UnicodeDecodeError:
                pass  # neither the one nor the other
        marked = data.startswith(codecs.BOM_UTF8)
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            return cls(name, data.decode(), marked=marked)
        except UnicodeDecodeError:
            content = data.decode(errors="surrogateescape")
        bad = tuple(
            (found.start(), ord(found[0]) - 0xDC00) for found in _ESCAPED.finditer(content)
        )
        return cls(name, _ESCAPED.sub("\N{REPLACEMENT CHARACTER}", content), bad, marked)

    @property
    def data(self) -> bytes:
        """The content as UTF-8, with the mark and the bytes that were none as they stood."""
        mark = codecs.BOM_UTF8 if self.marked else b""
        if not self.undecodable:
            return mark + self.content.encode("utf-8", "replace")
        letters = list(self.content)
        for offset, byte in self.undecodable:
            letters[offset] = chr(0xDC00 + byte)
        return mark + "".join(letters).encode("utf-8", "surrogateescape")

    @property
    def foreign(self) -> str:
        """What a file is that is evidently no plain text, such as `a PDF`; empty for text."""
        for start, said in _SIGNATURES:
            if self.content.startswith(start):
                return said
        start = self.content[:2000]
        return "binary data" if 20 * len(_CONTROL.findall(start)) > len(start) else ""

    @property
    def is_plain(self) -> bool:
        """Whether it is plain text, every byte of it UTF-8."""
        return not self.undecodable and not self.foreign

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts."""
        starts = [0]
        find = self.content.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line on which ``offset`` stands."""
        return bisect_right(self.line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The column, from 1, in code points, at which ``offset`` stands on its line."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1

    def line(self, number: int) -> str:
        """The content of a line, numbered from 1, without its line break."""
        starts = self.line_starts
        end = starts[number] - 1 if number < len(starts) else len(self.content)
        return self.content[starts[number - 1] : end].removesuffix("\r")


class Span(NamedTuple):
    """A stretch of a text, from ``start`` up to but not including ``end``."""

    text: Text
    start: int
    end: int

    @property
    def content(self) -> str:
        """The stretch's own letters."""
        return self.text.content[self.start : self.end]

    @property
    def line(self) -> int:
        """The line, from 1, on which the stretch begins."""
        return self.text.line_of(self.start)

    @property
    def column(self) -> int:
        """The column, from 1, at which the stretch begins."""
        return self.text.column_of(self.start)

    @property
    def end_line(self) -> int:
        """The line, from 1, on which the stretch ends."""
        return self.text.line_of(self.end)

    @property
    def end_column(self) -> int:
        """The column, from 1, just past the stretch."""
        return self.text.column_of(self.end)


new_span: Callable[[tuple[Text, int, int]], Span] = partial(tuple.__new__, Span)
"""Makes a span of a tuple, in half the time that a call of the class takes."""
