"""What commands that read maps share: options, the compiler, reporting what failed."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import click

from argmap import project
from argmap.cli import wants_colour
from argmap.compiler import Compilation, Compiler
from argmap.diagnostics import Diagnostic
from argmap.syntax.parser import keep_tables_in

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
