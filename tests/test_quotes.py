"""Where quotations stand in their sources."""

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from argmap.model import ArgumentMap, Claim, Quote, Source
from argmap.quotes import Reading, corrected, coverage, paragraphs, places, read
from argmap.quotes.nearest import costs
from argmap.text import Text

REPORT = """\
What the trial showed

In the trial year “volumes” fell by a fifth — more than we had hoped —
and the non-aligned districts, it\u2019s said, won\u2019t  complain.\u00a0The 14.5 km of new
road cost $1,000,000; the party of the centre paid.

Critics say that volumes fell by a fifth… for other reasons. The charge may
not have moved any traffic. It did not rain. Buses ran on time.

   \t
Volumes fell again.
"""


def held(words: str, source: str = REPORT, occurrence: int | None = None) -> Reading:
    """One quotation, held against one source."""
    claim = Claim("claim", "…", quotes=(Quote("report", words, occurrence),))
    (reading,) = read(ArgumentMap(claims=(claim,)), {"report": Text("report.txt", source)})
    return reading


def found(reading: Reading) -> list[str]:
    """The source's words, with one blank for each stretch of white space."""
    return [" ".join(span.content.split()) for span in reading.spans]


@pytest.mark.parametrize(
    "words",
    [
        'the trial year "volumes" fell',
        "the trial year 'volumes' fell",
        "fell by a fifth - more than we had hoped - and the",
        "fell by a fifth --- more than",
        "the non\u2011aligned districts",
        "it's said, won't complain. The 14.5 km",
        "the non-aligned\n\n   districts",
        "  the trial   year ",
        "the tri\xadal ye\u200bar",
        "$1,000,000",
        "complain",
    ],
)
def test_equal(words: str) -> None:
    """Quotation marks, dashes, white space and letters without width do not count."""
    reading = held(words)
    assert (reading.state, reading.paragraph) == ("exact", 2)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("He's not alone - many agree", "He’s not alone—many agree"),
        ("He's not alone—", "He’s not alone — many agree"),
        ("our co-operation will last", "our co-\noperation will last"),
        ("our cooperation will last", "our co-\r\n  operation will last"),
        ("all traffic fell", "all traf\xad\nfic fell"),
        ("the final offer", "the ﬁnal oﬀer"),
        ("It worked. The plan fell", "It worked.[12] The plan fell"),
        ("It worked, and how", "It worked [3, 12], and how"),
        ("It worked.[12] The", "It worked. The"),
        ("in 2019", "in 2019² it fell"),
        ('est "grande" oui', "est « grande » oui"),
        ("« grande », dit-il", "«grande», dit-il"),
        ("l'« homme »", "l’«\u202fhomme\xa0»"),
        ("« oui »", "dit-elle : «\xa0oui\xa0»"),
        ('sagte "ja" und ging', "sagte »ja« und ging"),
        ('("Nein!" rief er)', "(»Nein!« rief er)"),
    ],
)
def test_as_it_is_set(words: str, source: str) -> None:
    """Dashes without blanks, broken words, ligatures, note numbers and the like do not count."""
    assert held(words, source).state == "exact"


@pytest.mark.parametrize(
    ("words", "source", "parts"),
    [
        ("[T]raffic fell", "So traffic fell", ["traffic fell"]),
        ("[t]raffic fell", "Traffic fell", ["Traffic fell"]),
        ("[T]raffic fell", "[T]raffic fell", ["[T]raffic fell"]),
        ("We [the ministers] will", "We will", ["We", "will"]),
        ("[The ministers] will act", "They will act", ["will act"]),
        (
            "The plan [the old one] worked",
            "The plan it made worked",
            ["The plan", "worked"],
        ),
        ("They has [sic] come", "They has come", ["They has", "come"]),
        ("the [old] plan", "a plan, the [old] plan", ["the [old] plan"]),
        ("A … B [q] z", f"A B {'w ' * 30} B z", ["A", "B", "z"]),
    ],
)
def test_brackets(words: str, source: str, parts: list[str]) -> None:
    """What stands in brackets is not compared, unless the source has it too."""
    reading = held(words, source)
    assert (reading.state, found(reading)) == ("exact", parts)


