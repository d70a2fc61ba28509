"""The resolved map: claims, and steps from claims to what they support or speak against.

Everything here is frozen and knows where it was stated. Two maps are equal when they say the
same: where they say it never counts.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import attrs

from argmap.text import Span

Role: TypeAlias = Literal["thesis", "claim"]
Kind: TypeAlias = Literal["for", "against"]
Verdict: TypeAlias = Literal["in", "out", "undecided"]

VERDICTS: tuple[Verdict, ...] = ("in", "out", "undecided")
DEFAULT_WEIGHT = 0.5
DEFAULT_STRENGTH = 1.0


class Extras(Mapping[str, str | float]):
    """The ``x-`` properties of something, by their keys.

    It never changes, so that whatever holds it can be hashed, copied and pickled.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str | float] = MappingProxyType({})) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> str | float:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return repr(self._values)


NO_EXTRAS = Extras()


def _span(**options: Any) -> Any:
    """A field for a place, which never counts when two values are compared."""
    return attrs.field(eq=False, repr=False, **options)


@attrs.frozen
class Source:
    """A text that claims are read from.

    ``file`` is relative to the map, also where an imported map declares the source; ``path`` is
    the same as the map's reader names it. Both are None where the map names no file.
    """

    id: str
    file: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    properties: Extras = NO_EXTRAS
    path: str | None = attrs.field(default=None, eq=False)
    span: Span | None = _span(default=None)


@attrs.frozen
class Quote:
    """Where a source says a claim, word for word.

    ``span`` is the whole line, ``words`` the quotation inside its quotation marks.
    """

    source: str
    text: str
    occurrence: int | None = None
    properties: Extras = NO_EXTRAS
    span: Span | None = _span(default=None)
    words: Span | None = _span(default=None)


@attrs.frozen
class Group:
    """A part of the map. ``parent`` is the id of the group it is nested in."""

    id: str
    name: str
    parent: str | None = None
    properties: Extras = NO_EXTRAS
    span: Span | None = _span(default=None)


@attrs.frozen
class Claim:
    """Something that the map says may be believed or not.

    ``weight`` (0 to 1) is how plausible it is before any reason is heard; ``given`` means that
    it is taken at its word even where its reasons fall; ``expect`` is what the evaluation must
    say of it. ``by`` is who says so: None is the map's author. ``span`` covers the words that
    state it, ``name`` its id there (the text, where it has no name of its own).
    """

    id: str
    text: str
    role: Role = "claim"
    tags: tuple[str, ...] = ()
    group: str | None = None
    by: str | None = None
    note: str | None = None
    weight: float = DEFAULT_WEIGHT
    given: bool = False
    expect: Verdict | None = None
    quotes: tuple[Quote, ...] = ()
    properties: Extras = NO_EXTRAS
    span: Span | None = _span(default=None)
    name: Span | None = _span(default=None)

    @property
    def anonymous(self) -> bool:
        """Whether the claim was stated without a name, so that its id is made of its words."""
        return self.id.rpartition(".")[2].startswith("_")

    @property
    def imported(self) -> bool:
        """Whether another file states the claim."""
        return "." in self.id


def _id(value: "Claim | Step") -> tuple[bool, str]:
    return isinstance(value, Step), value.id


@attrs.frozen
class Premise:
    """A claim that a step draws on; ``assumed`` where the text leaves it unsaid."""

    claim: Claim = attrs.field(eq=_id)
    assumed: bool = False
    span: Span | None = _span(default=None)


@attrs.frozen
class Step:
    """One or more premises that count only together, for or against a claim or another step.

    The step against a step is an undercut. ``strength`` (0 to 1) is how strongly the premises
    bear on the target. ``spans`` holds every line that draws the step, the first one first;
    ``span`` is that first one. ``scheme_span`` is where the scheme is named.
    """

    id: str
    kind: Kind
    premises: tuple[Premise, ...]
    target: "Claim | Step" = attrs.field(eq=_id, repr=lambda target: repr(target.id))
    scheme: str | None = None
    strength: float = DEFAULT_STRENGTH
    spans: tuple[Span, ...] = _span(default=())
    scheme_span: Span | None = _span(default=None)

    @property
    def span(self) -> Span | None:
        """The line that draws the step first."""
        return self.spans[0] if self.spans else None

    @property
    def undercuts(self) -> bool:
        """Whether it speaks against a step rather than a claim."""
        return isinstance(self.target, Step)

    @property
    def verb(self) -> Literal["supports", "rebuts", "undercuts"]:
        """What the premises do to the target."""
        if self.undercuts:
            return "undercuts"
        return "supports" if self.kind == "for" else "rebuts"


