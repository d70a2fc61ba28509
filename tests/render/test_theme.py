"""Colours that can be read, and told apart."""

from itertools import combinations

import pytest

from argmap.render.theme import DARK, LIGHT, PRINT, Palette


def channel(value: int) -> float:
    """A colour's part in linear light."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of ``#rrggbb``, in linear light."""
    red, green, blue = (channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it."""
    lights = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other))
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize(
    ("palette", "least"),
    [(LIGHT, 5.7), (DARK, 7.2), (PRINT, 7.2)],
    ids=["light", "dark", "print"],
)
def test_everything_that_is_read_stands_out(palette: Palette, least: float) -> None:
    """Text on its card, lines on the page: the contrast is as high as promised."""
    inks = [
        palette.text,
        palette.muted,
        palette.supports,
        palette.rebuts,
        palette.undercuts,
    ]
    inks += [colour for part, colour in palette.parts.items() if part != "thesis"]
    for ink in inks:
        for ground in (palette.page, palette.card):
            assert contrast(ink, ground) >= least, (ink, ground)
    for ink in (palette.muted, palette.supports, palette.rebuts, palette.undercuts):
        assert contrast(ink, palette.area) >= least, (ink, palette.area)
    assert contrast(palette.on_thesis, palette.thesis) >= least
    assert contrast(palette.focus, palette.page) >= 3
    for ground in (palette.page, palette.area):
        assert contrast(palette.area_line, ground) >= (2.9 if palette is LIGHT else 3)


# Machado, Oliveira and Fernandes 2009, severity 1.
BLIND = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def lab(colour: str, kind: str) -> tuple[float, float, float]:
    """A colour as someone with a colour-blindness sees it, in CIE L*a*b*."""
    seen = [
        min(max(sum(a * b for a, b in zip(row, linear(colour), strict=True)), 0), 1)
        for row in BLIND[kind]
    ]
    r, g, b = seen
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("kind", list(BLIND))
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_steps_stay_apart_for_the_colour_blind(palette: Palette, kind: str) -> None:
    """The three kinds of step keep different colours under each colour-blindness."""
    colours = (palette.supports, palette.rebuts, palette.undercuts)
    for one, other in combinations(colours, 2):
        a, b = lab(one, kind), lab(other, kind)
        assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 > 12, (
            one,
            other,
        )
