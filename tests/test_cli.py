"""The command line does what its page says."""

import json
import os
import subprocess
import sys

import pytest

from argmap.cli import COMMANDS
from argmap.project import Shelf
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


def test_advice_names_the_map(run, tmp_path):
    """A command that a finding advises can be copied to the shell, and answers."""
    (tmp_path / "my map.arg").write_text(
        'thesis a "A is so."\n  because b "B is so."\n    but c "C is so."\n'
    )
    found = run("check", "my map.arg", "--select", "thesis-out").stdout
    assert "`argmap why 'my map.arg' a` says why" in found
    assert run("why", "my map.arg", "a").returncode == 0


def test_a_long_circle_is_shown_in_part(run):
    """Of a circle of many claims the first steps are shown, and the rest counted; JSON has all."""
    rows = ['thesis t "T"\n  because c0\n']
    rows += [f'claim c{n} "C{n} is so."\n  because c{(n + 1) % 50}\n' for n in range(50)]
    text = "".join(rows)
    shown = run("check", "-", "--select", "circular-support", input=text).stdout
    assert len(shown.splitlines()) < 75
    assert "= and: 29 more places, which `--output-format json` has" in shown
    options = "--select", "circular-support", "--output-format", "json"
    (one,) = json.loads(run("check", "-", *options, input=text).stdout)["diagnostics"]
    assert len(one["labels"]) == 49


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
        "<stdin>:3:3: warning[duplicate-step] this step is drawn twice",
        "<stdin>:4:7: error[unknown-claim] no claim is called `c`",
    ]


def test_the_json_form(run):
    """JSON has every finding with places, labels, help and fix, and a summary."""
    found = json.loads(run("check", "-", "--output-format", "json", input=BAD).stdout)
    assert next(iter(found)) == "argmap"
    counts = {"files": 1, "errors": 1, "warnings": 1, "infos": 0}
    assert found["summary"] == {**counts, "mended": 0, "silenced": 0}
    twice, unknown = found["diagnostics"]
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
    text = 'claim a "A"\n  because b "B"\n'
    assert run("check", "-", "--ignore", "missing-thesis", input=text).returncode == 0
    assert run("check", "-", "--select", "orphan-claim", input=text).returncode == 0
    refused = run("check", "-", "--select", "mising-thesis", input=text)
    assert refused.returncode == 2
    assert "did you mean `missing-thesis`?\n`argmap rule` lists them" in refused.stderr
    for options in (("--ignore", "duplicate-step,unknown-claim"), ("--select", ",")):
        assert run("check", "-", *options, input=BAD).returncode == 2


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


def test_a_folder_is_no_map(run, tmp_path):
    """Where one map is wanted a folder is refused as such."""
    (tmp_path / "maps").mkdir()
    for command in (("render",), ("sources",), ("convert", "--from", "arg")):
        extra = ("x.json",) if command[0] == "convert" else ()
        done = run(*command, "maps", *extra)
        assert done.returncode == 2, command
        assert "`maps` is a folder" in done.stderr


def test_an_unknown_command_is_refused(run):
    """A command that is none is refused with the nearest one."""
    done = run("chekc")
    assert done.returncode == 2
    assert "did you mean `check`?" in done.stderr


def test_a_map_without_a_command_is_not_taken_for_one(run):
    """Who names a map where a command stands is told what checks it, blanks and all."""
    for name, said in (("week.arg", "week.arg"), ("my week.arg", "'my week.arg'")):
        done = run(name)
        assert done.returncode == 2
        assert f"did you mean `argmap check {said}`?" in done.stderr


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


@pytest.mark.parametrize("command", COMMANDS)
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
    for name in ("shortcut", "xyz"):
        assert "`argmap rule` lists them" in run("rule", name).stderr
    assert "did you mean `shortcut-step`?" in run("rule", "shortcut").stderr


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


MAP_WITH_FAULTS = 'thesis a "A"\n  because b "B"\n    becuase c "C"\n  but "हिन्दी"\n  but\n'


@pytest.fixture
def kept(tmp_path):
    """A cache of the test's own: what is kept there, and how to get there."""
    folder = tmp_path / "cache"
    return lambda: sorted(path for path in folder.rglob("*") if path.is_file()), {
        "XDG_CACHE_HOME": str(folder)
    }


