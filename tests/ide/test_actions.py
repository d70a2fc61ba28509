"""What is proposed at a place, and what a map says once it is done."""

import pytest

from argmap.compiler import Compiler
from argmap.diagnostics import Edit
from argmap.ide.actions import actions, mended
from argmap.mending import edited
from argmap.text import Text


@pytest.fixture
def do(see):
    """The map as it reads after the action whose title has some words; None without such a one."""

    def do(content, words, files=None):
        view, start, end = see(content, files)
        for each in actions(view, start, end):
            if words in each.title:
                assert all(isinstance(edit, Edit) for edit in each.edits)
                return edited(view.file.content, each.edits)
        return None

    return do


def says(content):
    """What a map says: its claims by text, and what bears on what."""
    compiled = Compiler(lambda _: None).compile(Text("map.arg", content))
    assert not compiled.diagnostics
    target = {step.id: step for step in compiled.map.steps}
    return (
        {claim.text for claim in compiled.map.claims},
        {
            (
                step.verb,
                frozenset((each.claim.text, each.assumed) for each in step.premises),
                getattr(step.target, "text", None)
                or frozenset(each.claim.text for each in target[step.target.id].premises),
                step.scheme,
            )
            for step in compiled.map.steps
        },
        {
            frozenset((each.first.text, each.second.text))
            for each in compiled.map.contraries
        },
        {
            (claim.text, quote.text)
            for claim in compiled.map.claims
            for quote in claim.quotes
        },
    )


def test_fixes_of_what_is_found(do):
    """What `check --fix` would do is proposed where it is found."""
    content = 'thesis a "A is so."\n  becau‸se b "B is so."\n  because b\n'
    assert (
        do(content.replace("‸", "").replace("because b\n", "becau‸se b\n"), "") is not None
    )
    assert do('thesis a "A is so."\n  becuase‸ b "B is so."\n', "Write `because`") == (
        'thesis a "A is so."\n  because b "B is so."\n'
    )


def test_fixes_from_elsewhere_on_the_line(do):
    """What is found on a line is mended from anywhere on it, unless the cursor is on something."""
    content = 'thesis a "A is so."\n  ‸because nobody\n'
    assert 'because nobody "Nobody."' in do(content, "State `nobody` here")
    assert do('thesis a "A is so."‸\n  because nobody\n', "State `nobody` here") is None


def test_state_a_claim(do):
    """A name that nothing states gets a text where it stands, made of its words."""
    assert do(
        'thesis a "A is so."\n  because cleaner-‸air  # why\n', "State `cleaner-air`"
    ) == ('thesis a "A is so."\n  because cleaner-air "Cleaner air."  # why\n')
    assert do('thesis a "A is so."\n  contradicts dirty‸\n', "State `dirty` as") == (
        'thesis a "A is so."\n  contradicts dirty\nclaim dirty "Dirty."\n'
    )


def test_silence(do):
    """A finding can be ignored by a comment above its line."""
    new = do('thesis a "A is so."\n  because b "B is so."\n    becau‸se b\n', "Ignore ")
    assert new is not None and "    # argmap: ignore[" in new
    assert says(new)


def test_a_quotation_in_the_sources_words(do):
    """An altered quotation becomes what the source says, even where a fix would be unsure."""
    files = {"s.txt": "In the first trial year the volumes of cars fell by a fifth."}
    content = 'source s "s.txt"\nthesis a "A is so."\n  quote s "volumes of ca‸rs dropped by a fifth"\n'
    assert 'quote s "volumes of cars fell by a fifth"' in do(
        content, "uote the source's", files
    )


def test_contradicts(do):
    """A rebuttal can be said to contradict the claim that it rebuts."""
    assert do('thesis a "A is so."\n  but‸ b "B is so."\n', "contradicts a") == (
        'thesis a "A is so."\n  but b "B is so."\n    contradicts a\n'
    )
    assert do('thesis "A is so."\n  but‸ b "B is so."\n', "contradicts b") == (
        'thesis "A is so."\n  contradicts b\n  but b "B is so."\n'
    )
    content = 'thesis a "A is so."\n  but‸ b "B is so."\n    contradicts a\n'
    assert do(content, "Add `contradicts") is None


