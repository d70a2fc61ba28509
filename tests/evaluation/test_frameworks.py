"""Frameworks of other people are read, and their tasks answered, as ICCMA has it."""

import random
import re
from itertools import chain, combinations

import pytest

from argmap.evaluation.iccma import FormError, read, solve
from argmap.evaluation.sat import Deadline
from argmap.text import Text
from tests.evaluation.test_labellings import by_clingo

NAMES = ("CO", "GR", "PR", "ST", "SST", "ID")


def answer(content, task, query=None, name="framework", limit=0):
    """The lines of the answer to a task."""
    with Deadline() as deadline:
        return list(solve(read(Text(name, content)), task, query, deadline, limit))


def extensions(content, semantics, name="framework"):
    """The extensions that EE lists, as sets of names."""
    lines = answer(content, f"EE-{semantics}", name=name)
    return set() if lines == ["NO"] else {frozenset(line.split()[1:]) for line in lines}


def subsets(values):
    """Every subset."""
    return map(
        frozenset,
        chain.from_iterable(combinations(values, n) for n in range(len(values) + 1)),
    )


def pick(complete, reach):
    """The extensions of each semantics from the complete ones, by definition.

    ``reach`` gives an extension with what it attacks; ``ALL`` stands for what there is.
    """
    grounded = [one for one in complete if all(one <= each for each in complete)]
    preferred = [one for one in complete if not any(one < each for each in complete)]
    everything = reach(None)
    common = [one for one in complete if all(one <= each for each in preferred)]
    return {
        "CO": set(complete),
        "GR": set(grounded),
        "PR": set(preferred),
        "ST": {one for one in complete if reach(one) == everything},
        "SST": {
            one
            for one in complete
            if not any(reach(one) < reach(each) for each in complete)
        },
        "ID": {one for one in common if all(each <= one for each in common)},
    }


def abstract(seed, most):
    """A random abstract framework: its size, and its attacks."""
    rng = random.Random(seed)
    size = rng.randint(1, most)
    density = rng.choice([0.1, 0.2, 0.4])
    pairs = [(a, b) for a in range(1, size + 1) for b in range(1, size + 1)]
    return size, [pair for pair in pairs if rng.random() < density]


def written(size, attacks):
    """A framework in the form of ICCMA 2023."""
    return "\n".join([f"p af {size}", *(f"{a} {b}" for a, b in attacks)])


def named(sets):
    """Sets of numbers as sets of names."""
    return {frozenset(map(str, each)) for each in sets}


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_abstract_frameworks_by_definition(start):
    """On random frameworks every set of arguments is tried (Dung 1995; Caminada 2006)."""
    for seed in range(start, start + 100):
        size, attacks = abstract(seed, most=7)
        into = {b: {a for a, to in attacks if to == b} for b in range(1, size + 1)}

        def attacked(by, attacks=attacks):
            return {b for a, b in attacks if a in by}

        complete = [
            one
            for one in subsets(range(1, size + 1))
            if not attacked(one) & one
            and one == {b for b, attackers in into.items() if attackers <= attacked(one)}
        ]

        def reach(one, attacked=attacked, size=size):
            return set(range(1, size + 1)) if one is None else one | attacked(one)

        wanted = pick(complete, reach)
        content = written(size, attacks)
        for name in NAMES:
            assert extensions(content, name) == named(wanted[name]), (seed, name)
            check_answers(content, name, wanted[name], range(1, size + 1), seed)


def check_answers(content, name, wanted, sentences, said):
    """SE, CE, DC and DS answer as the extensions have it, with certificates."""
    wanted = named(wanted)
    assert answer(content, f"CE-{name}") == [str(len(wanted))], said
    some = answer(content, f"SE-{name}")
    assert some == ["NO"] if not wanted else frozenset(some[0].split()[1:]) in wanted, said
    for sentence in map(str, sentences):
        first, *rest = answer(content, f"DC-{name}", sentence)
        assert first == ("YES" if any(sentence in one for one in wanted) else "NO"), said
        for line in rest:
            shown = frozenset(line.split()[1:])
            assert shown in wanted and sentence in shown
        assert len(rest) == (first == "YES")
        first, *rest = answer(content, f"DS-{name}", sentence)
        assert first == ("YES" if all(sentence in one for one in wanted) else "NO"), said
        for line in rest:
            shown = frozenset(line.split()[1:])
            assert shown in wanted and sentence not in shown
        assert len(rest) == (first == "NO")


