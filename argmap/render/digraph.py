"""DOT: what Graphviz is asked, what it answers, and a graph for people to look at."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from argmap.model import ArgumentMap, Claim
from argmap.render.cards import verdict_of
from argmap.render.folding import Folded, Overview, rest_words
from argmap.render.layout import Area, Curve, Layout, Plan, Point
from argmap.render.letters import plain
from argmap.render.roles import WORDS, part_of
from argmap.render.style import Style
from argmap.render.theme import palette

if TYPE_CHECKING:
    from argmap.evaluation import Word
    from argmap.render.cards import Verdicts

_RANKDIR = {"up": "TB", "down": "BT", "left": "LR", "right": "RL"}
TIP = 9.0
"""The length of an arrowhead, px. Graphviz's own is 10 at ``arrowsize`` 1."""
AREA_LABEL = 18


def question(plan: Plan) -> str:
    """A plan as DOT for Graphviz to lay out: fixed boxes, no text; 1 px is 1 point.

    All names are the plan's own, which are words to Graphviz, so that there is nothing to quote.

    Wires run from head to tail, which makes the first box of the file the top one and lets
    Graphviz break a cycle where it climbs.
    """
    # Rows run through the areas, instead of beginning anew in each.
    newrank = "true" if plan.areas and plan.top else "false"
    lines = [
        f"graph [rankdir={_RANKDIR[plan.direction]} nodesep=0.2 ranksep=0.36 "
        f"newrank={newrank}]",
        'node [shape=box fixedsize=true label=""]',
        f"edge [dir=back arrowsize={TIP / 10:g}]",
    ]
    inside: dict[str | None, list[str]] = {}
    for box in plan.boxes:
        size = f"width={_inches(box.width)} height={_inches(box.height)}"
        shape = " shape=circle" if box.joint else ""
        inside.setdefault(box.area, []).append(f"{box.id} [{size}{shape}]")
    lines += inside.get(None, ())
    # Upside down, the bottom of an area is where Graphviz's top is.
    where = "b" if plan.direction == "down" else "t"
    parts: dict[str | None, list[str]] = {}
    for number, area in _innermost_first(plan.areas):
        label = _blank(round(area.label) + 4, AREA_LABEL)
        parts.setdefault(area.parent, []).extend(
            [
                f"subgraph cluster_{number} {{",
                f"graph [margin=12 labeljust=l labelloc={where} label={label}]",
                *inside.get(area.id, ()),
                *parts.pop(area.id, ()),
                "}",
            ]
        )
    lines += parts.get(None, ())
    for wire in plan.wires:
        options = f"id={wire.id}"
        if wire.tail_tip or not wire.tip:
            options += " dir=both" if wire.tip else " dir=none"
        if not wire.ranks:
            options += " constraint=false"
        if wire.room:
            aside = plan.direction in ("left", "right")
            room = round(wire.room)
            options += f" label={_blank(2, room) if aside else _blank(room, 2)}"
        if wire.weight != 1:
            options += f" weight={wire.weight}"
        if wire.span != 1:
            options += f" minlen={wire.span}"
        lines.append(f"{wire.head} -> {wire.tail} [{options}]")
    # Boxes of different areas in one row are too much for Graphviz, but for the top one.
    homes = {box.id: box.area for box in plan.boxes}
    level = [pair for pair in plan.level if homes[pair[0]] == homes[pair[1]]]
    for rank, boxes in (("min", plan.top), *(("same", pair) for pair in level)):
        if boxes:
            lines.append(f"{{ graph [rank={rank}] {' '.join(boxes)} }}")
    return "\n".join(["digraph {", *lines, "}\n"])


def _blank(width: int, height: int) -> str:
    """A label that holds a place free, in px, whatever fonts there are."""
    return (
        f'<<TABLE FIXEDSIZE="TRUE" BORDER="0" WIDTH="{width}" HEIGHT="{height}">'
        "<TR><TD></TD></TR></TABLE>>"
    )


def _inches(length: float) -> str:
    return f"{length / 72:.4f}"


def _innermost_first(areas: tuple[Area, ...]) -> list[tuple[int, Area]]:
    """Areas with their number in the plan, each before the one around it."""
    depths: dict[str | None, int] = {None: 0}
    parents = {area.id: area.parent for area in areas}
    for area in areas:
        trail: list[str] = []
        at: str | None = area.id
        while at is not None and at not in depths:
            trail.append(at)
            at = parents.get(at)
        for id in reversed(trail):
            depths[id] = depths[parents[id]] + 1
    return sorted(enumerate(areas), key=lambda pair: -depths[pair[1].id])


