"""Tree to text, in the one style: two blanks a level, lines of at most 88 columns.

Nothing is put in another order, blank lines stay (several become one), comments keep their
place. What the map says never changes.
"""

import re

from argmap.syntax.keywords import as_string
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    Comment,
    ContradictsLine,
    GroupLine,
    ImportLine,
    Line,
    MapLine,
    PropertyLine,
    QuoteLine,
    SourceLine,
    Tree,
    Word,
)

WIDTH = 88
NARROWEST = 40
"""Columns that a text keeps however deep it is indented."""


def format(tree: Tree) -> str:
    """The file in the one style. It must be free of errors: a broken line has no form."""
    depths = _depths(tree)
    content = tree.text.content
    comments = sorted(tree.comments, key=lambda comment: comment.start)
    beside = {comment.node: comment for comment in comments if comment.node >= 0}
    alone = [comment for comment in comments if comment.node < 0]
    rows: list[str] = []
    last = 0  # the offset up to which everything is written
    for index, node in enumerate(tree.nodes):
        while alone and alone[0].start < node.start:
            comment = alone.pop(0)
            _blank(rows, content, last, comment.start)
            rows.append(
                " " * (2 * _depth(tree, comment, index, depths)) + _words(tree, comment)
            )
            last = comment.end
        _blank(rows, content, last, node.start)
        row = wrap(node.line, 2 * depths[index])
        last = node.end
        if index in beside:
            row += f"  {_words(tree, beside[index])}"
            last = beside[index].end
        rows.append(row)
    for comment in alone:
        _blank(rows, content, last, comment.start)
        rows.append(
            " " * (2 * _depth(tree, comment, len(tree.nodes), depths))
            + _words(tree, comment)
        )
        last = comment.end
    text = "".join(f"{row}\n" for row in rows)
    first_break = content.find("\n")
    windows = first_break > 0 and content[first_break - 1] == "\r"
    return text.replace("\n", "\r\n") if windows else text


def _depths(tree: Tree) -> list[int]:
    depths: list[int] = []
    for node in tree.nodes:
        depths.append(depths[node.parent] + 1 if node.parent >= 0 else 0)
    return depths


def _words(tree: Tree, comment: Comment) -> str:
    return tree.text.content[comment.start : comment.end].rstrip()


def _blank(rows: list[str], content: str, start: int, end: int) -> None:
    """Keep one blank line where there were some, though not at the top."""
    if rows and content.count("\n", start, end) > 1:
        rows.append("")


def _depth(tree: Tree, comment: Comment, following: int, depths: list[int]) -> int:
    """The depth of a comment with a line of its own.

    It belongs to the line that follows, unless it is indented deeper than that one, like
    something of what comes before, or beneath it.
    """
    nodes = tree.nodes
    depth = depths[following] if following < len(nodes) else 0
    column = tree.text.column_of(comment.start) - 1
    at = following - 1
    if at >= 0 and tree.text.column_of(nodes[at].start) - 1 < column:
        return depths[at] + 1
    while at >= 0 and depths[at] > depth:
        if tree.text.column_of(nodes[at].start) - 1 <= column:
            return depths[at]
        at = nodes[at].parent
    return depth


def wrap(line: Line, indent: int = 0) -> str:
    """A line in the one style, its long text going on two levels deeper."""
    before, text, after = _pieces(line)
    start = " " * indent + before
    if text is None:
        return start + after
    width = max(WIDTH, indent + NARROWEST)
    words = re.split(r"(?<=[^ \t]) (?=[^ \t])", as_string(text))
    words[-1] += after
    rows, row = [], f"{start}{words[0]}"
    for word in words[1:]:
        if len(row) + 1 + len(word) > width:
            rows.append(row)
            row = " " * (indent + 4) + word
        else:
            row += f" {word}"
    return "\n".join([*rows, row])


def _pieces(line: Line) -> tuple[str, str | None, str]:
    """What stands before a line's text, the text, and what stands after it."""
    if isinstance(line, ClaimLine):
        name = f" {line.name.value}" if line.name else ""
        tags = f" [{', '.join(tag.value for tag in line.tags)}]" if line.tags else ""
        if line.text is None:
            return f"{line.keyword}{name}{tags}", None, ""
        return f"{line.keyword}{name} ", line.text.value, tags
    if isinstance(line, PropertyLine):
        if line.form == "string":
            return f"{line.key.value}: ", line.value.value, ""
        return f"{line.key.value}: {line.value.value}", None, ""
    if isinstance(line, QuoteLine):
        return f"quote {line.source.value} ", line.words.value, ""
    if isinstance(line, ContradictsLine):
        return f"contradicts {line.name.value}", None, ""
    if isinstance(line, GroupLine):
        return "group ", line.name.value, ""
    if isinstance(line, SourceLine):
        if line.file is None:
            return f"source {line.name.value}", None, ""
        return f"source {line.name.value} ", line.file.value, ""
    if isinstance(line, ImportLine):
        return "import ", line.file.value, f" as {line.alias.value}" if line.alias else ""
    if isinstance(line, MapLine):
        return "map ", line.title.value, ""
    assert not isinstance(line, BrokenLine), "a broken line has no form"
    raise AssertionError(line)


def word(value: str) -> Word:
    """A word that stands nowhere yet, to write a line with."""
    return Word(value, 0, 0)
