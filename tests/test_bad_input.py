"""Bad input is the normal case: reported once, at its place, with nothing else spoilt."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.compiler import Compiler, compile, lint
from argmap.mending import edited, mend
from argmap.rules import DEFAULT_RULES
from argmap.text import Text


def found(compiled):
    """Each finding as rule, line and column."""
    return [(each.rule, each.span.line, each.span.column) for each in compiled.diagnostics]


def test_unclosed_string_costs_its_line(build):
    """A forgotten quotation mark is reported where the string began, and costs that line only."""
    compiled = build(
        'thesis a "A\n  because b "B"\n    by: "Ann"\n  but c "C"\n\nclaim d "D"\n  because a\n'
    )
    assert found(compiled) == [("syntax", 1, 10)]
    assert set(compiled.map.claim) == {"b", "c", "d"}


def test_unclosed_string_over_lines(build):
    """A string of several lines that is never closed ends before the next line of its own."""
    compiled = build('thesis a "A\n    goes on\n  because b "B"\n  but c "C"\n')
    assert found(compiled) == [("syntax", 1, 10)]
    assert set(compiled.map.claim) == {"b", "c"}


def test_unclosed_string_before_a_misspelt_line(build):
    """What follows an unclosed string is still read, mistakes included."""
    compiled = build('thesis a "A"\n  because b "B\n  becuase c "C"\n  but d "D"\n')
    assert found(compiled) == [("syntax", 2, 13), ("syntax", 3, 3)]
    assert "`because`" in compiled.diagnostics[1].help[0]
    assert set(compiled.map.claim) == {"a", "d"}


def test_missing_opening_mark(build):
    """A string without its opening mark costs its line only."""
    compiled = build('thesis a "A"\n  because b B"\n  but c "C"\n')
    assert [each[:2] for each in found(compiled)] == [("syntax", 2)]
    assert set(compiled.map.claim) == {"a", "c"}


@pytest.mark.parametrize(
    "line", ['because b "B" [x', 'because b "B" [x, y', 'because b "B" [']
)
def test_unclosed_bracket(build, line):
    """An unclosed bracket is named as such."""
    compiled = build(f'thesis a "A"\n  {line}\n  but c "C"\n')
    assert found(compiled) == [("syntax", 2, 17)]
    assert "never closed" in compiled.diagnostics[0].message
    assert set(compiled.map.claim) == {"a", "c"}


def test_child_indented_less_than_its_siblings(build):
    """A line between two levels is reported, and draws no step."""
    compiled = build('thesis a "A"\n    because b "B"\n  because c "C"\n  because d "D"\n')
    assert found(compiled) == [("indentation", 3, 1)]
    assert [step.premises[0].claim.id for step in compiled.map.steps] == ["b"]
    assert set(compiled.map.claim) == {"a", "b", "c", "d"}


def test_tabs_and_spaces(build):
    """A line indented with the other letter is reported, and only that line."""
    compiled = build('thesis a "A"\n  because b "B"\n\tbecause c "C"\n  but d "D"\n')
    assert found(compiled) == [("indentation", 3, 1)]
    assert [step.premises[0].claim.id for step in compiled.map.steps] == ["b", "d"]
    mixed = build('thesis a "A"\n \tbecause c "C"\n  but d "D"\n')
    assert found(mixed) == [("indentation", 2, 1)]


def test_indentation_counts_where_lines_begin(build):
    """What a text goes on with, and comments, say nothing about how a file is indented."""
    compiled = build('thesis t "A\n   b\n   c"\n  # x\n\tbecause "x"\n')
    assert not compiled.diagnostics


def test_a_carriage_return_in_a_comment(build):
    """A line break of old does not make a comment of what follows it, unnoticed."""
    compiled = build('# c\rthesis t "T"\nthesis u "U" # d\rbut x "X"\n# sound\r\n')
    assert found(compiled) == [("syntax", 1, 4), ("syntax", 2, 17)]


def test_a_misspelt_occurrence_is_one_finding(build):
    """Words in two places are not ambiguous as long as the line that tells them apart is broken."""
    content = 'source s "s.txt"\nthesis a "A"\n  quote s "x"\n    occurence: 1\n'
    compiled = build(content, {"s.txt": "x and x"})
    assert [each.rule for each in (*compiled.diagnostics, *lint(compiled.subject))] == [
        "unknown-key"
    ]


def test_a_property_indented_unlike_what_follows(build):
    """A property that stands one blank too far left is one mistake, whatever comes after it."""
    for depth in ("", "  "):
        rows = ["weight: 0.3", ' by: "x"', ' because a "A"', '   and "D"', ' but c "C"']
        rows += ["contradicts a"]
        content = f'thesis t "T"\n{depth}because u "U"\n' if depth else 'thesis t "T"\n'
        content += "".join(f"{depth} {row}\n" for row in rows)
        compiled = build(content)
        assert [each[0] for each in found(compiled)] == ["indentation"]
        (finding,) = compiled.diagnostics
        assert finding.span.content == f"{depth}  "
        assert finding.labels[0].span.content == "weight:"


@pytest.mark.parametrize(
    "content",
    [
        # a blank too few before a premise, and before a reason whose own reasons are right
        'thesis t "T"\n  because a "A"\n    scheme: x-s\n   and b "B"\n    and c "C"\n    unless "U"\n',
        'thesis t "T"\n  because a "A"\n because b "B"\n    but c "C"\n  because d "D"\n    and e "E"\n',
        'group "G"\n  claim a "A"\n claim b "B"\n  claim c "C"\n    because a\n',
        # a first child too deep
        'thesis t "T"\n     because a "A"\n  because b "B"\n    by: "X"\n  because c "C"\n  but d "D"\n',
        # blanks before a line that belongs at the top, behind the properties of another
        'source s\n  title: "S"\n   thesis t "T"\n  because a "A"\n  weight: 0.5\n  quote s "W"\nclaim b "B"\n',
        # blanks before the first line of all
        '  thesis t "T"\nclaim a "A"\n  because t\n',
    ],
)
def test_one_line_a_little_off_is_one_finding(build, content):
    """Lines behind one that stands between two levels are taken where they stand."""
    compiled = build(content)
    assert [each.rule for each in compiled.diagnostics] == ["indentation"]
    stated = re.findall(r' ([a-f]) "', content)
    assert set(stated) <= set(compiled.map.claim)


def test_unknown_claim(build):
    """A name that nothing states is reported with the nearest one, at each place once."""
    compiled = build('thesis charge "A"\n  because chagre-2\nclaim charge-2 "B"\n')
    assert found(compiled) == [("unknown-claim", 2, 11)]
    assert compiled.diagnostics[0].help == ("did you mean `charge-2`?",)


def test_a_broken_line_is_the_only_finding(build):
    """What refers to a claim whose line could not be read is not reported as well."""
    compiled = build('thesis a "A"\n  because b\nclaim b "B\n\nclaim c "C"\n  but b\n')
    assert found(compiled) == [("syntax", 3, 9)]


def test_one_id_twice(build):
    """A claim that is stated twice is reported at the second place, the first one labelled."""
    compiled = build('thesis a "A"\n  because b "B"\n  but b "Not B"\n')
    assert found(compiled) == [("duplicate-claim-id", 3, 7)]
    assert compiled.diagnostics[0].labels[0].span.line == 2


def test_imports_that_go_round(build):
    """A file that imports itself, and files that import one another, are reported once."""
    itself = build('import "map.arg"\nthesis a "A"\n  because map.a\n')
    assert found(itself) == [("import-cycle", 1, 1)]
    circle = build(
        'import "b.arg"\nthesis a "A"\n  because b.b\n',
        {
            "b.arg": 'import "c.arg"\nthesis b "B"\n  because c.c\n',
            "c.arg": 'import "map.arg"\nthesis c "C"\n  because map.a\n',
        },
    )
    assert [each[0] for each in found(circle)] == ["import-cycle"]
    assert len(circle.diagnostics[0].labels) == 2


def test_missing_import(build):
    """An import that is not there is reported once, what leads into it not at all."""
    compiled = build('import "b.arg"\nthesis a "A"\n  because b.x\n  but b.y\n')
    assert found(compiled) == [("import-not-found", 1, 8)]


def test_not_utf8(build):
    """Bytes that are not UTF-8 are reported at their place; other lines are read."""
    compiled = build(b'thesis a "A"\n  because b "caf\xe9"\n  but c "C"\n')
    assert found(compiled) == [("syntax", 2, 17)]
    assert "0xE9" in compiled.diagnostics[0].message
    assert "c" in compiled.map.claim


@pytest.mark.parametrize(
    "line", [b"  because \xff b", b"\xff", b"  by: \xe9", b"  but caf\xe9 x"]
)
def test_one_bad_byte_is_one_finding(build, line):
    """Where a byte that is not UTF-8 keeps a line from being read, nothing else is said of it."""
    compiled = build(b'thesis a "A"\n' + line + b"\n")
    (finding,) = compiled.diagnostics
    assert "is not UTF-8" in finding.message
    assert finding.span.content == "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\n" + b"1 0 obj\n" * 50, "this is a PDF, not a map"),
        (
            b'<?xml version="1.0"?>\n<svg>\n' + b"<g/>\n" * 50,
            "this is SVG, HTML or other markup",
        ),
        (b'{\n  "argmap": 1,\n' * 9, "this is JSON, not a map"),
        (bytes(range(256)) * 9, "this is binary data, not a map"),
        (b"Over six weeks, traffic fell.\n\n" * 9, "this is no map"),
    ],
)
def test_a_file_that_is_no_map(build, data, said):
    """What is evidently something else is one finding, not one for each of its lines."""
    (finding,) = build(data).diagnostics
    assert finding.message.startswith(said)


def test_a_text_with_a_word_of_the_language_in_it_is_no_map(build):
    """A text may have a line that reads like one of a map's, as long as it is not called a map."""
    text = "Traffic fell\nbut nobody\nknows exactly\n" + "why it did.\n" * 5
    assert len(build(text, name="report.txt").diagnostics) == 1
    assert len(build(text, name="report.arg").diagnostics) > 5


