"""``argmap scheme``."""

import click

from argmap.cli import completion
from argmap.schemes import find, schemes, similar


@click.command(
    epilog="\b\nExamples:\n  argmap scheme\n  argmap scheme expert-opinion",
)
@click.argument("name", required=False, shell_complete=completion.schemes)
def command(name: str | None) -> None:
    """Show an argumentation scheme: its premises, its critical questions, a map to fill in.

    NAME is the scheme's own name, or another by which it goes. Without one: every scheme,
    and what it argues.
    """
    if name is None:
        width = max(map(len, schemes()))
        family = ""
        for scheme in schemes().values():
            if scheme.family != family:
                click.echo(f"\n{scheme.family}" if family else scheme.family)
                family = scheme.family
            click.echo(f"  {scheme.name:<{width}}  {scheme.summary}")
        return
    found = find(name)
    if found is not None:
        click.echo(found.page(), nl=False)
        return
    meant = " or ".join(f"`{each}`" for each in similar(name))
    raise click.UsageError(
        "\n".join(
            [f"no scheme is called `{name}`", *([f"did you mean {meant}?"] * bool(meant))]
        )
    )