def test_a_spoilt_cache_does_no_harm(run, tmp_path, kept):
    """Whatever is in the cache, or if its folder is a file, a map is checked all the same."""
    files, env = kept
    (tmp_path / "map.arg").write_text(MAP_WITH_FAULTS, "utf-8")

    def check(**more):
        done = run("check", "map.arg", env={**env, **more})
        return done.returncode, done.stdout, done.stderr

    expected = check()
    assert expected[0] == 1 and "did you mean `because`?" in expected[1]
    assert len(files()) == 3  # Lark's tables with and without marks, and the lines
    for spoil in (
        lambda data: data[: len(data) // 2],
        lambda data: data[:3],
        lambda data: data[:40] + b"?" + data[41:],
        lambda data: b"",
        lambda data: b"nonsense" * 1000,
    ):
        assert check() == expected
        for path in files():
            path.write_bytes(spoil(path.read_bytes()))
        assert check() == expected
    for path in files():
        path.unlink()
        path.mkdir()
        assert check() == expected
    assert check(XDG_CACHE_HOME=str(tmp_path / "map.arg")) == expected


def test_what_was_read_once_is_not_parsed_again(tmp_path, kept):
    """A second check of a file does without Lark, and of a changed one says what is new."""
    path = tmp_path / "map.arg"
    path.write_text('thesis a "A"\n  because b "B"\n')
    code = (
        "import sys\nfrom argmap.cli import main\n"
        "try: main(['check', 'map.arg', '--output-format', 'concise'])\n"
        "except SystemExit: print('lark' in sys.modules)"
    )

    def check():
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **kept[1]},
        ).stdout

    assert check().endswith("True\n")
    assert check() == "False\n"
    path.write_text('thesis a "A"\n  because b "B"\n  because c "A"\n')
    expected = "map.arg:3:11: warning[begs-the-question] `c` says what it is a reason for\n"
    assert check() == f"{expected}True\n"
    assert check() == f"{expected}False\n"


def test_processes_share_a_cache(tmp_path, kept):
    """Any number of commands may read and write the same cache at once."""
    path = tmp_path / "map.arg"
    path.write_text(MAP_WITH_FAULTS, "utf-8")
    command = [sys.executable, "-m", "argmap", "check", "map.arg"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **kept[1]}
    running = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, env=env)
        for _ in range(6)
    ]
    assert len({each.communicate(timeout=60)[0] for each in running}) == 1
    assert {each.returncode for each in running} == {1}


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_in_the_cache_is_not_followed(run, tmp_path, kept):
    """Where a link has come into the cache, what it leads to is not written."""
    files, env = kept
    (tmp_path / "map.arg").write_text('thesis a "A"\n  because b "B"\n')
    run("check", "map.arg", env=env)
    (lines,) = (path for path in files() if path.parent.name == "lines")
    (tmp_path / "mine.txt").write_text("mine")
    lines.unlink()
    lines.symlink_to(tmp_path / "mine.txt")
    assert run("check", "map.arg", env=env).returncode == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert lines.is_file() and not lines.is_symlink()


def test_nothing_is_kept_without_a_cache(run, tmp_path, kept):
    """`--no-cache` writes nothing, and so does its variable in the environment."""
    files, env = kept
    (tmp_path / "map.arg").write_text('thesis a "A"\n  because b "B"\n')
    assert run("--no-cache", "check", "map.arg", env=env).returncode == 0
    assert run("check", "map.arg", env={**env, "ARGMAP_NO_CACHE": "1"}).returncode == 0
    assert not files()
    assert run("check", "map.arg", env=env).returncode == 0
    assert files()


