"""The hooks work when pre-commit runs them."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.conftest import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


@pytest.fixture
def pre_commit(tmp_path, tmp_path_factory):
    """Run pre-commit in a repository of its own, with nothing of the user's."""
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    home = str(tmp_path_factory.mktemp("home"))

    def pre_commit(*arguments):
        subprocess.run(["git", "add", "--all"], cwd=tmp_path, check=True)
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": home},
            capture_output=True,
            encoding="utf-8",
        )

    return pre_commit


def test_pre_commit_takes_the_manifest(pre_commit):
    """The file that lists the hooks is of the form that pre-commit wants."""
    done = pre_commit("validate-manifest", str(MANIFEST))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_hooks_find_and_mend(pre_commit, tmp_path):
    """A map in another style is written anew, a mistake is found, and other files are left alone.

    The hooks run in this environment rather than in one that pre-commit would have to download.
    """
    hooks = yaml.safe_load(MANIFEST.read_text("utf-8"))
    for hook in hooks:
        hook["language"] = "system"
        hook["entry"] = f"{shlex.quote(sys.executable)} -m {hook['entry']}"
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(json.dumps(config))
    (tmp_path / "readme.txt").write_text("because\n")
    good, bad = tmp_path / "good.arg", tmp_path / "bad.arg"
    good.write_text('thesis a "A"\n    because b "B"\n')
    bad.write_text('thesis a "A"\n  because x\n')

    first = pre_commit("run", "--all-files")
    assert first.returncode == 1
    assert "files were modified by this hook" in first.stdout
    assert good.read_text() == 'thesis a "A"\n  because b "B"\n'
    checked = first.stdout.partition("argmap check")[2]
    assert "error[unknown-claim]" in checked
    assert "Found 1 error in 2 files." in checked

    bad.write_text('thesis a "A"\n  because x "X"\n')
    again = pre_commit("run", "--all-files")
    assert (again.returncode, again.stdout.count("Passed")) == (0, 2), again.stdout


def test_the_page_shows_what_pre_commit_takes(pre_commit, tmp_path):
    """Each configuration in the documentation is valid and names hooks that there are."""
    known = {hook["id"] for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    shown = re.findall(r"```yaml\n(repos:.*?)```", page, re.DOTALL)
    assert len(shown) == 2
    for config in shown:
        (tmp_path / "config.yaml").write_text(config)
        done = pre_commit("validate-config", "config.yaml")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        (repository,) = yaml.safe_load(config)["repos"]
        assert {hook["id"] for hook in repository["hooks"]} <= known
