"""What commands that read maps share: options, the compiler, reporting what failed."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import isnan
from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

import click

from argmap import project
from argmap.cli import completion, wants_colour
from argmap.cli.settings import SOURCE, Settings
from argmap.compiler import Compilation, Compiler
from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap, Claim
from argmap.syntax.parser import keep_tables_in
from argmap.text import Text

if TYPE_CHECKING:
    from argmap.evaluation import Evaluation
    from argmap.evaluation.gradual import Degrees
    from argmap.evaluation.sat import Deadline

_Command = TypeVar("_Command", bound=Callable[..., Any])


def map_argument(command: _Command) -> _Command:
    """``MAP``, handed on as ``path``."""
    return click.argument("path", metavar="MAP", shell_complete=completion.maps)(command)


def maps_argument(command: _Command) -> _Command:
    """``[PATH...|-]``, handed on as ``paths``."""
    return click.argument(
        "paths", nargs=-1, metavar="[PATH...|-]", shell_complete=completion.maps
    )(command)


def source_option(command: _Command) -> _Command:
    """``--source ID=PATH``, handed on as a mapping."""
    return click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="ID=PATH",
        allow_from_autoenv=False,
        callback=_sources,
        help="Where the text of a source is, if not where the map says.",
    )(command)


def _sources(
    context: click.Context, parameter: click.Parameter, values: Iterable[str]
) -> Mapping[str, str]:
    found = {}
    for value in values:
        name, equals, path = value.partition("=")
        if not (name and equals and path):
            raise click.BadParameter(f"`{value}` is not of the form ID=PATH")
        if os.path.isdir(path):
            raise click.BadParameter(f"`{path}` is a folder: name a file in it")
        if not os.path.exists(path):
            raise click.BadParameter(f"there is no file `{path}`")
        found[name] = path
    return found


def number(
    context: click.Context, option: click.Parameter, value: float | None
) -> float | None:
    """Refuse "nan", which no range leaves out."""
    if value is not None and isnan(value):
        raise click.BadParameter("it is not a number")
    return value


def semantics_option(command: _Command) -> _Command:
    """``--semantics NAME``, handed on as a name."""
    from argmap.evaluation.gradual import GRADUAL
    from argmap.evaluation.labellings import SEMANTICS

    return click.option(
        "--semantics",
        type=click.Choice([*SEMANTICS, *GRADUAL]),
        default="grounded",
        show_default=True,
        metavar="NAME",
        help=f"{', '.join(SEMANTICS)}; or, for degrees, {' or '.join(GRADUAL)}.",
    )(command)


def time_limit_option(command: _Command) -> _Command:
    """``--time-limit SECONDS``, handed on as a number or None."""
    return click.option(
        "--time-limit",
        type=click.FloatRange(0, min_open=True),
        callback=number,
        metavar="SECONDS",
        help="Give up after so long; if left out, never.",
    )(command)


@contextmanager
def solving(time_limit: float | None) -> "Iterator[Deadline]":
    """A deadline for work that may take long, and an end in words where it does.

    While a solver runs, no Python code does: so Ctrl-C ends the process as it ends others.
    """
    import signal

    from argmap.evaluation.framework import TooLarge
    from argmap.evaluation.sat import Deadline, OutOfTime

    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        with Deadline(time_limit) as deadline:
            yield deadline
    except OutOfTime as error:
        raise click.ClickException(
            f"gave up after {time_limit:g} seconds, the time limit"
        ) from error
    except TooLarge as error:
        raise click.ClickException(str(error)) from error
    finally:
        signal.signal(signal.SIGINT, before)


def evaluated(
    map: ArgumentMap, semantics: Any, deadline: "Deadline"
) -> "Evaluation | Degrees":
    """What a semantics says of a map, in verdicts or in degrees."""
    from argmap.evaluation import evaluate
    from argmap.evaluation.gradual import GRADUAL, degrees

    if semantics in GRADUAL:
        return degrees(map, semantics, deadline.check)
    return evaluate(map, semantics, deadline)


def keep_tables() -> None:
    """Keep Lark's tables where the user's caches are."""
    folder = project.cache_folder()
    if folder is not None:
        keep_tables_in(os.path.join(folder, "grammar"))


def compiler(
    sources: Mapping[str, str] | None = None,
    *,
    language: str | None = None,
    reader: project.Reader | None = None,
) -> Compiler:
    """A compiler that reads files, and keeps Lark's tables and lines where the user's caches are.

    Texts of sources that ``sources`` does not name are where the configuration says. One that
    ``sources`` names may also come through a pipe, which is read at once.
    """
    keep_tables()
    settings: Settings = click.get_current_context().obj
    reader = reader or project.Reader()
    for path in (sources or {}).values():
        if not os.path.isfile(path):
            reader.read(path)
    paths = {**settings.sources, **(sources or {})}
    return Compiler(reader.read_if_there, paths, language, project.Shelf(), project.beside)


def compile_text(making: Compiler, text: Text, form: str | None = None) -> Compilation:
    """Compile one map, from ``arg`` or ``json``, by its ending where no form is given."""
    if form == "arg" or (form is None and not text.name.endswith(".json")):
        return making.compile(text)
    from argmap.formats.json import from_json

    read = from_json(text)
    subject = making.subject(read.map, text, errors=read.diagnostics)
    return Compilation(read.map, (), subject, read.diagnostics)


def load(
    path: str, sources: Mapping[str, str] | None = None, form: str | None = None
) -> Compilation:
    """Compile one map; where it has errors, they are printed and the command ends with 1."""
    reader = project.Reader()
    compiled = compile_text(compiler(sources, reader=reader), reader.read(path), form)
    check_sources(sources, compiled)
    if compiled.failed:
        print_findings(compiled.diagnostics, sys.stderr, limit=10, more="argmap check")
        raise click.exceptions.Exit(1)
    return compiled


def claim_called(map: ArgumentMap, name: str) -> Claim:
    """The claim that goes by this name or id; or that says this, or begins with these words.

    Raises :class:`click.UsageError`.
    """
    from argmap.diagnostics import did_you_mean
    from argmap.report.text import visible

    name = normalize("NFC", name)
    if name in map.claim:
        return map.claim[name]
    words = _folded(name)
    said = [(claim, _folded(claim.text)) for claim in map.claims]
    found = [claim for claim, text in said if text == words]
    if not found and " " in words:
        found = [claim for claim, text in said if text.startswith(words)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = [f"  {claim.id}" for claim in found[:10]]
        more = [f"  and {len(found) - 10:,} more"] if len(found) > 10 else []
        raise click.UsageError(
            "\n".join([f"several claims say `{visible(name)}`; their ids are", *ids, *more])
        )
    known = [claim.id for claim in map.claims if not claim.anonymous]
    texts = [claim.text for claim in map.claims] if " " in words else []
    imported = [id for id in known if id.endswith(f".{name}")]
    hint = (
        did_you_mean(name, known)
        or did_you_mean(name, texts)
        or tuple(f"did you mean `{id}`, of an import?" for id in imported[:1])
    )
    what = "says" if texts else "is called"
    raise click.UsageError("\n".join([f"no claim {what} `{visible(name)}`", *hint]))


def _folded(text: str) -> str:
    """A text without what does not matter for finding it: case, blanks, marks around it."""
    bare = normalize("NFC", text).casefold().strip(" \t\n\"“”„'‘’«».…")
    return " ".join(bare.split())


def check_sources(sources: Mapping[str, str] | None, *compiled: Compilation) -> None:
    """Refuse a ``--source`` that no map declares."""
    known = [source.id for each in compiled for source in each.map.sources]
    for name in sources or ():
        if name not in known:
            from argmap.diagnostics import did_you_mean

            raise click.UsageError(
                "\n".join([f"no source is called `{name}`", *did_you_mean(name, known)])
            )


def warn_of_sources(compiled: Sequence[Compilation], paths: Iterable[str]) -> None:
    """Say which sources of the configuration no map declares.

    Only part of a project may be checked, so each is named only where all maps of the
    configuration's folder are, or where a source that is declared was probably meant.
    """
    settings: Settings = click.get_current_context().obj
    configuration, table = settings.configuration, settings.sources
    declared = {source.id for each in compiled for source in each.map.sources}
    unknown = [name for name in table if name not in declared]
    if not unknown:
        return
    from argmap.diagnostics import did_you_mean

    everything = any(configuration.is_beneath(path) for path in paths)
    free = sorted(declared - table.keys())
    for name in unknown:
        hint = did_you_mean(name, free)
        if hint or everything:
            place = configuration.place(SOURCE, name)
            said = f"warning: {place}: no map has a source that is called `{name}`"
            click.echo("\n".join([said, *hint]), err=True)


def read_all(
    paths: Iterable[str], read: Callable[[str], Text]
) -> tuple[list[tuple[str, Text]], bool]:
    """Each map that paths stand for, once, and whether all could be read.

    What cannot be is said, and keeps nothing else from being read.
    """
    texts: list[tuple[str, Text]] = []
    said: list[project.FileError] = []

    def trouble(error: project.FileError) -> None:
        click.echo(f"error: {error}", err=True)
        said.append(error)

    for path in project.find(paths, trouble):
        try:
            texts.append((path, read(path)))
        except project.FileError as error:
            trouble(error)
    return texts, not said


def written(
    path: str, content: str, write: Callable[[str, str], None] = project.write
) -> bool:
    """Write a map; where that cannot be done it is said, and keeps no other from being written."""
    try:
        write(path, content)
    except project.FileError as error:
        click.echo(f"error: {error}", err=True)
        return False
    return True


def no_rule(name: str) -> str:
    """What is said of a name that no rule has."""
    from argmap.diagnostics import did_you_mean
    from argmap.rules import RULES

    hint = did_you_mean(name, [rule.name for rule in RULES])
    return "\n".join([f"no rule is called `{name}`", *hint, "`argmap rule` lists them"])


def spare_inputs(
    output: str, compiled: Iterable[Compilation], sources: Mapping[str, str] | None = None
) -> None:
    """Refuse an output that is a file which the command reads, by whatever path it is named.

    Those are the maps, what they import, the texts of their sources, and the configuration.
    """
    if output == "-":
        return
    settings: Settings = click.get_current_context().obj
    configured = settings.configuration.text
    names = {*settings.sources.values(), *(sources or {}).values()}
    names |= {configured.name} if configured else set()
    for each in compiled:
        names.add(each.subject.file.name)
        names |= {tree.text.name for tree in each.trees}
        names |= {source.path for source in each.map.sources if source.path}
    if any(project.is_same(output, name) for name in names):
        raise click.ClickException(
            f"`{output}` is read by this command and would be lost: choose another output"
        )


def print_findings(
    diagnostics: Sequence[Diagnostic], stream: Any, *, limit: int, more: str
) -> None:
    """Print findings for people; of more than ``limit``, unless it is 0, the rest is counted.

    ``more`` is what shows them all.
    """
    from argmap.report.text import text

    shown = diagnostics[: limit or None]
    stream.writelines(text(shown, colour=wants_colour(stream)))
    stream.write(rest(diagnostics, shown, more))


def rest(found: Sequence[Diagnostic], shown: Sequence[Diagnostic], more: str) -> str:
    """The line that counts what was not printed, if anything; ``more`` is what shows it."""
    number = len(found) - len(shown)
    return f"... and {number:,} more; `{more}` shows them all.\n\n" if number else ""


def diff(name: str, old: str, new: str, what: str, colour: bool) -> Iterator[str]:
    """What changes in a file, as a unified diff; ``what`` says what the new text is."""
    from difflib import unified_diff

    from argmap.report.text import visible

    colours = {"+": "32", "-": "31", "@": "36"}
    was, now = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (old, new))
    for row in unified_diff(was, now, f"{name} (as it is)", f"{name} ({what})"):
        end = "" if row.endswith("\n") else "\n\\ no line break at the end\n"
        if colour:
            shown = visible(row.rstrip())
            code = colours.get(row[0])
            yield (f"\x1b[{code}m{shown}\x1b[0m\n" if code else f"{shown}\n") + end.lstrip()
        else:
            yield row + end


def at_every_change(
    run: Callable[[], int],
    reader: project.Reader,
    paths: Sequence[str],
    *,
    clear: bool = True,
) -> int:
    """Run now, and again whenever a file that was read has changed, until interrupted.

    On a terminal each run begins on a clear screen, or else goes on beneath the last one.
    """
    waiting = True
    try:
        while True:
            if clear and sys.stdout.isatty():
                click.clear()
            try:
                run()
            except (project.FileError, click.ClickException) as error:
                said = (
                    error.format_message()
                    if isinstance(error, click.ClickException)
                    else error
                )
                click.echo(f"error: {said}", err=True)
            sys.stdout.flush()
            if waiting:
                click.echo("Waiting for changes; Ctrl-C ends it.", err=True)
            waiting = clear
            reader.wait(paths)
    except KeyboardInterrupt:
        return 0
