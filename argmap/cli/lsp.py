"""``argmap lsp``."""

import os
import sys
from collections.abc import Callable

import click

from argmap import project
from argmap.cli import COMMANDS, loading, version
from argmap.cli.check import Configured
from argmap.cli.settings import Settings
from argmap.lsp import files
from argmap.lsp.server import server


@click.command(
    epilog="\b\nExamples, as an editor starts it:\n  argmap lsp\n  argmap --config FILE lsp",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Serve an editor, by the Language Server Protocol on standard input and output.

    The configuration is the nearest one of each map's folder; what it says of `argmap check` holds
    for what the editor shows.
    """
    loading.keep_tables()
    if sys.stdin.isatty():
        click.echo("This waits for an editor on standard input; Ctrl-C ends it.", err=True)
    # The protocol alone goes to standard output; whatever else is printed must not get into it.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    maps = server(version(), _configured(context))
    maps.start_io(sys.stdin.buffer, output)
    if not maps.ended:
        sys.exit(1)


def _configured(context: click.Context) -> Callable[[str], files.Settings]:
    """What finds the settings of a folder."""
    root = context.find_root()
    given: Settings = root.obj
    file, none = root.params["config"], root.params["no_config"]

    def configured(folder: str) -> files.Settings:
        found = (
            given.configuration if file or none else project.configuration(folder=folder)
        )
        settings = Settings(given.colour, found)
        try:
            settings.check_tables(COMMANDS)
            check = Configured.of(root, settings)
            sources = settings.sources
        except click.ClickException as error:
            raise project.FileError(error.format_message()) from error
        return files.Settings(
            check.rules.of,
            {id: os.path.abspath(path) for id, path in sources.items()},
            check.language,
            os.path.abspath(found.text.name) if found.text else None,
        )

    return configured
