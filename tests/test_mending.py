"""Mending does what the findings propose, no harm, and leaves a map that compiles."""

import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st

from argmap import mending
from argmap.compiler import Compiler
from argmap.diagnostics import Edit, Fix, Severity
from argmap.rules import DEFAULT_RULES, RULES
from argmap.rules.rule import Rule
from argmap.text import Span, Text
from tests.conftest import ROOT
from tests.random_maps import NAMES, maps

BAD = 'claim a "A"\n  because b "B"\n  because b\n'


@st.composite
def untidy_maps(draw):
    """A random map with steps drawn twice, and comments that silence something or nothing."""
    rows = [draw(maps())]
    for _ in range(draw(st.integers(1, 3))):
        claim, reason = draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES))
        rule = draw(
            st.sampled_from(["duplicate-step", "orphan-claim", "shortcutstep", "syntax"])
        )
        comment = draw(st.sampled_from(["", f"  # argmap: ignore[{rule}] so", "  # so"]))
        rows += [f"claim {claim}", f"  because {reason}{comment}", f"  because {reason}"]
        rows += draw(st.sampled_from([[], [f"# argmap: ignore-file[{rule}, misquote]"]]))
    return "\n".join(rows) + "\n"


def rule(*edits, safe=True):
    """A rule that proposes to replace words of the map, each wherever it stands first."""

    def check(subject):
        content = subject.file.content
        for old, new in edits:
            at = content.find(old)
            if at >= 0:
                span = Span(subject.file, at, at + len(old))
                yield made.finding(old, span, fix=Fix(new, (Edit(span, new),), safe=safe))

    made = Rule("test-rule", Severity.WARNING, "", check)
    return made


def mend(content, rules=DEFAULT_RULES, **options):
    """A map after its fixes."""
    return mending.mend(
        Compiler(lambda _: None), Text("map.arg", content), rules, **options
    )


@given(untidy_maps())
def test_a_safe_fix_never_changes_the_map(content):
    """Whatever is mended safely, the map that is compiled is the same, and nothing is left to mend."""
    compiler = Compiler(lambda _: None)
    before = compiler.compile(Text("map.arg", content))
    mended = mending.mend(compiler, Text("map.arg", content), RULES)
    assert mended.compilation.map == before.map
    assert len(mended.compilation.diagnostics) == len(before.diagnostics)
    again = mending.mend(compiler, mended.text, RULES)
    assert again.text.content == mended.text.content


@given(untidy_maps())
def test_what_is_found_today_can_be_silenced(content):
    """Comments for all that is found leave the same map, in which nothing is found."""
    compiler = Compiler(lambda _: None)
    text = Text("map.arg", content)
    before = compiler.compile(text)
    tidy = mending.mend(compiler, text, RULES).text  # comments that do nothing taken out
    silenced = mending.ignore(compiler, tidy, RULES, reason="for now")
    assert silenced.compilation.map == before.map
    assert before.failed or {each.rule for each in silenced.found} <= {
        *mending.ABOUT_COMMENTS
    }


def test_fixes_in_each_other_s_way_are_made_in_rounds():
    """Of two fixes at one place the second is made in the next round, where it still applies."""
    content = 'thesis a "one two"\n  because b "B"\n'
    mended = mend(content, [rule(("one two", "three two"), ("two", "four"))])
    assert mended.text.content == 'thesis a "three four"\n  because b "B"\n'
    assert len(mended.mended) == 2


def test_fixes_that_go_round_in_a_circle_end():
    """Two fixes that undo each other do not keep argmap busy for ever."""
    mended = mend('thesis a "one"\n', [rule(("one", "two"), ("two", "one"))])
    assert mended.text.content in ('thesis a "one"\n', 'thesis a "two"\n')


def test_a_harmful_fix_is_left_out():
    """A fix after which the map could not be read is not made; the others are."""
    content = 'thesis a "one"\n  because b "two"\n'
    mended = mend(content, [rule(('thesis a "one"', "thesis a ["), ("two", "three"))])
    assert mended.text.content == 'thesis a "one"\n  because b "three"\n'


