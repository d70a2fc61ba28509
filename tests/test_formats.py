"""A map goes to JSON and back, and from there to `.arg`."""

import json
from copy import deepcopy

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    assert again["claims"][0]["span"]["file"] == "map.json"


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


def claims(written):
    """A map as JSON of one claim, written with single quotation marks."""
    return '{"argmap": 1, "claims": [' + written.replace("'", '"') + "]}"


def steps(written, premises="{'claim': 'b'}", more=""):
    """A map as JSON of two claims, and of a step of which the rest is given."""
    both = "{'id': 'a', 'text': 'A', 'role': 'claim'}, {'id': 'b', 'text': 'B', 'role': 'claim'}"
    step = f"{{'id': 's', 'kind': 'for', 'premises': [{premises}], {written}}}"
    listed = f"{step}, {more}" if more else step
    return claims(both)[:-1] + f', "steps": [{listed}]}}'.replace("'", '"')


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (claims("{'id': 'a', 'text': 'A', 'role': 'claim', 'tags': ['health care']}"), "not a name"),
        (claims("{'id': 'a', 'text': 'A\\u0007', 'role': 'claim'}"), "control character U+0007"),
        (claims("{'id': 'a', 'text': 'A\\ud800', 'role': 'claim'}"), "control character U+D800"),
        (claims("{'id': 'a', 'text': 'A', 'role': 'claim', 'weight': NaN}"), "a number that can be"),
        (claims("{'id': 'a', 'text': 'A', 'role': 'claim', 'properties': {'y': 1}}"), "one of your own"),
        (claims("{'id': 'a', 'text': 'A', 'role': 'claim', 'properties': {'x y': 1}}"), "one of your own"),
        (claims("{'id': 'a', 'text': 'A', 'role': 'claim', 'properties': {'x-y': 1e999}}"), "a number that"),
        (claims("{'id': 'a', 'text': 'A', 'role': 'claim', 'properties': {'x-y': %s}}" % ("9" * 400)), "a number that"),
        (claims("{'id': 'a', 'text': 'A', 'role': 'claim', 'properties': {'x-y': %s}}" % ("9" * 5000)), "too many digits"),
        (steps("'target': {'step': [1]}"), "`step` of `target` of step 1 is not a text"),
        (steps("'target': {'step': 's', 'claim': 'a'}"), "that undercuts this one"),
        (steps("'target': {'claim': 'a'}, 'scheme': 'expert opinion'"), "not a name"),
        (steps("'target': {'claim': 'a'}", "{'claim': 'b'}, {'claim': 'b'}"), "already: `b`"),
        (steps("'target': {'claim': 'a'}", more="{'id': 't', 'kind': 'for', 'premises': [{'claim': 'b'}], 'target': {'claim': 'a'}}"), "`s` is the same step"),
        (steps("'target': {'claim': 'a'}", more="{'id': 't', 'kind': 'for', 'premises': [{'claim': 'b'}], 'target': {'step': 's'}}"), "no step speaks for"),
        (steps("'target': {'claim': 'a'}", more="{'id': 't', 'kind': 'against', 'premises': [{'claim': 'b'}], 'target': {'step': 's', 'claim': 'a'}}"), "a claim and a step at once"),
        ('{"argmap": 1, "groups": [{"id": "g", "name": "G", "parent": "h"}, {"id": "h", "name": "H", "parent": "g"}]}', "leads back to the group"),
        ('{"argmap": 1, "groups": [{"id": "g", "name": "G", "parent": "g"}]}', "leads back to the group"),
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
            "no step speaks for another one",
        ),
    ],
)  # fmt: skip
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


