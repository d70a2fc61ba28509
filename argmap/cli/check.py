"""``argmap check``."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import attrs
import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from argmap import mending, project
from argmap.cli import completion, loading, wants_colour
from argmap.cli.settings import Settings, TableType
from argmap.compiler import Compilation, Compiler, lint
from argmap.diagnostics import Diagnostic
from argmap.mending import Checked
from argmap.report import Summary, count
from argmap.rules import DEFAULT_RULES, RULES
from argmap.rules.ignores import is_directive
from argmap.rules.reported import REPORTED
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
        self.refuse(names)
        return names

    def refuse(self, names: tuple[str, ...]) -> None:
        """Refuse names that would say nothing; there may be none."""


class SelectedType(RulesType):
    """The rules that alone are asked."""

    def refuse(self, names: tuple[str, ...]) -> None:
        """Refuse no rules at all: nothing would ever be found."""
        if not names:
            raise click.BadParameter("this names no rule; to have them all, leave it out")


class IgnoredType(RulesType):
    """The rules that are not asked."""

    def refuse(self, names: tuple[str, ...]) -> None:
        """Refuse what is reported in any case."""
        for rule in REPORTED:
            if rule.name in names:
                raise click.BadParameter(
                    f"`{rule.name}` cannot be ignored: it keeps a map from being read"
                )


class LanguageType(click.ParamType[str]):
    """A language tag."""

    name = "tag"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The tag, which has the form of one (RFC 5646)."""
        tag = str(value).strip()
        if not re.fullmatch(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*", tag):
            raise click.BadParameter(
                f"`{value}` is not a language tag such as `en`, `de` or `pt-BR`"
            )
        return tag


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
        return pattern, IgnoredType().convert(rules, param, ctx)


once = partial(click.option, allow_from_autoenv=False)
"""An option that is meant for a single call, and is not configured."""


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap check maps/ --fix\n"
    "  argmap check map.arg --source article=article.txt --output-format concise"
)
@loading.maps_argument
@loading.source_option
@click.option("--select", type=SelectedType(), metavar="RULES", help="Only these rules.")
@click.option(
    "--extend-select", type=RulesType(), metavar="RULES", help="These rules as well."
)
@click.option("--ignore", type=IgnoredType(), metavar="RULES", help="Not these rules.")
@click.option(
    "--per-file-ignores",
    type=PerFileIgnoresType(),
    multiple=True,
    metavar="PATTERN:RULES",
    help="Not these rules in these maps.",
)
@click.option(
    "--language",
    type=LanguageType(),
    metavar="TAG",
    help="Of maps whose sources have none; en if left out.",
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
@click.pass_context
def command(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    sources: Mapping[str, str],
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
    **_: object,  # the options on rules, which `Rules` takes from the context
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
    if add_ignore is not None and (not add_ignore.strip() or is_directive(add_ignore)):
        raise click.UsageError(
            "--add-ignore needs a reason, in words for who reads the map"
        )
    if diff and (
        statistics
        or context.get_parameter_source("output_format") is ParameterSource.COMMANDLINE
    ):
        raise click.UsageError("--diff has a form of its own: leave out --output-format")
    if watch and (STDIN in paths or diff or add_ignore is not None):
        raise click.UsageError(
            "--watch goes with files, and neither --diff nor --add-ignore"
        )
    rules = Rules(context)
    change: _Change | None = None
    if add_ignore is not None:
        change = _silence(add_ignore)
    elif fix or unsafe_fixes or diff:
        change = _mend(unsafe_fixes)
    reader = project.Reader()

    def run() -> int:
        compiler = loading.compiler(sources, language=language, reader=reader)
        texts, whole = loading.read_all(paths, reader.read)
        if not texts and not whole:
            return 2
        results = _treated(compiler, reader, texts, rules, change)
        compiled_maps = [checked.compilation for _, _, checked in results]
        loading.check_sources(sources, *compiled_maps)
        loading.spare_inputs(output, compiled_maps, sources)
        loading.warn_of_sources(compiled_maps, paths)
        if diff:
            verb = "mend" if add_ignore is None else "silence"
            changed = _show_changes(results, verb, output)
            return 2 if not whole else 1 if changed and not exit_zero else 0
        if change is not None:
            for path, text, checked in results:
                if path == STDIN or checked.text.content != text.content:
                    done = loading.written(path, checked.text.content, reader.write)
                    whole = done and whole
        findings = _once_each(checked.found for _, _, checked in results)
        gone = sum(len(checked.mended) for _, _, checked in results)
        counts = {"mended" if add_ignore is None else "silenced": gone}
        names = (text.name for _, text, _ in results)
        mendable = _once_each(
            mending.mendable(checked)
            for path, _, checked in results
            if not path.endswith(".json")
        )
        counts["waiting"] = sum(
            mending.waiting(checked)
            for path, _, checked in results
            if not path.endswith(".json")
        )
        if fix or unsafe_fixes:  # what was tried, and did harm, is not promised
            tried = [each for each in mendable if unsafe_fixes or mending.is_safe(each)]
            counts["harmful"] = len(tried)
            mendable = [each for each in mendable if each not in tried]
        summary = Summary.of(names, findings, **counts, mendable=mendable)
        aside = change is not None and STDIN in paths
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
    """Which rules are asked of which map, by the options of ``argmap check``.

    What the command line says of a rule goes before what the environment says, and that before
    the configuration; where one of them both selects and ignores a rule, it is ignored.
    """

    def __init__(self, context: click.Context) -> None:
        names = {rule.name for rule in DEFAULT_RULES}
        for source in (
            ParameterSource.DEFAULT_MAP,
            ParameterSource.ENVIRONMENT,
            ParameterSource.COMMANDLINE,
        ):
            said = {
                option: context.params[option] or ()
                for option in ("select", "extend_select", "ignore")
                if context.get_parameter_source(option) is source
            }
            names = {*said.get("select", names), *said.get("extend_select", ())}
            names -= {*said.get("ignore", ())}
        self._rules = [rule for rule in RULES if rule.name in names]
        self._per_file = context.params["per_file_ignores"] or ()

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


class Configured(NamedTuple):
    """What the configuration and the environment say of `argmap check`, for who shows its findings.

    ``language`` is that of maps whose sources have none.
    """

    rules: Rules
    language: str | None

    @classmethod
    def of(cls, root: click.Context, settings: Settings | None = None) -> "Configured":
        """What some settings say, or those of the program's own context, ``root``.

        Raises :class:`click.ClickException` where they say what cannot be.
        """
        before = root.default_map
        try:
            root.default_map = {"check": (settings or root.obj).defaults("check", command)}
            # The paths are none, and nothing runs.
            chosen = command.make_context("check", [], parent=root, resilient_parsing=True)
        finally:
            root.default_map = before
        return cls(Rules(chosen), chosen.params["language"])

    def lint(self, compiled: Compilation) -> tuple[Diagnostic, ...]:
        """What the rules find in a map."""
        subject = compiled.subject
        if self.language != subject.language:
            subject = attrs.evolve(subject, language=self.language)
        return lint(subject, self.rules.of(subject.file.name))


_Result: TypeAlias = tuple[str, Text, Checked]
"""A map's path, what it read before, and what came of it."""


def _treated(
    compiler: Compiler,
    reader: project.Reader,
    texts: Sequence[tuple[str, Text]],
    rules: Rules,
    change: "_Change | None",
) -> list[_Result]:
    """Each map, checked, and changed if it is to be."""

    def treat(text: Text, spares: mending.Spares) -> Checked:
        asked = rules.of(text.name)
        if change is None:
            return mending.check(compiler, text, asked)
        return change(compiler, text, asked, spares)

    maps = [text for path, text in texts if not path.endswith(".json")]
    if change is None:
        treated = [treat(text, lambda _: True) for text in maps]
    else:
        treated = mending.together(compiler, maps, reader.put, treat)
    checked = dict(zip(maps, treated, strict=True))
    for path, text in texts:
        if path.endswith(".json"):
            compiled = loading.compile_text(compiler, text, "json")
            found = lint(compiled.subject, rules.of(path))
            checked[text] = Checked(compiled, (*compiled.diagnostics, *found))
    return [(path, text, checked[text]) for path, text in texts]


_Change: TypeAlias = Callable[[Compiler, Text, Sequence[Rule], mending.Spares], Checked]


def _mend(unsafe: bool) -> _Change:
    return lambda compiler, text, rules, spares: mending.mend(
        compiler, text, rules, unsafe=unsafe, spares=spares
    )


def _silence(reason: str) -> _Change:
    return lambda compiler, text, rules, _: mending.ignore(
        compiler, text, rules, reason=reason
    )


def _once_each(results: Iterable[tuple[Diagnostic, ...]]) -> list[Diagnostic]:
    """All findings; what several maps have from one import only once."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    for each in chain.from_iterable(results):
        span = each.span
        key = (each.rule, span.text.name, span.start, span.end, each.message)
        found.setdefault(key, each)
    return list(found.values())


def _show_changes(results: Iterable[_Result], verb: str, output: str) -> int:
    """Print what would change, or write it to a file, and count the files."""
    files = gone = 0
    rows: list[str] = []
    for _, text, checked in results:
        if checked.text.content != text.content:
            files += 1
            gone += len(checked.mended)
            was, now = text.content, checked.text.content
            rows += loading.diff(
                text.name,
                was,
                now,
                verb.rstrip("e") + "ed",
                output == STDIN and wants_colour(sys.stdout),
            )
    if output == STDIN:
        sys.stdout.writelines(rows)
        sys.stdout.flush()
    else:
        project.write(output, "".join(rows))
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