def test_a_map_with_errors_stays_as_it_is():
    """Where errors remain nothing is mended."""
    content = 'thesis a "one"\n  because b\n'
    assert mend(content, [rule(("one", "two"))]).text.content == content


def test_errors_are_mended_first():
    """Slips that keep a map from being read are mended one and all; the rest waits for it."""
    content = 'thesis a "one"\n  becuase b "B"\n  because: "C"\n  but d\n'
    rules = [rule(("one", "two"), safe=False)]
    mended = mend(content, rules, unsafe=True)
    assert (
        mended.text.content == 'thesis a "one"\n  because b "B"\n  because "C"\n  but d\n'
    )
    whole = mend(content.replace("  but d\n", ""), rules, unsafe=True)
    assert whole.text.content == 'thesis a "two"\n  because b "B"\n  because "C"\n'
    assert mend(content, rules).text.content == content


def test_the_summary_counts_what_can_be_mended(run):
    """Only fixes that would be made are promised: in a map with errors, those of the errors."""
    both = 'thesis a "A"\n  becuase b "B"\n  but c "C"\n  but c\n'
    done = run("check", "-", input=both)
    assert done.stdout.endswith(
        "`--unsafe-fixes` mends 1 of them.\n1 fix waits until the map can be read.\n"
    )


def test_unsafe_fixes_are_made_when_asked_for():
    """A fix that may change what the map says waits to be asked for."""
    content = 'thesis a "one"\n'
    unsafe = [rule(("one", "two"), safe=False)]
    assert mend(content, unsafe).text.content == content
    assert mend(content, unsafe, unsafe=True).text.content == 'thesis a "two"\n'


def test_line_ends_stay_what_they_are():
    """What a fix puts in ends its lines as the file does."""
    content = 'thesis a "one"\r\n  because b "B"\r\n'
    mended = mend(content, [rule(('"one"', '"two"\n  but c "C"'))])
    assert mended.text.content == 'thesis a "two"\r\n  but c "C"\r\n  because b "B"\r\n'


def test_a_step_that_is_drawn_twice_with_and_without_assumptions_stays(build):
    """A second line that says what the first one only assumes is not taken out."""
    content = 'thesis t "T"\n  because a "A"\n    assuming b "B"\n  because a\n    and b\n'
    assert mend(content).text.content == content


def test_comments_on_sources_that_are_not_here_stay():
    """Without its sources nobody knows whether a comment on a quotation is still of use."""
    content = (
        'source s "s.txt"\nthesis t "T"\n  quote s "words"  # argmap: ignore[misquote] so\n'
        '  because a "A"\n'
    )
    assert mend(content).text.content == content


def test_fix_writes_the_file(run, tmp_path):
    """--fix mends the file, says how much, and reports what is left."""
    path = tmp_path / "map.arg"
    path.write_text(BAD)
    found = run("check", "map.arg")
    assert "= fix: take the second line out" in found.stdout
    assert found.stdout.endswith("Found 2 warnings in 1 file.\n`--fix` mends 1 of them.\n")
    assert path.read_text() == BAD
    done = run("check", "map.arg", "--fix")
    assert done.returncode == 1
    assert done.stdout.endswith("Mended 1 finding.\nFound 1 warning in 1 file.\n")
    assert "duplicate-step" not in done.stdout
    assert path.read_text() == 'claim a "A"\n  because b "B"\n'


def test_diff_writes_nothing(run, tmp_path):
    """--diff shows what --fix would do, and ends with 1 if it would do something."""
    path = tmp_path / "map.arg"
    path.write_text(BAD)
    shown = run("check", "map.arg", "--diff")
    assert shown.returncode == 1
    assert shown.stdout.splitlines()[-1] == "-  because b"
    assert shown.stderr == "Would mend 1 finding in 1 file.\n"
    assert path.read_text() == BAD
    path.write_text('thesis a "A"\n  because b "B"\n')
    nothing = run("check", "map.arg", "--diff")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    path.write_text(BAD)
    to_file = run("--color", "always", "check", "map.arg", "--diff", "-o", "map.patch")
    assert (to_file.returncode, to_file.stdout) == (1, "")
    assert (tmp_path / "map.patch").read_text() == shown.stdout
    silenced = run("check", "map.arg", "--diff", "--add-ignore", "later")
    assert "+# argmap: ignore-file[missing-thesis] later" in silenced.stdout
    assert path.read_text() == BAD