def test_a_map_in_utf16(build):
    """A map that Windows calls Unicode is read."""
    compiled = build('thesis é "É"\n'.encode("utf-16"))
    assert not compiled.diagnostics
    assert set(compiled.map.claim) == {"é"}


def test_empty_file(build):
    """An empty file is a warning, not an error."""
    for content in ("", "\n\n", "# only this\n", "\ufeff"):
        compiled = build(content)
        assert not compiled.diagnostics
        assert [each.severity.value for each in lint(compiled.subject)] == ["warning"]


@pytest.mark.parametrize("letter", ["\0", "\x01", "\x0b", "\x0c", "\x1b", "\x7f", "\r"])
def test_control_characters(build, letter):
    """A control character is named, in a string and between words, and costs its line only."""
    compiled = build(
        f'thesis a "A"\n  because b "B{letter}B"\n  but {letter}c "C"\n  but d "D"\n'
    )
    assert [each[:2] for each in found(compiled)] == [("syntax", 2), ("syntax", 3)]
    assert f"U+{ord(letter):04X}" in compiled.diagnostics[0].message
    assert f"U+{ord(letter):04X}" in compiled.diagnostics[1].message
    assert set(compiled.map.claim) == {"a", "d"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("becuase b", "`becuase` is not a keyword"),
        ('by "Ann"', "`by` is a key"),
        ("because “B”", "straight quotation marks"),
        ('because b "B" c', "found `c`"),
        ('because b "a\\qb"', "`\\q` is no escape"),
        ("because", "expected a name or a text in quotation marks"),
        ("because 3", "a name starts with a letter"),
        ("because 🚀", "found `🚀`"),
        ("weight: 2", "a number from 0 to 1"),
        ("weight: high", "a number from 0 to 1"),
        ("given: maybe", "`yes` or `no`"),
        ("by: Ann", "a text in quotation marks"),
        ('expect: "in"', "`in`, `out` or `undecided`"),
        ("wieght: 1", "`wieght` is not a key"),
        ("scheme: sign", "`scheme` is a property of a step"),
        ('title: "T"', "`title` is a property of a source"),
        ('and b "B"', "`and` must stand under a `because`, `but` or `unless` line"),
        ('claim b "B"', "`claim` must stand at the top or in a group"),
        ('source b "B"', "`source` must stand at the top"),
        ("contradicts b.c", "no import is called `b`"),
        ('quote s "B"', "no source is called `s`"),
    ],
)
def test_a_bad_line_says_what_is_wrong(build, line, said):
    """A line that cannot be read or placed is reported once, in the words of the reference."""
    compiled = build(f'thesis a "A"\n  {line}\n  but d "D"\n')
    assert len(compiled.diagnostics) == 1, compiled.diagnostics
    assert said in compiled.diagnostics[0].message
    assert compiled.diagnostics[0].span.line == 2
    assert {"a", "d"} <= set(compiled.map.claim)


