"""Help and fixes for what could not be read that take the rest of a file to know."""

from bisect import bisect_right
from operator import attrgetter

from argmap.diagnostics import Diagnostic, Edit, Fix
from argmap.resolve.drafts import Unit
from argmap.syntax.keywords import CLAIM_KEYWORDS
from argmap.syntax.tree import NO_SOURCE, TEXT_ALONE, BrokenLine, ClaimLine
from argmap.text import Span

_START = attrgetter("start")


def advised(unit: Unit) -> tuple[Diagnostic, ...]:
    """What is wrong with the lines of a file, each with the most that can be said of it."""
    tree = unit.tree
    depth: int | None = None
    found: list[Diagnostic] = []
    for each in tree.diagnostics:
        if each.message == NO_SOURCE and len(unit.sources) == 1:
            each = _with_source(each, *unit.sources)
        elif each.message == TEXT_ALONE:
            each = _joined(unit, each)
            if found and each.fix and found[-1].span.end == each.fix.edits[0].span.start:
                del found[-1]  # that a keyword stands there alone says the same
        elif each.rule == "indentation" and "\t" in each.span.content:
            depth = _depth(unit) if depth is None else depth
            each = _with_spaces(each, depth)
        found.append(each)
    return tuple(found)


def _with_source(found: Diagnostic, name: str) -> Diagnostic:
    """The only source there is, for a quotation that names none."""
    start = found.span.start
    edit = Edit(Span(found.span.text, start, start), f"{name} ")
    return found._replace(
        help=(f'say which source: `quote {name} "…"`',),
        fix=Fix(f"write `{name}` before it", (edit,)),
    )


def _joined(unit: Unit, found: Diagnostic) -> Diagnostic:
    """A text on the line after that of its claim goes there."""
    text, nodes = unit.tree.text, unit.tree.nodes
    before = bisect_right(nodes, found.span.start, key=_START) - 2
    if before < 0:
        return found
    line, start, end, *_ = nodes[before]
    between = Span(text, end, found.span.start)
    bare = (
        type(line) is BrokenLine
        and line.keyword in CLAIM_KEYWORDS
        and end - start == len(line.keyword)
    )
    waits = type(line) is ClaimLine and not line.text and not line.tags
    if between.content.strip() or not (bare or waits):
        return found
    title = "put it on the line above"
    return found._replace(help=(title,), fix=Fix(title, (Edit(between, " "),)))


def _depth(unit: Unit) -> int:
    """How many blanks deeper each line stands than the one above it, if all are alike; else 0."""
    tree = unit.tree
    nodes = tree.nodes
    depths = {
        tree.text.column_of(start) - tree.text.column_of(nodes[parent].start)
        for _, start, _, parent, placed in nodes
        if placed and parent >= 0 and nodes[parent].placed
    }
    return depths.pop() if len(depths) == 1 else 0


def _with_spaces(found: Diagnostic, depth: int) -> Diagnostic:
    """Blanks for the tabs of an indentation, where each stands for equally many."""
    indent = found.span.content
    if not depth or "spaces" not in found.help[0]:
        return found
    count = indent.count(" ") + depth * indent.count("\t")
    title = f"indent it with {count} spaces, {depth} for each tab"
    return found._replace(help=(title,), fix=Fix(title, (Edit(found.span, " " * count),)))
