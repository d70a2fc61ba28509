"""Degrees are those of the papers, and those that one works out by hand."""

import random

import attrs
import pytest

from argmap.evaluation.gradual import GRADUAL, degrees
from argmap.model import ArgumentMap, Claim, Contrary, Premise, Step
from tests.evaluation.reference import random_map


def weighted(weights, against=(), supports=()):
    """A map of claims by name and weight, and steps from one premise each."""
    claims = {name: Claim(name, name, weight=weight) for name, weight in weights.items()}
    steps = [
        Step(f"{premise}>{target}", kind, (Premise(claims[premise]),), claims[target])
        for kind, pairs in (("against", against), ("for", supports))
        for premise, target in pairs
    ]
    return ArgumentMap(claims=tuple(claims.values()), steps=tuple(steps))


def test_df_quad_on_the_e_democracy_example():
    """Rago et al. 2016, the e-democracy debate; values as Potyka's Uncertainpy gives them.

    They are in its notebook gradual_argumentation_examples, computed by forward propagation.
    """
    weights = {
        "A1": 0.5, "A2": 0.5, "P1": 0.7, "P2": 0.5, "P3": 0.9,
        "C1": 0.2, "C2": 0.2, "C3": 0.6, "C4": 0.5,
    }  # fmt: skip
    against = [("C1", "A2"), ("C2", "P2"), ("C3", "P2"), ("C4", "P2")]
    supports = [("P1", "A1"), ("P2", "A1"), ("P3", "A2")]
    found = degrees(weighted(weights, against, supports), "df-quad")
    assert found.claims["A1"] == pytest.approx(0.862)
    assert found.claims["A2"] == pytest.approx(0.85)
    assert found.claims["P2"] == pytest.approx(0.08)


def test_quadratic_energy_on_a_published_example():
    """Čyras, Kampik & Weng, quantitative dispute trees, example 4.1 of their notebook QDT."""
    found = degrees(
        weighted(
            {"a": 0.5, "b": 0.2, "c": 0.85, "d": 0.65, "e": 0.4, "f": 1},
            [("c", "a"), ("e", "b"), ("f", "c")],
            [("b", "a"), ("d", "a"), ("e", "c")],
        ),
        "quadratic-energy",
    )
    assert {name: round(degree, 3) for name, degree in found.claims.items()} == {
        "a": 0.519, "b": 0.172, "c": 0.625, "d": 0.65, "e": 0.4, "f": 1,
    }  # fmt: skip


def test_linked_premises_count_together():
    """P1 and P2, which R rebuts, support C by .5 x .25 together, by 1 - .5 x .75 apart."""
    p1, p2, r, c = (Claim(name, name) for name in ("p1", "p2", "r", "c"))
    rebuttal = Step("r", "against", (Premise(r),), p2)
    linked = Step("l", "for", (Premise(p1), Premise(p2)), c)
    apart = [Step(f"s{each.id}", "for", (Premise(each),), c) for each in (p1, p2)]
    for steps, support in (((linked,), 0.125), (apart, 0.625)):
        map = ArgumentMap(claims=(p1, p2, r, c), steps=(rebuttal, *steps))
        assert degrees(map, "df-quad").claims["c"] == pytest.approx(0.5 + 0.5 * support)


def test_steps_have_strengths_and_can_be_undercut():
    """P (.8) for C by .5, undercut by U (.25): .8 x .5 x .75 = .3 in support."""
    p, u, c = Claim("p", "p", weight=0.8), Claim("u", "u", weight=0.25), Claim("c", "c")
    drawn = Step("s", "for", (Premise(p),), c, strength=0.5)
    undercut = Step("t", "against", (Premise(u),), drawn)
    map = ArgumentMap(claims=(p, u, c), steps=(drawn, undercut))
    found = degrees(map, "df-quad")
    assert found.steps["s"] == pytest.approx(0.3)
    assert found.claims["c"] == pytest.approx(0.5 + 0.5 * 0.3)
    found = degrees(map, "quadratic-energy")
    assert found.claims["c"] == pytest.approx(0.5 + 0.5 * 0.09 / 1.09)