def test_brackets_stand_for_little() -> None:
    """Two parts with half a paragraph between are not a sentence with a word put in."""
    reading = held("We [all] will fall", f"We came. {'And they went. ' * 4} It will fall.")
    assert (reading.state, reading.difference) == ("altered", ())


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("3 percent is much", "−3 percent is much"),
        ("3 percent is much", "It was -3 percent is much"),
        ("5 percent is much", ".5 percent is much"),
        ("200 cars came", "1\u202f200 cars came"),
        ("It takes 2", "It takes 2½"),
        ("½ hours is much", "2½ hours is much"),
    ],
)
def test_part_of_a_number(words: str, source: str) -> None:
    """A quotation that begins or ends inside a number is not word for word."""
    assert held(words, source).state == "altered"


@pytest.mark.parametrize("source", ["of 10–12 cars", "– 12 cars", "for... 12 cars"])
def test_after_a_dash(source: str) -> None:
    """A number behind the dash of a range, or one set off by a dash, is a whole one."""
    assert held("12 cars", source).state == "exact"


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("in the trial year", "In the trial year"),
        ("fell by a fifth.", "fell by a fifth"),
        ("districts it’s said", "districts, it’s said"),
        ("the nonaligned districts", "the non-aligned districts"),
        ("year “volumes” fall by a fifth", "year “volumes” fell by a fifth"),
    ],
)
def test_altered(words: str, source: str) -> None:
    """Case, punctuation and every letter count."""
    reading = held(words)
    assert reading.state == "altered"
    assert found(reading) == [source]
    assert reading.difference


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("aligned districts", "non-aligned districts"),
        ("it’s said, won", "it’s said, won’t"),
        ("The 14", "The 14.5"),
        ("the non", "the non-aligned"),
        ("$1,000", "$1,000,000"),
    ],
)
def test_part_of_a_word(words: str, source: str) -> None:
    """A quotation that begins or ends inside a word is not word for word."""
    reading = held(words)
    assert (reading.state, found(reading)) == ("altered", [source])


def test_part_of_a_word_that_is_not_like_it() -> None:
    """`art` does not stand in `party`."""
    assert held("art").state == "absent"


def test_after_an_apostrophe() -> None:
    """What French and Italian put before an apostrophe may be left out."""
    assert held("homme qui marche", "C’est l’homme qui marche.").state == "exact"


def test_unlike() -> None:
    """What nothing in the source is like is absent, and has no place."""
    reading = held("the moon is made of cheese")
    assert (reading.state, reading.spans, reading.places) == ("absent", (), ())


def test_passage_without_stray_punctuation() -> None:
    """The nearest passage begins and ends with words, where the quotation does."""
    assert found(held("clearly Critics say that volumes fell by a fifth")) == [
        "Critics say that volumes fell by a fifth"
    ]


def test_negation_is_never_exact() -> None:
    """However like it is, a sentence with a `not` is not the one without."""
    source = (
        "In June the city will impose a charge of five crowns on every car and every van."
    )
    reading = held(source.replace("will", "will not"), source)
    assert reading.state == "altered"
    assert [(each.quoted, each.source) for each in reading.difference] == [("not", "")]


def test_difference() -> None:
    """A difference names the words on both sides, whole, and their place in the source."""
    reading = held("Critics think that volumes fell a fifth… for other good reasons")
    assert [(each.quoted, each.source) for each in reading.difference] == [
        ("think", "say"),
        ("", "by"),
        ("good", ""),
    ]
    say = reading.difference[0].span
    assert (say.content, say.line) == ("say", 7)
    assert (
        corrected(reading) == "Critics say that volumes fell by a fifth… for other reasons"
    )


def test_ambiguous() -> None:
    """Words that stand in several places are ambiguous, and the places are given."""
    reading = held("fell by a fifth")
    assert (reading.state, reading.spans) == ("ambiguous", ())
    assert [place.paragraph for place in reading.places] == [2, 3]


@pytest.mark.parametrize(("occurrence", "paragraph"), [(1, 2), (2, 3)])
def test_occurrence(occurrence: int, paragraph: int) -> None:
    """An occurrence chooses among the places, counted from 1."""
    reading = held("fell by a fifth", occurrence=occurrence)
    assert (reading.state, reading.paragraph) == ("exact", paragraph)


