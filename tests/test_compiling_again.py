"""A compiler that remembers a file says of a new version what one that has never seen it says."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from argmap.compiler import Compiler
from argmap.text import Span, Text
from tests.random_maps import maps

PIECES = st.sampled_from(
    [
        *(
            '"',
            "\n",
            "\n\n",
            " ",
            "  ",
            "\t",
            "#",
            ":",
            "[",
            "]",
            "\\",
            "\r",
            "é",
            "\u0301",
            "",
        ),
        'because x "Why."\n',
        '  but y "No."  # end\n',
        '    and z "And."\n',
        "      ",
        '"begins here\n  and ends"',
        'by: "Ann"\n',
        "# argmap: ignore[x]\r\n",
        "contradicts a\n",
        "thesis a\n",
    ]
)
EDITS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 60), PIECES, st.booleans()),
    min_size=1,
    max_size=6,
)


class Shelf(dict):
    """Keeps bytes in memory."""

    put = dict.__setitem__


def plain(value):
    """A value with all that it holds, the places in it as offsets, so that texts do not count."""
    if isinstance(value, Span):
        return value.text.name, value.start, value.end
    if isinstance(value, tuple):
        return type(value).__name__, *map(plain, value)
    if attrs.has(type(value)) and not isinstance(value, Text):
        fields = (getattr(value, each.name) for each in attrs.fields(type(value)))
        return type(value).__name__, *map(plain, fields)
    return value.name if isinstance(value, Text) else value


def everything(compiled):
    """All that is compared: the map and the findings, and the tree with its places."""
    return plain((compiled.map, compiled.diagnostics, *compiled.trees))


@given(maps(), EDITS)
def test_compiling_again_is_compiling_afresh(content, edits):
    """After any edits all is as in a fresh compilation, in this run and in the next."""
    compiler, shelf = Compiler(lambda name: None), Shelf()
    compiler.compile(Text("map.arg", content))
    for at, gone, piece, whole in edits:
        rows = content.splitlines(keepends=True)
        if whole and rows:  # a line is doubled, or goes
            number = at % len(rows)
            rows[number : number + gone % 2] = [rows[at // 7 % len(rows)]]
            content = "".join(rows)
        else:
            start = at % (len(content) + 1)
            content = content[:start] + piece + content[start + gone * (gone % 3 == 0) :]
        again = compiler.compile(Text("map.arg", content))
        afresh = Compiler(lambda name: None).compile(Text("map.arg", content))
        next_run = Compiler(lambda name: None, shelf=shelf).compile(
            Text("map.arg", content)
        )
        assert everything(again) == everything(next_run) == everything(afresh)


def test_a_place_beside_a_doubled_line(build):
    """What a finding says of the line before it is true after that line is doubled."""
    content = 'claim a "A."\n  because b "B."\n c "C."\n but d "D."\n'
    doubled = content.replace('  because b "B."\n', '  because b "B."\n' * 2)
    compiler = Compiler(lambda name: None)
    compiler.compile(Text("map.arg", content))
    again = compiler.compile(Text("map.arg", doubled))
    assert everything(again) == everything(build(doubled))
