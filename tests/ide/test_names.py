"""Where names come from, and what else is told of them, as plain functions."""

import pytest

from argmap.diagnostics import Edit
from argmap.ide.annotations import counted, lenses, links, marks
from argmap.ide.completion import complete
from argmap.ide.formatting import formatting
from argmap.ide.hierarchy import supported_by, supports
from argmap.ide.hover import hover
from argmap.ide.names import Refused, definition, highlights, references, renamable, rename
from argmap.ide.outline import folds, outline, places
from argmap.mending import edited

REPORT = (
    "Traffic fell by a fifth in the trial, as the gates have shown. “It works,” said one.\n\n"
    "Buses got  their\nlane back. Traffic fell by a third elsewhere."
)
TOLL = """# a map
map "Toll"
import "equity.arg" as eq
source report "report.txt"
  author: "A. Uthor"
  url: "https://example.org/report"
thesis charge "The city should charge." [money]
  because less "It cuts traffic." [law, money]
    by: "One"
    quote report "Traffic fell by a fifth"
    scheme: sign
    and gates "Gates count."
    unless rain "It rained."
      but dry "It was dry."
  but eq.unfair
  contradicts free
group "Rest"
  claim free "It should be
      free."
"""
EQUITY = 'thesis unfair "It is unfair."\n  because poor "The poor pay."\n'
FILES = {"equity.arg": EQUITY, "report.txt": REPORT}


@pytest.fixture
def at(see):
    """The view of the map, and the offset just inside some words of it; the map may be changed."""

    def at(words, change=("", "")):
        content = TOLL.replace(*change)
        view = see(content, FILES).view
        return view, content.index(words) + 1

    return at


def told(view, offset):
    """What is told at an offset."""
    found = hover(view, offset)
    return None if found is None else found.markdown


def proposed(see, content, kind=None):
    """The labels of what may be written at the cursor."""
    view, offset, _ = see(content, FILES)
    found = complete(view, offset).items
    return [each.label for each in found if kind in (None, each.kind)]


# Names


@pytest.mark.parametrize(
    ("words", "lands"),
    [
        ("free\ngroup", 'free "It should'),
        ("unfair\n", 'unfair "It is'),
        ("eq.unfair", "eq\nsource"),
        ('report "Traffic', 'report "report'),
        ("fell by", "Traffic fell by a fifth"),
        ('"equity', "thesis unfair"),
        ("It cuts", 'less "It cuts'),
    ],
)
def test_definition(at, words, lands):
    """A name leads to where it is given, a quotation to its words, an import to its file."""
    (span,) = definition(*at(words))
    assert span.text.content[span.start :].startswith(lands)


def test_no_definition(at):
    """What names nothing, and what nobody states, leads nowhere."""
    assert not definition(*at("# a map"))
    assert not definition(*at("nobody", ("eq.unfair", "nobody")))
    assert not definition(*at("eqq", ("eq.unfair", "eqq.unfair")))


def test_references_and_highlights(at, see):
    """Everything that names a claim is found, in the file that states it and in those that import it."""
    view, offset = at("free\ngroup")
    assert [span.content for _, span in references(view, offset)] == ["free", "free"]
    assert [each.states for each in highlights(view, offset)] == [False, True]
    equity = see(EQUITY, name="equity.arg").view
    found = references(equity, 8, [view])
    assert [(path, span.line) for path, span in found] == [
        ("equity.arg", 1),
        ("map.arg", 15),
    ]
    assert len(references(equity, 8, [view], declaration=False)) == 1
    view, offset = at("money]\n    by")
    assert len(references(view, offset)) == 2


def test_rename(at):
    """Every kind of name can become another one; an import that has none of its own gets one."""
    for words, name, count in (
        ("free\ngroup", "gratis", 2),
        ("unfair\n", "fair", 2),
        ("eq.unfair", "equal", 2),
        ('report "Traffic', "paper", 2),
        ("money]\n    by", "cost", 2),
    ):
        view, offset = at(words)
        edits = rename(view, offset, name)
        assert len(edits) == count, words
        own = [edit for path, edit in edits if path == "map.arg"]
        new = edited(view.file.content, own)
        assert name in new
    change = (" as eq", "")
    view, offset = at('"equity', change)
    new = edited(view.file.content, [edit for _, edit in rename(view, offset, "e")])
    assert 'import "equity.arg" as e\n' in new


