"""Forms in which diagnostics are printed, a file each, and what they share."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Severity


class Summary(NamedTuple):
    """Which files were checked, by name, and how many findings of each severity they gave.

    ``safe`` and ``unsafe`` count the findings that have such a fix, ``mended`` those that are
    gone because theirs was made, ``silenced`` those that a comment was written for, ``harmful``
    those whose fix was not made, since more could not be read with it, and ``waiting`` those whose
    fix can be made only once their map can be read.
    """

    files: tuple[str, ...]
    errors: int
    warnings: int
    infos: int
    safe: int = 0
    unsafe: int = 0
    mended: int = 0
    silenced: int = 0
    harmful: int = 0
    waiting: int = 0

    @classmethod
    def of(
        cls,
        files: Iterable[str],
        diagnostics: Iterable[Diagnostic],
        mended: int = 0,
        silenced: int = 0,
        harmful: int = 0,
        waiting: int = 0,
        mendable: Iterable[Diagnostic] | None = None,
    ) -> "Summary":
        """Count findings, and the fixes of those that are ``mendable``, or of all."""
        counts = dict.fromkeys(Severity, 0)
        fixes = [0, 0]
        found = list(diagnostics)
        for each in found:
            counts[each.severity] += 1
        for each in found if mendable is None else mendable:
            if each.fix is not None:
                fixes[each.fix.safe] += 1
        return cls(
            tuple(files),
            counts[Severity.ERROR],
            counts[Severity.WARNING],
            counts[Severity.INFO],
            safe=fixes[True],
            unsafe=fixes[False],
            mended=mended,
            silenced=silenced,
            harmful=harmful,
            waiting=waiting,
        )

    def __str__(self) -> str:
        """Such as ``Found 1 error and 2 warnings in 1 file.``, and what `--fix` could do."""
        return "\n".join([*self._gone(), self._found(), *self._fixable()])

    def _gone(self) -> Iterator[str]:
        if self.mended:
            yield f"Mended {count(self.mended, 'finding')}."
        if self.silenced:
            yield f"Silenced {count(self.silenced, 'finding')}."

    def _found(self) -> str:
        where = count(len(self.files), "file")
        parts = [
            count(number, name)
            for number, name in (
                (self.errors, "error"),
                (self.warnings, "warning"),
                (self.infos, "info"),
            )
            if number
        ]
        if not parts:
            return f"Found nothing{' else' if self.mended or self.silenced else ''} in {where}."
        said = " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
        return f"Found {said} in {where}."

    def _fixable(self) -> Iterator[str]:
        flags = (self.safe, "--fix"), (self.unsafe, "--unsafe-fixes")
        parts = [f"`{flag}` mends {number:,}" for number, flag in flags if number]
        if self.harmful:
            fixes = count(self.harmful, "fix", "fixes")
            yield f"Left out {fixes}, after which a map could not be read."
        if parts:
            more = " more" if len(parts) > 1 else ""
            yield f"{' and '.join(parts)}{more} of them."
        if self.waiting:
            fixes = count(self.waiting, "fix waits", "fixes wait")
            yield f"{fixes} until the map can be read."


def count(number: int, name: str, several: str = "") -> str:
    """Such as ``1 file`` and ``2 files``."""
    return f"{number:,} {name if number == 1 else several or f'{name}s'}"


def address(name: str, folder: str) -> str:
    """A file's name as other machines know it: with slashes, and relative where it can be.

    ``folder`` is the absolute name of the working folder; what lies outside it keeps its name.
    Where the folder starts with the letter of a drive, backslashes are taken for slashes.
    """
    if folder[1:2] == ":":
        name, folder = name.replace("\\", "/"), folder.replace("\\", "/")
    return posixpath.normpath(name.removeprefix(f"{folder.rstrip('/')}/"))
