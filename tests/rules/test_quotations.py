"""The rules on quotations."""

from fractions import Fraction

import pytest

from argmap.compiler import compile, lint
from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap, Claim, Quote, Source
from argmap.rules import (
    ambiguous_quote,
    claim_exceeds_quote,
    elision_hides_critical,
    misquote,
    misquote_critical,
    number_mismatch,
    overlapping_quotes,
    quote_not_found,
    source_unavailable,
    uncovered_paragraph,
)
from argmap.rules.english import critical, critical_change, is_english
from argmap.rules.quantities import quantities
from argmap.rules.quoted import excerpt
from argmap.rules.rule import Rule, Subject
from argmap.text import Text

RULES = (
    quote_not_found.RULE,
    misquote.RULE,
    misquote_critical.RULE,
    elision_hides_critical.RULE,
    ambiguous_quote.RULE,
    overlapping_quotes.RULE,
    number_mismatch.RULE,
    claim_exceeds_quote.RULE,
    uncovered_paragraph.RULE,
    source_unavailable.RULE,
)
DEFAULT = tuple(rule for rule in RULES if not rule.opt_in)

REPORT = """\
What the trial showed

In the trial year volumes fell by 20 percent, and drivers – "all of them", we hear –
saved $1.5 million. The charge will not move traffic. It rained a lot.

Some shops may have lost customers, as far as we know never for long. In the
trial year nobody moved. A charge could, though not at once, clean the air.
"""


def lines(quote: str, claim: str = "A charge works.", *more: str) -> str:
    """A map with one quoted reason."""
    return "\n".join(
        (
            'source report "report.txt"',
            'thesis charge "The city should charge."',
            f'  because works "{claim}"',
            f'    quote report "{quote}"',
            *more,
        )
    )


def check(
    map: str, report: str | None = REPORT, rules: tuple[Rule, ...] = DEFAULT
) -> tuple[Diagnostic, ...]:
    """What the rules on quotations find in a map whose source is a given text."""
    files = {"report.txt": report} if report is not None else {}
    compiled = compile(
        Text("map.arg", map),
        lambda name: Text(name, files[name]) if name in files else None,
    )
    assert not compiled.diagnostics
    return lint(compiled.subject, rules)


def names(map: str, report: str | None = REPORT) -> list[str]:
    """The names of the rules that find something."""
    return [each.rule for each in check(map, report)]


def fixed(map: str) -> str:
    """The map after the one fix that is proposed for it."""
    (finding,) = check(map)
    assert finding.fix and not finding.fix.safe
    (edit,) = finding.fix.edits
    return map[: edit.span.start] + edit.replacement + map[edit.span.end :]


def test_verbatim() -> None:
    """A quotation that stands in its source is never reported, nor one without a text."""
    assert names(lines("volumes fell by 20 percent")) == []
    assert names(lines("volumes fell by 20 percent"), None) == ["source-unavailable"]


def test_source_without_file() -> None:
    """A source that has no file, such as a book, is quoted without a word about it."""
    map = lines("volumes fell").replace(' "report.txt"', "")
    assert names(map) == []


def test_source_unavailable_is_said_once() -> None:
    """One line for a source, however often it is quoted, says how to name its place."""
    (finding,) = check(lines("volumes fell", "It works.", '    quote report "moved"'), None)
    assert finding.message == "`report` could not be read, its 2 quotations are unchecked"
    assert "`--source report=PATH`" in finding.help[0]
    assert finding.span.line == 1


def test_not_found() -> None:
    """A quotation like nothing in its source is shown where the map quotes it."""
    (finding,) = check(lines("the moon is made of cheese"))
    assert finding.rule == "quote-not-found"
    assert finding.span.content == "the moon is made of cheese"


def test_found_in_another_source() -> None:
    """When another source has the words, the finding names it."""
    map = 'source other "other.txt"\n' + lines(
        "the moon is made of cheese", "It works.", '    quote other "cheese"'
    )
    compiled = compile(
        Text("map.arg", map),
        lambda name: Text(
            name, REPORT if name == "report.txt" else "the moon is made of cheese"
        ),
    )
    (finding,) = lint(compiled.subject, DEFAULT)
    assert finding.help == ("`other` has these words",)


