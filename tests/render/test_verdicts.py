"""Verdicts in a drawing: what falls and what is open shows on its card, its steps, the legend."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.compiler import compile
from argmap.evaluation import evaluate, grounded
from argmap.evaluation.gradual import degrees
from argmap.model import ArgumentMap
from argmap.render import Style, dot, part, png, svg
from argmap.text import Text

from .conftest import maps
from .test_browser import OUTSIDE, OVERLAPPING, show
from .test_drawing import SLOW, SVG, find, words

DEBATE = """\
thesis charge "The city should charge."
  because traffic "A charge cuts traffic."
    because trial "Traffic fell in a trial, by a fifth, on every single day that was measured."
      unless holidays "The trial ran over the holidays."
  but unfair "A charge is unfair to those who have to drive."
    contradicts fair
claim fair "A charge is fair."
"""


@pytest.fixture
def debate() -> ArgumentMap:
    """A map with a claim of each verdict: one is undercut, two contradict each other."""
    return compile(Text("debate.arg", DEBATE)).map


def sheet(drawing: str, selector: str) -> str:
    """All that the style sheet says of a selector."""
    scoped = re.escape(f".argmap {selector}{{")
    return ";".join(re.findall(rf"^{scoped}([^}}]*)", drawing, re.MULTILINE))


@pytest.mark.parametrize("theme", ["auto", "light", "dark", "print"])
def test_what_is_out_is_struck_through(debate: ArgumentMap, theme: Any) -> None:
    """A claim that is out has a line through each line of its text, and a faded card."""
    drawing = svg(debate, style=Style(theme=theme), verdicts=grounded(debate))
    for id in ("charge", "traffic", "trial", "holidays"):
        card = find(drawing, f"claim-{id}")
        out = id in ("charge", "traffic")
        assert card.get("data-verdict") == ("out" if out else "in")
        said = [e for e in card.iter(f"{SVG}text") if e.get("class") == "say"]
        strikes = [e.get("d") for e in card.iter() if e.get("class") == "strike"]
        assert "".join(strikes).count("M") == (len(said) if out else 0)
    assert "fill" in sheet(drawing, ".out .frame")


@pytest.mark.parametrize("theme", ["auto", "light", "dark", "print"])
def test_what_is_open_is_dotted_and_marked(debate: ArgumentMap, theme: Any) -> None:
    """A claim that is undecided has a dotted border and a mark, whatever the theme."""
    drawing = svg(debate, style=Style(theme=theme), verdicts=grounded(debate))
    for id in ("charge", "trial", "unfair", "fair"):
        card = find(drawing, f"claim-{id}")
        marks = [e for e in card.iter() if e.get("class") == "badge"]
        assert len(marks) == (card.get("data-verdict") == "undecided") == ("fair" in id)
    assert "stroke-dasharray" in sheet(drawing, ".undecided .frame")


def test_steps_that_do_not_hold_are_faded(debate: ArgumentMap) -> None:
    """A step that is out is thinner and fainter than the others, and says so."""
    drawing = svg(debate, verdicts=grounded(debate))
    steps = {
        (e.get("data-from"), e.get("data-verdict"), "out" in (e.get("class") or "").split())
        for e in ElementTree.fromstring(drawing).iter()
        if (e.get("id") or "").startswith("step-")
    }
    assert steps == {
        ("traffic", "out", True),
        ("trial", "out", True),
        ("holidays", "in", False),
        ("unfair", "undecided", False),
    }
    assert "opacity" in sheet(drawing, ".step.out")
    assert "stroke-width" in sheet(drawing, ".step.out .wire")
    assert "trial supports traffic; this is out" in drawing


def test_a_screen_reader_says_the_verdict(debate: ArgumentMap) -> None:
    """The label of a card has the verdict in a sentence."""
    drawing = svg(debate, verdicts=grounded(debate))
    assert "It is out. It supports charge." in find(drawing, "claim-traffic").get(
        "aria-label"
    )
    assert "It is undecided." in find(drawing, "claim-fair").get("aria-label")
    both = svg(debate, verdicts=evaluate(debate, "preferred"))
    assert "It is in some extensions." in find(both, "claim-fair").get("aria-label")


def test_the_legend_explains_what_occurs(debate: ArgumentMap) -> None:
    """The legend names the semantics, and explains the verdicts that are drawn and no other."""
    said = words(svg(debate, verdicts=grounded(debate)))
    assert "Verdicts: grounded semantics" in said
    assert all(each in said for each in ("out: it falls", "undecided", "does not hold"))
    assert "extensions" not in said
    alone = part(debate, only="trial", depth=0)
    said = words(svg(alone, whole=debate, verdicts=grounded(debate)))
    assert "in: it stands" in said
    assert "out: it falls" not in said
    assert "Verdicts" not in words(svg(debate))


def test_some_extensions_have_a_mark_of_their_own(debate: ArgumentMap) -> None:
    """What is in on some extensions is marked by another sign than what is undecided on all."""
    drawing = svg(debate, verdicts=evaluate(debate, "preferred"))
    card = find(drawing, "claim-fair")
    assert (card.get("data-verdict"), card.get("data-accepted")) == ("undecided", "some")
    assert any(e.get("class") == "half" for e in card.iter())
    assert "in some extensions, not in all" in words(drawing)


def test_no_extension_is_said() -> None:
    """Where there is no stable extension the legend says so."""
    map = compile(Text("m.arg", 'thesis a "A."\n  but a\n')).map
    assert "there is no extension" in words(svg(map, verdicts=evaluate(map, "stable")))


def test_degrees_are_bars_and_numbers(debate: ArgumentMap) -> None:
    """With degrees each card has the number and a bar that is filled as far."""
    found = degrees(debate, "df-quad")
    drawing = svg(debate, verdicts=found)
    for claim in debate.claims:
        card = find(drawing, f"claim-{claim.id}")
        degree = found.claims[claim.id]
        assert card.get("data-degree") == f"{degree:.3f}"
        assert f"{degree:.3f}" in [e.text for e in card.iter(f"{SVG}text")]
        track, share = (
            float(next(e for e in card.iter() if e.get("class") == kind).get("width"))
            for kind in ("track", "share")
        )
        assert share == pytest.approx(track * degree, abs=0.1)
        assert f"Its degree is {degree:.3f}." in card.get("aria-label")
    assert "Degrees: df-quad semantics" in words(drawing)


def test_a_part_keeps_the_verdicts_of_the_whole(debate: ArgumentMap) -> None:
    """A part of a map shows what holds in the whole map, with what it leaves out."""
    shown = part(debate, only="trial")
    drawing = svg(shown, whole=debate, verdicts=grounded(debate))
    assert find(drawing, "claim-trial").get("data-verdict") == "in"
    top = part(debate, only="traffic", depth=1)
    drawing = svg(top, whole=debate, verdicts=grounded(debate))
    assert find(drawing, "claim-traffic").get("data-verdict") == "out"


def test_without_verdicts_nothing_is_judged(debate: ArgumentMap) -> None:
    """A drawing without verdicts has none, and neither have claims that they do not speak of."""
    assert "data-verdict" not in svg(debate)
    other = compile(Text("m.arg", 'thesis z "Z."\n')).map
    assert "data-verdict" not in svg(debate, verdicts=grounded(other))


def test_pictures_show_verdicts_too(debate: ArgumentMap) -> None:
    """PNG comes out another with verdicts than without; DOT says them in words."""
    found = grounded(debate)
    assert png(svg(debate, verdicts=found)) != png(svg(debate))
    graph = dot(debate, verdicts=found)
    assert "Claim · traffic · out" in graph
    assert "Claim · fair · undecided" in graph
    assert "0.500" in dot(debate, verdicts=degrees(debate, "quadratic-energy"))


@SLOW
@given(maps(), st.sampled_from(["grounded", "preferred", "df-quad"]))
def test_any_map_is_judged_whole(map: ArgumentMap, semantics: Any) -> None:
    """Whatever the map, each card has its verdict and the drawing is well-formed."""
    found = degrees(map, semantics) if semantics == "df-quad" else evaluate(map, semantics)
    root = ElementTree.fromstring(svg(map, verdicts=found))
    key = "data-degree" if semantics == "df-quad" else "data-verdict"
    cards = [e for e in root.iter() if "card" in (e.get("class") or "").split()]
    assert len(cards) == len(map.claims)
    assert all(card.get(key) for card in cards)
    assert not [e for e in root.iter() if "nan" in (e.get("d") or "").lower()]


@pytest.mark.parametrize("semantics", ["grounded", "df-quad"])
def test_marks_and_bars_stay_on_their_cards(
    browser: Any, nasty: ArgumentMap, tmp_path: Path, semantics: Any
) -> None:
    """In a browser neither the mark nor the bar makes text leave its card or overlap."""
    found: Any = degrees(nasty, semantics) if semantics == "df-quad" else grounded(nasty)
    for width in (90, 214):
        page = show(browser, svg(nasty, style=Style(width=width), verdicts=found), tmp_path)
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(OVERLAPPING) == []
        page.close()


def test_the_command_draws_verdicts(run: Any, tmp_path: Path) -> None:
    """`--verdicts` judges by the semantics of `--semantics`, which says nothing without it."""
    (tmp_path / "map.arg").write_text(DEBATE)
    drawn = run("render", "map.arg", "--verdicts", "-o", "-").stdout
    assert 'data-verdict="undecided"' in drawn
    assert "data-accepted" not in drawn
    drawn = run(
        "render", "map.arg", "--verdicts", "--semantics", "stable", "-o", "-"
    ).stdout
    assert 'data-accepted="some"' in drawn
    graph = run("render", "map.arg", "--verdicts", "-o", "-", "--to", "dot").stdout
    assert "· undecided" in graph
    for option in (("--semantics", "stable"), ("--time-limit", "3")):
        done = run("render", "map.arg", *option)
        assert done.returncode == 2
        assert f"{option[0]} says nothing without --verdicts" in done.stderr
    for option in (("--semantics", "grounded"), ("--time-limit", "3")):
        done = run("render", "map.arg", "--verdicts", "-o", "map.html", *option)
        assert done.returncode == 2
        assert f"{option[0]} says nothing of a page" in done.stderr


def test_the_command_gives_up_in_words(run: Any, tmp_path: Path) -> None:
    """Where the verdicts take longer than allowed nothing is drawn, and the command ends with 2."""
    many = 'thesis t "T."\n' + "".join(
        f'  but a{at} "A."\n    but b{at} "B."\n      but a{at}\n' for at in range(40)
    )
    (tmp_path / "map.arg").write_text(many)
    done = run("render", "map.arg", "--verdicts", "--semantics", "preferred",
               "--time-limit", "0.000001")  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "error: gave up after 1e-06 seconds, the time limit\n"
    assert not (tmp_path / "map.svg").exists()
