"""Forms in which diagnostics are printed, a file each: `FORMS` names them."""

from collections.abc import Iterable

import attrs

from argmap.diagnostics import Diagnostic, Severity


@attrs.frozen
class Summary:
    """How many files were checked, and how many findings of each severity they gave."""

    files: int
    errors: int
    warnings: int
    infos: int

    @classmethod
    def of(cls, files: int, diagnostics: Iterable[Diagnostic]) -> "Summary":
        """Count findings."""
        counts = dict.fromkeys(Severity, 0)
        for each in diagnostics:
            counts[each.severity] += 1
        return cls(
            files, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO]
        )

    def __str__(self) -> str:
        """Such as ``Found 1 error and 2 warnings in 1 file.``"""
        where = _count(self.files, "file")
        parts = [
            _count(number, name)
            for number, name in (
                (self.errors, "error"),
                (self.warnings, "warning"),
                (self.infos, "note"),
            )
            if number
        ]
        if not parts:
            return f"Found nothing in {where}."
        said = " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
        return f"Found {said} in {where}."


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