@pytest.mark.parametrize("seed", range(80))
def test_abstract_frameworks_by_clingo(seed):
    """On larger random frameworks clingo finds the same extensions."""
    size, attacks = abstract(seed, most=random.Random(seed).choice([12, 18, 24]))
    content = written(size, attacks)
    below = [(a - 1, b - 1) for a, b in attacks]
    for name, semantics in (
        ("CO", "complete"),
        ("PR", "preferred"),
        ("ST", "stable"),
        ("SST", "semi-stable"),
    ):
        wanted = {
            frozenset(str(each + 1) for each in ins)
            for ins, _ in by_clingo(size, below, semantics)
        }
        assert extensions(content, name) == wanted
        queries = random.Random(seed).sample(range(1, size + 1), min(4, size))
        check_answers(content, name, wanted, queries, seed)


def assumption_based(seed):
    """A random flat assumption-based framework: assumptions, contraries, rules."""
    rng = random.Random(seed)
    number = rng.randint(1, 9)
    assumptions = list(range(1, rng.randint(1, min(4, number)) + 1))
    contraries = {
        each: rng.randint(1, number) for each in assumptions if rng.random() < 0.9
    }
    heads = list(range(len(assumptions) + 1, number + 1))
    rules = [
        (
            rng.choice(heads),
            rng.sample(range(1, number + 1), min(number, rng.choice([0, 1, 1, 2, 3]))),
        )
        for _ in range(rng.randint(0, 8))
        if heads
    ]
    return number, assumptions, contraries, rules


@pytest.mark.parametrize("start", range(0, 800, 200))
def test_assumption_based_frameworks_by_definition(start):
    """On random flat frameworks every set of assumptions is tried (Bondarenko et al. 1997)."""
    for seed in range(start, start + 200):
        number, assumptions, contraries, rules = assumption_based(seed)
        content = "\n".join(
            [
                f"p aba {number}",
                *(f"a {each}" for each in assumptions),
                *(f"c {each} {contrary}" for each, contrary in contraries.items()),
                *(" ".join(map(str, ["r", head, *body])) for head, body in rules),
            ]
        )

        def follows(one, rules=rules):
            """What can be derived from some assumptions."""
            found = set(one)
            while more := {
                h for h, body in rules if h not in found and found.issuperset(body)
            }:
                found |= more
            return found

        def attacked(one, follows=follows, contraries=contraries):
            derived = follows(one)
            return {each for each, contrary in contraries.items() if contrary in derived}

        every = list(subsets(assumptions))

        def defended(one, every=every, attacked=attacked, assumptions=assumptions):
            """The assumptions such that every set which attacks them is attacked."""
            safe = attacked(one)
            against = [each for each in every if not each & safe]
            return {
                each
                for each in assumptions
                if not any(each in attacked(by) for by in against)
            }

        complete = [
            one for one in every if not attacked(one) & one and one == defended(one)
        ]

        def reach(one, attacked=attacked, assumptions=assumptions):
            return set(assumptions) if one is None else one | attacked(one)

        wanted = pick(complete, reach)
        for name in NAMES:
            assert extensions(content, name) == named(wanted[name]), (seed, name)
            for sentence in range(1, number + 1):
                holds = [sentence in follows(one) for one in wanted[name]]
                said = {True: ["YES"], False: ["NO"]}
                assert answer(content, f"DC-{name}", str(sentence)) == said[any(holds)], (
                    seed
                )
                assert answer(content, f"DS-{name}", str(sentence)) == said[all(holds)], (
                    seed
                )


def apx(attacks):
    """A framework with one-letter arguments, from attacks such as "ab"."""
    names = sorted({*"".join(attacks.split())})
    facts = [f"arg({name})." for name in names]
    return "\n".join(facts + [f"att({a},{b})." for a, b in attacks.split()])


def sets(words):
    """Sets of one-letter names: "a bc -" is {a}, {b, c} and the empty set."""
    return {frozenset(word.replace("-", "")) for word in words.split()}


