"""How often each rule has found something, the most frequent first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from argmap.diagnostics import Diagnostic, Severity
from argmap.report import Summary

if TYPE_CHECKING:
    from argmap.rules.rule import Rule


class Statistic(NamedTuple):
    """What one rule has found: how often, and how many of the findings have a fix."""

    rule: str
    severity: Severity
    summary: str
    times: int
    fixable: int


def count(
    diagnostics: Iterable[Diagnostic], rules: Iterable["Rule"]
) -> tuple[Statistic, ...]:
    """Count findings by rule; those that are as frequent come by name."""
    found: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        found.setdefault(each.rule, []).append(each)
    summaries = {rule.name: rule.summary for rule in rules}
    counted = (
        Statistic(
            name,
            each[0].severity,
            summaries.get(name, ""),
            len(each),
            sum(finding.fix is not None for finding in each),
        )
        for name, each in found.items()
    )
    return tuple(sorted(counted, key=lambda each: (-each.times, each.rule)))


def text(statistics: Iterable[Statistic], summary: Summary) -> str:
    """A table: how often, level, rule, ``[*]`` where a finding has a fix, what the rule finds."""
    rows = [
        (
            f"{each.times:,}",
            each.severity.value,
            each.rule,
            "[*]" if each.fixable else "[ ]",
            each.summary,
        )
        for each in statistics
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for number, *words, said in rows:
        cells = (word.ljust(width) for word, width in zip(words, widths[1:], strict=False))
        lines.append("  ".join((number.rjust(widths[0]), *cells, said)).rstrip())
    if rows:
        lines.append("")
    lines.append(str(summary))
    return "\n".join(lines) + "\n"


def json(statistics: Iterable[Statistic], summary: Summary) -> str:
    """The same as JSON; `docs/schema/statistics.json` describes the form."""
    from json import dumps

    from argmap.report.json import counts

    value = {
        "argmap": 1,
        "statistics": [
            {
                "rule": each.rule,
                "level": each.severity.value,
                "count": each.times,
                "fixable": each.fixable,
                "summary": each.summary,
            }
            for each in statistics
        ],
        "summary": counts(summary),
    }
    return dumps(value, indent=2, ensure_ascii=False) + "\n"
