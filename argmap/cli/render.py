"""``argmap render``."""

import os
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import quote

import click
from click.core import ParameterSource

from argmap import project
from argmap.cli import completion, loading
from argmap.compiler import Compilation
from argmap.diagnostics import did_you_mean
from argmap.model import ArgumentMap, Claim
from argmap.render import MissingExtra, Style, UnknownName, dot, engine, part, pdf, png, svg
from argmap.render.engine import EngineError
from argmap.render.export import LARGEST, size

FORMS = ("svg", "png", "pdf", "dot", "html")
LONG = 100_000
"""A map of so many bytes is hardly ever one that Graphviz places."""


@click.command(
    epilog="\b\nExamples:\n"
    "  argmap render map.arg -o map.svg\n"
    "  argmap render map.arg --only less-traffic --depth 2 -o part.png",
)
@loading.map_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    shell_complete=completion.files,
    allow_from_autoenv=False,
    help="Where to; default: MAP.svg beside the map.",
)
@click.option(
    "--to", type=click.Choice(FORMS), help="The form, if not the output's ending."
)
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark", "print"]),
    default="auto",
    show_default=True,
    help="auto follows the reader's setting.",
)
@click.option(
    "--groups",
    type=click.Choice(["tag", "box"]),
    default="tag",
    show_default=True,
    help="How groups show: on each card, or as boxes.",
)
@click.option(
    "--direction",
    type=click.Choice(["up", "down", "left", "right"]),
    default="up",
    show_default=True,
    help="Where the arrows point.",
)
@click.option(
    "--width",
    type=click.FloatRange(80, 1000),
    callback=loading.number,
    default=Style().width,
    show_default=True,
    help="Of a card's text, in pixels.",
)
@click.option(
    "--only",
    metavar="GROUP|CLAIM",
    shell_complete=completion.parts,
    allow_from_autoenv=False,
    help="Draw only this group, or claim and reasons.",
)
@click.option(
    "--depth",
    allow_from_autoenv=False,
    type=click.IntRange(0),
    help="Draw only so many steps beneath the top, or beneath --only CLAIM.",
)
@click.option(
    "--tag",
    multiple=True,
    shell_complete=completion.tags,
    allow_from_autoenv=False,
    help="Draw only claims with this tag.",
)
@click.option(
    "--layout",
    type=click.Choice(["auto", "dot", "tidy"]),
    default="auto",
    show_default=True,
    help="Who places the cards; tidy is for large maps.",
)
@click.option(
    "--aspect",
    type=click.FloatRange(0.1, 10),
    callback=loading.number,
    default=Style().aspect,
    show_default=True,
    help="Of the page: its width by its height, about.",
)
@click.option(
    "--collapse",
    type=click.IntRange(0),
    metavar="N",
    help="Show N claims, fold the others into their cards; 0: show all.",
)
@click.option(
    "--verdicts", is_flag=True, help="Show on each card whether the claim stands."
)
@loading.semantics_option
@loading.time_limit_option
@click.option("--salt", default="", help="Keeps ids apart where SVGs share a page.")
@click.option(
    "--engine",
    type=click.Choice(["pygraphviz", "system"]),
    default="pygraphviz",
    show_default=True,
    help="system: the machine's own Graphviz.",
)
@click.option(
    "--scale",
    type=click.FloatRange(0.1, 10),
    callback=loading.number,
    default=2,
    show_default=True,
    help="Of a PNG: dots for each pixel.",
)
@loading.source_option
def command(path: str, output: str | None, to: str | None, **options: Any) -> None:
    """Draw a map as SVG, PNG, PDF or DOT, or make a page of it.

    A map with errors is not drawn; they are printed instead.
    """
    output, form = target(path, output, to, **options)
    if form != "dot" and options["engine"] == "pygraphviz" and _for_dot(path, **options):
        engine.start()
    draw(loading.load(path, options["sources"]), output, form, **options)


def _for_dot(path: str, *, layout: str, **_: Any) -> bool:
    """Whether Graphviz is likely to be asked; else it would take time from what is done."""
    if layout != "auto":
        return layout == "dot"
    return not os.path.isfile(path) or os.path.getsize(path) < LONG


