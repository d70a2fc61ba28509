"""The invariants of docs/architecture.md."""

import ast
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from argmap.compiler import Compiler
from argmap.text import Text
from tests.conftest import ROOT

PACKAGE = ROOT / "argmap"
RANKS = (
    {"text", "memory"},
    {"diagnostics"},
    {"syntax", "model"},
    {"resolve", "quotes", "schemes"},
    {"evaluation"},
    {"rules", "render", "formats", "report"},
    {"compiler"},
    {"mending"},
    {"ide"},
    {"highlighting", "lsp", "preview"},
    {"cli"},
)
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
OUTSIDE = {
    "os",
    "io",
    "pathlib",
    "subprocess",
    "socket",
    "shutil",
    "tempfile",
    "urllib.request",
}


def rooms():
    """Each module of the package as (room, path)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield parts[0], path


def imports(path):
    """The modules that a file imports, anywhere in it, except for type checkers only."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_go_one_way():
    """No room imports one that stands above it, or its neighbour."""
    wrong = []
    for room, path in rooms():
        if room not in RANK:
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "argmap" or len(parts) < 2 or parts[1] == room:
                continue
            # project reads files for those at the top, and for `load` of the public API.
            if parts[1] == "project" and room in {"cli", "lsp", "preview", "compiler"}:
                continue
            if RANK.get(parts[1], 99) >= RANK[room]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not wrong


def test_only_some_rooms_touch_the_world():
    """Files, processes and the network are touched by the rooms that say so, and no other."""
    allowed = {
        "cli",
        "lsp",
        "preview",
        "project",
        "render/engine",
        "render/child",
        "render/fonts",
        "render/page/__init__",
    }
    wrong = []
    for room, path in rooms():
        name = path.relative_to(PACKAGE).with_suffix("").as_posix()
        if room in allowed or name in allowed:
            continue
        wrong += [f"{name} imports {each}" for each in imports(path) if each in OUTSIDE]
        calls = ast.walk(ast.parse(path.read_text("utf-8")))
        wrong += [
            f"{name} opens a file"
            for node in calls
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open"
        ]
    assert not wrong


SELDOM = {
    "pygraphviz", "graphviz", "rapidfuzz", "uniseg", "resvg_py", "pysat", "clingo", "pygls",
    "lsprotocol", "cattrs", "asyncio", "starlette", "uvicorn", "networkx", "pydantic", "json", "difflib", "tomllib",
    "argmap.render", "argmap.schemes", "argmap.formats", "argmap.syntax.broken", "argmap.lsp",
    "argmap.quotes.search",
}  # fmt: skip
RULES = {"argmap.rules.registry", "argmap.rules.misquote", "argmap.mending"}


@pytest.mark.parametrize(
    ("command", "needless"),
    [
        ("check", SELDOM | {"argmap.report.text", "argmap.syntax.format"}),
        ("fmt", SELDOM | RULES | {"argmap.evaluation", "argmap.report"}),
        ("eval", SELDOM | RULES | {"argmap.syntax.format"}),
    ],
)
def test_commands_load_no_more_than_they_need(tmp_path, command, needless):
    """A command loads no drawing, no solver, no server, no fuzzy search, and only `check` rules."""
    (tmp_path / "map.arg").write_text('thesis a "A"\n  because b "B"\n')
    code = (
        "import sys\nfrom argmap.cli import main\n"
        f"try: main(['{command}', 'map.arg'])\nexcept SystemExit as end: assert end.code == 0\n"
        "print(*sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path)},
    )
    loaded = set(done.stdout.split("\n")[-2].split())
    assert {"lark", f"argmap.cli.{command}"} <= loaded
    assert not loaded & needless


def test_what_an_editor_asks_knows_no_protocol():
    """The protocol of editors stays in the room that speaks it, with what carries it."""
    speaking = {
        room
        for room, path in rooms()
        for name in imports(path)
        if name.split(".")[0] in {"pygls", "lsprotocol", "cattrs"}
    }
    assert speaking == {"lsp"}


def test_importing_argmap_costs_nothing():
    """`import argmap` loads none of its rooms."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys, argmap; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not [name for name in done.stdout.split() if name.startswith("argmap.")]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_same_bytes_under_every_hash_seed(run, seed):
    """Reports and JSON are the same bytes whatever the hash seed."""
    outputs = [
        run(
            "check",
            "--output-format",
            "json",
            *extra,
            "maps",
            cwd=ROOT,
            env={"PYTHONHASHSEED": s},
        )
        for s in ("0", seed)
        for extra in (("--extend-select", "uncovered-paragraph"),)
    ]
    assert outputs[0].stdout == outputs[1].stdout
    converted = [
        run(
            "convert", "maps/congestion.arg", "-", cwd=ROOT, env={"PYTHONHASHSEED": s}
        ).stdout
        for s in ("0", seed)
    ]
    assert converted[0] == converted[1]


def test_ten_thousand_broken_lines(build):
    """10,000 broken lines give 10,000 findings at most, and a map of the rest."""
    compiled = build('thesis a "A"\n' + "  becuase b\n" * 10_000 + '  but c "C"\n')
    assert len(compiled.diagnostics) == 10_000
    assert set(compiled.map.claim) == {"a", "c"}


def test_values_are_frozen(build):
    """What stages hand on cannot be changed."""
    compiled = build('thesis a "A"\n  because b "B"\n')
    for value, name in (
        (compiled, "map"),
        (compiled.map, "title"),
        (compiled.map.claims[0], "text"),
        (compiled.map.steps[0], "kind"),
    ):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, None)
    with pytest.raises(TypeError):
        compiled.map.claim["a"] = None


def test_only_the_touched_line_is_parsed_again(monkeypatch):
    """After a change of one line Lark sees this line alone."""
    from argmap.syntax import parser

    seen = []
    read = parser._read
    monkeypatch.setattr(parser, "_read", lambda raw: seen.append(raw) or read(raw))
    compiler = Compiler(lambda name: None)
    lines = ['thesis a "A"', *(f'  because b{number} "B"' for number in range(50))]
    compiler.compile(Text("map.arg", "\n".join(lines)))
    assert len(seen) == 51
    seen.clear()
    lines[20] = '  because b19 "New."'
    again = compiler.compile(Text("map.arg", "\n".join(lines)))
    assert seen == ['because b19 "New."']
    assert again.map.claim["b19"].text == "New."


def test_everything_that_is_promised_is_there():
    """Each public name can be had from the package, and the package ships its types."""
    import argmap

    assert all(getattr(argmap, name) is not None for name in argmap.__all__)
    assert dir(argmap) == argmap.__all__
    assert (Path(argmap.__file__).parent / "py.typed").exists()


def test_values_are_shown_in_a_line():
    """Whatever a Python shell shows of a compiled map is short."""
    import argmap

    compiled = argmap.load(ROOT / "maps" / "china_russia.arg")
    for value in (compiled, compiled.map, compiled.trees[0], compiled.subject):
        assert len(repr(value)) < 300 and "\n" not in repr(value)
    assert "61 claims" in repr(compiled) and "0 errors" in repr(compiled)
    assert len(repr(argmap.Text.from_bytes("x", b"\xff" * 999))) < 100
