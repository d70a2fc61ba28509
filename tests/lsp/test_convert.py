"""Offsets and the protocol's positions, and words for editors that show no Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from argmap.lsp.convert import Lines, markup

CONTENT = st.text(st.sampled_from("ab é\u20ac👍\u2028\x0c\n\r\t"), max_size=40)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@given(content=CONTENT)
def test_there_and_back(encoding, content):
    """A position leads back to the offset that it was made of, unless that is inside of CRLF."""
    rows = Lines(content)
    for at in range(len(content) + 1):
        if content[at - 1 : at + 1] != "\r\n":
            assert rows.offset(rows.position(at, encoding), encoding) == at


def test_positions_that_are_none():
    """Beyond the end of a line is its end, and inside of a letter is before it."""
    rows = Lines("a👍b\ncd")
    at = {
        place: rows.offset(types.Position(*place), "utf-16")
        for place in ((0, 2), (0, 3), (0, 99), (1, 0), (7, 0))
    }
    assert at == {(0, 2): 1, (0, 3): 2, (0, 99): 3, (1, 0): 4, (7, 0): 6}


def test_plain_words():
    """An editor that shows plain text only is told the same without markup."""
    plain = markup("**thesis** `a`: \\*so\\*", [types.MarkupKind.PlainText])
    assert (plain.kind, plain.value) == (types.MarkupKind.PlainText, "thesis a: *so*")
    assert markup("**a**", None).kind == types.MarkupKind.Markdown
