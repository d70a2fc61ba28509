"""No set of claims settles everything that the map leaves open.

Where claims only contradict one another, one can take a side: some stand, the others fall. Where a
claim speaks against itself by a detour, or an odd number of claims speak against one another in a
ring, there is no side to take. Then no stable extension exists (Dung 1995), and mostly a claim is
meant more narrowly than it is put. To find out may take long; after 0.7 seconds the rule gives up,
and says so.

Bad:

```arg
thesis charge "The city should charge for driving into the centre."
  expect: undecided
  because less-traffic "A charge cuts rush-hour traffic."
  but bus "Everyone should take the bus."
    but bike "Everyone should take the bike."
      but foot "Everyone should walk."
        but bus
```

Good:

```arg
thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
  but bus "Everyone should take the bus."
    but bike "The bike is healthier."
```
"""

from collections.abc import Iterator

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.evaluation.graph import Graph, components
from argmap.rules.rule import Rule, Subject
from argmap.rules.verdicts import verdicts

LIMIT = 0.7
"""Seconds for the solver, of which most maps need a few hundredths."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The map as a whole, if no labelling of it is stable."""
    graph, labels = verdicts(subject).graph, verdicts(subject).settled.labels
    rings = _odd_rings(graph, [node for node in range(graph.size) if not labels[node]])
    if not rings:
        return
    from argmap.evaluation import evaluate
    from argmap.evaluation.framework import TooLarge
    from argmap.evaluation.sat import Deadline, OutOfTime

    try:
        with Deadline(LIMIT) as deadline:
            if not evaluate(subject.map, "stable", deadline).none:
                return
    except (OutOfTime, TooLarge) as error:
        yield RULE.finding(
            f"whether the map has a stable extension was not settled: {why_not(error)}",
            subject.whole,
            help=(
                f"`argmap eval {subject.argument} --semantics stable` takes as long as it needs",
            ),
        )
        return
    claims = [subject.map.claims[node] for node in rings[0] if node < graph.claims]
    marks = [Label(each.name, "one of them") for each in claims[:9] if each.name]
    yield RULE.finding(
        "some claims speak against one another so that no side can be taken",
        marks[0].span if marks else subject.whole,
        note="one of them",
        labels=marks[1:],
        help=("say of one of them more narrowly what it speaks against",),
    )


def why_not(error: Exception) -> str:
    """Why a solver came to no end."""
    return str(error) or f"it takes over {LIMIT:g} seconds"


def _odd_rings(graph: Graph, nodes: list[int]) -> list[list[int]]:
    """The parts in which some ring has an odd number of attacks.

    Where there is none, a stable labelling exists (Fages, Consistency of Clark's completion and
    existence of stable models, 1994), and no solver need be asked.
    """
    inside = set(nodes)
    found = []
    parts = components(nodes, lambda node: graph.reasons[node] + graph.attackers[node])
    for part in parts:
        members = set(part) & inside
        side = {part[0]: 0}
        queue = [part[0]]
        odd = False
        for node in queue:
            for others, turn in ((graph.reasons[node], 0), (graph.attackers[node], 1)):
                for other in others:
                    if other not in members:
                        continue
                    if other not in side:
                        side[other] = side[node] ^ turn
                        queue.append(other)
                    elif side[other] != side[node] ^ turn:
                        odd = True
        if odd:
            found.append(sorted(part))
    return found


RULE = Rule("no-stable-extension", Severity.WARNING, __doc__, check, needs_all=True)