def test_standard_input_is_mended_to_standard_output(run):
    """With - the mended map is the output, and the findings are words about it."""
    done = run("check", "-", "--fix", input=BAD)
    assert done.stdout == 'claim a "A"\n  because b "B"\n'
    assert "missing-thesis" in done.stderr


def test_add_ignore_silences_today_s_findings(run, tmp_path):
    """--add-ignore writes a comment above each finding's line, or on top; then nothing is found."""
    path = tmp_path / "map.arg"
    path.write_bytes(
        b'claim a "A"\r\n  because b "B"\r\n    because c "C\r\n      D"\r\n  because c\r\n'
    )
    done = run("check", "map.arg", "--add-ignore", "known\n since May")
    assert (done.returncode, done.stdout) == (
        0,
        "Silenced 2 findings.\nFound nothing else in 1 file.\n",
    )
    assert path.read_bytes().decode().split("\r\n") == [
        "# argmap: ignore-file[missing-thesis] known since May",
        'claim a "A"',
        '  because b "B"',
        '    because c "C',
        '      D"',
        "  # argmap: ignore[shortcut-step] known since May",
        "  because c",
        "",
    ]
    assert run("check", "map.arg").stdout == "Found nothing in 1 file.\n"


def test_a_comment_is_taken_out_whole(run, tmp_path):
    """A comment that silences nothing goes with its line, or leaves the line's end as it was."""
    path = tmp_path / "map.arg"
    path.write_bytes(
        b'thesis a "A"  # argmap: ignore[self-support]\r\n'
        b'  # argmap: ignore[self-support]\r\n  because b "B"\r\n'
    )
    assert run("check", "map.arg", "--fix").returncode == 0
    assert path.read_bytes() == b'thesis a "A"\r\n  because b "B"\r\n'


def test_a_reason_stays():
    """Of a comment that silences nothing its words stay, whose they may be."""
    mended = mend('thesis a "A"\n  because b "B"  # argmap: ignore[misquote] ask Ann\n')
    assert mended.text.content == 'thesis a "A"\n  because b "B"  # ask Ann\n'


def test_comments_are_mended_first():
    """What a misspelt comment is meant to silence is silenced, not mended."""
    content = (
        'thesis a "Cars are safe."\n  because b "B"\n'
        "  # argmap: ignore[duplicate-stp] for the class\n  because b\n"
        '  but c "C"\n    # argmap ignore[undeclared-negation] Ann says so\n'
        '    because d "Cars are not safe."\n'
    )
    mended = mend(content, unsafe=True)
    assert mended.text.content == content.replace("-stp", "-step").replace(
        "argmap ignore", "argmap: ignore"
    )


def test_fixes_that_do_harm_are_told_from_the_others():
    """However many fixes are proposed at once, all are made but those with which less is read."""
    names = "abcdefghijklmnopqrstuvwxyz"
    content = "".join(f'claim {name} "one {name}."\n' for name in names)
    edits = [(f'"one {name}."', f'"two {name}."') for name in names]
    edits[7], edits[19] = ('"one h."', "]"), ('"one t."', "[")
    mended = mend(content, [rule(*edits)])
    assert mended.text.content.count("two") == 24
    assert len(mended.mended) == 24


def test_a_fix_spares_the_maps_that_import_it(run, tmp_path):
    """What another map names keeps its name; what comes of an import is seen by its user."""
    (tmp_path / "b.arg").write_text(
        'thesis top "T."\n  because lessTraffic "L."\n  because oneMore "O."\n'
        '  because x-y "X."\n  because y-z "Y."\n  becuase z-z "Z."\n'
    )
    (tmp_path / "a.arg").write_text(
        'import "b.arg"\nthesis a "A."\n  because b.lessTraffic\n    and b.z-z\n'
    )
    done = run("check", ".", "--unsafe-fixes", "--output-format", "concise")
    rows = done.stdout.splitlines()
    assert [row.split("[")[1].split("]")[0] for row in rows] == ["id-style"]
    mended = (tmp_path / "b.arg").read_text()
    assert "lessTraffic" in mended
    assert "one-more" in mended
    assert 'because z-z "Z."' in mended
    again = run("check", ".", "--unsafe-fixes")
    assert again.stdout.endswith("Left out 1 fix, after which a map could not be read.\n")


