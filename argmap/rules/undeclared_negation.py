"""A claim denies another one in its own words, and the map does not say so.

To whoever reads the two, they cannot both stand; as long as the map says nothing, both may.
`contradicts` says it, on either side. So does a rebuttal (`but`) of the one by the other: most maps
set out a dispute like that, and whether the target speaks against its rebuttal in turn is for the
mapper to say.

Looked for are `not`, `never`, `no`, `no longer` and the adjectives with `un-` and its like, where
they deny the whole sentence, and sentences that say of nobody, nothing or no trials what another
says of somebody, everything or all trials; all else is the same as
[begs-the-question](begs-the-question.md) tells it. Where both sentences may well be true, nothing
is said: some birds can fly and some cannot, it may rain and it may not, one person who votes may
complain and one who does not. Only English is understood.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  because fair "A flat charge is fair."
  but dearer "A charge makes deliveries dearer."
    because unfair "A flat charge is not fair."
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  expect: undecided
  because fair "A flat charge is fair."
  but dearer "A charge makes deliveries dearer."
    because unfair "A flat charge is not fair."
      contradicts fair
```
"""

from bisect import bisect_left
from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Severity
from argmap.model import Claim, Step
from argmap.rules.both_sides import DILEMMA, both_sides
from argmap.rules.rule import Rule, Subject
from argmap.rules.wording import called, named, place, wordings
from argmap.text import Span

_MOST = 3


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every claim that differs from another one by one negation, and is not set against it."""
    for one, other in _opposites(subject):
        if not _is_declared(subject, one, other):
            beneath, line = (other, one) if not one.anonymous else (one, other)
            words = f"contradicts {line.id if not line.anonymous else 'NAME'}"
            instead = _instead(subject, one, other)
            yield RULE.finding(
                f"{named(other, 'this')} and {named(one, 'another claim')} deny one another",
                place(subject, other),
                labels=(Label(place(subject, one), "one says this, the other denies it"),),
                help=instead
                or (f"say `{words}` beneath {named(beneath, 'one of the two')}",),
                fix=None if instead or line.anonymous else _fix(subject, beneath, words),
            )


def _opposites(subject: Subject) -> Iterator[tuple[Claim, Claim]]:
    """The claims that differ by one negation, and those that say of none what others say of some.

    Of like ones it is the first.
    """
    first: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = {}
    found, claims = subject.once(wordings), subject.map.claims
    for number, claim in enumerate(claims):
        wording = found.get(claim.id)
        if wording and wording.plain:
            first.setdefault((wording.gist, wording.denied), number)
    for (gist, denied), number in first.items():
        for at in range(min(len(denied), _MOST)):
            without = first.get((gist, denied[:at] + denied[at + 1 :]))
            if without is not None:
                one, other = sorted((without, number))
                yield claims[one], claims[other]
                break
    swept: dict[tuple[str, ...], dict[str, int]] = {}
    for number, claim in enumerate(claims):
        wording = found.get(claim.id)
        if wording and wording.extent:
            swept.setdefault(wording.rest, {}).setdefault(wording.extent, number)
    for extents in swept.values():
        for extent in ("some", "all"):
            if extent in extents and "none" in extents:
                one, other = sorted((extents["none"], extents[extent]))
                yield claims[one], claims[other]


def _is_declared(subject: Subject, one: Claim, other: Claim) -> bool:
    """Whether the map sets one of two claims against the other."""
    return any(each is other for each in subject.map.contraries_of(one)) or any(
        step.kind == "against" and step.target is target
        for claim, target in ((one, other), (other, one))
        for step in subject.map.steps_from(claim)
    )


def _instead(subject: Subject, one: Claim, other: Claim) -> tuple[str, ...]:
    """What to do about two claims that are reasons for each other, or for the same claim.

    To say that they contradict each other would be true, and only lead to another finding.
    """
    for claim, target in ((one, other), (other, one)):
        for step in subject.map.steps_from(claim):
            if step.kind == "for" and step.target is target:
                return (f"{called(claim)} is no reason for {called(target)}: write `but`",)
    if any(other in _claims(step) for step in subject.map.steps_from(one)):
        return ("they are to count together, and cannot: give each a line of its own",)
    steps = next(both_sides(subject, one, other), None)
    if steps is None:
        return ()
    return (f"keep one as a reason for {called(steps[0].target)}", DILEMMA)


def _claims(step: Step) -> list[Claim]:
    return [premise.claim for premise in step.premises]


def _fix(subject: Subject, claim: Claim, words: str) -> Fix | None:
    """Add a line beneath a claim, where this file states it."""
    line = claim.span
    if line is None or line.text is not subject.file:
        return None
    end = line.text.content.find("\n", line.end)
    at = len(line.text.content) if end < 0 else end
    edit = Edit(Span(line.text, at, at), f"\n{_margin(subject, line)}{words}")
    return Fix(f"add `{words}`", (edit,))


def _margin(subject: Subject, line: Span) -> str:
    """The blanks before what hangs beneath a line."""
    content, nodes = line.text.content, subject.tree.nodes if subject.tree else ()
    at = bisect_left(nodes, line.start, key=lambda node: node.start)
    is_above = at + 1 < len(nodes) and nodes[at + 1].parent == at
    start = nodes[at + 1].start if is_above else line.start
    margin = content[content.rfind("\n", 0, start) + 1 : start]
    return margin if is_above else margin + ("\t" if "\n\t" in content else "  ")


RULE = Rule("undeclared-negation", Severity.WARNING, __doc__, check)