MENDED = [
    ('thesis: "T"', "`thesis` is a keyword, not a key", 'thesis "T"'),
    ('thesis: t "T"', "`thesis` is a keyword, not a key", 'thesis t "T"'),
    ("thesis: t", "`thesis` is a keyword, not a key", None),
    ('thesis t: "T"', "no colon stands behind a name", 'thesis t "T"'),
    ("thesis Schools should ban phones.", "a text stands in quotation marks", 'thesis "Schools should ban phones."'),
    ("thesis Schools should not. [t, u]", "a text stands in quotation marks", 'thesis "Schools should not." [t, u]'),
    ('thesis screen time "T"', "a name has no blanks", 'thesis screen-time "T"'),
    ("claim work It fell", "a text stands in quotation marks", 'claim work "It fell"'),
    ("claim screen time", "a name has no blanks, and a text", None),
    ('thesis t "He said "no phones" to us." [x]', "a quotation mark ends the text", 'thesis t "He said \\"no phones\\" to us." [x]'),
    ('thesis "The text is open.', "this quotation mark is never closed", 'thesis "The text is open."'),
    ('thesis t "The text is open. [x]', "this quotation mark is never closed", 'thesis t "The text is open." [x]'),
    ('thesis t "The text is open.  # so', "this quotation mark is never closed", None),
    ('thesis t "T" x "', "this quotation mark is never closed", None),
    ('thesis t "open \\', "this quotation mark is never closed", None),
    ('"T"', "a text stands on the line of its claim", None),
    ('"T" [x]', "a text stands on the line of its claim", None),
    ('therefore t "T"', "`therefore` is not a keyword", None),
    ('- t "T"', "`-` does not start a line", None),
    ('- "T"', "`-` does not start a line", None),
    ('- conclusion "T"', "`-` does not start a line", 'thesis "T"'),
    ('thesis "t" "T"', "a name stands without quotation marks", 'thesis t "T"'),
    ('source "my study" "s.txt"', "a name stands without quotation marks", 'source my-study "s.txt"'),
    ('thesis t "T" ["x"]', "a name stands without quotation marks", 'thesis t "T" [x]'),
    ("thesis t Schools should not. [t]", "a text stands in quotation marks", 'thesis t "Schools should not." [t]'),
    ('thesis t "T" but "C"', "each line says one thing", None),
    ('thesis t "T" [x] because c "C" [x]', "each line says one thing", None),
    ('thesis t by: "Ann"', "each line says one thing", None),
    ('claim t claim c "C"', "each line says one thing", None),
    ('thesis t "He said "but no" to us."', "a quotation mark ends the text", 'thesis t "He said \\"but no\\" to us."'),
    ("thesis “T” [x]", "a text stands in straight quotation marks", 'thesis "T" [x]'),
    ('Thesis "T"', "`Thesis` is not a keyword", 'thesis "T"'),
    ('conclusion "T"', "`conclusion` is not a keyword", 'thesis "T"'),
    ('conclusion: "T"', "`conclusion` is neither a keyword nor a key", 'thesis "T"'),
    ('- thesis "T"', "`-` does not start a line", 'thesis "T"'),
    ('1. thesis "T"', "`1.` does not start a line", 'thesis "T"'),
    ("// a word on this", "`//` does not start a line", "# a word on this"),
    ("% a word on this", "`%` does not start a line", "# a word on this"),
    ("source study study.pdf", "a text stands in quotation marks", 'source study "study.pdf"'),
    ("import equity.arg as e", "a text stands in quotation marks", 'import "equity.arg" as e'),
    ("group Air and noise", "a text stands in quotation marks", 'group "Air and noise"'),
    ('nonsense "T"', "`nonsense` is not a keyword", None),
    ("\u200bthesis t \"T\"", "U+200B is invisible", 'thesis t "T"'),
    ('\xa0\xa0thesis t "T"', "U+00A0 is no blank here", '  thesis t "T"'),
    ('thesis\xa0t "T"', "U+00A0 is no blank here", 'thesis t "T"'),
    ('thesis t\u3000"T"', "U+3000 is no blank here", 'thesis t "T"'),
    ('thesis \u200bt "T"', "U+200B is invisible", 'thesis t "T"'),
    ('thesis \x0bt "T"', "control character U+000B", 'thesis t "T"'),
    ('thesis t "T"\u2028claim c "C"', "control character U+2028, which ends no line", None),
    ("thesis it's \"T\"", "`'` cannot stand in a name", None),
    ('thesis a+b "T"', "`+` cannot stand in a name", None),
    ('thesis 2nd "T"', "a name starts with a letter", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said", "mended"), MENDED)
def test_a_beginner_s_slip_is_understood(build, line, said, mended):
    """The message says what is wrong with a line, and its fix leaves one that can be read."""
    (finding,) = build(f"{line}\n", {"equity.arg": ""}).diagnostics
    assert finding.message.startswith(said)
    assert finding.help
    if mended is None:
        assert said.startswith("`thesis`") or finding.fix is None
        return
    assert not finding.fix.safe
    assert edited(f"{line}\n", finding.fix.edits) == f"{mended}\n"
    assert not build(f"{mended}\n", {"equity.arg": ""}).diagnostics


BENEATH = [
    ('quote "sick days had fallen"', 'quote study "sick days had fallen"'),
    ("because work The work did not suffer.", 'because work "The work did not suffer."'),
    ('because h\n"The text."', 'because h "The text."'),
    ('because h\n        "The text." [x]', 'because h "The text." [x]'),
    ('supports b "B"', 'because b "B"'),
    ("reason t", "because t"),
    ('Against "B"', 'but "B"'),
    ('rebuttal "B"', 'but "B"'),
    ('undercuts b "B"', 'unless b "B"'),
    ('premise "B"', 'and "B"'),
    ('assumption "B"', 'assuming "B"'),
    ("contradicts charge", "contradicts chagre"),
    ('quote stduy "words"', 'quote study "words"'),
    ("quote study volumes fell", 'quote study "volumes fell"'),
    ("weight: 80%", "weight: 0.8"),
    ("weight: 80", "weight: 0.8"),
    ("weight: 0,8", "weight: 0.8"),
    ("weight: .8", "weight: 0.8"),
    ('weight: "0.8"', "weight: 0.8"),
    ("wieght: 0.8", "weight: 0.8"),
    ("probability: 0.8", "weight: 0.8"),
    ("given: true", "given: yes"),
    ('expect: "in"', "expect: in"),
    ("by: Ann", 'by: "Ann"'),
    ("X-rank: 3", "x-rank: 3"),
    ("by: Ann and Bob", 'by: "Ann and Bob"'),
    ('by "Ann"', 'by: "Ann"'),
    ('by = "Ann"', 'by: "Ann"'),
    ("expect: IN", "expect: in"),
    ('expect: "OUT"', "expect: out"),
    ('quote study "w"\n      occurrence: "2"', 'quote study "w"\n      occurrence: 2'),
    ("scheme: expert opinion", "scheme: expert-opinion"),
    ('scheme: "expert opinion"', "scheme: expert-opinion"),
]


@pytest.mark.parametrize(("line", "mended"), BENEATH)
def test_a_slip_beneath_a_reason_is_understood(build, line, mended):
    """What other notations call a line or a key is known, and values are written as they must be."""
    before, after = (
        f'source study\nthesis t "T"\n  because chagre "A"\n    {each}\n'
        for each in (line, mended)
    )
    (finding,) = build(before).diagnostics
    assert edited(before, finding.fix.edits) == after
    assert not build(after).diagnostics


@pytest.mark.parametrize("value", ["0", '"0"', '"00"', "1.5", "-1", '"x"'])
def test_an_occurrence_that_is_none_has_no_fix(build, value):
    """No fix writes an occurrence that would be reported in its turn."""
    content = f'source s\nthesis t "T"\n  quote s "W"\n    occurrence: {value}\n'
    (finding,) = build(content).diagnostics
    assert "a whole number from 1" in finding.message
    assert finding.fix is None


def test_a_line_of_a_list_states_its_claim(build):
    """What a bulleted line would have stated is known, so that its uses are not reported too."""
    for before in ("- ", "* ", "1. ", "– ", "• "):
        compiled = build(f'thesis t "T"\n  because a\n{before}claim a "A"\n')
        assert [each.rule for each in compiled.diagnostics] == ["syntax"]


def test_other_words_for_the_keys_of_a_source(build):
    """The year of a source is its date; its file and tags are written otherwise."""
    for line, said in (
        ("year: 2024", "write `date:`"),
        ('link: "x"', "write `url:`"),
        ('file: "x.txt"', 'source NAME "FILE"'),
        ('tags: "x"', "[TAG, TAG]"),
    ):
        (finding,) = build(f"source s\n  {line}\n").diagnostics
        assert finding.rule == "unknown-key" and said in finding.help[0]
    (top,) = build('title: "T"\nthesis t "T"\n').diagnostics
    assert 'map "TITLE"' in top.help[0]


@pytest.mark.parametrize(
    ("line", "help"),
    [
        ("weight:", "`weight: 0.8`"),
        ("by:  # who?", '`by: "TEXT"`'),
        ("x-own:", '`x-own: "TEXT"`'),
        ("expect:", "`expect: in`"),
        ("wieght:", "did you mean `weight: 0.8`?"),
        ("nonsense:", '`nonsense: "TEXT"`'),
    ],
)
def test_a_key_without_a_value(build, line, help):
    """A key that nothing follows is shown with a value of its own kind."""
    (finding,) = build(f'thesis t "T"\n  {line}\n').diagnostics
    assert finding.message.endswith("has no value")
    assert help in finding.help[0]


def test_a_map_without_quotation_marks(build):
    """Of a file of keywords without a line that can be read, each line is said to be mended."""
    rows = ["thesis charge The city should charge", "  because air It cleans the air"]
    rows += [f"  but cost{at} It costs a lot" for at in "abcd"]
    content = "\n".join(rows) + "\n"
    compiled = build(content)
    assert [each.span.line for each in compiled.diagnostics] == list(range(1, 7))
    edits = [edit for each in compiled.diagnostics for edit in each.fix.edits]
    assert not build(edited(content, edits)).diagnostics
    prose = build("It was late.\nbut not for him\n" + "Nobody came.\n" * 5)
    assert len(prose.diagnostics) == 1 and "no map" in prose.diagnostics[0].message


@pytest.mark.parametrize(
    ("line", "rule", "said"),
    [
        ('import "adir"', "import-not-found", "no map `adir`"),
        ('import ""', "syntax", "no file is named"),
        ('import "" as s', "syntax", "no file is named"),
        ('import "."', "syntax", "`.` is a folder"),
        ('import "../" as s', "syntax", "`../` is a folder"),
        ('import "eq.uity.arg"', "syntax", "`eq.uity` cannot name an import"),
        ('import "3.arg"', "syntax", "`3` cannot name an import"),
    ],
)
def test_an_import_of_no_file(build, line, rule, said):
    """An import that names no map is reported once, and what hangs on it is not."""
    content = f'{line}\nthesis t "T"\n  because s.x\n  because equity.x\n  but adir.y\n'
    first, *others = build(content).diagnostics
    assert (first.rule, first.span.line) == (rule, 1)
    assert said in first.message
    assert not others or rule == "import-not-found"


def test_a_name_for_an_import(build):
    """The name that is proposed for an import can be one."""
    line = 'import "eq.uity.arg"'
    (finding,) = build(f"{line}\n", {"eq.uity.arg": ""}).diagnostics
    assert finding.help == (f"add a name: {line} as eq-uity",)
    assert not build(f"{line} as eq-uity\n", {"eq.uity.arg": ""}).diagnostics


def test_an_unknown_keyword_is_told_the_known_ones(build):
    """Where no keyword is near, all of them are named."""
    (finding,) = build('nonsense "T"\n').diagnostics
    assert all(f"`{word}`" in finding.help[0] for word in ("because", "contradicts", "map"))


def test_what_may_be_left_out_is_said(build):
    """The form of a line says what of it need not be there."""
    (finding,) = build('thesis t "T" 3\n').diagnostics
    assert finding.help == (
        'the line reads `thesis NAME "TEXT" [TAG, TAG]`; NAME or the text, and the tags, may be left out',
    )


def test_a_premise_beside_its_step(build):
    """A premise beside the line that it belongs beneath is told that line, and hung there."""
    before = 'thesis t "T"\n  because a "A"\n  and b "B"\n    by: "Ann"\n  unless "U"\n  but c "C"\n'
    first, second = build(before).diagnostics
    assert first.message == "`and` must stand under a `because`, `but` or `unless` line"
    for each in (first, second):
        assert each.help == ("indent it beneath the `because` of line 2",)
    mended = edited(before, (*first.fix.edits, *second.fix.edits))
    assert mended == (
        'thesis t "T"\n  because a "A"\n    and b "B"\n      by: "Ann"\n    unless "U"\n  but c "C"\n'
    )
    assert len(build(mended).map.steps[0].premises) == 2
    (apart,) = build('thesis t "T"\n  because a "A"\n  by: "X"\n  and b "B"\n').diagnostics
    assert "line 2" in apart.help[0] and apart.fix is None
    (alone,) = build('thesis t "T"\n  and b "B"\n').diagnostics
    assert alone.help == ("`thesis` draws no step that `and` could belong to",)


def test_a_keyword_with_a_colon_costs_one_finding(build):
    """What hangs under a keyword that is written like a key is not blamed for it."""
    compiled = build(
        'thesis: "T"\n  because b "B"\n    and c "C"\nclaim: d\nclaim e "E"\n  but d\n'
    )
    assert [each.span.line for each in compiled.diagnostics] == [1, 4]


def test_a_repeated_property(build):
    """A property that is given twice is reported, wherever the two stand."""
    compiled = build('thesis a "A"\n  because b "B"\n    by: "X"\nclaim b\n  by: "Y"\n')
    assert found(compiled) == [("duplicate-key", 5, 3)]
    assert compiled.map.claim["b"].by == "X"


def test_deep_nesting():
    """2,000 levels of indentation compile, and so does a map that is a chain of 100,000."""
    deep = "".join(
        f'{" " * level}{"because" if level else "thesis"} c{level} "C"\n'
        for level in range(2000)
    )
    compiled = compile(Text("deep.arg", deep))
    assert not compiled.diagnostics
    assert len(compiled.map.steps) == 1999
    chain = 'thesis c0 "C"\n  because c1\n' + "".join(
        f'claim c{at} "C{at}"\n  because c{at + 1}\n' for at in range(1, 99_999)
    )
    chain += 'claim c99999 "The last"\n'
    compiled = compile(Text("chain.arg", chain))
    assert not compiled.diagnostics
    assert len(compiled.map.steps) == 99_999
    assert not lint(compiled.subject)


def test_deep_undercuts():
    """2,000 undercuts of undercuts compile, compare and print."""
    deep = 'thesis a "A"\n because b "B"\n' + "".join(
        f'{" " * level}unless c{level} "C"\n' for level in range(2, 2000)
    )
    compiled = compile(Text("deep.arg", deep))
    assert not compiled.diagnostics
    assert compiled.map == compile(Text("again.arg", deep)).map
    assert "c1999" in repr(compiled.map.steps[-1])


@pytest.mark.parametrize(
    "opening", ["[", "(", '"', "\\", '"\\', "# ", "x ", "claim ", "\t", "a."]
)
def test_a_long_line_of_one_thing(opening):
    """A line that opens the same thing 100,000 times is read to its end."""
    compiled = compile(
        Text("odd.arg", 'thesis a "A"\n' + opening * 100_000 + '\nclaim b "B"\n')
    )
    assert set(compiled.map.claim) >= {"a"}
    assert len(compiled.diagnostics) <= 2


@pytest.mark.parametrize("opening", ['thesis t "a', "thesis t A", "import a"])
def test_a_long_run_of_blanks(build, opening):
    """Blanks by the ten thousand in a line that cannot be read are looked at once."""
    (finding,) = build(opening + " " * 100_000 + "x\n").diagnostics
    assert finding.fix is not None


def test_a_claim_of_a_megabyte(build, run, tmp_path):
    """A claim of 1 MB is a claim; a finding on its line shows a piece of it."""
    words = "word " * 200_000
    compiled = build(f'thesis a "{words}"\n  because b "{words}" oops\n')
    assert len(compiled.map.claim["a"].text) == len(words)
    (tmp_path / "big.arg").write_text(f'thesis a "A"\n  because b "{words}" oops\n')
    done = run("check", "big.arg")
    assert done.returncode == 1
    assert "oops" in done.stdout
    assert len(done.stdout) < 1000


def test_names_and_texts_of_any_script(build):
    """Chinese, Arabic and emoji are read, and carets stand under the right letters."""
    compiled = build(
        'thesis 貿易 "自由貿易 🚀 حرية"\n  because مناخ "المناخ"\n  but 貿易x\n'
    )
    assert found(compiled) == [("unknown-claim", 3, 7)]
    assert compiled.map.claim["貿易"].text == "自由貿易 🚀 حرية"


def test_five_megabytes_of_noise(run, tmp_path):
    """Random text ends before long, a hundred findings printed, the rest counted."""
    letters = random.Random(1).choices(
        'abcdefghij "\\#:[],\n\t .-_<>{}()é漢🚀\0', k=5_000_000
    )
    (tmp_path / "noise.arg").write_text("".join(letters), "utf-8")
    done = run("check", "noise.arg", timeout=60)
    assert done.returncode == 1
    assert done.stdout.count("\n  --> ") + done.stdout.count("--> noise.arg") >= 100
    assert "more; `--limit 0` shows them all" in done.stdout
    assert "Traceback" not in done.stderr


@given(st.text(max_size=300))
def test_no_text_is_too_strange(content):
    """Any text at all is read, and each finding has a place in it."""
    compiled = compile(Text("any.arg", content))
    for each in (*compiled.diagnostics, *lint(compiled.subject)):
        assert 0 <= each.span.start <= each.span.end <= len(content)
        assert each.message


LINES = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(
            [
                'thesis a "A"',
                'claim b "B" [t]',
                'because c "C"',
                "because a",
                "but b",
                "and c",
                'assuming "D"',
                'unless u "U"',
                "contradicts a",
                'quote s "w"',
                'source s "s.txt"',
                'group "G"',
                'map "M"',
                'import "map.arg"',
                'by: "x"',
                "weight: 0.1",
                "strength: 2",
                "expect: in",
                'x-y: "z"',
                "nonsense",
                '"',
                "# c",
                'claim d "D',
                "",
                "scheme: sign",
                "occurrence: 1",
                'title: "T"',
                "because m.x",
                'thesis: "x"',
                "because two words",
                'and "b" "B"',
                'but "say "no" now" [t]',
                "weight: 80%",
                "title: Some words",
                '- supports "x"',
            ]
        ),
    ),
    max_size=25,
)


