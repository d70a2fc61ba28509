"""What bears on a claim, and what it bears on, a claim at a time."""

from collections.abc import Iterator
from typing import NamedTuple

from argmap.ide.view import View
from argmap.model import Claim, Step
from argmap.text import Span


class Bearing(NamedTuple):
    """A claim that bears on another one, or that another one bears on.

    ``verb`` is what the one does to the other, ``spans`` are the lines that say so.
    """

    claim: Claim
    verb: str
    spans: tuple[Span, ...]


def supported_by(view: View, claim: Claim) -> tuple[Bearing, ...]:
    """The claims that bear on one: its reasons and rebuttals, what undercuts these, contraries."""
    found: list[Bearing] = []
    steps = list(view.map.steps_to(claim))
    for step in steps:
        found += _premises(step, step.verb)
        steps += view.map.steps_to(step)
    found += _contraries(view, claim)
    return _merged(found)


def supports(view: View, claim: Claim) -> tuple[Bearing, ...]:
    """The claims that one bears on: for or against them, or against a step to them."""
    found = []
    for step in view.map.steps_from(claim):
        target = step.target
        while isinstance(target, Step):
            target = target.target
        found.append(Bearing(target, step.verb, _places(step, claim)))
    found += _contraries(view, claim)
    return _merged(found)


def _premises(step: Step, verb: str) -> Iterator[Bearing]:
    for premise in step.premises:
        yield Bearing(premise.claim, verb, _places(step, premise.claim))


def _places(step: Step, claim: Claim) -> tuple[Span, ...]:
    """Where a claim is said to be a premise of a step."""
    found = next((each.span for each in step.premises if each.claim is claim), None)
    return (found,) if found is not None else step.spans[:1]


def _contraries(view: View, claim: Claim) -> Iterator[Bearing]:
    for pair in view.map.contraries:
        if claim is pair.first or claim is pair.second:
            other = pair.second if pair.first is claim else pair.first
            yield Bearing(other, "contradicts", (pair.span,) if pair.span else ())


def _merged(found: list[Bearing]) -> tuple[Bearing, ...]:
    """Each claim once for each verb."""
    by: dict[tuple[str, str], Bearing] = {}
    for each in found:
        before = by.setdefault((each.claim.id, each.verb), each)
        if before is not each:
            by[each.claim.id, each.verb] = before._replace(
                spans=(*before.spans, *each.spans)
            )
    return tuple(by.values())