@pytest.mark.parametrize(
    ("attacks", "wanted"),
    [
        # Dung 1995, the Nixon diamond.
        ("ab ba", {"GR": "-", "PR": "a b", "ST": "a b", "CO": "- a b", "ID": "-"}),
        # Caminada 2006, semi-stable semantics: preferred extensions of which one is stable.
        (
            "ab ba bc cd de ec",
            {"PR": "a bd", "ST": "bd", "SST": "bd", "GR": "-", "CO": "- a bd"},
        ),
        # Dung, Mancarella & Toni 2007: ideal goes beyond grounded.
        ("aa ab ba", {"GR": "-", "PR": "b", "ID": "b", "ST": "b"}),
        # Floating acceptance: Baroni, Caminada & Giacomin 2011.
        ("ab ba ac bc cd", {"GR": "-", "PR": "ad bd", "ST": "ad bd", "ID": "-"}),
        # An odd cycle has no stable extension: Dung 1995.
        ("ab bc ca", {"GR": "-", "PR": "-", "ST": "", "SST": "-", "CO": "-", "ID": "-"}),
        # Semi-stable extensions that leave different arguments open.
        ("ab ba as ss bt tt", {"SST": "a b", "ST": "", "PR": "a b"}),
    ],
)
def test_published_frameworks(attacks, wanted):
    """Examples from the literature have the extensions that are said there."""
    for name, words in wanted.items():
        assert extensions(apx(attacks), name, "framework.apx") == sets(words), name


def test_the_examples_of_iccma():
    """The example of each form on ICCMA 2023's page of rules."""
    content = "p af 5\n# this is a comment\n1 2\n2 4\n4 5\n5 4\n5 5\n"
    assert extensions(content, "CO") == {frozenset("13"), frozenset("134")}
    assert extensions(content, "ST") == {frozenset("134")}
    content = "p aba 8\na 1\na 2\na 3\nc 1 6\nc 2 7\nc 3 8\nr 4 5 1\nr 5\nr 6 2 3\n"
    assert extensions(content, "CO") == {frozenset("23")}
    assert answer(content, "DC-CO", "6") == ["YES"]
    assert answer(content, "DS-PR", "4") == ["NO"]


def test_the_older_forms():
    """Facts and trivial graphs say the same as numbers, in any order and with comments."""
    facts = "% a comment\natt(a,b). arg(a). arg(b).\n  arg( c ).att( b , c ).  % another\n"
    graph = "a first\nb\nc third one\n#\na b\nb c label\n"
    for name, content in (("f.apx", facts), ("f.tgf", graph)):
        assert answer(content, "SE-GR", name=name) == ["w a c"]
    with Deadline() as deadline:
        read_as = read(Text("f.txt", facts), "apx")
        assert list(solve(read_as, "EE-PR", None, deadline)) == ["w a c"]


def test_a_framework_without_arguments():
    """Nothing has one extension, the empty one."""
    for name in NAMES:
        assert answer("p af 0\n", f"EE-{name}") == ["w"]
        assert answer("", f"EE-{name}", name="f.apx") == ["w"]
        assert answer("p aba 0\n", f"EE-{name}") == ["w"]


@pytest.mark.parametrize(
    ("name", "content", "line", "said"),
    [
        ("f", "", None, "what form this is"),
        ("f", "p cnf 3 2\n", 1, "`p af N`"),
        ("f", "p af\n", 1, "`p af N`"),
        ("f", "p af -1\n", 1, "`p af N`"),
        ("f", "p af 99999999999999999999\n", 1, "more than 10,000,000"),
        ("f", f"p af {'9' * 5000}\n", 1, "999...` is more than 10,000,000"),
        ("f", f"p af 2\n1 {'9' * 5000}\n", 2, "999...` is not a number from 1 to 2"),
        ("f", "p af ٣\n", 1, "`p af N`"),
        ("f", "p af 2\n1 3\n", 2, "`3` is not a number from 1 to 2"),
        ("f", "p af 2\n\n# c\n1 2 1\n", 4, "not an attack"),
        ("f", "p af 2\n1 x\n", 2, "`x`"),
        ("f", "p af 2\n1 ²\n", 2, "`²`"),
        ("f", "p aba 2\nq 1\n", 2, "none of"),
        ("f", "p aba 2\na 1 2\n", 2, "none of"),
        ("f", "p aba 2\nr\n", 2, "none of"),
        ("f", "p aba 2\na 1\nr 1 2\n", 3, "not flat"),
        ("f", "p aba 3\na 1\nc 1 2\nc 1 3\n", 4, "two contraries"),
        ("f", "p aba 2\nc 1 2\n", None, "no assumption"),
        ("f.apx", "arg(a).\natt(a,b).\n", 2, "no argument is called `b`"),
        ("f.apx", "arg(a)\n", 1, "neither"),
        ("f.apx", "arg(a,b).\n", 1, "neither"),
        ("f.apx", "att(a).\n", 1, "neither"),
        ("f.tgf", "a\n#\na b\n", 3, "no argument is called `b`"),
        ("f.tgf", "a\n#\na\n", 3, "not an attack"),
        ("f.tgf", "a\nb\n", None, "no line `#`"),
    ],
)
def test_malformed_files(name, content, line, said):
    """What is not of its form is refused, with its line."""
    with pytest.raises(FormError, match=re.escape(said)) as refused:
        read(Text(name, content))
    assert refused.value.line == line


