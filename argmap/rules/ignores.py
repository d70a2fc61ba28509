"""Comments that silence findings: `# argmap: ignore[rule-name] reason`.

Such a comment silences its rules on the line at whose end it stands, or, where it has a line of
its own, on the next one; `ignore-file` silences them in the whole file. What reading and resolving
a map report cannot be silenced: without it the map is not whole.
"""

import re
from collections.abc import Iterator

import attrs

from argmap.diagnostics import Diagnostic
from argmap.syntax.tree import Comment, Tree
from argmap.text import Span

_DIRECTIVE = re.compile(r"#\s*argmap:\s*([\w-]*)\s*(?:\[([^\]]*)(\]?))?")


@attrs.frozen
class Ignore:
    """A comment that silences rules.

    ``names`` are the rules, each with its place. It holds from the offset ``start`` up to and with
    ``end``; a finding is silenced where it begins. ``fault`` says what is wrong with a comment that
    cannot be understood, which silences nothing. ``span`` is the whole comment.
    """

    span: Span
    names: tuple[tuple[str, Span], ...]
    start: int
    end: int
    fault: str = ""

    def silences(self, finding: Diagnostic) -> bool:
        """Whether the finding is of one of the rules, and begins where the comment holds."""
        return self.start <= finding.span.start <= self.end and any(
            name == finding.rule for name, _ in self.names
        )


def ignores(tree: Tree | None) -> tuple[Ignore, ...]:
    """The comments of a file that are addressed to argmap, in the order of the file."""
    if tree is None or "argmap:" not in tree.text.content:
        return ()
    return tuple(_ignores(tree))


def _ignores(tree: Tree) -> Iterator[Ignore]:
    following = 0
    for comment in tree.comments:
        while following < len(tree.nodes) and tree.nodes[following].start < comment.start:
            following += 1
        span = Span(tree.text, comment.start, comment.end)
        found = _DIRECTIVE.match(span.content)
        if found is None:
            continue
        names = tuple(_names(span, found)) if found[2] is not None else ()
        fault = _fault(found, names)
        if fault:
            yield Ignore(span, (), 0, 0, fault)
        elif found[1] == "ignore-file":
            yield Ignore(span, names, 0, len(tree.text.content))
        else:
            at = following if comment.node < 0 else comment.node
            yield Ignore(span, names, *_lines(tree, comment, at))


def _names(span: Span, found: re.Match[str]) -> Iterator[tuple[str, Span]]:
    for name in re.finditer(r"[^\s,](?:[^,]*[^\s,])?", found[2]):
        start = span.start + found.start(2) + name.start()
        yield name[0], Span(span.text, start, start + len(name[0]))


def _fault(found: re.Match[str], names: tuple[tuple[str, Span], ...]) -> str:
    if found[1] not in ("ignore", "ignore-file"):
        return f"`argmap: {found[1]}` means nothing" if found[1] else "comment says nothing"
    if found[2] is not None and not found[3]:
        return "the bracket is not closed"
    return "" if names else "comment names no rule"


def _lines(tree: Tree, comment: Comment, at: int) -> tuple[int, int]:
    """From the comment, or the start of its line, to the end of the lines of a node."""
    content = tree.text.content
    if at >= len(tree.nodes):
        return comment.start, len(content)
    node = tree.nodes[at]
    start = content.rfind("\n", 0, min(node.start, comment.start)) + 1
    end = content.find("\n", node.end)
    return start, len(content) if end < 0 else end


def silence(
    found: list[Diagnostic], comments: tuple[Ignore, ...]
) -> tuple[list[Diagnostic], set[tuple[Span, str]]]:
    """The findings that no comment silences, and each comment and rule that silenced one."""
    left: list[Diagnostic] = []
    used: set[tuple[Span, str]] = set()
    for finding in found:
        by = [each for each in comments if each.silences(finding)]
        used.update((each.span, finding.rule) for each in by)
        if not by:
            left.append(finding)
    return left, used
