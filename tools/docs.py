"""Write what is generated in the documentation: rule pages, pictures, what commands print.

    python tools/docs.py            write everything
    python tools/docs.py --check    write nothing; end with 1 and name what is out of date

Rule pages come from the rules themselves, the page of schemes from their catalogue. How a picture
comes out depends a little on the version of Graphviz, so ``--check`` compares only what stands on
its cards. What a command prints stands in a ``console`` fence behind ``$ argmap ...``;
``tests/test_docs.py`` compares it.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import argmap
from argmap.evaluation import Evaluation
from argmap.evaluation.gradual import Degrees, Gradual, degrees
from argmap.evaluation.labellings import Semantics
from argmap.render import part
from argmap.rules import RULES
from argmap.rules.reported import REPORTED
from argmap.rules.rule import Rule
from argmap.schemes import Scheme, schemes

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_FAMILY = re.compile(r"    # (.+)")
_MEMBER = re.compile(r"    (\w+)\.RULE,")
_CARD = re.compile(r' aria-label="([^"]*)"')


class Picture(NamedTuple):
    """What a picture shows: a map, or the part of it beneath a claim, and its verdicts if any."""

    map: str
    only: str | None = None
    verdicts: Semantics | Gradual | None = None


_ARTICLE, _ALLIANCE = "maps/china_russia.arg", "docs/pictures/alliance.arg"
PICTURES = {
    "docs/pictures/china_russia.svg": Picture(_ARTICLE),
    "docs/pictures/unwise.svg": Picture(_ARTICLE, "unwise"),
    "docs/pictures/charge.svg": Picture("docs/pictures/charge.arg"),
    "docs/pictures/verdicts.svg": Picture(_ARTICLE, "unwise", "grounded"),
    "docs/pictures/degrees.svg": Picture(_ARTICLE, "unwise", "df-quad"),
    "docs/pictures/grounded.svg": Picture(_ALLIANCE, verdicts="grounded"),
    "docs/pictures/preferred.svg": Picture(_ALLIANCE, verdicts="preferred"),
}


class Fence(NamedTuple):
    """A block of code in a Markdown file; ``start`` is the offset of its content."""

    info: str
    content: str
    start: int


class Command(NamedTuple):
    """A command of argmap in a Markdown file, run: what it printed, and what is said of it.

    ``shown`` is None where the file does not say; ``start`` is its offset.
    """

    line: str
    status: int
    output: str
    shown: str | None
    start: int

    @property
    def as_shown(self) -> bool:
        """Whether it printed what the file says; a line ``...`` stands for any lines."""
        if self.shown is None:
            return True
        pattern = re.escape(self.shown.rstrip()).replace(
            re.escape("\n...\n"), "\n(?:.*\n)*"
        )
        return re.fullmatch(pattern, self.output.rstrip()) is not None


_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)

_STEP = re.compile(r"^ *- (?:run: )?(argmap .+)$", re.MULTILINE)


def fences(document: str) -> Iterator[Fence]:
    """The blocks of code of a Markdown file."""
    for found in _FENCE.finditer(document):
        yield Fence(found[1], found[2], found.start(2))


def commands(document: str, folder: Path) -> Iterator[Command]:
    """Run the commands of argmap that a Markdown file has, one after the other.

    The folder gets the repository's maps, and each fence that names a file: ``arg FILE``,
    ``arg bad FILE``, ``text FILE`` or ``toml FILE``. In ``yaml`` fences commands are steps of
    jobs.
    """
    shutil.copytree(ROOT / "maps", folder / "maps", dirs_exist_ok=True)
    for fence in fences(document):
        kind, *rest = fence.info.split()
        if kind in ("arg", "text", "toml") and rest and rest[-1] != "bad":
            (folder / rest[-1]).write_text(fence.content, encoding="utf-8")
        elif kind == "sh":
            for line in fence.content.splitlines():
                if line.startswith("argmap "):
                    yield _run(line, folder, None, 0)
        elif kind == "yaml":
            for found in _STEP.finditer(fence.content):
                yield _run(found[1], folder, None, 0)
        elif kind == "console":
            for found in _SHOWN.finditer(fence.content):
                if found[1].startswith("argmap "):
                    yield _run(found[1], folder, found[2], fence.start + found.start(2))


def _run(line: str, folder: Path, shown: str | None, start: int) -> Command:
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *shlex.split(line, comments=True)[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
    )
    output = done.stdout.decode().replace("\r\n", "\n")
    return Command(line, done.returncode, output, shown, start)


def refreshed(document: str) -> str:
    """A Markdown file with what its commands print now, but where it leaves lines out."""
    with tempfile.TemporaryDirectory() as folder:
        run = list(commands(document, Path(folder)))
    for command in reversed(run):
        if command.shown is not None and not command.as_shown:
            end = command.start + len(command.shown)
            output = f"{command.output.rstrip()}\n"
            document = document[: command.start] + output + document[end:]
    return document


def documents() -> list[Path]:
    """The Markdown files that are written by hand."""
    found = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*found, *sorted({*DOCS.glob("*.md")} - {DOCS / "schemes.md"})]


def pages() -> dict[str, str]:
    """Each generated page by its path from the root of the repository."""
    found = {f"docs/rules/{rule.name}.md": rule.markdown for rule in RULES}
    found["docs/rules/README.md"] = index()
    found["docs/schemes.md"] = catalogue()
    return found


def index() -> str:
    """The rules by family, with their levels and what they find."""
    rows = [
        "# Rules",
        "",
        "What `argmap check` finds. `argmap rule NAME` prints a rule's page in the terminal.",
        "",
        "An **error** is something that cannot be meant. A **warning** is something that a "
        "careful analyst\nwould mend. An **info** is worth a look and never makes the command "
        "fail. An **opt-in** rule is\noff unless it is selected: "
        "`argmap check --extend-select NAME`.",
    ]
    for family, rules in families().items():
        rows += [
            "",
            f"## {family}",
            "",
            "| rule | level | what it finds |",
            "|---|---|---|",
        ]
        for rule in rules:
            level = rule.severity.value + (", opt-in" if rule.opt_in else "")
            summary = rule.summary.replace("|", "\\|")
            rows.append(f"| [{rule.name}]({rule.name}.md) | {level} | {summary} |")
    return "\n".join(rows) + "\n"


def catalogue() -> str:
    """The argumentation schemes by family, and all that is known of each."""
    rows = [
        "# Argumentation schemes",
        "",
        "Kinds of argument that convince for the time being: until somebody asks one of their "
        "critical\nquestions and gets no answer. `scheme: NAME` under a line that draws a step "
        "says of which kind it\nis; [the language](language.md#schemes) says how a map answers "
        "the questions. `argmap scheme NAME`\nprints a scheme in the terminal.",
        "",
        "The schemes are those of the books and papers named beneath each. The words are ours, "
        "and so are\nthe short names of premises and questions; a question may be split, joined "
        "or added where a map\nneeds it. Words in CAPITALS are slots to fill.",
        "",
    ]
    by_family: dict[str, list[Scheme]] = {}
    for scheme in schemes().values():
        by_family.setdefault(scheme.family, []).append(scheme)
    for family, members in by_family.items():
        links = ", ".join(f"[{each.name}](#{each.name})" for each in members)
        rows.append(f"- {family}: {links}")
    for family, members in by_family.items():
        rows += ["", f"## {family}"]
        for scheme in members:
            rows += ["", scheme.page("###").rstrip()]
    return "\n".join(rows) + "\n"


def families() -> dict[str, list[Rule]]:
    """The rules by the headings that the list of rules itself is divided by."""
    listed = (ROOT / "argmap" / "rules" / "registry.py").read_text(encoding="utf-8")
    found: dict[str, list[Rule]] = {"Reading and resolving": list(REPORTED)}
    by_name = {rule.name: rule for rule in RULES}
    family = ""
    for line in listed.splitlines():
        if heading := _FAMILY.fullmatch(line):
            family = heading[1]
        elif member := _MEMBER.fullmatch(line):
            found.setdefault(family, []).append(by_name[member[1].replace("_", "-")])
    missing = {*by_name} - {rule.name for rules in found.values() for rule in rules}
    if missing:
        raise SystemExit(f"no family has the rules {', '.join(sorted(missing))}")
    return found


def drawing(picture: Picture) -> str:
    """A picture; its cards link to the lines of the map, seen from the pictures."""
    path, semantics = picture.map, picture.verdicts
    compiled = argmap.load(str(ROOT / path))
    if compiled.failed:
        raise SystemExit(f"{path} has errors: argmap check {path}")
    up = "" if path.startswith("docs/pictures/") else "../../"
    file = up + path.removeprefix("docs/pictures/")
    found: Evaluation | Degrees | None = None
    if semantics == "df-quad" or semantics == "quadratic-energy":
        found = degrees(compiled.map, semantics)
    elif semantics:
        found = argmap.evaluate(compiled.map, semantics)
    return argmap.svg(
        part(compiled.map, only=picture.only),
        whole=compiled.map,
        verdicts=found,
        paragraphs=compiled.paragraphs,
        link=lambda claim: f"{file}#L{claim.span.line}" if claim.span else None,
    )


def stale() -> Iterator[str]:
    """The path of each generated file that is not what it would be if it were made now."""
    wanted = pages()
    for path, content in wanted.items():
        if _read(path) != content:
            yield path
    for page in sorted((DOCS / "rules").glob("*.md")):
        path = page.relative_to(ROOT).as_posix()
        if path not in wanted:
            yield path
    for path, shown in PICTURES.items():
        if _cards(_read(path)) != _cards(drawing(shown)):
            yield path


def _cards(svg: str) -> list[str]:
    return sorted(_CARD.findall(svg))


def _read(path: str) -> str:
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.exists() else ""


def write() -> None:
    """Write every generated file, and take away the pages of rules that are no more."""
    made = pages() | {path: drawing(shown) for path, shown in PICTURES.items()}
    for path, content in made.items():
        file = ROOT / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="\n")
    for page in (DOCS / "rules").glob("*.md"):
        if page.relative_to(ROOT).as_posix() not in made:
            page.unlink()
    for document in documents():
        before = document.read_text(encoding="utf-8")
        after = refreshed(before)
        if after != before:
            document.write_text(after, encoding="utf-8", newline="\n")


def main() -> int:
    """Write, or check; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing, name what is stale"
    )
    if not parser.parse_args().check:
        write()
        return 0
    found = list(stale())
    for path in found:
        sys.stderr.write(f"out of date: {path}\n")
    if found:
        sys.stderr.write("write them anew: python tools/docs.py\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
