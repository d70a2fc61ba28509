"""A resolved map as JSON, for other programs; `docs/schema/map.json` describes the form.

Reading it back gives an equal map. What is lost is what the map does not hold: comments, the
order of lines within a claim, and where in the `.arg` files things were stated.
"""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import (
    DEFAULT_STRENGTH,
    DEFAULT_WEIGHT,
    VERDICTS,
    ArgumentMap,
    Claim,
    Contrary,
    Extras,
    Group,
    Premise,
    Quote,
    Source,
    Step,
)
from argmap.text import Span, Text

VERSION = 1

_SOURCE = ("file", "title", "author", "publisher", "date", "url", "language")


def to_json(map: ArgumentMap) -> str:
    """A map as a JSON object, indented, with the form's version in front."""
    value = {
        "argmap": VERSION,
        "title": map.title,
        "properties": dict(map.properties),
        "sources": [
            {
                "id": source.id,
                **{key: getattr(source, key) for key in _SOURCE},
                "properties": dict(source.properties),
            }
            for source in map.sources
        ],
        "groups": [
            {
                "id": group.id,
                "name": group.name,
                "parent": group.parent,
                "properties": dict(group.properties),
            }
            for group in map.groups
        ],
        "claims": [_claim(claim) for claim in map.claims],
        "steps": [_step(step) for step in map.steps],
        "contraries": [[pair.first.id, pair.second.id] for pair in map.contraries],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "text": claim.text,
        "role": claim.role,
        "tags": list(claim.tags),
        "group": claim.group,
        "by": claim.by,
        "note": claim.note,
        "given": claim.given,
        "weight": claim.weight,
        "expect": claim.expect,
        "quotes": [
            {
                "source": quote.source,
                "text": quote.text,
                "occurrence": quote.occurrence,
                "properties": dict(quote.properties),
                "span": _place(quote.span),
            }
            for quote in claim.quotes
        ],
        "properties": dict(claim.properties),
        "span": _place(claim.span),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "kind": step.kind,
        "premises": [
            {"claim": premise.claim.id, "assumed": premise.assumed}
            for premise in step.premises
        ],
        "target": {"step" if step.undercuts else "claim": step.target.id},
        "scheme": step.scheme,
        "strength": step.strength,
        "span": _place(step.span),
    }


def _place(span: Span | None) -> dict[str, Any] | None:
    """Where something is stated: lines and columns from 1, offsets from 0, in code points."""
    if span is None:
        return None
    return {
        "file": span.text.name,
        "start": {"line": span.line, "column": span.column, "offset": span.start},
        "end": {"line": span.end_line, "column": span.end_column, "offset": span.end},
    }


# Reading


@attrs.frozen
class Read:
    """A map that was read, and what was wrong with its file; with errors the map is empty."""

    map: ArgumentMap
    diagnostics: tuple[Diagnostic, ...]


class _Wrong(Exception):
    """Something in the JSON that is not as the form says."""


def from_json(text: Text) -> Read:
    """Read a map. The first thing that is not as the form says is reported."""
    try:
        value = json.loads(text.content)
    except json.JSONDecodeError as error:
        return _failed(text, f"this is not JSON: {error.msg.lower()}", error.pos)
    except RecursionError:
        return _failed(text, "this JSON is nested too deep", 0)
    try:
        return Read(_map(_Value(value, "the map")), ())
    except _Wrong as error:
        return _failed(text, str(error), 0)


def _failed(text: Text, message: str, at: int) -> Read:
    end = min(at + 1, len(text.content))
    found = Diagnostic(
        "syntax",
        Severity.ERROR,
        message,
        Span(text, min(at, end), end),
        help=("`argmap convert MAP.arg -` shows the form",),
    )
    return Read(ArgumentMap(), (found,))


_Kind = TypeVar("_Kind")


@attrs.frozen
class _Value:
    """A value of the JSON, and its path in it for messages."""

    value: Any
    path: str

    def be(self, kind: type[_Kind], said: str) -> _Kind:
        if not isinstance(self.value, kind) or (
            isinstance(self.value, bool) and kind is not bool
        ):
            raise _Wrong(f"{self.path} is not {said}")
        return self.value

    def __getitem__(self, key: str) -> "_Value":
        return _Value(self.be(dict, "an object").get(key), f"`{key}` of {self.path}")

    def each(self, name: str) -> list["_Value"]:
        found = [] if self.value is None else self.be(list, "a list")
        return [_Value(value, f"{name} {place}") for place, value in enumerate(found, 1)]

    def text(self) -> str:
        return self.be(str, "a text")

    def text_or_none(self) -> str | None:
        return None if self.value is None else self.text()

    def flag(self) -> bool:
        return False if self.value is None else self.be(bool, "true or false")

    def share(self, default: float) -> float:
        """A number from 0 to 1."""
        if self.value is None:
            return default
        number = self.value
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise _Wrong(f"{self.path} is not a number")
        if not 0 <= number <= 1:
            raise _Wrong(f"{self.path} is not between 0 and 1")
        return float(number)

    def one_of(self, *choices: Any) -> Any:
        if self.value not in choices or isinstance(self.value, bool):
            said = ", ".join(str(choice) for choice in choices)
            raise _Wrong(f"{self.path} is none of: {said}")
        return self.value

    def extras(self) -> Extras:
        found: Mapping[str, Any] = {} if self.value is None else self.be(dict, "an object")
        for key, value in found.items():
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise _Wrong(f"`{key}` of {self.path} is neither text nor number")
        return MappingProxyType(
            {
                key: value if isinstance(value, str) else float(value)
                for key, value in found.items()
            }
        )