def test_the_cache_stays_within_bounds(tmp_path, monkeypatch):
    """Beyond so many bytes what was kept first makes room; the last is always kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shelf = Shelf(most=250)
    for number in range(5):
        shelf.put(f"{number}.arg", b"x" * 100)
        os.utime(shelf._place(f"{number}.arg"), ns=(number, number))
    assert [bool(shelf.get(f"{number}.arg")) for number in range(5)] == [False] * 3 + [
        True
    ] * 2


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


@pytest.mark.parametrize(
    "taken",
    [
        "map.arg",
        "./map.arg",
        "link.arg",
        "other.arg",
        "report.txt",
        "unread.txt",
        "argmap.toml",
    ],
)
def test_what_is_read_is_never_written_over(run, tmp_path, taken):
    """An output that is the map, an import, a source or the configuration is refused."""
    files = {
        "map.arg": 'import "other.arg"\nsource r "report.txt"\nsource u "unread.txt"\n'
        'thesis a "A"\n  quote r "words"\n  because other.b\n',
        "other.arg": 'thesis b "B"\n  because c "C"\n',
        "report.txt": "words\n",
        "unread.txt": "more\n",
        "argmap.toml": "[render]\nwidth = 200\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    (tmp_path / "link.arg").symlink_to("map.arg")
    for command in (
        ("convert", "map.arg", taken, "--to", "json"),
        ("convert", "map.arg", taken, "--to", "arg"),
        ("check", "map.arg", "-o", taken),
        ("check", "map.arg", "--fix", "-o", taken),
        ("render", "map.arg", "-o", taken, "--to", "svg"),
        ("render", "map.arg", "-o", taken, "--to", "png"),
        ("render", "map.arg", "-o", taken, "--to", "dot"),
    ):
        done = run(*command)
        assert done.returncode == 2, command
        assert f"`{taken}` is read by this command" in done.stderr
    assert {name: (tmp_path / name).read_text() for name in files} == files


def test_a_source_named_by_option_is_never_written_over(run, tmp_path):
    """A text that --source or the configuration names is an input too."""
    (tmp_path / "map.arg").write_text('source s\nthesis a "A"\n  quote s "words"\n')
    (tmp_path / "s.txt").write_text("words\n")
    named = run("check", "map.arg", "--source", "s=s.txt", "-o", "s.txt")
    (tmp_path / "argmap.toml").write_text('[source]\ns = "s.txt"\n')
    configured = run("render", "map.arg", "--to", "svg", "-o", "s.txt")
    assert (named.returncode, configured.returncode) == (2, 2)
    assert (tmp_path / "s.txt").read_text() == "words\n"
    assert run("fmt", "map.arg").returncode == 0


def test_what_cannot_be_read_hides_nothing_else(run, tmp_path):
    """A path that is not there, or leads nowhere, is named; the other maps are treated."""
    for name in ("a.arg", "z.arg"):
        (tmp_path / name).write_text('thesis a "A"\n  because   b "B"\n  because b\n')
    (tmp_path / "gone.arg").symlink_to("nowhere")
    done = run("check", "a.arg", "gone.arg", "z.arg", "--output-format", "concise")
    assert done.returncode == 2
    assert [row.split(":")[0] for row in done.stdout.splitlines()] == ["a.arg", "z.arg"]
    assert "there is no file `gone.arg`" in done.stderr
    done = run("fmt", "a.arg", "gone.arg", "z.arg")
    assert done.returncode == 2
    assert "changed a.arg" in done.stderr and "changed z.arg" in done.stderr


def test_hidden_files_and_what_is_no_file(run, tmp_path):
    """Of a folder, hidden files, links to nowhere and pipes are left out."""
    (tmp_path / "a.arg").write_text('thesis a "A"\n  because b "B"\n')
    (tmp_path / "._a.arg").write_bytes(b"\x00\x05\x16\x07")
    (tmp_path / ".#b.arg").symlink_to("someone@somewhere")
    (tmp_path / "c.arg").symlink_to("nowhere")
    os.mkfifo(tmp_path / "d.arg")
    assert run("check").stdout == "Found nothing in 1 file.\n"
    assert run("fmt").returncode == 0


def test_one_file_counts_once(run, tmp_path):
    """However a file is spelt, it is checked once."""
    (tmp_path / "a.arg").write_text('thesis a "A"\n  because b\n')
    (tmp_path / "link.arg").symlink_to("a.arg")
    done = run("check", "a.arg", "./a.arg", str(tmp_path / "a.arg"), "link.arg", ".")
    assert done.stdout.endswith("Found 1 error in 1 file.\n")


def test_imports_over_links_are_one_map(run, tmp_path):
    """A file that two links lead to is one map, and links to their own folder lead nowhere new."""
    for name in ("l1", "l2"):
        (tmp_path / name).symlink_to(".")
    (tmp_path / "b.arg").write_text('thesis b "B"\n  because c "C"\n')
    (tmp_path / "a.arg").write_text(
        'import "l1/b.arg" as x\nimport "l2/b.arg" as y\nthesis a "A"\n  because x.b\n  because y.c\n'
    )
    assert run("check", "a.arg", "--fail-on", "error").returncode == 0
    claims = json.loads(run("convert", "a.arg", "-").stdout)["claims"]
    assert [claim["id"] for claim in claims] == ["x.b", "x.c", "a"]
    (tmp_path / "r.arg").write_text(
        'import "l1/r.arg" as x\nimport "l2/r.arg" as y\nthesis a "A"\n'
    )
    assert "import-cycle" in run("check", "r.arg").stdout


def test_streams_that_are_closed_or_full(run, tmp_path):
    """A closed input, or a full disk, is no fault of argmap."""
    (tmp_path / "a.arg").write_text('thesis a "A"\n  because b "B"\n')
    argmap = f"{sys.executable} -m argmap"
    for command, status, said in (
        (f"{argmap} check - <&-", 2, "standard input: it is closed"),
        (f"{argmap} check a.arg >&-", 0, ""),
        (f"{argmap} check a.arg > /dev/full", 2, "no space left"),
    ):
        done = subprocess.run(
            command,
            shell=True,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert (done.returncode, said in done.stderr) == (status, True), done.stderr
        assert "fault in argmap" not in done.stderr


def test_one_line_a_finding_whatever_it_says(run, tmp_path):
    """A line break in a name of the map does not break a finding in two."""
    done = run(
        "check",
        "-",
        "--output-format",
        "concise",
        input='import "u\\n.arg"\nthesis a "A"\n',
    )
    assert done.stdout.count("\n") == 1 and "␊" in done.stdout


def test_a_letter_without_width_is_pointed_at(run):
    """Where nothing can be seen of what is wrong, one caret stands."""
    done = run("check", "-", input='thesis a "A" \u200bb\n')
    assert "^" in done.stdout


def test_a_diff_can_be_applied(run, tmp_path):
    """Odd letters that other tools take for line breaks do not break the rows of a diff."""
    (tmp_path / "a.arg").write_text(
        'thesis  a "A\u2028B\x85C"\n', newline="\n", encoding="utf-8"
    )
    rows = run("fmt", "--diff", "a.arg").stdout.split("\n")
    assert rows[3:] == ['-thesis  a "A\u2028B\x85C"', '+thesis a "A\u2028B\x85C"', ""]
    (tmp_path / "b.arg").write_text('thesis  a "A"  # \x1b[2J\n')
    assert "\x1b[2J" not in run("--color", "always", "fmt", "--diff", "b.arg").stdout


def test_bytes_that_are_no_text_come_back(run):
    """What fmt leaves alone on standard input comes out as it came in."""
    done = subprocess.run(
        [sys.executable, "-m", "argmap", "fmt", "-"],
        input=b'thesis  a "caf\xe9"\n',
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (2, b'thesis  a "caf\xe9"\n')


@pytest.mark.skipif(os.getuid() == 0, reason="who may write everything is never refused")
def test_a_write_protected_map_stays(run, tmp_path):
    """A map that may not be written is named, and stays as it is."""
    (tmp_path / "a.arg").write_text('thesis   a "A"\n')
    (tmp_path / "a.arg").chmod(0o444)
    done = run("fmt", "a.arg")
    assert done.returncode == 2 and "a.arg" in done.stderr


def test_internal_errors_say_where(run, tmp_path):
    """An error of argmap's own names the file and line, such as a rule that was not imported."""
    (tmp_path / "sitecustomize.py").write_text(
        "import argmap.resolve\ndef broken(*_): return long_claim\n"
        "argmap.resolve.resolve = broken\n"
    )
    env = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = run("check", "-", input='thesis a "A"\n', env=env)
    assert "name 'long_claim' is not defined (sitecustomize.py:2)" in done.stderr


