"""PNG, PDF and DOT."""

import re
import shutil
import struct
import sys
import zlib
from collections import Counter
from typing import Any

import attrs
import pytest

from argmap.model import ArgumentMap, Claim
from argmap.render import MissingExtra, Style, dot, engine, pdf, png, svg
from argmap.render.digraph import question
from argmap.render.engine import EngineError, Late, Stumble, _children, place, places
from argmap.render.layout import Box, Plan
from argmap.render.theme import DARK, LIGHT


def pixels(image: bytes) -> tuple[int, int, Counter[str]]:
    """Width, height, and how often each colour occurs, of an RGBA image of 8 bits."""
    rows = scan(image)
    found = Counter(
        "#" + row[at : at + 3].hex() for row in rows for at in range(0, len(row), 4)
    )
    return len(rows[0]) // 4, len(rows), found


def scan(image: bytes) -> list[bytearray]:
    """The rows of an RGBA image of 8 bits."""
    wide, high = struct.unpack(">II", image[16:24])
    data, at = b"", 8
    while at < len(image):
        length, kind = struct.unpack(">I4s", image[at : at + 8])
        if kind == b"IDAT":
            data += image[at + 8 : at + 8 + length]
        at += length + 12
    raw = zlib.decompress(data)
    rows: list[bytearray] = []
    before = bytearray(wide * 4)
    for number in range(high):
        start = number * (wide * 4 + 1)
        row = bytearray(raw[start + 1 : start + 1 + wide * 4])
        _unfilter(raw[start], row, before)
        rows.append(row)
        before = row
    return rows


