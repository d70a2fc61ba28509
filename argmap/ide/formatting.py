"""A file in the one style, as edits of what is not in it yet."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from argmap.diagnostics import Edit
from argmap.ide.view import View
from argmap.mending import edited
from argmap.syntax.format import format, wrap
from argmap.syntax.parser import parse
from argmap.syntax.tree import Tree
from argmap.text import Span, Text

_MOST_COMPARED = 3_000
"""Lines between the first and the last difference that are compared one by one."""


def formatting(
    view: View, start: int = 0, end: int | None = None
) -> tuple[Edit, ...] | None:
    """The edits that put the map's own file, or the lines of a stretch of it, in the one style.

    None where the file has errors, which leave it alone. A stretch is widened to whole parts of
    the file where it would otherwise say something else.
    """
    text = view.file
    if any(each.span.text is text for each in view.compilation.diagnostics):
        return None
    edits = tuple(difference(text, format(view.tree)))
    size = len(text.content)
    if start <= 0 and (end is None or end >= size):
        return edits
    last = size if end is None else end
    for low, high in ((start, last), _parts(view.tree, start, last)):
        chosen = [
            each for each in edits if each.span.end >= low and each.span.start <= high
        ]
        if _says_the_same(view.tree, chosen):
            return tuple(chosen)
    return ()


def difference(text: Text, new: str) -> Iterator[Edit]:
    """What makes a text the new one, by whole lines."""
    was, now = (content.splitlines(keepends=True) for content in (text.content, new))
    first = 0
    while first < min(len(was), len(now)) and was[first] == now[first]:
        first += 1
    last = 0
    while last < min(len(was), len(now)) - first and was[-1 - last] == now[-1 - last]:
        last += 1
    ours, theirs = was[first : len(was) - last], now[first : len(now) - last]
    starts = [0]
    for row in was:
        starts.append(starts[-1] + len(row))
    for a, b, c, d in _changes(ours, theirs):
        span = Span(text, starts[first + a], starts[first + b])
        yield Edit(span, "".join(theirs[c:d]))


def _changes(
    ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    if max(len(ours), len(theirs)) > _MOST_COMPARED:
        yield 0, len(ours), 0, len(theirs)
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if (
            tag == "replace" and b - a == d - c
        ):  # line by line, so that a range can take some
            yield from ((a + at, a + at + 1, c + at, c + at + 1) for at in range(b - a))
        elif tag != "equal":
            yield a, b, c, d


def _parts(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """A stretch, widened to lines at the top with all that is beneath them."""
    low, high = start, end
    tops = [node for node in tree.nodes if node.parent < 0]
    for number, node in enumerate(tops):
        if node.start <= start:
            low = node.start - (tree.text.column_of(node.start) - 1)
        if node.start >= end or number == len(tops) - 1:
            high = node.start - 1 if node.start >= end else len(tree.text.content)
            break
    return low, high


def _says_the_same(tree: Tree, edits: Sequence[Edit]) -> bool:
    new = parse(Text(tree.text.name, edited(tree.text.content, edits)))
    return not new.diagnostics and _said(new) == _said(tree)


def _said(tree: Tree) -> list[tuple[str, int]]:
    """What each line says, and what it stands beneath."""
    return [(wrap(node.line), node.parent) for node in tree.nodes]