def answer(json0: bytes, plan: Plan) -> Layout:
    """Graphviz's answer, in its form ``json0``, to the question that a plan put.

    Raises :class:`ValueError` where Graphviz gave up halfway, which it does not say.
    """
    graph = json.loads(json0)
    left, bottom, right, top = (float(each) for each in graph["bb"].split(","))

    def point(text: str) -> Point:
        x, y = text.split(",")
        return float(x) - left, top - float(y)

    centres: dict[str, Point] = {}
    areas: dict[str, tuple[float, float, float, float]] = {}
    for found in graph.get("objects", ()):
        name = found["name"]
        if "pos" in found:
            centres[name] = point(found["pos"])
        elif name.startswith("cluster_") and "bb" in found:
            x0, y0, x1, y1 = (float(each) for each in found["bb"].split(","))
            area = plan.areas[int(name.removeprefix("cluster_"))]
            areas[area.id] = x0 - left, top - y1, x1 - left, top - y0
    if len(centres) < len(plan.boxes):
        raise ValueError("not all boxes have a place")
    curves: dict[str, Curve] = {}
    for edge in graph.get("edges", ()):
        ends: dict[str, Point] = {}
        points: list[Point] = []
        if "pos" not in edge:
            raise ValueError("not all wires have a place")
        # Several pieces, where there are any, stand apart by semicolons: one is enough.
        for token in edge["pos"].split(";")[0].split():
            if token[0] in "se":
                ends[token[0]] = point(token[2:])
            else:
                points.append(point(token))
        points.reverse()
        curves[edge["id"]] = Curve(tuple(points), ends.get("s"), ends.get("e"))
    return Layout(right - left, top - bottom, centres, curves, areas)


def labelled(
    overview: Overview,
    style: Style,
    whole: ArgumentMap,
    unfolded: ArgumentMap,
    verdicts: "Verdicts | None" = None,
) -> str:
    """A part of a map as DOT with its text, for plain Graphviz and whatever else reads DOT.

    ``unfolded`` and ``verdicts`` are as for :func:`argmap.render.cards.cards`.
    """
    import graphviz  # only here, since it takes longer to load than to place a map

    map, folded, rest = overview
    colours = palette(style.theme)
    graph = graphviz.Digraph(
        comment=None,
        graph_attr={
            "rankdir": _RANKDIR[style.direction],
            "bgcolor": colours.page,
            "fontname": "Source Sans 3,sans-serif",
            "fontcolor": colours.text,
            "labelloc": "t",
            "labeljust": "l",
        },
        node_attr={
            "shape": "box",
            "style": "rounded,filled",
            "fillcolor": colours.card,
            "fontcolor": colours.text,
            "fontname": "Source Sans 3,sans-serif",
            "fontsize": "12",
        },
        edge_attr={"dir": "back"},
    )
    if map.title:
        graph.attr(label=_quoted(map.title))
    homes: dict[str | None, list[dict[str, str]]] = {}
    for claim in map.claims:
        node = _node(
            unfolded, whole, claim, style, folded.get(claim.id), verdict_of(verdicts, claim)
        )
        homes.setdefault(_home(map, claim), []).append(node)
    for node in homes.get(None, ()):
        graph.node(**node)
    areas = tuple(Area(group.id, group.parent, 0) for group in map.groups)
    parts: dict[str | None, list[Any]] = {}
    for number, area in _innermost_first(areas):
        # Boxes only on request: else a group is no cluster and moves nothing.
        name = f"cluster_{number}" if style.groups == "box" else f"group_{number}"
        part = graphviz.Digraph(name)
        part.attr(label=_quoted(map.group[area.id].name), color=colours.area_line)
        for node in homes.get(area.id, ()):
            part.node(**node)
        for child in parts.pop(area.id, ()):
            part.subgraph(child)
        parts.setdefault(area.parent if area.parent in map.group else None, []).append(part)
    for part in parts.get(None, ()):
        graph.subgraph(part)
    if rest:
        label = "\\l".join([rest_words(rest), *([f"+ {rest}"] if str(rest) else []), ""])
        graph.node(name="rest", label=label, color=colours.line)
    for options in _edges(map, style, verdicts):
        graph.edge(**options)
    for joint in _joint_nodes(map):
        graph.node(**joint)
    return str(graph.source)


