"""The one place where the stages are chained: text to tree, tree to map, map to findings."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from argmap.diagnostics import Diagnostic
from argmap.memory import no_collection
from argmap.model import ArgumentMap, Source
from argmap.resolve import Beside, Scope, resolve
from argmap.rules.rule import Rule, Subject
from argmap.syntax.kept import Shelf
from argmap.syntax.parser import Parser
from argmap.syntax.tree import Tree
from argmap.text import Text

if TYPE_CHECKING:
    from os import PathLike

Read: TypeAlias = Callable[[str], Text | None]
"""Reads the file of a name; None where there is none that can be read."""


@attrs.frozen(repr=False)
class Compilation:
    """A compiled map, the scopes of its files (its own first), and what is wrong with it.

    The diagnostics are those without which there would be no map: what could not be read,
    placed or resolved. :func:`lint` finds the others.
    """

    map: ArgumentMap
    scopes: tuple[Scope, ...]
    subject: Subject
    diagnostics: tuple[Diagnostic, ...]

    @property
    def trees(self) -> tuple[Tree, ...]:
        """The trees of its files, its own first."""
        return tuple(scope.tree for scope in self.scopes)

    @property
    def failed(self) -> bool:
        """Whether something of what the files say is not in the map."""
        return not self.subject.complete

    @property
    def paragraphs(self) -> dict[str, int]:
        """The paragraph in which each claim's first quotation stands, where it was found.

        Not that of a later one: next to the first one's words, it would name a place in the
        wrong source.
        """
        found: dict[str, int] = {}
        for reading in self.subject.readings:
            if reading.paragraph is not None and reading.quote is reading.claim.quotes[0]:
                found.setdefault(reading.claim.id, reading.paragraph)
        return found

    def __repr__(self) -> str:
        name, errors = self.subject.file.name, len(self.diagnostics)
        return f"<Compilation of {name!r}: {self.map!r}, {errors} errors>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """What a notebook shows: the drawing, or what is wrong where there is none."""
        from argmap.render import svg
        from argmap.report.text import text

        if self.failed:
            return {"text/plain": "".join(text(self.diagnostics))}
        return {
            "image/svg+xml": svg(self.map, paragraphs=self.paragraphs),
            "text/plain": f"{self.map.title or 'A map'}: {len(self.map.claims)} claims",
        }


class Compiler:
    """Compiles maps, and remembers their lines, so that compiling again is quick.

    ``read`` reads imported maps and source texts; ``sources`` names the files of sources, by
    the source's id, that are not where the map says; ``language`` is what maps are written in
    whose sources have none. On a ``shelf`` lines are kept for the next run. ``beside`` names the
    files in the folder of one that is not there, among which may be the one that was meant.
    """

    def __init__(
        self,
        read: Read,
        sources: Mapping[str, str] | None = None,
        language: str | None = None,
        shelf: Shelf | None = None,
        beside: Beside = lambda _: (),
    ) -> None:
        self._read = read
        self.sources = sources or {}
        self._language = language
        self._beside = beside
        self._parser = Parser(shelf)

    def compile(self, text: Text) -> Compilation:
        """Compile a map and what it imports. Bad input is reported, never raised."""
        with no_collection():
            tree = self._parser.parse(text)
            resolved = resolve(tree, self._load, self._beside)
            subject = self.subject(resolved.map, text, tree, errors=resolved.diagnostics)
            return Compilation(resolved.map, resolved.scopes, subject, resolved.diagnostics)

    def subject(
        self,
        map: ArgumentMap,
        file: Text,
        tree: Tree | None = None,
        *,
        errors: tuple[Diagnostic, ...] = (),
    ) -> Subject:
        """What rules look at, for a map that was compiled here or elsewhere."""
        quoted = {quote.source for claim in map.claims for quote in claim.quotes}
        texts: dict[str, Text] = {}
        garbled: dict[str, Text] = {}
        for source in map.sources:
            text = self.text_of(source) if source.id in quoted else None
            if text is not None:
                (texts if text.is_plain else garbled)[source.id] = text
        return Subject(
            map, file, tree, texts, errors, self._language, garbled, self._beside
        )

    def text_of(self, source: Source) -> Text | None:
        """What the file of a source holds; None where there is none that can be read."""
        path = self.sources.get(source.id, source.path)
        return None if path is None else self._read(path)

    def _load(self, path: str) -> Tree | None:
        text = self._read(path)
        return None if text is None else self._parser.parse(text)


def compile(
    text: Text, read: Read = lambda _: None, sources: Mapping[str, str] | None = None
) -> Compilation:
    """Compile one map; see :class:`Compiler`."""
    return Compiler(read, sources).compile(text)


def load(
    path: "str | PathLike[str]", sources: Mapping[str, str] | None = None
) -> Compilation:
    """Read and compile the map of a file; ``sources`` as for :class:`Compiler`.

    What is wrong with the map is in the compilation's diagnostics. Raises
    :class:`argmap.project.FileError` where the file cannot be read.
    """
    from argmap import project

    reader = project.Reader()
    compiler = Compiler(reader.read_if_there, sources, beside=project.beside)
    return compiler.compile(reader.read(path))


def lint(subject: Subject, rules: Iterable[Rule] | None = None) -> tuple[Diagnostic, ...]:
    """What the rules find in the map's own file and no comment silences, in order.

    They are those that are on by default if none are given. What an imported file has of its own
    is found when that file is checked. A line that could not be read as it stands is not blamed
    for what it seems to say.
    """
    from argmap.rules import DEFAULT_RULES, source_unavailable, unused_ignore
    from argmap.rules.ignores import ignores, silence

    rules = DEFAULT_RULES if rules is None else rules
    faulty = {each.span.line for each in subject.errors if each.span.text is subject.file}
    asked = [rule for rule in rules if subject.complete or not rule.needs_all]
    with no_collection():
        found = [
            finding
            for rule in asked
            if rule.check is not None
            for finding in rule.check(subject)
            if finding.span.text is subject.file
            and not (faulty and finding.span.end and finding.span.line in faulty)
        ]
    comments = ignores(subject.tree)
    if comments:
        unread = any(reading.state == "unchecked" for reading in subject.readings)
        names = {rule.name for rule in asked if not (unread and rule.reads_sources)}
        if subject.readings and not unread:  # elsewhere the texts may be missing
            names.discard(source_unavailable.RULE.name)
        found, used = silence(found, comments)
        if unused_ignore.RULE.name in names:
            more = list(unused_ignore.unused(comments, used, names))
            found += silence(more, comments)[0]
    found.sort(key=lambda each: (each.span.start, each.span.end, each.rule))
    return tuple(found)