def test_faults_of_comments_are_not_silenced(run, tmp_path):
    """--add-ignore leaves alone what is wrong with comments, which it would only hide."""
    path = tmp_path / "map.arg"
    path.write_text(
        'thesis a "A"  # argmap: ignore[misqoute]\n  because b "B"\n  because b\n'
    )
    done = run("check", "map.arg", "--add-ignore", "later")
    assert done.returncode == 1
    assert "unknown-rule" in done.stdout
    assert path.read_text().count("argmap") == 2
    assert "# argmap: ignore[duplicate-step] later" in path.read_text()
    for reason in ("", " ", "see argmap: ignore[misquote]"):
        assert run("check", "map.arg", "--add-ignore", reason).returncode == 2


def test_options_that_do_not_go_together_are_refused(run, tmp_path):
    """What would be unclear is refused before anything is written."""
    path = tmp_path / "map.arg"
    path.write_text(BAD)
    for options in (
        ("--add-ignore", "x", "--fix"),
        ("--watch", "--diff"),
        ("--watch", "--add-ignore", "x"),
        ("--diff", "--statistics"),
        ("--diff", "--output-format", "json"),
    ):
        assert run("check", "map.arg", *options).returncode == 2
    assert run("check", "-", "--watch", input=BAD).returncode == 2
    assert path.read_text() == BAD


_WATCH = "--watch", "--output-format", "concise"


@contextmanager
def watching(folder, *options):
    """What `argmap check --watch` says of a folder, line by line, until it is interrupted."""
    with subprocess.Popen(
        [sys.executable, "-m", "argmap", "check", ".", *_WATCH, *options],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process.stdout.readline
        finally:
            process.send_signal(signal.SIGINT)
    assert process.returncode == 0


def test_watch_checks_again(tmp_path):
    """--watch reports anew when the map, its import or a new map changes, until interrupted."""
    (tmp_path / "map.arg").write_text(
        'import "other.arg"\nthesis a "A"\n  because other.b\n'
    )
    with watching(tmp_path) as said:
        assert "import-not-found" in said()
        assert "Waiting" in said()
        (tmp_path / "other.arg").write_text('thesis b "B"\n  because c "C"\n')
        assert "Waiting" in said()
        (tmp_path / "new.arg").write_text('claim d "D"\n  because e "E"\n')
        assert "new.arg:1:1: warning[missing-thesis]" in said()
        assert "Waiting" in said()
        time.sleep(0.1)  # so that the file gets another time
        (tmp_path / "new.arg").unlink()
        assert "Waiting" in said()


def test_watch_does_not_wait_for_its_own_fixes(tmp_path):
    """What --fix writes is no change to check again for; the next one of the user's is."""
    path = tmp_path / "map.arg"
    path.write_text('thesis a "A"\n  because b "B"\n  because b\n')
    with watching(tmp_path, "--fix") as said:
        assert "Waiting" in said()
        assert path.read_text() == 'thesis a "A"\n  because b "B"\n'
        time.sleep(2)  # longer than it looks for changes
        path.write_text('claim a "A"\n  because b "B"\n')
        assert "missing-thesis" in said()
        assert "Waiting" in said()


def test_fixes_that_wait_are_counted_and_findings_are_in_order(run, tmp_path):
    """While a map cannot be read, what is found is by line, and waiting fixes are counted."""
    (tmp_path / "report.txt").write_text(
        "On the whole, volumes fell by fifteen per cent.\n"
    )
    (tmp_path / "map.arg").write_text(
        'source report "report.txt"\n'
        'thesis charge "The city should charge."\n'
        '  because works "A charge works."\n'
        '    quote report "volumes fell by fourteen per cent"\n'
        '  becuase calm "Streets are calm."\n'
    )
    said = run("check", "map.arg").stdout
    assert "1 fix waits until the map can be read." in said
    assert said.index("map.arg:4:") < said.index("map.arg:5:")
