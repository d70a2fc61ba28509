"""The documentation says what is so."""

import ast
import importlib.util
import json
import re
import shutil
import sys
from functools import cache
from pathlib import Path

import click
import jsonschema
import pytest

import argmap
from argmap.cli import COMMANDS
from argmap.cli import command as program
from argmap.compiler import Compiler, lint
from argmap.text import Text
from tests.conftest import ROOT

DOCS = ROOT / "docs"
SCHEMAS = DOCS / "schema"
LINK = re.compile(r'\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"')
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _load_tool():
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools" / "docs.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


tool = _load_tool()
PAGES = {path.relative_to(ROOT).as_posix(): path for path in tool.documents()}


def maps():
    """Each map that a page shows, as the page, its line, its content, and whether it is bad."""
    for name, path in PAGES.items():
        document = path.read_text("utf-8")
        for fence in tool.fences(document):
            kind, *words = fence.info.split() or [""]
            if kind == "arg":
                line = document.count("\n", 0, fence.start) + 1
                yield pytest.param(path, fence.content, "bad" in words, id=f"{name}:{line}")


def named_files(path):
    """The files that a page shows under a name."""
    files = {}
    for fence in tool.fences(path.read_text("utf-8")):
        kind, *words = fence.info.split() or [""]
        if kind in ("arg", "text") and words and words[-1] != "bad":
            files[words[-1]] = Text(words[-1], fence.content)
    return files


def findings(path, content):
    """What is wrong with a map that a page shows."""
    made = Compiler(named_files(path).get).compile(Text("map.arg", content))
    return [(each.rule, each.message) for each in (*made.diagnostics, *lint(made.subject))]


@pytest.mark.parametrize(("path", "content", "bad"), list(maps()))
def test_maps_in_the_documentation(path, content, bad):
    """Each map that a page shows is clean, or has findings if it is marked as bad."""
    found = findings(path, content)
    assert found if bad else not found, found


def test_there_are_maps_to_compile():
    """The README and the reference show maps, good ones and bad ones."""
    shown = {(each.values[0].name, each.values[2]) for each in maps()}
    assert shown >= {(name, bad) for name in ("README.md", "language.md") for bad in (0, 1)}


@pytest.mark.parametrize("name", PAGES)
def test_commands_in_the_documentation(name, tmp_path):
    """Each command of argmap that a page gives runs, and prints what the page shows."""
    for command in tool.commands(PAGES[name].read_text("utf-8"), tmp_path):
        assert command.status == 0 or (command.status == 1 and command.shown), command
        assert "Traceback" not in command.output
        if not command.as_shown:
            assert command.output.rstrip() == command.shown.rstrip(), command.line


def test_there_are_commands_to_run(tmp_path):
    """The pages give a command of each kind, and output is compared with what is shown."""
    page = PAGES["docs/cli.md"].read_text("utf-8")
    lines = re.findall(r"^(?:\$ )?argmap (\w+)", page, re.MULTILINE)
    assert {*lines} >= {*COMMANDS}
    steps = [
        each.line
        for each in tool.commands(PAGES["docs/ci.md"].read_text("utf-8"), tmp_path)
    ]
    assert [re.findall(r"format (\w+)", each) for each in steps] == [
        ["github"],
        ["sarif"],
        ["junit"],
    ]
    (wrong,) = tool.commands("```console\n$ argmap rule\nsyntax\n```\n", tmp_path)
    assert not wrong.as_shown
    first, *_, last = wrong.output.splitlines(keepends=True)
    assert wrong._replace(shown=wrong.output).as_shown
    assert wrong._replace(shown=f"{first}...\n{last}").as_shown
    assert not wrong._replace(shown=f"{last}...\n{first}").as_shown


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_options_are_documented(name):
    """The page of the command line names each option of a command where the command is."""
    page = (DOCS / "cli.md").read_text("utf-8")
    context = click.Context(program)
    command = program.get_command(context, name) if name else program
    heading = f"## argmap {name}" if name else "## Conventions"
    section = page.split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0]
    options = [
        option
        for parameter in command.get_params(
            click.Context(command, help_option_names=["-h", "--help"])
        )
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    ]
    assert "--help" in options
    told = {*re.findall(r"`(--?[a-z][a-z-]*)", section)}
    assert {*options} <= told
    if name:
        rows = "".join(re.findall(r"^\| (`-[^|]*)\|", section, re.MULTILINE))
        assert {*re.findall(r"`(--?[a-z][a-z-]*)", rows)} <= {*options}


