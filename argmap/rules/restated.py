"""Claims that say again what another one says, and what they are to it.

Four rules report them, and a pair is reported by one alone: as a reason for itself, else as a
reason counted twice, else as the same words, else as nearly the same. What different speakers
(`by:`) say are different claims.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from argmap.model import Claim, Premise, Step
from argmap.rules.rule import Subject
from argmap.rules.wording import Wording, wordings

How: TypeAlias = Literal[
    "begs-the-question", "double-counted-reason", "duplicate-claim", "near-duplicate-claim"
]


class Restated(NamedTuple):
    """A claim that says what another one says, and the rule that reports the two.

    ``premise`` is where the claim is given as a reason, ``beside`` where the other one is.
    """

    how: How
    claim: Claim
    other: Claim
    premise: Premise | None = None
    beside: Premise | None = None


def restated(subject: Subject) -> tuple[Restated, ...]:
    """Each claim that says what an earlier one says, or what it is a reason for."""
    found = subject.once(wordings)
    groups: dict[object, list[Claim]] = {}
    for claim in subject.map.claims:
        if claim.id in found:
            groups.setdefault((claim.by, found[claim.id].key), []).append(claim)
    twins = [claims for claims in groups.values() if len(claims) > 1]
    first = {claim.id: claims[0].id for claims in twins for claim in claims}
    joined = _Joined()
    return (
        *_begged(subject, first, joined),
        *_twice(subject, first, joined),
        *_again(found, twins, joined),
    )


class _Joined:
    """Which claims are reported already as saying the same."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def top(self, id: str) -> str:
        """The claim that stands for all that an id is joined with."""
        while (above := self._up.get(id, id)) != id:
            self._up[id] = self._up.get(above, above)
            id = above
        return id

    def join(self, one: str, other: str) -> bool:
        """Join two; False where they were."""
        one, other = self.top(one), self.top(other)
        self._up[one] = other
        return one != other


def _begged(subject: Subject, first: dict[str, str], joined: _Joined) -> Iterator[Restated]:
    """The premises that say what they are reasons for."""
    for step in subject.map.steps if first else ():
        target = step.target
        if step.kind == "for" and isinstance(target, Claim) and target.id in first:
            for premise in step.premises:
                claim = premise.claim
                if first.get(claim.id) == first[target.id] and claim.id != target.id:
                    joined.join(claim.id, target.id)
                    yield Restated("begs-the-question", claim, target, premise)


def _twice(subject: Subject, first: dict[str, str], joined: _Joined) -> Iterator[Restated]:
    """The reasons, for or against, that another step gives for the same target."""
    seen: dict[object, dict[str, Premise]] = {}
    for step in subject.map.steps if first else ():
        said = {first.get(it.claim.id, it.claim.id): it for it in _said(step)}
        if first.keys().isdisjoint(premise.claim.id for premise in said.values()):
            continue
        key = step.kind, step.undercuts, step.target.id, frozenset(said)
        before = seen.setdefault(key, said)
        pairs = [
            (premise, before[same])
            for same, premise in said.items()
            if before[same].claim.id != premise.claim.id
        ]
        news = [joined.join(one.claim.id, other.claim.id) for one, other in pairs]
        if any(news):
            one, other = pairs[0]
            yield Restated("double-counted-reason", one.claim, other.claim, one, other)


def _said(step: Step) -> Iterable[Premise]:
    return (premise for premise in step.premises if not premise.assumed)


def _again(
    found: dict[str, Wording], twins: list[list[Claim]], joined: _Joined
) -> Iterator[Restated]:
    """The claims that stand elsewhere than those which say the same."""
    for claims in twins:
        words: dict[str, Claim] = {}
        for claim in claims:
            other = words.setdefault(found[claim.id].words, claim)
            if other is not claim and joined.join(claim.id, other.id):
                yield Restated("duplicate-claim", claim, other)
        for claim in claims[1:]:
            if joined.join(claim.id, claims[0].id):
                yield Restated("near-duplicate-claim", claim, claims[0])
