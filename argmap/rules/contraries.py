"""Which claims contradict each other, for the rules that ask by the pair."""

from argmap.model import Contrary
from argmap.rules.rule import Subject


def contraries(subject: Subject) -> dict[tuple[str, str], Contrary]:
    """Each contradiction by the ids of its claims, both ways round."""
    return subject.once(_contraries)


def _contraries(subject: Subject) -> dict[tuple[str, str], Contrary]:
    found = {}
    for pair in subject.map.contraries:
        found[pair.first.id, pair.second.id] = found[pair.second.id, pair.first.id] = pair
    return found
