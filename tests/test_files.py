"""Files as they come: hidden, linked, unreadable, named twice, and outputs that take nothing."""

import json
import os
import subprocess
import sys
from threading import Thread

import pytest

import argmap
from argmap.project import FileError, Reader
from tests.conftest import ROOT

GOOD = 'thesis a "A"\n  because b "B"\n'
WARNS = 'claim a "A"\n  because b "B"\n'

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="links, pipes, /dev, /proc")


@pytest.mark.parametrize("command", [("check", "--output-format", "concise"), ("fmt",)])
def test_one_file_that_cannot_be_read_hides_no_other(run, tmp_path, command):
    """What cannot be read is named, the rest is read, and the status is 2."""
    (tmp_path / "a.arg").symlink_to(
        "/proc/self/mem"
    )  # a file that gives an error when read
    (tmp_path / "b.arg").write_text(' # c\nclaim   b "B"\n')
    done = run(*command, "gone.arg", ".", "gone/")
    assert done.returncode == 2
    said = [row for row in done.stderr.splitlines() if row.startswith("error: ")]
    assert len(said) == 3
    for name, row in zip(("gone.arg", "a.arg", "gone/"), said, strict=True):
        assert f"`{name}`" in row
    if command == ("fmt",):
        assert (tmp_path / "b.arg").read_text() == '# c\nclaim b "B"\n'
    else:
        assert "b.arg:1:1: warning[missing-thesis]" in done.stdout


def test_a_folder_without_maps_beside_one_with(run, tmp_path):
    """A folder that holds no map is named, and the others are checked."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "b.arg").write_text(WARNS)
    done = run("check", "empty", "b.arg", "--exit-zero")
    assert done.returncode == 2 and "missing-thesis" in done.stdout
    assert done.stderr == "error: there is no .arg file beneath `empty`\n"


def test_imports_through_links_end(run, tmp_path):
    """Links that lead back to their own folder do not make more maps than there are files."""
    for name in ("l1", "l2"):
        (tmp_path / name).symlink_to(".")
    (tmp_path / "a.arg").write_text(
        'import "l1/b.arg" as one\nimport "l2/b.arg" as two\n'
        'thesis a "A"\n  because one.b\n  but two.b\n'
    )
    (tmp_path / "b.arg").write_text('claim b "B"\n')
    map = argmap.load(str(tmp_path / "a.arg")).map
    assert sorted(map.claim) == ["a", "one.b"] and len(map.steps) == 2
    (tmp_path / "b.arg").write_text(
        'import "l1/b.arg" as x\nimport "l2/b.arg" as y\nclaim b "B"\n'
    )
    done = run("check", "a.arg", timeout=20)
    assert done.stdout.count("error[import-cycle]") == 2


@pytest.mark.parametrize(
    "arguments", [("check", "m.arg"), ("fmt", "-"), ("convert", "m.arg", "-"), ("rule",)]
)
def test_an_output_that_is_full(tmp_path, arguments):
    """Where nothing can be written, that is said in plain words."""
    (tmp_path / "m.arg").write_text(WARNS)
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "argmap", *arguments],
            input=WARNS, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("error: cannot write the output: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_protected_file_is_not_overwritten(tmp_path, monkeypatch):
    """A file that may not be written stays as it is, though its folder could take another."""
    from argmap import project

    (tmp_path / "m.arg").write_text("x")
    (tmp_path / "m.arg").chmod(0o444)
    if os.geteuid() == 0:  # to whom everything is allowed
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(FileError, match="permission denied"):
        project.write(str(tmp_path / "m.arg"), "y")
    assert (tmp_path / "m.arg").read_text() == "x"


def test_a_pipe_is_written_and_read(tmp_path):
    """What is no file of its own is written to as it is, and a source may come out of a pipe."""
    (tmp_path / "m.arg").write_text(
        'source s\nthesis t "T"\n  because a "A"\n    quote s "W X"\n'
    )

    def shell(line):
        return subprocess.run(
            ["bash", "-c", line, sys.executable],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
        )

    done = shell('"$0" -m argmap convert m.arg /dev/stdout --to json | cat')
    assert json.loads(done.stdout)["claims"] and not done.stderr
    for words, rule in (("W X", ""), ("else", "quote-not-found")):
        done = shell(f'"$0" -m argmap check m.arg --source s=<(echo "{words}")')
        assert rule in done.stdout and (done.returncode == 0) == (not rule), done


def test_a_pipe_that_a_map_names_is_not_waited_for(run, tmp_path):
    """A map cannot make argmap wait for a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "s.txt")
    (tmp_path / "m.arg").write_text('source s "s.txt"\nthesis t "T"\n  quote s "W"\n')
    assert "source-unavailable" in run("check", "m.arg", timeout=60).stdout


