"""Changes to a map that are proposed at a place: fixes of what is found, and rewritings."""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from argmap.diagnostics import Diagnostic, Edit
from argmap.ide.formatting import difference
from argmap.ide.view import View, subtree
from argmap.mending import mend
from argmap.quotes import corrected
from argmap.resolve.places import BENEATH_STEPS
from argmap.rules.english import (
    AUXILIARIES,
    CONJUNCTIONS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    word_set,
)
from argmap.rules.reported import REPORTED
from argmap.syntax.keywords import KEYS, STEP_KEYWORDS, as_string
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    ContradictsLine,
    GroupLine,
    Node,
    PropertyLine,
    QuoteLine,
    Tree,
)
from argmap.text import Span

Kind: TypeAlias = Literal["fix", "extract", "rewrite"]
_LONGEST_NAME = 30


@attrs.frozen
class Action:
    """A change, in words, and its edits, all of them in the map's own file.

    A ``fix`` mends ``finding``; it is ``safe`` where it cannot change what the map says.
    """

    title: str
    kind: Kind
    edits: tuple[Edit, ...]
    finding: Diagnostic | None = None
    safe: bool = False


def actions(view: View, start: int, end: int) -> Iterator[Action]:
    """What can be done about a stretch of the map's own file.

    Where nothing is found at a cursor itself, its line counts: Vim and others show a finding beside
    the line, and nobody should have to look for its word.
    """
    first, last = view.node_at(start), view.node_at(end)
    found = _found(view, start, end)
    if not found and start == end and first >= 0:
        node = view.tree.nodes[first]
        found = _found(view, node.start, node.end)
    for finding in found:
        yield from _fixes(view, finding)
    if first >= 0:
        yield from _source_words(view, first)
        yield from _contradiction(view, first)
        yield from _name(view, first)
        yield from _pull_out(view, first)
        yield from _join(view, first, last if last >= 0 else first)


def _found(view: View, start: int, end: int) -> list[Diagnostic]:
    """What is found that touches a stretch."""
    return [
        each
        for each in view.findings
        if each.span.text is view.file and each.span.start <= end and each.span.end >= start
    ]


def mended(view: View) -> tuple[Edit, ...]:
    """What all safe fixes together make of the map's own file, as `argmap check --fix` does."""
    new = mend(view.compiler, view.file, view.rules).text.content
    return tuple(difference(view.file, new))


# Fixes


def _fixes(view: View, finding: Diagnostic) -> Iterator[Action]:
    fix = finding.fix
    if fix is not None and all(edit.span.text is view.file for edit in fix.edits):
        title = fix.title[:1].upper() + fix.title[1:]
        yield Action(title, "fix", fix.edits, finding, fix.safe)
    if finding.rule == "unknown-claim":
        yield from _state(view, finding)
    if finding.rule not in {rule.name for rule in REPORTED}:
        yield _silence(view, finding)


def _state(view: View, finding: Diagnostic) -> Iterator[Action]:
    """Give a claim that nothing states a text, where it is first named."""
    number = view.node_at(finding.span.start)
    node = view.tree.nodes[number]
    line = node.line
    if isinstance(line, ClaimLine) and line.name is not None and "." not in line.name.value:
        at = node.start + line.name.end
        text = as_string(_sentence(line.name.value))
        edit = Edit(Span(view.file, at, at), f" {text}")
        yield Action(f"State `{line.name.value}` here", "fix", (edit,), finding)
    elif isinstance(line, ContradictsLine) and "." not in line.name.value:
        # Where a claim is only spoken against, it is stated by itself.
        name = line.name.value
        edit = _claim_behind(view, number, f"claim {name} {as_string(_sentence(name))}")
        yield Action(f"State `{name}` as a claim", "fix", (edit,), finding)


def _sentence(name: str) -> str:
    """The words of a name, as a text to start from."""
    words = re.sub(r"[-_]+", " ", name).strip() or name
    return f"{words[:1].upper()}{words[1:]}."