def test_a_finding_in_json_has_its_place(run, tmp_path):
    """What is wrong with a map in JSON, or as JSON, is shown where it stands."""
    (tmp_path / "map.arg").write_text(
        'source r "r.txt"\nthesis a "A"\n  quote r "some other words"\n  because b "B"\n'
        '  because c "C"\n    because b\n'
    )
    (tmp_path / "r.txt").write_text("It says so in some words.\n")
    run("convert", "map.arg", "map.json")
    lines = (tmp_path / "map.json").read_text().splitlines()
    done = run("check", "map.json", "--output-format", "concise").stdout.splitlines()
    shown = {
        row.split()[1].split("[")[1][:-1]: lines[int(row.split(":")[1]) - 1] for row in done
    }
    assert '"text": "some other words"' in shown["misquote"]
    assert '"id": "s' in shown["shortcut-step"]
    assert "--unsafe-fixes" not in run("check", "map.json").stdout
    (tmp_path / "bad.json").write_text(
        '{"argmap": 1,\n "claims": [{"id": "a",\n  "text": 3}]}'
    )
    bad = run("check", "bad.json", "--output-format", "concise").stdout
    assert bad.startswith("bad.json:3:11: error[syntax] `text` of claim 1 is not a text")


def test_the_names_of_a_map_come_back(build):
    """A named claim keeps its name, whatever is like it; names of any script do."""
    content = (
        'thesis fair "It is fair."\n  because "Fair"\n  because charge- "C"\n  because charge "D"\n'
        '  but हिन्दी "H"\n  but ไม่ดี "M"\n  but x\u030cy "X"\n  but less_ "L"\n'
    )
    map = build(content).map
    again = build(to_arg(from_json(Text("m.json", to_json(map))).map)).map
    names = {claim.id for claim in map.claims if not claim.anonymous}
    assert names <= set(again.claim)
    assert all(again.claim[name].text == map.claim[name].text for name in names)


def test_numbers_of_other_tools_come_back(build):
    """A whole number stays whole, however many digits it has."""
    map = build(
        'thesis a "A"\n  x-phone: 12345678901234567890\n  x-year: 2031\n  x-p: -0.50\n'
    ).map
    written = json.loads(to_json(map))["claims"][0]["properties"]
    assert str(written) == "{'x-phone': 12345678901234567890, 'x-year': 2031, 'x-p': -0.5}"
    assert build(to_arg(map)).map == map
    for line in ("x-a: " + "9" * 400, "x-a: 1." + "9" * 5000):
        (finding,) = build(f'thesis a "A"\n  {line}\n').diagnostics
        assert "over 300 digits" in finding.message
    for number in ("9" * 400, "9" * 12, "0", "1.0"):
        content = f'source s\nthesis a "A"\n  quote s "x"\n    occurrence: {number}\n'
        (finding,) = build(content).diagnostics
        assert finding.rule == "syntax"


def test_sources_are_found_from_wherever_a_map_is(run, tmp_path):
    """A converted map names the same source texts, its imports' too, seen from where it stands."""
    for folder in ("d", "d/e", "out"):
        (tmp_path / folder).mkdir()
    (tmp_path / "d/e/inner.arg").write_text(
        'source s "../s.txt"\nthesis i "I"\n  quote s "right words"\n'
    )
    (tmp_path / "d/map.arg").write_text(
        'import "e/inner.arg"\nsource t "t.txt"\nthesis a "A"\n  quote t "more words"\n  because inner.i\n'
    )
    (tmp_path / "d/s.txt").write_text("right words\n")
    (tmp_path / "d/t.txt").write_text("more words\n")
    (tmp_path / "s.txt").write_text("wrong\n")
    assert run("check", "d/map.arg").returncode == 0
    for output in ("d/map.json", "out/map.json", "map.json", "out/map.arg", "d/e/flat.arg"):
        assert run("convert", "d/map.arg", output).returncode == 0
        assert "2 exact" not in run("check", output).stdout
        shown = run("sources", output).stdout
        assert shown.count("1 exact") == 2, (output, shown)
    assert run("convert", "out/map.json", "new.arg").returncode == 0
    assert run("sources", "new.arg").stdout.count("1 exact") == 2


def test_a_source_without_a_name_is_not_the_map(build):
    """An empty file name is an error, and never the map itself."""
    compiled = build('source r ""\nthesis a "A"\n  quote r "thesis"\n')
    assert [each.message for each in compiled.diagnostics] == ["this file has no name"]
    assert not compiled.subject.texts


