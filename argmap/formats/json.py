"""A resolved map as JSON, for other programs; `docs/schema/map.json` describes the form.

Reading it back gives an equal map. What is lost is what the map does not hold: comments, and the
order of lines within a claim. What is stated has its place in the JSON then.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

import attrs

from argmap.diagnostics import Diagnostic, Severity
from argmap.formats.positions import Way, positions
from argmap.model import (
    DEFAULT_STRENGTH,
    DEFAULT_WEIGHT,
    NO_EXTRAS,
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
from argmap.resolve.imports import path_beside
from argmap.syntax.keywords import MOST_TIMES, is_name
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
    """Something in the JSON that is not as the form says, and the way to it."""

    def __init__(self, message: str, way: Way = ()) -> None:
        super().__init__(message)
        self.way = way


def from_json(text: Text) -> Read:
    """Read a map. The first thing that is not as the form says is reported.

    Nor is anything taken that the language could not say, so that every map can be written
    as `.arg`.
    """
    content = text.content
    for offset, byte in text.undecodable:
        return _failed(text, f"byte 0x{byte:02X} is not UTF-8", offset)
    try:
        value = json.loads(content, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return _failed(text, f"this is not JSON: {error.msg.lower()}", error.pos)
    except RecursionError:
        return _failed(text, "this JSON is nested too deep", 0)
    except _Wrong as error:
        return _failed(text, str(error), 0)
    except ValueError:
        return _failed(text, "this JSON has a number of too many digits", 0)
    places = {
        way: Span(text, start, end)
        for way, start, end in positions(content, {"id", "text", "claim"})
    }
    try:
        return Read(_map(_Value(value, "the map", (), places), text.name), ())
    except _Wrong as error:
        return _failed(text, str(error), *_stands(content, error.way))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Wrong(f"an object has the key `{key}` twice")
        found[key] = value
    return found


def _stands(content: str, way: Way) -> tuple[int, int]:
    """Where a value stands, or else the start of what it should stand in."""
    places = {at: (start, end) for at, start, end in positions(content)}
    for size in range(len(way), -1, -1):
        if way[:size] in places:
            start, end = places[way[:size]]
            return start, end if size == len(way) else start + 1
    return 0, 1


def _failed(text: Text, message: str, start: int, end: int | None = None) -> Read:
    size = len(text.content)
    end = min(start + 1 if end is None else end, size)
    found = Diagnostic(
        "syntax",
        Severity.ERROR,
        message,
        Span(text, min(start, end), end),
        help=("`argmap convert MAP.arg -` shows the form",),
    )
    return Read(ArgumentMap(), (found,))


_Kind = TypeVar("_Kind")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@attrs.frozen
class _Value:
    """A value of the JSON, its name for messages, the way to it, and the places of all."""

    value: Any
    path: str
    way: Way
    places: Mapping[Way, Span]

    def wrong(self, said: str) -> NoReturn:
        raise _Wrong(f"{self.path} {said}", self.way)

    def be(self, kind: type[_Kind], said: str) -> _Kind:
        if not isinstance(self.value, kind) or (
            isinstance(self.value, bool) and kind is not bool
        ):
            self.wrong(f"is not {said}")
        return self.value

    def __getitem__(self, key: str) -> "_Value":
        value = self.be(dict, "an object").get(key)
        return _Value(value, f"`{key}` of {self.path}", (*self.way, key), self.places)

    def each(self, name: str) -> list["_Value"]:
        found = [] if self.value is None else self.be(list, "a list")
        return [
            _Value(value, f"{name} {place}", (*self.way, place - 1), self.places)
            for place, value in enumerate(found, 1)
        ]

    def place(self, key: str) -> Span | None:
        """Where the value of a key stands."""
        return self.places.get((*self.way, key))

    def text(self) -> str:
        text = self.be(str, "a text").replace("\r\n", "\n")
        if not text.isprintable() and (bad := _CONTROL.search(text)):
            self.wrong(f"has the control character U+{ord(bad[0]):04X}")
        return text

    def text_or_none(self) -> str | None:
        return None if self.value is None else self.text()

    def name(self) -> str:
        """A text that the language takes as a name, composed."""
        text = unicodedata.normalize("NFC", self.text())
        if not all(map(is_name, text.split("."))):
            self.wrong(f"is not a name such as `air-quality`: `{text[:40]}`")
        return text

    def flag(self) -> bool:
        return False if self.value is None else self.be(bool, "true or false")

    def number(self) -> int | float:
        number = self.value
        if isinstance(number, bool) or not isinstance(number, int | float):
            self.wrong("is not a number")
        if not abs(number) < 1e300:  # nor is what is no number at all
            self.wrong("is not a number that can be written down")
        return number

    def share(self, default: float) -> float:
        """A number from 0 to 1."""
        if self.value is None:
            return default
        number = self.number()
        if not 0 <= number <= 1:
            self.wrong("is not between 0 and 1")
        return float(number)

    def count(self) -> int | None:
        """A whole number from 1."""
        if self.value is None:
            return None
        number = self.be(int, "a whole number")
        if not 1 <= number <= MOST_TIMES:
            self.wrong("is not a whole number from 1")
        return number

    def one_of(self, *choices: Any) -> Any:
        if self.value not in choices or isinstance(self.value, bool):
            said = ", ".join(str(choice) for choice in choices if choice is not None)
            self.wrong(f"is none of: {said}")
        return self.value

    def extras(self) -> Extras:
        found: Mapping[str, Any] = {} if self.value is None else self.be(dict, "an object")
        extras: dict[str, str | float] = {}
        for key in found:
            value, name = self[key], unicodedata.normalize("NFC", key)
            if not (name.startswith("x-") and is_name(name)):
                value.wrong("has a key that is not one of your own, such as `x-key`")
            if name in extras:
                value.wrong("has a key that another one has in other letters")
            if isinstance(value.value, str):
                extras[name] = value.text()
            else:
                extras[name] = value.number()
        return Extras(extras) if extras else NO_EXTRAS


def _map(value: _Value, file: str) -> ArgumentMap:
    if value["argmap"].value != VERSION or value["argmap"].value is True:
        raise _Wrong(f"this is no map: `argmap` is not {VERSION}", ("argmap",))
    sources = _by_id(value["sources"].each("source"), lambda each: _source(each, file))
    groups = _by_id(value["groups"].each("group"), _group)
    _check_parents(groups, value["groups"].each("group"))
    claims = _by_id(
        value["claims"].each("claim"), lambda each: _read_claim(each, sources, groups)
    )
    steps = _steps(value["steps"].each("step"), claims)
    pairs: dict[frozenset[str], Contrary] = {}
    for each in value["contraries"].each("pair of contraries"):
        ids = each.each("claim")
        if len(ids) != 2:
            each.wrong("is not two claims")
        first, second = (_known(id, claims) for id in ids)
        pairs.setdefault(frozenset((first.id, second.id)), Contrary(first, second))
    properties, title = value["properties"].extras(), value["title"].text_or_none()
    if title is None and properties:
        title = ""  # in an .arg file they stand beneath it
    return ArgumentMap(
        title,
        tuple(sources.values()),
        tuple(groups.values()),
        tuple(claims.values()),
        tuple(steps.values()),
        tuple(pairs.values()),
        properties,
    )


_Thing = TypeVar("_Thing", Source, Group, Claim)


def _by_id(values: list[_Value], read: Callable[[_Value], _Thing]) -> dict[str, _Thing]:
    found: dict[str, _Thing] = {}
    for value in values:
        thing = read(value)
        if thing.id in found:
            value["id"].wrong(f"is taken: `{thing.id}`")
        found[thing.id] = thing
    return found


def _source(value: _Value, map_file: str) -> Source:
    file, title, author, publisher, date, url, language = (
        value[key].text_or_none() for key in _SOURCE
    )
    id, extras = value["id"].text(), value["properties"].extras()
    path = path_beside(map_file, file) if file and "://" not in file else None
    return Source(
        id, file or None, title, author, publisher, date, url, language, extras, path,
        value.place("id"),
    )  # fmt: skip


def _group(value: _Value) -> Group:
    return Group(
        value["id"].text(),
        value["name"].text(),
        value["parent"].text_or_none(),
        value["properties"].extras(),
        value.place("id"),
    )


def _check_parents(groups: Mapping[str, Group], values: Iterable[_Value]) -> None:
    """Refuse a group in one that is not there, or in itself."""
    sound: set[str | None] = {None}
    for value, group in zip(values, groups.values(), strict=True):
        way: dict[str, None] = {}
        at: str | None = group.id
        while at not in sound:
            assert at is not None
            if at in way:
                value["parent"].wrong("leads back to the group itself")
            way[at] = None
            if at not in groups:
                value["parent"].wrong(f"is not there: `{at}`")
            at = groups[at].parent
        sound.update(way)


def _read_claim(
    value: _Value, sources: Mapping[str, Source], groups: Mapping[str, Group]
) -> Claim:
    group = value["group"].text_or_none()
    if group is not None and group not in groups:
        value["group"].wrong(f"is not there: `{group}`")
    quotes = []
    for each in value["quotes"].each(f"quotation of {value.path}, number"):
        source = each["source"].text()
        if source not in sources:
            each["source"].wrong(f"is not there: `{source}`")
        quotes.append(
            Quote(
                source,
                each["text"].text(),
                each["occurrence"].count(),
                each["properties"].extras(),
                each.place("text"),
            )
        )
    return Claim(
        value["id"].text(),
        value["text"].text(),
        value["role"].one_of("thesis", "claim"),
        tuple(dict.fromkeys(tag.name() for tag in value["tags"].each("tag"))),
        group,
        value["by"].text_or_none(),
        value["note"].text_or_none(),
        value["weight"].share(DEFAULT_WEIGHT),
        value["given"].flag(),
        value["expect"].one_of(*VERDICTS, None),
        tuple(quotes),
        value["properties"].extras(),
        value.place("text"),
        value.place("id"),
    )


def _steps(values: list[_Value], claims: Mapping[str, Claim]) -> dict[str, Step]:
    """The steps, each after the one that it undercuts."""
    steps: dict[str, Step] = {}
    drawn: dict[tuple[object, ...], str] = {}
    waiting: dict[str, list[_Value]] = {}
    for value in values:
        ready = [value]
        while ready:
            each = ready.pop()
            other = each["target"]["step"].text_or_none()
            if other is not None and other not in steps:
                waiting.setdefault(other, []).append(each)
                continue
            step = _read_step(each, claims, steps)
            if step.id in steps:
                each["id"].wrong(f"is taken: `{step.id}`")
            steps[step.id] = step
            who = frozenset(premise.claim.id for premise in step.premises)
            first = drawn.setdefault(
                (step.kind, who, step.undercuts, step.target.id), step.id
            )
            if first != step.id:
                each["id"].wrong(f"is drawn already: `{first}` is the same step")
            ready += reversed(waiting.pop(step.id, []))
    for each in next(iter(waiting.values()), []):
        each["target"].wrong("is a step that is not there, or that undercuts this one")
    return steps


def _read_step(
    value: _Value, claims: Mapping[str, Claim], steps: Mapping[str, Step]
) -> Step:
    premises: dict[str, Premise] = {}
    for each in value["premises"].each(f"premise of {value.path}, number"):
        claim = _known(each["claim"], claims)
        if claim.id in premises:
            each["claim"].wrong(f"is a premise of this step already: `{claim.id}`")
        premises[claim.id] = Premise(claim, each["assumed"].flag(), each.place("claim"))
    if not premises:
        value["premises"].wrong("has none")
    if all(premise.assumed for premise in premises.values()):
        value["premises"].wrong("has only assumed ones: one at least must be said")
    target = value["target"]
    other = target["step"].text_or_none()
    kind = value["kind"].one_of("for", "against")
    if other is not None and target["claim"].value is not None:
        target.wrong("is a claim and a step at once")
    if other is not None and kind == "for":
        value["kind"].wrong("is `for`, but no step speaks for another one")
    place = value.place("id")
    return Step(
        value["id"].text(),
        kind,
        tuple(premises.values()),
        steps[other] if other is not None else _known(target["claim"], claims),
        None if value["scheme"].value is None else value["scheme"].name(),
        value["strength"].share(DEFAULT_STRENGTH),
        (place,) if place else (),
    )


def _known(value: _Value, claims: Mapping[str, Claim]) -> Claim:
    name = value.text()
    if name not in claims:
        value.wrong(f"is not there: `{name}`")
    return claims[name]
