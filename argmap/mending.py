"""Checks a map, and mends it: by the fixes that findings propose, or comments that silence."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs

from argmap.compiler import Compilation, Compiler, lint
from argmap.diagnostics import Diagnostic, Edit, Fix
from argmap.rules.reported import REPORTED
from argmap.rules.rule import Rule
from argmap.syntax.tree import Tree
from argmap.text import Span, Text

ROUNDS = 100
"""How often a map is checked again at most, for fixes that were in each other's way."""

_INDENT = re.compile(r"[ \t]*")


class Checked(NamedTuple):
    """A map that was checked: how it compiles, what is found in it, and what was mended."""

    compilation: Compilation
    found: tuple[Diagnostic, ...]
    mended: tuple[Diagnostic, ...] = ()

    @property
    def text(self) -> Text:
        """The map as it reads now."""
        return self.compilation.subject.file


def check(compiler: Compiler, text: Text, rules: Sequence[Rule]) -> Checked:
    """Find what is wrong with a map."""
    compiled = compiler.compile(text)
    return Checked(compiled, (*compiled.diagnostics, *lint(compiled.subject, rules)))


def mend(
    compiler: Compiler, text: Text, rules: Sequence[Rule], *, unsafe: bool = False
) -> Checked:
    """Make every safe fix that is proposed, and the others too where ``unsafe`` ones may be.

    Fixes that overlap are made one after the other, in as many rounds as it takes. A fix after
    which more of the map could not be read is not made. As long as a map has errors, only these
    are mended.
    """
    now = check(compiler, text, rules)
    seen = {text.content}
    for _ in range(ROUNDS):
        better = _round(compiler, now, rules, unsafe)
        if better is None or better.text.content in seen:
            break
        seen.add(better.text.content)
        now = better
    return now


def ignore(
    compiler: Compiler, text: Text, rules: Sequence[Rule], *, reason: str
) -> Checked:
    """Silence what is found, by comments that give a reason.

    A map with errors is left as it is: they would stay, and others come once they are mended.
    """
    was = check(compiler, text, rules)
    if _failed(was):
        return was
    content = _silenced(was, " ".join(reason.split()))
    if content == text.content:
        return was
    now = check(compiler, attrs.evolve(text, content=content), rules)
    gone = Counter(each.rule for each in was.found) - Counter(
        each.rule for each in now.found
    )
    silenced = []
    for each in was.found:
        if gone[each.rule]:
            gone[each.rule] -= 1
            silenced.append(each)
    return now._replace(mended=tuple(silenced))


def _failed(checked: Checked) -> bool:
    """Whether something in the map's own file could not be read."""
    return any(each.span.text is checked.text for each in checked.compilation.diagnostics)


def mendable(checked: Checked) -> tuple[Diagnostic, ...]:
    """The findings whose fixes can be made now: errors first, and in the map's own file."""
    found = checked.compilation.diagnostics if _failed(checked) else checked.found
    return tuple(
        each
        for each in found
        if each.fix is not None
        and all(edit.span.text is checked.text for edit in each.fix.edits)
    )


def _round(
    compiler: Compiler, now: Checked, rules: Sequence[Rule], unsafe: bool
) -> Checked | None:
    """Make all proposed fixes that go together, or else the first one that does no harm."""
    together = _apart(
        each for each in mendable(now) if each.fix is not None and (unsafe or each.fix.safe)
    )
    for chosen in (together, *([each] for each in together if len(together) > 1)):
        if not chosen:
            continue
        edits = dict.fromkeys(
            edit for each in chosen for edit in (each.fix.edits if each.fix else ())
        )
        text = attrs.evolve(now.text, content=edited(now.text.content, edits))
        then = check(compiler, text, rules)
        left = len(then.compilation.diagnostics) - len(now.compilation.diagnostics)
        if left < 0 or (left == 0 and not _failed(now)):
            return then._replace(mended=(*now.mended, *chosen))
    return None


def _apart(proposed: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fixes do not touch those of another one; the same fix is no other."""
    chosen: list[Diagnostic] = []
    fixes: set[Fix] = set()
    taken: list[tuple[int, int]] = []
    for each in proposed:
        assert each.fix is not None
        if each.fix not in fixes:
            places = [(edit.span.start, edit.span.end) for edit in each.fix.edits]
            if any(_touches(taken, *place) for place in places):
                continue
            for place in places:
                insort(taken, place)
            fixes.add(each.fix)
        chosen.append(each)
    return chosen


def _touches(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a stretch touches one of those that are taken, which touch none of each other."""
    at = bisect_left(taken, (start, start))
    return (at < len(taken) and taken[at][0] <= end) or (
        at > 0 and taken[at - 1][1] >= start
    )


def edited(content: str, edits: Iterable[Edit]) -> str:
    """A text after edits of it that do not overlap, with the line ends that it has."""
    pieces, at = [], 0
    end = "\r\n" if "\r\n" in content else "\n"
    for edit in sorted(edits, key=lambda each: (each.span.start, each.span.end)):
        replacement = edit.replacement.replace("\r\n", "\n").replace("\n", end)
        pieces += [content[at : edit.span.start], replacement]
        at = edit.span.end
    return "".join([*pieces, content[at:]])


def _silenced(checked: Checked, reason: str) -> str:
    """The file with a comment above each line, or on top, that silences what was found."""
    always = {rule.name for rule in REPORTED}
    tree, content = checked.compilation.trees[0], checked.text.content
    by_place: dict[int, dict[str, None]] = {}
    for finding in checked.found:
        if finding.rule not in always and finding.span.text is tree.text:
            by_place.setdefault(_line_above(tree, finding.span), {})[finding.rule] = None
    pieces, at = [], 0
    end = "\r\n" if "\r\n" in content else "\n"
    for place, names in sorted(by_place.items()):
        verb = "ignore-file" if place < 0 else "ignore"
        start = max(place, 0)
        found = _INDENT.match(content, start)
        indent = found[0] if found and place >= 0 else ""
        comment = f"{indent}# argmap: {verb}[{', '.join(names)}] {reason}".rstrip()
        pieces += [content[at:start], comment, end]
        at = start
    return "".join([*pieces, content[at:]])


def _line_above(tree: Tree, span: Span) -> int:
    """Where the line of the node at a place begins; -1 for the file as a whole."""
    content = tree.text.content
    at = bisect_right(tree.nodes, span.end, key=lambda node: node.start) - 1
    if at < 0 or span.start == span.end == 0:
        return -1
    node = tree.nodes[at]
    start = content.rfind("\n", 0, node.start) + 1
    end = content.find("\n", node.end)
    return start if start <= span.start and (end < 0 or span.start <= end) else -1
