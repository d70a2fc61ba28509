"""The page as one file, in a real browser."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import argmap
from argmap.evaluation import grounded
from argmap.model import ArgumentMap
from argmap.render import Style
from argmap.render.html import Matter, html
from argmap.render.sheets import sheets
from tests.preview.conftest import TOLL
from tests.render.conftest import NASTY, maps, nasty

__all__ = ["nasty"]  # a fixture

CARDS = "document.querySelectorAll('#map .card{}').length"
LIT = "[...document.querySelectorAll('#map .card.lit')].map(card => card.dataset.id)"


@pytest.fixture
def toll(folder: Path, run: Callable[..., Any]) -> str:
    """The address of the page of a map."""
    assert run("render", "toll.arg", "-o", "toll.html").returncode == 0
    return (folder / "toll.html").as_uri()


def card(name: str) -> str:
    return f'#map .card[data-id="{name}"]'


def test_a_claim_leads_to_its_reasons_and_its_words(
    toll: str, visit: Callable[..., Any]
) -> None:
    """A click on a claim lights its reasons up, marks its words and says what is known of it."""
    page = visit(toll)
    page.click(card("less-traffic"))
    assert page.evaluate(LIT) == ["less-traffic", "trial", "roadworks", "reopened"]
    assert page.inner_text("mark.lit") == "17 percent fewer cars entered the centre"
    page.click(card("trial"))
    assert page.inner_text("mark.chosen") == "17 percent fewer cars entered the centre"
    about = page.inner_text("#about")
    assert "In the trial 17 percent fewer cars came in." in about
    assert "Charging for the centre" in about
    assert page.url.endswith("#trial")
    page.click(card("trial"))
    assert page.evaluate(LIT) == [] and page.is_hidden("#about")


def test_words_lead_to_their_claims(toll: str, visit: Callable[..., Any]) -> None:
    """A click on quoted words chooses the claim that is read from them; so do the keys."""
    page = visit(toll)
    page.click("mark")
    assert page.evaluate(LIT)[0] == "trial"
    page.keyboard.press("Escape")
    assert page.evaluate(LIT) == []
    page.focus("mark")
    page.keyboard.press("Enter")
    assert page.evaluate(LIT)[0] == "trial"


def test_an_address_can_name_a_claim(toll: str, visit: Callable[..., Any]) -> None:
    """A link to the page with a claim's name opens it there."""
    page = visit(f"{toll}#rebate")
    assert page.evaluate(LIT) == ["rebate"]


def test_search(toll: str, visit: Callable[..., Any]) -> None:
    """Search finds claims by words of theirs in any order, and goes to the one that is taken."""
    page = visit(toll)
    page.keyboard.press("/")
    page.keyboard.type("TRIAL roads")
    assert (
        page.locator("#hits [role=option]").all_inner_texts()
        == ["REBUTTAL\nThe roads were open again before the trial."]
        or page.locator("#hits [role=option]").count() == 1
    )
    assert page.evaluate(CARDS.format(".found")) == 1
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "hit-0"
    page.keyboard.press("Enter")
    assert page.evaluate(LIT) == ["reopened"]
    assert page.evaluate("document.activeElement.dataset.id") == "reopened"
    page.fill("#search", "no such words")
    assert page.inner_text("#hits") == "No claim has these words."


def test_folding(toll: str, visit: Callable[..., Any]) -> None:
    """What stands beneath a claim folds into it, is counted there, and comes back."""
    page = visit(toll)
    page.hover(card("less-traffic"))
    page.locator(f"{card('less-traffic')} .toggle").click()
    gone = "[...document.querySelectorAll('#map .card.away')].map(card => card.dataset.id)"
    assert page.evaluate(gone) == ["trial", "roadworks", "reopened"]
    assert page.text_content(f"{card('less-traffic')} .sign") == "+3"
    wires = "document.querySelectorAll('#map .step.away').length"
    assert page.evaluate(wires) == 3
    # Words whose claim is out of sight bring it back.
    page.click("mark")
    assert page.evaluate(gone) == []
    page.keyboard.press("Escape")
    page.focus(card("charge"))
    page.keyboard.press("c")
    assert page.evaluate(CARDS.format(":not(.away)")) == 1


