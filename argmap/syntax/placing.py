"""Lines beneath one another, by their indentation; after a change, only those around it anew.

What stands before a change is taken over from the last tree. So is what follows it, moved, from
the first line on that hangs under the same lines as before.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Severity
from argmap.syntax.lines import LogicalLine
from argmap.syntax.tree import (
    BrokenLine,
    Comment,
    Line,
    Node,
    PropertyLine,
    Remedy,
    Tree,
)
from argmap.text import Span, Text

_START = attrgetter("start")
_node: Any = partial(tuple.__new__, Node)
"""Makes a node of a tuple, in half the time that a call of the class takes."""


class _Last(NamedTuple):
    """The tree before a change, and what is taken over from it.

    That is what stands before the offset ``start``, ``kept`` nodes; and of what follows, at most
    the last ``alike`` letters.
    """

    tree: Tree
    start: int
    kept: int
    alike: int


class _Open(NamedTuple):
    """A line that the next one may hang under: its node's index, its width, whether it is placed.

    ``level`` is the width at which it is taken to stand: its own, or where that is like nothing
    around it, that of the line before it.
    """

    node: int
    width: int
    level: int
    placed: bool


_TOP = _Open(-1, 0, 0, True)


class Placing:
    """Puts lines beneath one another by their indentation."""

    def __init__(self, text: Text, letter: str) -> None:
        self.text = text
        self.letter = letter
        self.nodes: list[Node] = []
        self.comments: list[Comment] = []
        self.diagnostics = _undecodable(text)
        self.open: list[_Open] = []
        """The lines that the next one may hang under."""
        self.last: _Last | None = None
        self._known: dict[int, int] = {}
        """Of nodes of the last tree, which ones they are taken to stand with."""

    # After a change

    def take_over(self, last: Tree, sure: int) -> int:
        """Take over what stands before a change; the answer is the offset from where to go on.

        From the offset ``sure`` on the last tree has strings that nothing closes, whose end
        depends on what follows.
        """
        was, now = last.text.content, self.text.content
        if self.text.undecodable or last.text.undecodable:
            return 0
        same = _same_start(was, now)
        start = now.rfind("\n", 0, min(same, sure)) + 1
        count = bisect_left(last.nodes, start, key=_START)
        if count and last.nodes[count - 1].end > start:
            count -= 1
            start = now.rfind("\n", 0, last.nodes[count].start) + 1
        self.last = _Last(last, start, count, _same_end(was, now, same))
        self.nodes += last.nodes[:count]
        self.comments += last.comments[: bisect_left(last.comments, start, key=_START)]
        self.diagnostics += [
            _moved(each, lambda span: Span(self.text, span.start, span.end))
            for each in last.diagnostics
            if each.span.start < start
        ]
        self.open = [self._opened(last, index) for index in _chain(last, count - 1)]
        return start

    def joins(self, logical: LogicalLine) -> int:
        """Take over what follows a change, if it goes on from this line as it did before it.

        The answer is the offset at which the line began then, or -1.
        """
        if self.last is None:
            return -1
        last, first, kept, alike = self.last
        before, content = last.text.content, self.text.content
        shift = len(content) - len(before)
        begin = logical.start - len(logical.indent)
        old = begin - shift
        if begin < len(content) - alike or (old and before[old - 1] != "\n"):
            return -1
        at = bisect_left(last.nodes, logical.start - shift, key=_START)
        if at == len(last.nodes) or last.nodes[at].start != logical.start - shift:
            return -1
        parents = self._parents(last, kept, at)
        if parents is None:
            return -1

        def moved(span: Span) -> Span:
            by = shift if span.start >= old else 0
            return Span(self.text, span.start + by, span.end + by)

        found = [each for each in last.diagnostics if each.span.start >= old]
        others = {last.nodes[was].start for was, now in parents.items() if was != now}
        if any(
            first <= each.span.start < old or each.span.start in others
            for one in found
            for each in one.labels
        ):
            self.last = None  # they speak of a line that has changed
            return -1
        self.diagnostics += [_moved(each, moved) for each in found]
        more = len(self.nodes) - at
        self.nodes += [
            _node(
                (
                    line,
                    start + shift,
                    end + shift,
                    parent + more if parent >= at else parents[parent],
                    placed,
                )
            )
            for line, start, end, parent, placed in last.nodes[at:]
        ]
        self.comments += [
            Comment(start + shift, end + shift, node + more if node >= 0 else -1)
            for start, end, node in last.comments
            if start >= old
        ]
        return old

    def _parents(self, last: Tree, kept: int, at: int) -> dict[int, int] | None:
        """The line that each of those now is which the node ``at`` and later ones hung under.

        None where what they could hang under is not alike.
        """
        chain = _chain(last, at - 1)
        if len(chain) != len(self.open):
            return None
        parents = {-1: -1}
        for index, now in zip(chain, self.open, strict=True):
            parents[index] = now.node
            if index == now.node < kept:
                continue
            if self._opened(last, index)[1:] != now[1:]:
                return None
            kinds = type(last.nodes[index].line), type(self.nodes[now.node].line)
            if kinds[0] is not kinds[1] and PropertyLine in kinds:
                return None
        return parents

    def _opened(self, last: Tree, index: int) -> _Open:
        stands = _stands_with(last, index, self._known)
        self._known[index] = stands
        return _Open(
            index,
            self._width(_indent(last, index)),
            self._width(_indent(last, stands)),
            last.nodes[index].placed,
        )

    # Line by line

    def _width(self, indent: str) -> int:
        own = indent == self.letter * len(indent)
        return len(indent) if own else len(indent.expandtabs(8))

    def comment(self, logical: LogicalLine, node: int = -1) -> None:
        """Note a comment, which may stand at the end of a node's line."""
        assert logical.comment is not None
        start, end = logical.comment
        self.comments.append(Comment(start, end, node))
        stray = self.text.content.find("\r", start, end - 1)
        if stray >= 0:
            self._error(
                "syntax",
                "control character U+000D in a comment",
                stray,
                stray + 1,
                help=("end lines with a line feed, or with both",),
            )

    def line(self, logical: LogicalLine, line: Line) -> None:
        """Hang a line under the one that it is indented beneath, and report where there is none."""
        indent, start, end, comment, _ = logical
        index = len(self.nodes)
        if comment is not None:
            self.comment(logical, index)
        placed = True
        width = len(indent)
        if width and indent != self.letter * width:
            placed = False
            width = self._width(indent)
            self._other_letter(indent, start)
        opened = self.open
        sibling = None
        while opened and (opened[-1].width >= width or opened[-1].level == width):
            sibling = opened.pop()
        beneath = None
        if opened and type(self.nodes[opened[-1].node].line) is PropertyLine:
            sibling = beneath = opened.pop()
        parent, _, _, sure = opened[-1] if opened else _TOP
        if beneath is not None:
            if placed and beneath.placed and sure:
                self._beneath_property(indent, start, beneath)
            placed = False
        elif sibling is not None and width != sibling.level:
            # Beside a line whose own place is not known there is no telling, nor beneath one.
            if placed and sibling.placed and sure:
                self._uneven(indent, start, sibling)
            placed = placed and (
                width == 0 or (not sibling.placed and width != sibling.width)
            )
        # What comes next stands beside the lines before, not beneath one that is a little off.
        level = width if placed or sibling is None else sibling.level
        opened.append(_Open(index, width, level, placed))
        self.nodes.append(_node((line, start, end, parent, placed)))
        if isinstance(line, BrokenLine) and not self._spoilt(
            start + line.start, start + line.end
        ):
            self._error(
                "syntax",
                line.message,
                start + line.start,
                start + line.end,
                help=line.help,
                remedy=line.remedy
                and Remedy(
                    line.remedy.title,
                    tuple((start + a, start + b, new) for a, b, new in line.remedy.edits),
                ),
            )

    def _spoilt(self, start: int, end: int) -> bool:
        """Whether what cannot be read has a byte that is not UTF-8, and is reported as such."""
        bad = self.text.undecodable
        place = bisect_left(bad, (start, 0))
        return place < len(bad) and bad[place][0] < end

    def _other_letter(self, indent: str, start: int) -> None:
        """Report an indentation that is not of the file's own kind."""
        names = {" ": "spaces", "\t": "tabs"}
        own = names[self.letter]
        self._error(
            "indentation",
            "tabs and spaces in one indentation"
            if len(set(indent)) > 1
            else f"indented with {names[indent[0]]} in a file that indents with {own}",
            start - len(indent),
            start,
            help=(f"indent it with {own}",),
        )

    def _beneath_property(self, indent: str, start: int, above: _Open) -> None:
        """Report the first line that is indented deeper than a property before it."""
        where = _first_word(self.text, self.nodes[above.node])
        self._error(
            "indentation",
            "indented deeper than a property, which nothing hangs under",
            start - len(indent),
            start,
            labels=(Label(where, f"this property is indented by {above.width}"),),
            help=("indent the two alike",),
        )

    def _uneven(self, indent: str, start: int, sibling: _Open) -> None:
        """Report a line that stands between two levels, or beside an indented one at the top."""
        around = [sibling, *self.open[-1:]]
        help = "lines at the top are indented alike, best not at all"
        if self.open:
            above = self.open[-1]
            word = _first_word(self.text, self.nodes[above.node]).content[:30]
            help = (
                f"indent it by {above.width} to stand beside the `{word}` above, "
                f"or by {sibling.width} to stand beneath it"
            )
        self._error(
            "indentation",
            f"this line is indented by {len(indent)}, which fits no line above it"
            if indent
            else "this line is not indented, unlike the one that it stands beside",
            start - len(indent),
            start,
            labels=tuple(
                Label(
                    _first_word(self.text, self.nodes[each.node]),
                    f"this one is indented by {each.width}",
                )
                for each in around
            ),
            help=(help,),
        )

    def _error(
        self,
        rule: str,
        message: str,
        start: int,
        end: int,
        *,
        labels: tuple[Label, ...] = (),
        help: tuple[str, ...] = (),
        remedy: Remedy | None = None,
    ) -> None:
        span = Span(self.text, start, end)
        fix = remedy and Fix(
            remedy.title,
            tuple(Edit(Span(self.text, a, b), new) for a, b, new in remedy.edits),
        )
        self.diagnostics.append(
            Diagnostic(rule, Severity.ERROR, message, span, "", labels, help, fix)
        )

    def tree(self) -> Tree:
        """All that was placed."""
        return Tree(
            self.text, tuple(self.nodes), tuple(self.comments), tuple(self.diagnostics)
        )


