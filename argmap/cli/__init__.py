"""The command line. A command is a file here, loaded when it is called."""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "init": "Write a first map to start from.",
    "check": "Report what is wrong with maps.",
    "fmt": "Write maps in the one style.",
    "render": "Draw a map as SVG, PNG, PDF, DOT or a page.",
    "watch": "Draw a map again at every change.",
    "serve": "Show a map in the browser, and follow its files.",
    "eval": "Say which claims stand.",
    "why": "Say why a claim stands, falls or stays open.",
    "rule": "Say what a rule finds, and why it matters.",
    "scheme": "Show an argumentation scheme and its critical questions.",
    "sources": "Hold quotations against their sources.",
    "convert": "Turn a map into JSON, and back.",
    "solve": "Find the extensions of an abstract framework.",
    "lsp": "Serve an editor, by the Language Server Protocol.",
    "config": "Print what is in force, and where each value comes from.",
}
"""Each command and its one line of help, so that no command is loaded to list them."""


def called(name: str) -> click.Command:
    """The command of a name."""
    command = import_module(f"argmap.cli.{name}").command
    assert isinstance(command, click.Command)
    return command


_HELP = "argmap.help"
"""Set where the help of a command is asked for."""


class _Commands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return called(name)

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if context.resilient_parsing:  # the shell completes what is not finished
            return super().resolve_command(context, arguments)
        if arguments and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
            from argmap.diagnostics import did_you_mean

            hint = did_you_mean(arguments[0], tuple(COMMANDS))
            if arguments[0].endswith(".arg") or os.path.isfile(arguments[0]):
                from shlex import quote

                hint = (f"did you mean `argmap check {quote(arguments[0])}`?",)
            raise click.UsageError(
                "\n".join([f"no command is called `{arguments[0]}`", *hint]), context
            )
        if not {"-h", "--help"}.isdisjoint(arguments[1:]):
            context.meta[_HELP] = True
        return super().resolve_command(context, arguments)

    def shell_complete(
        self, context: click.Context, incomplete: str
    ) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        options = click.Command.shell_complete(self, context, incomplete)
        return options + [
            CompletionItem(name, help=said)
            for name, said in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def format_commands(
        self, context: click.Context, formatter: click.HelpFormatter
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=_Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "ARGMAP",
    },
    epilog="\b\nExamples:\n  argmap check maps/\n  argmap render map.arg -o map.svg",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    allow_from_autoenv=False,
    expose_value=False,
    callback=lambda context, _, wanted: _version(context) if wanted else None,
    help="Show the version.",
)
@click.option(
    "--debug",
    is_flag=True,
    allow_from_autoenv=False,
    help="Show the traceback of an internal error.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour the output; auto: on a terminal.",
)
@click.option(
    "--config",
    metavar="FILE",
    shell_complete=lambda context, parameter, incomplete: _files(incomplete),
    help="Read this configuration, not the nearest one.",
)
@click.option(
    "--no-config", is_flag=True, allow_from_autoenv=False, help="Read no configuration."
)
@click.option(
    "--no-cache",
    is_flag=True,
    allow_from_autoenv=False,
    expose_value=False,
    callback=lambda context, _, wanted: _no_cache() if wanted else None,
    help="Keep nothing for the next run, and use nothing that was kept.",
)
@click.pass_context
def command(
    context: click.Context, debug: bool, color: str, config: str | None, no_config: bool
) -> None:
    """Check and draw arguments that are written as text."""
    from argmap import project
    from argmap.cli.settings import Settings

    no_config = (
        no_config or _HELP in context.meta
    )  # which is no use to who wants to be helped
    found = project.Configuration() if no_config else project.configuration(config)
    context.obj = settings = Settings(color, found)
    if found.tables:
        settings.check_tables(COMMANDS)
        name = context.invoked_subcommand
        if name is not None:
            context.default_map = {name: settings.defaults(name, called(name))}


def _files(incomplete: str) -> "list[CompletionItem]":
    """Any file; `completion` itself is for the commands, which load it."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def version() -> str:
    """The version of argmap."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("argmap")
    except PackageNotFoundError:
        return "not installed"


def _no_cache() -> None:
    from argmap.project import NO_CACHE

    os.environ[NO_CACHE] = "1"


def _version(context: click.Context) -> None:
    click.echo(f"argmap {version()}")
    context.exit()


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process: 0 nothing found, 1 findings, 2 trouble."""
    from argmap.project import FileError

    given = sys.argv[1:] if arguments is None else arguments
    for name in ("stdout", "stderr"):  # who closes one does not want to read it
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
    try:
        status = command.main(given, prog_name="argmap", standalone_mode=False)
        sys.stdout.flush()
        code = status if isinstance(status, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = 2
    except click.UsageError as error:
        if error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"error: {_said(error)}", err=True)
        code = 2
    except click.ClickException as error:
        click.echo(f"error: {error.format_message()}", err=True)
        code = 2
    except FileError as error:
        click.echo(f"error: {error}", err=True)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        code = 130
    except BrokenPipeError:
        # The reader has gone: nobody is there to tell, and nothing may be printed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 1
    except Exception as error:
        import traceback

        if "--debug" in given:
            raise
        if isinstance(error, OSError) and error.filename is None:
            # `project` names the files that it writes: this is standard output.
            reason = (error.strerror or str(error)).lower()
            click.echo(f"error: cannot write the output: {reason}", err=True)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(2)
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{os.path.basename(at.filename)}:{at.lineno}"
        click.echo(
            f"internal error: {type(error).__name__}: {error} ({where})\n"
            "This is a fault in argmap, not in your map. `argmap --debug ...` shows where.",
            err=True,
        )
        code = 2
    sys.exit(code)


def _said(error: click.UsageError) -> str:
    """What is wrong with a command line, where click says it too, in the form of our messages."""
    import re

    said = error.format_message()
    if not re.match("[A-Z][a-z]", said):  # which is how click begins
        return said
    from argmap.diagnostics import did_you_mean

    if isinstance(error, click.NoSuchOption):
        hint = [f"did you mean `{option}`?" for option in (error.possibilities or ())[:1]]
        return "\n".join([f"no such option `{error.option_name}`", *hint])
    if more := re.match(r"Got unexpected extra (arguments?) \((.*)\)", said, re.DOTALL):
        return f"unexpected {more[1]} `{more[2]}`"
    said = re.sub(r"'([^'\n]*)'", r"`\1`", said[0].lower() + said[1:]).rstrip(".")
    said = re.sub(r"a valid (float|integer)( range)?$", "a number", said)
    type = (
        error.param.type if isinstance(error, click.BadParameter) and error.param else None
    )
    given = re.search(r"'([^'\n]*)'", error.message)
    if isinstance(type, click.Choice) and given:
        return "\n".join([said, *did_you_mean(given[1], list(type.choices))])
    return said


def leave(status: Any) -> NoReturn:
    """End the process at once, after :func:`main` has written everything.

    To take modules and maps apart, which the system is about to throw away as a whole, would cost
    a seventh of a check.
    """
    sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 0)


def wants_colour(stream: Any) -> bool:
    """Whether to colour what goes to a stream: ``--color``, NO_COLOR, FORCE_COLOR, terminal."""
    choice = click.get_current_context().find_root().obj.colour
    if choice in ("always", "never"):
        return bool(choice == "always")
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(stream.isatty()) and os.environ.get("TERM") != "dumb"
