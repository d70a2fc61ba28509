"""The tab key completes commands, maps, and the names that stand in maps."""

import os
import select
import shutil
import subprocess
import time

import click
import pytest

from argmap.cli import COMMANDS, called
from tests.conftest import ROOT

MAP = """\
thesis charge "The city should
  charge, says the \\"council\\"." [city]
  because cleaner-air "Cleaner: a charge makes the air clean." [health]
  but "Nobody wants it."

group "What it does"
  claim cheap "It is cheap."
    because
"""
"""A map with a line that cannot be read: the others count all the same."""


@pytest.fixture
def folder(tmp_path):
    """A folder with maps, as someone works in it."""
    (tmp_path / "toll.arg").write_text(MAP)
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "drafts" / "old").mkdir(parents=True)
    (tmp_path / "drafts" / "old" / "first.arg").write_text(MAP)
    (tmp_path / "drafts" / "old" / "second.arg").write_text(MAP)
    (tmp_path / ".hidden").mkdir()
    return tmp_path


@pytest.fixture
def tab(run, folder):
    """What click hands the shell behind some words, the last of them not finished."""

    def tab(*words):
        done = run(
            cwd=folder,
            env={
                "_ARGMAP_COMPLETE": "zsh_complete",
                "COMP_WORDS": " ".join(("argmap", *words)),
                "COMP_CWORD": str(len(words)),
            },
        )
        assert done.stderr == ""
        rows = done.stdout.split("\n")[:-1] if done.stdout.strip() else []
        return {
            value: (kind, said) for kind, value, said in zip(*[iter(rows)] * 3, strict=True)
        }

    return tab


def test_commands_come_with_what_they_do(tab):
    """Each command is offered with its line of help."""
    assert {name: said for name, (_, said) in tab("").items()} == COMMANDS
    assert [*tab("re")] == ["render"]
    assert "--config" in tab("--c")


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_a_file_completes(name):
    """Each command completes its map or file, and each option that takes a file does too."""
    for parameter in called(name).params:
        shown = parameter.metavar or ""
        if any(
            word in shown for word in ("MAP", "FILE", "PATH...", "FRAMEWORK", "IN", "OUT")
        ):
            offered = parameter.shell_complete(click.Context(called(name)), "no-such-file")
            assert [item.type for item in offered] == ["file"], parameter.name


def test_maps_complete(tab):
    """Maps and folders are offered, nothing else, and a folder that has no rival is entered."""
    assert {*tab("check", "")} == {"drafts/", "toll.arg"}
    assert {*tab("why", "t")} == {"toll.arg"}
    assert {*tab("fmt", "toll.arg", "d")} == {
        "drafts/old/first.arg",
        "drafts/old/second.arg",
    }
    assert {*tab("check", ".h")} == {".hidden/"}


def test_other_files_are_left_to_the_shell(tab, folder):
    """Where no map fits, or its name would want quotation marks, the shell completes files."""
    assert tab("eval", "no")["no"][0] == "file"
    (folder / "a map.arg").write_text(MAP)
    assert tab("eval", "a")["a"][0] == "file"
    assert tab("eval", "~/")["~/"][0] == "file"


def test_claims_complete(tab):
    """Claims come with their texts, on one line; those without a name only behind an underscore."""
    found = tab("why", "toll.arg", "")
    assert {*found} == {"charge", "cleaner-air", "cheap"}
    assert found["charge"] == ("plain", 'The city should charge, says the "council".')
    assert {*tab("why", "toll.arg", "_")} == {"_nobody-wants-it"}
    assert {*tab("why", "toll.arg", "charge", "--without", "ch")} == {"charge", "cheap"}
    assert {*tab("render", "toll.arg", "--only", "")} == {
        *("what-it-does", "charge", "cleaner-air", "cheap")
    }
    assert {*tab("render", "toll.arg", "--tag", "")} == {"city", "health"}


def test_names_of_rules_and_schemes_complete(tab):
    """Rules and schemes are offered with what they are; in a list of rules the last one."""
    assert {*tab("rule", "misq")} == {"misquote", "misquote-critical"}
    assert {*tab("check", "--select", "syntax,misquote-")} == {"syntax,misquote-critical"}
    assert tab("scheme", "expert")["expert-opinion"][1].startswith("an expert")


def test_the_tab_key_never_complains(tab, folder):
    """Maps that are not there or cannot be read, and commands that are none, make no noise."""
    (folder / "bad.arg").write_bytes(b"\xff\xfe\x00")
    (folder / "other.json").write_text("[]")
    assert not tab("why", "gone.arg", "")
    assert not tab("why", "bad.arg", "")
    assert not tab("why", "other.json", "")
    assert [*tab("chekc", "che")] == ["check"]


SHELLS = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        'eval "$(_ARGMAP_COMPLETE=bash_source argmap)"',
    ),
    "zsh": (
        ["-f", "-i"],
        'autoload -Uz compinit && compinit -D; eval "$(_ARGMAP_COMPLETE=zsh_source argmap)"',
    ),
    "fish": (["--no-config", "-i"], "_ARGMAP_COMPLETE=fish_source argmap | source"),
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("argmap why toll.arg clea", "argmap why toll.arg cleaner-air"),
        ("argmap rule misquote-", "argmap rule misquote-critical"),
        ("argmap check to", "argmap check toll.arg"),
        ("argmap solve note", "argmap solve notes.txt"),
    ],
)
def test_in_the_shell_itself(shell, typed, becomes, folder, installed):
    """Switched on as the page says, the tab key writes the rest of a word."""
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}: apt-get install {shell}")
    pty = pytest.importorskip("pty")
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    options, start = SHELLS[shell]
    line = start.removeprefix("autoload -Uz compinit && compinit -D; ")
    assert line in (ROOT / "docs" / "cli.md").read_text("utf-8").replace("\\|", "|")
    ours, theirs = pty.openpty()
    env = {**installed, "TERM": "dumb" if shell != "fish" else "xterm", "PS1": "> "}
    process = subprocess.Popen(
        [shell, *options],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=env,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    try:
        os.write(ours, f"{start}; echo 're'ady\n".encode())
        until(ours, "ready")
        os.write(ours, f"{typed}\t".encode())
        until(ours, becomes)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def until(terminal, wanted):
    """Read what a terminal shows until something is there; fail if it never comes."""
    shown = b""
    end = time.monotonic() + 60
    while wanted not in shown.decode("utf-8", "replace"):
        ready = select.select([terminal], [], [], end - time.monotonic())[0]
        assert ready, shown.decode("utf-8", "replace")
        shown += os.read(terminal, 4096)
