"""What a real browser makes of a drawing. None of our fonts is installed here."""

from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.compiler import compile
from argmap.model import ArgumentMap, Claim
from argmap.render import Style, svg
from argmap.text import Text
from bench.maps import discussion
from tests.conftest import ROOT

OUTSIDE = """() => {
  const found = [];
  for (const card of document.querySelectorAll('.card')) {
    const edge = card.querySelector('.frame').getBoundingClientRect();
    for (const text of card.querySelectorAll('text')) {
      const box = text.getBoundingClientRect();
      if (box.left < edge.left - 0.5 || box.right > edge.right + 0.5 ||
          box.top < edge.top - 0.5 || box.bottom > edge.bottom + 0.5)
        found.push([card.id, text.textContent.slice(0, 40), box.left - edge.left,
                    edge.right - box.right, box.top - edge.top, edge.bottom - box.bottom]);
    }
  }
  return found;
}"""
OVERLAPPING = """() => {
  const found = [];
  for (const card of document.querySelectorAll('.card')) {
    const boxes = [...card.querySelectorAll('text.part, text.mark')]
      .map(text => text.getBoundingClientRect());
    if (boxes.length == 2 && boxes[0].right > boxes[1].left) found.push(card.id);
  }
  return found;
}"""


def show(browser: Any, drawing: str, tmp_path: Path, **options: Any) -> Any:
    """The drawing, open in a page of its own; what it asks the network for is noted."""
    file = tmp_path / "map.svg"
    file.write_text(drawing, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1600, "height": 1200}, **options)
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("embedded", [True, False], ids=["our-fonts", "other-fonts"])
@pytest.mark.parametrize("width", [90, 214])
def test_no_text_leaves_its_card(
    browser: Any,
    toll: ArgumentMap,
    nasty: ArgumentMap,
    tmp_path: Path,
    embedded: bool,
    width: float,
) -> None:
    """Every line of every script stays inside its card, even where our fonts are blocked."""
    for map in (toll, nasty):
        drawing = svg(map, style=Style(width=width), paragraphs=dict.fromkeys(map.claim, 7))
        if not embedded:
            drawing = drawing.replace("@font-face", "@nothing").replace("Argmap Sans", "No")
        page = show(browser, drawing, tmp_path)
        assert page.evaluate("document.querySelectorAll('.card').length") == len(map.claims)
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(OVERLAPPING) == []
        page.close()


@pytest.mark.parametrize(
    "around",
    [
        "direction:rtl",
        "writing-mode:vertical-rl",
        "text-anchor:middle",
        "letter-spacing:9px",
    ],
)
def test_page_around_moves_no_text(
    browser: Any, toll: ArgumentMap, tmp_path: Path, around: str
) -> None:
    """Inside a page whose text runs another way, the drawing's text stays on its cards."""
    page = browser.new_page()
    page.set_content(f'<body style="{around}">{svg(toll)}</body>')
    page.evaluate("document.fonts.ready")
    assert page.evaluate(OUTSIDE) == []
    page.close()


def test_letters_measured_as_nothing_stay_on_the_card(browser: Any, tmp_path: Path) -> None:
    """Marks without a letter to stand on, and joiners without end, leave no card."""
    texts = ("\U0001f3fb" * 200, "\u0e31" * 200, "A\u200d" * 200)
    claims = tuple(Claim(f"c{n}", text) for n, text in enumerate(texts))
    page = show(browser, svg(ArgumentMap(claims=claims)), tmp_path)
    assert page.evaluate(OUTSIDE) == []
    wide = "Math.max(...[...document.querySelectorAll('.frame')].map(f => f.width.baseVal.value))"
    assert page.evaluate(wide) < 260
    page.close()