def test_no_words() -> None:
    """A quotation of nothing but an ellipsis has no words."""
    (finding,) = check(lines("…"))
    assert (finding.rule, finding.message) == ("quote-not-found", "quotation has no words")


def test_ambiguous() -> None:
    """Words in two places are told apart by paragraph, and an occurrence settles it."""
    (finding,) = check(lines("the trial year"))
    assert finding.rule == "ambiguous-quote"
    assert "`occurrence: 1` (paragraph 2), `occurrence: 2` (paragraph 3)" in finding.help[0]
    assert [label.span.line for label in finding.labels] == [3, 6]
    assert names(lines("the trial year", "It works.", "      occurrence: 2")) == []


def test_occurrence_out_of_range() -> None:
    """An occurrence that the source does not have is an error that says how many it has."""
    (finding,) = check(lines("the trial year", "It works.", "      occurrence: 3"))
    assert finding.message == "`report` has these words 2 times, there is no occurrence 3"


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("volumes dropped by 20 percent", "in its wording"),
        ("Volumes fell by 20 percent", "in upper and lower case"),
        ("volumes fell, by 20 percent", "in punctuation"),
        ("volumes dropped by 20 percent and drivers", "in 2 places"),
        ("It rained a lot … volumes fell by", "in the order of its parts"),
    ],
)
def test_misquote(words: str, where: str) -> None:
    """A misquote says in what it differs, and shows the source's passage."""
    (finding,) = check(lines(words))
    assert finding.rule == "misquote"
    assert finding.message == f"quotation differs from `report` {where}"
    assert finding.labels[0].span.text.name == "report.txt"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The charge will move traffic", "negation"),
        ("The charge won't move traffics", None),
        ("The charge may not move traffic", "modal"),
        ("The charge cannot move traffic", "modal"),
        ("volumes fell by 25 percent, and drivers", "number"),
        ("saved €1.5 million. The charge", "number"),
        ("saved $1.5 billion. The charge", "number"),
        ("Most shops may have lost customers", "quantifier"),
        ("In the trial year somebody moved", "negation"),
    ],
)
def test_misquote_critical(words: str, kind: str | None) -> None:
    """A difference in a critical word is an error that names its kind."""
    (finding,) = check(lines(words))
    if kind is None:
        assert finding.rule == "misquote"
    else:
        assert finding.rule == "misquote-critical"
        assert finding.message == f"quotation differs from `report` in a {kind}"


def test_english_words_count_in_english_only() -> None:
    """In a source in another language English words mean nothing, and numbers still do."""
    german = '  language: "de"'
    head, _, rest = lines("Sie will not tun").partition("\n")
    map = f"{head}\n{german}\n{rest}"
    assert names(map, "Sie will das tun, 20 Mal.") == ["misquote"]
    assert names(
        map.replace("will not tun", "will das tun, 25"), "Sie will das tun, 20 Mal."
    ) == ["misquote-critical"]


def test_the_fix_is_the_sources_own_words() -> None:
    """The fix quotes the source, escaped for the language, and leaves nothing to find."""
    map = lines('and driver – \\"all of them\\", we heard – saved')
    mended = fixed(map)
    assert r'quote report "and drivers – \"all of them\", we hear – saved"' in mended
    assert names(mended) == []


def test_the_fix_keeps_ellipses() -> None:
    """A quotation with words left out is mended part by part."""
    mended = fixed(lines("volume fell … saved $1.5 million"))
    assert '"volumes fell … saved $1.5 million"' in mended