def _silence(view: View, finding: Diagnostic) -> Action:
    """A comment above the line of a finding, or on top for the map as a whole."""
    whole = finding.span.start == finding.span.end == 0
    number = -1 if whole else view.node_at(finding.span.start)
    verb, at, margin = "ignore-file", 0, ""
    if number >= 0:
        verb, at = "ignore", view.tree.nodes[number].start
        margin = _margin(view.tree, view.tree.nodes[number])
    comment = f"# argmap: {verb}[{finding.rule}]\n{margin}"
    where = "here" if number >= 0 else "in this file"
    edit = Edit(Span(view.file, at, at), comment)
    return Action(f"Ignore {finding.rule} {where}", "fix", (edit,), finding)


# Quotations


def _source_words(view: View, number: int) -> Iterator[Action]:
    """Turn an altered quotation into the words of its source."""
    if not isinstance(view.tree.nodes[number].line, QuoteLine):
        return
    reading = view.reading_at(number)
    if reading is None or reading.state != "altered" or reading.quote.words is None:
        return
    words = corrected(reading)
    if re.search(r"[\x00-\x1f\x7f]", words):
        return
    edit = Edit(reading.quote.words, as_string(words)[1:-1])
    fixed = any(each.fix is not None and edit in each.fix.edits for each in view.findings)
    if not fixed:  # else it is among the fixes
        yield Action("Quote the source's words", "rewrite", (edit,))


# Contradictions


def _contradiction(view: View, number: int) -> Iterator[Action]:
    """Say of a rebuttal that it contradicts the claim above it."""
    tree = view.tree
    node = tree.nodes[number]
    line = node.line
    if not isinstance(line, ClaimLine) or line.keyword != "but" or node.parent < 0:
        return
    above = tree.nodes[node.parent].line
    claim, target = view.claim_of(tree, number), view.claim_at(node.parent)
    if claim is None or target is None or not isinstance(above, ClaimLine):
        return
    if any(each is target for each in view.map.contraries_of(claim)):
        return
    if not target.anonymous and above.name is not None:
        row = f"\n{_margin(tree, node)}{_unit(tree)}contradicts {above.name.value}"
        edit = Edit(_behind(view, number), row)
        yield Action(f"Add `contradicts {above.name.value}`", "rewrite", (edit,))
    elif not claim.anonymous and line.name is not None:
        row = f"\n{_margin(tree, node)}contradicts {line.name.value}"
        edit = Edit(_behind(view, node.parent), row)
        title = f"Add `contradicts {line.name.value}` to the claim above"
        yield Action(title, "rewrite", (edit,))


# Names


def _name(view: View, number: int) -> Iterator[Action]:
    """Name a claim that has none."""
    node = view.tree.nodes[number]
    line = node.line
    if isinstance(line, ClaimLine) and line.name is None and line.text is not None:
        name = _new_name(view, line.text.value)
        at = node.start + line.text.start
        edit = Edit(Span(view.file, at, at), f"{name} ")
        yield Action(f"Name this claim `{name}`", "extract", (edit,))


def _new_name(view: View, text: str) -> str:
    """A name made of the first words of a text, which no claim of the file has."""
    words = re.findall(r"[^\W\d_][^\W_]*", text.casefold())
    telling: list[str] = (
        [word for word in words if word not in _FILLERS] or words or ["claim"]
    )
    name = telling[0][:_LONGEST_NAME]
    for word in telling[1:3]:
        if len(name) + 1 + len(word) <= _LONGEST_NAME:
            name += f"-{word}"
    taken, one, count = view.map.claim, name, 1
    while name in taken:
        count += 1
        name = f"{one}-{count}"
    return name


_FILLERS = frozenset().union(
    AUXILIARIES, PREPOSITIONS, CONJUNCTIONS, PRONOUNS, NEGATIONS, word_set("a an the")
)
"""Words that tell little in a name."""


# Lines that move


