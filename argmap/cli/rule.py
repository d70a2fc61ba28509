"""``argmap rule``."""

import click

from argmap.cli import completion, loading
from argmap.rules import RULES


@click.command(
    epilog="\b\nExamples:\n  argmap rule\n  argmap rule misquote",
)
@click.argument("name", required=False, shell_complete=completion.rules)
def command(name: str | None) -> None:
    """Say what a rule finds, why it matters, and show a bad and a good map.

    Without a name: every rule, its level, and what it finds.
    """
    if name is None:
        width = max(len(rule.name) for rule in RULES)
        for rule in RULES:
            level = "opt-in" if rule.opt_in else rule.severity.value
            click.echo(f"{rule.name:<{width}}  {level:<7}  {rule.summary}")
        return
    for rule in RULES:
        if rule.name == name:
            click.echo(rule.markdown, nl=False)
            return
    raise click.UsageError(loading.no_rule(name))
