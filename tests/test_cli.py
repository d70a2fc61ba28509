"""The command line does what its page says."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

BAD = 'thesis a "A"\n  because b "B"\n  because b\n  but c\n'


def test_exit_statuses(run, tmp_path):
    """0: nothing found; 1: findings that count; 2: what cannot be done."""
    (tmp_path / "good.arg").write_text('thesis a "A"\n  because b "B"\n')
    (tmp_path / "warn.arg").write_text('claim a "A"\n  because b "B"\n')
    (tmp_path / "bad.arg").write_text(BAD)
    assert run("check", "good.arg").returncode == 0
    assert run("check", "warn.arg").returncode == 1
    assert run("check", "warn.arg", "--fail-on", "error").returncode == 0
    assert run("check", "bad.arg", "--fail-on", "error").returncode == 1
    assert run("check", "bad.arg", "--exit-zero").returncode == 0
    assert run("check", "gone.arg").returncode == 2
    assert run("check", "--nonsense").returncode == 2


def test_the_text_form(run, tmp_path):
    """A finding shows its line, carets, the second place, help, and the count at the end."""
    (tmp_path / "map.arg").write_text('thesis a "A"\n  because b "B"\n\n  but b "Not B"\n')
    assert run("check", "map.arg").stdout == (
        "error[duplicate-claim-id]: `b` is stated twice, with different texts\n"
        "  --> map.arg:4:7\n"
        "   |\n"
        ' 2 |   because b "B"\n'
        "   |           - first stated here\n"
        " 3 |\n"
        ' 4 |   but b "Not B"\n'
        "   |       ^\n"
        "   |\n"
        "   = help: give this claim a name of its own, or leave its text out\n"
        "\n"
        "Found 1 error in 1 file.\n"
    )


def test_carets_stand_under_wide_letters(run):
    """Chinese letters take two columns, and so do the carets."""
    done = run("check", "-", input='thesis 自由 "自由"\n  but 貿易\n')
    rows = done.stdout.splitlines()
    place = rows.index(" 2 |   but 貿易")
    assert rows[place + 1] == "   |       ^^^^"


def test_the_concise_form(run):
    """One line a finding, as editors read it."""
    done = run("check", "-", "--output-format", "concise", input=BAD)
    assert done.stdout.splitlines() == [
        "<stdin>:4:7: error[unknown-claim] no claim is called `c`",
        "<stdin>:3:3: warning[duplicate-step] this step is drawn twice",
    ]


def test_the_json_form(run):
    """JSON has every finding with places, labels, help and fix, and a summary."""
    found = json.loads(run("check", "-", "--output-format", "json", input=BAD).stdout)
    assert next(iter(found)) == "argmap"
    counts = {"files": 1, "errors": 1, "warnings": 1, "infos": 0}
    assert found["summary"] == {**counts, "mended": 0, "silenced": 0}
    unknown, twice = found["diagnostics"]
    assert unknown["rule"] == "unknown-claim" and unknown["level"] == "error"
    assert unknown["start"] == {"line": 4, "column": 7, "offset": BAD.rindex("c")}
    assert twice["labels"][0]["start"]["line"] == 2
    assert twice["fix"]["safe"] is True


def test_output_to_a_file(run, tmp_path):
    """-o writes the findings to a file instead."""
    done = run("check", "-", "--output-format", "json", "-o", "out.json", input=BAD)
    assert done.stdout == ""
    assert json.loads((tmp_path / "out.json").read_text())["summary"]["errors"] == 1


def test_select_and_ignore(run):
    """Rules are selected and ignored by name; a name that is none is refused with the nearest."""
    assert (
        run("check", "-", "--ignore", "unknown-claim,duplicate-step", input=BAD).returncode
        == 1
    )
    text = 'claim a "A"\n  because b "B"\n'
    assert run("check", "-", "--ignore", "missing-thesis", input=text).returncode == 0
    assert run("check", "-", "--select", "orphan-claim", input=text).returncode == 0
    refused = run("check", "-", "--select", "mising-thesis", input=text)
    assert refused.returncode == 2
    assert "did you mean `missing-thesis`?" in refused.stderr


def test_a_hundred_findings_are_printed(run):
    """Of more than a hundred findings the rest is counted; --limit 0 prints them all."""
    text = 'thesis a "A"\n' + "  but x\n" * 250
    short = run("check", "-", input=text).stdout
    assert short.count("error[") == 100
    assert "... and 150 more; `--limit 0` shows them all." in short
    assert "Found 250 errors in 1 file." in short
    assert run("check", "-", "--limit", "0", input=text).stdout.count("error[") == 250


def test_folders(run, tmp_path):
    """A folder stands for the .arg files beneath it; one without any is refused."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.arg").write_text('thesis a "A"\n  because b "B"\n')
    (tmp_path / "b.arg").write_text('thesis a "A"\n  because b "B"\n')
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.arg").write_text("nonsense\n")
    assert run("check", ".").stdout == "Found nothing in 2 files.\n"
    assert run("check").stdout == "Found nothing in 2 files.\n"
    (tmp_path / "empty").mkdir()
    assert run("check", "empty").returncode == 2