@pytest.mark.parametrize(
    ("words", "name", "why"),
    [
        ("free\ngroup", "less", "called `less` already"),
        ('report "Traffic', "1st", "is no name"),
        ("unfair\n", "poor", "called `poor` already"),
        ("sign", "x", "argmap's own"),
        ("It rained", "x", "cursor on the claim's name"),
        ("# a map", "x", "no name here"),
    ],
)
def test_what_cannot_be_renamed(at, words, name, why):
    """A refusal says why."""
    view, offset = at(words)
    with pytest.raises(Refused, match=why):
        rename(view, offset, name)


def test_renamable(at):
    """What may be renamed is the name alone, without what stands before its full stop."""
    assert renamable(*at("unfair\n")).content == "unfair"
    assert renamable(*at("eq.unfair")).content == "eq"


# What is told


def test_what_is_told_of_a_claim(at):
    """A claim's words, verdict, reasons, rebuttals, contraries, uses and quotations are told."""
    said = told(*at('charge "The'))
    assert "**thesis** `charge`: falls" in said
    assert "It cuts traffic. (`less`, in) **and** Gates count. (`gates`, in)" in said
    assert "**unless** It rained. (`rain`, out)" in said
    assert "Against it:" in said and "`eq.unfair`" in said and "Contradicts:" in said
    said = told(*at('less "It'))
    assert "— One" in said and "supports The city should charge." in said and "¶1" in said
    assert "undercuts the step from It cuts traffic." in told(*at('rain "It'))
    assert "as far as the map can be read" in told(*at('less "It', ("eq.unfair", "none")))


def test_what_is_told_of_a_quotation(at):
    """A quotation is shown in its paragraph, its words marked."""
    said = told(*at("fell by"))
    assert "word for word" in said and "¶1" in said
    assert "> **Traffic fell by a fifth** in the trial, as the gates" in said
    assert "Buses" not in said
    assert "**differs**" in told(
        *at("fell by", ("fell by a fifth", "fell by a fourth in the trial"))
    )
    assert "**not found**" in told(
        *at("Nothing", ("Traffic fell by a fifth", "Nothing like it at all"))
    )
    assert "not looked up" in told(*at("fell by", ('"report.txt"', '"none.txt"')))


def test_what_is_told_of_other_words(at):
    """Sources, imports, tags, schemes, keys and keywords are told about, comments are not."""
    assert "A. Uthor" in told(*at('report "Traffic')) and "1 exact" in told(
        *at('report "Traffic')
    )
    assert "2 claims" in told(*at("import")) and "It is unfair." in told(*at('"equity'))
    assert told(*at("money]\n    by")) == "tag `money`: 2 claims"
    assert "ritical questions" in told(*at("sign"))
    assert "who says so" in told(*at("by:"))
    assert told(*at("group")) == '`group "NAME"`'
    assert told(*at("# a map")) is None


def test_markup_is_shown_as_it_is(see):
    """A claim full of markup and script is told as its words."""
    view, offset, _ = see('thesis ‸a "<script>*x*</script> [y](z) `q`"\n')
    assert "\\<script\\>\\*x\\*" in told(view, offset)


# What may be written


def test_keywords_where_they_may_stand(see):
    """What starts a line depends on what it would hang under, and on what is there already."""
    assert proposed(see, "‸", "keyword") == [
        "map",
        "import",
        "source",
        "group",
        "thesis",
        "claim",
    ]
    assert "map" not in proposed(see, 'map "T"\n‸')
    claim = 'thesis a "A"\n  because b "B"\n    by: "X"\n'
    found = proposed(see, claim + "    ‸")
    assert {"because", "and", "unless", "quote", "scheme", "weight"} <= {*found}
    assert not {"by", "thesis", "title"} & {*found}
    assert {"and", "scheme"}.isdisjoint(proposed(see, claim + "  ‸"))
    assert proposed(see, "source s\n  ‸", "keyword") == []
    assert "title" in proposed(see, "source s\n  ‸", "key")
    assert proposed(see, 'group "G"\n  ‸', "keyword") == ["group", "thesis", "claim"]


