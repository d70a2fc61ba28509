"""The maps of the repository are what they set out to be."""

import pytest

import argmap
from argmap.compiler import lint
from argmap.rules import RULES
from tests.conftest import ROOT

MAPS = sorted((ROOT / "maps").glob("*.arg"))


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_check_finds_nothing(path):
    """No rule finds anything in a map of the repository, wording that is opt-in left out."""
    compiled = argmap.load(str(path))
    assert not compiled.diagnostics
    assert not lint(compiled.subject)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_maps_are_in_style(run, path):
    """`argmap fmt` has nothing to change in a map of the repository."""
    assert run("fmt", "--check", str(path)).returncode == 0


def test_the_article_map_is_whole():
    """The map of the article has its theses, size and every kind of step and claim."""
    map = argmap.load(str(ROOT / "maps" / "china_russia.arg")).map
    assert len(map.theses) == 2
    assert len(map.claims) >= 45
    assert sum(step.undercuts for step in map.steps) >= 2
    assert any(len(step.premises) > 1 for step in map.steps)
    assert any(premise.assumed for step in map.steps for premise in step.premises)
    assert any(step.kind == "against" and not step.undercuts for step in map.steps)
    assert map.contraries
    assert len(map.groups) >= 4
    assert {"Xi Jinping", "Deng Xiaoping", "Max Baucus"} <= {
        claim.by for claim in map.claims
    }
    unstated = {
        premise.claim.id
        for step in map.steps
        for premise in step.premises
        if premise.assumed
    }
    for claim in map.claims:
        assert bool(claim.quotes) != (claim.id in unstated), claim.id
        for quote in claim.quotes:
            assert len(quote.text.split()) <= 12


def test_the_small_map_is_read_to_the_letter():
    """Every quotation of the small maps stands in their source, word for word."""
    for name in ("congestion", "equity"):
        compiled = argmap.load(str(ROOT / "maps" / f"{name}.arg"))
        readings = compiled.subject.readings
        assert readings
        assert {reading.state for reading in readings} == {"exact"}


def test_the_maps_show_the_whole_language():
    """Between them the maps use every keyword and key of the language."""
    from argmap.syntax.keywords import KEYS, KEYWORDS
    from argmap.syntax.tree import ClaimLine, PropertyLine

    used = set()
    for path in MAPS:
        for node in argmap.load(str(path)).trees[0].nodes:
            if isinstance(node.line, ClaimLine):
                used.add(node.line.keyword)
            elif isinstance(node.line, PropertyLine):
                used.add(node.line.key.value)
            else:
                used.add(type(node.line).__name__.removesuffix("Line").lower())
    assert set(KEYWORDS) <= used
    assert set(KEYS) - {"url"} <= used
    assert any(key.startswith("x-") for key in used)


def test_a_notebook_shows_the_drawing(tmp_path):
    """A map that was loaded shows its SVG in a notebook, and one with errors says what is wrong."""
    shown = argmap.load(str(ROOT / "maps" / "congestion.arg"))._repr_mimebundle_()
    assert shown["image/svg+xml"].startswith("<svg")
    bad = tmp_path / "bad.arg"
    bad.write_text("thesis a\n")
    shown = argmap.load(str(bad))._repr_mimebundle_()
    assert "unknown-claim" in shown["text/plain"]
    assert "image/svg+xml" not in shown


def test_opt_in_rules_are_tried_too():
    """Of the rules that are off only those find something that ask for more than a map need say."""
    compiled = argmap.load(str(ROOT / "maps" / "congestion.arg"))
    asking = {
        "uncovered-paragraph",
        "missing-scheme",
        "single-premise",
        "rabbit-rule",
        "holding-hands",
        "unanswered-rebuttal",
        "idle-premise",
    }
    assert {each.rule for each in lint(compiled.subject, RULES)} <= asking