def _quoted(text: str) -> Any:
    r"""User text as a label: no escape like ``\N``, no HTML, which its type says."""
    import graphviz

    return graphviz.nohtml(graphviz.escape(plain(text)))


def _home(map: ArgumentMap, claim: Claim) -> str | None:
    return claim.group if claim.group in map.group else None


def _node(
    map: ArgumentMap,
    whole: ArgumentMap,
    claim: Claim,
    style: Style,
    folded: Folded | None,
    verdict: "Word | float | None",
) -> dict[str, str]:
    import graphviz

    from argmap.render.selection import left_out
    from argmap.render.wrap import wrap

    part = part_of(whole, claim)
    colours = palette(style.theme)
    head = WORDS[part] if claim.anonymous else f"{WORDS[part]} · {plain(claim.id)}"
    if verdict is not None:
        head += f" · {verdict if isinstance(verdict, str) else f'{verdict:.3f}'}"
    lines = wrap(plain(claim.text), "regular", 12, style.width)
    said = [head, *(x.text for x in lines)]
    if less := left_out(map, whole, claim):
        said.append(less)
    if folded:
        said.append(f"+ {folded}")
    label = "\\l".join(graphviz.escape(each) for each in [*said, ""])
    node = {"name": _name("claim", claim.id), "label": label, "color": colours.parts[part]}
    if part == "thesis":
        node |= {"fillcolor": colours.thesis, "fontcolor": colours.on_thesis}
    if part == "unstated":
        node["style"] = "rounded,filled,dashed"
    if verdict in ("out", "undecided", "in some"):
        node |= {"fillcolor": colours.page, "fontcolor": colours.text}
        if verdict == "out":
            node |= {"fontcolor": colours.muted, "color": colours.line}
        else:
            node["style"] = "rounded,filled,dotted"
    return node


def _name(kind: str, id: str) -> str:
    """A node's name. A colon would be read as a port, a backslash as an escape."""
    return f"{kind} {plain(id)}".replace(":", "﹕").replace("\\", "﹨")


def _edges(
    map: ArgumentMap, style: Style, verdicts: "Verdicts | None"
) -> Iterable[dict[str, str]]:
    colours = palette(style.theme)
    joints = {joint["name"] for joint in _joint_nodes(map)}
    for step in map.steps:
        if step.undercuts:
            look = {"color": colours.undercuts, "style": "dotted", "arrowtail": "odiamond"}
        elif step.kind == "against":
            look = {"color": colours.rebuts, "style": "dashed", "arrowtail": "empty"}
        else:
            look = {"color": colours.supports}
        if verdicts is not None and verdicts.steps.get(step.id) == "out":
            look |= {"color": f"{look['color']}66", "penwidth": "0.8"}
        target = _name(
            "claim" if isinstance(step.target, Claim) else "step", step.target.id
        )
        joint = _name("step", step.id)
        if joint in joints:
            yield {"tail_name": target, "head_name": joint, **look}
            plainly = {key: value for key, value in look.items() if key != "arrowtail"}
            for premise in step.premises:
                head = _name("claim", premise.claim.id)
                yield {"tail_name": joint, "head_name": head, "dir": "none", **plainly}
        else:
            head = _name("claim", step.premises[0].claim.id)
            yield {"tail_name": target, "head_name": head, **look}
    for pair in map.contraries:
        yield {
            "tail_name": _name("claim", pair.first.id),
            "head_name": _name("claim", pair.second.id),
            "dir": "both",
            "constraint": "false",
            "color": colours.rebuts,
            "style": "dashed",
            "arrowhead": "empty",
            "arrowtail": "empty",
        }


def _joint_nodes(map: ArgumentMap) -> list[dict[str, str]]:
    undercut = {step.target.id for step in map.steps if step.undercuts}
    return [
        {
            "name": _name("step", step.id),
            "label": "+" if len(step.premises) > 1 else "",
            "shape": "circle",
            "fixedsize": "true",
            "width": "0.22" if len(step.premises) > 1 else "0.1",
        }
        for step in map.steps
        if len(step.premises) > 1 or step.id in undercut
    ]