@pytest.mark.parametrize("occurrence", [0, 3])
def test_occurrence_out_of_range(occurrence: int) -> None:
    """An occurrence that is not there is absent, though the words have places."""
    reading = held("fell by a fifth", occurrence=occurrence)
    assert (reading.state, len(reading.places)) == ("absent", 2)


@pytest.mark.parametrize("dots", ["…", " … ", "...", " [...] ", "[…]", " . . . ", " (…) "])
def test_elision(dots: str) -> None:
    """An ellipsis in any form leaves words out; each part has its own place."""
    reading = held(f"Critics say{dots}for other reasons")
    assert reading.state == "exact"
    assert found(reading) == ["Critics say", "for other reasons"]


def test_elision_at_the_ends() -> None:
    """An ellipsis at the start or the end leaves nothing to find, nor does a stop there."""
    assert found(held("… Critics say …")) == ["Critics say"]
    assert found(held("… Critics say … .")) == ["Critics say"]


def test_elision_in_order() -> None:
    """Parts in another order than the source's are not word for word."""
    reading = held("for other reasons … Critics say")
    assert (reading.state, reading.difference) == ("altered", ())


def test_elision_takes_the_tightest() -> None:
    """Of several ways to find the parts, the one that leaves out least is meant."""
    source = "The city pays a lot of money here and much more there. The city, it pays."
    reading = held("The city … pays", source)
    assert reading.state == "ambiguous"
    far = (
        "The city is old and has, for reasons that nobody knows, walls. It pays. "
        "The city, it pays."
    )
    assert [span.start for span in held("The city … pays", far).spans] == [
        far.index("The city, it"),
        far.rindex("pays"),
    ]


def test_elision_within_a_paragraph() -> None:
    """Parts within one paragraph win over parts of which each has its own."""
    source = (
        "The city is large.\n\nIt pays.\n\nThe city, as all of its neighbours know, pays."
    )
    reading = held("The city … pays", source)
    assert (reading.state, reading.paragraph) == ("exact", 3)


def test_altered_elision() -> None:
    """A part that is altered is found by its likeness, the others as they stand."""
    reading = held("Critics said that volumes … for other reasons")
    assert found(reading) == ["Critics say that volumes", "for other reasons"]
    assert corrected(reading) == "Critics say that volumes … for other reasons"


@pytest.mark.parametrize("words", ["", "  ", "…", " … [...] ", "\u200b", "."])
def test_no_words(words: str) -> None:
    """A quotation without words stands nowhere that a reader could look."""
    assert held(words, "Nothing").state == "absent"


def test_longer_than_its_source() -> None:
    """A quotation may be longer than its source, or the source empty."""
    assert held("volumes fell by a fifth " * 50, "volumes fell").state == "absent"
    assert held("volumes fell", "").state == "absent"
    assert held("a b " * 3000, "a b " * 2990).state == "absent"


def test_no_text() -> None:
    """Without its text, a quotation is unchecked."""
    claim = Claim("claim", "…", quotes=(Quote("report", "volumes"),))
    (reading,) = read(ArgumentMap(claims=(claim,)), {})
    assert (reading.state, reading.paragraph) == ("unchecked", None)


def test_scripts_without_blanks() -> None:
    """In Chinese or Thai a quotation may begin and end anywhere."""
    source = "中国不会与俄罗斯正式结盟，但是两国关系会越来越近。"
    assert held("俄罗斯正式结盟", source).state == "exact"
    reading = held("中国会与俄罗斯正式结盟", source)
    assert (reading.state, corrected(reading)) == ("altered", "中国不会与俄罗斯正式结盟")
    assert held("การค้า", "สงครามการค้าโลก").state == "exact"
    assert held("โลกน", "โลกนี้").state != "exact"


def test_scripts_with_marks() -> None:
    """A quotation never ends between a letter and its marks."""
    assert held("السَّلام", "قال السَّلام عليكم").state == "exact"
    assert held("السلام عليكم", "قال السلام عليكم جميعا").state == "exact"
    assert held("قال هند", "قال هندِ عليكم").state == "altered"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_composition(form: str, other: str) -> None:
    """A letter and its mark are the same, composed or not."""
    source = unicodedata.normalize(form, "Er fährt über Straße 7 nach Ångström, 한국어.")
    for words in ("über Straße", "Ångström", "한국어"):
        reading = held(unicodedata.normalize(other, words), source)
        assert reading.state == "exact"
        assert reading.spans[0].content == unicodedata.normalize(form, words)


