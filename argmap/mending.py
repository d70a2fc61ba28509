"""Checks a map, and mends it: by the fixes that findings propose, or comments that silence."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeAlias

import attrs

from argmap.compiler import Compilation, Compiler, lint
from argmap.diagnostics import Diagnostic, Edit, Fix
from argmap.rules import unknown_rule, unused_ignore
from argmap.rules.reported import REPORTED
from argmap.rules.rule import Rule
from argmap.syntax.tree import Tree
from argmap.text import Span, Text

ROUNDS = 100
"""How often a map is checked again at most, for fixes that were in each other's way."""
TRIES = 200
"""How often a map is compiled in a round at most, to tell apart the fixes that do harm."""
ABOUT_COMMENTS = (unknown_rule.RULE.name, unused_ignore.RULE.name)
"""The rules that say what is wrong with comments which silence; no comment silences these."""

Spares: TypeAlias = Callable[[Text], bool]
"""Whether other maps can be read as well as before when a map reads like this."""

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
    return Checked(compiled, _found(compiled, rules))


def _found(compiled: Compilation, rules: Sequence[Rule]) -> tuple[Diagnostic, ...]:
    """What keeps a map from being read and what rules find in it: by file, its own first."""
    own = compiled.subject.file
    return tuple(
        sorted(
            (*compiled.diagnostics, *lint(compiled.subject, rules)),
            key=lambda each: (
                each.span.text is not own,
                each.span.text.name,
                each.span.start,
                each.span.end,
            ),
        )
    )


def mend(
    compiler: Compiler,
    text: Text,
    rules: Sequence[Rule],
    *,
    unsafe: bool = False,
    spares: Spares = lambda _: True,
) -> Checked:
    """Make every safe fix that is proposed, and the others too where ``unsafe`` ones may be.

    Fixes that overlap are made one after the other, in as many rounds as it takes: those of
    comments first, since a comment may silence what another fix would mend, and unsafe ones last.
    A fix after which more of the map could not be read is not made, nor one with which the map no
    longer ``spares`` the maps that import it. As long as something in
    a map cannot be read, only that is mended.
    """
    now = check(compiler, text, rules)
    seen = {text.content}
    for _ in range(ROUNDS):
        better = next(
            filter(
                None,
                (_round(compiler, now, rules, turn, spares) for turn in _turns(unsafe)),
            ),
            None,
        )
        if better is None or better.text.content in seen:
            break
        seen.add(better.text.content)
        now = better
    return now


def _turns(unsafe: bool) -> Iterator[Callable[[Diagnostic], bool]]:
    """Which fixes are made before which."""
    yield lambda each: each.rule in ABOUT_COMMENTS and is_safe(each)
    yield is_safe
    if unsafe:
        yield lambda _: True


def is_safe(each: Diagnostic) -> bool:
    """Whether the fix of a finding cannot change what the map says."""
    return each.fix is not None and each.fix.safe


def together(
    compiler: Compiler,
    texts: Sequence[Text],
    put: Callable[[Text], None],
    treat: Callable[[Text, Spares], Checked],
) -> list[Checked]:
    """Treat maps of which some import others, so that no change of one spoils another.

    Imports come first, and those who import them see what came of them: ``put`` has the compiler
    read a map so from now on. ``treat`` is given a map, and a way to ask whether all others can be
    read as well as before when it reads otherwise; if so, it reads so.
    """
    compiled = [compiler.compile(text) for text in texts]
    files = [{tree.text for tree in each.trees} for each in compiled]
    users = [
        [other for other in range(len(texts)) if other != number and text in files[other]]
        for number, text in enumerate(texts)
    ]
    errors = [_own_errors(each) for each in compiled]
    reads = [*texts]

    def spares(number: int, text: Text) -> bool:
        if not users[number]:
            return True
        put(text)
        then = {it: _own_errors(compiler.compile(texts[it])) for it in users[number]}
        if not all(then[it] <= errors[it] for it in then):
            put(reads[number])
            return False
        reads[number] = text
        for user, found in then.items():
            errors[user] = found
        return True

    treated: dict[int, Checked] = {}
    for number in sorted(range(len(texts)), key=lambda each: len(files[each])):
        treated[number] = treat(texts[number], partial(spares, number))
        if users[number]:
            put(treated[number].text)
    return [treated[number] for number in range(len(texts))]


def _own_errors(compilation: Compilation) -> set[tuple[str, str, int]]:
    """What keeps a map's own file from being read."""
    return {
        (each.rule, each.message, each.span.start)
        for each in compilation.diagnostics
        if each.span.text is compilation.subject.file
    }


def ignore(
    compiler: Compiler, text: Text, rules: Sequence[Rule], *, reason: str
) -> Checked:
    """Silence what is found, by comments that give a reason.

    A map with errors is left as it is: they would stay, and others come once they are mended. So
    is what is found of comments that silence: to silence them in turn would mend nothing.
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


def waiting(checked: Checked) -> int:
    """How many findings have a fix that can be made only once the map can be read."""
    if not _failed(checked):
        return 0
    errors = {id(each) for each in checked.compilation.diagnostics}
    return sum(each.fix is not None and id(each) not in errors for each in checked.found)


def _round(
    compiler: Compiler,
    now: Checked,
    rules: Sequence[Rule],
    turn: Callable[[Diagnostic], bool],
    spares: Spares,
) -> Checked | None:
    """Make all proposed fixes that go together and do no harm; None where there is none."""
    made: list[Diagnostic] = []
    best = now.compilation
    parts = [_apart(each for each in mendable(now) if turn(each))]
    for _ in range(TRIES):
        if not parts:
            break
        part = parts.pop()
        if not part:
            continue
        edits = (each.fix.edits for each in [*made, *part] if each.fix)
        content = edited(now.text.content, dict.fromkeys(chain.from_iterable(edits)))
        then = compiler.compile(attrs.evolve(now.text, content=content))
        left = len(then.diagnostics) - len(best.diagnostics)
        if (left < 0 or (left == 0 and not _failed(now))) and spares(then.subject.file):
            made += part
            best = then
        elif len(part) > 1:  # what does harm is in one of the halves
            half = len(part) // 2
            parts += [part[half:], part[:half]]
    if not made:
        return None
    return Checked(best, _found(best, rules), (*now.mended, *made))


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
    always = {*ABOUT_COMMENTS, *(rule.name for rule in REPORTED)}
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