@attrs.frozen
class Contrary:
    """Two claims that cannot both stand: each speaks against the other."""

    first: Claim = attrs.field(eq=_id)
    second: Claim = attrs.field(eq=_id)
    span: Span | None = _span(default=None)


@attrs.frozen(eq=False)
class Import:
    """Another file whose claims the map uses, and the name that they go by here."""

    name: str
    file: str
    used: bool
    span: Span = _span()


@attrs.frozen(slots=False, repr=False)  # its cached properties need a __dict__
class ArgumentMap:
    """A whole map, the files that it imports included.

    ``sources``, ``groups``, ``claims`` and ``steps`` stand in the order in which the files
    state them, imported files first. What an imported file states has an id that starts with
    the name of the import and a full stop.
    """

    title: str | None = None
    sources: tuple[Source, ...] = ()
    groups: tuple[Group, ...] = ()
    claims: tuple[Claim, ...] = ()
    steps: tuple[Step, ...] = ()
    contraries: tuple[Contrary, ...] = ()
    properties: Extras = NO_EXTRAS
    imports: tuple[Import, ...] = attrs.field(default=(), eq=False)

    def __getstate__(self) -> dict[str, Any]:
        # What is remembered besides its fields is soon found again.
        return {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        return f"<ArgumentMap{title}: {len(self.claims)} claims, {len(self.steps)} steps>"

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Each claim by its id."""
        return MappingProxyType({claim.id: claim for claim in self.claims})

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Each source by its id."""
        return MappingProxyType({source.id: source for source in self.sources})

    @cached_property
    def group(self) -> Mapping[str, Group]:
        """Each group by its id."""
        return MappingProxyType({group.id: group for group in self.groups})

    @cached_property
    def theses(self) -> tuple[Claim, ...]:
        """The claims that the map is there to settle."""
        return tuple(claim for claim in self.claims if claim.role == "thesis")

    @cached_property
    def own_theses(self) -> tuple[Claim, ...]:
        """The theses without those of imports, which are but claims here.

        A map that states no thesis itself is there for those of its imports.
        """
        own = tuple(claim for claim in self.theses if not claim.imported)
        return own or self.theses

    @cached_property
    def _own_theses(self) -> frozenset[str]:
        return frozenset(claim.id for claim in self.own_theses)

    def settles(self, claim: Claim) -> bool:
        """Whether the claim is one of :attr:`own_theses`."""
        return claim.id in self._own_theses

    @cached_property
    def _into_claim(self) -> dict[str, list[Step]]:
        return self._by_target(undercuts=False)

    @cached_property
    def _into_step(self) -> dict[str, list[Step]]:
        return self._by_target(undercuts=True)

    def _by_target(self, *, undercuts: bool) -> dict[str, list[Step]]:
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            if step.undercuts is undercuts:
                found.setdefault(step.target.id, []).append(step)
        return found

    @cached_property
    def _out_of(self) -> dict[str, list[Step]]:
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            for premise in step.premises:
                found.setdefault(premise.claim.id, []).append(step)
        return found

    @cached_property
    def _contraries_of(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for pair in self.contraries:
            found.setdefault(pair.first.id, []).append(pair.second)
            found.setdefault(pair.second.id, []).append(pair.first)
        return found

    def steps_to(self, target: Claim | Step) -> tuple[Step, ...]:
        """The steps for and against a claim, or against a step."""
        into = self._into_step if isinstance(target, Step) else self._into_claim
        return tuple(into.get(target.id, ()))

    def steps_from(self, claim: Claim) -> tuple[Step, ...]:
        """The steps that have the claim among their premises."""
        return tuple(self._out_of.get(claim.id, ()))

    def contraries_of(self, claim: Claim) -> tuple[Claim, ...]:
        """The claims that cannot stand beside this one."""
        return tuple(self._contraries_of.get(claim.id, ()))