def _unfilter(kind: int, row: bytearray, up: bytearray) -> None:
    for at in range(len(row)):
        left, corner = (row[at - 4], up[at - 4]) if at >= 4 else (0, 0)
        guess = left + up[at] - corner
        paeth = min((left, up[at], corner), key=lambda each: abs(guess - each))
        row[at] = (row[at] + (0, left, up[at], (left + up[at]) // 2, paeth)[kind]) & 255


@pytest.mark.parametrize(("theme", "page"), [("auto", LIGHT.page), ("dark", DARK.page)])
def test_png_has_the_theme_s_colours(toll: ArgumentMap, theme: Any, page: str) -> None:
    """A PNG shows the drawing in its colours; "auto" comes out light."""
    drawing = svg(toll, style=Style(theme=theme))
    wide, high, colours = pixels(png(drawing, scale=0.5))
    _, _, w, h = drawing.split('viewBox="')[1].split('"')[0].split()
    assert (wide, high) == pytest.approx((float(w) / 2, float(h) / 2), abs=1)
    assert colours.most_common(1)[0][0] == page
    palette = DARK if theme == "dark" else LIGHT
    assert colours[palette.thesis] > 1000


def test_png_needs_no_font_of_the_machine(toll: ArgumentMap) -> None:
    """The letters of a Latin map come from our own fonts: without them they are not there."""
    import resvg_py

    drawing = svg(toll, style=Style(theme="light"))
    _, _, ours = pixels(png(drawing, scale=0.5))
    bare = bytes(
        resvg_py.svg_to_bytes(svg_string=drawing, zoom=0.5, skip_system_fonts=True)
    )
    _, _, none = pixels(bare)
    assert ours[LIGHT.card] < none[LIGHT.card] - 500


@pytest.mark.parametrize(
    "text", ["הסחר החופשי מעשיר את העמים.", "A plain claim with שלום in it → and more."]
)
def test_png_keeps_text_on_its_card(text: str) -> None:
    """What runs from right to left, and letters of other fonts, stay on the card."""
    map = ArgumentMap(claims=(Claim("a", text),))
    drawing = svg(map, style=Style(theme="light"))
    frame = re.search(r'class="frame" x="(\S+)" y="\S+" width="(\S+)"', drawing)
    assert frame is not None
    left, right = float(frame[1]), float(frame[1]) + float(frame[2])
    dark = [
        at / 4
        for row in scan(png(drawing, scale=1))[50:]
        for at in range(0, len(row), 4)
        if sum(row[at : at + 3]) < 200
    ]
    assert len(dark) > 100
    assert left < min(dark)
    assert max(dark) < right


def test_png_leaves_our_letters_in_our_font() -> None:
    """One letter of another font leaves the others of its line as they are."""
    from argmap.render.export import _still

    still = _still(svg(ArgumentMap(claims=(Claim("a", "It follows → that it rains."),))))
    assert ">It follows</text>" in still
    assert ">that it rains.</text>" in still


def test_any_text_becomes_a_picture(nasty: ArgumentMap) -> None:
    """Whatever the text, PNG and PDF come out."""
    drawing = svg(nasty)
    assert png(drawing, scale=0.3).startswith(b"\x89PNG")
    assert pdf(drawing).startswith(b"%PDF-")


def test_huge_drawing_is_scaled_down(toll: ArgumentMap) -> None:
    """A PNG has no side beyond 16,000 dots, whatever scale is asked for."""
    wide, high = struct.unpack(">II", png(svg(toll), scale=40)[16:24])
    assert 15_000 < max(wide, high) <= 16_000


def test_pdf_holds_text_and_is_the_same_twice(toll: ArgumentMap) -> None:
    """A PDF has our fonts in it, no pictures, and no clock."""
    drawing = svg(toll)
    first = pdf(drawing)
    assert first == pdf(drawing)
    assert b"/FontDescriptor" in first
    assert b"/Subtype /Image" not in first
    assert b"/Subtype/Image" not in first


@pytest.mark.parametrize(
    ("write", "module", "extra"), [(png, "resvg_py", "png"), (pdf, "typst", "pdf")]
)
def test_missing_library_is_named(
    write: Any, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who lacks a library is told the command that installs it."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=rf"pip install 'argmap\[{extra}\]'"):
        write("<svg/>")


def test_missing_graphviz_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pygraphviz, or without `dot`, the message says what to install."""
    _children.stop()
    with monkeypatch.context() as bare:
        bare.setattr(
            sys, "path", [each for each in sys.path if "site-packages" not in each]
        )
        with pytest.raises(EngineError, match="pip install pygraphviz"):
            place("digraph {}")
    _children.stop()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match="apt-get install graphviz"):
        place("digraph {}", "system")


def test_graphviz_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    """What Graphviz warns of does not reach the terminal."""
    place(
        'digraph { node [shape=nope, label="far too long", fixedsize=true, width=0.1] a }'
    )
    assert capfd.readouterr() == ("", "")


def test_graphviz_hears_no_word_of_the_map(nasty: ArgumentMap) -> None:
    """The question to Graphviz has sizes and numbers, and nothing that a user wrote."""
    from argmap.render.cards import cards
    from argmap.render.plan import wire

    for groups in ("tag", "box"):
        style = Style(groups=groups)  # type: ignore[arg-type]
        asked = question(wire(nasty, cards(nasty, style, {}), style).plan)
        assert asked.isascii()
        assert "alert" not in asked
        assert "plain" not in asked


@pytest.mark.parametrize("lost", ["objects", "edges"])
def test_half_an_answer_is_none(toll: ArgumentMap, lost: str) -> None:
    """Graphviz that gives up halfway, without a word, is found out."""
    import json

    from argmap.render.cards import cards
    from argmap.render.digraph import answer
    from argmap.render.plan import wire

    plan = wire(toll, cards(toll, Style(), {}), Style()).plan
    found = json.loads(place(question(plan)))
    del found[lost][-1]["pos"]
    with pytest.raises(ValueError, match="place"):
        answer(json.dumps(found).encode(), plan)


def test_layout_is_in_pixels() -> None:
    """A box of 120 px is one of 120 px for Graphviz, whose measure is the inch."""
    assert "width=1.6667" in question(Plan((Box("c0", 120, 72),), ()))


def test_dot_is_read_by_graphviz_with_its_text(toll: ArgumentMap) -> None:
    """The DOT that we hand out says the claims, and Graphviz can draw it."""
    for groups in ("tag", "box"):
        text = dot(toll, style=Style(groups=groups))  # type: ignore[arg-type]
        assert "A charge cuts traffic." in text
        answer = place(text)
        assert answer.count(b'"name": "claim ') == len(toll.claims)


@pytest.mark.parametrize("groups", ["tag", "box"])
def test_brackets_are_no_html_in_dot(toll: ArgumentMap, groups: Any) -> None:
    """A title or a group's name in angle brackets is said as it stands."""
    named = tuple(attrs.evolve(group, name="<new & old>") for group in toll.groups)
    text = dot(
        attrs.evolve(toll, title="<b>Bold</b>", groups=named), style=Style(groups=groups)
    )
    assert 'label="<b>Bold</b>"' in text
    assert text.count('label="<new & old>"') == 2


def test_dot_takes_any_text(nasty: ArgumentMap) -> None:
    """No text breaks out of its label: Graphviz still finds every claim and every edge."""
    import json

    answer = json.loads(place(dot(nasty)))
    names = {each["name"] for each in answer["objects"] if "pos" in each}
    assert len(names) == len(nasty.claims)
    assert len(answer["edges"]) == len(nasty.steps)


@pytest.mark.parametrize(
    "engine",
    [
        "pygraphviz",
        pytest.param(
            "system",
            marks=pytest.mark.skipif(
                not shutil.which("dot"), reason="apt-get install graphviz"
            ),
        ),
    ],
)
def test_a_graph_that_takes_too_long_costs_only_itself(engine: Any) -> None:
    """Graphviz is stopped over a graph that it would sit at for minutes, and draws the next."""
    every = "".join(f"a{i} -> a{j};" for i in range(120) for j in range(i))
    with pytest.raises(Stumble, match=r"did not finish within 0\.5 seconds"):
        place(f"digraph {{ {every} }}", engine, 0.5)
    assert b"pos" in place("digraph { a -> b }", engine)


def test_a_crash_of_graphviz_costs_only_that_graph() -> None:
    """Where the process of Graphviz has died, the next map is drawn by a new one."""
    place("digraph { a }")
    died = _children.each[0].start()
    died.kill()
    died.wait()
    assert b"pos" in place("digraph { a -> b }")


def test_what_graphviz_cannot_read_is_said() -> None:
    """DOT with a fault ends in a message, and not in one on the terminal alone."""
    with pytest.raises(Stumble, match="could not lay out the map"):
        place("digraph { a -> ")


@pytest.mark.skipif(shutil.which("dot") is None, reason="apt-get install graphviz")
def test_machine_s_own_graphviz_draws_the_same(toll: ArgumentMap) -> None:
    """``--engine system`` gives every card and step that the built-in one gives."""
    drawings = [svg(toll, style=Style(engine=each)) for each in ("pygraphviz", "system")]  # type: ignore[arg-type]
    labels = [sorted(re.findall(r'aria-label="[^"]*"', each)) for each in drawings]
    assert labels[0] == labels[1]
    assert drawings[0].count('class="wire"') == drawings[1].count('class="wire"')


def test_what_takes_graphviz_too_long_is_drawn_without_it(
    toll: ArgumentMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Graphviz does not finish, the map is drawn as a tidy tree, unless dot was asked for."""
    _children.stop()
    monkeypatch.setattr(engine, "LIMIT", 0.001)  # its process takes longer to start
    assert svg(toll) == svg(toll, style=Style(layout="tidy"))
    with pytest.raises(Late, match="tidy"):
        svg(toll, style=Style(layout="dot"))


def test_graphs_that_wait_survive_a_crash_before_them() -> None:
    """Each of several graphs gets its own answer, though Graphviz dies over one of them."""
    died = _children.each[0].start()
    answers = []
    for number, answer in enumerate(places(f"digraph {{ a{each} }}" for each in range(6))):
        answers.append(answer)
        if number == 1:
            died.kill()
            died.wait()
    lost = [isinstance(answer, Stumble) for answer in answers]
    assert sum(lost) <= 1 and not any(lost[:2])
    for number, answer in enumerate(answers):
        assert isinstance(answer, Stumble) or f'"a{number}"'.encode() in answer


def test_graphs_given_up_leave_no_answer_behind() -> None:
    """Who stops listening halfway gets the right answer to the next question."""
    answers = places(f"digraph {{ a{each} }}" for each in range(6))
    next(answers)
    answers.close()
    assert b'"b"' in place("digraph { b }")


def test_huge_graphs_wait_without_blocking() -> None:
    """Questions and answers larger than any pipe holds pass one another."""
    dot = (
        "digraph { " + " ".join(f'a{each} [x="{"y" * 200}"]' for each in range(900)) + " }"
    )
    assert [b"pos" in answer for answer in places([dot] * 4)] == [True] * 4  # type: ignore[operator]