@given(LINES)
def test_no_order_of_lines_is_too_strange(lines):
    """Lines in any order and depth never raise, and no finding is told twice."""
    content = "".join(f"{'  ' * depth}{line}\n" for depth, line in lines)
    text = Text("map.arg", content)
    compiled = compile(text, lambda name: text if name == "map.arg" else None)
    places = [
        (each.rule, each.span.start, each.span.end, each.message)
        for each in compiled.diagnostics
    ]
    assert len(places) == len(set(places))
    ids = [claim.id for claim in compiled.map.claims]
    assert len(ids) == len(set(ids))
    for step in compiled.map.steps:
        assert step.target in compiled.map.steps or step.target in compiled.map.claims


@given(LINES)
def test_mending_leaves_no_more_errors(lines):
    """Whatever lines there are, to make every fix leaves no more errors than there were."""
    content = "".join(f"{'  ' * depth}{line}\n" for depth, line in lines)
    compiler = Compiler(lambda name: None)
    before = compiler.compile(Text("map.arg", content))
    mended = mend(compiler, Text("map.arg", content), DEFAULT_RULES, unsafe=True)
    assert len(mended.compilation.diagnostics) <= len(before.diagnostics)


@pytest.mark.parametrize(
    "content",
    [
        'sorce s "s.txt"\nthesis a "A"\n  quote s "x"\n  quote s "y"\n',
        'source s s.txt\nthesis a "A"\n  quote s "x"\n  quote s "y"\n',
        'thesis a "A"\n  quote s "x"\n  quote s "y"\n',
        'import b.arg\nthesis a "A"\n  because b.x\n  but b.y\n',
        'import "b.arg" as\nthesis a "A"\n  because b.x\n  but b.y\n',
        'thesi a "A"\n  because b "B"\nclaim c "C"\n  because a\n',
        'gruop "G"\n  thesis a "A"\n    because b "B"\n',
    ],
)
def test_one_mistake_is_one_finding(build, content):
    """What a line that is lost would have declared is not missed at each place that needs it."""
    compiled = build(content)
    assert len(compiled.diagnostics) == 1, compiled.diagnostics


