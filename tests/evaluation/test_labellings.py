"""The labellings of maps and frameworks are those that the definitions give."""

import random
from itertools import islice

import attrs
import clingo
import pytest

from argmap.evaluation import evaluate
from argmap.evaluation import extensions as extensions_of
from argmap.evaluation.framework import TooLarge, framework_of
from argmap.evaluation.graph import graph_of
from argmap.evaluation.labellings import SEMANTICS, Labellings
from argmap.evaluation.sat import Deadline
from argmap.model import ArgumentMap, Claim, Premise, Step
from tests.evaluation.reference import extensions, partial_stable, program, random_map

LABEL = {0: 2, 1: 0, 2: 1}  # of the definitions, in the evaluation's own numbers


def by_definition(map):
    """The labellings of each semantics, as sets of labels in the order of claims and steps."""
    atoms, rules = program(map)
    models = list(partial_stable(atoms, rules))
    return {
        semantics: {
            bytes(LABEL[model[atom]] for atom in atoms)
            for model in extensions(models, semantics)
        }
        for semantics in SEMANTICS
    }


@pytest.mark.parametrize("start", range(0, 2000, 200))
def test_every_semantics_by_definition(start):
    """On thousands of small maps each semantics gives the labellings that its definition gives."""
    for seed in range(start, start + 200):
        map = random_map(seed)
        wanted = by_definition(map)
        with Deadline() as deadline:
            found = Labellings(graph_of(map), deadline)
            for semantics in SEMANTICS:
                given = [bytes(each) for each in found.each(semantics)]
                assert len(given) == len(set(given)), (seed, semantics)
                assert set(given) == wanted[semantics], (seed, semantics)


@pytest.mark.parametrize("start", range(0, 2000, 200))
def test_questions_by_definition(start):
    """What some labellings say, and all, is answered as by looking at all of them."""
    for seed in range(start, start + 200):
        map = random_map(seed)
        wanted = by_definition(map)
        nodes = range(len(map.claims) + len(map.steps))
        with Deadline() as deadline:
            found = Labellings(graph_of(map), deadline)
            for semantics in SEMANTICS:
                said = (seed, semantics)
                all_labels = wanted[semantics]
                standing = found.standing(semantics)
                assert standing.none == (not all_labels), said
                for label, some, every in (
                    (1, standing.some_in, standing.all_in),
                    (2, standing.some_out, standing.all_out),
                ):
                    holds = [[each[node] == label for each in all_labels] for node in nodes]
                    assert some == {node for node in nodes if any(holds[node])}, said
                    assert every == {
                        node for node in nodes if all_labels and all(holds[node])
                    }, said
                for node in nodes:
                    one = found.with_in(semantics, node)
                    if one is None:
                        assert not any(each[node] == 1 for each in all_labels), said
                    else:
                        assert one[node] == 1 and bytes(one) in all_labels, said
                    one = found.with_not_in(semantics, node)
                    if one is None:
                        assert all(each[node] == 1 for each in all_labels), said
                    else:
                        assert one[node] != 1 and bytes(one) in all_labels, said


ENCODING = """
{ in(X) } :- arg(X).
out(X) :- in(Y), att(Y,X).
:- in(X), out(X).
:- in(X), att(Y,X), not out(Y).
:- arg(X), not in(X), out(Y) : att(Y,X).
decided(X) :- in(X).
decided(X) :- out(X).
"""
"""Complete labellings: what is in is exactly what has nothing against it but what is out."""
MOST = {
    "complete": "",
    "stable": ":- arg(X), not decided(X).",
    "preferred": "#heuristic in(X) : arg(X). [1, true]",
    "semi-stable": "#heuristic decided(X) : arg(X). [1, true]",
}


