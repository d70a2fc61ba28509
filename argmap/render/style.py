"""What the reader of a drawing may choose."""

from typing import Literal, TypeAlias

import attrs

Theme: TypeAlias = Literal["auto", "light", "dark", "print"]
Groups: TypeAlias = Literal["tag", "box"]
Direction: TypeAlias = Literal["up", "down", "left", "right"]
Engine: TypeAlias = Literal["pygraphviz", "system"]
Layouts: TypeAlias = Literal["auto", "dot", "tidy"]


@attrs.frozen
class Style:
    """How a map is drawn.

    ``theme``: "auto" follows the viewer's light or dark setting. ``groups``: a tag in the
    header of each card, explained in the legend, or a box around the cards. ``direction``
    is where the arrows point: "up" puts the thesis on top. ``width`` is the greatest width,
    in px, of the text in a card (of a thesis 1.3 times as much); the card is 28 px wider.
    ``salt`` stands in every id and scope, which keeps several drawings on one page apart.
    ``layout`` says who places the cards: Graphviz's "dot", a "tidy" tree of our own, or
    "auto", which is dot as long as it is quick. ``aspect`` is the width by the height that the
    page should have. ``collapse`` is how many claims are shown at most, the others folded into
    their cards: None is as many as a page holds, 0 all. ``engine``: the Graphviz inside
    pygraphviz, or the machine's own ``dot``.
    """

    theme: Theme = "auto"
    groups: Groups = "tag"
    direction: Direction = "up"
    width: float = 214
    salt: str = ""
    layout: Layouts = "auto"
    aspect: float = 1.6
    collapse: int | None = None
    engine: Engine = "pygraphviz"