def _pull_out(view: View, number: int) -> Iterator[Action]:
    """State a claim that is stated in passing by itself, behind the one that it bears on.

    What hangs under the claim goes with it, what belongs to the step stays.
    """
    tree = view.tree
    node = tree.nodes[number]
    line = node.line
    if not isinstance(line, ClaimLine) or line.text is None or node.parent < 0:
        return
    home = _statement(tree, number)
    end = subtree(tree, home)
    if (
        line.keyword in ("thesis", "claim")
        or not isinstance(tree.nodes[home].line, ClaimLine)
        or view.claim_of(tree, number) is None
        or _unsure(tree, number, subtree(tree, number))
    ):
        return
    name = line.name.value if line.name else _new_name(view, line.text.value)
    pieces = {each: _piece(tree, each) for each in range(home, end)}
    margin = _margin(tree, tree.nodes[home])
    words = (line.name or line.text).start
    said = _row(tree, number)[len(_margin(tree, node)) + words :]
    before = pieces[number][: -len(said)]
    stated = [f"{margin}claim {said if line.name else f'{name} {said}'}"]
    pieces[number] = f"{before}{name}\n"
    for child in _children(tree, number):
        if not _of_step(tree.nodes[child].line):
            was = _margin(tree, tree.nodes[child])
            for each in range(child, subtree(tree, child)):
                stated.append(_shifted(pieces.pop(each), was, margin + _unit(tree)))
    rows = "".join([*pieces.values(), "\n", *stated])
    edit = _rows_edit(tree, home, end, rows)
    yield Action(f"State it by itself, as `claim {name}`", "extract", (edit,))


def _join(view: View, first: int, last: int) -> Iterator[Action]:
    """Make one reason of two that stand beside one another: linked premises of one step."""
    tree = view.tree
    at = first
    while at >= 0 and not _draws(tree.nodes[at].line):
        at = tree.nodes[at].parent
    if at < 0:
        return
    siblings = _children(tree, tree.nodes[at].parent)
    place = siblings.index(at)
    after = siblings[place + 1] if place + 1 < len(siblings) else -1
    if last >= after >= 0 and last < subtree(tree, after):
        pairs = [(at, after, "these two {}s")]
    elif last < subtree(tree, at):
        pairs = [(siblings[place - 1], at, "with the {} above")] if place else []
        pairs += [(at, after, "with the {} below")] if after >= 0 and not place else []
    else:
        return
    for one, other, which in pairs:
        edit = _joined(view, one, other)
        if edit is not None:
            line = tree.nodes[one].line
            thing = _THINGS[line.keyword] if isinstance(line, ClaimLine) else ""
            title = f"Join {which.format(thing)} into linked premises"
            yield Action(title, "rewrite", (edit,))
            return


def _joined(view: View, one: int, other: int) -> Edit | None:
    """Hang the second of two steps that stand beside one another under the first, as `and`."""
    tree = view.tree
    first, second = tree.nodes[one].line, tree.nodes[other].line
    if not (isinstance(first, ClaimLine) and isinstance(second, ClaimLine)):
        return None
    claims = view.claim_of(tree, one), view.claim_of(tree, other)
    end = subtree(tree, other)
    if (
        not _draws(first)
        or first.keyword != second.keyword
        or None in claims
        or claims[0] is claims[1]
        or _unsure(tree, one, end)
    ):
        return None
    keys = [
        {
            line.key.value
            for each in _children(tree, number)
            if isinstance(line := tree.nodes[each].line, PropertyLine) and _of_step(line)
        }
        for number in (one, other)
    ]
    if keys[0] & keys[1]:
        return None  # each step says something of its own
    was = _margin(tree, tree.nodes[other])
    deeper = was + _unit(tree)
    inner = next((_margin(tree, tree.nodes[each]) for each in _children(tree, one)), deeper)
    head = _piece(tree, other)
    at = len(head) - len(_row(tree, other)) + len(was)
    head = _shifted(f"{head[:at]}and{head[at + len(second.keyword) :]}", was, inner)
    own: list[str] = [head]
    rest: list[str] = []
    for child in _children(tree, other):
        moved = _margin(tree, tree.nodes[child])
        stays = _of_step(tree.nodes[child].line)
        for each in range(child, subtree(tree, child)):
            wanted = inner if stays else inner + _unit(tree)
            (rest if stays else own).append(_shifted(_piece(tree, each), moved, wanted))
    return _rows_edit(tree, other, end, "".join([*own, *rest]))


