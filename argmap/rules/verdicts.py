"""Which claims stand, for the rules that ask."""

from argmap.evaluation import Grounded, grounded
from argmap.model import Claim
from argmap.rules.graph import graph
from argmap.rules.rule import Subject


def verdicts(subject: Subject) -> Grounded:
    """The grounded verdicts of the map."""
    return subject.once(_verdicts)


def _verdicts(subject: Subject) -> Grounded:
    return grounded(subject.map)


def turning(subject: Subject) -> dict[str, tuple[Claim, ...]]:
    """For each thesis that stands, by its id, the bare claims any one of which would fell it.

    They support it, directly or by way of others, and no reason is offered for them. What answers
    a rebuttal would fell it too, but is no premise of it.
    """
    return subject.once(_turning)


def _turning(subject: Subject) -> dict[str, tuple[Claim, ...]]:
    found, map = verdicts(subject), graph(subject)
    standing = [each.id for each in subject.map.theses if found.claims[each.id] == "in"]
    turning = {}
    for thesis, ids in found.turning(standing).items():
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
