"""``argmap check``."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain
from typing import Any

import click
from click.shell_completion import CompletionItem

from argmap import mending, project
from argmap.cli import completion, loading, wants_colour
from argmap.cli.settings import TableType
from argmap.compiler import Compiler, lint
from argmap.diagnostics import Diagnostic
from argmap.mending import Checked
from argmap.report import Summary, count
from argmap.rules import DEFAULT_RULES, RULES
from argmap.rules.rule import Rule
from argmap.text import Text

STDIN = "-"


class RulesType(click.ParamType[tuple[str, ...]]):
    """Names of rules: a list, or separated by commas."""

    name = "rules"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The rules, with what they find; of several the last."""
        return completion.rules(ctx, param, incomplete)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The names, each of which is a rule's."""
        known = [rule.name for rule in RULES]
        listed = value.split(",") if isinstance(value, str) else value
        names = tuple(filter(None, (str(name).strip() for name in listed)))
        for name in names:
            if name not in known:
                raise click.BadParameter(loading.no_rule(name))
        return names


class PerFileIgnoresType(TableType):
    """``PATTERN:RULES``, or in the configuration a table from patterns to rules."""

    name = "pattern:rules"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, tuple[str, ...]]:
        """The pattern of a map's path, and the rules."""
        pattern, rules = value.rpartition(":")[::2] if isinstance(value, str) else value
        if not pattern:
            written = value if isinstance(value, str) else f":{value[1]}"
            raise click.BadParameter(f"`{written}` has no pattern before the colon")
        return pattern, RulesType().convert(rules, param, ctx)