def _map(value: _Value) -> ArgumentMap:
    if value["argmap"].value != VERSION:
        raise _Wrong(f"this is no map: `argmap` is not {VERSION}")
    sources = _by_id(value["sources"].each("source"), _source)
    groups = _by_id(value["groups"].each("group"), _group)
    for group in groups.values():
        if group.parent is not None and group.parent not in groups:
            raise _Wrong(f"the parent of the group `{group.id}` is not there")
    claims = _by_id(
        value["claims"].each("claim"), lambda each: _read_claim(each, sources, groups)
    )
    steps: dict[str, Step] = {}
    waiting = value["steps"].each("step")
    while waiting:
        later = []
        for each in waiting:
            target = each["target"]
            other = target["step"].value
            if other is not None and other not in steps:
                later.append(each)
                continue
            step = _read_step(each, claims, steps)
            if step.id in steps:
                raise _Wrong(f"two steps have the id `{step.id}`")
            steps[step.id] = step
        if len(later) == len(waiting):
            raise _Wrong(f"`target` of {later[0].path} is a step that is not there")
        waiting = later
    pairs = []
    for each in value["contraries"].each("pair of contraries"):
        ids = each.each("claim")
        if len(ids) != 2:
            raise _Wrong(f"{each.path} is not two claims")
        pairs.append(Contrary(_known(ids[0], claims), _known(ids[1], claims)))
    return ArgumentMap(
        value["title"].text_or_none(),
        tuple(sources.values()),
        tuple(groups.values()),
        tuple(claims.values()),
        tuple(steps.values()),
        tuple(pairs),
        value["properties"].extras(),
    )


_Thing = TypeVar("_Thing", Source, Group, Claim)


def _by_id(values: list[_Value], read: Callable[[_Value], _Thing]) -> dict[str, _Thing]:
    found: dict[str, _Thing] = {}
    for value in values:
        thing = read(value)
        if thing.id in found:
            raise _Wrong(f"`id` of {value.path} is taken: `{thing.id}`")
        found[thing.id] = thing
    return found


def _source(value: _Value) -> Source:
    file, title, author, publisher, date, url, language = (
        value[key].text_or_none() for key in _SOURCE
    )
    id, extras = value["id"].text(), value["properties"].extras()
    return Source(id, file, title, author, publisher, date, url, language, extras, file)


def _group(value: _Value) -> Group:
    return Group(
        value["id"].text(),
        value["name"].text(),
        value["parent"].text_or_none(),
        value["properties"].extras(),
    )


def _read_claim(
    value: _Value, sources: Mapping[str, Source], groups: Mapping[str, Group]
) -> Claim:
    group = value["group"].text_or_none()
    if group is not None and group not in groups:
        raise _Wrong(f"`group` of {value.path} is not there: `{group}`")
    quotes = []
    for each in value["quotes"].each(f"quotation of {value.path}, number"):
        source = each["source"].text()
        if source not in sources:
            raise _Wrong(f"`source` of {each.path} is not there: `{source}`")
        occurrence = each["occurrence"]
        number = None if occurrence.value is None else occurrence.be(int, "a whole number")
        quotes.append(
            Quote(source, each["text"].text(), number, each["properties"].extras())
        )
    return Claim(
        value["id"].text(),
        value["text"].text(),
        value["role"].one_of("thesis", "claim"),
        tuple(tag.text() for tag in value["tags"].each("tag")),
        group,
        value["by"].text_or_none(),
        value["note"].text_or_none(),
        value["weight"].share(DEFAULT_WEIGHT),
        value["given"].flag(),
        value["expect"].one_of(*VERDICTS, None),
        tuple(quotes),
        value["properties"].extras(),
    )


def _read_step(
    value: _Value, claims: Mapping[str, Claim], steps: Mapping[str, Step]
) -> Step:
    premises = tuple(
        Premise(_known(each["claim"], claims), each["assumed"].flag())
        for each in value["premises"].each(f"premise of {value.path}, number")
    )
    if not premises:
        raise _Wrong(f"{value.path} has no premises")
    target = value["target"]
    other = target["step"].value
    kind = value["kind"].one_of("for", "against")
    if other is not None and kind == "for":
        raise _Wrong(f"{value.path} is for a step: a step can only be spoken against")
    return Step(
        value["id"].text(),
        kind,
        premises,
        steps[other] if other is not None else _known(target["claim"], claims),
        value["scheme"].text_or_none(),
        value["strength"].share(DEFAULT_STRENGTH),
    )


def _known(value: _Value, claims: Mapping[str, Claim]) -> Claim:
    name = value.text()
    if name not in claims:
        raise _Wrong(f"{value.path} is not there: `{name}`")
    return claims[name]
