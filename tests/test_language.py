"""Every line of the language means what its reference says."""

import pickle
from copy import deepcopy

import pytest

from argmap.model import Claim, Step


def messages(compiled):
    return [(each.rule, each.span.line) for each in compiled.diagnostics]


def steps(map):
    """Each step as kind, premises and target, in ids."""
    return [
        (step.kind, *(premise.claim.id for premise in step.premises), "->", step.target.id)
        for step in map.steps
    ]


def test_title_and_source(build):
    """A map has a title, a source its file and properties."""
    map = build(
        'map "Title"\n  x-case: 12\nsource report "report.txt"\n  title: "T"\n  author: "A"\n'
        '  publisher: "P"\n  date: "2031"\n  url: "u"\n  language: "en"\n  x-y: "z"\n'
        "source bare\n"
    ).map
    assert map.title == "Title"
    assert dict(map.properties) == {"x-case": 12}
    report, bare = map.sources
    assert (report.id, report.file, report.title, report.author) == (
        "report",
        "report.txt",
        "T",
        "A",
    )
    assert (report.publisher, report.date, report.url, report.language) == (
        "P",
        "2031",
        "u",
        "en",
    )
    assert dict(report.properties) == {"x-y": "z"}
    assert bare.file is None


def test_claims_reasons_and_rebuttals(build):
    """`because` draws a step for the claim above, `but` one against it."""
    compiled = build('thesis a "A"\n  because b "B"\n  but c "C"\nclaim d "D" [x, y]\n')
    assert not compiled.diagnostics
    assert [(claim.id, claim.role, claim.tags) for claim in compiled.map.claims] == [
        ("a", "thesis", ()),
        ("b", "claim", ()),
        ("c", "claim", ()),
        ("d", "claim", ("x", "y")),
    ]
    assert steps(compiled.map) == [("for", "b", "->", "a"), ("against", "c", "->", "a")]


def test_linked_and_assumed_premises(build):
    """`and` and `assuming` add premises to the step of the line above, not to its claim."""
    map = build(
        'thesis a "A"\n  because b "B"\n    and c "C"\n    assuming d "D"\n    because e "E"\n'
    ).map
    assert steps(map) == [("for", "b", "c", "d", "->", "a"), ("for", "e", "->", "b")]
    assert [premise.assumed for premise in map.steps[0].premises] == [False, False, True]


def test_undercuts_target_the_step(build):
    """`unless` speaks against the step above, and can itself be undercut."""
    map = build(
        'thesis a "A"\n  because b "B"\n    unless u "U"\n      and v "V"\n'
        '      unless w "W"\n      but x "X"\n'
    ).map
    first, second, third, rebuttal = map.steps
    assert isinstance(second.target, Step) and second.target.id == first.id
    assert isinstance(third.target, Step) and third.target.id == second.id
    assert isinstance(rebuttal.target, Claim) and rebuttal.target.id == "u"
    assert second.undercuts and second.kind == "against"
    assert [premise.claim.id for premise in second.premises] == ["u", "v"]
    assert [each.id for each in map.steps_to(first)] == [second.id]


def test_order_carries_no_meaning(build):
    """A claim may be named before the line that states it, and lines beneath a name add to it."""
    map = build(
        'thesis a "A"\n  because b\n    because c\n    by: "Ann"\nclaim c "C"\nclaim b "B" [t]\n'
    ).map
    assert steps(map) == [("for", "b", "->", "a"), ("for", "c", "->", "b")]
    assert map.claim["b"].by == "Ann"


def test_same_premises_same_target_is_one_step(build):
    """Two lines that draw the same premises to the same target are the same step."""
    map = build(
        'thesis a "A"\n  because b "B"\n    and c "C"\n  because c\n    and b\n    unless u "U"\n'
    ).map
    assert len(map.steps) == 2
    assert [span.line for span in map.steps[0].spans] == [2, 4]
    assert map.steps[1].target.id == map.steps[0].id


def test_contradiction_is_mutual(build):
    """`contradicts` makes two claims contraries, however often and from which side it is said."""
    map = build(
        'thesis a "A"\n  but b "B"\n    contradicts c\nclaim c "C"\n  contradicts b\n'
    ).map
    assert [(pair.first.id, pair.second.id) for pair in map.contraries] == [("b", "c")]
    assert map.contraries_of(map.claim["c"]) == (map.claim["b"],)