def test_a_long_name_can_be_written(run, tmp_path):
    """A name as long as the system allows is no hindrance."""
    name = "m" * 251 + ".arg"
    (tmp_path / name).write_text('claim   a "A"\n')
    assert run("fmt", name).returncode == 0
    assert (tmp_path / name).read_text() == 'claim a "A"\n'


def test_what_fmt_leaves_alone_stays(run, tmp_path):
    """Standard input with errors comes out byte for byte, byte order mark and bad bytes included."""
    data = b'\xef\xbb\xbfthesis  t "caf\xe9"\r\n'
    done = subprocess.run(
        [sys.executable, "-m", "argmap", "fmt", "-"],
        input=data, capture_output=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, data)
    (tmp_path / "m.arg").write_bytes(data)
    assert run("fmt", "m.arg").returncode == 2
    assert (tmp_path / "m.arg").read_bytes() == data


def test_the_byte_order_mark_is_no_part_of_the_style(run, tmp_path):
    """fmt takes a byte order mark out, and --check says so beforehand."""
    (tmp_path / "m.arg").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert run("fmt", "--check", "m.arg").returncode == 1
    assert run("fmt", "m.arg").returncode == 0
    assert (tmp_path / "m.arg").read_bytes() == GOOD.encode()
    assert run("fmt", "--check", "m.arg").returncode == 0


def test_no_change_is_missed(tmp_path):
    """A change between two readings of one file, of which the second takes the first one's text."""
    path = tmp_path / "m.arg"
    path.write_text("old")
    reader = Reader()
    text = reader.read(str(path))
    path.write_text("a new one")
    assert reader.read_if_there(str(path)) is text
    waiting = Thread(target=reader.wait, args=([str(path)],), daemon=True)
    waiting.start()
    waiting.join(30)
    assert not waiting.is_alive()
    assert reader.read(str(path)).content == "a new one"


def test_a_misspelt_file_is_recognised(run, tmp_path):
    """A source or an import of which only the name is wrong is named right, and can be mended."""
    (tmp_path / "article.txt").write_text("The market is open.\n")
    (tmp_path / "base.arg").write_text('thesis b "B."\n')
    (tmp_path / "map.arg").write_text(
        'import "bsae.arg" as air\nsource a "./artcle.txt"\nthesis t "It is open."\n'
        '  quote a "The market is open"\n  because air.b\n'
    )
    done = run("check", "map.arg")
    assert "did you mean `base.arg`?" in done.stdout
    assert "did you mean `./article.txt`?" in done.stdout
    run("check", "map.arg", "--fix", "--unsafe-fixes")
    mended = (tmp_path / "map.arg").read_text()
    assert '"base.arg"' in mended and '"./article.txt"' in mended


def test_what_a_stream_leads_to_is_kept(tmp_path):
    """Writing to /dev/stdout goes on behind what is there already, in a file as well."""
    (tmp_path / "map.arg").write_text('thesis t "T."\n  because "B."\n')
    with open(tmp_path / "out.dot", "a") as out:
        out.write("before\n")
        out.flush()
        command = [sys.executable, "-m", "argmap", "render", "map.arg"]
        command += ["-o", "/dev/stdout", "--to", "dot"]
        subprocess.run(
            command,
            cwd=tmp_path,
            stdout=out,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    assert (tmp_path / "out.dot").read_text().startswith("before\ndigraph")
