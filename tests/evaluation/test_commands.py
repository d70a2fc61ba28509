"""`argmap eval` says what it should, and ends as it should."""

import json

import pytest

from tests.conftest import ROOT

PAIR = (
    'thesis a "A."\n  because b "B."\n    contradicts c\nclaim c "C."\n  because d "D."\n'
)


def test_expectations(run, tmp_path):
    """A verdict that is not what the map expects is shown, and ends the command with 1."""
    (tmp_path / "map.arg").write_text('thesis a "A."\n  expect: in\n  but b "B."\n')
    done = run("eval", "map.arg")
    assert done.returncode == 1
    assert done.stdout == (
        "out        a  A.  (expected in)\n\nin         b  B.\n\n2 claims: 1 in, 1 out.\n"
        "1 verdict is not as expected.\n"
    ).replace("A.  (", f"A.{' ' * 60}  (")
    (tmp_path / "map.arg").write_text('thesis a "A."\n  expect: out\n  but b "B."\n')
    assert run("eval", "map.arg").returncode == 0


@pytest.mark.parametrize("name", ["congestion", "china_russia", "equity"])
def test_the_maps_are_as_expected(run, name):
    """The maps of the repository have the verdicts that they expect."""
    assert run("eval", str(ROOT / "maps" / f"{name}.arg")).returncode == 0


def test_a_map_with_errors_is_not_evaluated(run):
    """A map with errors gives these, and no verdicts."""
    done = run("eval", "-", input='thesis a "A."\n  because b\n')
    assert (done.returncode, done.stdout) == (1, "")
    assert "unknown-claim" in done.stderr


def test_several_extensions(run):
    """With several extensions the table says what is in on some, and each says what is its own."""
    done = run("eval", "-", "--semantics", "preferred", input=PAIR)
    rows = done.stdout.splitlines()
    assert rows[0].split() == ["in", "some", "a", "A."]
    assert rows[-2:] in (["  1  a b", "  2  c"], ["  1  c", "  2  a b"])
    found = json.loads(run("eval", "-", "--semantics", "complete", "--limit", "2", "--format",
                           "json", input=PAIR).stdout)  # fmt: skip
    assert len(found["extensions"]) == 2
    assert found["more"] is True
    assert found["claims"][0]["verdict"] == "undecided"
    assert found["claims"][0]["accepted"] == "some"
    listed = run("eval", "-", "--semantics", "complete", "--limit", "2", input=PAIR).stdout
    assert listed.endswith("... and more; `--limit 0` lists them all.\n")


def test_no_stable_extension(run):
    """A claim that rebuts itself leaves no stable extension, and this is said."""
    done = run("eval", "-", "--semantics", "stable", input='thesis a "A."\n  but a\n')
    assert "There is no stable extension" in done.stdout


def test_the_time_limit(run):
    """What takes too long ends in words and with 2, also when it is only listing."""
    many = 'thesis t "T."\n' + "".join(
        f'  but a{at} "A."\n    but b{at} "B."\n      but a{at}\n' for at in range(40)
    )
    done = run("eval", "-", "--semantics", "complete", "--limit", "0", "--time-limit", "1",
               input=many)  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "error: gave up after 1 seconds, the time limit\n"
    assert done.stdout.startswith("in some    t")
    assert len(done.stdout.splitlines()) > 100
    ended = run(
        "eval", "-", "--semantics", "preferred", "--time-limit", "0.000001", input=many
    )
    assert (ended.returncode, ended.stdout) == (2, "")


def test_verdicts_without_listing(run):
    """What all of 2^40 extensions say is known at once."""
    many = 'thesis t "T."\n' + "".join(
        f'  but c{at} "C."\n    but a{at} "A."\n      but b{at} "B."\n        but a{at}\n    but b{at}\n'
        for at in range(40)
    )
    for semantics in ("preferred", "stable", "semi-stable"):
        done = run("eval", "-", "--semantics", semantics, "--limit", "1", input=many)
        assert done.stdout.startswith("in         t ")
        assert "121 claims: 1 in, 80 in some, 40 out." in done.stdout


def test_degrees(run):
    """Degrees stand where verdicts would."""
    done = run(
        "eval", "-", "--semantics", "df-quad", input='thesis a "A."\n  because b "B."\n'
    )
    assert done.stdout.splitlines()[0].split() == ["0.750", "a", "A."]


def test_output_is_the_same_under_every_hash_seed(run):
    """Extensions come in the same order whatever the hash seed."""
    seen = {
        run("eval", str(ROOT / "maps/congestion.arg"), "--semantics", semantics, "--format", "json",
            env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "2")
        for semantics in ("semi-stable",)
    }  # fmt: skip
    assert len(seen) == 1


def test_expectations_of_an_import(run, tmp_path):
    """What an imported map expects is asked of that map, not of one that rebuts it."""
    (tmp_path / "part.arg").write_text('thesis x "X."\n  expect: in\n')
    (tmp_path / "map.arg").write_text(
        'import "part.arg"\nthesis a "A."\n  expect: in\n  but part.x\n    but b "B."\n'
        "claim part.x\n  but b\n"
    )
    for command in ("eval", "check"):
        done = run(command, "map.arg")
        assert "xpected" not in done.stdout, done.stdout
    assert "out        part.x" in run("eval", "map.arg").stdout
    assert run("eval", "part.arg").returncode == 0
