"""Every rule has a page, and fires where its page says so and nowhere else."""

import random
import re

import pytest

from argmap.compiler import Compiler, lint
from argmap.rules import RULES, fragile_thesis, idle_premise, no_stable_extension
from argmap.rules.reported import REPORTED
from argmap.text import Text
from tests.conftest import ON_VERDICTS

FENCE = re.compile(r"^```(arg|text)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KINDS = ("because", "but")
ON = tuple(rule for rule in RULES if not rule.opt_in)


def examples(rule):
    """The rule's bad map and its good one, each as files by name; the map is `map.arg`."""
    bad, good = rule.page.split("\nGood:\n")
    return tuple(
        {name or "map.arg": content for _, name, content in FENCE.findall(part)}
        for part in (bad, good)
    )


def fired(files, rules):
    """The names of the rules that a map breaks."""
    texts = {name: Text(name, content) for name, content in files.items()}
    compiled = Compiler(texts.get).compile(texts["map.arg"])
    found = (*compiled.diagnostics, *lint(compiled.subject, rules))
    return {each.rule for each in found}


def test_names_are_unique():
    """No two rules have one name, and each name is in kebab-case."""
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


def test_every_rule_is_in_the_list():
    """No file of a rule is left out of the list, and each is called what its rule is."""
    from tests.conftest import ROOT

    listed = {rule.name for rule in RULES if rule not in REPORTED}
    files = {
        path.stem.replace("_", "-")
        for path in (ROOT / "argmap" / "rules").glob("*.py")
        if re.search(r"^RULE = ", path.read_text("utf-8"), re.MULTILINE)
    }
    assert files == listed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_bad_map_fires_its_rule_alone(rule):
    """The bad map of a page breaks this rule and no other."""
    bad, _ = examples(rule)
    asked = [each for each in {*ON, rule} if each is rule or each.name not in ON_VERDICTS]
    assert fired(bad, asked) == {rule.name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_good_map_is_silent(rule):
    """The good map of a page breaks no rule."""
    _, good = examples(rule)
    assert fired(good, {*ON, rule}) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_pages_read_well(rule):
    """A page opens with one sentence that says what the rule finds."""
    assert rule.summary.endswith(".")
    assert len(rule.summary) < 120
    assert rule.severity.value in rule.markdown


def test_every_finding_has_a_page():
    """No part of argmap reports under a name that has no page."""
    from tests.conftest import ROOT

    names = {rule.name for rule in RULES}
    used = set()
    for path in (ROOT / "argmap").rglob("*.py"):
        used |= set(
            re.findall(
                r'(?:report|_error|Diagnostic)\(\s*"([a-z-]+)"', path.read_text("utf-8")
            )
        )
    assert used and used <= names


def test_a_duplicate_step_is_mended_safely(build):
    """The fix of a step that is drawn twice takes out the line that says nothing more."""
    content = 'thesis a "A"\n  because b "B"\n    and c "C"\n  because b\n    and c\n  because d "D"\n'
    compiled = build(content)
    (finding,) = lint(compiled.subject)
    (edit,) = finding.fix.edits
    mended = content[: edit.span.start] + edit.replacement + content[edit.span.end :]
    assert finding.fix.safe
    assert build(mended).map == compiled.map
    assert not lint(build(mended).subject)


def test_findings_of_an_imported_map_are_its_own(build):
    """A map is not blamed for what a map that it imports leaves out."""
    compiled = build(
        'import "b.arg"\nthesis a "A"\n  because b.b\n',
        {"b.arg": 'claim b "B"\nclaim lonely "L"\n'},
    )
    assert not compiled.diagnostics
    assert not lint(compiled.subject)


def test_a_bound_that_was_reached_is_said(monkeypatch):
    """Where a circle of claims takes more than may be spent, the rules on verdicts say so."""
    monkeypatch.setattr("argmap.rules.verdicts.EFFORT", 100)
    monkeypatch.setattr("argmap.rules.idle_premise.EFFORT", 100)
    rows = ['thesis t "T"\n  because c0\nclaim c150\n  because e "E"\n']
    rows += [f'claim c{n} "C{n}"\n  because c{(n + 1) % 300}\n' for n in range(300)]
    subject = Compiler(lambda _: None).compile(Text("map.arg", "".join(rows))).subject
    for rule in (fragile_thesis.RULE, idle_premise.RULE):
        (finding,) = lint(subject, [rule])
        assert "was not looked for" in finding.message


def test_what_no_solver_can_settle_is_said():
    """A circle of reasons that is too large for a solver is a finding, and no failure."""
    draw = random.Random(1)
    rows = ['thesis t "T"\n  because c0\n']
    for n in range(2000):
        rows.append(f'claim c{n} "C{n}"\n')
        rows += [f"  {draw.choice(KINDS)} c{draw.randrange(2000)}\n" for _ in range(6)]
    subject = Compiler(lambda _: None).compile(Text("map.arg", "".join(rows))).subject
    (finding,) = lint(subject, [no_stable_extension.RULE])
    assert "was not settled: a circle of" in finding.message


def test_a_slip_in_the_beginning_of_a_name_is_understood(run):
    """`argmap rule circluar` means the one rule whose name begins nearly so."""
    assert "did you mean `circular-support`?" in run("rule", "circluar").stderr
