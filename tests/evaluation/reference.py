"""What the semantics are by definition, worked out by trying everything.

A map is a logic program here: a rule for each step and for each reason of a claim. A labelling
gives each atom 0 (out), 1 (undecided) or 2 (in). Definitions are those of Przymusinski (1990,
partial stable models), You & Yuan (1994, regular: maximal in what they settle), Eiter, Leone &
Saccà (1997, L-stable: minimal in what they leave open) and Van Gelder, Ross & Schlipf (1991,
well-founded: minimal in what it settles). Nothing here knows of argmap's own graphs.
"""

import random
from itertools import product

from argmap.model import ArgumentMap, Claim, Contrary, Premise, Step

VERDICTS = ("out", "undecided", "in")


def program(map, without=(), granted=()):
    """The rules of a map, as (head, atoms that must stand, atoms that must not)."""
    against = {atom.id: [] for atom in (*map.claims, *map.steps)}
    reasons = {claim.id: [] for claim in map.claims}
    for step in map.steps:
        if step.kind == "for":
            reasons[step.target.id].append(step.id)
        else:
            against[step.target.id].append(step.id)
    for pair in map.contraries:
        against[pair.first.id].append(pair.second.id)
        against[pair.second.id].append(pair.first.id)
    rules = []
    for claim in map.claims:
        if claim.id in granted:
            rules.append((claim.id, [], []))
        elif claim.id in without:
            continue
        elif claim.given or not reasons[claim.id]:
            rules.append((claim.id, [], against[claim.id]))
        else:
            rules += [(claim.id, [step], against[claim.id]) for step in reasons[claim.id]]
    for step in map.steps:
        premises = [premise.claim.id for premise in step.premises]
        rules.append((step.id, premises, against[step.id]))
    return [*against], rules


def least(atoms, rules, labelling):
    """The least model of a program whose "not" are read off a labelling."""
    fixed = [
        (head, needed, min((2 - labelling[atom] for atom in unwanted), default=2))
        for head, needed, unwanted in rules
    ]
    found = dict.fromkeys(atoms, 0)
    changed = True
    while changed:
        changed = False
        for head, needed, most in fixed:
            value = min([most, *(found[atom] for atom in needed)])
            if value > found[head]:
                found[head] = value
                changed = True
    return found


def partial_stable(atoms, rules):
    """Every labelling that is the least model of the program that it makes of the program."""
    number = {atom: at for at, atom in enumerate(atoms)}
    of = [[] for _ in atoms]
    for head, needed, unwanted in rules:
        of[number[head]].append(
            ([number[atom] for atom in needed], [number[atom] for atom in unwanted])
        )
    for values in product((0, 1, 2), repeat=len(atoms)):
        for value, ways in zip(values, of, strict=True):
            best = 0
            for needed, unwanted in ways:
                way = min(
                    [
                        2,
                        *[values[at] for at in needed],
                        *[2 - values[at] for at in unwanted],
                    ]
                )
                best = max(best, way)
            if best != value:
                break
        else:
            labelling = dict(zip(atoms, values, strict=True))
            if least(atoms, rules, labelling) == labelling:
                yield labelling


def within(one, other):
    """Whether all that one labelling settles, the other settles in the same way."""
    return all(one[atom] in (1, other[atom]) for atom in one)


def undecided(labelling):
    """What a labelling leaves open."""
    return {atom for atom, value in labelling.items() if value == 1}


def extensions(models, semantics):
    """Those of the partial stable models that a semantics picks."""
    if semantics == "grounded":
        return [one for one in models if all(within(one, each) for each in models)]
    if semantics == "complete":
        return models
    if semantics == "preferred":
        return [
            one
            for one in models
            if not any(within(one, each) and one != each for each in models)
        ]
    if semantics == "stable":
        return [one for one in models if not undecided(one)]
    if semantics == "semi-stable":
        return [
            one
            for one in models
            if not any(undecided(each) < undecided(one) for each in models)
        ]
    assert semantics == "ideal"
    preferred = extensions(models, "preferred")
    common = [one for one in models if all(within(one, each) for each in preferred)]
    return [one for one in common if all(within(each, one) for each in common)]


def random_map(seed, most=8):
    """A small map with circles of every kind, of at most so many claims and steps together."""
    rng = random.Random(seed)
    size = rng.randint(2, most)
    number = rng.randint(1, max(1, size - 1))
    claims = [
        Claim(
            f"c{at}",
            f"Claim {at}.",
            "thesis" if not at else "claim",
            given=rng.random() < 0.1,
        )
        for at in range(number)
    ]
    steps = []
    for at in range(size - number):
        target = (
            rng.choice([*claims, *steps])
            if steps and rng.random() < 0.3
            else rng.choice(claims)
        )
        premises = rng.sample(claims, min(len(claims), rng.choice([1, 1, 1, 2])))
        kind = "against" if isinstance(target, Step) or rng.random() < 0.5 else "for"
        steps.append(
            Step(f"s{at}", kind, tuple(Premise(each) for each in premises), target)
        )
    pairs = {}
    for _ in range(rng.choice([0, 0, 1, 1, 2])):
        one, other = rng.choice(claims), rng.choice(claims)
        if one is not other or rng.random() < 0.2:
            pairs.setdefault(frozenset((one.id, other.id)), Contrary(one, other))
    return ArgumentMap(
        claims=tuple(claims), steps=tuple(steps), contraries=tuple(pairs.values())
    )
