"""What the rules on wording offer to mend, and what they may cost."""

import pytest

from argmap.compiler import lint
from argmap.rules import RULES, duplicate_claim, id_style, undeclared_negation


def mended(build, content, rule):
    """A map in which the one finding of a rule is mended, and the map before."""
    before = build(content)
    (finding,) = lint(before.subject, [rule])
    assert finding.fix is not None and not finding.fix.safe
    for edit in sorted(finding.fix.edits, key=lambda edit: -edit.span.start):
        content = content[: edit.span.start] + edit.replacement + content[edit.span.end :]
    after = build(content)
    assert not after.diagnostics
    assert not lint(after.subject, [rule])
    return content, after.map


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            'thesis t "T"\n  because a "Cars are safe."\nthesis u "U"\n  because b "Cars are not safe."\n',
            '\n  because b "Cars are not safe."\n    contradicts a\n',
        ),
        (
            'thesis t "T"\n  because a "Cars are safe."\nthesis u "U"\n  because b "Cars are not safe."  # so',
            '\n  because b "Cars are not safe."  # so\n    contradicts a',
        ),
        (
            'thesis t "T"\n\tbecause a "Cars are safe."\nthesis u "U"\n\tbecause b "Cars are not\n\t\tsafe."\n',
            '\n\t\tsafe."\n\t\tcontradicts a\n',
        ),
        (
            'thesis t "T"\n because a "Cars are safe."\nthesis u "U"\n because b "Cars are not safe."\n      by: "B"\n',
            '\n      contradicts a\n      by: "B"\n',
        ),
        (
            'thesis t "T"\n  because "Cars are safe."\nthesis u "U"\n  because b "Cars are not safe."\n',
            '\n  because "Cars are safe."\n    contradicts b\n',
        ),
    ],
    ids=[
        "spaces",
        "comment at the end",
        "tabs",
        "beside what hangs there",
        "without a name",
    ],
)
def test_a_negation_is_declared(build, content, line):
    """The fix of an undeclared negation makes contraries of the two claims."""
    content, map = mended(build, content, undeclared_negation.RULE)
    assert line in content
    assert len(map.contraries) == 1


def test_a_negation_between_claims_without_names_has_no_fix(build):
    """No line can name either of them, so the advice is to name one."""
    compiled = build(
        'thesis t "T"\n  because "Cars are safe."\nthesis "U"\n  because "Cars are not safe."\n'
    )
    (finding,) = lint(compiled.subject, [undeclared_negation.RULE])
    assert finding.fix is None
    assert "NAME" in finding.help[0]


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ('  because a "Cars are safe."\n  because b "Cars are not safe."\n', "dilemma"),
        (
            '  because a "Cars are safe."\n    and b "Cars are not safe."\n',
            "line of its own",
        ),
        (
            '  because a "Cars are safe."\n    because b "Cars are not safe."\n',
            "`b` is no reason for `a`",
        ),
    ],
    ids=["two reasons", "linked", "a reason"],
)
def test_a_negation_that_cannot_stand_is_not_declared(build, content, advice):
    """Where the two bear on the same thing, to declare it would only be found in its turn."""
    compiled = build('thesis t "T"\n' + content)
    (finding,) = lint(compiled.subject, [undeclared_negation.RULE])
    assert finding.fix is None
    assert any(advice in help for help in finding.help)


def test_a_negation_of_an_imported_claim_is_declared_here(build):
    """The line goes into the map's own file, and names the import."""
    files = {
        "cars.arg": 'thesis safe "Cars are safe."\n  because brakes "Cars have brakes."\n'
    }
    content = 'import "cars.arg"\nthesis t "Cars are not safe."\n  but cars.brakes\n'
    (finding,) = lint(build(content, files).subject, [undeclared_negation.RULE])
    (edit,) = finding.fix.edits
    mended = content[: edit.span.start] + edit.replacement + content[edit.span.end :]
    assert "\n  contradicts cars.safe\n" in mended
    assert not lint(build(mended, files).subject, [undeclared_negation.RULE])


def test_a_claim_stated_twice_is_named_instead(build):
    """The fix of a duplicate without a name puts the other one's name in its place."""
    content, map = mended(
        build,
        'thesis t "T"\n  because a "Cars kill."\n  but b "B"\n    but "Cars kill!" [x]\n',
        duplicate_claim.RULE,
    )
    assert content.endswith("    but a [x]\n")
    assert [claim.id for claim in map.claims] == ["t", "a", "b"]


def test_a_name_is_changed_wherever_it_stands(build):
    """The fix of a name's style renames the claim in every line that names it."""
    content, map = mended(
        build,
        'thesis too-dear "T"\n  because less-cars "A"\n  but newRoad "B"\n'
        "claim too-dear\n  because newRoad\nclaim less-cars\n  contradicts newRoad\n",
        id_style.RULE,
    )
    assert "newRoad" not in content
    assert content.count("new-road") == 3
    assert set(map.claim) == {"too-dear", "less-cars", "new-road"}


def test_a_source_is_renamed_without_the_claim_of_that_name(build):
    """Claims and sources are named apart, so only the source's places change."""
    _, map = mended(
        build,
        'source a_b\nthesis too-dear "T"\n  quote a_b "x"\n  because less-cars "A"\n',
        id_style.RULE,
    )
    assert [source.id for source in map.sources] == ["a-b"]
    assert map.claim["too-dear"].quotes[0].source == "a-b"


def test_a_name_that_is_taken_is_not_given_again(build):
    """No fix makes two claims one."""
    compiled = build('thesis a-b "T"\n  because c-d "A"\n  because a_b "B"\n')
    (finding,) = lint(compiled.subject, [id_style.RULE])
    assert finding.fix is None


def test_odd_texts(build):
    """No rule trips over a text that no sentence was meant to be."""
    texts = ["", " ", ".", "?", "it", "It is", "the fact that", "not", "No", "by by by",
             "is cut by", "it is true that", "it is to", "n't", "'", "’s", "5", "a 5,", "%",
             "all", "All", "some", "because", ", so", ";", "“", "\U0001f680", "\u0301", "_"]  # fmt: skip
    lines = [
        f'  because a{number} "{first} {second}"\n    because b{number} "{second} {first}"\n'
        for number, (first, second) in enumerate((x, y) for x in texts for y in texts)
    ]
    compiled = build('thesis t "All of it is not so."\n' + "".join(lines))
    assert all(finding.message for finding in lint(compiled.subject, RULES))


def test_a_pair_is_reported_once(build):
    """Two claims that say the same give one finding, whatever they are to each other."""
    content = (
        'thesis a "Cars kill people."\n'
        '  because b "People are killed by cars."\n'
        '  because c "People are killed by cars!"\n'
        '  but d "D"\n    but e "Cars kill people."\n    but f "Cars really kill people."\n'
    )
    found = [(each.rule, each.span.line) for each in lint(build(content).subject)]
    assert found == [
        ("begs-the-question", 2),
        ("begs-the-question", 3),
        ("duplicate-claim", 5),
        ("double-counted-reason", 6),
    ]
