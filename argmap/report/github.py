"""Findings as workflow commands, from which GitHub Actions makes annotations.

The form and its escapes are those of "Workflow commands for GitHub Actions" in GitHub's
documentation, and of ``packages/core/src/command.ts`` in actions/toolkit.
"""

from collections.abc import Iterable

from argmap.diagnostics import Diagnostic, Severity
from argmap.report import address

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(diagnostics: Iterable[Diagnostic], folder: str) -> str:
    """A command for each finding, a line each.

    The log of a job shows what stands behind the second ``::`` alone, so that it starts with the
    place once more. ``folder`` is the working folder, which should be the repository's.
    """
    return "".join(_command(each, folder) for each in diagnostics)


def _command(each: Diagnostic, folder: str) -> str:
    span, file = each.span, address(each.span.text.name, folder)
    properties: dict[str, object] = {
        "title": f"argmap ({each.rule})",
        "file": file,
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.line == span.end_line:  # GitHub takes columns of one line only
        properties |= {"col": span.column, "endColumn": span.end_column}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    head = f"{each.severity.value}[{each.rule}]"
    rows = [f"{file}:{span.line}:{span.column}: {head} {each.message}"]
    if each.note:
        rows.append(each.note)
    for label in each.labels:
        place = f"{address(label.span.text.name, folder)}:{label.span.line}"
        rows.append(f"{place}: {label.message}")
    rows += [f"help: {advice}" for advice in each.help]
    message = _data("\n".join(rows))
    return f"::{_COMMANDS[each.severity]} {said}::{message}\n"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
