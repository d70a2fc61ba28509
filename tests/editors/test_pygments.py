"""Maps have colours wherever Pygments gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Name,
    Number,
    Punctuation,
    String,
)

from argmap.compiler import Compiler
from argmap.syntax.keywords import KEYS, KEYWORDS
from argmap.text import Text
from tests.conftest import ROOT
from tests.random_maps import maps

MAPS = [*sorted((ROOT / "maps").glob("*.arg")), ROOT / "docs" / "pictures" / "charge.arg"]
LEXER = get_lexer_by_name("arg")


def pieces(content):
    """The pieces of a text that show, with what they are."""
    return [
        (kind, piece)
        for _, kind, piece in LEXER.get_tokens_unprocessed(content)
        if piece.strip()
    ]


def is_whole(content):
    """Whether the pieces stand where they say, and are the whole text."""
    found = list(LEXER.get_tokens_unprocessed(content))
    at = 0
    for start, _, piece in found:
        assert start == at
        at += len(piece)
    return "".join(piece for _, _, piece in found) == content


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_maps_of_the_repository(path):
    """Each map comes out whole, and without a mark of an error."""
    content = path.read_text("utf-8")
    assert is_whole(content)
    assert Error not in {kind for kind, _ in pieces(content)}


@given(maps())
def test_every_map(content):
    """No sound map has an error marked in it, and none loses a letter."""
    assert is_whole(content)
    assert Error not in {kind for kind, _ in pieces(content)}


@given(st.text(st.sampled_from('because "but\\#[:,]. \t\r\n-é1'), max_size=60))
def test_any_text(content):
    """Whatever one types comes out whole, with an error marked where a line cannot be read."""
    assert is_whole(content)
    broken = [
        each
        for each in Compiler(lambda name: None).compile(Text("<text>", content)).diagnostics
        if each.rule == "syntax" and each.span.content.strip()
    ]
    marked = {Error, Generic} & {kind for kind, _ in pieces(content)}
    assert marked or not broken


def test_each_word_has_its_colour():
    """Keywords, keys, names, tags, strings, escapes, numbers and comments can be told apart."""
    assert pieces(
        'thesis a "A \\"b\\"." [x]  # why\n'
        "  weight: 0.5\n"
        "  because b.c\n"
        "    scheme: sign\n"
        '    quote s "words"\n'
        'import "f.arg" as f\n'
    ) == [
        (Keyword, "thesis"),
        (Name.Label, "a"),
        (String, '"A '),
        (String.Escape, '\\"'),
        (String, "b"),
        (String.Escape, '\\"'),
        (String, '."'),
        (Punctuation, "["),
        (Name.Decorator, "x"),
        (Punctuation, "]"),
        (Comment.Single, "# why"),
        (Name.Attribute, "weight"),
        (Punctuation, ":"),
        (Number, "0.5"),
        (Keyword, "because"),
        (Name.Label, "b.c"),
        (Name.Attribute, "scheme"),
        (Punctuation, ":"),
        (Name.Constant, "sign"),
        (Keyword, "quote"),
        (Name.Namespace, "s"),
        (String, '"words"'),
        (Keyword, "import"),
        (String, '"f.arg"'),
        (Keyword, "as"),
        (Name.Namespace, "f"),
    ]


@pytest.mark.parametrize("word", [*KEYWORDS, *KEYS])
def test_no_word_of_the_language_is_missing(word):
    """Each keyword and each key has its colour at the start of a line."""
    wanted = Name.Attribute if word in KEYS else Keyword
    line = f'{word}: "x"' if word in KEYS else f'{word} a "x"'
    assert (wanted, word) in pieces(line) or pieces(f'{word} "x"')[0] == (wanted, word)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("becuase b", "becuase"),
        ('claim a "x" y', "y"),
        ('claim a "x', '"x'),
        ('claim a "x\\q."', "\\q"),
        ("weigth: 0.4", "weigth"),
        ("note:", "note:"),
    ],
)
def test_an_error_is_marked_where_it_is(line, wrong):
    """Only what cannot be read is marked, and the lines around it keep their colours."""
    found = pieces(f'thesis t "T"\n  {line}\n  but b "B"\n')
    assert [piece for kind, piece in found if kind is Error] == [wrong]
    assert found[:3] == pieces('thesis t "T"')
    assert found[-3:] == pieces('but b "B"')


def test_what_is_no_map_has_no_colours():
    """Text that cannot be a map is left as it is, without a mark on every letter."""
    assert pieces('{"claims": []}') == [(Generic, '{"claims": []}')]


def test_pygments_finds_the_lexer():
    """Once argmap is installed, a fence `arg` and a file `.arg` are known, and become HTML."""
    assert get_lexer_for_filename("map.arg").name == LEXER.name
    html = highlight('thesis a "<b>"\n', LEXER, HtmlFormatter())
    assert '<span class="k">thesis</span>' in html and "&lt;b&gt;" in html