def test_a_shared_import_is_blamed_once(run, tmp_path):
    """What is wrong in a file is told once, however many checked files import it."""
    (tmp_path / "shared.arg").write_text('thesis s "S"\n  because x\n  because t "T"\n')
    for name in ("a", "b"):
        (tmp_path / f"{name}.arg").write_text(
            'import "shared.arg"\nthesis a "A"\n  because shared.s\n'
        )
    done = run("check", ".")
    assert done.stdout.count("unknown-claim") == 1
    assert "Found 1 error in 3 files." in done.stdout


def test_colour(run):
    """Colour comes on a terminal or when asked for, never in a pipe."""
    assert "\x1b[" not in run("check", "-", input=BAD).stdout
    assert "\x1b[" in run("check", "-", input=BAD, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in run("--color", "always", "check", "-", input=BAD).stdout
    both = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b[" not in run("check", "-", input=BAD, env=both).stdout


def test_control_characters_never_reach_the_terminal(run):
    """What a map holds cannot drive the terminal of who checks it."""
    done = run("check", "-", input='thesis a "A\x1b[31m\u202eB"\n  but x\x1b[2J\n')
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_missing_file_is_named(run):
    """A file that is not there is named, without a traceback."""
    for command in (("check",), ("fmt",), ("render",), ("sources",), ("convert",)):
        extra = ("x.json",) if command == ("convert",) else ()
        done = run(*command, "gone.arg", *extra)
        assert done.returncode == 2, command
        assert "gone.arg" in done.stderr
        assert "Traceback" not in done.stderr


def test_an_unknown_command_is_refused(run):
    """A command that is none is refused with the nearest one."""
    done = run("chekc")
    assert done.returncode == 2
    assert "did you mean `check`?" in done.stderr


def test_a_closed_pipe_is_no_error():
    """`argmap ... | head` ends quietly."""
    done = subprocess.run(
        f"{sys.executable} -m argmap check - --limit 0 | head -n 1",
        shell=True,
        input="  but x\n" * 20_000,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.stdout.startswith("error[")
    assert done.stderr == ""


@pytest.mark.parametrize(
    "command", ["check", "fmt", "render", "rule", "sources", "convert", "config"]
)
def test_help_fits_a_screen(run, command):
    """Help ends in two examples and fits a screen."""
    rows = run(command, "--help").stdout.splitlines()
    assert len(rows) <= 50
    assert max(map(len, rows)) <= 80
    assert [row.split()[0] for row in rows[-2:]] == ["argmap", "argmap"]


def test_rule_pages(run):
    """`argmap rule` lists the rules, and shows the page of one."""
    listed = run("rule").stdout
    assert "orphan-claim" in listed and "misquote" in listed
    assert run("rule", "orphan-claim").stdout.startswith("# orphan-claim\n")
    refused = run("rule", "orfan-claim")
    assert refused.returncode == 2 and "did you mean `orphan-claim`?" in refused.stderr


def test_sources(run, tmp_path):
    """Quotations are held against their source, which --source may name."""
    (tmp_path / "report.txt").write_text(
        "Heading\n\nVolumes fell by a fifth — in one year.\n\nNobody knows why.\n"
    )
    (tmp_path / "map.arg").write_text(
        'source r "gone.txt"\nsource free\nthesis a "A"\n  quote r "Volumes fell by a fifth - in"\n'
        '  because b "B"\n    quote r "Volumes fell by a third"\n    quote free "x"\n'
    )
    unchecked = json.loads(run("sources", "map.arg", "--format", "json").stdout)
    assert {each["state"] for each in unchecked["sources"][0]["quotes"]} == {"unchecked"}
    found = json.loads(
        run("sources", "map.arg", "--source", "r=report.txt", "--format", "json").stdout
    )
    report = found["sources"][0]
    assert [each["state"] for each in report["quotes"]] == ["exact", "altered"]
    assert [each["claims"] for each in report["paragraphs"]] == [[], ["a", "b"], []]
    assert report["quotes"][1]["difference"] == [{"quoted": "third", "source": "fifth"}]
    text = run("sources", "map.arg", "--source", "r=report.txt").stdout
    assert '"third" is "fifth" in the source' in text
    for wrong in ("q=report.txt", "r=gone.txt", "r"):
        refused = run("sources", "map.arg", "--source", wrong)
        assert refused.returncode == 2, wrong


def test_unchecked_quotations_are_information(run, tmp_path):
    """Without the source's text a map passes the check, and the check says so."""
    (tmp_path / "map.arg").write_text(
        'source r "gone.txt"\nthesis a "A"\n  quote r "x"\n  because b "B"\n'
    )
    done = run("check", "map.arg")
    assert done.returncode == 0
    assert "info[source-unavailable]" in done.stdout


def test_internal_errors_are_not_tracebacks(run, tmp_path):
    """An error of argmap's own ends with 2 and one sentence; --debug shows where it was."""
    (tmp_path / "sitecustomize.py").write_text(
        "import argmap.resolve\ndef broken(*_): raise ZeroDivisionError('boom')\n"
        "argmap.resolve.resolve = broken\n"
    )
    env = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = run("check", "-", input='thesis a "A"\n', env=env)
    assert done.returncode == 2
    assert "fault in argmap" in done.stderr and "Traceback" not in done.stderr
    shown = run("--debug", "check", "-", input='thesis a "A"\n', env=env)
    assert "Traceback" in shown.stderr


def test_writing_where_one_may_not(run, tmp_path):
    """A file that cannot be written is named, and nothing is left behind."""
    (tmp_path / "map.arg").write_text('thesis a "A"\n')
    done = run("convert", "map.arg", "nowhere/map.json")
    assert done.returncode == 2
    assert "nowhere/map.json" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["map.arg"]


def test_a_spoilt_cache_does_no_harm(run, tmp_path):
    """The kept parse tables may be damaged, or their folder a file: maps are checked all the same."""
    cache = tmp_path / "cache"
    env = {"XDG_CACHE_HOME": str(cache)}
    text = 'thesis a "A"\n  because b "B"\n'
    assert run("check", "-", input=text, env=env).returncode == 0
    (kept,) = (cache / "argmap").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert run("check", "-", input=text, env=env).returncode == 0
    kept.write_bytes(b"nonsense")
    done = run("check", "-", input=text, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    spoilt = {"XDG_CACHE_HOME": str(kept)}
    assert run("check", "-", input=text, env=spoilt).returncode == 0


def test_json_maps_are_checked_too(run, tmp_path):
    """`check` reads a map from JSON as the other commands do."""
    (tmp_path / "map.arg").write_text('claim a "A"\n  because b "B"\n')
    run("convert", "map.arg", "map.json")
    done = run("check", "map.json", "--output-format", "concise")
    assert done.stdout == "map.json:1:1: warning[missing-thesis] the map states no thesis\n"


def test_a_name_of_another_file_is_blamed_once(run):
    """A claim that is stated under another file's name is one mistake."""
    done = run(
        "check",
        "-",
        "--output-format",
        "concise",
        input='thesis a.b "A"\n  because c "C"\n',
    )
    assert done.stdout.count("\n") == 1


def test_version(run):
    """The version is told, installed or not."""
    assert run("--version").stdout.startswith("argmap")


def test_numbers_are_numbers(run, tmp_path):
    """What is not a number is refused as a width or a scale, like what is out of range."""
    (tmp_path / "a.arg").write_text('thesis a "A."\n')
    for option in ("--width", "--scale"):
        done = run("render", "a.arg", option, "nan")
        assert done.returncode == 2
        assert "not a number" in done.stderr


def test_png_that_comes_out_smaller_says_so(run, tmp_path):
    """A PNG with fewer dots than were asked for comes with a word about it."""
    (tmp_path / "a.arg").write_text(
        'thesis a "A."\n' + "".join(f'  because c{n} "Claim."\n' for n in range(40))
    )
    done = run("render", "a.arg", "-o", "a.png", "--scale", "10")
    assert done.returncode == 0
    assert "too large for a PNG" in done.stderr
    assert run("render", "a.arg", "-o", "b.png", "--scale", "0.5").stderr == ""
