"""Every rule has a page of examples in Markdown that say where it fires and where it must not.

Beside this file stands ``RULE.md`` for each rule, and in ``literature/`` flawed and sound arguments
from books and papers. A heading begins an example: a sentence on what it shows, and the map in a
fence ``arg``. Other files that it needs stand in fences ``arg FILE`` and ``text FILE``.

A finding is expected where a comment says so: ``# error: [rule-name]`` at the end of its first
line, or on a line of its own above it. Whatever else fires is a failure, in every rule that is on
unless it is selected, and in the rule that the page is named after. Which claims stand is asked only
on pages about that.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from argmap.compiler import Compiler, lint
from argmap.rules import DEFAULT_RULES, RULES
from argmap.text import Text
from tests.conftest import ON_VERDICTS

HERE = Path(__file__).parent
FENCE = re.compile(r"^```(arg|text)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)
EXPECTED = re.compile(r"# (error|warning|info): \[([a-z-]+)\]")
BY_NAME = {rule.name: rule for rule in RULES}


@attrs.frozen
class Example:
    """A map and the files around it; the map is called ``map.arg``."""

    page: str
    title: str
    files: dict[str, str]

    def __str__(self) -> str:
        """What a failure is found by."""
        return f"{self.page}: {self.title}"


def examples() -> Iterator[Example]:
    """The examples of all pages."""
    for page in sorted(HERE.rglob("*.md")):
        _, *parts = HEADING.split(page.read_text(encoding="utf-8"))
        for title, part in zip(parts[::2], parts[1::2], strict=True):
            files = {name or "map.arg": said for _, name, said in FENCE.findall(part)}
            yield Example(page.stem, title, files)


def expected(content: str) -> list[tuple[int, str, str]]:
    """The line, the level and the rule of each finding that comments announce."""
    found = []
    for number, line in enumerate(content.split("\n"), 1):
        alone = line.lstrip().startswith("#")
        found += [(number + alone, *each.groups()) for each in EXPECTED.finditer(line)]
    return sorted(found)


@pytest.mark.parametrize("example", list(examples()), ids=str)
def test_example(example: Example) -> None:
    """What an example announces is found, there and at that level, and nothing else is."""
    texts = {name: Text(name, content) for name, content in example.files.items()}
    compiler = Compiler(texts.get, beside=lambda _: texts)
    compiled = compiler.compile(texts["map.arg"])
    about = [rule for name, rule in BY_NAME.items() if name == example.page]
    rules = dict.fromkeys((*DEFAULT_RULES, *about))
    if example.page not in (*ON_VERDICTS, "idle-premise", "verdicts"):
        rules = [rule for rule in rules if rule.name not in ON_VERDICTS]
    found = sorted(
        (each.span.line, each.severity.value, each.rule)
        for each in (*compiled.diagnostics, *lint(compiled.subject, rules))
    )
    assert found == expected(example.files["map.arg"])


def test_every_rule_has_its_page():
    """No rule goes without examples, and no page without a rule."""
    assert {page.stem for page in HERE.glob("*.md")} == {*BY_NAME}
