"""A map goes to JSON and back, and from there to `.arg`."""

import json

import pytest
from hypothesis import given

from argmap.compiler import compile
from argmap.formats.arg import to_arg
from argmap.formats.json import from_json, to_json
from argmap.text import Text
from tests.random_maps import maps


def meaning(map):
    """What a map says, whatever the order of its parts and the numbers of its steps."""

    def key(target):
        if not hasattr(target, "premises"):
            return target.id
        return step(target)

    def step(each):
        premises = frozenset(
            (premise.claim.id, premise.assumed) for premise in each.premises
        )
        return (each.kind, premises, key(each.target), each.scheme, each.strength)

    claims = {claim.id: claim for claim in map.claims}
    pairs = {frozenset((pair.first.id, pair.second.id)) for pair in map.contraries}
    return (map.title, set(map.group), claims, {step(each) for each in map.steps}, pairs)


@given(maps())
def test_json_and_back(content):
    """Map to JSON to map loses nothing."""
    map = compile(Text("map.arg", content)).map
    read = from_json(Text("map.json", to_json(map)))
    assert not read.diagnostics
    assert read.map == map
    again = json.loads(to_json(read.map))
    assert again["claims"][0]["span"] is None


@given(maps())
def test_arg_and_back(content):
    """A map that is written as `.arg` says the same; only ids made of words may become names."""
    map = compile(Text("map.arg", content)).map
    written = to_arg(map)
    compiled = compile(Text("map.arg", written))
    assert not compiled.diagnostics, written
    if not any(claim.anonymous for claim in map.claims):
        assert meaning(compiled.map) == meaning(map)
    assert len(compiled.map.claims) == len(map.claims)
    assert len(compiled.map.steps) == len(map.steps)
    assert sorted(claim.text for claim in compiled.map.claims) == sorted(
        claim.text for claim in map.claims
    )


def test_a_long_chain_is_written():
    """A chain of 20,000 reasons becomes `.arg` that reads back, nested no deeper than twelve."""
    chain = 'thesis c0 "C"\n  because c1\n' + "".join(
        f'claim c{at} "C"\n  because c{at + 1}\n' for at in range(1, 20_000)
    )
    map = compile(Text("map.arg", chain + 'claim c20000 "C"\n')).map
    written = to_arg(map)
    compiled = compile(Text("map.arg", written))
    assert len(compiled.map.steps) == 20_000
    assert max(len(row) - len(row.lstrip()) for row in written.splitlines()) <= 24


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deep"),
        ("[]", "not an object"),
        ("{}", "`argmap` is not 1"),
        ('{"argmap": 1, "claims": [{}]}', "`id` of claim 1 is not a text"),
        (
            '{"argmap": 1, "claims": [{"id": "a", "text": 3}]}',
            "`text` of claim 1 is not a text",
        ),
        (
            '{"argmap": 1, "claims": [{"id": "a", "text": "A", "role": "x"}]}',
            "`role` of claim 1 is none of: thesis, claim",
        ),
        (
            '{"argmap": 1, "claims": [{"id": "a", "text": "A", "role": "claim", "weight": 2}]}',
            "`weight` of claim 1 is not between 0 and 1",
        ),
        (
            '{"argmap": 1, "steps": [{"id": "s", "kind": "for", "premises": [{"claim": "a"}],'
            ' "target": {"claim": "b"}}]}',
            "`a`",
        ),
        (
            '{"argmap": 1, "steps": [{"id": "s", "kind": "for", "premises": [],'
            ' "target": {"step": "s"}}]}',
            "is a step that is not there",
        ),
        (
            '{"argmap": 1, "claims": [{"id": "a", "text": "A", "role": "claim"}], "steps": ['
            '{"id": "s", "kind": "against", "premises": [{"claim": "a"}], "target": {"claim": "a"}},'
            '{"id": "t", "kind": "for", "premises": [{"claim": "a"}], "target": {"step": "s"}}]}',
            "a step can only be spoken against",
        ),
    ],
)
def test_json_that_is_no_map(run, tmp_path, content, said):
    """JSON that is not a map is refused in words that name the place."""
    (tmp_path / "map.json").write_text(content)
    done = run("convert", "map.json", "-")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_convert_commands(run, tmp_path):
    """The endings say what to read and write; - is standard input and output."""
    (tmp_path / "map.arg").write_text('thesis a "A"\n  because b "B"\n')
    assert run("convert", "map.arg", "map.json").returncode == 0
    assert run("convert", "map.json", "new.arg").returncode == 0
    assert (tmp_path / "new.arg").read_text() == 'thesis a "A"\n  because b "B"\n'
    piped = run("convert", "-", "-", input='thesis a "A"\n')
    assert json.loads(piped.stdout)["claims"][0]["id"] == "a"
    refused = run("convert", "map.arg", "map.xml")
    assert refused.returncode == 2
    assert "neither .arg nor .json" in refused.stderr


def test_a_map_with_errors_is_not_converted(run, tmp_path):
    """A map with errors gives no output, so that nothing is lost unnoticed."""
    (tmp_path / "map.arg").write_text('thesis a "A"\n  because b\n')
    done = run("convert", "map.arg", "map.json")
    assert done.returncode == 1
    assert "unknown-claim" in done.stderr
    assert not (tmp_path / "map.json").exists()
