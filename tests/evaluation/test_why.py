"""Accounts of why a claim stands are true, enough, and as small as they say."""

import json
import random
from itertools import combinations, product

import attrs
import jsonschema
import pytest

from argmap.compiler import compile
from argmap.evaluation import grounded
from argmap.evaluation.why import explain
from argmap.model import ArgumentMap, Claim, Premise, Step
from argmap.text import Text
from tests.conftest import ROOT
from tests.evaluation.reference import random_map


def key(node):
    """What tells a claim from a step of the same id."""
    return isinstance(node, Step), node.id


def cut_down(map, account):
    """The map of what an account cites, and nothing else.

    A step that is cited for no premise of its own gets one that nobody doubts.
    """
    granted = Claim("granted", "Granted.")
    grounds = {key(each.node): each for each in account.grounds}
    links = {(key(each.node), key(other)) for each in account.grounds for other in each.on}
    steps = {}
    for step in map.steps:
        if key(step) in grounds:
            cited = [
                each for each in step.premises if (key(step), key(each.claim)) in links
            ]
            steps[step.id] = attrs.evolve(
                step, premises=tuple(cited) or (Premise(granted),)
            )
    # A step that is cited for one thing only may be drawn to another, which is not.
    steps = {
        id: attrs.evolve(each, target=steps.get(each.target.id, each.target))
        for id, each in steps.items()
        if (key(each.target), (True, id)) in links
    }
    needed = {id for is_step, id in grounds if not is_step}
    needed |= {each.claim.id for step in steps.values() for each in step.premises}
    return ArgumentMap(
        claims=(*(claim for claim in map.claims if claim.id in needed), granted),
        steps=tuple(steps.values()),
        contraries=tuple(
            pair
            for pair in map.contraries
            if (key(pair.first), key(pair.second)) in links
            or (key(pair.second), key(pair.first)) in links
        ),
    )


@pytest.mark.parametrize("start", range(0, 1500, 300))
def test_what_is_cited_forces_the_verdict(start):
    """In the map cut down to what an account cites, the claim has the same verdict."""
    for seed in range(start, start + 300):
        map = random_map(seed, most=random.Random(seed).choice([8, 16, 40]))
        found = grounded(map)
        for claim in map.claims[:6]:
            account = explain(found, claim.id)
            assert account.verdict == found.claims[claim.id]
            assert account.grounds[0].node is claim
            small = cut_down(map, account)
            assert grounded(small).claims[claim.id] == account.verdict, (seed, claim.id)


@pytest.mark.parametrize("start", range(0, 600, 300))
def test_nothing_else_could_change_the_verdict(start):
    """Where a claim is settled, whatever becomes of what is not cited leaves it as it is."""
    for seed in range(start, start + 300):
        rng = random.Random(seed)
        map = random_map(seed, most=rng.choice([8, 16, 40]))
        found = grounded(map)
        for claim in map.claims[:6]:
            account = explain(found, claim.id)
            cited = {
                each.node.id for each in account.grounds if isinstance(each.node, Claim)
            }
            others = [each.id for each in map.claims if each.id not in cited]
            if account.verdict != "undecided":
                for _ in range(5):
                    fates = {id: rng.choice(["in", "out", None]) for id in others}
                    changed = grounded(
                        map,
                        without=[id for id, fate in fates.items() if fate == "out"],
                        granted=[id for id, fate in fates.items() if fate == "in"],
                    )
                    assert changed.claims[claim.id] == account.verdict, (seed, claim.id)


