"""What commands that read maps share: options, the compiler, reporting what failed."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from argmap import project
from argmap.cli import wants_colour
from argmap.compiler import Compilation, Compiler
from argmap.diagnostics import Diagnostic
from argmap.syntax.parser import keep_tables_in

if TYPE_CHECKING:
    from argmap.evaluation.sat import Deadline

_Command = TypeVar("_Command", bound=Callable[..., Any])


def source_option(command: _Command) -> _Command:
    """``--source ID=PATH``, handed on as a mapping."""
    return click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="ID=PATH",
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
        if not os.path.isfile(path):
            raise click.BadParameter(f"there is no file `{path}`")
        found[name] = path
    return found


def time_limit_option(command: _Command) -> _Command:
    """``--time-limit SECONDS``, handed on as a number or None."""
    return click.option(
        "--time-limit",
        type=click.FloatRange(0, min_open=True),
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

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        with Deadline(time_limit) as deadline:
            yield deadline
    except OutOfTime as error:
        raise click.ClickException(
            f"gave up after {time_limit:g} seconds, the time limit"
        ) from error
    except TooLarge as error:
        raise click.ClickException(str(error)) from error


def compiler(sources: Mapping[str, str] | None = None) -> Compiler:
    """A compiler that reads files, and keeps Lark's tables where the user's caches are."""
    folder = project.cache_folder()
    if folder is not None:
        keep_tables_in(os.path.join(folder, "grammar"))
    return Compiler(project.read_if_there, sources)


def compile_file(making: Compiler, path: str, form: str | None = None) -> Compilation:
    """Compile one map, from ``arg`` or ``json``, by its ending where no form is given."""
    text = project.read(path)
    if form == "arg" or (form is None and not path.endswith(".json")):
        return making.compile(text)
    from argmap.formats.json import from_json

    read = from_json(text)
    subject = making.subject(read.map, text, complete=not read.diagnostics)
    return Compilation(read.map, (), subject, read.diagnostics)


def load(
    path: str, sources: Mapping[str, str] | None = None, form: str | None = None
) -> Compilation:
    """Compile one map; where it has errors, they are printed and the command ends with 1."""
    compiled = compile_file(compiler(sources), path, form)
    check_sources(sources, compiled)
    if compiled.failed:
        print_findings(compiled.diagnostics, sys.stderr, limit=10, more="argmap check")
        raise click.exceptions.Exit(1)
    return compiled


def check_sources(sources: Mapping[str, str] | None, *compiled: Compilation) -> None:
    """Refuse a ``--source`` that no map declares."""
    known = [source.id for each in compiled for source in each.map.sources]
    for name in sources or ():
        if name not in known:
            from argmap.diagnostics import did_you_mean

            raise click.UsageError(
                "\n".join([f"no source is called `{name}`", *did_you_mean(name, known)])
            )


def print_findings(
    diagnostics: Sequence[Diagnostic], stream: Any, *, limit: int, more: str
) -> None:
    """Print findings for people; of more than ``limit``, unless it is 0, the rest is counted.

    ``more`` is what shows them all.
    """
    from argmap.report.text import text

    shown = diagnostics[: limit or None]
    for piece in text(shown, colour=wants_colour(stream)):
        stream.write(piece)
    if len(diagnostics) > len(shown):
        stream.write(f"{rest(len(diagnostics) - len(shown), more)}\n")


def rest(number: int, more: str) -> str:
    """The line that counts what was not printed."""
    return f"... and {number:,} more; `{more}` shows them all.\n"