def target(
    path: str, output: str | None, to: str | None, *, verdicts: bool, **_: Any
) -> tuple[str, str]:
    """Where the drawing goes, and in which form."""
    output = output or (
        "-" if path == "-" else os.path.splitext(path)[0] + f".{to or 'svg'}"
    )
    if path != "-" and os.path.isdir(path):
        raise click.UsageError(f"`{path}` is a folder: name a map in it")
    form = to or _ending(output)
    context = click.get_current_context()
    for option in ("semantics", "time_limit") if not verdicts or form == "html" else ():
        if context.get_parameter_source(option) is ParameterSource.COMMANDLINE:
            name = option.replace("_", "-")
            raise click.UsageError(
                f"--{name} says nothing without --verdicts"
                if not verdicts
                else f"--{name} says nothing of a page, which finds the grounded verdicts itself"
            )
    return output, form


def draw(
    compiled: Compilation,
    output: str,
    form: str,
    *,
    only: str | None,
    depth: int | None,
    tag: tuple[str, ...],
    scale: float,
    sources: Mapping[str, str],
    verdicts: bool,
    semantics: str,
    time_limit: float | None,
    **style: Any,
) -> None:
    """Draw a map without errors, and write the drawing."""
    loading.spare_inputs(output, [compiled], sources)
    try:
        shown = part(compiled.map, only=only, depth=depth, tags=tag)
    except UnknownName as error:
        raise click.UsageError(
            "\n".join([str(error), *did_you_mean(error.name, tuple(error.known))])
        ) from error
    chosen = Style(**style)
    found = None
    if verdicts and form != "html":  # which reckons them by itself
        with loading.solving(time_limit) as deadline:
            found = loading.evaluated(compiled.map, semantics, deadline)
    try:
        if form == "dot":
            drawing = dot(shown, style=chosen, whole=compiled.map, verdicts=found)
            project.write(output, drawing)
            return
        if form == "html":
            project.write(output, _page(shown, compiled, chosen, verdicts))
            return
        drawing = svg(
            shown,
            style=chosen,
            paragraphs=compiled.paragraphs,
            link=_links(output),
            whole=compiled.map,
            verdicts=found,
        )
        if form == "svg":
            project.write(output, drawing)
        else:
            if form == "png" and max(size(drawing)) * scale > LARGEST:
                dots = LARGEST / max(size(drawing))
                click.echo(
                    f"the drawing is too large for a PNG at this scale: it has {dots:.2g} "
                    "dots for each pixel",
                    err=True,
                )
            project.write(
                output, png(drawing, scale=scale) if form == "png" else pdf(drawing)
            )
    except (MissingExtra, EngineError) as error:
        raise click.ClickException(str(error)) from error


def _page(shown: ArgumentMap, compiled: Compilation, style: Style, verdicts: bool) -> str:
    from argmap.cli.check import Configured
    from argmap.render.html import Matter, html

    subject = compiled.subject
    checking = Configured.of(click.get_current_context().find_root())
    matter = Matter(
        subject.texts,
        subject.readings,
        checking.lint(compiled),
        compiled.paragraphs,
        partial(project.relative, folder=os.path.dirname(subject.file.name)),
        verdicts,
    )
    return html(shown, matter, style=style, whole=compiled.map)


def _ending(output: str) -> str:
    ending = os.path.splitext(output)[1].removeprefix(".").lower()
    if output == "-":
        return "svg"
    if ending not in FORMS:
        known = ", ".join(f".{form}" for form in FORMS)
        raise click.UsageError(f"`{output}` ends in none of {known}: say --to")
    return ending


def _links(output: str) -> Callable[[Claim], str | None]:
    """The address of the line that states a claim, seen from where the output stands."""
    folder = os.path.dirname(output) if output != "-" else ""

    @cache
    def address(name: str) -> str | None:
        if name.startswith("<"):
            return None
        try:
            path = os.path.relpath(name, folder or os.curdir)
        except ValueError:  # on another drive
            return None
        return quote(path.replace(os.sep, "/"))

    def link(claim: Claim) -> str | None:
        span = claim.span
        file = None if span is None else address(span.text.name)
        return None if span is None or file is None else f"{file}#L{span.line}"

    return link
