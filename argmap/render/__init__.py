"""Drawing a map: SVG of our own, DOT for others, PNG and PDF from the SVG."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from argmap.model import ArgumentMap, Claim
from argmap.render.export import MissingExtra, pdf, png
from argmap.render.selection import UnknownName, part
from argmap.render.style import Style

if TYPE_CHECKING:
    from argmap.render.cards import Verdicts

__all__ = ["MissingExtra", "Style", "UnknownName", "dot", "part", "pdf", "png", "svg"]

_NO_PARAGRAPHS: Mapping[str, int] = MappingProxyType({})
_STYLE = Style()


def svg(
    map: ArgumentMap,
    *,
    style: Style = _STYLE,
    paragraphs: Mapping[str, int] = _NO_PARAGRAPHS,
    link: Callable[[Claim], str | None] = lambda _: None,
    whole: ArgumentMap | None = None,
    verdicts: "Verdicts | None" = None,
) -> str:
    """The map as an SVG document, the same for the same input.

    ``paragraphs`` has, by a claim's id, the number of the paragraph in which its source
    says it. ``link`` gives the address that a claim's card leads to, or None. ``whole`` is the
    map of which this is a :func:`part`: what is left out of it is said in the drawing.
    ``verdicts`` is what :func:`argmap.evaluation.evaluate` says of the map or the whole one, or
    :func:`argmap.evaluation.gradual.degrees`: it is drawn on each card that it speaks of. Raises
    :class:`argmap.render.engine.EngineError` where Graphviz is not to be had.
    """
    from argmap.render import cards, drawing, folding, plan
    from argmap.render.layout import Layout

    whole = whole or map
    unfolded = map
    most = folding.PAGE if style.collapse is None else style.collapse
    map, folded, rest = folding.fold(map, most) if most else folding.Overview(map, {})
    drawn = cards.cards(map, style, paragraphs, whole, unfolded, folded, verdicts)
    wiring = plan.wire(map, drawn, style, whole, cards.rest_card(rest, style))
    if drawn:
        from argmap.render.placing import lay_out

        layout = lay_out(wiring.plan, style.layout, style.engine)
    else:
        layout = Layout(0, 0, {}, {}, {})
    hidden = len(unfolded.claims) - len(map.claims)
    return drawing.write(map, whole, drawn, wiring, layout, style, link, hidden, verdicts)


def dot(
    map: ArgumentMap,
    *,
    style: Style = _STYLE,
    whole: ArgumentMap | None = None,
    verdicts: "Verdicts | None" = None,
) -> str:
    """The map as DOT with its text, for plain Graphviz and other programs.

    ``whole`` and ``verdicts`` are as for :func:`svg`. Only what ``style.collapse`` asks for is
    folded.
    """
    from argmap.render import digraph, folding

    most = style.collapse or len(map.claims)
    return digraph.labelled(folding.fold(map, most), style, whole or map, map, verdicts)