def test_properties(build):
    """Each key lands on the claim, the step or the quotation that it belongs to."""
    map = build(
        'source s\nthesis a "A"\n  expect: in\n  because b "B"\n    by: "Ann"\n    note: "N"\n'
        "    weight: 0.25\n    given: yes\n    scheme: sign\n    strength: 0.5\n    x-k: 3\n"
        '    quote s "words"\n      occurrence: 2\n      x-q: "z"\n'
    ).map
    b = map.claim["b"]
    assert (b.by, b.note, b.weight, b.given) == ("Ann", "N", 0.25, True)
    assert dict(b.properties) == {"x-k": 3}
    assert map.claim["a"].expect == "in"
    (step,) = map.steps
    assert (step.scheme, step.strength) == ("sign", 0.5)
    (quote,) = b.quotes
    assert (quote.source, quote.text, quote.occurrence) == ("s", "words", 2)
    assert dict(quote.properties) == {"x-q": "z"}


def test_defaults(build):
    """A claim weighs 0.5, is not given, and is the author's; a step has full strength."""
    map = build('thesis a "A"\n  because b "B"\n').map
    assert (map.claim["b"].weight, map.claim["b"].given, map.claim["b"].by) == (
        0.5,
        False,
        None,
    )
    assert (map.steps[0].strength, map.steps[0].scheme) == (1.0, None)


def test_groups_nest_and_merge(build):
    """Groups nest, and two lines with one name at one place are one group."""
    map = build(
        'group "Air"\n  claim a "A"\n  group "Health"\n    claim b "B"\n      because c "C"\n'
        'group "Air"\n  thesis d "D"\n'
    ).map
    assert [(group.id, group.name, group.parent) for group in map.groups] == [
        ("air", "Air", None),
        ("air/health", "Health", "air"),
    ]
    assert {claim.id: claim.group for claim in map.claims} == {
        "a": "air",
        "b": "air/health",
        "c": "air/health",
        "d": "air",
    }


def test_anonymous_ids_are_stable(build):
    """A claim without a name gets an id of its words, whatever else the map holds."""
    alone = build('thesis "Cars should pay."\n').map.claims[0]
    among = build('thesis a "A"\n  because "Other."\n  because "Cars should pay."\n').map
    assert alone.id == "_cars-should-pay"
    assert alone.anonymous
    assert alone.id in among.claim
    long = 'thesis "' + "many words " * 30 + '{}"\n'
    first, second = (build(long.format(word)).map.claims[0].id for word in ("x", "y"))
    assert first != second and len(first) < 60


def test_same_words_twice_are_two_claims(build):
    """Two claims without a name and with the same words stay two."""
    map = build('thesis a "A"\n  because "B"\n  but "B"\n').map
    assert [claim.id for claim in map.claims] == ["a", "_b", "_b-2"]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"one\n   two"', "one two"),
        ('"one   \n\ttwo\n three"', "one two three"),
        ('"one\r\n  two"', "one two"),
        (r'"a \"b\" \\ c\nd"', 'a "b" \\ c\nd'),
        ('"“curly” ‘too’"', "“curly” ‘too’"),
        ('"# no comment"', "# no comment"),
        ('"two  blanks stay"', "two  blanks stay"),
    ],
)
def test_strings(build, written, value):
    """A string runs over lines, a line break being a blank, and knows three escapes."""
    compiled = build(f"thesis a {written}\n")
    assert not compiled.diagnostics
    assert compiled.map.claim["a"].text == value


def test_names_of_any_script_are_compared_in_nfc(build):
    """Names may be of any script; a letter and its decomposed form are one name."""
    compiled = build(
        'thesis 自由貿易 "A"\n  because caf\u00e9 "B"\n  but مناخ "C"\n  but नहीं "D"\n'
        'claim cafe\u0301\n  because 自由貿易-2 "E"\n'
    )
    assert not compiled.diagnostics
    assert [claim.id for claim in compiled.map.claims] == [
        "自由貿易",
        "caf\u00e9",
        "مناخ",
        "नहीं",
        "自由貿易-2",
    ]
    assert compiled.map.steps[-1].target.id == "caf\u00e9"


MARKED = (
    "हिन्दी",
    "ไม่ดี",
    "x̌y",
    "שָׁלוֹם",
    "தமிழ்",
    "ދިވެހި",
    "ខ្មែរ",
    "မြန်မာ",
    "か\u3099",
    "ܫܠܡܐ\u0308",
)
"""Names in scripts that set marks on their letters."""


