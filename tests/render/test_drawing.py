"""What stands in the SVG of a map."""

import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.evaluation import evaluate
from argmap.evaluation.gradual import degrees
from argmap.model import ArgumentMap, Claim, Contrary, Group, Quote
from argmap.render import Style, placing, svg
from argmap.render.digraph import AREA_LABEL

from .conftest import because, maps

SVG = "{http://www.w3.org/2000/svg}"
SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def words(drawing: str) -> str:
    """All that is printed, each line as it stands."""
    root = ElementTree.fromstring(drawing)
    return "\n".join(text.text or "" for text in root.iter(f"{SVG}text"))


def find(drawing: str, id: str) -> Any:
    """The element with an id."""
    return next(e for e in ElementTree.fromstring(drawing).iter() if e.get("id") == id)


@pytest.mark.parametrize("theme", ["auto", "light", "dark", "print"])
@pytest.mark.parametrize("groups", ["tag", "box"])
def test_any_text_gives_well_formed_xml(
    nasty: ArgumentMap, theme: Any, groups: Any
) -> None:
    """Whatever stands in a map, an XML reader takes the drawing and finds no script in it."""
    drawing = svg(nasty, style=Style(theme=theme, groups=groups, salt='"<x>'))
    root = ElementTree.fromstring(drawing)
    assert not list(root.iter(f"{SVG}script"))
    assert drawing.encode()


@SLOW
@given(maps(), st.sampled_from(["up", "down", "left", "right"]))
def test_any_map_is_drawn_whole(map: ArgumentMap, direction: Any) -> None:
    """Every claim has its card and every step its lines, in a map of any shape."""
    for groups in ("tag", "box"):
        style = Style(groups=groups, direction=direction)  # type: ignore[arg-type]
        root = ElementTree.fromstring(svg(map, style=style))
        classes = [(e.get("class") or "").split() for e in root.iter()]
        assert sum("card" in each for each in classes) == len(map.claims)
        steps = [e for e in root.iter() if "step" in (e.get("class") or "").split()]
        drawn = [e for e in steps if e.get("data-to")]
        pairs = [e for e in drawn if "contrary" in (e.get("class") or "")]
        assert len(drawn) - len(pairs) == len(map.steps)
        assert all(e.find(f"{SVG}path") is not None for e in drawn)
        apart = [{e.get("data-from"), e.get("data-to")} for e in pairs]
        apart += [set((e.get("data-between") or "").split()) for e in steps]
        for pair in map.contraries:
            assert any({pair.first.id, pair.second.id} <= each for each in apart)


def test_nothing_is_fetched_and_nothing_runs(nasty: ArgumentMap) -> None:
    """Every address in the drawing is a fragment, inline data or a link the caller gave."""
    drawing = svg(nasty, link=lambda claim: f"map.arg#L{len(claim.id)}")
    root = ElementTree.fromstring(drawing)
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name.endswith("href"):
                assert value.startswith("map.arg#L")
    style = root.find(f"{SVG}style")
    assert style is not None
    addresses = re.findall(r"url\((.{5})", style.text or "")
    assert addresses
    assert set(addresses) == {"data:"}
    assert "@import" not in (style.text or "")


