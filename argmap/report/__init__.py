"""Forms in which diagnostics are printed, a file each, and what they share."""

import posixpath
from collections.abc import Iterable

import attrs

from argmap.diagnostics import Diagnostic, Severity


@attrs.frozen
class Summary:
    """Which files were checked, by name, and how many findings of each severity they gave."""

    files: tuple[str, ...]
    errors: int
    warnings: int
    infos: int

    @classmethod
    def of(cls, files: Iterable[str], diagnostics: Iterable[Diagnostic]) -> "Summary":
        """Count findings."""
        counts = dict.fromkeys(Severity, 0)
        for each in diagnostics:
            counts[each.severity] += 1
        return cls(
            tuple(files),
            counts[Severity.ERROR],
            counts[Severity.WARNING],
            counts[Severity.INFO],
        )

    def __str__(self) -> str:
        """Such as ``Found 1 error and 2 warnings in 1 file.``"""
        where = _count(len(self.files), "file")
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


def address(name: str, folder: str) -> str:
    """A file's name as other machines know it: with slashes, and relative where it can be.

    ``folder`` is the absolute name of the working folder; what lies outside it keeps its name.
    Where the folder starts with the letter of a drive, backslashes are taken for slashes.
    """
    if folder[1:2] == ":":
        name, folder = name.replace("\\", "/"), folder.replace("\\", "/")
    return posixpath.normpath(name.removeprefix(f"{folder.rstrip('/')}/"))
