"""`argmap fmt` writes one style, and never changes what a map says."""

import pytest
from hypothesis import given

from argmap.compiler import compile
from argmap.syntax.format import format
from argmap.text import Text
from tests.random_maps import maps


def formatted(content):
    """A text in the one style."""
    return format(compile(Text("map.arg", content)).trees[0])


@given(maps())
def test_the_map_stays_the_same(content):
    """The compiled map is the same before and after, and a second time changes nothing."""
    before = compile(Text("map.arg", content))
    assert not before.diagnostics, (before.diagnostics, content)
    once = format(before.trees[0])
    after = compile(Text("map.arg", once))
    assert not after.diagnostics
    assert before.map == after.map
    assert formatted(once) == once


@given(maps())
def test_no_comment_is_lost(content):
    """Every comment of a map stands in its formatted text, in the same order."""

    def comments(text):
        tree = compile(Text("map.arg", text)).trees[0]
        return [text[each.start : each.end].rstrip() for each in tree.comments]

    assert comments(formatted(content)) == comments(content)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('thesis   a   "A"   [x,y]\n', 'thesis a "A" [x, y]\n'),
        ('thesis a "A"\n      because b "B"\n', 'thesis a "A"\n  because b "B"\n'),
        ('\n\nthesis a "A"\n\n\n\nclaim b "B"', 'thesis a "A"\n\nclaim b "B"\n'),
        ('thesis a "A"\n\tweight:0.50 # c\n', 'thesis a "A"\n  weight: 0.50  # c\n'),
        (
            'thesis a "A"\n    # on b\n    because b "B"\n',
            'thesis a "A"\n  # on b\n  because b "B"\n',
        ),
        (
            'thesis a "A"\n   because b "B"\n   # still a\nclaim c "C"\n',
            'thesis a "A"\n  because b "B"\n  # still a\nclaim c "C"\n',
        ),
        (
            'thesis a "A"\n    because b "B"\n        # but c "C"\n    but d "D"\n',
            'thesis a "A"\n  because b "B"\n    # but c "C"\n  but d "D"\n',
        ),
        ('thesis a "one\n  two"\n', 'thesis a "one two"\n'),
        ('thesis a "A"\r\nclaim  b "B"\r\n', 'thesis a "A"\r\nclaim b "B"\r\n'),
        ('thesis a "A"[]\n', 'thesis a "A"\n'),
    ],
)
def test_style(before, after):
    """Blanks, indentation, blank lines, comments and line ends have one form."""
    assert formatted(before) == after


def test_long_text_is_wrapped():
    """A text goes on, four columns deeper, before column 88; tags stay with its last word."""
    text = formatted(f'thesis a "A"\n  because b "{"word " * 40}end" [tag]\n')
    rows = text.splitlines()[1:]
    assert max(map(len, rows)) <= 88
    assert all(row.startswith("      ") for row in rows[1:])
    assert rows[-1].endswith('end" [tag]')


def test_commands(run, tmp_path):
    """The command writes what is not in style, and says so; --check and --diff write nothing."""
    path = tmp_path / "map.arg"
    path.write_text('thesis  a "A"\n')
    checked = run("fmt", "--check", "map.arg")
    assert (checked.returncode, path.read_text()) == (1, 'thesis  a "A"\n')
    shown = run("fmt", "--diff", "map.arg")
    assert shown.returncode == 1
    assert '-thesis  a "A"\n+thesis a "A"\n' in shown.stdout
    done = run("fmt", "map.arg")
    assert (done.returncode, path.read_text()) == (0, 'thesis a "A"\n')
    assert run("fmt", "--check", "map.arg").returncode == 0
    assert run("fmt", "-", input='thesis  a "A"').stdout == 'thesis a "A"\n'


def test_a_file_with_errors_is_left_alone(run, tmp_path):
    """A file with errors stays as it is, and the command says why; others are written."""
    (tmp_path / "bad.arg").write_text('thesis  a "A\n')
    (tmp_path / "good.arg").write_text('thesis  a "A"\n')
    done = run("fmt", ".")
    assert done.returncode == 2
    assert "never closed" in done.stderr
    assert "left alone" in done.stderr
    assert (tmp_path / "bad.arg").read_text() == 'thesis  a "A\n'
    assert (tmp_path / "good.arg").read_text() == 'thesis a "A"\n'


def test_mode_and_link_are_kept(run, tmp_path):
    """A file keeps its mode, and what is written through a link lands in the file."""
    path = tmp_path / "map.arg"
    path.write_text('thesis  a "A"\n')
    path.chmod(0o640)
    (tmp_path / "link.arg").symlink_to(path)
    assert run("fmt", "link.arg").returncode == 0
    assert (tmp_path / "link.arg").is_symlink()
    assert path.read_text() == 'thesis a "A"\n'
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.arg", "map.arg"]
