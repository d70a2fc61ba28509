"""An overview of a large map: what is folded into a card, and how it is counted."""

from typing import Any
from xml.etree import ElementTree

import attrs
import pytest

from argmap.model import ArgumentMap, Claim, Quote
from argmap.render import Style, dot, svg
from argmap.render.folding import PAGE, Folded, fold

from .conftest import because
from .test_drawing import find, words


@pytest.fixture
def debate() -> ArgumentMap:
    """A thesis with a large branch, a small one, and a step of linked premises."""
    claims = {id: Claim(id, f"{id}.") for id in "abcdefghijk"}
    t = Claim("t", "The thesis.", role="thesis")
    a, b, c, d, e, f, g, h, i, j, k = claims.values()
    first = because(t, a)
    return ArgumentMap(
        claims=(t, *claims.values()),
        steps=(
            first,
            because(t, b, kind="against"),
            because(a, c, d),
            because(a, e, kind="against"),
            because(e, f),
            because(e, g),
            because(b, h),
            because(first, i, kind="against"),
            because(h, j),
            because(g, k),
        ),
    )


def test_small_map_stays_as_it_is(debate: ArgumentMap) -> None:
    """Nothing is folded where all claims have room."""
    assert fold(debate, 12) == (debate, {}, None)


def test_largest_branch_is_opened_first(debate: ArgumentMap) -> None:
    """With room for some, claims with most beneath them show it; the others count it."""
    shown, folded, _ = fold(debate, 7)
    assert [claim.id for claim in shown.claims] == ["t", "a", "b", "c", "d", "e", "i"]
    assert {id: str(each) for id, each in folded.items()} == {
        "b": "2 reasons",
        "e": "3 reasons",
    }


@pytest.mark.parametrize("most", range(1, 12))
def test_every_claim_is_shown_or_counted_once(debate: ArgumentMap, most: int) -> None:
    """However little room there is, what is shown and what is counted make up the map."""
    shown, folded, rest = fold(debate, most)
    assert rest is None
    assert len(shown.claims) <= most
    assert len(shown.claims) + sum(each.claims for each in folded.values()) == 12
    assert set(folded) <= set(shown.claim)


@pytest.mark.parametrize("most", range(1, 12))
def test_step_is_whole_or_not_there(debate: ArgumentMap, most: int) -> None:
    """No claim but the thesis is shown without a step, none without all its premises."""
    shown = fold(debate, most).shown
    for claim in shown.claims[1:]:
        assert shown.steps_from(claim)
    assert ("c" in shown.claim) == ("d" in shown.claim)
    assert ("i" in shown.claim) == ("a" in shown.claim)


def test_count_says_what_speaks_against() -> None:
    """Reasons, rebuttals and undercuts are counted apart, and none of a kind is not named."""
    assert str(Folded(12, 3, 1)) == "12 reasons, 3 rebuttals, 1 undercut"
    assert str(Folded(rebuttals=1)) == "1 rebuttal"
    assert Folded(1200).claims == 1200


def test_card_says_what_is_folded_into_it(debate: ArgumentMap) -> None:
    """The count stands on the card, for the eye, for a screen reader, and for programs."""
    drawing = svg(debate, style=Style(collapse=4))
    said = words(drawing).splitlines()
    assert {"4 of 12 claims", "+ 5 reasons, 1 rebuttal", "+ 2 reasons"} <= set(said)
    assert "+  folded into the card" in said
    assert "An overview of an argument map: 4 of 12 claims and 3 of 10 steps." in drawing
    card = find(drawing, "claim-b")
    assert "folded" in card.get("class", "").split()
    assert card.get("data-folded") == "2"
    assert card.get("aria-label") == (
        "Rebuttal b: b. It rebuts t. Folded into it: 2 reasons."
    )
    assert 'data-folded="' not in svg(debate)


def test_dot_is_folded_where_asked(debate: ArgumentMap) -> None:
    """DOT shows as many claims as are asked for, counts the others, and is whole by itself."""
    folded = dot(debate, style=Style(collapse=4))
    assert "+ 5 reasons, 1 rebuttal" in folded
    assert '"claim j"' not in folded
    assert '"claim j"' in dot(debate)


