"""``argmap fmt``."""

import sys
from collections.abc import Sequence

import click

from argmap import project
from argmap.cli import loading, wants_colour
from argmap.diagnostics import Diagnostic
from argmap.syntax.format import format


@click.command(
    epilog="\b\nExamples:\n  argmap fmt maps/\n  argmap fmt --check --diff map.arg",
)
@loading.maps_argument
@click.option(
    "--check",
    is_flag=True,
    allow_from_autoenv=False,
    help="Write nothing; end with 1 if something would be.",
)
@click.option(
    "--diff",
    is_flag=True,
    allow_from_autoenv=False,
    help="Write nothing; show what would change.",
)
def command(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Write maps in the one style.

    A folder stands for the .arg files beneath it, no path for the working folder; - reads
    standard input and writes standard output. A file with errors is left alone.
    """
    reader = project.Reader()
    compiler = loading.compiler(reader=reader)
    texts, whole = loading.read_all(paths or (".",), reader.read)
    changed = failed = 0
    for path, text in texts:
        compiled = compiler.compile(text)
        own = [each for each in compiled.diagnostics if each.span.text is text]
        if own:
            failed += 1
            _leave_alone(text.name, own)
            if path == "-" and not (check or diff):
                project.write("-", text.data)
            continue
        new = format(compiled.trees[0])
        same = new == text.content and not text.marked
        changed += not same
        if diff and not same:
            sys.stdout.writelines(
                loading.diff(
                    text.name, text.content, new, "formatted", wants_colour(sys.stdout)
                )
            )
        if check or diff:
            if check and not same:
                click.echo(f"would change {text.name}", err=True)
        elif path == "-":
            project.write("-", new)
        elif not same:
            if loading.written(path, new):
                click.echo(f"changed {path}", err=True)
            else:
                whole = False
    if not whole:
        return 2
    if failed:
        return 2 if not (check or diff) else 1
    return 1 if changed and (check or diff) else 0


def _leave_alone(name: str, errors: Sequence[Diagnostic]) -> None:
    loading.print_findings(errors, sys.stderr, limit=10, more="argmap check")
    click.echo(f"left alone {name}: a file with errors is not written anew", err=True)
