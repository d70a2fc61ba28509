"""What goes wrong while a map is resolved."""

from collections.abc import Iterable
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Severity, nearest
from argmap.text import Span


class Meant(NamedTuple):
    """What an unknown word may have been meant to be: help, and a fix that writes it."""

    help: tuple[str, ...] = ()
    fix: Fix | None = None


def write(word: str, where: Span) -> Fix:
    """A fix that puts a word in the place of another one."""
    return Fix(f"write `{word}`", (Edit(where, word),))


class Findings:
    """Collects errors, and looks for the names that unknown ones were meant to be."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._suggestions = 200
        """How many more unknown names are compared with the known ones, which takes time."""

    def report(
        self,
        rule: str,
        message: str,
        span: Span,
        *,
        note: str = "",
        labels: Iterable[Label] = (),
        help: Iterable[str] = (),
        fix: Fix | None = None,
    ) -> None:
        """Note an error."""
        self.diagnostics.append(
            Diagnostic(
                rule, Severity.ERROR, message, span, note, tuple(labels), tuple(help), fix
            )
        )

    def meant(self, word: str, known: Iterable[str], where: Span) -> Meant:
        """The nearest known word, to stand where the unknown one does, or nothing."""
        if self._suggestions <= 0:
            return Meant()
        self._suggestions -= 1
        found = nearest(word, [each for each in known if not each.startswith("_")])
        if found is None:
            return Meant()
        return Meant((f"did you mean `{found}`?",), write(found, where))
