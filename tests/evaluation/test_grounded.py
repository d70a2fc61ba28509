"""The grounded verdicts are those of the well-founded model, on small maps and on large ones."""

import random
from itertools import pairwise

import attrs
import pytest
from hypothesis import given

from argmap.compiler import compile
from argmap.evaluation import grounded
from argmap.model import ArgumentMap, Claim, Contrary, Premise, Step
from argmap.text import Text
from tests.evaluation.reference import (
    VERDICTS,
    extensions,
    least,
    partial_stable,
    program,
    random_map,
)
from tests.random_maps import maps

C, P, P2, R, B, M, D, U, A = (
    Claim(name, name) for name in ("c", "p", "p2", "r", "b", "m", "d", "u", "a")
)


def step(kind, target, *premises):
    """A step, named after its ends."""
    name = f"{'+'.join(each.id for each in premises)}>{target.id}"
    return Step(name, kind, tuple(Premise(each) for each in premises), target)


def verdicts(claims, *steps, contraries=()):
    """What the evaluation says of some claims, by id."""
    return dict(
        grounded(ArgumentMap(claims=claims, steps=steps, contraries=contraries)).claims
    )


def test_a_rebutted_reason_counts_no_longer():
    """R rebuts B, B is a reason for M, and M for C: C falls with its reason."""
    found = verdicts(
        (R, B, M, C), step("against", B, R), step("for", M, B), step("for", C, M)
    )
    assert found == {"r": "in", "b": "out", "m": "out", "c": "out"}


def test_a_rebuttal_that_is_rebutted_does_no_harm():
    """D rebuts R, R rebuts C: C stands."""
    found = verdicts((D, R, C), step("against", R, D), step("against", C, R))
    assert found == {"d": "in", "r": "out", "c": "in"}


def test_linked_premises_fall_together():
    """P1 and P2 are together the reason for C, and P2 is rebutted: C falls."""
    found = verdicts((P, P2, R, C), step("for", C, P, P2), step("against", P2, R))
    assert found == {"p": "in", "p2": "out", "r": "in", "c": "out"}


def test_one_of_two_reasons_is_enough():
    """P1 and P2 are each a reason for C, and P2 is rebutted: C stands."""
    found = verdicts(
        (P, P2, R, C), step("for", C, P), step("for", C, P2), step("against", P2, R)
    )
    assert found == {"p": "in", "p2": "out", "r": "in", "c": "in"}


def test_an_undercut_leaves_the_premise_alone():
    """U undercuts P for C: C falls, P stands."""
    drawn = step("for", C, P)
    found = verdicts((P, C, U), drawn, step("against", drawn, U))
    assert found == {"p": "in", "c": "out", "u": "in"}


def test_contraries_with_evidence_stay_open():
    """A contradicts B, each has evidence of its own: neither is settled, the evidence stands."""
    found = verdicts(
        (A, B, P, P2), step("for", A, P), step("for", B, P2), contraries=[Contrary(A, B)]
    )
    assert found == {"a": "undecided", "b": "undecided", "p": "in", "p2": "in"}


def test_claims_cannot_hold_each_other_up():
    """A is the only reason for B and B for A: both fall; with a reason from outside both stand."""
    circle = (step("for", A, B), step("for", B, A))
    assert verdicts((A, B), *circle) == {"a": "out", "b": "out"}
    assert set(verdicts((A, B, P), *circle, step("for", A, P)).values()) == {"in"}


def test_a_given_claim_needs_no_reason():
    """A given claim stands though its reason falls, and falls where it is rebutted itself."""
    taken = attrs.evolve(C, given=True)
    fallen = (step("for", taken, P), step("against", P, R))
    assert verdicts((taken, P, R), *fallen)["c"] == "in"
    assert verdicts((taken, P, R, D), *fallen, step("against", taken, D))["c"] == "out"


def by_definition(map, **supposed):
    """The well-founded model: what settles least among the partial stable models."""
    atoms, rules = program(map, **supposed)
    (model,) = extensions(list(partial_stable(atoms, rules)), "grounded")
    return {atom: VERDICTS[value] for atom, value in model.items()}


@pytest.mark.parametrize("start", range(0, 3000, 500))
def test_it_is_the_well_founded_model(start):
    """On thousands of small maps the verdicts are what trying all labellings gives."""
    for seed in range(start, start + 500):
        map = random_map(seed)
        found = grounded(map)
        assert {**found.claims, **found.steps} == by_definition(map), seed


def alternating(map, **supposed):
    """The well-founded model by Van Gelder's alternating fixpoint."""
    atoms, rules = program(map, **supposed)

    def next(of):
        """The least model where what is in the set, and only that, counts as standing."""
        found = least(atoms, rules, {atom: 2 if atom in of else 0 for atom in atoms})
        return {atom for atom, value in found.items() if value}

    sure: set[str] = set()
    while True:
        possible = next(sure)
        more = next(possible)
        if more == sure:
            return {
                atom: "in" if atom in sure else "undecided" if atom in possible else "out"
                for atom in atoms
            }
        sure = more


@pytest.mark.parametrize("seed", range(150))
def test_larger_maps_by_the_alternating_fixpoint(seed):
    """On larger maps, suppositions among them, the verdicts are the alternating fixpoint's."""
    map = random_map(seed, most=60)
    found = grounded(map)
    assert {**found.claims, **found.steps} == alternating(map)
    rng = random.Random(seed)
    picked = rng.sample([claim.id for claim in map.claims], min(2, len(map.claims)))
    supposed = {"without": picked[:1], "granted": picked[1:]}
    found = grounded(map, **supposed)
    assert {**found.claims, **found.steps} == alternating(map, **supposed)


