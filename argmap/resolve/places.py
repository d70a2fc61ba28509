"""Where a line may stand, and how to say that it does not."""

from argmap.diagnostics import Edit, Fix
from argmap.syntax.keywords import CLAIM_KEYWORDS, STEP_KEYWORDS
from argmap.syntax.tree import (
    ClaimLine,
    ContradictsLine,
    GroupLine,
    ImportLine,
    MapLine,
    Node,
    PropertyLine,
    QuoteLine,
    SourceLine,
    Tree,
)
from argmap.text import Span

PLACES: dict[str, tuple[str, ...]] = {
    "map": ("",),
    "import": ("",),
    "source": ("",),
    "group": ("", "group"),
    "thesis": ("", "group"),
    "claim": ("", "group"),
    "because": CLAIM_KEYWORDS,
    "but": CLAIM_KEYWORDS,
    "contradicts": CLAIM_KEYWORDS,
    "quote": CLAIM_KEYWORDS,
    "and": STEP_KEYWORDS,
    "assuming": STEP_KEYWORDS,
    "unless": STEP_KEYWORDS,
}
BENEATH_STEPS = ("and", "assuming", "unless")
WHERE = {
    **dict.fromkeys(("map", "import", "source"), "at the top"),
    **dict.fromkeys(("group", "thesis", "claim"), "at the top or in a group"),
    **dict.fromkeys(("because", "but", "contradicts", "quote"), "under a claim"),
    **dict.fromkeys(BENEATH_STEPS, "under a `because`, `but` or `unless` line"),
}
HELP = {
    "claim": "a reason for the line above is a `because`, a rebuttal a `but`",
    "thesis": "a reason for the line above is a `because`, a rebuttal a `but`",
    "because": "indent it beneath the claim that it supports",
    "but": "indent it beneath the claim that it speaks against",
    "contradicts": "indent it beneath one of the two claims",
    "quote": "indent it beneath the claim that the source states",
    **dict.fromkeys(BENEATH_STEPS, "indent it beneath the line whose step it belongs to"),
}
HOME_HELP = {
    "source": "indent it beneath a `source`",
    "claim": "indent it beneath a claim",
    "step": "indent it beneath the `because`, `but` or `unless` that draws the step",
    "quote": "indent it beneath a `quote`",
}
OWNERS: dict[type, tuple[str, str]] = {
    MapLine: ("map", "`map`"),
    SourceLine: ("source", "`source`"),
    GroupLine: ("group", "`group`"),
    QuoteLine: ("quote", "`quote`"),
}
KEYWORD_OF: dict[type, str] = {
    MapLine: "map",
    ImportLine: "import",
    SourceLine: "source",
    GroupLine: "group",
    ContradictsLine: "contradicts",
    QuoteLine: "quote",
}


def keyword_of(node: Node) -> str:
    """The word that a line starts with."""
    line = node.line
    if isinstance(line, ClaimLine):
        return line.keyword
    if isinstance(line, PropertyLine):
        return f"{line.key.value}:"
    return KEYWORD_OF[type(line)]


_MOST_LINES = 100


def indented(tree: Tree, index: int, beside: int) -> Fix | None:
    """A fix that hangs a line, with all beneath it, under one that it stands beside.

    None where more than 100 lines would have to go with it.
    """
    nodes, content = tree.nodes, tree.text.content
    last = index
    while last + 1 < len(nodes) and nodes[last + 1].parent >= index:
        last += 1
    node, above = nodes[index], nodes[nodes[index].parent]
    own = tree.text.column_of(node.start) - 1
    inner = nodes[beside + 1] if nodes[beside + 1].parent == beside else None
    wanted = tree.text.column_of(inner.start) - 1 if inner else 0
    more = wanted - own if inner else own - (tree.text.column_of(above.start) - 1)
    if last - index >= _MOST_LINES or more <= 0:
        return None
    letter = content[node.start - 1]
    places = [Span(tree.text, each.start, each.start) for each in nodes[index : last + 1]]
    return Fix(
        f"indent it beneath line {tree.text.line_of(nodes[beside].start)}",
        tuple(Edit(place, letter * more) for place in places),
    )
