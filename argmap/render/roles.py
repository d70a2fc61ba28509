"""What part a claim plays in its map, as its card says it."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from argmap.model import ArgumentMap, Claim

Part: TypeAlias = Literal[
    "thesis", "unstated", "claim", "undercut", "rebuttal", "evidence", "reason"
]

WORDS: Mapping[Part, str] = {
    "thesis": "Thesis",
    "unstated": "Unstated premise",
    "claim": "Claim",
    "undercut": "Undercut",
    "rebuttal": "Rebuttal",
    "evidence": "Evidence",
    "reason": "Reason",
}
"""The word in the header of a card."""


def part_of(map: ArgumentMap, claim: Claim) -> Part:
    """The first of these that holds.

    A claim may play several parts; what it does nearest to the thesis counts, and what
    speaks against something counts before what speaks for it.

    - thesis: the map is there to settle it; that of an import is a claim like others
    - unstated: every step that draws on it assumes it
    - claim: it supports a thesis
    - undercut: it speaks against a step
    - rebuttal: it speaks against a claim
    - claim: no step draws on it
    - evidence: a reason with a quotation and nothing beneath it
    - reason: any other
    """
    if map.settles(claim):
        return "thesis"
    steps = map.steps_from(claim)
    if not steps:
        return "claim"
    if all(
        premise.assumed
        for step in steps
        for premise in step.premises
        if premise.claim.id == claim.id
    ):
        return "unstated"
    if any(step.kind == "for" and _is_thesis(map, step.target.id) for step in steps):
        return "claim"
    if any(step.undercuts for step in steps):
        return "undercut"
    if any(step.kind == "against" for step in steps):
        return "rebuttal"
    if claim.quotes and not map.steps_to(claim):
        return "evidence"
    return "reason"


def _is_thesis(map: ArgumentMap, id: str) -> bool:
    target = map.claim.get(id)
    return target is not None and map.settles(target)
