"""The catalogue of argumentation schemes is whole, and its skeletons are maps."""

import re

import pytest

from argmap.compiler import lint
from argmap.schemes import find, schemes, similar
from argmap.syntax.format import format
from argmap.syntax.keywords import is_name

KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
ALL = pytest.mark.parametrize("scheme", schemes().values(), ids=lambda scheme: scheme.name)


def test_names_are_unique():
    """No name or alias stands for two schemes, and each is in kebab-case."""
    names = [name for each in schemes().values() for name in (each.name, *each.aliases)]
    assert len(names) == len(set(names))
    assert all(map(KEBAB.fullmatch, names))
    assert len(schemes()) >= 28


def test_families_stand_together():
    """The schemes of a family follow one another, since lists have a heading for each."""
    families = [each.family for each in schemes().values()]
    assert sorted(set(families), key=families.index) == [
        family
        for family, before in zip(families, [None, *families], strict=False)
        if family != before
    ]


@ALL
def test_entries_are_whole(scheme):
    """A scheme has premises, questions and sources, and each question doubts a part of it."""
    assert scheme.premises and scheme.questions and scheme.sources
    assert not {"step", "conclusion"} & {*scheme.premises}
    names = [question.name for question in scheme.questions]
    assert len(names) == len(set(names))
    for question in scheme.questions:
        assert KEBAB.fullmatch(question.name) and is_name(question.name)
        assert question.doubts in {*scheme.premises, "step", "conclusion"}
        assert question.asks.endswith("?")
    for sentence in (*scheme.premises.values(), scheme.conclusion):
        assert re.fullmatch(r"[^.?]+\.", sentence)
    assert re.search("[A-Z]{2}", scheme.conclusion)


@ALL
def test_skeletons_are_maps(build, scheme):
    """A skeleton can be pasted: it compiles, is in the one style, and only its questions are open."""
    compiled = build(scheme.skeleton)
    assert not compiled.diagnostics
    (finding,) = lint(compiled.subject)
    assert finding.rule == "open-critical-question"
    (step,) = compiled.map.steps
    assert finding.span.content == step.scheme == scheme.name
    assert len(step.premises) == len(scheme.premises)
    assert format(compiled.trees[0]) == scheme.skeleton


@ALL
def test_answers_stand_where_the_skeleton_shows(build, scheme):
    """A claim with a question's tag, where the skeleton has the question, closes it."""
    rows = scheme.skeleton.splitlines()
    for question in scheme.questions:
        place = rows.index(
            next(row for row in rows if row.lstrip().startswith(f"# [{question.name}]"))
        )
        depth = len(rows[place]) - len(rows[place].lstrip())
        keyword = "unless" if question.doubts == "step" else "but"
        answer = f'{" " * depth}{keyword} "An answer." [{question.name}]'
        map = "\n".join([*rows[:place], answer, *rows[place + 1 :]])
        found = [advice for each in lint(build(map).subject) for advice in each.help]
        assert not any(advice.startswith(f"`{question.name}`:") for advice in found)
        others = len(scheme.questions) - 1
        assert sum(advice.endswith("?") for advice in found) == others


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sign", "sign"),
        ("Argument from Sign", "sign"),
        ("argument-from-an-established-rule", "established-rule"),
        ("ExpertOpinion_Inference", "expert-opinion"),
        ("appeal-to-authority", "expert-opinion"),
        ("abduction", "best-explanation"),
        ("slippery slope argument", "slippery-slope"),
    ],
)
def test_other_spellings(written, name):
    """A scheme is found under the names that the literature and other tools have for it."""
    assert find(written) is schemes()[name]


@pytest.mark.parametrize(
    "name", ["", "自由", "_", "argument", "argument-from-", "x" * 10_000]
)
def test_what_is_no_name(name):
    """Any text may be asked for, and what names no scheme is none."""
    assert find(name) is None
    assert similar(name) == ()


def test_suggestions():
    """A slip leads to the one scheme that is meant, a part of names to all that have it."""
    assert similar("expert-opinoin") == ("expert-opinion",)
    assert similar("consequences") == ("positive-consequences", "negative-consequences")


def test_fix(build):
    """A synonym or a slip is replaced by the scheme that it is meant for, if one asks for it."""
    content = 'thesis a "A"\n  because b "B"\n    scheme: {}  # why\n'
    for written, meant in (("abduction", "best-explanation"), ("sgin", "sign")):
        first, *_ = lint(build(content.format(written)).subject)
        (edit,) = first.fix.edits
        assert (first.rule, first.fix.safe) == ("unknown-scheme", False)
        assert (edit.span.content, edit.replacement) == (written, meant)


def test_scheme_of_json(run, tmp_path):
    """A map in JSON is checked like another, and may name no scheme that no line could."""
    (tmp_path / "map.arg").write_text('thesis a "A"\n  because b "B"\n    scheme: sign\n')
    run("convert", "map.arg", "map.json")
    json = (tmp_path / "map.json").read_text()
    for written, rule in (
        ("sgin", "unknown-scheme"),
        ("../sign of\\n \\u001b[1m", "syntax"),
    ):
        (tmp_path / "map.json").write_text(json.replace('"sign"', f'"{written}"'))
        done = run("check", "map.json")
        assert done.returncode == 1 and done.stderr == ""
        assert f"error[{rule}]" in done.stdout and "\x1b" not in done.stdout


def test_command(run):
    """`argmap scheme` lists the schemes, and shows one by any of its names."""
    listed = run("scheme").stdout
    assert all(f"  {name} " in listed for name in schemes())
    shown = run("scheme", "expert-opinion").stdout
    assert shown.startswith("# expert-opinion\n") and "`trustworthiness`" in shown
    assert run("scheme", "appeal-to-authority").stdout == shown
    refused = run("scheme", "expert-opinoin")
    assert refused.returncode == 2 and "did you mean `expert-opinion`?" in refused.stderr