def _first_word(text: Text, node: Node) -> Span:
    end = node.start
    while end < node.end and not text.content[end].isspace():
        end += 1
    return Span(text, node.start, end)


def _undecodable(text: Text) -> list[Diagnostic]:
    """One error for each line that holds bytes that are not UTF-8."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    for offset, byte in text.undecodable:
        by_line.setdefault(text.line_of(offset), []).append((offset, byte))
    return [
        Diagnostic(
            "syntax",
            Severity.ERROR,
            f"byte 0x{bad[0][1]:02X} is not UTF-8"
            + (f", nor are {len(bad) - 1} more on this line" if len(bad) > 1 else ""),
            Span(text, bad[0][0], bad[0][0] + 1),
            help=("save the file as UTF-8",),
        )
        for bad in by_line.values()
    ]


def _chain(tree: Tree, index: int) -> list[int]:
    """A node, by its index, and those that it hangs under, from the top."""
    found = []
    while index >= 0:
        found.append(index)
        index = tree.nodes[index].parent
    return found[::-1]


def _indent(tree: Tree, index: int) -> str:
    content, start = tree.text.content, tree.nodes[index].start
    return content[content.rfind("\n", 0, start) + 1 : start]


def _stands_with(tree: Tree, index: int, known: Mapping[int, int]) -> int:
    """The node at whose width another one is taken to stand: mostly itself.

    For one that is not placed it is the sibling before, and so on until one is placed or known.
    """
    nodes = tree.nodes
    while not nodes[index].placed:
        if index in known:
            return known[index]
        parent, before = nodes[index].parent, index - 1
        while before > parent and nodes[before].parent != parent:
            before = nodes[before].parent
        if before <= parent:
            break
        index = before
    return index


def _moved(found: Diagnostic, to: Callable[[Span], Span]) -> Diagnostic:
    fix = found.fix
    return found._replace(
        span=to(found.span),
        labels=tuple(Label(to(span), message) for span, message in found.labels),
        fix=fix and fix._replace(edits=tuple(Edit(to(a), new) for a, new in fix.edits)),
    )


def _same_start(one: str, other: str) -> int:
    """How many letters two texts have in common from the start on."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_end(one: str, other: str, start: int) -> int:
    """How many letters two texts have in common at the end, but for so many at the start."""
    low, high = 0, min(len(one), len(other)) - start
    while low < high:
        middle = (low + high + 1) // 2
        ends = len(one) - middle, len(other) - middle
        if one[ends[0] : len(one) - low] == other[ends[1] : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def most_of(letters: Iterable[str]) -> str:
    """What a file indents with, as most of its lines do: a blank or a tab."""
    found = list(letters)
    return "\t" if found.count("\t") > found.count(" ") else " "
