"""A map at one moment, and what every feature of an editor asks of it.

All of it is found when it is first asked for, and remembered: a view never changes.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

import attrs

from argmap.compiler import Compilation, Compiler, lint
from argmap.diagnostics import Diagnostic
from argmap.evaluation import Grounded
from argmap.model import ArgumentMap, Claim, Verdict
from argmap.quotes import Reading
from argmap.resolve import Scope
from argmap.resolve.imports import import_name, path_beside
from argmap.rules import DEFAULT_RULES
from argmap.rules.rule import Rule
from argmap.rules.verdicts import verdicts
from argmap.syntax.tree import (
    ClaimLine,
    ContradictsLine,
    ImportLine,
    Node,
    PropertyLine,
    QuoteLine,
    SourceLine,
    Tree,
    Word,
)
from argmap.text import Span, Text

_SCHEME = ("scheme", "word")
Kind: TypeAlias = Literal["claim", "source", "import", "tag", "scheme"]


class Symbol(NamedTuple):
    """What has a name: a claim or a source by its id in the map, a tag or a scheme by itself.

    An import is called by the file that imports it and its name there.
    """

    kind: Kind
    id: str


class Mention(NamedTuple):
    """A word that names something. ``states`` says whether it is what gives it its name."""

    symbol: Symbol
    span: Span
    states: bool


@attrs.frozen(slots=False, eq=False, repr=False)
class View:
    """A compiled map, what compiled it, and the rules that are asked of it.

    ``key`` is what the map's own file goes by, such as its path, among the files of all maps.
    """

    compilation: Compilation
    compiler: Compiler
    rules: tuple[Rule, ...] = DEFAULT_RULES
    key: str = ""

    def __repr__(self) -> str:
        return f"<View of {self.compilation!r}>"

    @property
    def map(self) -> ArgumentMap:
        """The map."""
        return self.compilation.map

    @property
    def file(self) -> Text:
        """The map's own file."""
        return self.compilation.subject.file

    @property
    def tree(self) -> Tree:
        """The tree of the map's own file."""
        return self.compilation.scopes[0].tree

    def path(self, text: Text) -> str:
        """What one of the map's files goes by, which other maps call it too."""
        return self.key if text is self.file else path_beside(self.key, text.name)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What `argmap check` finds."""
        compiled = self.compilation
        return (*compiled.diagnostics, *lint(compiled.subject, self.rules))

    @property
    def evaluation(self) -> Grounded:
        """The grounded verdicts, of what could be read of the map; rules have the same."""
        return verdicts(self.compilation.subject)

    def verdict(self, claim: Claim) -> Verdict:
        """The grounded verdict of a claim."""
        return self.evaluation.claims[claim.id]

    def source_text(self, id: str) -> Text | None:
        """The text of a source, if it is at hand and is one."""
        source = self.map.source.get(id)
        text = None if source is None else self.compiler.text_of(source)
        return text if text is not None and text.is_plain else None

    # Lines and words

    def node_at(self, offset: int) -> int:
        """The number of the line that ``offset`` stands on, or in; -1 if there is none."""
        return node_at(self.tree, offset)

    def claim_at(self, node: int) -> Claim | None:
        """The claim that a line of the map's own file states, refers to or belongs to."""
        nodes = self.tree.nodes
        while node >= 0:
            if isinstance(nodes[node].line, ClaimLine):
                return self.claim_of(self.tree, node)
            node = nodes[node].parent
        return None

    def claim_of(self, tree: Tree, node: int) -> Claim | None:
        """The claim that a line which introduces one states or refers to."""
        line = tree.nodes[node].line
        assert isinstance(line, ClaimLine)
        if line.text is not None:
            return self.stated.get((tree.text, tree.nodes[node].start))
        return None if line.name is None else self.claim_named(tree, line.name.value)

    def claim_named(self, tree: Tree, name: str) -> Claim | None:
        """The claim that a name means in one of the map's files."""
        found = self.full(tree, name)
        return None if found is None else self.map.claim.get(found)

    @cached_property
    def stated(self) -> dict[tuple[Text, int], Claim]:
        """Each claim by the file and the offset of the line that states it."""
        return {
            (claim.span.text, claim.span.start): claim
            for claim in self.map.claims
            if claim.span is not None
        }

    @cached_property
    def scopes(self) -> dict[Text, Scope]:
        """What names mean, by file."""
        return {scope.tree.text: scope for scope in self.compilation.scopes}

    @cached_property
    def readings(self) -> dict[tuple[Text, int], Reading]:
        """Each quotation, held against its source, by the file and offset of its line."""
        return {
            (each.quote.span.text, each.quote.span.start): each
            for each in self.compilation.subject.readings
            if each.quote.span is not None
        }

    def reading_at(self, node: int) -> Reading | None:
        """The quotation of a line of the map's own file."""
        return self.readings.get((self.file, self.tree.nodes[node].start))

    # Names

    def mention_at(self, offset: int) -> Mention | None:
        """The word at an offset of the map's own file, if it names something."""
        node = self.node_at(offset)
        if node < 0:
            return None
        for each in self.mentions_of(self.tree, node):
            if each.span.start <= offset <= each.span.end:
                return each
        return None

    def symbol_at(self, offset: int) -> Symbol | None:
        """What is meant at an offset: what a word names, or the claim that a line introduces."""
        found = self.mention_at(offset)
        if found is not None:
            return found.symbol
        node = self.node_at(offset)
        if node < 0 or not isinstance(self.tree.nodes[node].line, ClaimLine):
            return None
        claim = self.claim_of(self.tree, node)
        return None if claim is None else Symbol("claim", claim.id)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every word of the map's files that names something."""
        return tuple(
            each
            for scope in self.compilation.scopes
            for node in range(len(scope.tree.nodes))
            for each in self.mentions_of(scope.tree, node)
        )

    def mentions_of(self, tree: Tree, node: int) -> Iterator[Mention]:
        """The words of a line that name something."""
        place = tree.nodes[node]
        line = place.line
        if isinstance(line, ClaimLine):
            if line.name is not None:
                yield from self._named(tree, place, line.name, "claim", line.text)
            for tag in line.tags:
                yield Mention(Symbol("tag", tag.value), tree.word(place, tag), False)
        elif isinstance(line, ContradictsLine):
            yield from self._named(tree, place, line.name, "claim")
        elif isinstance(line, QuoteLine):
            yield from self._named(tree, place, line.source, "source")
        elif isinstance(line, SourceLine):
            yield from self._named(tree, place, line.name, "source", line.name)
        elif isinstance(line, ImportLine):
            name = import_name(line)
            word = tree.word(place, line.alias or line.file)
            yield Mention(_import(tree, name), word, True)
        elif isinstance(line, PropertyLine) and (line.key.value, line.form) == _SCHEME:
            word = tree.word(place, line.value)
            yield Mention(Symbol("scheme", line.value.value), word, False)

    def _named(
        self,
        tree: Tree,
        place: Node,
        word: Word,
        kind: Kind,
        states: object = None,
    ) -> Iterator[Mention]:
        """A name, and the imports that stand before it."""
        span = tree.word(place, word)
        *way, _ = word.value.split(".")
        written = span.content.split(".")
        at, start = tree, span.start
        for name, letters in zip(way, written, strict=False):
            yield Mention(
                _import(at, name), Span(span.text, start, start + len(letters)), False
            )
            start += len(letters) + 1
            following = self.scopes[at.text].imports.get(name)
            if following is None:
                return
            at = following
        found = self.full(tree, word.value)
        known = self.map.claim if kind == "claim" else self.map.source
        if found is not None and found in known:
            symbol = Symbol(kind, found)
            yield Mention(symbol, span._replace(start=start), states is not None)

    def full(self, tree: Tree, name: str) -> str | None:
        """The id that a name of one of the map's files has in the map, whatever it names."""
        *way, local = name.split(".")
        scope = self.scopes[tree.text]
        for part in way:
            following = scope.imports.get(part)
            if following is None:
                return None
            scope = self.scopes[following.text]
        return scope.prefix + local


def node_at(tree: Tree, offset: int) -> int:
    """The number of the line of a tree that ``offset`` stands on, or in; -1 if there is none."""
    at = bisect_right(tree.nodes, offset, key=lambda node: node.start) - 1
    content = tree.text.content
    if at + 1 < len(tree.nodes):
        start = tree.nodes[at + 1].start
        row = content.rfind("\n", 0, start) + 1
        if row <= offset and not content[offset:start].strip(" \t"):
            return at + 1  # in the blanks before a line
    if at < 0:
        return -1
    return at if "\n" not in content[tree.nodes[at].end : offset] else -1


def subtree(tree: Tree, node: int) -> int:
    """The number just past that of the last line beneath a line."""
    nodes = tree.nodes
    end = node + 1
    while end < len(nodes) and nodes[end].parent >= node:
        end += 1
    return end


def _import(tree: Tree, name: str) -> Symbol:
    return Symbol("import", f"{tree.text.name} {name}")