def test_odd_letters() -> None:
    """Surrogates, NUL and letters beyond the basic plane are letters like others."""
    source = "a\0b \udc80 \U0001f600 volumes\r\n\r\nfell"
    assert held("\U0001f600 volumes fell", source).state == "exact"
    assert held("a\0b \udc80", source).state == "exact"
    assert held("a\0c \udc80", source).state in ("altered", "absent")


def test_letters_without_width_are_left_out_of_places() -> None:
    """A place begins and ends with a letter that can be seen."""
    source = "\u200bIn\u00ad all, vol\u00adumes\u200b, they fell\u200b"
    assert held("volumes", source).spans[0].content == "vol\u00adumes"
    assert held("In", source).spans[0].content == "In"
    assert held("fell", source).spans[0].content == "fell"


def test_misspelt() -> None:
    """A quotation of few words is found although each of them is misspelt."""
    source = "One line.\n\nBuses usually arrived early.\n\nAnother line of no interest."
    assert found(held("Bussess usualy arived erly", source)) == [
        "Buses usually arrived early"
    ]


def test_paragraphs() -> None:
    """Paragraphs are blocks of lines; lines of white space separate them."""
    blocks = paragraphs(Text("report.txt", REPORT))
    assert [block.number for block in blocks] == [1, 2, 3, 4]
    assert blocks[0].span.content == "What the trial showed"
    assert (blocks[3].span.content, blocks[3].span.line) == ("Volumes fell again.", 11)
    assert [
        each.span.content for each in paragraphs(Text("", "\r\n a \r\nb\r\n\r\n c"))
    ] == [
        "a \r\nb",
        "c",
    ]
    assert paragraphs(Text("", " \n\n")) == ()


def test_places() -> None:
    """The places of some words can be asked for without a map."""
    text = Text("report.txt", REPORT)
    assert [place.paragraph for place in places(text, "fell")] == [2, 3, 4]


def test_coverage() -> None:
    """Each paragraph has the claims that read it; a doubtful quotation reads none."""
    map = ArgumentMap(
        sources=(Source("report"), Source("book")),
        claims=(
            Claim("one", "…", quotes=(Quote("report", "Volumes fell again"),)),
            Claim("two", "…", quotes=(Quote("report", "fell by a fifth"),)),
            Claim(
                "three",
                "…",
                quotes=(
                    Quote("report", "Buses ran on time. Volumes fell"),
                    Quote("report", "nothing of the sort"),
                    Quote("book", "words"),
                ),
            ),
        ),
    )
    report, book = coverage(map, {"report": Text("report.txt", REPORT)})
    assert [[claim.id for claim in claims] for _, claims in report.paragraphs] == [
        [],
        [],
        ["three"],
        ["one", "three"],
    ]
    assert [each.state for each in report.readings] == [
        "exact",
        "ambiguous",
        "exact",
        "absent",
    ]
    assert book.paragraphs == ()
    assert [each.state for each in book.readings] == ["unchecked"]


