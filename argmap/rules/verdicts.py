"""Which claims stand, for the rules that ask."""

from argmap.evaluation import Grounded, grounded
from argmap.evaluation.supposing import Tangled
from argmap.model import Claim
from argmap.rules.graph import graph
from argmap.rules.rule import Subject


def verdicts(subject: Subject) -> Grounded:
    """The grounded verdicts of the map."""
    return subject.once(_verdicts)


def _verdicts(subject: Subject) -> Grounded:
    return grounded(subject.map)


EFFORT = 150_000
"""What may be spent on circles of claims: half a second or so, which few maps need."""
TANGLED = "claims bear on one another in circles too large to be followed"
"""What a rule says that did not come to its end."""


def turning(subject: Subject) -> dict[str, tuple[Claim, ...]] | None:
    """For each thesis that stands, by its id, the bare claims any one of which would fell it.

    They support it, directly or by way of others, and no reason is offered for them. What answers
    a rebuttal would fell it too, but is no premise of it. None where circles of claims are too
    large for it to be found in little time.
    """
    return subject.once(_turning)


def _turning(subject: Subject) -> dict[str, tuple[Claim, ...]] | None:
    found, map = verdicts(subject), graph(subject)
    standing = [each.id for each in subject.map.theses if found.claims[each.id] == "in"]
    turning = {}
    try:
        turned = found.turning(standing, EFFORT)
    except Tangled:
        return None
    for thesis, ids in turned.items():
        below = map.beneath(map.number[thesis]) if ids else ()
        bare = (map.number[id] for id in ids if not map.reasons[map.number[id]])
        turning[thesis] = tuple(
            subject.map.claims[number] for number in sorted(bare) if number in below
        )
    return turning


def reads_a_text(subject: Subject) -> bool:
    """Whether at least half of the claims, and four of them, are quoted or somebody's."""
    claims = subject.map.claims
    return sum(bool(claim.quotes or claim.by) for claim in claims) >= max(
        4, len(claims) / 2
    )