WIRES = """() => {
  const cards = [...document.querySelectorAll('.frame')].map(frame => frame.getBBox());
  const cut = [], heads = [];
  for (const step of document.querySelectorAll('.step[data-to]')) {
    for (const wire of step.querySelectorAll('path.wire'))
      for (let at = 0; at <= wire.getTotalLength(); at += 2) {
        const p = wire.getPointAtLength(at);
        if (cards.some(c => p.x > c.x + 3 && p.x < c.x + c.width - 3 &&
                            p.y > c.y + 3 && p.y < c.y + c.height - 3))
          cut.push(step.getAttribute('data-from'));
      }
    for (const head of step.querySelectorAll('.solid, .hollow')) {
      const p = head.getPointAtLength(0);
      if (heads.some(q => Math.hypot(p.x - q.x, p.y - q.y) < 6))
        cut.push('head of ' + step.getAttribute('data-from'));
      heads.push(p);
    }
  }
  return [heads.length, cut];
}"""


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        (name, groups)
        for name in ("china_russia", "congestion")
        for groups in ("tag", "box")
    ],
)
def test_wires_keep_to_themselves(
    browser: Any, tmp_path: Path, name: str, groups: Any
) -> None:
    """No wire runs through a card, and each arrowhead can be told from the next one."""
    map = argmap.load(str(ROOT / f"maps/{name}.arg")).map
    page = show(browser, svg(map, style=Style(groups=groups)), tmp_path)
    count, cut = page.evaluate(WIRES)
    assert count > 20
    assert cut == []
    page.close()


STRUCK = """() => {
  const names = [...document.querySelectorAll('.area-name')];
  const found = [];
  for (const wire of document.querySelectorAll('.step path.wire'))
    for (let at = 0; at < wire.getTotalLength(); at += 2) {
      const p = wire.getPointAtLength(at);
      for (const name of names) {
        const box = name.getBBox();
        if (p.x > box.x && p.x < box.x + box.width && p.y > box.y + 3 &&
            p.y < box.y + box.height - 3) found.push(name.textContent);
      }
    }
  return [names.length, found];
}"""


@pytest.mark.parametrize("name", ["china_russia", "congestion"])
def test_no_wire_strikes_out_the_name_of_a_group(
    browser: Any, tmp_path: Path, name: str
) -> None:
    """Names of groups stand where no wire runs."""
    map = argmap.load(str(ROOT / f"maps/{name}.arg")).map
    page = show(browser, svg(map, style=Style(groups="box")), tmp_path)
    count, struck = page.evaluate(STRUCK)
    assert count > 4
    assert struck == []
    page.close()


def test_no_text_leaves_a_card_that_stands_larger(browser: Any, tmp_path: Path) -> None:
    """In a large map, where some cards are drawn larger, text stays in its card as well."""
    map = compile(Text("map.arg", discussion(300))).map
    page = show(browser, svg(map, style=Style(collapse=250)), tmp_path)
    assert page.evaluate("document.querySelectorAll('.card[transform]').length") > 2
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(OVERLAPPING) == []
    page.close()


def test_text_is_as_wide_as_measured(
    browser: Any, toll: ArgumentMap, tmp_path: Path
) -> None:
    """Set in our font without the guard, each line is as wide as we said, to half a percent."""
    page = show(browser, svg(toll), tmp_path)
    lines = page.evaluate(
        """() => [...document.querySelectorAll('text.say, text.foot, text.mark')].map(text => {
          const said = parseFloat(text.getAttribute('textLength'));
          text.removeAttribute('textLength');
          return [text.textContent, said, text.getComputedTextLength()];
        })"""
    )
    assert len(lines) > 15
    for text, said, real in lines:
        assert real == pytest.approx(said, rel=0.005, abs=0.3), text
    page.close()


def test_auto_follows_the_reader(browser: Any, toll: ArgumentMap, tmp_path: Path) -> None:
    """One file is light for those who want it light, and dark for the others."""
    shades = []
    for scheme in ("light", "dark"):
        page = show(browser, svg(toll), tmp_path, color_scheme=scheme)
        fill = "getComputedStyle(document.querySelector('.page')).fill"
        shades.append(page.evaluate(fill))
        page.close()
    assert shades == ["rgb(252, 253, 251)", "rgb(16, 20, 27)"]


def test_nothing_is_asked_of_the_network(
    browser: Any, nasty: ArgumentMap, tmp_path: Path
) -> None:
    """The browser fetches the file and what is written in it, and nothing else."""
    page = show(browser, svg(nasty, link=lambda _: "map.arg#L1"), tmp_path)
    assert {url.split(":")[0] for url in page.asked[1:]} <= {"data"}
    page.close()


def test_keyboard_reaches_the_cards(
    browser: Any, toll: ArgumentMap, tmp_path: Path
) -> None:
    """Tab goes from card to card, and the one it is on shows a ring."""
    page = show(browser, svg(toll, link=lambda claim: f"#{claim.id}"), tmp_path)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    card = page.evaluate("document.activeElement.getAttribute('data-id')")
    assert card == toll.claims[1].id
    ring = "getComputedStyle(document.activeElement.querySelector('.ring')).stroke"
    assert page.evaluate(ring) != "none"
    page.close()
