"""On which side of the theses a claim stands, for rules on what is answered and what is not."""

from argmap.model import Claim, Step
from argmap.rules.rule import Subject

PRO, CON = 1, -1


class Sides:
    """What the claims and steps of a map come to for its theses.

    ``claims`` has for each claim, by its id, ``PRO`` if it speaks for a thesis, by whatever way,
    ``CON`` if it speaks against one, or both; ``steps`` has the same for each step. What bears on
    no thesis is not there.
    """

    def __init__(self, subject: Subject) -> None:
        map = subject.map
        self.claims: dict[str, set[int]] = {claim.id: {PRO} for claim in map.theses}
        self.steps: dict[str, set[int]] = {}
        queue: list[tuple[Claim | Step, int]] = [(claim, PRO) for claim in map.theses]
        for target, side in queue:
            for step in map.steps_to(target):
                theirs = side if step.kind == "for" else -side
                sides = self.steps.setdefault(step.id, set())
                if theirs not in sides:
                    sides.add(theirs)
                    queue.append((step, theirs))
                    queue += self._new([each.claim for each in step.premises], theirs)
            if isinstance(target, Claim):
                queue += self._new(map.contraries_of(target), -side)

    def _new(
        self, claims: "list[Claim] | tuple[Claim, ...]", side: int
    ) -> list[tuple[Claim, int]]:
        found = []
        for claim in claims:
            sides = self.claims.setdefault(claim.id, set())
            if side not in sides:
                sides.add(side)
                found.append((claim, side))
        return found

    def of(self, target: Claim | Step) -> set[int]:
        """The sides of a claim or a step."""
        of = self.steps if isinstance(target, Step) else self.claims
        return of.get(target.id, set())