_THINGS = {"because": "reason", "but": "rebuttal", "unless": "undercut"}


def _draws(line: object) -> bool:
    return isinstance(line, ClaimLine) and line.keyword in STEP_KEYWORDS


def _of_step(line: object) -> bool:
    """Whether a line beneath a step belongs to the step, and not to the claim that it names."""
    if isinstance(line, ClaimLine):
        return line.keyword in BENEATH_STEPS
    return isinstance(line, PropertyLine) and KEYS.get(line.key.value) == "step"


def _unsure(tree: Tree, first: int, end: int) -> bool:
    """Whether some of the lines could not be read, or stand where nobody knows."""
    lines = tree.nodes[first:end]
    return any(isinstance(each.line, BrokenLine) or not each.placed for each in lines)


def _statement(tree: Tree, number: int) -> int:
    """The line at the top, or in a group, that a line stands beneath."""
    nodes = tree.nodes
    while nodes[number].parent >= 0:
        above = nodes[number].parent
        if isinstance(nodes[above].line, GroupLine):
            break
        number = above
    return number


def _children(tree: Tree, number: int) -> list[int]:
    """The lines right beneath one, or those at the top for -1."""
    nodes = tree.nodes
    found, at = [], number + 1
    while at < len(nodes) and nodes[at].parent >= number:
        found.append(at)
        at = subtree(tree, at)
    return found


def _row_start(tree: Tree, node: Node) -> int:
    return tree.text.content.rfind("\n", 0, node.start) + 1


def _row_end(tree: Tree, node: Node) -> int:
    """Just past the line break behind a node."""
    end = tree.text.content.find("\n", node.end)
    return len(tree.text.content) if end < 0 else end + 1


def _row(tree: Tree, number: int) -> str:
    """The whole row, or rows, of a line, with a line break at the end."""
    node = tree.nodes[number]
    row = tree.text.content[_row_start(tree, node) : _row_end(tree, node)]
    return row if row.endswith("\n") else f"{row}\n"


def _piece(tree: Tree, number: int) -> str:
    """A line with what stands between it and the one before: comments, and blank lines."""
    start = _row_end(tree, tree.nodes[number - 1]) if number else 0
    row = _row(tree, number)
    return tree.text.content[start : _row_start(tree, tree.nodes[number])] + row


def _rows_edit(tree: Tree, first: int, end: int, rows: str) -> Edit:
    """Other rows in the place of some lines, and of what stands between and above them."""
    start = _row_end(tree, tree.nodes[first - 1]) if first else 0
    return Edit(Span(tree.text, start, _row_end(tree, tree.nodes[end - 1])), rows)


def _shifted(piece: str, was: str, wanted: str) -> str:
    """Rows with another margin."""
    return "".join(
        wanted + row.removeprefix(was) if row.strip() and row.startswith(was) else row
        for row in piece.splitlines(keepends=True)
    )


def _margin(tree: Tree, node: Node) -> str:
    return tree.text.content[_row_start(tree, node) : node.start]


def _unit(tree: Tree) -> str:
    """What one level more is indented by."""
    for node in tree.nodes:
        if node.parent >= 0:
            above = _margin(tree, tree.nodes[node.parent])
            return _margin(tree, node).removeprefix(above) or "  "
    return "  "


def _behind(view: View, number: int) -> Span:
    """The end of the row of a line, comment included."""
    content = view.file.content
    end = content.find("\n", view.tree.nodes[number].end)
    at = len(content) if end < 0 else end - content[:end].endswith("\r")
    return Span(view.file, at, at)


def _claim_behind(view: View, number: int, row: str) -> Edit:
    """A line of its own behind the claim that a line belongs to."""
    tree = view.tree
    home = _statement(tree, number)
    margin = _margin(tree, tree.nodes[home])
    return Edit(_behind(view, subtree(tree, home) - 1), f"\n{margin}{row}")