FULL = """map "Map"
  x-year: 2031
source s "s.txt"
  title: "S"
group "G"
  x-shade: 0.5
  group "H"
    thesis a "A" [t]
      x-phone: 12345678901234567890
      because b "B"
        scheme: sign
        strength: 0.25
        and "C"
        assuming d "D"
        unless e "E"
          unless f "F"
      but g "G"
        by: "Ann"
        note: "n"
        weight: 0.25
        expect: out
        quote s "words"
          occurrence: 2
claim h "H"
  contradicts b
"""
"""A map that says one thing of every kind."""

CITING = 6
"""The place of its claim that has a quotation."""


def full():
    """The JSON of a map that says one thing of every kind."""
    compiled = compile(Text("map.arg", FULL))
    assert not compiled.diagnostics
    return json.loads(to_json(compiled.map))


def read(value):
    """What is made of JSON: a map, or the message and what it points at."""
    content = value if isinstance(value, str) else json.dumps(value)
    done = from_json(Text("map.json", content))
    if not done.diagnostics:
        return done.map
    (found,) = done.diagnostics
    return found.message, found.span.content


def places(value, path=()):
    """The path of every value in JSON."""
    yield path
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in items:
            yield from places(each, (*path, key))


def put(value, path, new):
    """JSON with another value at a place."""
    if not path:
        return new
    value = deepcopy(value)
    at = value
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = new
    return value


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(
        ["a", "b", "s1", "s2", "s3", "g", "g/h", "for", "claim", "x-a", 10**400]
    ),
)
ANY = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["argmap", "claims", "steps", "id", "step", "x-a", "text"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


def said(claim):
    """What is said of a claim, whatever names there are, as something that can be sorted."""
    quotes = [(each.text, each.occurrence, dict(each.properties)) for each in claim.quotes]
    names = {"id", "group", "quotes"}
    return repr(
        [
            quotes,
            attrs.asdict(
                claim, filter=lambda field, _: field.eq and field.name not in names
            ),
        ]
    )


@given(st.data())
def test_any_json_is_a_map_or_refused(data):
    """Whatever JSON holds, it is refused, or else it can be written as `.arg` and says the same."""
    value, count = full(), data.draw(st.integers(0, 2))
    for _ in range(count):
        path = data.draw(st.sampled_from(list(places(value))))
        value = put(value, path, data.draw(ANY))
    found = read(value)
    if isinstance(found, tuple):
        assert count
        return
    compiled = compile(Text("map.arg", to_arg(found)))
    assert not compiled.diagnostics
    again = compiled.map
    assert sorted(map(said, again.claims)) == sorted(map(said, found.claims))
    assert len(again.steps) == len(found.steps)
    assert len(again.groups) == len(found.groups)
    assert len(again.contraries) == len(found.contraries)
    assert again.properties == found.properties
    assert from_json(Text("map.json", to_json(found))).map == found


@pytest.mark.parametrize(
    ("path", "new", "shown"),
    [
        (("groups", 0, "parent"), "g/h", '"g'),
        (("groups", 0, "parent"), "x", '"x"'),
        (("steps", 1, "kind"), "for", '"for"'),
        (("steps", 1, "target"), {"claim": "a", "step": "s1"}, '{"claim": "a"'),
        (("steps", 1, "target"), {"step": [1]}, "[1]"),
        (("steps", 1, "target", "step"), "s3", '{"step": "s'),
        (("steps", 0, "premises", 1, "claim"), "b", '"b"'),
        (("steps", 0, "scheme"), "", '""'),
        (("claims", 0, "tags"), ["health care"], '"health care"'),
        (("claims", 0, "text"), "a\rb", '"a\\rb"'),
        (("claims", 0, "note"), "\ud800", '"\\ud800"'),
        (("claims", 0, "properties"), {"x-a b": 1}, "1"),
        (("claims", 0, "properties"), {"x-é": 1, "x-e\u0301": 2}, "2"),
        (("claims", 0, "properties"), {"x-a": float("inf")}, "Infinity"),
        (("claims", 0, "weight"), float("nan"), "NaN"),
        (("claims", CITING, "quotes", 0, "occurrence"), 0, "0"),
        (("claims", CITING, "quotes", 0, "occurrence"), 1.5, "1.5"),
        (("claims", CITING, "quotes", 0, "occurrence"), True, "true"),
        (("argmap",), True, "true"),
    ],
)
def test_what_no_arg_can_say_is_shown(path, new, shown):
    """JSON that says what no `.arg` can is refused, and what says so is pointed at."""
    _, at = read(put(full(), path, new))
    assert at.startswith(shown)


def test_what_json_would_lose():
    """A key that stands twice, of which reading JSON keeps one, is refused; so are odd bytes."""
    assert (
        "has the key `claims` twice" in read('{"argmap": 1, "claims": [], "claims": []}')[0]
    )
    done = from_json(Text.from_bytes("map.json", b'{"argmap": 1, "title": "caf\xe9"}'))
    assert [each.message for each in done.diagnostics] == ["byte 0xE9 is not UTF-8"]


def test_only_assumed_premises():
    """A step needs a premise that is said."""
    value = full()
    for premise in value["steps"][0]["premises"]:
        premise["assumed"] = True
    assert "has only assumed ones" in read(value)[0]


def test_what_is_said_twice_is_said_once():
    """A pair of contraries counts once whatever its order, and a map with properties has a title."""
    value = full()
    value["contraries"].append(value["contraries"][0][::-1])
    value["title"] = None
    map = read(value)
    assert len(map.contraries) == 1 and map.title == ""


def test_what_is_written_is_written_the_same_again(build):
    """From `.arg` to JSON, to `.arg`, and the same way again: the second time nothing changes."""
    content = (
        'claim "Fair"\nclaim "Fair x"\nthesis fair "It is fair."\n  because charge- "A"\n'
        '  because charge "B"\n  but हिन्दी "D"\n  contradicts ไม่ดี\nclaim ไม่ดี "E"\n'
    )
    map = build(content).map
    written = to_arg(read(to_json(map)))
    again = build(written).map
    assert meaning(again) == meaning(map)
    assert to_arg(read(to_json(again))) == written


def test_ids_that_are_no_names_become_some(build):
    """Ids that are no names, and groups of one name, are kept apart by numbers."""
    claims = [
        {"id": id, "text": id, "role": "claim", "group": group}
        for id, group in (
            ("a b", "1"),
            ("a-b", "2"),
            ("a  b", None),
            ("7", None),
            ("", None),
        )
    ]
    groups = [{"id": id, "name": "G", "properties": {"x-n": id}} for id in ("1", "2")]
    map = read({"argmap": 1, "claims": claims, "groups": groups})
    again = build(to_arg(map))
    assert not again.diagnostics
    names = {claim.text: claim.id for claim in again.map.claims}
    assert names == {"a b": "a-b-2", "a-b": "a-b", "a  b": "a-b-3", "7": "c-7", "": "c"}
    assert [group.name for group in again.map.groups] == ["G", "G (2)"]


def test_many_of_everything():
    """Ten thousand of each thing, in an unlucky order, are read, written and read back."""
    size = 10_000
    value = {
        "argmap": 1,
        "groups": [{"id": f"g{at}", "name": "G"} for at in range(size)],
        "claims": [
            {"id": f"! {'?' * (at % 7)} {at // 7}", "text": "T", "role": "claim"}
            for at in range(size)
        ],
    }
    ids = [claim["id"] for claim in value["claims"]]
    value["contraries"] = [[ids[0], id] for id in ids[1:]]
    value["steps"] = [
        {
            "id": f"s{at}",
            "kind": "against",
            "premises": [{"claim": ids[at]}],
            "target": {"step": f"s{at - 1}"} if at % 10 > 1 else {"claim": ids[0]},
        }
        for at in range(size - 1, 0, -1)
    ]
    map = read(value)
    assert [step.id for step in map.steps][:3] == ["s9991", "s9992", "s9993"]
    again = compile(Text("map.arg", to_arg(map))).map
    assert len(again.claims) == len(again.groups) == len(again.contraries) + 1 == size
    assert len(again.steps) == size - 1