once = partial(click.option, allow_from_autoenv=False)
"""An option that is meant for a single call, and is not configured."""


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap check maps/ --fix\n"
    "  argmap check map.arg --source article=article.txt --output-format concise"
)
@loading.maps_argument
@loading.source_option
@click.option("--select", type=RulesType(), metavar="RULES", help="Only these rules.")
@click.option(
    "--extend-select", type=RulesType(), metavar="RULES", help="These rules as well."
)
@click.option("--ignore", type=RulesType(), metavar="RULES", help="Not these rules.")
@click.option(
    "--per-file-ignores",
    type=PerFileIgnoresType(),
    multiple=True,
    metavar="PATTERN:RULES",
    help="Not these rules in these maps.",
)
@click.option(
    "--language", metavar="TAG", help="Of maps whose sources have none; en if left out."
)
@once("--fix", is_flag=True, help="Mend what can be mended safely.")
@once("--unsafe-fixes", is_flag=True, help="Mend the rest too: it may change the map.")
@once("--diff", is_flag=True, help="Write nothing; show what --fix would change.")
@once("--add-ignore", metavar="REASON", help="Silence what is found, by comments.")
@once("--watch", is_flag=True, help="Check again at every change.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "concise", "json", "sarif", "github", "junit"]),
    default="text",
    show_default=True,
)
@once(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    shell_complete=completion.files,
    help="Write to a file.",
)
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
@once("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
def command(
    paths: tuple[str, ...],
    sources: Mapping[str, str],
    select: Sequence[str] | None,
    extend_select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    per_file_ignores: Sequence[tuple[str, tuple[str, ...]]],
    language: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    add_ignore: str | None,
    watch: bool,
    output_format: str,
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
    paths = paths or (os.curdir,)
    if statistics and output_format not in _STATISTICS:
        raise click.UsageError(
            f"--statistics comes as text, concise or json, not {output_format}"
        )
    if add_ignore is not None and (fix or unsafe_fixes):
        raise click.UsageError("--add-ignore and --fix: use one after the other")
    if watch and (STDIN in paths or diff or add_ignore is not None):
        raise click.UsageError(
            "--watch goes with files, and neither --diff nor --add-ignore"
        )
    rules = Rules(select, extend_select or (), ignore or (), per_file_ignores)
    treat: Callable[[Compiler, Text, Sequence[Rule]], Checked]
    if add_ignore is not None:
        treat = partial(mending.ignore, reason=add_ignore)
    elif fix or unsafe_fixes or diff:
        treat = partial(mending.mend, unsafe=unsafe_fixes)
    else:
        treat = mending.check
    reader = project.Reader()

    def run() -> int:
        compiler = loading.compiler(sources, language=language, reader=reader)
        results = []
        texts, whole = loading.read_all(paths, reader.read)
        if not texts and not whole:
            return 2
        for path, text in texts:
            if path.endswith(".json"):
                compiled = loading.compile_text(compiler, text, "json")
                found = lint(compiled.subject, rules.of(path))
                checked = Checked(compiled, (*compiled.diagnostics, *found))
            else:
                checked = treat(compiler, text, rules.of(path))
            results.append((path, text, checked))
        compiled_maps = [checked.compilation for _, _, checked in results]
        loading.check_sources(sources, *compiled_maps)
        loading.spare_inputs(output, compiled_maps, sources)
        if diff:
            changed = _show_changes(results, "mend" if add_ignore is None else "silence")
            return 2 if not whole else 1 if changed and not exit_zero else 0
        if treat is not mending.check:
            for path, text, checked in results:
                if path == STDIN or checked.text.content != text.content:
                    whole = loading.written(path, checked.text.content) and whole
        findings = _once_each(checked.found for _, _, checked in results)
        gone = sum(len(checked.mended) for _, _, checked in results)
        counts = {"mended" if add_ignore is None else "silenced": gone}
        names = (text.name for _, text, _ in results)
        mendable = _once_each(
            mending.mendable(checked)
            for path, _, checked in results
            if not path.endswith(".json")
        )
        summary = Summary.of(names, findings, **counts, mendable=mendable)
        aside = treat is not mending.check and STDIN in paths
        show = (_STATISTICS if statistics else _FORMS)[output_format]
        stream = sys.stderr if aside else sys.stdout
        said = show(findings, summary, limit, output == STDIN and wants_colour(stream))
        if output != STDIN or (output_format not in _FOR_PEOPLE and not aside):
            project.write(output, said)  # in UTF-8, whatever the terminal is like
        else:
            stream.write(said)
        if not whole:
            return 2
        counted = summary.errors + (summary.warnings if fail_on == "warning" else 0)
        return 1 if counted and not exit_zero else 0

    return loading.at_every_change(run, reader, paths) if watch else run()


class Rules:
    """Which rules are asked of which map."""

    def __init__(
        self,
        select: Sequence[str] | None,
        extend_select: Sequence[str],
        ignore: Sequence[str],
        per_file: Sequence[tuple[str, Sequence[str]]],
    ) -> None:
        chosen = select if select is not None else [rule.name for rule in DEFAULT_RULES]
        names = {*chosen, *extend_select} - {*ignore}
        self._rules = [rule for rule in RULES if rule.name in names]
        self._per_file = per_file

    def of(self, path: str) -> list[Rule]:
        """The rules that are asked of a map."""
        if not self._per_file:
            return self._rules
        whole, name = os.path.abspath(path), os.path.basename(path)
        here = os.getcwd().replace("[", "[[]")
        ignored = {
            rule
            for pattern, rules in self._per_file
            if fnmatchcase(name, pattern)
            or fnmatchcase(whole, os.path.normpath(os.path.join(here, pattern)))
            for rule in rules
        }
        return [rule for rule in self._rules if rule.name not in ignored]


def _once_each(results: Iterable[tuple[Diagnostic, ...]]) -> list[Diagnostic]:
    """All findings; what several maps have from one import only once."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    for each in chain.from_iterable(results):
        span = each.span
        key = (each.rule, span.text.name, span.start, span.end, each.message)
        found.setdefault(key, each)
    return list(found.values())


def _show_changes(results: Iterable[tuple[str, Text, Checked]], verb: str) -> int:
    """Print what would change, and count the files."""
    files = gone = 0
    for _, text, checked in results:
        if checked.text.content != text.content:
            files += 1
            gone += len(checked.mended)
            was, now = text.content, checked.text.content
            sys.stdout.writelines(
                loading.diff(text.name, was, now, verb.rstrip("e") + "ed")
            )
    sys.stdout.flush()
    said = f"{count(gone, 'finding')} in {count(files, 'file')}" if files else "nothing"
    click.echo(f"Would {verb} {said}.", err=True)
    return files


def _text(found: list[Diagnostic], summary: Summary, limit: int, colour: bool) -> str:
    if not found:
        return f"{summary}\n"
    from argmap.report.text import text

    shown = found[: limit or None]
    rest = loading.rest(found, shown, "--limit 0")
    return "".join([*text(shown, colour=colour), rest, f"{summary}\n"])


def _concise(found: list[Diagnostic], summary: Summary, limit: int, colour: bool) -> str:
    from argmap.report.text import concise

    shown = found[: limit or None]
    return "".join([*concise(shown), loading.rest(found, shown, "--limit 0")])


def _json(found: list[Diagnostic], summary: Summary, *_: object) -> str:
    from argmap.report.json import report

    return report(found, summary)


def _sarif(found: list[Diagnostic], *_: object) -> str:
    from argmap.report.sarif import report

    return report(found, RULES, os.getcwd())


def _github(found: list[Diagnostic], *_: object) -> str:
    from argmap.report.github import report

    return report(found, os.getcwd())


def _junit(found: list[Diagnostic], summary: Summary, *_: object) -> str:
    from argmap.report.junit import report

    return report(found, summary.files, os.getcwd())


def _table(found: list[Diagnostic], summary: Summary, *_: object) -> str:
    from argmap.report import statistics

    return statistics.text(statistics.count(found, RULES), summary)


def _counts(found: list[Diagnostic], summary: Summary, *_: object) -> str:
    from argmap.report import statistics

    return statistics.json(statistics.count(found, RULES), summary)


_FORMS: dict[str, Callable[[list[Diagnostic], Summary, int, bool], str]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "junit": _junit,
}
_STATISTICS: dict[str, Callable[[list[Diagnostic], Summary, int, bool], str]] = {
    "text": _table,
    "concise": _table,
    "json": _counts,
}
"""The forms that the counts of ``--statistics`` have."""
_FOR_PEOPLE = ("text", "concise")
"""The forms that have a limit."""