def by_clingo(size, attacks, semantics="complete"):
    """The labellings of an abstract framework by another solver: what is in, what is decided."""
    options = ["0", "--warn=none"]
    if semantics in ("preferred", "semi-stable"):
        options += ["--heuristic=Domain", "--enum-mode=domRec"]
    control = clingo.Control(options)
    facts = [f"arg({at})." for at in range(size)] + [f"att({a},{b})." for a, b in attacks]
    control.add("base", [], "\n".join([ENCODING, MOST[semantics], *facts]))
    control.ground([("base", [])])
    found = set()
    with control.solve(yield_=True) as handle:
        for model in handle:
            atoms = model.symbols(atoms=True)
            ins, decided = (
                frozenset(atom.arguments[0].number for atom in atoms if atom.name == name)
                for name in ("in", "decided")
            )
            found.add((ins, decided))
    if semantics == "semi-stable":
        # Of those that decide the same, domRec keeps only one.
        least = {decided for _, decided in found}
        found = {each for each in by_clingo(size, attacks) if each[1] in least}
    return found


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_the_two_views_agree(start):
    """The complete labellings of a map's framework, by clingo, are its partial stable models."""
    for seed in range(start, start + 100):
        map = random_map(seed)
        framework = framework_of(graph_of(map))
        attacks = [
            (attacker, argument)
            for argument, attackers in enumerate(framework.attackers)
            for attacker in attackers
        ]
        labels = set()
        complete = by_clingo(framework.size, attacks)
        for ins, decided in complete:
            labels.add(
                bytes(
                    1 if node in ins else 2 if node in decided else 0
                    for node in range(framework.nodes)
                )
            )
        assert labels == by_definition(map)["complete"], seed
        assert len(labels) == len(complete), seed


def test_the_framework_is_linear():
    """A map without circles of reasons makes two arguments a node, and three attacks a link."""
    for seed in range(200):
        map = random_map(seed, most=60)
        kept = {}
        for step in map.steps:
            forward = all(each.claim.id > step.target.id for each in step.premises)
            if (
                step.target.id in kept
                if step.undercuts
                else step.kind == "against" or forward
            ):
                kept[step.id] = step
        acyclic = attrs.evolve(map, steps=tuple(kept.values()))
        framework = framework_of(graph_of(acyclic))
        nodes = len(map.claims) + len(kept)
        links = sum(len(step.premises) + 1 for step in kept.values()) + len(map.contraries)
        assert framework.size <= 2 * nodes
        assert sum(len(attackers) for attackers in framework.attackers) <= 3 * links + nodes


@pytest.mark.parametrize("seed", range(60))
def test_one_semantics_within_another(seed):
    """Grounded is within every complete labelling, ideal within every preferred, and so on."""
    graph = graph_of(random_map(seed, most=40))
    with Deadline() as deadline:
        found = Labellings(graph, deadline)
        each = {semantics: [bytes(one) for one in islice(found.each(semantics), 2000)]
                for semantics in SEMANTICS}  # fmt: skip

    def within(one, other):
        return all(a in (0, b) for a, b in zip(one, other, strict=True))

    (grounded,), (ideal,) = each["grounded"], each["ideal"]
    assert all(within(grounded, one) for one in each["complete"])
    assert within(grounded, ideal)
    assert all(within(ideal, one) for one in each["preferred"])
    if len(each["complete"]) < 2000:
        assert set(each["preferred"]) <= set(each["complete"])
        assert set(each["stable"]) <= set(each["semi-stable"]) <= set(each["preferred"])
    if each["stable"]:
        assert set(each["stable"]) == set(each["semi-stable"])


@pytest.mark.parametrize("seed", range(60))
def test_what_changes_nothing(seed):
    """A claim that touches nothing, and another order of lines, leave the extensions alone."""
    map = random_map(seed, most=14)
    rng = random.Random(seed)
    more = attrs.evolve(map, claims=(*map.claims, Claim("alone", "Alone.")))
    mixed = attrs.evolve(
        map,
        claims=tuple(rng.sample(map.claims, len(map.claims))),
        steps=tuple(rng.sample(map.steps, len(map.steps))),
    )
    for semantics in SEMANTICS:
        wanted = {frozenset(one) for one in extensions_of(map, semantics)}
        assert {frozenset(one) for one in extensions_of(mixed, semantics)} == wanted
        assert {frozenset(one) for one in extensions_of(more, semantics)} == {
            one | {"alone"} for one in wanted
        }


def test_an_enormous_circle_is_refused():
    """A circle of reasons that cannot be unrolled in memory is refused, in words."""
    claims = [Claim(f"c{at}", "Claim.") for at in range(3_000)]
    around = [*claims[1:], claims[0]]
    steps = [Step(f"s{at}", "for", (Premise(one),), other)
             for at, (one, other) in enumerate(zip(claims, around, strict=True))]  # fmt: skip
    doubt, reason = Claim("d", "Doubt."), Claim("r", "Reason.")
    steps += [
        Step("t", "for", (Premise(reason),), claims[0]),
        Step("u", "against", (Premise(doubt),), reason),
        Step("v", "against", (Premise(reason),), doubt),
    ]
    map = ArgumentMap(claims=(*claims, doubt, reason), steps=tuple(steps))
    with pytest.raises(TooLarge, match="3,000 claims"):
        evaluate(map, "preferred")
