"""Drafts to the finished map."""

from argmap.diagnostics import Label
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
    Import,
    Kind,
    Premise,
    Quote,
    Source,
    Step,
    Verdict,
)
from argmap.resolve.connecting import Connecting
from argmap.resolve.drafts import (
    Additions,
    QuoteDraft,
    SourceDraft,
    StepDraft,
    Unit,
    Value,
)
from argmap.resolve.findings import Findings

_NO_KEYS: dict[str, Value] = {}


def build(units: list[Unit], connected: Connecting, findings: Findings) -> ArgumentMap:
    """The map of all files, the imported ones first; the last one is the map's own."""
    stated = [claim for unit in units for claim in unit.claims.values()]
    final = {
        claim.id: _more(claim, connected.additions[claim.id])
        for claim in stated
        if claim.id in connected.additions
    }
    root = units[-1]
    pairs: dict[tuple[str, str], Contrary] = {}
    for one, other, span in connected.contraries:
        key = (min(one.id, other.id), max(one.id, other.id))
        first, second = (final.get(each.id, each) for each in (one, other))
        pairs.setdefault(key, Contrary(first, second, span))
    return ArgumentMap(
        title=root.title.name if root.title else None,
        sources=tuple(
            _source(source) for unit in units for source in unit.sources.values()
        ),
        groups=tuple(
            Group(group.id, group.name, group.parent, _extras(group.keys), group.span)
            for unit in units
            for group in unit.groups.values()
        ),
        claims=tuple([final.get(claim.id, claim) for claim in stated]),
        steps=tuple([_step(step, final) for step in _merged(connected.steps, findings)]),
        contraries=tuple(pairs.values()),
        properties=_extras(root.title.keys if root.title else None),
        imports=tuple(
            Import(each.name, each.file, each.used, each.span)
            for each in root.imports.values()
        ),
    )


def _more(claim: Claim, more: Additions) -> Claim:
    """A claim with what was added to it."""
    keys = more.keys or _NO_KEYS
    return Claim(
        claim.id,
        claim.text,
        "thesis" if more.thesis else claim.role,
        claim.tags + more.tags,
        claim.group,
        _text(keys, "by"),
        _text(keys, "note"),
        _number(keys, "weight", DEFAULT_WEIGHT),
        _text(keys, "given") == "yes",
        _verdict(_text(keys, "expect")),
        tuple([_quote(quote) for quote in more.quotes]),
        _extras(keys),
        claim.span,
        claim.name,
    )


def _merged(steps: list[StepDraft], findings: Findings) -> list[StepDraft]:
    """Each step once, whatever the number of lines that draw it, numbered.

    What lacks a premise or its target is left out, and so is what undercuts it.
    """
    first: dict[tuple[Kind, str | frozenset[str], bool, str], StepDraft] = {}
    for step in steps:
        target = step.target
        if target is None or not step.whole:
            continue
        undercuts = isinstance(target, StepDraft)
        if isinstance(target, StepDraft):
            step.target = target = target.one or target
            if not target.id:
                continue
        ids = step.premises
        who = next(iter(ids)) if len(ids) == 1 else frozenset(ids)
        key = (step.kind, who, undercuts, target.id)
        one = first.setdefault(key, step)
        if one is step:
            step.id = f"s{len(first)}"
        else:
            step.one = one
            _join(one, step, findings)
    return list(first.values())


def _join(one: StepDraft, other: StepDraft, findings: Findings) -> None:
    """Add to a step what another line says of it."""
    one.spans.append(other.spans[0])
    for id, each in one.premises.items():
        if each.assumed and not other.premises[id].assumed:
            one.premises[id] = Premise(each.claim, False, each.span)
    for key, value in (other.keys or {}).items():
        if one.keys is None:
            one.keys = {}
        before = one.keys.setdefault(key, value)
        if before.value != value.value:
            findings.report(
                "duplicate-key",
                f"`{key}` is given twice for one step",
                value.span,
                labels=(Label(before.span, "first given here"),),
                help=("two lines that draw the same premises are the same step",),
            )


def _step(step: StepDraft, claims: dict[str, Claim]) -> Step:
    """A finished step; ``claims`` are those to which something was added, by their ids."""
    premises = tuple(step.premises.values())
    if not claims.keys().isdisjoint(step.premises):
        premises = tuple(
            Premise(claims.get(each.claim.id, each.claim), each.assumed, each.span)
            for each in premises
        )
    target = step.target
    end = target.final if isinstance(target, StepDraft) else target
    assert end is not None  # steps come after what they undercut
    if isinstance(end, Claim):
        end = claims.get(end.id, end)
    keys = step.keys
    step.final = final = Step(
        step.id,
        step.kind,
        premises,
        end,
        _text(keys, "scheme") if keys else None,
        _number(keys, "strength", DEFAULT_STRENGTH) if keys else DEFAULT_STRENGTH,
        tuple(step.spans),
        keys["scheme"].place if keys and "scheme" in keys else None,
    )
    return final


def _quote(quote: QuoteDraft) -> Quote:
    keys = quote.keys or {}
    occurrence = keys.get("occurrence")
    return Quote(
        quote.source,
        quote.words,
        int(occurrence.value) if occurrence else None,
        _extras(quote.keys),
        quote.span,
        quote.place,
    )


def _source(source: SourceDraft) -> Source:
    keys = source.keys or {}
    return Source(
        source.id,
        source.file,
        _text(keys, "title"),
        _text(keys, "author"),
        _text(keys, "publisher"),
        _text(keys, "date"),
        _text(keys, "url"),
        _text(keys, "language"),
        _extras(source.keys),
        source.path,
        source.span,
    )


def _text(keys: dict[str, Value], key: str) -> str | None:
    found = keys.get(key)
    return str(found.value) if found else None


def _number(keys: dict[str, Value], key: str, default: float) -> float:
    found = keys.get(key)
    return float(found.value) if found else default


def _verdict(value: str | None) -> Verdict | None:
    for verdict in VERDICTS:
        if verdict == value:
            return verdict
    return None


def _extras(keys: dict[str, Value] | None) -> Extras:
    found = {key: each.value for key, each in (keys or {}).items() if key.startswith("x-")}
    return Extras(found) if found else NO_EXTRAS
