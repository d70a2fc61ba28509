"""Logical lines: a keyword or key with all that it says, over as many lines as that takes.

A string may go on over line breaks, up to a blank line. Where a quotation mark was forgotten,
what follows must not be swallowed: a string that runs over what reads like a line of its own,
and ends in the middle of one, is taken to be unclosed where that line begins.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from argmap.syntax.keywords import name_letters

_STRING = r'"(?:[^"\\\n]++|\\[^\n])*+"'
_REST = re.compile(rf'((?:[^"#\n]++|{_STRING})*+)(#[^\n]*+)?+(?:\n|\Z)')
_LINE = re.compile(rf'([ \t]*+)((?:[^"#\n]++|{_STRING})*+)(#[^\n]*+)?+(?:\n|\Z)')
_OPENING = re.compile(rf'(?:[^"#\n]++|{_STRING})*+"')
_CLOSING = re.compile(r'(?:[^"\\\n]++|\\[^\n]|\\?\n(?![ \t\r]*+(?:\n|\Z)))*+"')
_PARAGRAPH = re.compile(r"(?:[^\n]++|\n(?![ \t\r]*+(?:\n|\Z)))*+")
_PROPER_END = re.compile(
    r"[ \t]*+(?:\[[^\]\n\"]*+\][ \t]*+)?+(?:as[ \t][^\n\"]*+)?+(?:#|\r?\n|\r?\Z)"
)


@cache
def _own_line(letters: str) -> re.Pattern[str]:
    """What reads like the start of a line of its own; it is large, and seldom asked for."""
    return re.compile(
        r"\n(?=[ \t]*+(?:"
        r'(?:map|group|import)[ \t]++"'
        r"|(?:source|quote|contradicts)[ \t]++[^\W\d_]"
        r"|(?:thesis|claim|because|but|and|assuming|unless)[ \t]++"
        rf'(?:"|[^\W\d_][{letters}.]*+[ \t]*+(?:["\[#]|\r?\n|\r?\Z))'
        rf'|[^\W\d_][{letters}]*+[ \t]++(?:[^\W\d_][{letters}.]*+[ \t]++)?+"\S'
        rf'|[^\W\d_][{letters}]*+:[ \t]*+(?:"|-?[0-9]|[{letters}]++[ \t\r]*+$)'
        r"))",
        re.MULTILINE,
    )


class LogicalLine(NamedTuple):
    """A stretch of the content without its indentation, line break and comment.

    ``unclosed`` is the offset of a quotation mark that nothing closes, or -1; ``comment`` is
    the stretch of the comment behind it. A comment with a line of its own is a logical line
    with ``start == end``.
    """

    indent: str
    start: int
    end: int
    comment: tuple[int, int] | None
    unclosed: int


def logical_lines(content: str, at: int = 0) -> Iterator[LogicalLine]:
    """Split a file, from an offset on where a line begins; blank lines are left out."""
    size = len(content)
    match_line = _LINE.match
    while at < size:
        found = match_line(content, at)
        unclosed = -1
        if found is None:
            indent, start = "", at
            while content[start] in " \t":
                start += 1
            indent = content[at:start]
            end, comment, at, unclosed = _over_several(content, start)
        else:
            indent = found[1]
            start, end = found.span(2)
            comment = found.span(3) if found[3] is not None else None
            at = found.end()
        while end > start and content[end - 1] in " \t\r":
            end -= 1
        if end > start or comment:
            yield LogicalLine(indent, start, end, comment, unclosed)


def _over_several(content: str, start: int) -> tuple[int, tuple[int, int] | None, int, int]:
    """The end, comment, next offset and unclosed mark of a line whose string goes on."""
    at = start
    while (opening := _OPENING.match(content, at)) and not _REST.match(content, at):
        mark = opening.end() - 1
        closing = _CLOSING.match(content, mark + 1)
        stop = closing.end() if closing else _end_of_paragraph(content, mark)
        own = _own_line(name_letters(content[mark : stop + 1])).search(
            content, mark, stop + 1
        )
        if closing is None or (own and not _PROPER_END.match(content, stop)):
            end = own.start() if own else stop
            return end, None, min(end + 1, len(content)), mark
        at = stop
    rest = _REST.match(content, at)
    assert rest is not None  # the loop ends only where the rest of the line is whole
    comment = rest.span(2) if rest[2] is not None else None
    return rest.end(1), comment, rest.end(), -1


def _end_of_paragraph(content: str, at: int) -> int:
    found = _PARAGRAPH.match(content, at)
    return found.end() if found else len(content)
