"""What the configuration sets: options of commands, and where the texts of sources are.

A table of the configuration is a command, a key in it an option by its long name. Only
``[source]`` is shared by all commands: it is the option ``--source`` of each.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, NoReturn

import click

from argmap.diagnostics import did_you_mean
from argmap.project import Configuration

SOURCE = "source"


class Settings(NamedTuple):
    """What all commands share: the option ``--color``, and the configuration."""

    colour: str
    configuration: Configuration

    def defaults(self, name: str, command: click.Command) -> dict[str, Any]:
        """The values that the configuration gives to the parameters of a command, by name.

        Raises :class:`click.ClickException` for a key that is no option, and for a value that the
        option does not take.
        """
        options = configurable(command)
        found = {}
        for key, value in self._table(name).items():
            if key not in options:
                if any(f"--{key}" in each.opts for each in command.params):
                    self._refuse(_single(key), name, key)
                message = f"`{name}` has no key `{key}`"
                self._refuse_unknown(message, key, options, name, key)
            option = options[key]
            found[str(option.name)] = self._value(name, key, value, option)
        return found

    @property
    def sources(self) -> dict[str, str]:
        """Where the texts of sources are, by the source's id."""
        table = self._table(SOURCE)
        for name, path in table.items():
            if not isinstance(path, str):
                self._refuse(f"the path of `{name}` is not a string", SOURCE, name)
        return {name: self.configuration.path(path) for name, path in table.items()}

    def check_tables(self, commands: Iterable[str]) -> None:
        """Refuse a table that is no command's."""
        known = [*commands, SOURCE]
        for name in self.configuration.tables:
            if name not in known:
                self._refuse_unknown(f"there is no table `{name}`", name, known, name)

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self.configuration.tables.get(name, {})
        if not isinstance(table, dict):
            self._refuse(f"`{name}` is not a table", name)
        return table

    def _value(self, name: str, key: str, value: Any, option: click.Option) -> Any:
        if isinstance(value, dict) and isinstance(option.type, TableType):
            for each, said in value.items():
                self._try(option, [(each, said)], name, key, each)
            return [(self._pattern(each), said) for each, said in value.items()]
        if option.multiple and not isinstance(value, list):
            value = [value]
        self._try(option, value, name, key)
        return value

    def _try(
        self,
        option: click.Option,
        value: Any,
        name: str,
        key: str,
        pattern: str | None = None,
    ) -> None:
        """Refuse a value that an option does not take; of a table, that of a ``pattern``."""
        try:
            if isinstance(value, bool | dict):
                raise click.BadParameter("this takes words, numbers or lists of them")
            if isinstance(option.type, click.types.IntParamType) and isinstance(
                value, float
            ):
                raise click.BadParameter(f"{value} is not a whole number")
            option.type_cast_value(click.Context(click.Command(name)), value)
        except click.BadParameter as error:
            self._refuse(f"`{key}`: {error.message}", name, key, pattern)
        except (TypeError, ValueError):
            shown = value if pattern is None else value[0][1]
            self._refuse(f"`{key}` does not take {shown!r}", name, key, pattern)

    def _pattern(self, path: str) -> str:
        """A pattern of paths, seen from the working folder; that of a name stays what it is."""
        if "/" not in path:
            return path
        folder = self.configuration.path(".").replace("[", "[[]")
        return f"{folder}/{path}"

    def _refuse_unknown(
        self,
        message: str,
        word: str,
        known: Iterable[str],
        table: str,
        key: str | None = None,
    ) -> NoReturn:
        self._refuse("\n".join([message, *did_you_mean(word, tuple(known))]), table, key)

    def _refuse(
        self, message: str, table: str, key: str | None = None, pattern: str | None = None
    ) -> NoReturn:
        place = self.configuration.place(table, key)
        if pattern is not None:
            within = self.configuration.place(f"{table}.{key}", pattern)
            place = within if ":" in within else place
        raise click.ClickException(f"{place}: {message}")


def _single(key: str) -> str:
    """What is said of an option that is not configured."""
    if key == SOURCE:
        return f"`{key}` is a table of its own: write `[{SOURCE}]`"
    return f"`{key}` is for a single call and cannot be configured: say `--{key}` there"


class TableType(click.ParamType[tuple[str, tuple[str, ...]]]):
    """What is a table in the configuration, from paths to something, and pairs elsewhere."""


def configurable(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that may be configured, by their keys.

    They are those that take a value and are not meant for a single call, which
    ``allow_from_autoenv=False`` says.
    """
    return {
        key: option
        for option in command.params
        if isinstance(option, click.Option)
        and option.allow_from_autoenv
        and not option.is_flag
        for key in [each[2:] for each in option.opts if each.startswith("--")][:1]
    }
