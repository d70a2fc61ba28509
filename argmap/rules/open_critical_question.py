"""A step names its scheme, and nothing answers one of the scheme's critical questions.

An argument of a known kind convinces until somebody asks the question at which this kind mostly
fails, such as whether the expert has an interest in the matter. To see which questions were never
put is to see where the argument is weak, or where an opponent will begin. The questions are those
of Walton, Reed and Macagno, *Argumentation Schemes* (2008); `argmap scheme NAME` lists them.

A question is answered by a claim that has its name as a tag and is

- a premise of the step, said or assumed;
- a claim for or against one of these premises;
- a claim that undercuts the step;
- or, if the question doubts the conclusion itself, a claim for or against the conclusion.

Whether the answer is a good one is for the reader to judge. To leave a question open for a reason,
say so: `# argmap: ignore[open-critical-question] REASON` above the line that names the scheme.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because over-limit "The air in the centre breaks the limit."
    because meter "The meter on the square showed 46 micrograms."
      scheme: sign
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because over-limit "The air in the centre breaks the limit."
    because meter "The meter on the square showed 46 micrograms."
      scheme: sign
      assuming "What the meter shows is so all over the centre." [reliability]
      unless works "The road works beside the meter raised the reading." [other-explanations]
        but "The road works began a month later."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Severity
from argmap.model import ArgumentMap, Claim, Step
from argmap.rules.rule import Rule, Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every step of a known scheme with questions that no tag near it answers."""
    named = [step for step in subject.map.steps if step.scheme is not None]
    if not named:
        return
    from argmap.schemes import schemes  # few maps need the catalogue

    tags = _Tags(subject.map)
    for step in named:
        scheme = schemes().get(step.scheme or "")
        if scheme is None:
            continue
        near, beside = tags.near(step), tags.beside(step.target)
        still_open = [
            question
            for question in scheme.questions
            if not any(question.name in found for found in near)
            and not (question.doubts == "conclusion" and question.name in beside)
        ]
        if still_open:
            count = len(still_open)
            yield RULE.finding(
                f"{count} critical questions of `{scheme.name}` are open"
                if count > 1
                else f"a critical question of `{scheme.name}` is open",
                step.scheme_span or step.span or subject.whole,
                help=(
                    *(f"`{question.name}`: {question.asks}" for question in still_open),
                    "what answers a question has its name as a tag: "
                    f"`argmap scheme {scheme.name}` shows where",
                ),
            )


class _Tags:
    """The tags around steps and claims; what many steps share is collected once."""

    def __init__(self, map: ArgumentMap) -> None:
        self._map = map
        self._own: dict[str, frozenset[str]] = {}
        self._beside: dict[tuple[bool, str], frozenset[str]] = {}

    def near(self, step: Step) -> list[frozenset[str]]:
        """Those of a step's premises, of what bears on these, and of what undercuts it."""
        found = [self.beside(step)]
        for premise in step.premises:
            claim = premise.claim
            if claim.id not in self._own:
                self._own[claim.id] = frozenset(claim.tags)
            found += self._own[claim.id], self.beside(claim)
        return found

    def beside(self, target: Claim | Step) -> frozenset[str]:
        """Those of the claims that speak for or against a claim or a step."""
        key = (isinstance(target, Step), target.id)
        if key not in self._beside:
            claims = [
                premise.claim
                for step in self._map.steps_to(target)
                for premise in step.premises
            ]
            if isinstance(target, Claim):
                claims += self._map.contraries_of(target)
            self._beside[key] = frozenset(tag for claim in claims for tag in claim.tags)
        return self._beside[key]


RULE = Rule("open-critical-question", Severity.INFO, __doc__, check, needs_all=True)
