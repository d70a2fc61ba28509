"""The extension for Visual Studio Code: its grammar, its bundle, its package."""

import json
import re
import shutil
import subprocess
import zipfile

import pytest

from argmap.syntax.keywords import KEYS, KEYWORDS
from argmap.syntax.parser import parse
from argmap.text import Text
from tests.conftest import ROOT

FOLDER = ROOT / "editors" / "vscode"
SCOPES = {
    **dict.fromkeys(("thesis", "claim"), "keyword.control.claim.arg"),
    "because": "keyword.control.support.arg",
    **dict.fromkeys(("and", "assuming"), "keyword.control.premise.arg"),
    **dict.fromkeys(("but", "unless", "contradicts"), "keyword.control.attack.arg"),
    **dict.fromkeys(("source", "quote"), "keyword.other.source.arg"),
    **dict.fromkeys(("map", "group"), "keyword.other.heading.arg"),
    "import": "keyword.control.import.arg",
}
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH")


@pytest.fixture(scope="module")
def npm(tmp_path_factory):
    """Run npm in a copy of the extension that has what its lock file names."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("there is no node: apt-get install nodejs npm")
    folder = tmp_path_factory.mktemp("vscode") / "argmap"
    leave = shutil.ignore_patterns("node_modules", "dist", "*.vsix")
    shutil.copytree(FOLDER, folder, ignore=leave)

    def npm(*arguments):
        return subprocess.run(
            ["npm", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=600,
            stdin=subprocess.DEVNULL,
        )

    done = npm("ci", "--no-audit", "--no-fund")
    if done.returncode and any(each in done.stderr for each in UNREACHABLE):
        pytest.skip("npm ci reaches no registry")
    assert done.returncode == 0, done.stderr
    npm.folder = folder
    return npm


def test_the_grammar(npm):
    """Every line and fence of the grammar's own tests has the scopes that they say."""
    rows = []
    for word in (*KEYWORDS, *KEYS, "x-own"):
        key = word not in KEYWORDS
        scope = "variable.other.property.arg" if key else SCOPES[word]
        rows += [f'  {word}{":" * key} "T"', f"# {'^' * len(word)} {scope}"]
    words = "\n".join(['# SYNTAX TEST "source.arg" "every word of the language"', *rows])
    (npm.folder / "test" / "words.test.arg").write_text(f"{words}\n")
    done = npm("test")
    shown = done.stdout + done.stderr
    assert done.returncode == 0, shown
    for path in (npm.folder / "test").iterdir():
        assert f"test/{path.name} run success" in shown, shown


def test_the_package(npm):
    """The client is sound by TypeScript, and what is installed has all that it names."""
    done = npm("run", "package")
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(npm.folder / "argmap.vsix") as package:
        inside = {name.removeprefix("extension/") for name in package.namelist()}
        bundle = package.read("extension/dist/extension.js").decode()
    contributes = json.loads((FOLDER / "package.json").read_text())["contributes"]
    files = [each["path"] for each in contributes["grammars"] + contributes["snippets"]]
    files += [each["configuration"] for each in contributes["languages"]]
    assert {file.removeprefix("./") for file in files} <= inside
    assert {"dist/licences.txt", "LICENSE.txt", "readme.md"} <= inside
    assert not [
        name for name in inside if name.startswith(("src/", "test/", "node_modules/"))
    ]
    for command in contributes["commands"]:
        assert command["command"] in bundle


def test_the_lock_file_names_no_registry():
    """What is installed does not depend on where the lock file was written."""
    lock = json.loads((FOLDER / "package-lock.json").read_text())
    assert not [name for name, each in lock["packages"].items() if "resolved" in each]


def test_snippets_are_maps():
    """Each snippet, its places filled by what they propose, is a line that can be read."""
    snippets = json.loads((FOLDER / "snippets" / "arg.json").read_text())
    assert {each["prefix"] for each in snippets.values()} == {*KEYWORDS}
    for name, each in snippets.items():
        content = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", "\n".join(each["body"]))
        assert not parse(Text("snippet.arg", f"{content}\n")).diagnostics, name