def least_costs(map, found):
    """For each settled node the number of claims that the smallest account mentions.

    By the definition alone: numbers are lowered until none can be.
    """
    verdict = {key(each): found.claims[each.id] for each in map.claims}
    verdict |= {key(each): found.steps[each.id] for each in map.steps}
    cost = dict.fromkeys(verdict, float("inf"))
    while True:
        lower = dict(cost)
        for node in (*map.claims, *map.steps):
            into = map.steps_to(node)
            against = [each for each in into if each.kind == "against"]
            if isinstance(node, Claim):
                against += {each.id: each for each in map.contraries_of(node)}.values()
                parts = [each for each in into if each.kind == "for"]
            else:
                parts = [each.claim for each in node.premises]
            answers = sum(cost[key(each)] for each in against)
            one_against = [
                cost[key(each)] for each in against if verdict[key(each)] == "in"
            ]
            part = {label: [cost[key(e)] for e in parts if verdict[key(e)] == label]
                    for label in ("in", "out")}  # fmt: skip
            ways = []
            if verdict[key(node)] == "in":
                if isinstance(node, Step):
                    ways = [sum(part["in"]) + answers]
                elif node.given or not parts:
                    ways = [answers]
                else:
                    ways = [each + answers for each in part["in"]]
            elif verdict[key(node)] == "out":
                ways = one_against
                if isinstance(node, Step):
                    ways = ways + part["out"]
                elif parts and not node.given and len(part["out"]) == len(parts):
                    ways = [*ways, sum(part["out"])]
            lower[key(node)] = min(
                [cost[key(node)], *(way + isinstance(node, Claim) for way in ways)]
            )
        if lower == cost:
            return cost
        cost = lower


@pytest.mark.parametrize("seed", range(400))
def test_the_smallest_account_is_given(seed):
    """The account mentions as few claims as any does, unless it needs a circle of reasons."""
    map = random_map(seed, most=30)
    found = grounded(map)
    least = least_costs(map, found)
    for claim in map.claims:
        account = explain(found, claim.id)
        kinds = {each.kind for each in account.grounds}
        if kinds & {"circle", "loop"}:
            continue
        grounds = {key(each.node): each for each in account.grounds}

        def size(node, grounds=grounds):
            """How many claims are mentioned, those that are used twice counted twice."""
            return isinstance(node, Claim) + sum(
                size(each) for each in grounds[key(node)].on
            )

        assert size(claim) == least[key(claim)]


@pytest.mark.parametrize("seed", range(300))
def test_what_would_settle_it(seed):
    """The smallest changes that settle an open claim are all of that size that do."""
    map = random_map(seed, most=14)
    found = grounded(map)
    for claim in map.claims:
        account = explain(found, claim.id)
        if account.verdict != "undecided":
            assert account.settled_by == ()
            continue

        def settled(changes, claim=claim):
            falls = [each.id for each, stands in changes if not stands]
            stand = [each.id for each, stands in changes if stands]
            return grounded(map, without=falls, granted=stand).claims[claim.id]

        others = [each for each in map.claims if each is not claim]
        single = [
            ((each, stands),)
            for each in others
            for stands in (False, True)
            if found.claims[each.id] == "undecided"
            or (found.claims[each.id] == "in" and not stands)
        ]
        still_open = [each for each in others if found.claims[each.id] == "undecided"]
        pairs = [
            ((one, a), (two, b))
            for one, two in combinations(still_open, 2)
            for a, b in product((False, True), repeat=2)
        ]

        def settling(every):
            ways = {
                frozenset((each.id, stands) for each, stands in changes): settled(changes)
                for changes in every
            }
            return {way: verdict for way, verdict in ways.items() if verdict != "undecided"}

        assert {
            frozenset((each.id, stands) for each, stands in changes): verdict
            for changes, verdict in account.settled_by
        } == (settling(single) or settling(pairs))


def test_two_changes_where_one_is_not_enough():
    """A claim that two pairs of open claims hold open needs a change in each."""
    content = 'thesis t "T."\n'
    content += "".join(f'  but {x}1 "X."\n    and {x}2 "Y."\n' for x in "ab")
    content += "".join(
        f'claim n{x} "N."\n  contradicts {x}\n' for x in ("a1", "a2", "b1", "b2")
    )
    account = explain(grounded(compile(Text("map.arg", content)).map), "t")
    assert account.verdict == "undecided"
    assert account.settled_by
    assert {len(way.changes) for way in account.settled_by} == {2}
    verdicts = {
        frozenset((each.claim.id, each.stands) for each in way.changes): way.verdict
        for way in account.settled_by
    }
    assert verdicts[frozenset({("a1", True), ("a2", True)})] == "out"
    assert verdicts[frozenset({("a1", False), ("b2", False)})] == "in"


