"""``argmap config``."""

import json
import os
from collections.abc import Iterator
from typing import Any

import click
from click.core import ParameterSource

from argmap.cli import COMMANDS, called
from argmap.cli.settings import SOURCE, Settings, configurable


@click.command(
    epilog="\b\nExamples:\n  argmap config\n  argmap --no-config config > argmap.toml",
)
@click.pass_context
def command(context: click.Context) -> None:
    """Print what is in force, and where each value comes from.

    The output is itself a configuration, as it may stand in argmap.toml.
    """
    settings: Settings = context.obj
    tables = {name: list(_options(context.find_root(), name)) for name in COMMANDS}
    tables[SOURCE] = [
        (f"{_key(name)} = {_toml(path)}", settings.configuration.place(SOURCE, name))
        for name, path in settings.configuration.tables.get(SOURCE, {}).items()
    ]
    click.echo("\n\n".join(_table(name, rows) for name, rows in tables.items() if rows))


def _table(name: str, rows: list[tuple[str, str]]) -> str:
    width = max(len(said) for said, _ in rows)
    lines = (f"{said:<{width}}  # {origin}" for said, origin in rows)
    return "\n".join([f"[{name}]", *lines])


def _options(root: click.Context, name: str) -> Iterator[tuple[str, str]]:
    """What each option of a command is, and where it comes from."""
    settings: Settings = root.obj
    command = called(name)
    root.default_map = {name: settings.defaults(name, command)}
    context = command.make_context(name, [], parent=root, resilient_parsing=True)
    for key, option in configurable(command).items():
        assert option.name is not None
        value = context.params.get(option.name)
        source = context.get_parameter_source(option.name)
        if source is ParameterSource.DEFAULT_MAP:
            value = settings.configuration.tables[name][key]
            origin = settings.configuration.place(name, key)
        elif source is ParameterSource.ENVIRONMENT:
            origin = f"{context.auto_envvar_prefix}_{option.name.upper()}"
            if value is None:  # what is not understood is passed over while nothing runs
                option.type_cast_value(context, os.environ[origin])
        else:
            origin = "default"
        if value in (None, ()):
            yield f"# {_key(key)} =", "not set"
        else:
            yield f"{_key(key)} = {_toml(value)}", origin


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _toml(name)


def _toml(value: Any) -> str:
    """A value as TOML has it, on one line."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {_toml(said)}' for key, said in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