def python(name):
    """The Python of a page, as statements with what is said of each one's value, if anything is."""
    for fence in tool.fences(PAGES[name].read_text("utf-8")):
        if fence.info == "python":
            rows = fence.content.splitlines()
            for node in ast.parse(fence.content).body:
                yield node, rows[node.end_lineno - 1].partition("# -> ")[2]


@pytest.mark.parametrize("name", [name for name in PAGES if any(python(name))])
def test_python_in_the_documentation(name, tmp_path, monkeypatch):
    """What a page does in Python can be done, and gives what the page says."""
    shutil.copytree(ROOT / "maps", tmp_path / "maps")
    for file, text in named_files(PAGES[name]).items():
        (tmp_path / file).write_text(text.content, "utf-8")
    monkeypatch.chdir(tmp_path)
    names = {}
    for node, said in python(name):
        if said:
            code = compile(ast.Expression(node.value), name, "eval")
            assert repr(eval(code, names)) == said, ast.unparse(node)
        else:
            exec(compile(ast.Module([node], []), name, "exec"), names)


def test_there_is_python_to_run():
    """The page of the library says what comes of what it does."""
    assert sum(bool(said) for _, said in python("docs/api.md")) > 10
    page = (DOCS / "api.md").read_text("utf-8")
    assert all(f"`{name}" in page for name in argmap.__all__)


@cache
def schema(name):
    """A validator for one of the forms."""
    form = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(form)
    return jsonschema.Draft202012Validator(form)


@pytest.fixture
def maps_folder(tmp_path):
    """The example maps, and one with mistakes of several kinds."""
    shutil.copytree(ROOT / "maps", tmp_path, dirs_exist_ok=True)
    (tmp_path / "bad.arg").write_text(
        'source report "council-report.txt"\nthesis a "A."\nthesis a "A."\n  becuase b "B."\n'
        '  because c "C."\n    quote report "70 percent fewer cars entered the centre"\n'
        '    quote report "17 percent fewer cars entered the centre than a year before"\n'
        '    quote report "words that nobody wrote in any report of a city"\n',
        "utf-8",
    )
    return tmp_path


def test_check_json_is_valid(run, maps_folder):
    """What `argmap check` prints as JSON is of the form that its schema says."""
    found = json.loads(run("check", "--output-format", "json").stdout)
    schema("check").validate(found)
    shown = found["diagnostics"]
    assert any(each["labels"] for each in shown)
    assert any(each["help"] for each in shown)
    assert any(each["fix"] for each in shown)
    del shown[0]["start"]["line"]
    assert not schema("check").is_valid(found)


def test_statistics_json_is_valid(run, maps_folder):
    """What `argmap check --statistics` prints as JSON is of the form that its schema says."""
    found = json.loads(run("check", "--statistics", "--output-format", "json").stdout)
    schema("statistics").validate(found)
    shown = found["statistics"]
    assert {*shown[0]} == {*schema("statistics").schema["$defs"]["statistic"]["properties"]}
    assert (
        sum(each["count"] for each in shown)
        == sum(found["summary"].values()) - (found["summary"]["files"])
    )
    del found["summary"]["errors"]
    assert not schema("statistics").is_valid(found)


def test_map_json_is_valid(run, maps_folder):
    """What `argmap convert` prints as JSON is of the form that its schema says."""
    for path in ("congestion.arg", "equity.arg", "china_russia.arg"):
        found = json.loads(run("convert", path, "-").stdout)
        schema("map").validate(found)
        assert {*found} == {*schema("map").schema["properties"]}
        for kind, things in (
            ("claim", found["claims"]),
            ("step", found["steps"]),
            ("source", found["sources"]),
            ("quote", [quote for claim in found["claims"] for quote in claim["quotes"]]),
        ):
            assert things
            for thing in things:
                assert {*thing} == {*schema("map").schema["$defs"][kind]["properties"]}
    found["claims"][0]["role"] = "hero"
    assert not schema("map").is_valid(found)