def test_exact_quotations_start_quickly() -> None:
    """A map whose quotations are all exact never loads the search for likeness."""
    code = (
        "import sys; from argmap.text import Text; from argmap.quotes import places\n"
        "assert places(Text('', 'a b c'), 'b … c')\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_absent_quotations_of_a_large_source() -> None:
    """500 quotations that a source of a megabyte has not are each said to be absent."""
    words = [f"w{at * 7919 % 20011}" for at in range(20000)]
    source = "\n\n".join(
        " ".join(words[(at * 37 + step * step) % 20000] for step in range(80))
        for at in range(2100)
    )
    assert len(source) > 1_000_000
    quotes = tuple(
        Quote(
            "report", " ".join(words[(at * 101 + step * 977) % 20000] for step in range(12))
        )
        for at in range(500)
    )
    map = ArgumentMap(claims=(Claim("claim", "…", quotes=quotes),))
    readings = read(map, {"report": Text("report.txt", source)})
    assert {each.state for each in readings} == {"absent"}


# Laws

TOKENS = st.lists(st.sampled_from("abc"), min_size=1, max_size=9)

VOCABULARY = """
the a of city pays may not will fell traffic charge non-aligned won’t it's “air” 1,000 14.5
U.S. (so) — – café naïve Ελλάδα Москва well,
"""
WORDS = VOCABULARY.split()
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=4
).map(lambda blocks: "\n\n".join(" ".join(block) for block in blocks))
SAME = ("-\u2010\u2011–—−", "'\u2018\u2019\"“”«»", " \n\t\u00a0\u2009\u3000")
ANYTHING = st.text(
    st.one_of(st.characters(), st.sampled_from("ab…. -'\"\n\xad\u0301\u0e19中"))
)


@given(st.data(), TEXTS)
def test_a_slice_in_disguise_is_found(data: st.DataObject, source: str) -> None:
    """Any words of a text, in other quotation marks, dashes and blanks, are found there."""
    words = source.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quoted = " ".join(words[first:last])
    assume(any(map(str.isalnum, quoted)) and not re.search("[–—]\\s+[–—]", source))
    disguised: list[str] = []
    for letter in unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), quoted):
        if not unicodedata.combining(letter):
            disguised.append(data.draw(st.sampled_from(["", "", "", "\u200b"])))
        shapes = next((same for same in SAME if letter in same), letter)
        disguised.append(data.draw(st.sampled_from(shapes)) if len(shapes) > 1 else letter)
    found = places(Text("", source), "".join(disguised))
    assert quoted in [" ".join(place.spans[0].content.split()) for place in found]


@given(st.data(), TEXTS)
def test_a_changed_word_is_never_exact(data: st.DataObject, source: str) -> None:
    """Words of which one is another are not exact, unless they stand elsewhere."""
    words = source.split()
    at = data.draw(st.integers(0, len(words) - 1))
    first = data.draw(st.integers(0, at))
    last = data.draw(st.integers(at + 1, len(words)))
    other = data.draw(st.sampled_from(["pays", "not", "xyzzy"]))
    quoted = " ".join([*words[first:at], other, *words[at + 1 : last]])
    assume(f" {quoted} " not in f" {' '.join(words)} ")
    text = Text("", source)
    plain = quoted.replace("—", "–")
    assume(f" {plain} " not in f" {' '.join(words).replace('—', '–')} ")
    assert not any(
        " ".join(place.spans[0].content.split()) == quoted for place in places(text, quoted)
    )
    reading = held(quoted, source)
    if other == "xyzzy":
        assert reading.state in ("altered", "absent")
    if reading.state == "altered":
        assert reading.difference


@given(TEXTS, st.lists(st.sampled_from([*WORDS, "xyzzy", "…"]), min_size=1, max_size=12))
def test_the_corrected_quotation_is_found(source: str, words: list[str]) -> None:
    """The source's own words, in place of an altered quotation, stand in the source."""
    reading = held(" ".join(words), source)
    if reading.state == "altered" and reading.difference:
        again = held(corrected(reading), source)
        assert again.state in ("exact", "ambiguous") or not _follow(reading)


def _follow(reading: Reading) -> bool:
    """Whether the parts of a reading follow one another."""
    return all(
        one.end <= other.start
        for one, other in zip(reading.spans, reading.spans[1:], strict=False)
    )


@settings(max_examples=300)
@given(ANYTHING, ANYTHING)
def test_anything(source: str, words: str) -> None:
    """Any text may be held against any other, and each place is in the text."""
    reading = held(words, source)
    for span in (*reading.spans, *(each.span for each in reading.difference)):
        assert 0 <= span.start <= span.end <= len(source)
    for span in reading.spans:
        assert span.content.strip()
    for block in paragraphs(Text("", source)):
        assert block.span.content == block.span.content.strip()