@pytest.mark.parametrize("name", MARKED)
def test_names_may_have_marks(build, name):
    """A name with marks can be stated, meant, and given to an import, by `as` or by its file."""
    other = {f"{name}.arg": 'claim b "B"\n'}
    compiled = build(
        f'import "{name}.arg"\nthesis {name} "A" [{name}]\n  because {name}.b\n'
        f'  x-{name}: 1\nclaim c "C"\n  but {name}\n',
        other,
    )
    assert not compiled.diagnostics
    assert len(compiled.map.steps) == 2
    aliased = build(f'import "{name}.arg" as {name}\nclaim a "A"\n  but {name}.b\n', other)
    assert not aliased.diagnostics


def test_a_broken_line_still_has_its_name(build):
    """A name with marks on a line that cannot be read is not reported as unknown elsewhere."""
    compiled = build('claim हिन्दी "A\n\nclaim b "B"\n  but हिन्दी\n')
    assert [each.rule for each in compiled.diagnostics] == ["syntax"]


def test_keywords_may_be_names(build):
    """A name may be a word that is a keyword elsewhere."""
    compiled = build('thesis claim "A"\n  because because "B"\n  but claimed "C"\n')
    assert not compiled.diagnostics
    assert [claim.id for claim in compiled.map.claims] == ["claim", "because", "claimed"]


def test_comments(build):
    """A comment runs from a `#` outside a string to the end of its line."""
    compiled = build(
        '# one\nthesis a "A # b"  # two\n  # three\n  because b "B" [t] # four\n'
    )
    assert not compiled.diagnostics
    assert compiled.map.claim["a"].text == "A # b"
    assert len(compiled.trees[0].comments) == 4


def test_byte_order_mark_and_crlf(build):
    """A byte order mark and Windows line ends change nothing."""
    plain = build('thesis a "A\n  a"\n  because b "B"\n')
    other = build(b'\xef\xbb\xbfthesis a "A\r\n  a"\r\n  because b "B"\r\n')
    assert plain.map == other.map
    assert not other.diagnostics


def test_tabs(build):
    """A file may be indented with tabs."""
    compiled = build('thesis a "A"\n\tbecause b "B"\n\t\tbecause c "C"\n\tbut d "D"\n')
    assert not compiled.diagnostics
    assert steps(compiled.map)[1:] == [("for", "c", "->", "b"), ("against", "d", "->", "a")]


def test_imports(build):
    """What a file imports goes by the import's name, through as many files as it takes."""
    compiled = build(
        'import "sub/air.arg"\nimport "sub/deep.arg" as low\n'
        'thesis a "A"\n  because air.b\n  because air.deep.c\n  but low.c\n',
        {
            "sub/air.arg": 'import "deep.arg"\nthesis b "B"\n  because deep.c\ngroup "G"\n',
            "sub/deep.arg": 'source s\nthesis c "C"\n  quote s "q"\n  because "D"\n',
        },
    )
    assert not compiled.diagnostics
    map = compiled.map
    assert set(map.claim) == {"a", "air.b", "low.c", "low._d"}, (
        "one file is one set of claims"
    )
    assert ("for", "low.c", "->", "air.b") in steps(map)
    assert ("against", "low.c", "->", "a") in steps(map)
    assert map.claim["low.c"].quotes[0].source == "low.s"


def test_every_value_knows_its_place(build):
    """Claims, steps, quotations and sources point at the letters that state them."""
    content = 'source s\nthesis a "A"\n  because b "B b" [t]\n    quote s "w"\n'
    map = build(content).map
    b = map.claim["b"]
    assert b.span.content == 'because b "B b" [t]'
    assert (b.name.content, b.name.line, b.name.column) == ("b", 3, 11)
    assert map.steps[0].span.content == b.span.content
    assert b.quotes[0].words.content == "w"
    assert map.sources[0].span.content == "s"


def test_what_is_frozen_can_be_kept(build):
    """A map and what is in it can stand in sets, be copied and be pickled, before use and after."""
    map = build('map "M"\n  x-k: 1\nthesis a "A"\n  x-k: 1\n  because b "B"\n').map
    again = pickle.loads(pickle.dumps(map))
    assert again.claim["a"].properties == {"x-k": 1}
    assert again.claim["a"].span.line == 3
    assert again == deepcopy(map) == map and map.claim
    assert pickle.loads(pickle.dumps(map)) == map
    things = {map, *map.claims, *map.steps}
    assert len(things | {again, *again.claims, *again.steps}) == len(things) == 4