def test_a_supposition_is_a_reason(build):
    """What is supposed is given as the reason, and explained no further."""
    map = build('thesis a "A."\n  because b "B."\n    but c "C."\n').map
    account = explain(grounded(map, granted=["b"]), "a")
    assert [(each.node.id, each.kind) for each in account.grounds] == [
        ("a", "reason"), ("s1", "premises"), ("b", "supposed"),
    ]  # fmt: skip


def test_the_text(run):
    """The account is in sentences in the map's own words, on lines that fit a screen."""
    done = run("why", str(ROOT / "maps" / "congestion.arg"), "charge")
    assert done.stdout.startswith(
        '"Åsvik should charge cars that enter the centre in the morning peak." (charge) is in.\n'
        '- because "With a charge, Line 3 crosses the centre in 18 minutes." (faster-buses) is\n'
        "  in.\n"
    )
    assert done.stdout.splitlines()[-1] == (
        'It would not be in if any one of these fell: rebate, "Refunds are paid out every month".'
    )
    assert all(len(row) <= 88 for row in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ('thesis a "A."\n', ['"A." (a) is in: no reason is offered for it, and none against it.']),
        (
            'thesis a "A."\n  because b "B."\n    because a\n',
            [
                '"A." (a) is out.',
                "- because the reasons for it go round in a circle: a and b.",
            ],
        ),
        (
            'thesis a "A."\n  because a\n',
            ['"A." (a) is out.',
             "- because it is a reason for itself and has no other that holds."],
        ),
        (
            'thesis a "A."\n  because b "B."\n    and c "C."\n  but d "D."\n    and e "E."\n'
            '      but "No."\n',
            [
                '"A." (a) is in.',
                '- because "B." (b) is in.',
                '- and "C." (c) is in.',
                '- "D." (d) and "E." (e) speak against it, but e is out.',
                '  - because "No." speaks against it and is in.',
            ],
        ),
        (
            'thesis a "A."\n  because b "B."\n    unless u "U."\n      unless v "V."\n',
            [
                '"A." (a) is in.',
                '- because "B." (b) is in.',
                '- "U." (u) undercuts that, but the step is undercut.',
                '  - because "V." (v) undercuts that and is in.',
            ],
        ),
        (
            'thesis a "A."\n  but b "B."\n    but a\n',
            [
                '"A." (a) is undecided.',
                '- because "B." (b) speaks against it and is undecided.',
                '  - because "A." (a) speaks against it and is undecided (see above).',
                "",
                "It would be in if b fell. It would be out if b stood.",
            ],
        ),
        (
            'thesis a "A."\n  because b "B."\n    but c "C."\n    given: yes\n',
            ['"A." (a) is out.', '- because "B." (b), a reason for it, is out.',
             '  - because "C." (c) speaks against it and is in.', "",
             "It would not be out if c fell."],
        ),
    ],
)  # fmt: skip
def test_sentences(run, content, rows):
    """Each way in which a verdict comes about has its sentence."""
    done = run("why", "-", "a", input=content)
    assert done.stdout.splitlines()[: len(rows)] == rows, done.stdout


def test_suppositions_on_the_command_line(run):
    """`--without` and `--with` say what is supposed, and what the verdict is without that."""
    map = 'thesis a "A."\n  but b "B."\n    but c "C."\n'
    done = run("why", "-", "a", "--without", "c", input=map)
    assert done.stdout.splitlines()[0] == (
        'Supposing that c falls: "A." (a) is out; as the map stands, it is in.'
    )
    done = run("why", "-", "a", "--with", "b", input=map)
    assert '"B." (b) speaks against it and is in, as supposed.' in done.stdout
    refused = run("why", "-", "a", "--without", "costs", input=map.replace("c", "cost"))
    assert refused.returncode == 2
    assert "no claim is called `costs`\ndid you mean `cost`?" in refused.stderr


