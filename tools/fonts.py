"""Make the font files and the table of widths in ``argmap/render/fonts`` and ``widths.py``.

Run once, by hand, when the font changes::

    npm pack @fontsource/source-sans-3 && tar xf fontsource-source-sans-3-*.tgz
    pip install fonttools brotli
    python tools/fonts.py package

The family is renamed: Source Sans 3 reserves the name "Source" for what Adobe itself
ships, and a subset is a changed font. Each face is written twice, once for browsers (WOFF2,
one file a range of letters, so that a drawing carries only what it uses) and once for the
PNG and PDF writers (TTF, all ranges in one file).
"""

import sys
import tempfile
from itertools import pairwise, product
from pathlib import Path
from string import ascii_letters, digits, punctuation

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Argmap Sans"
FACES = {"regular": "400-normal", "italic": "400-italic", "bold": "600-normal"}
RANGES = {
    "latin": [
        *(*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x2C6, 0x2DA),
        *(0x2DC, *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044),
        *(0x20AC, 0x2122, 0x2191, 0x2193, 0x2212),
    ],
    "latin-ext": [
        *(*range(0x100, 0x250), *range(0x1E00, 0x1EA0), 0x2C7, *range(0x2D8, 0x2DE)),
        *(0x2113, *range(0x20A0, 0x20C0)),
    ],
    "vietnamese": [*range(0x1EA0, 0x1EFA), 0x300, 0x301, 0x303, 0x309, 0x323],
    "greek": [*range(0x370, 0x400)],
    "cyrillic": [*range(0x400, 0x530), 0x2116],
}
"""Which letters stand in which file; each letter stands in one."""

KERNED = ascii_letters + digits + punctuation + " “”‘’–—"
OUT = Path(__file__).parent.parent / "argmap" / "render" / "fonts"


def cut(font: TTFont, letters: list[int]) -> TTFont:
    """Keep the glyphs of some letters, their kerning and accents, and nothing else."""
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.drop_tables += ["STAT", "BASE", "gasp", "prep", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def rename(font: TTFont, face: str) -> None:
    """Give the font our name, and the weight and slope that font matchers look for."""
    sub = {"regular": "Regular", "italic": "Italic", "bold": "SemiBold"}[face]
    plain = "Italic" if face == "italic" else "Regular"
    for record in list(font["name"].names):
        if record.nameID not in (0, 13, 14):
            font["name"].removeNames(nameID=record.nameID)
    for number, value in (
        (1, FAMILY if face != "bold" else f"{FAMILY} SemiBold"),
        (2, plain),
        (3, f"{FAMILY} {sub}"),
        (4, f"{FAMILY} {sub}"),
        (6, f"ArgmapSans-{sub}"),
        (16, FAMILY),
        (17, sub),
    ):
        font["name"].setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 600 if face == "bold" else 400
    font["OS/2"].fsSelection = 0x01 if face == "italic" else 0x40
    font["head"].macStyle = 0x02 if face == "italic" else 0
    # No clock in the file: the same font gives the same bytes.
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False


def kerning(font: TTFont, face_cmap: dict[int, str]) -> dict[str, int]:
    """How far each pair of common letters is moved together or apart, in 1/1000 em."""
    found: dict[str, int] = {}
    features = font["GPOS"].table.FeatureList.FeatureRecord
    wanted = {
        i for f in features if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex
    }
    glyphs = {
        letter: face_cmap[ord(letter)] for letter in KERNED if ord(letter) in face_cmap
    }
    for index in sorted(wanted):
        for table in font["GPOS"].table.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            covered = {name: i for i, name in enumerate(table.Coverage.glyphs)}
            for (left, a), (right, b) in product(glyphs.items(), repeat=2):
                if left + right in found or a not in covered:
                    continue
                if table.Format == 1:
                    for record in table.PairSet[covered[a]].PairValueRecord:
                        if record.SecondGlyph == b:
                            found[left + right] = getattr(record.Value1, "XAdvance", 0)
                else:
                    first = table.ClassDef1.classDefs.get(a, 0)
                    second = table.ClassDef2.classDefs.get(b, 0)
                    value = table.Class1Record[first].Class2Record[second].Value1
                    found[left + right] = getattr(value, "XAdvance", 0) if value else 0
    return {pair: value for pair, value in found.items() if value}


def main(package: Path) -> None:
    """Read the npm package's files, write ours."""
    widths: dict[str, dict[int, int]] = {}
    kerns: dict[str, dict[str, int]] = {}
    ranges: dict[str, list[int]] = {}
    for face, name in FACES.items():
        widths[face] = {}
        parts = []
        for part, letters in RANGES.items():
            source = package / "files" / f"source-sans-3-{part}-{name}.woff2"
            font = TTFont(source)
            font.flavor = None
            has = font.getBestCmap()
            letters = [letter for letter in letters if letter in has]
            ranges[part] = letters
            cut(font, letters)
            rename(font, face)
            cmap = font.getBestCmap()
            for letter in letters:
                widths[face][letter] = font["hmtx"][cmap[letter]][0]
            if part == "latin":
                kerns[face] = kerning(font, cmap)
            with tempfile.NamedTemporaryFile(suffix=".ttf", delete=False) as file:
                font.save(file.name)
                parts.append(file.name)
            font.flavor = "woff2"
            font.save(OUT / f"{face}-{part}.woff2")
        whole = Merger().merge(parts)
        rename(whole, face)
        whole.save(OUT / f"{face}.ttf")
        for part in parts:
            Path(part).unlink()
    (OUT / "OFL.txt").write_text(licence(package))
    (OUT.parent / "widths.py").write_text(table(widths, kerns, ranges))


def licence(package: Path) -> str:
    """The font's licence, headed by its makers' own copyright line."""
    font = TTFont(package / "files" / "source-sans-3-latin-400-normal.woff2")
    notice = font["name"].getDebugName(0)
    text = (package / "LICENSE").read_text()
    body = text[text.index("This Font Software is licensed") :]
    body = "\n".join(line.rstrip() for line in body.splitlines())
    return (
        f"{notice}.\n\nThe files in this folder are subsets of Source Sans 3, made by "
        f"tools/fonts.py and renamed {FAMILY}.\n\n{body}\n"
    )


def runs(letters: list[int]) -> str:
    """A CSS ``unicode-range`` for some letters."""
    letters = sorted(letters)
    starts = [letters[0], *(b for a, b in pairwise(letters) if b != a + 1)]
    ends = [*(a for a, b in pairwise(letters) if b != a + 1), letters[-1]]
    return ",".join(
        f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}"
        for a, b in zip(starts, ends, strict=True)
    )