def test_sources_json_is_valid(run, maps_folder):
    """What `argmap sources` prints as JSON is of the form that its schema says."""
    bad = maps_folder / "bad.arg"
    mended = bad.read_text("utf-8").replace('thesis a "A."\n  b', "  b", 1)
    bad.write_text(mended.replace("becuase", "because"), "utf-8")
    states = set()
    for path in ("congestion.arg", "china_russia.arg", "bad.arg"):
        found = json.loads(run("sources", path, "--format", "json").stdout)
        schema("sources").validate(found)
        states |= {
            quote["state"] for source in found["sources"] for quote in source["quotes"]
        }
    assert states == {"exact", "unchecked", "altered", "ambiguous", "absent"}
    found["sources"][0]["quotes"][0]["state"] = "lost"
    assert not schema("sources").is_valid(found)


def test_eval_json_is_valid(run, maps_folder):
    """What `argmap eval` prints as JSON is of the form that its schema says."""
    for semantics in ("grounded", "preferred", "df-quad"):
        done = run("eval", "congestion.arg", "--format", "json", "--semantics", semantics)
        found = json.loads(done.stdout)
        schema("eval").validate(found)
        assert {*found} == {*schema("eval").schema["properties"]}
        for kind in ("claim", "step"):
            for thing in found[f"{kind}s"]:
                assert {*thing} == {*schema("eval").schema["$defs"][kind]["properties"]}
    found["claims"][0]["degree"] = 2
    assert not schema("eval").is_valid(found)


def test_json_in_the_documentation():
    """The map that the reference shows as JSON is of the form that its schema says."""
    fences = tool.fences((DOCS / "language.md").read_text("utf-8"))
    shown = [json.loads(fence.content) for fence in fences if fence.info == "json"]
    assert len(shown) == 1
    schema("map").validate(shown[0])


@pytest.mark.parametrize(
    "name", [name for name in PAGES if "```toml\n" in PAGES[name].read_text("utf-8")]
)
def test_configurations_in_the_documentation(name, run, tmp_path):
    """Each configuration that a page shows is one."""
    for fence in tool.fences(PAGES[name].read_text("utf-8")):
        if fence.info == "toml":
            (tmp_path / "argmap.toml").write_text(fence.content, "utf-8")
            assert run("config").returncode == 0


def test_generated_pages_are_up_to_date():
    """`python tools/docs.py --check` finds nothing."""
    assert list(tool.stale()) == []


def test_stale_pages_are_found(monkeypatch, tmp_path):
    """A page that is not what it would be made now is named, and so is a picture."""
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copytree(ROOT / "maps", tmp_path / "maps")
    shutil.copytree(ROOT / "argmap" / "rules", tmp_path / "argmap" / "rules")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "DOCS", tmp_path / "docs")
    assert list(tool.stale()) == []
    (tmp_path / "docs/rules/misquote.md").write_text("# misquote\n")
    (tmp_path / "docs/rules/gone.md").write_text("# gone\n")
    map = tmp_path / "docs/pictures/charge.arg"
    map.write_text(map.read_text("utf-8").replace("rush-hour traffic", "noise"), "utf-8")
    assert list(tool.stale()) == [
        "docs/rules/misquote.md",
        "docs/rules/gone.md",
        "docs/pictures/charge.svg",
    ]


def test_the_readme_shows_the_map_of_its_picture():
    """The map beside the small picture is the one that was drawn; so on the page on verdicts."""
    for page, info, name in (
        (ROOT / "README.md", "arg", "charge.arg"),
        (DOCS / "evaluation.md", "arg alliance.arg", "alliance.arg"),
    ):
        fences = tool.fences(page.read_text("utf-8"))
        first = next(fence for fence in fences if fence.info == info)
        assert first.content == (DOCS / "pictures" / name).read_text("utf-8")


def anchors(page):
    """What links can lead to within a page."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def broken_links(page):
    """The links of a page that lead nowhere in the repository."""
    for found in LINK.finditer(page.read_text("utf-8")):
        target = found[1] or found[2]
        if re.match(r"\w+:", target):
            continue
        file, _, anchor = target.replace("\\", "").partition("#")
        there = page.parent / file if file else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            yield target


@pytest.mark.parametrize("page", [*PAGES, "docs/rules/README.md", "docs/schemes.md"])
def test_links_lead_somewhere(page):
    """Each relative link leads to a file, and to a heading in it."""
    assert list(broken_links(ROOT / page)) == []


def test_broken_links_are_found(tmp_path):
    """A link to a file or a heading that is not there is noticed."""
    page = Path(tmp_path, "page.md")
    page.write_text("# A b\n[x](#a-b) [y](#c) [z](none.md) [w](https://example.org)\n")
    assert list(broken_links(page)) == ["#c", "none.md"]
