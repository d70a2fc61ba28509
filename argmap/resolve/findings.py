"""What goes wrong while a map is resolved."""

from collections.abc import Iterable

from argmap.diagnostics import Diagnostic, Fix, Label, Severity, did_you_mean
from argmap.text import Span


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

    def suggest(self, word: str, known: Iterable[str]) -> tuple[str, ...]:
        """The piece of help that names the nearest known word, or none."""
        if self._suggestions <= 0:
            return ()
        self._suggestions -= 1
        return did_you_mean(word, [each for each in known if not each.startswith("_")])

    # Files