def test_the_command(run, tmp_path):
    """The command prints the answer, and refuses what it cannot read or answer with 2."""
    (tmp_path / "f.af").write_text("p af 2\n1 2\n2 1\n")
    assert run("solve", "f.af", "--task", "EE-ST").stdout in ("w 1\nw 2\n", "w 2\nw 1\n")
    assert (
        len(run("solve", "f.af", "--task", "EE-CO", "--limit", "2").stdout.splitlines())
        == 2
    )
    assert run(
        "solve", "-", "--task", "DC-PR", "--query", "2", input="p af 2\n1 2\n2 1\n"
    ).stdout == ("YES\nw 2\n")
    for arguments, said in (
        (["f.af", "--task", "DC-PR"], "DC-PR needs a --query"),
        (["f.af", "--task", "SE-PR", "--query", "1"], "SE-PR takes no --query"),
        (["f.af", "--task", "DC-PR", "--query", "x"], "no argument is called `x`"),
        (["f.af", "--task", "EE-XY"], "EE-XY"),
        (["g.af", "--task", "EE-PR"], "cannot read `g.af`"),
    ):
        done = run("solve", *arguments)
        assert done.returncode == 2
        assert said in done.stderr
    (tmp_path / "f.af").write_text("p af 2\n1 3\n")
    done = run("solve", "f.af", "--task", "EE-PR")
    assert (done.returncode, done.stderr) == (
        2, "error: f.af:2: `3` is not a number from 1 to 2\n",
    )  # fmt: skip


def test_the_time_limit(run):
    """Counting what cannot be counted ends with 2 when the time is over."""
    pairs = "\n".join(f"{at} {at + 1}\n{at + 1} {at}" for at in range(1, 81, 2))
    done = run(
        "solve", "-", "--task", "CE-PR", "--time-limit", "1", input=f"p af 80\n{pairs}\n"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "error: gave up after 1 seconds, the time limit\n"


def test_the_time_limit_is_a_time(run):
    """A limit that is no number is refused; one beyond all time is no limit."""
    for limit in ("nan", "0", "-1", "soon"):
        done = run("solve", "-", "--task", "SE-PR", "--time-limit", limit, input="p af 1\n")
        assert (done.returncode, done.stdout) == (2, "")
    for limit in ("inf", "1e300"):
        done = run("solve", "-", "--task", "SE-PR", "--time-limit", limit, input="p af 1\n")
        assert (done.returncode, done.stdout, done.stderr) == (0, "w 1\n", "")


def test_a_hard_question_is_interrupted(run):
    """The solver itself is stopped: a question that it cannot answer in time ends with 2."""
    # Pigeons in holes: an argument for each pigeon in each hole, so that x is in no stable
    # extension only because 12 pigeons do not go into 11 holes.
    holes = 11
    arguments = [(p, h) for p in range(holes + 1) for h in range(holes)]
    number = {each: at for at, each in enumerate(arguments, 1)}
    attacks = [(number[a], number[b]) for a in arguments for b in arguments
               if a != b and (a[0] == b[0] or a[1] == b[1])]  # fmt: skip
    last = len(arguments)
    for p in range(holes + 1):
        need = last + p + 1
        attacks += [(number[p, h], need) for h in range(holes)] + [(need, need)]
    content = written(last + holes + 1, attacks)
    done = run(
        "solve", "-", "--task", "SE-ST", "--time-limit", "1", input=content, timeout=20
    )
    assert done.returncode == 2
    assert "gave up" in done.stderr
