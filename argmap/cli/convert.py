"""``argmap convert``."""

import os

import attrs
import click

from argmap import project
from argmap.cli import completion, loading
from argmap.model import ArgumentMap


@click.command(
    epilog="\b\nExamples:\n  argmap convert map.arg map.json\n  argmap convert map.json - --to arg",
)
@click.argument("path", metavar="IN", shell_complete=completion.maps)
@click.argument("output", metavar="OUT", shell_complete=completion.files)
@click.option(
    "--from",
    "reading",
    allow_from_autoenv=False,
    type=click.Choice(["arg", "json"]),
    help="What IN is, if not its ending.",
)
@click.option(
    "--to",
    "writing",
    allow_from_autoenv=False,
    type=click.Choice(["arg", "json"]),
    help="What OUT is, if not its ending.",
)
def command(path: str, output: str, reading: str | None, writing: str | None) -> None:
    """Turn a map into JSON, and back.

    The JSON holds the resolved map for other programs to read; - is standard input or output.
    Comments, the order of lines and the places in the .arg files are lost, and imported maps
    become part of the one map.
    """
    compiled = loading.load(path, form=reading or _ending(path, "arg"))
    loading.spare_inputs(output, [compiled])
    form = writing or _ending(output, "json")
    map = _moved(compiled.map, output)
    if form == "json":
        from argmap.formats.json import to_json

        project.write(output, to_json(map))
    else:
        from argmap.formats.arg import to_arg

        project.write(output, to_arg(map))


def _moved(map: ArgumentMap, output: str) -> ArgumentMap:
    """The map as it stands in another folder: its sources name the same files from there."""
    folder = os.path.dirname(output)
    if output == "-":
        return map
    sources = tuple(
        attrs.evolve(source, file=_seen_from(folder, source.file, source.path))
        for source in map.sources
    )
    return attrs.evolve(map, sources=sources)


def _seen_from(folder: str, file: str | None, path: str | None) -> str | None:
    if not file or not path or os.path.isabs(file):
        return file
    try:
        return os.path.relpath(path, folder or os.curdir).replace(os.sep, "/")
    except ValueError:  # on another drive
        return file


def _ending(path: str, default: str) -> str:
    for form in ("arg", "json"):
        if path.endswith(f".{form}"):
            return form
    if path == "-":
        return default
    raise click.UsageError(f"`{path}` ends in neither .arg nor .json: say --from or --to")
