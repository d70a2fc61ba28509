"""``argmap solve``."""

from typing import Any

import click

from argmap import project
from argmap.cli import completion, loading
from argmap.evaluation.iccma import TASKS, FormError, read, solve
from argmap.report.text import visible


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap solve framework.af --task EE-PR\n"
    "  argmap solve framework.apx --task DS-ST --query a",
)
@click.argument("path", metavar="FRAMEWORK", shell_complete=completion.files)
@click.option(
    "--task",
    type=click.Choice(TASKS, case_sensitive=False),
    metavar="TASK",
    required=True,
    help="SE, EE, CE, DC or DS, -, and CO, GR, PR, ST, SST or ID.",
)
@click.option("--query", metavar="ARGUMENT", help="Which one, for DC and DS.")
@click.option(
    "--from",
    "form",
    type=click.Choice(["af", "aba", "apx", "tgf"]),
    help="What FRAMEWORK is, if neither its first line nor its ending says.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    help="Give at most so many extensions; 0: all.",
)
@loading.time_limit_option
def command(
    path: str,
    task: str,
    query: str | None,
    form: Any,
    limit: int,
    time_limit: float | None,
) -> None:
    """Find the extensions of an abstract or assumption-based framework.

    Reads and answers in the forms of the ICCMA competitions. SE: some extension, EE: every one,
    CE: their number, DC and DS: whether some have, and all have, the argument of --query.
    """
    asks = task.startswith("D")
    if asks != (query is not None):
        raise click.UsageError(
            f"{task} needs a --query" if asks else f"{task} takes no --query"
        )
    text = project.read(path)
    try:
        instance = read(text, form)
    except FormError as error:
        place = f"{text.name}:{error.line}" if error.line else text.name
        raise click.ClickException(f"{place}: {visible(str(error))}") from error
    if query is not None and query not in instance.number:
        from argmap.diagnostics import did_you_mean

        hint = did_you_mean(query, tuple(instance.number))
        raise click.UsageError(
            "\n".join([f"no argument is called `{visible(query)}`", *hint])
        )
    with loading.solving(time_limit) as deadline:
        for line in solve(instance, task, query, deadline, limit):
            project.write("-", f"{line}\n")