def test_verdicts_and_what_if(toll: str, visit: Callable[..., Any]) -> None:
    """Verdicts can be shown, and what would become of them if a claim fell."""
    page = visit(toll)
    page.click("#verdicts")
    verdict = "name => document.querySelector(`.card[data-id=${name}]`).dataset.verdict"
    assert page.evaluate(verdict, "charge") == "in"
    assert page.evaluate(verdict, "unfair") == "out"
    assert page.inner_text("#supposed").split("\n") == ["5 in", "2 out"]
    page.click(card("rebate"))
    page.click("#about .suppose")
    assert [page.evaluate(verdict, name) for name in ("rebate", "unfair", "charge")] == [
        "out",
        "in",
        "out",
    ]
    assert "2 other verdicts would be another" in page.inner_text("#supposed")
    assert page.evaluate(CARDS.format(".turned")) == 3
    page.click("#supposed button")
    assert page.evaluate(verdict, "charge") == "in"
    page.click(card("roadworks"))
    page.click("#about .suppose")  # it is out: what if it stood?
    assert page.evaluate(verdict, "charge") == "out"
    page.click("#verdicts")
    assert page.evaluate(CARDS.format("[data-verdict]")) == 0


def test_keys_alone(toll: str, visit: Callable[..., Any]) -> None:
    """The keys reach the map, go up, down and aside in it, choose, fold and suppose."""
    page = visit(toll)
    focus = "document.activeElement.dataset?.id ?? document.activeElement.id"
    reached = []
    while "charge" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(focus))
        assert len(reached) < 10
    assert reached == ["search", "verdicts", "out", "fit", "in", "keys", "charge"]
    for key, name in [
        ("ArrowDown", "less-traffic"),
        ("ArrowDown", "trial"),
        ("ArrowUp", "less-traffic"),
        ("ArrowUp", "charge"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(focus) == name
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    aside = page.evaluate(focus)
    page.keyboard.press("ArrowLeft")
    assert aside == "unfair" and page.evaluate(focus) == "less-traffic"
    ring = "getComputedStyle(document.activeElement.querySelector('.ring')).stroke"
    assert page.evaluate(ring) == "rgb(208, 0, 111)"
    page.keyboard.press("Enter")
    assert page.evaluate(LIT)[0] == "less-traffic"
    assert page.get_attribute(card("less-traffic"), "aria-current") == "true"
    page.keyboard.press("x")
    assert "fell" in page.inner_text("#supposed")
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.keyboard.press("Escape")
    assert page.is_hidden("#help")
    # One stop for all cards; what is known of the claim comes next.
    page.focus(card("less-traffic"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#about') !== null")


def test_zoom_and_pan(toll: str, visit: Callable[..., Any]) -> None:
    """The wheel zooms around the pointer, a drag moves the map, and neither chooses a claim."""
    page = visit(toll)
    box = page.locator(card("trial")).bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*at)
    page.mouse.wheel(0, -300)
    larger = page.locator(card("trial")).bounding_box()
    assert larger["width"] > 1.3 * box["width"]
    assert larger["x"] < at[0] < larger["x"] + larger["width"]
    page.mouse.down()
    page.mouse.move(at[0] + 80, at[1] + 40, steps=4)
    page.mouse.up()
    moved = page.locator(card("trial")).bounding_box()
    assert moved["x"] == pytest.approx(larger["x"] + 80, abs=1)
    assert page.evaluate(LIT) == []
    page.keyboard.press("0")
    frames = page.locator("#map svg").bounding_box()
    assert frames["x"] >= 0 and frames["y"] >= 0


def test_light_and_dark(toll: str, visit: Callable[..., Any]) -> None:
    """The page follows the reader's setting, the drawing with it."""
    colours = []
    for scheme in ("light", "dark"):
        page = visit(toll, color_scheme=scheme)
        colours.append(
            page.evaluate(
                "[getComputedStyle(document.body).backgroundColor,"
                " getComputedStyle(document.querySelector('#map .page')).fill]"
            )
        )
    assert colours == [["rgb(252, 253, 251)"] * 2, ["rgb(16, 20, 27)"] * 2]


def test_a_narrow_screen(toll: str, visit: Callable[..., Any]) -> None:
    """On a telephone the text stands beneath the map, and nothing leaves the screen."""
    page = visit(toll, viewport={"width": 380, "height": 760})
    side, stage = (
        page.locator("#side").bounding_box(),
        page.locator("#stage").bounding_box(),
    )
    assert side["y"] >= stage["y"] + stage["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") == 380


def test_nothing_but_the_file_is_needed(toll: str, browser: Any) -> None:
    """The page asks for nothing else, and its policy lets it run nothing but its own script."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(toll)
    page.evaluate("document.fonts.ready")
    assert {url.split(":")[0] for url in asked[1:]} <= {"data"}
    page.set_content  # noqa: B018
    stopped = page.evaluate(
        """() => new Promise(done => {
          document.addEventListener('securitypolicyviolation', e => done(e.violatedDirective));
          const script = document.createElement('script');
          script.textContent = 'window.ran = 1';
          document.body.append(script);
          setTimeout(() => done('ran ' + window.ran), 500);
        })"""
    )
    assert stopped == "script-src-elem"
    page.close()


def test_it_is_read_without_scripts(toll: str, browser: Any) -> None:
    """Without scripts the map is there all the same."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(toll)
    assert page.locator(card("trial")).is_visible()
    context.close()


def test_markup_in_texts_stays_text(
    visit: Callable[..., Any], nasty: ArgumentMap, tmp_path: Path
) -> None:
    """Claims, notes, names and sources full of markup and script are shown as they are."""
    said = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    text = argmap.Text("s.txt", f"{said}\n\n{said}")
    source = argmap.compile(
        argmap.Text(
            "m.arg",
            'source s "s.txt"\nthesis a "A"\n  quote s "window.ran = 1"\n    occurrence: 1\n',
        ),
        {"s.txt": text}.get,
    )
    for number, (map, matter) in enumerate(
        [
            (nasty, Matter()),
            (
                source.map,
                Matter({"s": text}, source.subject.readings),
            ),
        ]
    ):
        file = tmp_path / f"{number}.html"
        file.write_text(html(map, matter, style=Style()), "utf-8", "replace")
        page = visit(file.as_uri())
        page.click("#map .card >> nth=1" if number == 0 else "mark >> nth=0")
        assert page.evaluate("window.ran") is None
        assert page.locator("script").count() == 2 and page.locator("img").count() == 0
        if number == 0:
            assert NASTY[1] in page.evaluate("argmap.content.claims[1].text")
            assert NASTY[1] in page.inner_text("#about .said")
        else:
            assert page.inner_text(".source p[data-number='1']") == said


def test_a_part_of_a_map_keeps_the_rest_to_itself(
    folder: Path, run: Callable[..., Any], visit: Callable[..., Any]
) -> None:
    """A page of a part has no word of the rest, and yet its verdicts are those of the whole."""
    done = run("render", "toll.arg", "--only", "less-traffic", "-o", "part.html")
    assert done.returncode == 0
    page = visit((folder / "part.html").as_uri())
    assert "rebate" not in page.content() and "hardest on the poor" not in page.content()
    page.click("#verdicts")
    assert page.get_attribute(card("roadworks"), "data-verdict") == "out"
    assert page.inner_text("#supposed").split("\n") == ["3 in", "1 out"]


def test_the_page_says_nothing_of_the_machine(
    folder: Path, run: Callable[..., Any]
) -> None:
    """Wherever it is made, the page of a map is the same bytes."""
    run("render", "toll.arg", "-o", "a.html")
    run("render", str(folder / "toll.arg"), "-o", "b.html", env={"PYTHONHASHSEED": "7"})
    page = (folder / "a.html").read_bytes()
    assert page == (folder / "b.html").read_bytes()
    assert str(folder).encode() not in page


def test_findings_are_listed(
    folder: Path, run: Callable[..., Any], visit: Callable[..., Any]
) -> None:
    """What `argmap check` finds stands in the page, and leads to the claim."""
    with (folder / "toll.arg").open("a") as file:
        file.write('claim alone "Nobody needs this."\n')
    run("render", "toll.arg", "-o", "toll.html")
    page = visit((folder / "toll.html").as_uri())
    page.click("#tab-findings")
    assert "toll.arg:14" in page.inner_text("#pane-findings")
    page.click("#pane-findings li button")
    assert page.evaluate(LIT) == ["alone"]


CONFIGURED = """\
[check]
ignore = ["orphan-claim"]
extend-select = ["single-premise"]
language = "de"
"""
"""One rule off, one on, and claims that are no English to the others."""


@pytest.fixture(params=["render", "serve"])
def show(
    request: pytest.FixtureRequest,
    folder: Path,
    run: Callable[..., Any],
    serve: Callable[..., Any],
    visit: Callable[..., Any],
) -> Callable[..., Any]:
    """Open the page that a command makes of the map."""

    def show(*options: str) -> Any:
        if request.param == "serve":
            return visit(serve(*options).address)
        assert run("render", "toll.arg", *options, "-o", "toll.html").returncode == 0
        return visit((folder / "toll.html").as_uri())

    return show


def test_findings_are_those_of_the_configuration(
    folder: Path, run: Callable[..., Any], show: Callable[..., Any]
) -> None:
    """What `[check]` says of rules and of the language holds in the page, as for `argmap check`."""
    with (folder / "toll.arg").open("a") as file:
        file.write('claim alone "Is it needed?"\n')
    (folder / "argmap.toml").write_text(CONFIGURED)
    checked = json.loads(run("check", "toll.arg", "--output-format", "json").stdout)
    expected = [each["rule"] for each in checked["diagnostics"]]
    assert "single-premise" in expected and "orphan-claim" not in expected
    assert show().evaluate("argmap.content.findings.map(each => each.rule)") == expected


def test_a_page_may_open_with_verdicts(show: Callable[..., Any]) -> None:
    """With `--verdicts` each card says at once whether its claim stands."""
    page = show("--verdicts")
    assert page.get_attribute("#verdicts", "aria-pressed") == "true"
    assert page.get_attribute(card("reopened"), "data-verdict") == "in"
    assert page.get_attribute(card("roadworks"), "data-verdict") == "out"


@pytest.fixture(scope="module")
def reckoner(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The page's own evaluation, for the content of any map."""
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(html(ArgumentMap(), Matter(), style=Style()), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    yield page
    page.close()


@given(maps(), st.data())
@settings(
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[*HealthCheck],
)
def test_its_verdicts_are_those_of_argmap(
    reckoner: Any, map: ArgumentMap, data: st.DataObject
) -> None:
    """On any map, and whatever is supposed, the page gives the verdicts of `argmap eval`."""
    ids = [claim.id for claim in map.claims]
    fell = data.draw(st.sets(st.sampled_from(ids), max_size=2)) if ids else set()
    stood = data.draw(st.sets(st.sampled_from(ids), max_size=1)) - fell if ids else set()
    expected = grounded(map, without=fell, granted=stood).claims
    number = {id: at for at, id in enumerate(ids)}
    step_number = {step.id: at for at, step in enumerate(map.steps)}
    content: Mapping[str, Any] = {
        "claims": [{"given": claim.given} for claim in map.claims],
        "steps": [
            [
                step.id,
                step.kind,
                [number[premise.claim.id] for premise in step.premises],
                -1 - step_number[step.target.id]
                if step.undercuts
                else number[step.target.id],
            ]
            for step in map.steps
        ],
        "contraries": [[number[p.first.id], number[p.second.id]] for p in map.contraries],
    }
    found = reckoner.evaluate(
        "([content, fell, stood]) => argmap.evaluate("
        "{fell: new Set(fell), stood: new Set(stood)}, content)",
        [content, [number[id] for id in fell], [number[id] for id in stood]],
    )
    assert dict(zip(ids, found, strict=True)) == dict(expected)


def test_a_large_map_opens_sheet_by_sheet(
    folder: Path, run: Callable[..., Any], visit: Callable[..., Any]
) -> None:
    """Of a map on several sheets every claim can be reached: by its card, by search, by name."""
    rows = ['thesis top "The top."']
    for branch in range(6):
        rows.append(f'  because b{branch} "Branch {branch}."')
        rows += [
            f'    because b{branch}-{leaf} "Leaf {branch}-{leaf}."' for leaf in range(9)
        ]
    (folder / "large.arg").write_text("\n".join(rows) + "\n", "utf-8")
    done = run("render", "large.arg", "--collapse", "7", "-o", "large.html")
    assert done.returncode == 0, done.stderr
    page = visit((folder / "large.html").as_uri())
    assert page.evaluate(CARDS.format("")) == 7 and page.is_hidden("#trail")
    page.hover(card("b2"))
    assert page.text_content(f"{card('b2')} .sign") == "+9"
    page.locator(f"{card('b2')} .toggle").click()
    page.wait_for_selector(card("b2-8"))
    assert page.evaluate(CARDS.format("")) == 10
    assert page.inner_text("#trail") == "Whole map\nBranch 2."
    page.fill("#search", "leaf 4-5")
    page.keyboard.press("Enter")
    page.wait_for_selector(card("b4-5"))
    assert page.evaluate(LIT) == ["b4-5"]
    page.click("#trail button >> nth=0")
    page.wait_for_selector(card("b5"))
    page.focus(card("b5"))
    page.keyboard.press("c")
    page.wait_for_selector(card("b5-0"))
    named = visit(f"{(folder / 'large.html').as_uri()}#b1-3")
    named.wait_for_selector(card("b1-3") + ".lit")


@given(maps(), st.integers(1, 5))
@settings(max_examples=60)
def test_no_claim_is_lost_between_sheets(map: ArgumentMap, most: int) -> None:
    """However small the sheets, each claim is shown on one, and its sheet can be opened."""
    on = sheets(map, most)
    assert on.home.keys() == {claim.id for claim in map.claims}
    for claim, top in on.home.items():
        assert top in on.parts and claim in on.parts[top].claim
        seen = {top}
        while top:  # the way back to the first sheet
            top = on.home[top]
            assert top not in seen
            seen.add(top)


def test_a_click_on_nothing_lets_go(toll: str, visit: Callable[..., Any]) -> None:
    """A click beside the cards, beside the drawing, or on words that nobody quotes, lets go."""
    page = visit(toll, viewport={"width": 1400, "height": 1400})
    stage = page.locator("#stage").bounding_box()
    for x, y in [
        (stage["x"] + stage["width"] - 40, stage["y"] + stage["height"] - 4),
        (stage["x"] + stage["width"] - 40, stage["y"] + 4),
    ]:
        page.click(card("trial"))
        assert page.evaluate(LIT) != []
        page.mouse.click(x, y)
        assert page.evaluate(LIT) == [] and page.is_hidden("#about")
    page.click(card("trial"))
    page.click(".source p:has-text('Nothing follows')")
    assert page.evaluate(LIT) == []


def test_the_keys_never_lose_their_place(toll: str, visit: Callable[..., Any]) -> None:
    """What folds away or is made anew hands the focus on; Tab still reaches the map."""
    page = visit(toll)
    focus = "document.activeElement.dataset?.id ?? document.activeElement.textContent"
    page.focus(card("reopened"))
    page.hover(card("less-traffic"))
    page.locator(f"{card('less-traffic')} .toggle").click()
    page.focus("#keys")
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == "less-traffic"
    page.keyboard.press("Enter")
    for name, then in [
        ("Unfold", "Fold"),
        ("What if it fell?", "As it was"),
        ("As it was", "What if it fell?"),
    ]:
        page.focus(f"#about button:text-is('{name}')")
        page.keyboard.press("Enter")
        assert page.evaluate(focus) == then
    page.keyboard.press("x")
    page.focus("#supposed button")
    page.keyboard.press("Enter")
    assert page.evaluate(focus) == "less-traffic"
    page.focus("#about .close")
    page.keyboard.press("Enter")
    assert page.evaluate(focus) == "less-traffic"


def test_a_large_map_is_first_shown_so_that_it_can_be_read(
    visit: Callable[..., Any], root: Path, run: Callable[..., Any], tmp_path: Path
) -> None:
    """A map that would be tiny fills the stage at first, its theses in view; Fit shows it all."""
    assert (
        run("render", str(root / "maps/china_russia.arg"), "-o", "m.html").returncode == 0
    )
    page = visit((tmp_path / "m.html").as_uri(), viewport={"width": 1000, "height": 800})
    stage = page.locator("#stage").bounding_box()
    first = page.locator("#map svg").bounding_box()
    assert first["height"] > 0.9 * stage["height"]
    for name in ("closer-not-allied", "up-to-washington"):
        box = page.locator(card(name)).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= stage["width"]
    page.click("#fit")
    assert page.locator("#map svg").bounding_box()["width"] <= stage["width"]


CONTRAST = """() => {
  const parts = colour => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = colour => colour.slice(0, 3).map(each => each / 255)
    .map(each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
    .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    if (!element) return [255, 255, 255];
    return over(parts(getComputedStyle(element).backgroundColor), behind(element.parentElement));
  };
  return [...document.querySelectorAll('body *:not(svg *, script, :disabled)')]
    .filter(each => each.checkVisibility() &&
      [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(each => {
      const below = behind(each), colour = over(parts(getComputedStyle(each).color), below);
      const [a, b] = [light(colour), light(below)].sort((a, b) => b - a);
      return [(a + 0.05) / (b + 0.05), each.outerHTML];
    })
    .filter(([ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_said_can_be_read(
    toll: str, visit: Callable[..., Any], scheme: str
) -> None:
    """The page's own words stand out from what is behind them by at least 4.5 to 1."""
    page = visit(toll, color_scheme=scheme)
    page.click(card("trial"))
    page.keyboard.press("x")
    assert page.evaluate(CONTRAST) == []
    page.keyboard.press("/")
    page.keyboard.type("the")
    assert page.evaluate(CONTRAST) == []
    page.keyboard.press("Escape")
    page.click("#keys")
    assert page.evaluate(CONTRAST) == []


def test_words_that_several_claims_quote(
    visit: Callable[..., Any], folder: Path, run: Callable[..., Any]
) -> None:
    """Where quotations overlap, the words in both lead to both claims, which are then listed."""
    map = TOLL.replace("entered the centre", "entered") + (
        '  because slow "Slow"\n    quote report "entered … than a year … before"\n'
        '  because less "Less"\n    quote report "fewer cars entered the centre"\n'
    )
    (folder / "toll.arg").write_text(map, "utf-8")
    assert run("render", "toll.arg", "-o", "toll.html").returncode == 0
    page = visit((folder / "toll.html").as_uri())
    marks = page.locator("mark")
    assert [each.strip() for each in marks.all_inner_texts()] == [
        "17 percent",
        "fewer cars",
        "entered",
        "the centre",
        "than a year",
        "before",
    ]
    chosen = (
        "[...document.querySelectorAll('#map .card.chosen')].map(card => card.dataset.id)"
    )
    marks.nth(2).click()
    assert page.evaluate(chosen) == ["trial", "slow", "less"]
    assert page.locator("#about .to").count() == 3
    page.click("#about .to >> nth=1")
    assert page.evaluate(chosen) == ["slow"]
    assert page.locator("mark.chosen").all_inner_texts() == [
        "entered",
        "than a year",
        "before",
    ]