def table(
    widths: dict[str, dict[int, int]],
    kerns: dict[str, dict[str, int]],
    ranges: dict[str, list[int]],
) -> str:
    """The module of widths, which Python keeps compiled and so reads in a blink."""
    lines = [
        '"""Widths of the letters of our font, in 1/1000 em: made by tools/fonts.py."""',
        "",
        "# fmt: off",
        "# ruff: noqa",
        "",
        f"FAMILY = {FAMILY!r}",
        "RANGES: dict[str, str] = {",
        *(f"    {name!r}: {runs(letters)!r}," for name, letters in ranges.items()),
        "}",
        "MEMBERS: dict[str, frozenset[str]] = {",
        *(
            f"    {name!r}: frozenset({''.join(map(chr, sorted(letters)))!a}),"
            for name, letters in ranges.items()
        ),
        "}",
        "WIDTHS: dict[str, dict[str, int]] = {",
    ]
    for face, found in widths.items():
        by_width: dict[int, str] = {}
        for letter, width in sorted(found.items()):
            by_width[width] = by_width.get(width, "") + chr(letter)
        pairs = ", ".join(
            f"{width}: {letters!a}" for width, letters in sorted(by_width.items())
        )
        lines.append(f"    {face!r}: {{c: w for w, s in {{{pairs}}}.items() for c in s}},")
    lines += ["}", "KERNING: dict[str, dict[str, int]] = {"]
    for face, found_pairs in kerns.items():
        by_value: dict[int, str] = {}
        for pair, value in sorted(found_pairs.items()):
            by_value[value] = by_value.get(value, "") + pair
        pairs = ", ".join(f"{value}: {text!a}" for value, text in sorted(by_value.items()))
        lines.append(
            f"    {face!r}: {{s[i:i + 2]: k for k, s in {{{pairs}}}.items()"
            " for i in range(0, len(s), 2)},"
        )
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