@given(maps())
def test_maps_as_they_are_written(content):
    """Maps in the language are evaluated as their programs."""
    map = compile(Text("map.arg", content)).map
    found = grounded(map)
    assert {**found.claims, **found.steps} == alternating(map)


@pytest.mark.parametrize("seed", range(100))
def test_the_order_of_lines_changes_nothing(seed):
    """Claims, steps and contraries in another order get the same verdicts."""
    map = random_map(seed, most=30)
    rng = random.Random(seed)

    def mixed(values):
        return tuple(rng.sample(values, len(values)))

    other = ArgumentMap(
        claims=mixed(map.claims), steps=mixed(map.steps), contraries=mixed(map.contraries)
    )
    assert grounded(other).claims == grounded(map).claims
    assert grounded(other).steps == grounded(map).steps


@pytest.mark.parametrize("seed", range(50))
def test_a_claim_that_touches_nothing_changes_nothing(seed):
    """A claim without any step stands and leaves all others as they are."""
    map = random_map(seed, most=30)
    more = attrs.evolve(map, claims=(*map.claims, Claim("alone", "Alone.")))
    assert grounded(more).claims == {**grounded(map).claims, "alone": "in"}


def chain(size, kind="for", claims=None):
    """So many claims, each a reason for, or rebuttal of, the one before it."""
    claims = claims or [Claim(f"c{at}", f"Claim {at}.") for at in range(size)]
    steps = [
        Step(f"s{at}", kind, (Premise(other),), one)
        for at, (one, other) in enumerate(pairwise(claims))
    ]
    return claims, steps


def test_long_chains():
    """A chain of 100,000 reasons stands or falls with its end; of rebuttals, every other one."""
    claims, steps = chain(100_000)
    map = ArgumentMap(claims=tuple(claims), steps=tuple(steps))
    assert set(grounded(map).claims.values()) == {"in"}
    assert set(grounded(map, without=["c99999"]).claims.values()) == {"out"}
    claims, steps = chain(100_000, "against", claims)
    found = grounded(ArgumentMap(claims=tuple(claims), steps=tuple(steps))).claims
    assert [found[f"c{at}"] for at in (0, 1, 99_998, 99_999)] == ["out", "in", "out", "in"]


def test_a_long_circle():
    """A circle of 100,000 reasons falls, and stands if one claim in it has a reason of its own."""
    claims, steps = chain(100_000)
    closing = Step("last", "for", (Premise(claims[0]),), claims[-1])
    map = ArgumentMap(claims=tuple(claims), steps=(*steps, closing))
    assert set(grounded(map).claims.values()) == {"out"}
    reason = Claim("reason", "Reason.")
    held = attrs.evolve(
        map,
        claims=(*map.claims, reason),
        steps=(*map.steps, Step("held", "for", (Premise(reason),), claims[50_000])),
    )
    assert set(grounded(held).claims.values()) == {"in"}


def test_many_circles_one_after_another():
    """10,000 circles, each of which falls only when the one before it has, all fall."""
    claims, steps, before = [], [], None
    for at in range(10_000):
        # one and other hold each other up; the reason for one is rebutted by what stands once
        # the circle before has fallen.
        one, other, reason, doubt = (Claim(f"{name}{at}", name) for name in "opqr")
        claims += [one, other, reason, doubt]
        links = [
            ("for", one, other),
            ("for", other, one),
            ("for", one, reason),
            ("against", reason, doubt),
        ]
        if before:
            links.append(("against", doubt, before))
        steps += [
            Step(f"s{at}.{place}", kind, (Premise(premise),), target)
            for place, (kind, target, premise) in enumerate(links)
        ]
        before = one
    found = grounded(ArgumentMap(claims=tuple(claims), steps=tuple(steps))).claims
    assert {found[f"o{at}"] for at in range(10_000)} == {"out"}


@pytest.mark.parametrize("seed", range(300))
def test_what_turns_a_verdict(seed):
    """The claims that turn a verdict are those without which it is another one."""
    map = random_map(seed, most=random.Random(seed).choice([8, 25]))
    found = grounded(map)
    ids = [claim.id for claim in map.claims]
    one_less = {id: grounded(map, without=[id]).claims for id in ids}
    assert found.turning(ids) == {
        target: tuple(
            id
            for id in ids
            if id != target and one_less[id][target] != found.claims[target]
        )
        for target in ids
    }
    assert found.idle(ids) == tuple(
        id
        for id in ids
        if all(one_less[id][other] == found.claims[other] for other in ids if other != id)
    )


@pytest.mark.parametrize("seed", range(100))
def test_what_turns_a_verdict_on_suppositions(seed):
    """What turns a verdict is found on top of what is supposed already."""
    map = random_map(seed, most=20)
    ids = [claim.id for claim in map.claims]
    supposed = {"without": ids[1:2], "granted": ids[2:3]}
    found = grounded(map, **supposed)
    turned = [
        id
        for id in ids[1:]
        if id not in supposed["granted"]
        and grounded(
            map, without=[*supposed["without"], id], granted=supposed["granted"]
        ).claims["c0"]
        != found.claims["c0"]
    ]
    assert found.turning(["c0"]) == {"c0": tuple(turned)}


def test_a_comb_of_premises():
    """What turns the thesis is found at once, though 10,000 claims do, each by a long way."""
    claims, steps = chain(5_000)
    teeth = [Claim(f"d{at}", "Tooth.") for at in range(len(steps))]
    steps = [
        attrs.evolve(each, premises=(*each.premises, Premise(tooth)))
        for each, tooth in zip(steps, teeth, strict=True)
    ]
    found = grounded(ArgumentMap(claims=(*claims, *teeth), steps=tuple(steps)))
    assert len(found.turning(["c0"])["c0"]) == 9_998