def test_a_quotation_of_one_of_several_sources(build):
    """Which source a quotation is from is not guessed where there are several, or none."""
    for sources in ("", "source a\nsource b\n"):
        (finding,) = build(f'{sources}thesis t "T"\n  quote "W"\n').diagnostics
        assert finding.help == ('say which source: `quote SOURCE "…"`',)
        assert finding.fix is None


def test_a_text_behind_a_comment_stays_where_it_is(build):
    """A text on the next line is not moved into a comment, and is the only finding."""
    (finding,) = build('thesis t "T"\n  because h  # so\n    "H"\n').diagnostics
    assert finding.message == "a text stands on the line of its claim"
    assert finding.fix is None


def test_a_text_that_goes_on_and_is_never_closed(build):
    """Where a later line may go on with a text nothing says at which one it was to end."""
    (finding,) = build('thesis t "T\n  goes on\n').diagnostics
    assert finding.help[0] == "close it where the text ends"
    assert finding.fix is None


def test_what_other_notations_say_behind_a_reason(build):
    """A conclusion stands above its reasons, and a dash is no keyword."""
    for line, said in (('therefore e "E"', "above its reasons"), ('- g "G"', "`because`")):
        (finding,) = build(f'thesis t "T"\n  {line}\n').diagnostics
        assert said in finding.help[0]