def test_two_rebuttals_of_each_other():
    """Each rebuts the other from the weight w: x = w (1 - x), so w / (1 + w); contraries too."""
    for weight in (0.2, 0.5, 1):
        map = weighted({"a": weight, "b": weight}, [("a", "b"), ("b", "a")])
        found = degrees(map, "df-quad")
        assert found.claims["a"] == pytest.approx(weight / (1 + weight))
        contraries = attrs.evolve(map, steps=(), contraries=(Contrary(*map.claims),))
        assert degrees(contraries, "df-quad").claims["b"] == pytest.approx(
            weight / (1 + weight)
        )
        assert not found.unsettled
        # Quadratic energy: x = w (1 - x² / (1 + x²)), that is x³ + x = w.
        root = degrees(map, "quadratic-energy").claims["a"]
        assert root**3 + root == pytest.approx(weight)


def test_a_circle_that_does_not_come_to_rest_is_said():
    """Three claims that rebut each other in turn, each by twelve steps, swing for ever."""
    claims = [Claim(f"c{at}", "Claim.", weight=1 - at / 100) for at in range(3)]
    other = [Claim(f"p{at}", "Premise.", weight=1) for at in range(12)]
    steps = [
        Step(
            f"s{at}.{each.id}",
            "against",
            (Premise(one), Premise(each)),
            claims[(at + 1) % 3],
        )
        for at, one in enumerate(claims)
        for each in other
    ]
    last = Claim("last", "Last.")
    steps.append(Step("l", "for", (Premise(claims[0]),), last))
    map = ArgumentMap(claims=(*claims, *other, last), steps=tuple(steps))
    found = degrees(map, "df-quad")
    assert found.unsettled == {"c0", "c1", "c2"}
    assert all(0 <= degree <= 1 for degree in found.claims.values())


@pytest.mark.parametrize("semantics", GRADUAL)
def test_a_fixed_point_is_reached(semantics):
    """On random maps with circles each degree is what the rule makes of the others."""
    for seed in range(300):
        map = random_map(seed, most=20)
        rng = random.Random(seed)
        claims = {each.id: attrs.evolve(each, weight=rng.random()) for each in map.claims}
        map = attrs.evolve(map, claims=tuple(claims.values()))
        found = degrees(map, semantics)
        if found.unsettled:
            continue
        value = {**found.claims, **found.steps}
        for node in (*map.claims, *map.steps):
            for_, against = [1.0], [1.0]
            energy = 0.0
            for each in map.steps_to(node):
                (for_ if each.kind == "for" else against).append(1 - value[each.id])
                energy += value[each.id] * (1 if each.kind == "for" else -1)
            contraries = map.contraries_of(node) if isinstance(node, Claim) else ()
            for id in {each.id for each in contraries}:
                against.append(1 - value[id])
                energy -= value[id]
            product = dict.fromkeys(("for", "against"), 1.0)
            for key, factors in (("for", for_), ("against", against)):
                for factor in factors:
                    product[key] *= factor
            if isinstance(node, Step):
                wanted = node.strength * product["against"]
                for premise in node.premises:
                    wanted *= value[premise.claim.id]
            elif semantics == "df-quad":
                pull = product["against"] - product["for"]
                wanted = node.weight + pull * (1 - node.weight if pull > 0 else node.weight)
            else:
                impact = energy**2 / (1 + energy**2)
                wanted = node.weight + impact * (
                    1 - node.weight if energy > 0 else -node.weight
                )
            assert value[node.id] == pytest.approx(wanted, abs=1e-8), (seed, node.id)


@pytest.mark.parametrize("semantics", GRADUAL)
def test_extremes_are_exact(semantics):
    """Weights of 0 and 1 that nothing moves stay what they are, to the last bit."""
    map = weighted(
        {"a": 1, "b": 0, "c": 1, "d": 0},
        against=[("b", "c"), ("a", "d")],
        supports=[("a", "c"), ("b", "d")],
    )
    assert dict(degrees(map, semantics).claims) == {"a": 1, "b": 0, "c": 1, "d": 0}
    if semantics == "df-quad":
        full = weighted({"a": 1, "b": 1, "c": 0}, [("a", "b")], [("a", "c")])
        assert dict(degrees(full, semantics).claims) == {"a": 1, "b": 0, "c": 1}


@pytest.mark.parametrize("semantics", GRADUAL)
def test_a_long_chain_has_degrees(semantics):
    """A chain of 20,000 reasons has degrees at its end that stay within bounds."""
    names = [f"c{at}" for at in range(20_000)]
    pairs = list(zip(names[1:], names, strict=False))
    found = degrees(weighted(dict.fromkeys(names, 0.5), supports=pairs), semantics)
    assert 0.5 < found.claims["c0"] <= 1
