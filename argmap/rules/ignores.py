"""Comments that silence findings: `# argmap: ignore[rule-name] reason`.

Such a comment silences its rules on the line at whose end it stands, or, where it has a line of
its own, on the next one; `ignore-file` silences them in the whole file. What is found of the map as
a whole counts as found on the first line. What reading and resolving a map report cannot be
silenced: without it the map is not whole.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from argmap.diagnostics import Diagnostic
from argmap.syntax.tree import Comment, Tree
from argmap.text import Span

_ADDRESSED = re.compile(r"argmap\s*(?::|ignore)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"#+\s*argmap\s*:\s*([\w-]*)\s*(?:\[([^\]]*)(\]?))?", re.IGNORECASE)
_LATER = re.compile(r"\bargmap\s*:\s*ignore(?:-file)?\s*\[", re.IGNORECASE)
_WITHOUT_COLON = re.compile(r"#+\s*argmap(?=\s+ignore(?:-file)?\s*\[)", re.IGNORECASE)
_LIKE_IGNORE = re.compile(r"ig|in?g?n?or", re.IGNORECASE)


def is_directive(words: str) -> bool:
    """Whether words would be taken for another comment that silences."""
    return _LATER.search(words) is not None


class Ignore(NamedTuple):
    """A comment that silences rules.

    ``names`` are the rules, each with its place. It holds from the offset ``start`` up to and with
    ``end``; a finding is silenced where it begins. ``fault`` says what is wrong with a comment that
    cannot be understood, which silences nothing, and ``verb`` the word that it begins with.
    ``span`` is the whole comment, ``directive`` what of it stands before the reason, and ``colon``
    the place where one is missing.
    """

    span: Span
    names: tuple[tuple[str, Span], ...]
    start: int
    end: int
    fault: str = ""
    verb: str = ""
    directive: Span | None = None
    colon: Span | None = None

    @property
    def everywhere(self) -> bool:
        """Whether it holds in the whole file."""
        return self.start == 0 and self.end == len(self.span.text.content)


def ignores(tree: Tree | None) -> tuple[Ignore, ...]:
    """The comments of a file that are addressed to argmap, in the order of the file.

    One that merely begins with its name is none, such as ``# argmap: my first map``.
    """
    if tree is None or not _ADDRESSED.search(tree.text.content):
        return ()
    return tuple(_ignores(tree))


def _ignores(tree: Tree) -> Iterator[Ignore]:
    following = 0
    for comment in tree.comments:
        while following < len(tree.nodes) and tree.nodes[following].start < comment.start:
            following += 1
        end = comment.start + len(tree.text.content[comment.start : comment.end].rstrip())
        span = Span(tree.text, comment.start, end)
        found = _DIRECTIVE.match(span.content)
        if is_directive(span.content[found.end() if found else 0 :]):
            yield Ignore(
                span, (), 0, 0, "`argmap: ignore` is read only at the start of a comment"
            )
        if bare := _WITHOUT_COLON.match(span.content):
            at = span.start + bare.end()
            fault = "a colon is missing behind `argmap`"
            yield Ignore(span, (), 0, 0, fault, colon=Span(tree.text, at, at))
        if found is None or not _is_meant(found):
            continue
        names = tuple(_names(span, found)) if found[2] is not None else ()
        verb = found[1].lower()
        directive = Span(tree.text, span.start, span.start + found.end())
        fault = _fault(verb, found, names)
        if fault:
            yield Ignore(span, (), 0, 0, fault, verb)
        elif verb == "ignore-file":
            whole = 0, len(tree.text.content)
            yield Ignore(span, names, *whole, directive=directive)
        else:
            at = following if comment.node < 0 else comment.node
            yield Ignore(span, names, *_lines(tree, comment, at), directive=directive)


def _is_meant(found: re.Match[str]) -> bool:
    """Whether a comment says what to do: names are in brackets, or the word is like `ignore`."""
    return bool(found[1]) and (
        found[2] is not None or _LIKE_IGNORE.match(found[1]) is not None
    )


def _names(span: Span, found: re.Match[str]) -> Iterator[tuple[str, Span]]:
    for name in re.finditer(r"[^\s,;]+", found[2]):
        start = span.start + found.start(2) + name.start()
        yield name[0], Span(span.text, start, start + len(name[0]))


def _fault(verb: str, found: re.Match[str], names: tuple[tuple[str, Span], ...]) -> str:
    if verb not in ("ignore", "ignore-file"):
        return f"`argmap: {verb}` means nothing"
    if found[2] is not None and not found[3]:
        return "the bracket is not closed"
    return "" if names else "comment names no rule"


def _lines(tree: Tree, comment: Comment, at: int) -> tuple[int, int]:
    """From the comment, or the start of its line, to the end of the lines of a node."""
    content = tree.text.content
    if at >= len(tree.nodes):
        return comment.start if at else 0, len(content)
    node = tree.nodes[at]
    start = content.rfind("\n", 0, min(node.start, comment.start)) + 1 if at else 0
    end = content.find("\n", node.end)
    return start, len(content) if end < 0 else end


def silence(
    found: list[Diagnostic], comments: tuple[Ignore, ...]
) -> tuple[list[Diagnostic], set[tuple[Span, str]]]:
    """The findings that no comment silences, and each comment and rule that silenced one."""
    by_rule: dict[str, list[Ignore]] = {}
    for comment in comments:
        for name in dict.fromkeys(name for name, _ in comment.names):
            by_rule.setdefault(name, []).append(comment)
    stretches = {name: _Stretches(several) for name, several in by_rule.items()}
    left: list[Diagnostic] = []
    used: set[tuple[Span, str]] = set()
    for finding in found:
        named = stretches.get(finding.rule)
        by = named.around(finding.span.start) if named else []
        used.update((each.span, finding.rule) for each in by)
        if not by:
            left.append(finding)
    for name in {each.rule for each in found} & stretches.keys():
        used.update((each.span, name) for each in stretches[name].whole)
    return left, used


class _Stretches:
    """Where the comments that name one rule hold, so that those at an offset are soon found.

    ``whole`` are those that hold in the whole file.
    """

    def __init__(self, comments: list[Ignore]) -> None:
        self.whole = [each for each in comments if each.everywhere]
        self.others = [each for each in comments if not each.everywhere]
        self.others.sort(key=lambda each: each.start)
        self.starts = [each.start for each in self.others]
        self.furthest = list(accumulate((each.end for each in self.others), max))

    def around(self, offset: int) -> list[Ignore]:
        """The comments that hold there, at most a hundred, and one of those for the file."""
        found = self.whole[:1]
        at = bisect_right(self.starts, offset) - 1
        while at >= 0 and self.furthest[at] >= offset and len(found) < 100:
            if self.others[at].end >= offset:
                found.append(self.others[at])
            at -= 1
        return found
