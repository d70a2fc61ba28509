"""What a map is put together from, as long as lines may still add to it.

Plain classes: attrs would take half a millisecond of every start for each of them.
"""

from typing import NamedTuple, TypeAlias

from argmap.model import Claim, Kind, Premise, Step
from argmap.syntax.tree import Tree
from argmap.text import Span


class Value(NamedTuple):
    """A property's value, the line that gives it, and where on the line the value stands."""

    value: str | float
    span: Span
    place: Span


class Additions:
    """What lines beneath a claim, or those that refer to it, add to it once it is stated."""

    __slots__ = ("keys", "quotes", "tags", "thesis")

    def __init__(self) -> None:
        self.thesis = False
        self.tags: tuple[str, ...] = ()
        self.quotes: list[QuoteDraft] = []
        self.keys: dict[str, Value] | None = None


class StepDraft:
    """``premises`` are by the ids of their claims, which are those without additions.

    ``whole`` says whether all of them could be resolved. Of the lines that draw the same step the
    first gets an ``id`` and, in ``spans``, the places of all; it is the ``one`` of the others. A
    step that is left out gets neither.
    """

    __slots__ = (
        "final",
        "id",
        "keys",
        "kind",
        "one",
        "premises",
        "spans",
        "target",
        "whole",
    )

    def __init__(self, kind: Kind, target: "Claim | StepDraft | None", span: Span) -> None:
        self.kind = kind
        self.target = target
        self.premises: dict[str, Premise] = {}
        self.spans = [span]
        self.whole = True
        self.keys: dict[str, Value] | None = None
        self.id = ""
        self.one: StepDraft | None = None
        self.final: Step | None = None


class QuoteDraft:
    """A quotation beneath a claim."""

    __slots__ = ("keys", "place", "source", "span", "words")

    def __init__(self, source: str, words: str, span: Span, place: Span) -> None:
        self.source = source
        self.words = words
        self.span = span
        self.place = place
        self.keys: dict[str, Value] | None = None


class SourceDraft:
    """A source that is declared."""

    __slots__ = ("file", "id", "keys", "path", "span")

    def __init__(self, id: str, file: str | None, path: str | None, span: Span) -> None:
        self.id = id
        self.file = file
        self.path = path
        self.span = span
        self.keys: dict[str, Value] | None = None


class GroupDraft:
    """A group, or the map itself: what has a name, and properties for other tools."""

    __slots__ = ("id", "keys", "name", "parent", "span")

    def __init__(self, id: str, name: str, parent: str | None, span: Span) -> None:
        self.id = id
        self.name = name
        self.parent = parent
        self.span = span
        self.keys: dict[str, Value] | None = None


Draft: TypeAlias = Additions | StepDraft | QuoteDraft | SourceDraft | GroupDraft


class ImportDraft:
    """An import, and the file that it leads to, where there is one."""

    __slots__ = ("file", "name", "span", "unit", "used")

    def __init__(self, name: str, file: str, span: Span, unit: "Unit | None") -> None:
        self.name = name
        self.file = file
        self.span = span
        self.unit = unit
        self.used = False


class Unit:
    """One file, and the names that stand in it. ``prefix`` is what its ids start with.

    ``lost`` are names that a line which could not be read would have stated, and
    ``lost_import`` says whether one of them was an import. For each node,
    ``stated`` has the claim that it states; ``things`` has what nodes introduce besides claims.
    """

    def __init__(self, tree: Tree, prefix: str) -> None:
        self.tree = tree
        self.prefix = prefix
        self.title: GroupDraft | None = None
        self.imports: dict[str, ImportDraft] = {}
        self.sources: dict[str, SourceDraft] = {}
        self.groups: dict[str, GroupDraft] = {}
        self.claims: dict[str, Claim] = {}
        self.lost: dict[str, None] = {}
        self.lost_import = False
        self.stated: list[Claim | None] = []
        self.things: dict[int, Draft] = {}
