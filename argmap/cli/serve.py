"""``argmap serve``."""

import os
import sys
from collections.abc import Mapping
from typing import Any

import attrs
import click

from argmap import project
from argmap.cli import loading, render
from argmap.cli.check import Configured
from argmap.compiler import Compilation
from argmap.render import Style


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap serve map.arg\n"
    "  argmap serve map.arg --source article=article.txt --read-only",
)
@loading.map_argument
@loading.source_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Where to listen, 0: anywhere; default: 8765, or any if that is taken.",
)
@click.option("--open/--no-open", "show", default=True, help="Open the page in a browser.")
@click.option("--read-only", is_flag=True, help="Without an editor: write no file.")
def command(
    path: str,
    sources: Mapping[str, str],
    port: int | None,
    show: bool,
    read_only: bool,
    verdicts: bool,
    **style: Any,
) -> None:
    """Show a map in the browser, beside its texts, and follow its files.

    Only this machine can see the page.
    """
    from argmap.preview import server
    from argmap.preview.following import Following

    if path == "-" or os.path.isdir(path):
        raise click.UsageError(f"`{path}` is no file: name a map")
    reader = project.Reader()
    reader.read(path)
    making = loading.compiler(sources, reader=reader)

    def compile() -> Compilation:
        return loading.compile_text(making, reader.read(path))

    checking = Configured.of(click.get_current_context().find_root())
    loading.check_sources(sources, compile())
    chosen = Style(**style)
    try:
        listening = server.listen(port)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.ClickException(f"cannot listen on port {port}: {reason}") from error
    following = Following(
        path, reader, compile, checking.lint, chosen, read_only=read_only, verdicts=verdicts
    )
    address = server.address(listening)
    click.echo(f"{path} is at {address}\nCtrl-C ends it.", err=True)
    if show and _has_screen():
        import webbrowser

        webbrowser.open(address)
    server.serve(following, listening, chosen)


_SHARED = {"verdicts"} | {field.name for field in attrs.fields(Style)} - {"salt"}
command.params += [each for each in render.command.params if each.name in _SHARED]


def _has_screen() -> bool:
    """Whether a browser would open a window, rather than take over this terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