def test_claims_by_name_and_text(see):
    """Claims are found by the letters of their names or of their texts, those of imports too."""
    content = 'import "equity.arg"\nclaim toll "The city should charge."\nthesis x "X"\n  because %s‸\n'
    assert proposed(see, content % "to")[0] == "toll"
    assert "toll" in proposed(see, content % "city")
    assert proposed(see, content % "equity.un") == ["equity.unfair"]
    assert proposed(see, content % "", "import") == ["equity."]
    assert proposed(see, 'thesis a "A"\nclaim b "‸B"\n') == []


def test_no_claim_is_proposed_for_itself(see):
    """A line may name any claim but those that it would stand beneath."""
    content = 'thesis a "A"\nclaim b "B"\nclaim c "C"\n  because b\n    %s ‸\n'
    assert {*proposed(see, content % "and")} == {"a"}
    assert {*proposed(see, content % "because")} == {"a", "c"}
    assert {*proposed(see, 'thesis a "A"\nclaim b "B"\n  contradicts ‸')} == {"a"}
    assert {*proposed(see, 'thesis a "A"\n  because b "B"\nclaim ‸')} == {"a", "b"}


FOLDERS = {
    "": ["report.txt", "scan.pdf", "equity.arg", "my map.arg", "old/", ".git/", "map.arg"],
    "old/": ["toll.arg", "old report.txt"],
}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ('source r "‸', ['source r "report.txt"', 'source r "scan.pdf"']),
        ('source r "old/‸', ['source r "old/old report.txt"']),
        ('source r "pdf‸"', ['source r "scan.pdf"']),
        ('import "‸', ['import "equity.arg"', 'import "my map.arg" as my-map']),
        ('import "my‸"', ['import "my map.arg"']),
        ('import "equity.arg"\nimport "eq‸', []),
        ('import "old/to‸ll.arg" as t', ['import "old/toll.arg" as t']),
        ('import "old/t‸', ['import "old/toll.arg"']),
        ('import "nowhere/‸', []),
        ('quote r "‸', []),
    ],
)
def test_names_of_files(see, typed, written):
    """Where a file is named, those that are there are proposed: maps to import, others as sources."""
    view, offset, _ = see(typed)
    found = complete(view, offset, lambda folder: FOLDERS.get(folder, ())).items
    assert [
        edited(view.file.content, [_edit(each)]).splitlines()[-1]
        for each in found
        if each.kind == "file"
    ] == written


def test_names_of_folders(see):
    """A folder goes on with a slash, so that what it holds can be named next."""
    view, offset, _ = see('import "o‸')
    found = complete(view, offset, lambda folder: FOLDERS.get(folder, ())).items
    assert [(each.new, each.kind) for each in found] == [("old/", "folder")]


def test_other_names(see):
    """Tags, sources, schemes, values and rules are proposed where each stands."""
    top = 'source report "report.txt"\n  author: "A. Uthor"\nthesis a "A" [law]\n'
    assert proposed(see, top + "  quote ‸") == ["report"]
    assert proposed(see, top + '  because b "B" [l‸') == ["law"]
    assert proposed(see, top + '  because b "B" [x, ‸]') == ["law"]
    assert proposed(see, top + "  expect: ‸") == ["in", "out", "undecided"]
    assert proposed(see, top + "  given: y‸") == ["yes"]
    assert proposed(see, top + '  by: "‸"') == ["A. Uthor"]
    assert "expert-opinion" in proposed(see, top + '  because b "B"\n    scheme: exp‸')
    assert proposed(see, top + "# argmap: ignore[orphan-c‸") == ["orphan-claim"]
    assert proposed(see, top + "# because ‸") == []


