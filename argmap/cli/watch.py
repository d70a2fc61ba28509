"""``argmap watch``."""

import sys
from collections.abc import Mapping
from time import strftime
from typing import Any

import click

from argmap import project
from argmap.cli import loading, render


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap watch map.arg -o map.svg\n"
    "  argmap watch map.arg -o map.html --source article=article.txt",
)
def command(
    path: str,
    output: str | None,
    to: str | None,
    sources: Mapping[str, str],
    **options: Any,
) -> int:
    """Draw a map now, and again whenever one of its files has changed.

    Takes what `argmap render` takes. While the map has errors, the last drawing stays.
    """
    output, form = render.target(path, output, to, **options)
    if "-" in (path, output):
        raise click.UsageError("this goes with files: name a map, and an output")
    reader = project.Reader()
    making = loading.compiler(sources, reader=reader)

    def run() -> int:
        compiled = loading.compile_text(making, reader.read(path))
        loading.check_sources(sources, compiled)
        if compiled.failed:
            loading.print_findings(
                compiled.diagnostics, sys.stderr, limit=3, more=f"argmap check {path}"
            )
            click.echo(f"{strftime('%H:%M:%S')} {output} is left as it was", err=True)
            return 1
        render.draw(compiled, output, form, sources=sources, **options)
        number = len(compiled.map.claims)
        counted = f"{number:,} claim{'' if number == 1 else 's'}"
        click.echo(f"{strftime('%H:%M:%S')} {output}: {counted}", err=True)
        return 0

    reader.read(path)  # a map that is not there is no map to wait for
    return loading.at_every_change(run, reader, [path], clear=False)


command.params = [*render.command.params, *command.params]