def test_loading_by_path(tmp_path):
    """The library takes paths of pathlib, and a name that no file can have is a FileError."""
    import argmap
    from argmap.formats.json import to_json
    from argmap.project import FileError

    (tmp_path / "a.arg").write_text('thesis a "A"\n')
    assert '"a"' in to_json(argmap.load(tmp_path / "a.arg").map)
    with pytest.raises(FileError):
        argmap.load("a\0b")


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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("render --theme drak map.arg", "`drak` is not one of `auto`, `light`, `dark`, `print`"),
        ("render --theme drak map.arg", "\ndid you mean `dark`?\n"),
        ("render", "error: missing argument `MAP`\n"),
        ("check --exit-zer map.arg", "error: no such option `--exit-zer`\ndid you mean `--exit-zero`?\n"),
        ("render --thme dark map.arg", "error: no such option `--thme`\ndid you mean `--theme`?\n"),
        ("rule misquote b", "error: unexpected argument `b`\n"),
        ("render map.arg --width abc", "invalid value for `--width`: `abc` is not a number\n"),
        ("render --theme", "error: option `--theme` requires an argument\n"),
    ],
)  # fmt: skip
def test_a_slip_on_the_command_line(run, arguments, said):
    """What is wrong with a command line is said as everything else is, with what was meant."""
    done = run(*arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
