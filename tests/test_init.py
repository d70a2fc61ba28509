"""`argmap init` writes a map that is worth starting from."""

import argmap
from argmap.compiler import lint


def test_a_first_map_is_written(run, tmp_path):
    """The new map is clean, in the one style, drawn, and stands by its own account."""
    done = run("init", "my map.arg")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("argmap render 'my map.arg'\n")
    compiled = argmap.load(tmp_path / "my map.arg")
    assert not compiled.diagnostics and not lint(compiled.subject)
    assert run("fmt", "--check", "my map.arg").returncode == 0
    assert run("render", "my map.arg").returncode == 0
    assert "(sundays) is in." in run("why", "my map.arg", "sundays").stdout


def test_it_shows_what_one_needs_first(run):
    """The map has a thesis, every kind of step and premise, a quotation, a reference and a group."""
    from argmap.formats.json import from_json

    done = run("init", "-")
    assert done.stderr == ""
    map = from_json(
        argmap.Text("map.json", run("convert", "-", "-", input=done.stdout).stdout)
    ).map
    assert len(map.theses) == 1 and map.groups and map.title
    kinds = {(step.kind, step.undercuts) for step in map.steps}
    assert kinds == {("for", False), ("against", False), ("against", True)}
    assert any(premise.assumed for step in map.steps for premise in step.premises)
    assert any(claim.quotes for claim in map.claims)
    assert "  but volunteers\n" in done.stdout


def test_nothing_is_written_over(run, tmp_path):
    """A file that is there stays as it is, and so does a link that leads nowhere."""
    (tmp_path / "map.arg").write_text("mine")
    done = run("init", "map.arg")
    assert done.returncode == 2
    assert done.stderr == "error: `map.arg` is there already, and is left as it is\n"
    assert (tmp_path / "map.arg").read_text() == "mine"
    (tmp_path / "link.arg").symlink_to("gone.arg")
    assert run("init", "link.arg").returncode == 2
    assert not (tmp_path / "gone.arg").exists()


def test_what_cannot_be_a_map_is_refused(run, tmp_path):
    """A folder, another ending and a folder that is not there end with a word on what to do."""
    assert "name a file in it" in run("init", ".").stderr
    assert "`map.arg`?" in run("init", "map.txt").stderr
    assert (
        "cannot write `gone/map.arg`: there is no folder `gone`"
        in run("init", "gone/map.arg").stderr
    )
    assert not [*tmp_path.iterdir()]