@pytest.mark.parametrize(
    ("words", "source", "fixed"),
    [
        ("rose from 1.2m to 1.5m", "It rose from 1.2 million to 1.5 million.", None),
        ("we'll not raise the charge", "“We will not raise the charge.”", None),
        ("The plan worked", "The plan (see below) worked.", None),
        ("volumes dropped", "Then volumes fell.", None),
        ("takes all trafic away", "It takes all traf-\nfic away", None),
        ("Dr. K.E. Berg", "so Dr. K. E. Berg said", "Dr. K. E. Berg"),
        ("volumes dropped by half", "volumes fell by half", "volumes fell by half"),
        (
            "15 percent fewer cars",
            "there were 17 percent fewer cars",
            "17 percent fewer cars",
        ),
    ],
)
def test_the_fix_cuts_nothing_off(words: str, source: str, fixed: str | None) -> None:
    """There is a fix only where the passage begins and ends as the quotation does."""
    (finding,) = check(lines(words), source)
    edits = finding.fix.edits if finding.fix else ()
    assert [each.replacement for each in edits] == ([fixed] if fixed else [])


def test_the_help_shows_what_may_be_missing() -> None:
    """Where the passage may go on, the advice shows the source's next words too."""
    (finding,) = check(
        lines("traffic fell by 20%"), "Then traffic fell by twenty per cent."
    )
    assert finding.help == ('the source says: "Then traffic fell by twenty per cent"',)


def test_no_fix_with_control_characters() -> None:
    """What no string of the language may hold is not put into one."""
    (finding,) = check(lines("volumes dropped by half"), "volumes fell\x1b by half")
    assert finding.rule == "misquote" and finding.fix is None


def test_the_fix_across_lines_and_backslashes() -> None:
    """Line breaks of the source become blanks, and its backslashes stay backslashes."""
    map = lines("volumes dropped in C:\\\\data by half")
    (finding,) = check(map, "volumes fell in\nC:\\data by half")
    assert finding.fix
    assert finding.fix.edits[0].replacement == r"volumes fell in C:\\data by half"


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        ("Some shops … for long", ["never"]),
        ("A charge could … clean the air", ["not"]),
        ("drivers … saved", []),
        ("saved $1.5 million. … It rained", []),
        ("volumes fell … It rained a lot", []),
        ("saved … move traffic", ["not"]),
        ("customers … nobody moved", ["never"]),
    ],
)
def test_elision(words: str, hidden: list[str]) -> None:
    """A negation in a gap counts in the sentences of the two parts, not between them."""
    findings = check(lines(words))
    assert [each.labels[0].span.content for each in findings] == hidden
    assert {each.rule for each in findings} <= {"elision-hides-critical"}


def test_overlapping() -> None:
    """Of two claims that quote the same words, the second names the first."""
    map = lines(
        "volumes fell by 20 percent",
        "It works.",
        '  because again "Roads are emptier."',
        '    quote report "fell by 20 percent, and"',
    )
    (finding,) = check(map)
    assert finding.rule == "overlapping-quotes"
    assert finding.message == "`again` quotes words that `works` quotes too"
    assert finding.note == '"fell by 20 percent"'
    assert finding.span.content == "fell by 20 percent, and"
    assert finding.labels[0].span.content == "volumes fell by 20 percent"


def test_overlapping_twice() -> None:
    """Each quotation that shares words is reported, also one inside another of its claim."""
    map = lines(
        "volumes fell by 20 percent",
        "It works.",
        '  because again "Roads are emptier."',
        '    quote report "fell by 20 percent, and drivers"',
        '    quote report "20 percent"',
    )
    assert names(map) == ["overlapping-quotes"] * 2


def test_overlapping_in_one_claim() -> None:
    """One claim may quote the same words twice."""
    assert names(lines("volumes fell", "It works.", '    quote report "fell by"')) == []


def test_overlapping_many() -> None:
    """Each of many claims that quote one sentence is reported once."""
    more = [
        line
        for number in range(30)
        for line in (
            f'  because c{number} "Reason {number}."',
            '    quote report "volumes fell by 20 percent"',
        )
    ]
    assert names(lines("volumes fell", "It works.", *more)) == ["overlapping-quotes"] * 30


