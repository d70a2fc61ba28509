"""Vim and Neovim, started without a window: colours, indentation, findings."""

import json
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

KINDS = {
    **dict.fromkeys(
        ("argThesis", "argSupport", "argAttack", "argSource", "argHeading", "argAs"),
        "keyword",
    ),
    "argName": "name",
    "argSourceName": "source",
    "argKey": "key",
    **dict.fromkeys(("argNumber", "argConstant", "argValue"), "value"),
    "argTag": "tag",
    "argString": "string",
    "argComment": "comment",
    "": "plain",
}


@pytest.fixture(params=["vim", "nvim"])
def edit(request, tmp_path, installed):
    """Open a map, run commands, and give back what `g:found` is then."""
    program = request.param
    if shutil.which(program) is None:
        package = {"vim": "vim", "nvim": "neovim"}[program]
        pytest.skip(f"there is no {program}: apt-get install {package}")
    quiet = ["-es", "--not-a-term"] if program == "vim" else ["--headless"]

    def edit(content, *commands, folder=ROOT / "editors"):
        (tmp_path / "map.arg").write_text(content)
        (tmp_path / "found.json").unlink(missing_ok=True)
        script = tmp_path / "script.vim"
        script.write_text(
            "\n".join(
                [
                    f"set runtimepath^={folder}/vim,{folder}/nvim",
                    "filetype plugin indent on",
                    "syntax on",
                    "set backspace=indent,eol,start",
                    "if has('nvim') | runtime plugin/argmap.lua | endif",
                    "edit map.arg",
                    *commands,
                    "call writefile([json_encode(g:found)], 'found.json')",
                    "qall!",
                ]
            )
        )
        done = subprocess.run(
            [program, *quiet, "-N", "-u", "NONE", "-i", "NONE", "-n", "-S", "script.vim"],
            cwd=tmp_path,
            env=installed,
            capture_output=True,
            text=True,
            timeout=90,
            stdin=subprocess.DEVNULL,
        )
        found = tmp_path / "found.json"
        assert found.exists(), done.stdout + done.stderr
        return json.loads(found.read_text())

    edit.program = program
    return edit


def test_colours(edit, looks):
    """Each kind of word has its colour, and so has every keyword and key of the language."""
    content, wanted = looks
    places = json.dumps([[line, column] for line, column in wanted])
    found = edit(
        content,
        f"let g:found = map({places}, {{_, at -> synIDattr(synID(at[0], at[1], 1), 'name')}})",
    )
    assert (
        dict(zip(wanted, [KINDS.get(each, each) for each in found], strict=True)) == wanted
    )


def test_a_map_is_written(edit):
    """New lines begin where they are likely to belong, and linked premises beneath their step."""
    typed = (
        r"thesis a \"A\"\<CR>because b \"B\"\<CR>and c \"C\"\<CR>"
        r"\<BS>but d \"A text that\<CR>goes on\"\<CR>quote s \"W\""
    )
    assert edit("", f'execute "normal i{typed}"', "let g:found = getline(1, '$')") == [
        'thesis a "A"',
        '  because b "B"',
        '    and c "C"',
        '  but d "A text that',
        '      goes on"',
        '    quote s "W"',
    ]


def test_indenting_leaves_a_map_as_it_is(edit, root):
    """`=` moves no line, for to what a line belongs is said by its indentation."""
    content = (root / "maps" / "congestion.arg").read_text()
    assert (
        edit(content, "normal gg=G", "let g:found = getline(1, '$')")
        == content.splitlines()
    )


def test_findings_are_listed(edit):
    """`:make` with the compiler `argmap` lists findings with their places."""
    found = edit(
        'thesis a "A"\n  but b\n',
        "compiler argmap",
        "silent make!",
        "let g:found = map(getqflist(), {_, each -> [each.lnum, each.col, each.type, each.text]})",
    )
    assert found == [[2, 7, "e", "no claim is called `b`"]]


def test_the_language_server(edit):
    """Neovim starts the server, and shows its findings and what it says of a claim."""
    if edit.program != "nvim":
        pytest.skip("only Neovim has a client of its own")
    diagnostics, hover = edit(
        'thesis a "An emoji 🚀" [x]\n  because b "B"\n  but c\n',
        "lua vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)",
        "call cursor(2, 11)",
        "lua position = vim.lsp.util.make_position_params(0, 'utf-16')",
        "lua replies = vim.lsp.buf_request_sync(0, 'textDocument/hover', position, 20000)",
        "lua vim.g.found = {vim.diagnostic.get(0), replies}",
    )
    assert [(each["lnum"], each["col"], each["code"]) for each in diagnostics] == [
        (2, 6, "unknown-claim")
    ]
    assert "B" in json.dumps(hover)