def test_folding_leaves_a_claim_its_part() -> None:
    """A quoted reason whose own reasons are folded away does not become evidence."""
    t, a, b, c = (Claim(id, f"{id}.") for id in "tabc")
    b = attrs.evolve(b, quotes=(Quote("s", "words"),))
    map = ArgumentMap(
        claims=(attrs.evolve(t, role="thesis"), a, b, c),
        steps=(because(t, a), because(a, b), because(b, c)),
    )
    assert "card reason" in svg(map, style=Style(collapse=3))
    assert "card evidence" not in svg(map, style=Style(collapse=3))


@pytest.fixture
def loose() -> ArgumentMap:
    """Five topmost claims, of which the last two have something beneath them."""
    a, b, c, d, e, f, g, h = (Claim(id, f"{id}.") for id in "abcdefgh")
    steps = because(d, f), because(e, g), because(g, h, kind="against")
    return ArgumentMap(claims=(a, b, c, d, e, f, g, h), steps=steps)


@pytest.mark.parametrize("most", range(1, 8))
def test_topmost_claims_without_room_are_counted(loose: ArgumentMap, most: int) -> None:
    """With less room than topmost claims, those with most beneath them are shown, and the rest
    counted with all that is beneath it.
    """
    shown, folded, rest = fold(loose, most)
    assert set("ed"[:most]) <= set(shown.claim)
    counted = sum(each.claims for each in folded.values())
    assert len(shown.claims) + counted + (rest.claims if rest else 0) == 8
    assert (rest.tops if rest else 0) == max(0, 5 - most)


@pytest.mark.parametrize("layout", ["dot", "tidy"])
@pytest.mark.parametrize("direction", ["up", "right"])
def test_rest_has_a_card(loose: ArgumentMap, layout: Any, direction: Any) -> None:
    """What hangs beneath no claim that is shown is on a card by itself, and in DOT a node."""
    drawing = svg(loose, style=Style(collapse=1, layout=layout, direction=direction))
    (card,) = (each for each in ElementTree.fromstring(drawing).iter() if _is_rest(each))
    assert card.get("aria-label") == (
        "4 more topmost claims, with 1 reason beneath, are not shown."
    )
    assert card.get("data-folded") == "5"
    said = words(drawing).splitlines()
    assert {"4 more topmost claims", "+ 1 reason", "1 of 8 claims"} <= set(said)
    assert "4 more topmost claims" in dot(loose, style=Style(collapse=1))
    assert "topmost" not in svg(loose, style=Style(collapse=5))


def _is_rest(element: ElementTree.Element) -> bool:
    return element.get("class") == "rest"


def test_only_a_huge_map_is_folded_unasked() -> None:
    """Left to itself, a drawing shows as many claims as a page holds, or all if asked."""
    top = Claim("t", "T.", role="thesis")
    reasons = tuple(Claim(f"r{each}", "A reason.") for each in range(PAGE + 500))
    map = ArgumentMap(
        claims=(top, *reasons), steps=tuple(because(top, each) for each in reasons)
    )
    drawing = svg(map)
    assert drawing.count('class="card ') == PAGE
    assert "+ 501 reasons" in drawing


def test_deep_map_is_folded_without_recursing() -> None:
    """A chain of 100,000 replies is folded like any other map."""
    claims = [Claim("c0", "Top.", role="thesis")]
    steps = []
    for number in range(1, 100_000):
        claims.append(Claim(f"c{number}", "Next."))
        steps.append(because(claims[-2], claims[-1]))
    shown, folded, _ = fold(ArgumentMap(claims=tuple(claims), steps=tuple(steps)), 50)
    assert len(shown.claims) == 50
    assert folded["c49"].reasons == 99_950


def test_ring_is_folded_too() -> None:
    """Claims that support one another in a ring, without a thesis, are folded beneath one."""
    a, b, c = (Claim(id, f"{id}.") for id in "abc")
    map = ArgumentMap(claims=(a, b, c), steps=(because(a, b), because(b, c), because(c, a)))
    shown, folded, _ = fold(map, 1)
    assert [claim.id for claim in shown.claims] == ["a"]
    assert folded["a"].reasons == 2
