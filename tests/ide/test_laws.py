"""What holds of every map, whatever is in it and wherever the cursor is."""

import gc
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st

from argmap.compiler import Compiler
from argmap.ide.actions import actions, mended
from argmap.ide.annotations import lenses, links, marks
from argmap.ide.completion import complete
from argmap.ide.formatting import formatting
from argmap.ide.hierarchy import supported_by, supports
from argmap.ide.hover import hover
from argmap.ide.names import Refused, definition, highlights, references, rename
from argmap.ide.outline import folds, outline, places
from argmap.ide.tokens import tokens
from argmap.ide.view import View
from argmap.mending import edited
from argmap.rules import DEFAULT_RULES
from argmap.syntax.format import wrap
from argmap.text import Text
from tests.random_maps import maps

SOURCE = Text("s.txt", "Cars should pay. He said “no” and left.\n\nlong text")
PIECES = st.lists(
    st.sampled_from(
        [*'\n \t"#[],.:…', "  ", "thesis", "because", "but", "quote s", "source s", "scheme: ",
         'a "A"', '"s.txt"', "import", "group", "unless", "é", "🚀", "a.b", "\r\n", "argmap: ignore["]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def view_of(content):
    """A view of a map, beside a source."""
    text = Text("map.arg", content)
    compiler = Compiler({"map.arg": text, "s.txt": SOURCE}.get)
    return View(compiler.compile(text), compiler, DEFAULT_RULES, "map.arg")


def said(content):
    """What a map says: its claims, and what bears on what, by their texts."""
    compiled = view_of(content).compilation
    assert not compiled.diagnostics, content

    def of(node):
        if hasattr(node, "text"):
            return node.text
        return frozenset((each.claim.text, each.assumed) for each in node.premises)

    return (
        sorted((each.text, each.tags, each.role) for each in compiled.map.claims),
        {
            (step.verb, of(step), of(step.target), step.scheme)
            for step in compiled.map.steps
        },
        {
            frozenset((each.first.text, each.second.text))
            for each in compiled.map.contraries
        },
    )


@given(maps())
def test_what_is_replaced_is_gone(content):
    """A view holds no circle, so that one for each keystroke does not fill the memory."""
    view = view_of(content)
    for ask in (outline, folds, lenses, marks, links, mended):
        tuple(ask(view) or ())
    assert view.findings is not None
    held = [ref(each) for each in (view, view.compilation.map, view.tree.text)]
    gc.disable()
    try:
        del view
        assert [each() for each in held] == [None] * 3
    finally:
        gc.enable()


@given(st.one_of(maps(), PIECES), st.data())
def test_no_question_fails(content, data):
    """Every question has an answer, and tokens are in order, each on its line."""
    view = view_of(content)
    at = data.draw(st.integers(0, len(content)))
    for ask in (hover, complete, definition, references, highlights):
        ask(view, at)
    list(actions(view, min(at, 3), at))
    for ask in (outline, folds, lenses, marks, links, mended, formatting):
        tuple(ask(view) or ())
    places([view], "a")
    for claim in view.map.claims:
        for other in supported_by(view, claim):
            assert any(each.claim is claim for each in supports(view, other.claim))
    end = 0
    for token in tokens(view):
        assert end <= token.start < token.end
        assert "\n" not in content[token.start : token.end]
        end = token.end


@given(maps(), st.data())
def test_rewritings_say_the_same(content, data):
    """A name, and a claim that is stated by itself, change nothing of what a map says."""
    view = view_of(content)
    at = data.draw(st.integers(0, len(content)))
    before = said(content)
    for each in actions(view, at, at):
        if each.kind == "extract":
            assert said(edited(content, each.edits)) == before, each.title
        elif each.kind == "rewrite":
            after = said(edited(content, each.edits))
            assert after[0] == before[0], each.title
            assert len(after[1]) <= len(before[1]), each.title


@given(maps(), st.data())
def test_renaming_says_the_same(content, data):
    """After a name has become another one everywhere, nothing else has changed."""
    view = view_of(content)
    names = [each for each in view.mentions if each.symbol.kind in ("claim", "source")]
    if names:
        mention = data.draw(st.sampled_from(names))
        edits = [edit for _, edit in rename(view, mention.span.end, "quite-new")]
        new = edited(content, edits)
        assert said(new) == said(content)
        again = view_of(new)
        assert any(each.symbol.id == "quite-new" for each in again.mentions)
        try:
            back = rename(again, new.index("quite-new"), mention.symbol.id)
        except Refused:
            raise AssertionError("the old name is free again") from None
        assert said(edited(new, [edit for _, edit in back])) == said(content)


@given(maps(), st.data())
def test_formatting_some_lines_says_the_same(content, data):
    """Whatever lines are formatted, each line says what it said, beneath the same one."""
    view = view_of(content)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    edits = formatting(view, start, end)
    assert edits is not None
    again = view_of(edited(content, edits))
    assert [(wrap(each.line), each.parent) for each in again.tree.nodes] == [
        (wrap(each.line), each.parent) for each in view.tree.nodes
    ]
    assert not again.compilation.diagnostics