def test_hash_seed_changes_no_byte(tmp_path: Path) -> None:
    """The same map gives the same bytes, whatever PYTHONHASHSEED is."""
    script = tmp_path / "draw.py"
    script.write_text(
        "import sys\n"
        "from argmap.model import *\n"
        "from argmap.render import Style, dot, svg\n"
        "c = [Claim(f'c{n}', f'Claim № {n} – ж', group='g', tags=('a', 'b')) "
        "for n in range(30)]\n"
        "s = [Step(f's{n}', 'for', (Premise(c[n]), Premise(c[n - 1])), c[n // 3]) "
        "for n in range(2, 30)]\n"
        "m = ArgumentMap(claims=tuple(c), steps=tuple(s), groups=(Group('g', 'G'),))\n"
        "for groups in ('tag', 'box'):\n"
        "    sys.stdout.buffer.write(svg(m, style=Style(groups=groups)).encode())\n"
        "sys.stdout.buffer.write(dot(m).encode())\n"
    )
    found = set()
    for seed in ("0", "1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.getcwd()}
        run = subprocess.run(
            [sys.executable, script], env=env, capture_output=True, check=True
        )
        assert run.stderr == b""
        found.add(run.stdout)
    assert len(found) == 1


def test_what_was_drawn_before_changes_no_byte(toll: ArgumentMap) -> None:
    """A map that is drawn anew after each change comes out as if it were drawn for the first time."""

    def changed(text: str) -> ArgumentMap:
        claims = tuple(
            attrs.evolve(claim, text=text) if claim.id == "free" else claim
            for claim in toll.claims
        )
        new = {claim.id: claim for claim in claims}
        return attrs.evolve(
            toll,
            claims=claims,
            contraries=tuple(
                Contrary(new[pair.first.id], new[pair.second.id])
                for pair in toll.contraries
            ),
        )

    words = ("Driving should be free.", "Driving should be free of charge.", "Free! " * 40)
    after = [svg(changed(text)) for text in (*words, *words)]
    first = []
    for text in words:
        placing._chosen.cache_clear()
        first.append(svg(changed(text)))
    assert after == [*first, *first]


def test_claims_that_all_contradict_one_another_meet_in_a_point() -> None:
    """Eight claims each of which contradicts each are eight lines, not twenty-eight."""
    claims = tuple(Claim(f"c{n}", f"Claim {n}.") for n in range(9))
    pairs = [Contrary(claims[a], claims[b]) for a in range(8) for b in range(a)]
    map = ArgumentMap(claims=claims, contraries=(*pairs, Contrary(claims[8], claims[0])))
    drawing = svg(map)
    hub = next(e for e in ElementTree.fromstring(drawing).iter() if e.get("data-between"))
    assert hub.get("data-between") == " ".join(f"c{n}" for n in range(8))
    assert len(re.findall('class="bar"', drawing)) == 8 + 2 + 2
    assert "any two of them contradict each other" in words(drawing)


def test_contradiction_does_not_look_like_a_rebuttal(toll: ArgumentMap) -> None:
    """Lines between claims that contradict each other have dashes and ends of their own."""
    drawing = svg(toll)
    pair = next(
        e for e in ElementTree.fromstring(drawing).iter() if e.get("data-to") == "free"
    )
    shapes = [e.get("class") for e in pair.iter(f"{SVG}path")]
    assert shapes == ["wire", "bar", "bar"]
    assert ".contrary .wire{stroke-dasharray:9 3 2 3}" in drawing


def test_card_reads_like_the_map(toll: ArgumentMap) -> None:
    """A card's label says what the claim is, what it says and what it bears on."""
    drawing = svg(toll)
    assert find(drawing, "claim-less-traffic").get("aria-label") == (
        "Claim less-traffic: A charge cuts traffic. It supports charge."
    )
    assert find(drawing, "claim-stockholm").get("aria-label") == (
        "Evidence stockholm: Traffic fell in Stockholm. A. Expert says so. "
        "Together with “What worked there works here.” it supports less-traffic."
    )
    assert find(drawing, "claim-new-ring-road").get("aria-label") == (
        "Undercut new-ring-road: The ring road moves the traffic anyway. It undercuts the "
        "step from stockholm and “What worked there works here.” to less-traffic."
    )
    assert find(drawing, "claim-free").get("aria-label") == (
        "Claim free: Driving should be free. It contradicts charge."
    )


def test_an_import_s_thesis_is_not_the_map_s(toll: ArgumentMap) -> None:
    """The thesis of an imported map plays the part that it has here."""
    other = Claim("toll.unfair", "It is unfair.", role="thesis")
    top = toll.claim["charge"]
    map = ArgumentMap(claims=(other, top), steps=(because(top, other, kind="against"),))
    drawing = svg(map)
    assert find(drawing, "claim-toll.unfair").get("aria-label").startswith("Rebuttal")
    assert find(drawing, "claim-charge").get("aria-label").startswith("Thesis")
    assert "Thesis: The city should charge cars.<" in drawing
    alone = svg(ArgumentMap(claims=(other,)))
    assert find(alone, "claim-toll.unfair").get("aria-label").startswith("Thesis")


def test_header_and_footer_say_where_a_claim_comes_from(toll: ArgumentMap) -> None:
    """Group, id, paragraph, quotation and author stand on the card; no made-up id does."""
    drawing = svg(toll, paragraphs={"less-traffic": 20})
    said = words(drawing)
    assert "§1 · less-traffic · ¶20" in said
    assert "“volumes fell by a fifth” — A. Expert" in said
    assert "_1" not in said
    assert "Transport Committee, April 2031 · 8 claims" in said


def test_quotation_is_cut_between_words() -> None:
    """A long quotation and its long-named speaker have a line each, and end with a word."""
    text = (
        "Words that stand in the source, one behind the other, for longer than a line is."
    )
    by = "The Committee for Everything That Has a Name Longer Than a Card"
    claim = Claim("a", "A claim.", by=by, quotes=(Quote("s", text),))
    said = words(svg(ArgumentMap(claims=(claim,)))).splitlines()
    quote = next(line for line in said if line.startswith("“"))
    name = next(line for line in said if line.startswith("—"))
    for line, whole in ((quote.strip("“”"), text), (name.removeprefix("— "), by)):
        assert line.endswith("…")
        start = line.removesuffix("…")
        assert whole.startswith(start)
        assert whole[len(start)] in " ,"
        assert len(start) > 20


def test_narrow_card_says_nothing_by_halves(toll: ArgumentMap) -> None:
    """On a narrow card the group's number and the paragraph's go before the name."""
    drawing = svg(toll, style=Style(width=80), paragraphs={"less-traffic": 20})
    said = words(drawing).splitlines()
    assert "§1 · ¶20" in said or "§1 · less… · ¶20" in said
    assert not [line for line in said if line.startswith("§") and line.endswith("…")]


def test_sources_are_told_apart_by_name(toll: ArgumentMap) -> None:
    """Where claims are read from two texts, a paragraph's number says in which it counts."""
    stockholm = toll.claim["stockholm"]
    other = attrs.evolve(stockholm, quotes=(attrs.evolve(stockholm.quotes[0], source="b"),))
    claims = tuple(other if claim is stockholm else claim for claim in toll.claims)
    drawing = svg(attrs.evolve(toll, claims=claims), paragraphs={"stockholm": 3})
    assert "b ¶3" in words(drawing)


def test_paragraph_is_that_of_the_quotation_on_the_card(build: Any) -> None:
    """No card puts the paragraph of its second quotation beside the source of the first."""
    compiled = build(
        "source book\n"
        'source report "report.txt"\n'
        'thesis a "It rains."\n'
        '  quote book "rain all day"\n'
        '  quote report "it rained"\n'
        'claim b "It snows."\n'
        '  quote report "it snowed"\n',
        files={"report.txt": "A first one.\n\nThen it rained and it snowed."},
    )
    said = words(svg(compiled.map, paragraphs=compiled.paragraphs))
    assert "b · report ¶2" in said
    assert said.count("¶2") == 1
    assert "book ¶" not in said


def test_drawing_is_read_from_its_heading_on(toll: ArgumentMap) -> None:
    """Heading, thesis, other cards, lines, legend: the document has the order of reading."""
    claims = (*toll.claims[1:], toll.claims[0])
    root = ElementTree.fromstring(svg(attrs.evolve(toll, claims=claims)))
    order = [e.get("data-id") or (e.get("class") or "").split(" ")[0] for e in root.iter()]
    places = [order.index(each) for each in ("heading", "charge", "free", "step", "legend")]
    assert places == sorted(places)


def test_labels_of_many_premises_stay_short() -> None:
    """Two hundred long premises of one step do not each name all the others in full."""
    premises = tuple(Claim(f"_{n}", "Long words. " * 40) for n in range(200))
    top = Claim("t", "The thesis.")
    map = ArgumentMap(claims=(top, *premises), steps=(because(top, *premises),))
    label = find(svg(map), "claim-_7").get("aria-label")
    assert len(label) < 3000
    assert "and 188 more it supports t" in label


def test_link_is_on_the_card(toll: ArgumentMap) -> None:
    """A card with an address is a link to it, which the keyboard reaches."""
    drawing = svg(toll, link=lambda claim: "a&b.arg#L1" if claim.id == "unfair" else None)
    card = find(drawing, "claim-unfair")
    assert card.tag == f"{SVG}a"
    assert card.get("href") == "a&b.arg#L1"
    assert find(drawing, "claim-rebate").tag == f"{SVG}g"


def test_legend_has_what_occurs_and_only_that(toll: ArgumentMap) -> None:
    """The legend explains each kind of line on the map, and none that is not there."""
    said = words(svg(toll))
    for entry in ("supports", "rebuts", "undercuts a step", "contradict each other"):
        assert entry in said
    assert "premises that count only together" in said
    assert "left unsaid in the text" in said
    assert "§1.1  Fairness & justice" in said
    assert "claim: supports a thesis" in said
    assert "evidence: a reason with a quotation" in said
    assert "reason: supports another" not in said
    assert "who says so" in said
    assert "¶  paragraph" in words(svg(toll, paragraphs={"less-traffic": 2}))
    a, b = Claim("a", "A."), Claim("b", "B.")
    small = words(svg(ArgumentMap(claims=(a, b), steps=(because(a, b),))))
    assert "supports" in small
    assert "¶" not in small
    assert "who says so" not in small
    for entry in ("rebuts", "undercut", "contradict", "together", "unsaid", "§"):
        assert entry not in small


def test_legend_s_plus_has_a_colour_of_the_map() -> None:
    """Where all linked premises speak against something, the legend's ⊕ does not support."""
    a, b, c = (Claim(id, "A claim.") for id in "abc")
    map = ArgumentMap(claims=(a, b, c), steps=(because(a, b, c, kind="against"),))
    assert 'class="step supports"' not in svg(map)


def test_legend_has_the_groups_that_hold_a_claim() -> None:
    """A group without a claim is not in the legend, one around a group with a claim is."""
    groups = (Group("a", "Outer"), Group("b", "Inner", parent="a"), Group("c", "Empty"))
    said = words(svg(ArgumentMap(claims=(Claim("x", "X.", group="b"),), groups=groups)))
    assert "§1  Outer" in said
    assert "§1.1  Inner" in said
    assert "Empty" not in said


def test_step_knows_its_ends(toll: ArgumentMap) -> None:
    """A program that reads the drawing finds from where to where each step runs."""
    root = ElementTree.fromstring(svg(toll))
    ends = {
        (e.get("data-from"), e.get("data-to"), (e.get("class") or "").split()[1])
        for e in root.iter()
        if e.get("data-to")
    }
    assert ends == {
        ("less-traffic", "charge", "supports"),
        ("stockholm _1", "less-traffic", "supports"),
        ("new-ring-road", "stockholm+_1>less-traffic", "undercuts"),
        ("unfair", "charge", "rebuts"),
        ("rebate", "unfair", "rebuts"),
        ("charge", "free", "rebuts"),
    }


def test_salt_keeps_drawings_apart(toll: ArgumentMap) -> None:
    """Two drawings with different salts share no id, and no rule of one styles the other."""
    ids, scopes = [], []
    for salt in ("one", "two"):
        drawing = svg(toll, style=Style(salt=salt, theme="print"))
        ids.append(set(re.findall(r' id="([^"]+)"', drawing)))
        rules = drawing[drawing.index("</style>") - 2000 : drawing.index("</style>")]
        scopes.append({rule.split()[0] for rule in rules.splitlines()[1:] if rule})
    assert ids[0].isdisjoint(ids[1])
    assert scopes == [{".argmap-one"}, {".argmap-two"}]


@pytest.mark.parametrize("salt", ["my map", "a\x01b", "a)b", 'q"<x>', "ü", "-1"])
def test_any_salt_does(toll: ArgumentMap, salt: str) -> None:
    """Whatever stands in a salt: one class, which the style sheet's rules name, and no URL breaks."""
    drawing = svg(toll, style=Style(salt=salt, theme="print"))
    scope = ElementTree.fromstring(drawing).get("class", "")
    assert re.fullmatch(r"argmap-[\w-]+", scope, re.ASCII)
    assert f"\n.{scope} .frame{{" in drawing
    ids = set(re.findall(r' id="([^"]+)"', drawing))
    patterns = re.findall(r'fill="url\(#([^"]+)\)"', drawing)
    assert patterns
    assert ids.issuperset(patterns)


def test_no_id_stands_twice(toll: ArgumentMap, nasty: ArgumentMap) -> None:
    """Every id in a drawing is its own, and none has a blank in it."""
    for map in (toll, nasty):
        ids = re.findall(r' id="([^"]+)"', svg(map))
        assert len(ids) == len(set(ids))
        assert not [id for id in ids if re.search(r"\s", id)]


def test_empty_map_has_a_sentence() -> None:
    """A map without claims is drawn too, with its title."""
    said = words(svg(ArgumentMap(title="Not yet")))
    assert said.splitlines() == ["Not yet", "no claims yet"]


def test_drawing_has_a_size(toll: ArgumentMap) -> None:
    """Opened by itself the drawing is as large as it was laid out, whatever the window."""
    root = ElementTree.fromstring(svg(toll))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_decomposed_letters_and_soft_hyphens_are_measured_as_shown() -> None:
    """Text in pieces, as macOS has it, is as wide as the same text in whole letters."""
    texts = ("각각의 나라", "\u1100\u1161\u11a8" * 2 + "의 나라", "각\u00ad각의 나라")
    drawings = [svg(ArgumentMap(claims=(Claim("a", text),))) for text in texts]
    assert drawings[0] == drawings[1] == drawings[2]


def test_small_fonts_only(toll: ArgumentMap) -> None:
    """A drawing carries the fonts of the letters it has, and no others."""
    latin = svg(toll)
    assert latin.count("@font-face") == 3
    assert len(latin) < 70_000
    title = attrs.evolve(toll, title="Москва")
    assert svg(title).count("@font-face") == 4


@pytest.mark.parametrize(
    ("direction", "axis", "sign"),
    [("up", 1, -1), ("down", 1, 1), ("left", 0, -1), ("right", 0, 1)],
)
def test_arrows_point_where_asked(direction: Any, axis: int, sign: int) -> None:
    """The supported claim lies where ``direction`` says, seen from its reason."""
    a, b = Claim("a", "A."), Claim("b", "B.")
    map = ArgumentMap(claims=(a, b), steps=(because(a, b),))
    drawing = svg(map, style=Style(direction=direction))
    places = []
    for id in ("claim-a", "claim-b"):
        frame = find(drawing, id).find(f"{SVG}rect")
        places.append((float(frame.get("x")), float(frame.get("y"))))
    assert (places[0][axis] - places[1][axis]) * sign > 20


def test_thesis_is_in_the_top_row(toll: ArgumentMap) -> None:
    """No claim stands above the thesis."""
    root = ElementTree.fromstring(svg(toll))
    tops = {
        e.get("data-id"): float(e.find(f"{SVG}rect").get("y"))  # type: ignore[union-attr,arg-type]
        for e in root.iter()
        if e.get("data-id")
    }
    assert tops["charge"] == min(tops.values())


@pytest.mark.parametrize("direction", ["up", "down", "left", "right"])
def test_box_holds_the_cards_of_its_group(direction: Any) -> None:
    """With boxes, each card lies inside its group's box, beneath the group's name."""
    claims = tuple(Claim(f"c{n}", f"Claim {n}.", group=f"g{n % 2}") for n in range(6))
    groups = (Group("g0", "First"), Group("g1", "Second"))
    steps = tuple(because(claims[n // 2], claims[n]) for n in range(1, 6))
    map = ArgumentMap(claims=claims, groups=groups, steps=steps)
    drawing = svg(map, style=Style(groups="box", direction=direction))
    root = ElementTree.fromstring(drawing)
    areas = [
        e for e in root.iter(f"{SVG}rect") if (e.get("class") or "").startswith("area")
    ]
    names = [e.text for e in root.iter(f"{SVG}text") if e.get("class") == "area-name"]
    boxes = dict(zip(names, [_edges(area) for area in areas], strict=True))
    for number, claim in enumerate(claims):
        card = _edges(find(drawing, f"claim-{claim.id}").find(f"{SVG}rect"))
        box = boxes[("First", "Second")[number % 2]]
        assert box[0] < card[0]
        assert box[1] + AREA_LABEL < card[1]
        assert card[2] < box[2]
        assert card[3] < box[3]


def _edges(rect: Any) -> tuple[float, float, float, float]:
    x, y, wide, high = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


def test_thesis_is_on_top_of_boxes(toll: ArgumentMap) -> None:
    """With boxes too, the thesis is not beneath a claim."""
    loose = attrs.evolve(toll.claim["charge"], group=None)
    claims = tuple(loose if claim.id == loose.id else claim for claim in toll.claims)
    drawing = svg(attrs.evolve(toll, claims=claims), style=Style(groups="box"))
    tops = {
        claim.id: _edges(find(drawing, f"claim-{claim.id}").find(f"{SVG}rect"))[1]
        for claim in claims
    }
    # Boxes of one row stand in its middle, whatever their height.
    assert tops["charge"] <= min(tops.values()) + 20


def test_no_wire_meets_a_card_at_its_corner() -> None:
    """However many reasons a claim has, wires meet the sides of cards, apart from each other."""
    top = Claim("t", "The thesis that all of this is there for.", role="thesis")
    reasons = tuple(Claim(f"r{n}", f"Reason number {n} of a good many.") for n in range(9))
    drawing = svg(
        ArgumentMap(claims=(top, *reasons), steps=tuple(because(top, r) for r in reasons))
    )
    cards = [
        _edges(e.find(f"{SVG}rect"))
        for e in ElementTree.fromstring(drawing).iter()
        if "card" in (e.get("class") or "").split()
    ]
    starts = re.findall(r'class="wire" d="M(\S+) (\S+)C', drawing)
    tips = re.findall(r'class="solid" d="M(\S+) (\S+?)L', drawing)[:9]
    for x, y in starts + tips:
        for x0, y0, x1, y1 in cards:
            for corner in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)):
                assert abs(float(x) - corner[0]) + abs(float(y) - corner[1]) > 4
    places = sorted((float(x), float(y)) for x, y in tips)
    for at, (x, y) in enumerate(places):
        for a, b in places[:at]:
            assert abs(x - a) + abs(y - b) > 6


def test_long_name_of_a_group_is_cut() -> None:
    """A group's name of 800 letters makes no page of 4,000 px."""
    claim = Claim("a", "A claim.", group="g")
    map = ArgumentMap(claims=(claim,), groups=(Group("g", "A name without end " * 45),))
    for groups in ("tag", "box"):
        drawing = svg(map, style=Style(groups=groups))  # type: ignore[arg-type]
        assert float(ElementTree.fromstring(drawing).get("width", "")) < 1200


def test_cards_do_not_overlap(toll: ArgumentMap, nasty: ArgumentMap) -> None:
    """No card covers another one, or leaves the page."""
    for map in (toll, nasty):
        root = ElementTree.fromstring(svg(map))
        _, _, wide, high = (float(each) for each in root.get("viewBox", "").split())
        cards = [
            _edges(e.find(f"{SVG}rect"))
            for e in root.iter()
            if "card" in (e.get("class") or "").split()
        ]
        for number, (x0, y0, x1, y1) in enumerate(cards):
            assert x0 >= 0
            assert x1 <= wide
            assert y0 >= 0
            assert y1 <= high
            for a0, b0, a1, b1 in cards[:number]:
                assert a1 <= x0 or x1 <= a0 or b1 <= y0 or y1 <= b0


def test_wide_map_is_staggered() -> None:
    """Forty reasons for one claim do not make a ribbon of forty cards."""
    top = Claim("t", "The thesis.", role="thesis")
    reasons = tuple(Claim(f"r{n}", f"Reason number {n} of a good many.") for n in range(40))
    map = ArgumentMap(
        claims=(top, *reasons), steps=tuple(because(top, each) for each in reasons)
    )
    wide = ElementTree.fromstring(svg(map)).get("viewBox", "").split()[2]
    assert float(wide) < 5000


def shape(drawing: str) -> float:
    """The width of a page by its height."""
    _, _, wide, high = ElementTree.fromstring(drawing).get("viewBox", "").split()
    return float(wide) / float(high)


@pytest.mark.parametrize("groups", ["tag", "box"])
def test_what_does_not_hang_together_stands_in_rows(groups: Any) -> None:
    """Thirty pairs of claims, or thirty groups, make a page and no ribbon."""
    claims = tuple(
        Claim(f"c{n}", f"Claim number {n}.", group=f"g{n // 2}") for n in range(60)
    )
    map = ArgumentMap(
        claims=claims,
        groups=tuple(Group(f"g{n}", f"Group {n}") for n in range(30)),
        steps=tuple(because(claims[n], claims[n + 1]) for n in range(0, 60, 4)),
    )
    drawing = svg(map, style=Style(groups=groups))
    assert 1 < shape(drawing) < 2.2
    cards = [
        _edges(e.find(f"{SVG}rect"))
        for e in ElementTree.fromstring(drawing).iter()
        if "card" in (e.get("class") or "").split()
    ]
    for number, (x0, y0, x1, y1) in enumerate(cards):
        for a0, b0, a1, b1 in cards[:number]:
            assert a1 <= x0 or x1 <= a0 or b1 <= y0 or y1 <= b0


@pytest.mark.parametrize("linked", [False, True])
def test_a_hundred_reasons_are_no_ribbon(linked: bool) -> None:
    """A hundred reasons for one claim, one by one or all in one step, stand in many rows."""
    top = Claim("t", "The thesis.", role="thesis")
    reasons = tuple(Claim(f"r{n}", f"Reason number {n}.") for n in range(100))
    steps = (because(top, *reasons),) if linked else tuple(because(top, r) for r in reasons)
    assert shape(svg(ArgumentMap(claims=(top, *reasons), steps=steps))) < 7


def test_premises_of_a_step_stand_in_a_row() -> None:
    """However wide a map is, what counts only together is not put on several heights."""
    top = Claim("t", "The thesis.", role="thesis")
    reasons = tuple(Claim(f"r{n}", f"Reason number {n} of a good many.") for n in range(40))
    steps = tuple(because(top, *reasons[n : n + 4]) for n in range(0, 40, 4))
    drawing = svg(ArgumentMap(claims=(top, *reasons), steps=steps))
    for start in range(0, 40, 4):
        heights = {
            find(drawing, f"claim-r{n}").find(f"{SVG}rect").get("y")
            for n in range(start, start + 4)
        }
        assert len(heights) == 1


def test_ids_that_no_document_can_hold_stay_apart() -> None:
    """Claims whose names differ in letters that no id can hold get ids of their own."""
    claims = tuple(Claim(name, "A claim.") for name in ("a b", "a_b", "a\tb"))
    document = svg(ArgumentMap(claims=claims))
    ids = re.findall(r' id="([^"]+)"', document)
    assert len(ids) == len(set(ids))


def test_a_long_title_stays_on_the_page() -> None:
    """A map with a long title and no claim is as high as its title."""
    document = svg(ArgumentMap(title="A very long title that goes on and on. " * 12))
    high = float(re.search(r'viewBox="0 0 \S+ (\S+)"', document)[1])
    assert max(float(y) for y in re.findall(r'<text[^>]* y="([\d.]+)"', document)) < high


def test_every_attribute_is_documented(toll: ArgumentMap) -> None:
    """The page on the library names each data attribute that a drawing may have."""
    page = Path(__file__).parents[2].joinpath("docs", "api.md").read_text("utf-8")
    three = tuple(Claim(f"x{at}", f"{at}.") for at in range(3))
    pairs = tuple(Contrary(a, b) for a, b in combinations(three, 2))
    odd = attrs.evolve(toll, claims=(*toll.claims, *three), contraries=pairs)
    drawings = [
        svg(odd, verdicts=evaluate(odd)),
        svg(odd, verdicts=evaluate(odd, "preferred")),
        svg(odd, verdicts=degrees(odd, "df-quad")),
        svg(odd, style=Style(collapse=2)),
    ]
    found = set(re.findall(r" (data-[a-z]+)=", "".join(drawings)))
    assert {"data-between", "data-accepted", "data-folded", "data-degree"} <= found
    assert {name for name in found if f"`{name}`" not in page} == set()