def test_name_a_claim(do):
    """A claim without a name gets one of its telling words that no other has."""
    content = 'thesis traffic-fell "A is so."\n  because "The traff‸ic fell."\n'
    assert do(content, "Name this claim") == (
        'thesis traffic-fell "A is so."\n  because traffic-fell-2 "The traffic fell."\n'
    )


PASSING = """thesis a "A is so."
  # about b
  because ‸b "B is
      so." [law]  # and more
    by: "Someone"
    scheme: sign
    because c "C is so."
      unless d "D is so."
    # about e
    and e "E is so."
    contradicts f
    unless g "G is so."
      but h "H is so."
  but f "F is so."

claim last "Last."
  because a
"""


def test_pull_out(do):
    """A claim is stated by itself: what hangs under it goes along, what its step has stays."""
    new = do(PASSING, "as `claim b`")
    assert (
        new
        == """thesis a "A is so."
  # about b
  because b
    scheme: sign
    # about e
    and e "E is so."
    unless g "G is so."
      but h "H is so."
  but f "F is so."

claim b "B is
      so." [law]  # and more
  by: "Someone"
  because c "C is so."
    unless d "D is so."
  contradicts f

claim last "Last."
  because a
"""
    )
    assert says(new) == says(PASSING.replace("‸", ""))


def test_pull_out_at_the_end_of_a_file_without_a_line_break(do):
    """The last line of a file is pulled out of a group, and gets a name if need be."""
    content = 'group "G"\n\tclaim a "A is so."\n\t\tbecause "B ‸is so."'
    new = do(content, "State it by itself")
    assert new == (
        'group "G"\n\tclaim a "A is so."\n\t\tbecause b\n\n\tclaim b "B is so."\n'
    )
    assert says(new) == says(content.replace("‸", ""))
    assert do('thesis a‸ "A is so."\n', "State it by itself") is None


def test_join_reasons(do):
    """Two reasons become linked premises of one step; what each step had, the one step has."""
    content = """thesis a "A is so."
  because b "B is so."
    because c "C is so."
  # of d
  becau‸se d "D is so."
    because e "E is so."
    assuming f "F is so."
    unless g "G is so."
    scheme: sign
  but h "H is so."
"""
    new = do(content, "Join with the reason above")
    assert (
        new
        == """thesis a "A is so."
  because b "B is so."
    because c "C is so."
    # of d
    and d "D is so."
      because e "E is so."
    assuming f "F is so."
    unless g "G is so."
    scheme: sign
  but h "H is so."
"""
    )
    assert says(new)[1] >= {
        (
            "supports",
            frozenset({("B is so.", False), ("D is so.", False), ("F is so.", True)}),
            "A is so.",
            "sign",
        )
    }


def test_join_what_is_selected(do):
    """A selection over two reasons joins these, and a reason and a rebuttal are never joined."""
    content = 'thesis a "A."\n  because ‸b "B."\n  because c‸ "C."\n'
    assert do(content, "Join these two reasons") == (
        'thesis a "A."\n  because b "B."\n    and c "C."\n'
    )
    assert do('thesis a "A."\n  because b "B."\n  but c‸ "C."\n', "Join") is None
    both = 'thesis a "A."\n  because b "B."\n    scheme: sign\n  because c‸ "C."\n    scheme: sign\n'
    assert do(both, "Join") is None


def test_mend_all(see):
    """All safe fixes at once are those of `check --fix`."""
    content = 'thesis a "A is so."\n  because b "B is so."\n  because b\n‸'
    view, _, _ = see(content)
    assert edited(view.file.content, mended(view)) == (
        'thesis a "A is so."\n  because b "B is so."\n'
    )
    assert not mended(see('thesis a "A is so."\n‸').view)
