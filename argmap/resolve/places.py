"""Where a line may stand, and how to say that it does not."""

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
)

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
WHERE = {
    **dict.fromkeys(("map", "import", "source"), "at the top"),
    **dict.fromkeys(("group", "thesis", "claim"), "at the top or in a group"),
    **dict.fromkeys(("because", "but", "contradicts", "quote"), "a claim"),
    **dict.fromkeys(("and", "assuming", "unless"), "a `because`, `but` or `unless` line"),
}
HELP = {
    "claim": "a reason for the line above is a `because`, a rebuttal a `but`",
    "thesis": "a reason for the line above is a `because`, a rebuttal a `but`",
    "because": "indent it beneath the claim that it supports",
    "but": "indent it beneath the claim that it speaks against",
    "contradicts": "indent it beneath one of the two claims",
    "quote": "indent it beneath the claim that the source states",
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