@given(TOKENS, TOKENS)
def testcosts(pattern: list[str], window: list[str]) -> None:
    """The costs of an alignment are edit distances, to all or to the best stretch before."""
    distance = Levenshtein.distance
    ends = range(1, len(window) + 1)
    assert costs(pattern, window, anchored=True) == [
        distance(pattern, window[:end]) for end in ends
    ]
    assert costs(pattern, window, anchored=False) == [
        min(distance(pattern, window[start:end]) for start in range(end + 1))
        for end in ends
    ]


@given(ANYTHING, st.data())
def test_any_slice(source: str, data: st.DataObject) -> None:
    """What is exact has the quotation's letters and digits, in their order."""
    first = data.draw(st.integers(0, len(source)))
    words = source[first : data.draw(st.integers(first, len(source)))]
    for place in places(Text("", source), words):
        letters = [
            "".join(filter(str.isalnum, unicodedata.normalize("NFC", each)))
            for each in ("".join(span.content for span in place.spans), words)
        ]
        assert letters[0] == letters[1]


PDF = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 5 >>\nstream\n\x00\x01\x9c\xff\x00\n"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PDF, "`s` is a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "`s` is a ZIP archive"),
        (bytes(range(256)) * 9, "`s` is binary data"),
        ("It was the café.".encode("cp1252"), "`s` is not in UTF-8"),
        ("It was the café.".encode("utf-16-le"), "`s` is binary data"),
    ],
)
def test_a_source_that_is_not_text(run, tmp_path, data, said):
    """It is said once, at the source, that a file is no UTF-8; its quotations are not looked up."""
    (tmp_path / "s.pdf").write_bytes(data)
    (tmp_path / "map.arg").write_text(
        'source s "s.pdf"\nthesis a "A"\n  quote s "the café"\n  because b "B"\n'
        '    quote s "It was"\n',
        "utf-8",
    )
    done = run("check", "map.arg", "--output-format", "concise")
    start = "map.arg:1:8: warning[source-not-text] "
    assert done.stdout.startswith(f"{start}{said}")
    assert done.stdout.endswith(", its 2 quotations are unchecked\n")
    assert done.stdout.count("\n") == 1
    shown = run("sources", "map.arg").stdout
    assert "2 quotations: 2 unchecked" in shown and f"no text: {said[:1]}s.pdf" in shown
    assert shown.replace("\n", "").isprintable() and "¶" not in shown


def test_control_characters_of_a_source_are_shown(run, tmp_path):
    """What a source holds cannot drive the terminal of who looks at it."""
    (tmp_path / "s.txt").write_text("It was \x1b[2J so.\n")
    (tmp_path / "map.arg").write_text(
        'source s "s.txt"\nthesis a "A"\n  quote s "It was"\n'
    )
    assert "\x1b" not in run("sources", "map.arg").stdout


def test_a_source_in_utf16(run, tmp_path):
    """A source that Windows calls Unicode, which has a byte order mark, is read."""
    for encoding in ("utf-16", "utf-8-sig"):
        (tmp_path / "s.txt").write_text("It was the café.\n", encoding)
        (tmp_path / "map.arg").write_text(
            'source s "s.txt"\nthesis a "A"\n  quote s "the café"\n  because b "B"\n',
            "utf-8",
        )
        assert run("check", "map.arg").returncode == 0
        assert "1 exact" in run("sources", "map.arg").stdout


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("https://example.org/x.html", 'beneath: `url: "https://example.org/x.html"`'),
        ("texts", "put a text file `texts` beside the map"),
    ],
)
def test_a_source_that_is_no_file(run, tmp_path, file, said):
    """An address goes beneath the source, and a folder is not taken for a text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "map.arg").write_text(
        f'source s "{file}"\nthesis a "A"\n  quote s "x"\n  because b "B"\n'
    )
    done = run("check", "map.arg")
    assert done.returncode == 0 and said in done.stdout


def test_sources_are_shown_without_control_characters(run, tmp_path):
    """What a terminal would obey, in a source or in a map, is not printed."""
    (tmp_path / "s.txt").write_text("It was \x1b[31mred. " + "It was not. " * 99)
    (tmp_path / "map.arg").write_text(
        'source s "s.txt"\nthesis a "A"\n  quote s "It was \u202ered"\n'
    )
    assert "It was \ufffd[31mred." in (shown := run("sources", "map.arg").stdout)
    assert shown.replace("\n", "").isprintable()