def test_a_key_of_a_source_beneath_a_claim(build):
    """Who gives a claim a date hears what a claim can have instead."""
    (finding,) = build('thesis t "T"\n  date: 2024\n').diagnostics
    assert "`source`" in finding.help[0]
    assert "`note:`" in finding.help[1] and "`x-date:`" in finding.help[1]


def test_a_line_between_two_levels_names_the_claim_above(build):
    """The line that it could stand beside is named before a quotation that is merely near."""
    content = (
        'source s\nthesis t "T"\n    because g "G"\n      quote s "W"\n     but u "U"\n'
    )
    (finding,) = build(content).diagnostics
    assert finding.message == "this line is indented by 5, which fits no line above it"
    assert finding.help[0].startswith("indent it by 4 to stand beside the `because` above")
    assert {each.span.content for each in finding.labels} == {"because", "quote"}


def test_a_line_at_the_top_beside_an_indented_one(build):
    """Where the first line is indented, the next one at the top is told apart from it."""
    (finding,) = build('  thesis t "T"\nclaim c "C"\n').diagnostics
    assert finding.message.startswith("this line is not indented")
    assert [each.span.content for each in finding.labels] == ["thesis"]


def test_tabs_in_a_file_of_spaces_are_mended(build):
    """Each tab becomes as many spaces as the other lines are indented by, if they all agree."""
    content = 'thesis t "T"\n  because a "A"\n    but b "B"\n\tbut c "C"\n\t\tbut d "D"\n'
    first, second = build(content).diagnostics
    assert first.help == ("indent it with 2 spaces, 2 for each tab",)
    assert second.help == ("indent it with 4 spaces, 2 for each tab",)
    mended = edited(content, (*first.fix.edits, *second.fix.edits))
    assert mended == content.replace("\t", "  ")
    uneven = content.replace("    but b", "     but b")
    assert [each.fix for each in build(uneven).diagnostics] == [None, None]