def test_the_json(run):
    """The JSON is of the form that its schema says, and has what the text has."""
    schema = json.loads((ROOT / "docs" / "schema" / "why.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for name in ("charge", "quieter-östra", "fewer-customers"):
        done = run("why", str(ROOT / "maps/congestion.arg"), name, "--format", "json")
        found = json.loads(done.stdout)
        validator.validate(found)
        assert {*found} == {*schema["properties"]}
        assert found["account"][0]["claim"] == name
    assert found["account"][0] == {
        "claim": "fewer-customers", "verdict": "out", "kind": "attacked",
        "on": [{"step": found["account"][1]["step"]}],
    }  # fmt: skip
    found["account"][0]["kind"] = "hope"
    assert not validator.is_valid(found)


def test_a_long_chain(run, tmp_path):
    """A chain of 20,000 reasons is explained; the text is cut, the JSON is whole."""
    chain = 'thesis c0 "C"\n  because c1\n' + "".join(
        f'claim c{at} "C"\n  because c{at + 1}\n' for at in range(1, 20_000)
    )
    (tmp_path / "map.arg").write_text(chain + 'claim c20000 "C"\n')
    done = run("why", "map.arg", "c0")
    assert "... and 19,960 more; `--limit 0` gives them all." in done.stdout
    assert "and 19,990 more." in done.stdout
    found = json.loads(run("why", "map.arg", "c0", "--format", "json").stdout)
    assert len(found["account"]) == 40_001
    assert len(found["turned_by"]) == 20_000


NAMELESS = """\
thesis a "The city should charge."
  because "Refunds are paid out every month."
  because "Refunds are fair."
  but "The  Ring Road is  near."
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Refunds are fair.", "Refunds are fair."),
        ("refunds are fair", "Refunds are fair."),
        ("“Refunds are paid out every …”", "Refunds are paid out every month."),
        ("refunds are p", "Refunds are paid out every month."),
        ("_refunds-are-fair", "Refunds are fair."),
        ("the ring road is near", "The Ring Road is near."),
        ("The city should", "The city should charge."),
    ],
)
def test_claims_go_by_their_words(run, name, text):
    """A claim without a name is found by its id, by its text, or by how that begins."""
    done = run("why", "-", name, input=NAMELESS)
    assert done.stdout.startswith(f'"{text}"'), done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Refunds are", "several claims say `Refunds are`; their ids are\n"
         "  _refunds-are-paid-out-every-month\n  _refunds-are-fair\n"),
        ("Refunds are fare.", "no claim says `Refunds are fare.`\n"
         "did you mean `Refunds are fair.`?"),
        ("Refunds", "no claim is called `Refunds`"),
        ("", "no claim is called ``"),
        ("  ", "no claim is called `  `"),
    ],
)  # fmt: skip
def test_words_that_fit_no_single_claim(run, name, said):
    """Words that several claims begin with, or none, are refused, with what might be meant."""
    for arguments in ((name,), ("a", "--without", name), ("a", "--with", name)):
        done = run("why", "-", *arguments, input=NAMELESS)
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stdout == ""


def test_claims_of_imports_have_longer_names(run):
    """A claim of an import that is named without the import's name is pointed at."""
    done = run("why", str(ROOT / "maps" / "congestion.arg"), "regressive")
    assert "did you mean `equity.regressive`" in done.stderr


def test_suppositions_that_exclude_each_other(run):
    """A claim cannot be supposed to stand and to fall; to suppose the same twice is once."""
    map = 'thesis a "A."\n  but b "B."\n    but c "C."\n'
    done = run("why", "-", "a", "--with", "c", "--without", "C.", input=map)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`c` cannot both fall and stand" in done.stderr
    done = run("why", "-", "a", "--without", "c", "--without", "c", input=map)
    assert done.stdout.startswith("Supposing that c falls: ")


@pytest.mark.parametrize("word", ["but", "because"])
def test_a_long_ring(run, word):
    """An odd ring of 3,001 rebuttals, or a ring of reasons with one of its own, is explained."""
    ring = 'thesis c0 "C"\n' + "".join(
        f'  {word} c{at}\nclaim c{at} "C"\n' for at in range(1, 3001)
    )
    ring += f"  {word} c0\n"
    if word == "because":
        ring += '  because x "X"\n    contradicts y\nclaim y "Y"\n'
    done = run("why", "-", "c0", "--limit", "3", input=ring)
    assert done.stdout.startswith('"C" (c0) is undecided.')
    sides = done.stdout.replace("\n", " ").split("It would be ")[1:]
    assert [side[:3].strip() for side in sides] == ["in", "out"]