@pytest.mark.parametrize(
    ("claim", "quote", "finds"),
    [
        ("Traffic fell by 25 percent.", "volumes fell by 20 percent", True),
        ("Traffic fell by 20 %.", "volumes fell by 20 percent", False),
        ("Traffic fell by twenty per cent.", "volumes fell by 20 percent", False),
        ("Traffic fell by about 25 percent.", "volumes fell by 20 percent", False),
        ("Traffic fell by 21 percent.", "volumes fell by 20.8 percent", False),
        ("Drivers saved $15 billion.", "saved $14 billion", True),
        ("Drivers saved 15 billion dollars.", "saved $14 billion", True),
        ("Drivers saved $14bn.", "saved $14 billion", False),
        ("Drivers saved €15 billion.", "saved $14 billion", False),
        ("Drivers saved $1,400,000.", "saved $1.4 million", False),
        ("Drivers saved $1.4 billion.", "saved $1.4 million", True),
        ("It fell in 2017.", "volumes fell in 2018", True),
        ("It fell in 2017.", "volumes fell in 2017 and 2018", False),
        ("It fell in 2017.", "volumes fell by 20 percent", False),
        ("Sixty shops closed.", "60 shops lost customers", False),
        ("Sixty shops closed.", "50 shops lost customers", True),
        ("Two hundred and fifty shops closed.", "250 shops lost customers", False),
        ("Seven shops closed.", "17 cars moved", False),
        ("The G8 met.", "the G7 met", False),
        ("One of them closed.", "two of them closed", False),
        ("On April 6 it closed.", "on April 5 it closed", False),
        ("10 000 cars came.", "10,000 cars came", False),
    ],
)
def test_numbers(claim: str, quote: str, finds: bool) -> None:
    """A number is held against those of its kind in the quotation, written in any way."""
    assert names(lines(quote, claim), quote) == ["number-mismatch"] * finds


def test_number_is_pointed_at() -> None:
    """The finding points at the number in the claim, and at the quotation."""
    (finding,) = check(lines("volumes fell by 20 percent", "It fell by 25 percent."))
    assert finding.span.content == "25 percent"
    assert finding.labels[0].span.content == "volumes fell by 20 percent"


def test_doubtful_quotations_contradict_nothing() -> None:
    """A quotation that is not the source's own words is reported for that alone."""
    assert names(lines("volumes dropped by 20 percent", "It fell by 25 percent.")) == [
        "misquote"
    ]


def test_number_in_another_quotation() -> None:
    """A number that one of several quotations has is not contradicted by the others."""
    more = '    quote report "saved $1.5 million"'
    report = REPORT + "\nThey saved $2 million.\n"
    map = lines("They saved $2 million", "Drivers saved $1.5 million.", more)
    assert names(map, report) == []


@pytest.mark.parametrize(
    ("claim", "quote", "finds"),
    [
        ("A charge will clean the air.", "a charge could clean the air", True),
        ("A charge could clean the air.", "a charge could clean the air", False),
        ("A charge will probably clean the air.", "a charge could clean the air", False),
        ("A charge will clean the air.", "a charge will clean what may be air", False),
        ("A charge will clean the air.", "trade may be hurt", False),
        ("The will of the people is clean air.", "people may want clean air", False),
        ("A charge will clean the air.", "In May a charge cleans the air", False),
        ("All shops lost customers.", "some shops lost customers", True),
        ("Not all shops lost customers.", "some shops lost customers", False),
        ("After all, shops lost customers.", "some shops lost customers", False),
        ("Shops always lose customers.", "shops often lose customers", True),
        ("All shops lost customers.", "all shops lost some customers", False),
        ("All shops lost customers.", "some 30 shops lost customers", False),
    ],
)
def test_claim_exceeds(claim: str, quote: str, finds: bool) -> None:
    """A claim may not be surer, or of more, than what it is read from."""
    assert names(lines(quote, claim), quote) == ["claim-exceeds-quote"] * finds


