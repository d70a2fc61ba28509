"""What a lint rule is, and what it gets to see."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

import attrs

from argmap.diagnostics import Diagnostic, Fix, Label, Severity
from argmap.model import ArgumentMap, Claim
from argmap.quotes import Reading, read
from argmap.rules.english import is_english
from argmap.syntax.tree import Tree
from argmap.text import STDIN_NAME, Span, Text

T = TypeVar("T")


@attrs.frozen(slots=False, repr=False)
class Subject:
    """What rules look at: a resolved map, the file it was stated in, and its sources.

    ``texts`` holds the text of each source that could be read, by the source's id, and
    ``garbled`` what the files of others hold that are not plain text in UTF-8. ``tree`` is
    None for a map that came from another format. ``errors`` are what reading and resolving
    found: they leave things out of the map. ``language`` is what maps are written in where
    their sources do not say. ``beside`` names the files in the folder of one.
    """

    map: ArgumentMap
    file: Text
    tree: Tree | None = None
    texts: Mapping[str, Text] = attrs.field(factory=dict)
    errors: tuple[Diagnostic, ...] = ()
    language: str | None = None
    garbled: Mapping[str, Text] = attrs.field(factory=dict)
    beside: Callable[[str], Iterable[str]] = lambda _: ()

    @property
    def complete(self) -> bool:
        """Whether the map has all that its files say."""
        return not self.errors

    def __repr__(self) -> str:
        return f"<Subject {self.file.name!r}: {self.map!r}>"

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every quotation of the map, and where it stands in its source."""
        return read(self.map, self.texts)

    def english(self, claim: Claim) -> bool:
        """Whether rules on English wording apply to a claim.

        What counts is the language of the sources that it quotes; where it quotes none, of all
        sources of the map; where none has a language, the map's own. English is assumed.
        """
        if not claim.quotes:
            return self._english
        sources = (self.map.source.get(quote.source) for quote in claim.quotes)
        named: list[str | None] = [
            source.language for source in sources if source and source.language
        ]
        return all(map(is_english, named or [self.language]))

    @cached_property
    def _english(self) -> bool:
        named: list[str | None] = [
            source.language for source in self.map.sources if source.language
        ]
        return all(map(is_english, named or [self.language]))

    def once(self, find: "Callable[[Subject], T]") -> T:
        """What a function finds in this subject, looked for once for all rules that ask."""
        if find not in self._found:
            self._found[find] = find(self)
        found: T = self._found[find]
        return found

    @cached_property
    def _found(self) -> dict[Any, Any]:
        return {}

    @property
    def argument(self) -> str:
        """How a command that a finding advises names the map, as a shell reads it."""
        from shlex import quote

        return "-" if self.file.name == STDIN_NAME else quote(self.file.name)

    @property
    def whole(self) -> Span:
        """The place of findings on the map as a whole: the start of its file."""
        return Span(self.file, 0, 0)


Check: TypeAlias = Callable[[Subject], Iterable[Diagnostic]]


class Rule(NamedTuple):
    """A defect that argmap finds, under the name by which users select and silence it.

    ``page`` is what ``argmap rule NAME`` shows, in Markdown: a first sentence that says what
    it finds; why that matters; a bad map behind ``Bad:`` and a good one behind ``Good:``, each
    an ``arg`` fence, followed by a fence ``text FILE`` or ``arg FILE`` for each other file that
    it needs. ``check`` is None where reading and resolving the map already report it. An
    ``opt_in`` rule is off unless it is selected. One that ``needs_all`` finds what is missing,
    or what an error can feign, and is not asked of a map that is not complete: it would blame
    the writer twice. One that ``reads_sources`` finds nothing where their texts are not at hand.
    """

    name: str
    severity: Severity
    page: str
    check: Check | None = None
    opt_in: bool = False
    needs_all: bool = False
    reads_sources: bool = False

    @property
    def summary(self) -> str:
        """The page's first paragraph, on one line."""
        return " ".join(self.page.strip().split("\n\n", 1)[0].split())

    @property
    def markdown(self) -> str:
        """The page with its title and level."""
        level = f"{self.severity.value}, opt-in" if self.opt_in else self.severity.value
        return f"# {self.name}\n\nLevel: {level}\n\n{self.page.strip()}\n"

    def finding(
        self,
        message: str,
        span: Span,
        *,
        note: str = "",
        labels: Iterable[Label] = (),
        help: Iterable[str] = (),
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A finding of this rule, at this rule's severity."""
        return Diagnostic(
            self.name, self.severity, message, span, note, tuple(labels), tuple(help), fix
        )
