"""What the shell may complete: maps, and the names that stand in them.

Click speaks with the shells. These are the callbacks that it asks for the words of a parameter;
they never complain, since whoever presses the tab key is not done writing.
"""

import os
import re
from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from argmap import project
from argmap.model import ArgumentMap

_LONGEST_HELP = 60

_UNQUOTED = re.compile(r"[\w./%+-]*")
"""Letters that every shell takes as they are, and click hands on as they are."""


def maps(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Maps, and folders on the way to them; any file where there are neither.

    Shells put a blank behind the only completion that there is. So what is in a folder stands
    for it where nothing else begins like it, and one can go on.
    """
    found = list(_maps(incomplete))
    while len(found) == 1 and found[0].endswith("/"):
        inside = list(_maps(found[0]))
        if not inside:
            break
        found = inside
    if not found or not all(map(_UNQUOTED.fullmatch, found)):
        return files(context, parameter, incomplete)
    return [CompletionItem(path) for path in found]


def _maps(incomplete: str) -> Iterator[str]:
    folder, start = os.path.split(incomplete)
    try:
        entries = sorted(os.scandir(folder or os.curdir), key=lambda entry: entry.name)
    except (OSError, ValueError):
        return
    for entry in entries:
        name = entry.name
        if not name.startswith(start) or (name.startswith(".") and not start):
            continue
        if entry.is_dir():
            yield os.path.join(folder, name, "").replace(os.sep, "/")
        elif name.endswith(project.MAP_ENDING):
            yield os.path.join(folder, name).replace(os.sep, "/")


def files(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Any file, by the shell's own means."""
    return [CompletionItem(incomplete, type="file")]


def claims(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The claims of the map that the command is given, with their texts.

    Ids that argmap has made, of claims without a name, come where one begins to write one.
    """
    named = (
        (claim.id, claim.text)
        for claim in _map(context).claims
        if not claim.id.startswith("_") or incomplete.startswith("_")
    )
    return _items(named, incomplete)


def parts(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The groups and claims of the map that the command is given."""
    groups = ((group.id, group.name) for group in _map(context).groups)
    return _items(groups, incomplete) + claims(context, parameter, incomplete)


def tags(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The tags of the map that the command is given."""
    found = {tag for claim in _map(context).claims for tag in claim.tags}
    return _items(((tag, "") for tag in sorted(found)), incomplete)


def rules(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The rules, with what they find; of several behind commas the last."""
    from argmap.rules import RULES

    before, comma, start = incomplete.rpartition(",")
    found = _items(((rule.name, rule.summary) for rule in RULES), start)
    return [CompletionItem(before + comma + item.value, help=item.help) for item in found]


def schemes(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The argumentation schemes, with what they argue."""
    from argmap.schemes import schemes

    named = ((scheme.name, scheme.summary) for scheme in schemes().values())
    return _items(named, incomplete)


def _map(context: click.Context) -> ArgumentMap:
    """The map that the command is given so far; an empty one where there is none to read."""
    # Behind an option that still wants its value, click has not told the arguments apart.
    path = context.params.get("path") or next(iter(context.args), "")
    reader = project.Reader()
    text = reader.read_if_there(path)
    if text is None:
        return ArgumentMap()
    from argmap.cli import loading
    from argmap.compiler import Compiler

    return loading.compile_text(
        Compiler(reader.read_if_there, shelf=project.Shelf()), text
    ).map


def _items(named: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    """Names that begin so, each with a line about it."""
    return [
        CompletionItem(name, help=_line(said))
        for name, said in named
        if name.startswith(incomplete)
    ]


def _line(said: str) -> str | None:
    said = " ".join(said.split())
    if len(said) > _LONGEST_HELP:
        said = said[: _LONGEST_HELP - 1].rstrip() + "…"
    return said or None