def test_uncovered() -> None:
    """Paragraphs that no claim reads are shown, headings are not."""
    map = lines("volumes fell by")
    (finding,) = check(map, rules=RULES)
    assert finding.message == "no claim reads 1 paragraph of `report`"
    assert finding.labels[0].span.content.startswith("Some shops may have")
    assert finding.span.line == 1


def test_not_quoted_or_not_found() -> None:
    """A source of which nothing was found has no uncovered paragraphs."""
    found = check(lines("the moon is made of cheese"), rules=RULES)
    assert [each.rule for each in found] == ["quote-not-found"]


def test_a_map_without_places() -> None:
    """A map from another format has findings though nothing in it has a place."""
    quotes = (
        "volumes dropped by 20 percent",
        "will move traffic",
        "the moon and stars",
        "a",
    )
    claims = tuple(
        Claim(f"c{at}", "All will fall by 30 percent.", quotes=(Quote("report", words),))
        for at, words in enumerate(quotes)
    )
    map = ArgumentMap(sources=(Source("report", "report.txt"),), claims=claims)
    file = Text("map.json", "{}")
    subject = Subject(map, file, None, {"report": Text("report.txt", REPORT)})
    findings = lint(subject, RULES)
    assert {each.rule for each in findings} >= {"misquote", "quote-not-found"}
    assert all((each.span.start, each.span.end) == (0, 0) for each in findings)
    assert not any(each.fix for each in findings)


def test_messages_stay_short() -> None:
    """However long a quotation, a finding shows little of it, and on one line."""
    report = "word " * 500 + "end. And\nthen\x1b more."
    (finding,) = check(lines("ward " + "word " * 499 + "end"), report)
    assert all(len(each) < 200 for each in (finding.message, finding.note, *finding.help))
    assert excerpt("a\nb\x1b" + "c" * 99, 10) == "a b\ufffdccccc…"


def test_critical_words() -> None:
    """Contractions count as what they stand for, numbers by their worth."""
    assert critical("won't") == critical("will not")
    assert critical("cannot") == critical("can not")
    assert critical("1,000") == critical("1000")
    assert critical("five") == critical("5")
    assert critical("25 %") == critical("25 per cent")
    assert critical_change("lawful", "unlawful") == "negation"
    assert critical_change("lawful", "awful") is None
    assert critical_change("not some", "all") == "negation"
    assert critical_change("will 5", "will 6", english=False) == "number"


@pytest.mark.parametrize(
    ("language", "english"),
    [
        (None, True),
        ("en", True),
        ("en-GB", True),
        ("English", True),
        ("de", False),
        ("enm", False),
    ],
)
def test_english(language: str | None, english: bool) -> None:
    """A text without a language may be English."""
    assert is_english(language) is english


def test_quantities() -> None:
    """Numbers are read with their scale, sign and noun."""
    read = [
        (sorted(range.low for range in each.ranges), each.kind)
        for each in quantities("$1.5bn and 2,500 cars")
    ]
    assert read == [([1_500_000_000], "$"), ([Fraction(5, 2), 2500], "car")]


def test_numbers_of_any_length() -> None:
    """Digits and words for numbers without end are read, and compared, like others."""
    for words in (
        "9" * 9000,
        f"1,{'000,' * 9000}000",
        f"3 {'million ' * 9000}",
        "ten " * 9000,
    ):
        assert (
            names(
                lines(f"{words} cars came", f"It saw {words} cars."), f"{words} cars came"
            )
            == []
        )


def test_every_critical_difference_is_named() -> None:
    """A quotation that is wrong in a modal and a number says so of both, in the words of both."""
    text = "A shorter week would cost about 2.4 million a year, because nurses cannot be replaced."
    words = (
        "A shorter week will cost about 4.2 million a year, because nurses can be replaced"
    )
    (finding,) = check(lines(words), text)
    assert finding.message == (
        "quotation differs from `report` in a negation, a number and a modal"
    )
    assert finding.note == (
        'the source has "would", not "will"; "2.4", not "4.2"; "cannot", not "can"'
    )
