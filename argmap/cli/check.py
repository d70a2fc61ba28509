"""``argmap check``."""

import os
import sys
from collections.abc import Iterable, Mapping

import click

from argmap import project
from argmap.cli import loading
from argmap.compiler import DEFAULT_RULES, lint
from argmap.diagnostics import Diagnostic, Severity, did_you_mean
from argmap.report import Summary
from argmap.rules import RULES
from argmap.rules.rule import Rule


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap check maps/\n"
    "  argmap check map.arg --source article=article.txt --output-format concise"
)
@click.argument("paths", nargs=-1, metavar="[PATH...|-]")
@loading.source_option
@click.option("--select", metavar="RULES", help="Only these rules, separated by commas.")
@click.option("--extend-select", metavar="RULES", help="These rules as well.")
@click.option("--ignore", metavar="RULES", help="Not these rules.")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "concise", "json", "sarif", "github", "junit"]),
    default="text",
    show_default=True,
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Write to a file.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=100,
    show_default=True,
    help="Print at most so many findings and count the rest; 0: print all.",
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="warning",
    show_default=True,
    help="The level from which findings give exit status 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
def command(
    paths: tuple[str, ...],
    sources: Mapping[str, str],
    select: str | None,
    extend_select: str | None,
    ignore: str | None,
    form: str,
    output: str,
    limit: int,
    statistics: bool,
    fail_on: str,
    exit_zero: bool,
) -> int:
    """Report what is wrong with maps.

    A folder stands for the .arg files beneath it, no path for the working folder, - for
    standard input. Ends with 1 where something was found that counts.
    """
    if statistics and form not in _STATISTICS:
        raise click.UsageError(f"--statistics comes as text, concise or json, not {form}")
    rules = _selected(select, extend_select, ignore)
    silenced = _names(ignore)
    compiler = loading.compiler(sources)
    found: dict[tuple[object, ...], Diagnostic] = {}
    compiled = []
    for path in project.find(paths or (".",)):
        each = loading.compile_file(compiler, path)
        compiled.append(each)
        for finding in (*each.diagnostics, *lint(each.subject, rules)):
            if finding.rule not in silenced or finding.severity is Severity.ERROR:
                place = finding.span
                key = (
                    finding.rule,
                    place.text.name,
                    place.start,
                    place.end,
                    finding.message,
                )
                found.setdefault(key, finding)
    loading.check_sources(sources, *compiled)
    summary = Summary.of((each.subject.file.name for each in compiled), found.values())
    _print(list(found.values()), summary, form, output, limit, statistics)
    counts = summary.errors + (summary.warnings if fail_on == "warning" else 0)
    return 1 if counts and not exit_zero else 0


def _print(
    found: list[Diagnostic],
    summary: Summary,
    form: str,
    output: str,
    limit: int,
    statistics: bool,
) -> None:
    import io

    whole = (_STATISTICS if statistics else _FORMS).get(form)
    if whole is not None:
        project.write(output, whole(found, summary))
        return
    stream = io.StringIO() if output != "-" else sys.stdout
    if form == "concise":
        from argmap.report.text import concise

        shown = found[: limit or None]
        stream.writelines(concise(shown))
        if len(found) > len(shown):
            stream.write(loading.rest(len(found) - len(shown), "--limit 0"))
    else:
        if found:
            loading.print_findings(found, stream, limit=limit, more="--limit 0")
        stream.write(f"{summary}\n")
    if isinstance(stream, io.StringIO):
        project.write(output, stream.getvalue())


def _json(found: list[Diagnostic], summary: Summary) -> str:
    from argmap.report.json import report

    return report(found, summary)


def _sarif(found: list[Diagnostic], summary: Summary) -> str:
    from argmap.report.sarif import report

    return report(found, RULES, os.getcwd())


def _github(found: list[Diagnostic], summary: Summary) -> str:
    from argmap.report.github import report

    return report(found, os.getcwd())


def _junit(found: list[Diagnostic], summary: Summary) -> str:
    from argmap.report.junit import report

    return report(found, summary.files, os.getcwd())


def _table(found: list[Diagnostic], summary: Summary) -> str:
    from argmap.report import statistics

    return statistics.text(statistics.count(found, RULES), summary)


def _counts(found: list[Diagnostic], summary: Summary) -> str:
    from argmap.report import statistics

    return statistics.json(statistics.count(found, RULES), summary)


_FORMS = {"json": _json, "sarif": _sarif, "github": _github, "junit": _junit}
"""The forms that have no limit, as all of them are for programs."""
_STATISTICS = {"text": _table, "concise": _table, "json": _counts}
"""The forms that the counts of ``--statistics`` have."""


def _names(listed: str | None) -> list[str]:
    names = [name.strip() for name in (listed or "").split(",") if name.strip()]
    known = [rule.name for rule in RULES]
    for name in names:
        if name not in known:
            raise click.UsageError(
                "\n".join([f"no rule is called `{name}`", *did_you_mean(name, known)])
            )
    return names


def _selected(
    select: str | None, extend_select: str | None, ignore: str | None
) -> Iterable[Rule]:
    chosen = _names(select) or [rule.name for rule in DEFAULT_RULES]
    chosen += _names(extend_select)
    left_out = _names(ignore)
    return [rule for rule in RULES if rule.name in chosen and rule.name not in left_out]