def test_words_of_the_source(see):
    """Inside a quotation the source goes on from the words that are typed."""

    def done(typed, end=""):
        content = f'source report "report.txt"\nthesis a "A"\n  quote report "{typed}‸{end}'
        view, offset, _ = see(content, FILES)
        found = complete(view, offset)
        return [
            edited(view.file.content, [_edit(each)]).splitlines()[-1].strip()
            for each in found.items
        ]

    assert done("Traffic fell by a f") == [
        'quote report "Traffic fell by a fifth in the trial"',
        'quote report "Traffic fell by a fifth in the trial, as the gates have shown"',
    ]
    assert 'quote report "Traffic fell by a third elsewhere"' in done("Traffic fell ")
    assert done("Buses got th", '"') == ['quote report "Buses got their lane back"']
    assert done("Traffic … th")[0] == 'quote report "Traffic … the trial"'
    assert 'quote report "Buses got their lane back"' in done("")
    assert done("buses GOT th") == ['quote report "Buses got their lane back"']
    assert done('said \\"') == [] and done("nothing like it") == []
    assert done("uses got") == []


def _edit(proposal):
    return Edit(proposal.span, proposal.new)


# What stands beside


def test_counts_verdicts_and_links(at):
    """Lenses count, marks say verdicts, links lead to files, addresses and places in sources."""
    view, _ = at("map")
    assert [each.said for each in lenses(view)] == [
        "1 reason, 1 rebuttal, 1 undercut, 1 contradiction, falls",
        "1 contradiction, stands",
    ]
    assert [each.verdict for each in marks(view)] == ["out", "in", "in", "out", "in", "in"]
    assert counted(view, view.map.claim["dry"]) == "stands"
    found = {each.span.content: each for each in links(view)}
    assert found["https://example.org/report"].address == "https://example.org/report"
    assert found["equity.arg"].place.text.name == "equity.arg"
    assert found["report.txt"].place.start == 0
    assert found["Traffic fell by a fifth"].said == "open ¶1 of `report`"


def test_hierarchy(at):
    """What bears on a claim has its verb, and bears on it seen from the other end."""
    view, _ = at("map")
    claim = view.map.claim
    assert {(each.claim.id, each.verb) for each in supported_by(view, claim["charge"])} == {
        ("less", "supports"),
        ("gates", "supports"),
        ("rain", "undercuts"),
        ("eq.unfair", "rebuts"),
        ("free", "contradicts"),
    }
    assert [(each.claim.id, each.verb) for each in supports(view, claim["rain"])] == [
        ("charge", "undercuts")
    ]


def test_outline_and_folds(at):
    """The outline is nested as the file is, and folds cover what is beneath a line."""
    view, _ = at("map")
    found = outline(view)
    assert [each.label for each in found] == ["Toll", "eq", "report", "charge", "Rest"]
    assert [each.label for each in found[3].entries] == ["less", "eq.unfair"]
    assert [each.label for each in found[3].entries[0].entries] == ["gates", "rain"]
    assert (7, 16) in {(each.first, each.last) for each in folds(view)}
    assert (18, 19) in {(each.first, each.last) for each in folds(view)}
    assert [each.label for each in places([view], "TRAFFIC cuts")] == [
        "less: It cuts traffic."
    ]


def test_deep_maps_have_flat_outlines(see):
    """A chain of thousands of nested reasons has an outline of some levels."""
    rows = [f'{" " * depth}because c{depth} "C."' for depth in range(1, 3000)]
    view = see("\n".join(['thesis a "A."', *rows])).view
    depth, entries = 0, outline(view)
    while entries:
        depth, entries = depth + 1, entries[-1].entries
    assert depth < 60


def test_formatting_takes_what_is_asked(see):
    """A range takes the lines that are asked for, unless they would then say something else."""
    content = 'thesis   a "A."\n  because   b "B."\nclaim   c "C."\n'
    view = see(content).view
    at = content.index("because")
    assert edited(content, formatting(view, at, at)) == (
        'thesis   a "A."\n  because b "B."\nclaim   c "C."\n'
    )
    deep = 'thesis a "A."\n    because b "B."\n        but c "C."\nclaim   d "D."\n'
    view = see(deep).view
    at = deep.index("but")
    assert edited(deep, formatting(view, at, at)) == (
        'thesis a "A."\n  because b "B."\n    but c "C."\nclaim   d "D."\n'
    )
    assert formatting(see('thesis a "A."\n because\n').view) is None
