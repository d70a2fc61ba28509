"""A resolved map as an `.arg` file, such as for one that was read from JSON.

A claim is stated beneath the first line that uses it, where both are in the same group, else
in its group. A claim without a name keeps none where nothing but that line needs it. An id that is
no name becomes one: names that an import brought are written with a hyphen, since only the file
itself can state them. What would have the name of something else gets a number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from argmap.model import DEFAULT_STRENGTH, DEFAULT_WEIGHT, ArgumentMap, Claim, Extras, Step
from argmap.syntax.format import word, wrap
from argmap.syntax.keywords import NAME_LETTERS, SOURCE_KEYS, is_name
from argmap.syntax.tree import (
    ClaimLine,
    ContradictsLine,
    GroupLine,
    Keyword,
    Line,
    MapLine,
    PropertyLine,
    QuoteLine,
    SourceLine,
)

DEEPEST = 12
"""How deep a claim is stated beneath the one that uses it, in levels."""


def to_arg(map: ArgumentMap) -> str:
    """A map as the text of an `.arg` file in the one style."""
    nameless = {claim.id for claim in map.claims if claim.anonymous}
    while True:
        writer = _Writer(map, nameless)
        text = writer.text()
        if not writer.missed:
            return text
        nameless -= writer.missed


class _Writer:
    """Writes a map once; ``missed`` are claims without a name that a line had to name."""

    def __init__(self, map: ArgumentMap, nameless: set[str]) -> None:
        self.map = map
        self.nameless = nameless
        self.missed: set[str] = set()
        self.stated: set[str] = set()
        self.rows: list[str] = []
        named = sorted(map.claims, key=lambda claim: claim.id in nameless)
        self.names = _names([claim.id for claim in named])
        self.contraries: dict[str, list[Claim]] = {}
        for pair in map.contraries:
            self.contraries.setdefault(pair.first.id, []).append(pair.second)
        self.sources = _names([source.id for source in map.sources])
        self.own: dict[str | None, list[Claim]] = {}
        for claim in map.claims:
            self.own.setdefault(claim.group, []).append(claim)

    def text(self) -> str:
        map = self.map
        if map.title is not None or map.properties:
            self.row(MapLine(word(map.title or "")), 0)
            self.extras(map.properties, 1)
        for source in map.sources:
            self.gap()
            file = word(source.file) if source.file is not None else None
            self.row(SourceLine(word(self.sources[source.id]), file), 0)
            for key in SOURCE_KEYS:
                self.key(key, getattr(source, key), 1)
            self.extras(source.properties, 1)
        inside: dict[str | None, list[str]] = {}
        for group in map.groups:
            inside.setdefault(group.parent, []).append(group.id)
        headings: dict[str | None, _Names] = {}
        self.claims(None, 0)
        waiting = [(id, 0) for id in reversed(inside.get(None, ()))]
        while waiting:
            id, depth = waiting.pop()
            self.gap()
            group = map.group[id]
            heading = headings.setdefault(group.parent, _Names()).free(
                group.name, "{} ({})"
            )
            self.row(GroupLine(word(heading)), depth)
            self.extras(group.properties, depth + 1)
            self.claims(id, depth + 1)
            waiting += [(nested, depth + 1) for nested in reversed(inside.get(id, ()))]
        return "".join(f"{row}\n" for row in self.rows)

    def claims(self, group: str | None, depth: int) -> None:
        """The claims of one group: theses first, then what nothing uses, then the rest."""
        own = sorted(
            self.own.get(group, ()),
            key=lambda claim: (claim.role != "thesis", bool(self.map.steps_from(claim))),
        )
        for claim in own:
            if claim.id not in self.stated:
                self.gap()
                self.tree(claim, depth)

    def tree(self, root: Claim, depth: int) -> None:
        """A claim and all that can be stated beneath it, without recursion."""
        keyword: Keyword = "thesis" if root.role == "thesis" else "claim"
        work = [self.claim(keyword, root, depth, root.group)]
        while work:
            part = next(work[-1], None)
            if part is None:
                work.pop()
            else:
                work.append(part)

    def claim(
        self,
        keyword: Keyword,
        claim: Claim,
        depth: int,
        group: str | None,
        step: Step | None = None,
    ) -> Iterator["_Part"]:
        """The line of a claim, with the keys of the step that it begins, and what is beneath."""
        states = claim.id not in self.stated and (
            keyword in ("thesis", "claim")
            or (claim.group == group and claim.role == "claim" and depth < DEEPEST)
        )
        name = word(self.names[claim.id])
        if states:
            self.stated.add(claim.id)
            tags = tuple(word(tag) for tag in claim.tags)
            named = None if claim.id in self.nameless else name
            self.row(ClaimLine(keyword, named, word(claim.text), tags), depth)
        else:
            self.refer(claim)
            self.row(ClaimLine(keyword, name, None, ()), depth)
        if step is not None and step.scheme is not None:
            self.key("scheme", step.scheme, depth + 1, form="word")
        if step is not None and step.strength != DEFAULT_STRENGTH:
            self.key("strength", step.strength, depth + 1)
        if not states:
            return
        self.properties(claim, depth + 1)
        for each in self.map.steps_to(claim):
            yield self.step(each, depth + 1, group)

    def step(self, step: Step, depth: int, group: str | None) -> Iterator["_Part"]:
        # The first line cannot say that its premise is assumed, so a said one comes first.
        first, *others = sorted(step.premises, key=lambda premise: premise.assumed)
        keyword: Keyword = (
            "unless" if step.undercuts else "because" if step.kind == "for" else "but"
        )
        yield self.claim(keyword, first.claim, depth, group, step)
        for premise in others:
            also: Keyword = "assuming" if premise.assumed else "and"
            yield self.claim(also, premise.claim, depth + 1, group)
        for undercut in self.map.steps_to(step):
            yield self.step(undercut, depth + 1, group)

    def properties(self, claim: Claim, depth: int) -> None:
        for quote in claim.quotes:
            self.row(QuoteLine(word(self.sources[quote.source]), word(quote.text)), depth)
            if quote.occurrence is not None:
                self.key("occurrence", quote.occurrence, depth + 1)
            self.extras(quote.properties, depth + 1)
        self.key("by", claim.by, depth)
        self.key("note", claim.note, depth)
        if claim.weight != DEFAULT_WEIGHT:
            self.key("weight", claim.weight, depth)
        if claim.given:
            self.key("given", "yes", depth, form="word")
        if claim.expect is not None:
            self.key("expect", claim.expect, depth, form="word")
        self.extras(claim.properties, depth)
        for other in self.contraries.get(claim.id, ()):
            self.refer(other)
            self.row(ContradictsLine(word(self.names[other.id])), depth)

    def refer(self, claim: Claim) -> None:
        if claim.id in self.nameless:
            self.missed.add(claim.id)

    def extras(self, properties: Extras, depth: int) -> None:
        for key, value in properties.items():
            self.key(key, value, depth)

    def key(
        self,
        key: str,
        value: str | float | None,
        depth: int,
        *,
        form: Literal["string", "word"] = "string",
    ) -> None:
        if value is None:
            return
        if isinstance(value, str):
            self.row(PropertyLine(word(key), word(value), form), depth)
        else:
            self.row(PropertyLine(word(key), word(_decimal(value)), "number"), depth)

    def row(self, line: Line, depth: int) -> None:
        self.rows.append(wrap(line, 2 * depth))

    def gap(self) -> None:
        if self.rows and not self.rows[-1].lstrip().startswith("group "):
            self.rows.append("")


_Part: TypeAlias = "Iterator[_Part]"


def _decimal(number: float) -> str:
    """A number without an exponent, which the language does not have."""
    return format(Decimal(str(number)), "f").removesuffix(".0")


_NO_LETTER = re.compile(rf"[^{NAME_LETTERS}]+")


def _names(ids: Iterable[str]) -> dict[str, str]:
    """A name of the language for each id: itself if it is one, or else as near as can be."""
    ids = list(ids)
    names = {id: id for id in ids if is_name(id) and unicodedata.is_normalized("NFC", id)}
    taken = _Names(names)
    for id in ids:
        if id not in names:
            name = _NO_LETTER.sub("-", unicodedata.normalize("NFC", id)).strip("-_")
            if not is_name(name):
                name = f"c-{name}".strip("-")
            names[id] = taken.free(name, "{}-{}")
    return names


class _Names:
    """Names that are taken, and how often each was asked for."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._counts = dict.fromkeys(taken, 1)

    def free(self, base: str, form: str) -> str:
        """The name itself if it is free, or else one with a number; it is taken from then on."""
        name = base
        while name in self._counts:
            self._counts[base] += 1
            name = form.format(base, self._counts[base])
        self._counts[name] = 1
        return name
