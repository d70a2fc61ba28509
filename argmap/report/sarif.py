"""Findings as SARIF 2.1.0, for services that gather what linters find.

The form is that of the OASIS Standard "Static Analysis Results Interchange Format (SARIF)
Version 2.1.0 Plus Errata 01" (2023). What is optional there was chosen with a view to what GitHub
reads ("SARIF support for code scanning" in its documentation).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from argmap.diagnostics import Diagnostic, Edit, Fix, Severity
from argmap.report import address
from argmap.text import STDIN_NAME, Span, Text

if TYPE_CHECKING:
    from argmap.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
"""Stands for the working folder, whose own name would differ from machine to machine."""
LIMIT = 1024
"""Letters of a description that GitHub takes."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(diagnostics: Sequence[Diagnostic], rules: Sequence["Rule"], folder: str) -> str:
    """All findings, and a page for each rule, as a log of one run.

    ``folder`` is the working folder, to which addresses are relative (§3.4.4, §3.14.14). A file
    outside it has an address of its own, ``file://...``; what came by standard input stands as
    ``<stdin>``, percent-encoded. Columns count code points (§3.14.27).

    Two fingerprints help to know a finding again (§3.27). ``primaryLocationLineHash`` is the one
    that GitHub computes and goes by: a hash of the next hundred letters from the start of the
    line on. ``findingHash/v1`` is that of the line, the place on it, and how many such came
    before in the file. Neither changes when lines above come or go, or when blanks do.
    """
    indices = {rule.name: index for index, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "argmap", "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            BASE: {"description": {"text": "The folder in which argmap was run."}}
        },
        "results": [
            {
                "ruleId": each.rule,
                "ruleIndex": indices.get(each.rule, -1),
                "level": _LEVELS[each.severity],
                "message": {"text": _message(each)},
                "locations": [{"physicalLocation": _place(each.span, folder)}],
                **_related(each, folder),
                "partialFingerprints": fingerprints,
                **_fixes(each.fix, folder),
            }
            for each, fingerprints in zip(
                diagnostics, _fingerprints(diagnostics), strict=True
            )
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: "Rule") -> dict[str, Any]:
    """What a rule finds, and why that matters (§3.49)."""
    prose = rule.page.partition("\nBad:")[0]
    full = " ".join(prose.split())
    return {
        "id": rule.name,
        "shortDescription": {"text": _cut(rule.summary)},
        "fullDescription": {"text": _cut(full)},
        "help": {"text": rule.page.strip(), "markdown": rule.markdown},
        "defaultConfiguration": {
            "level": _LEVELS[rule.severity],
            "enabled": not rule.opt_in,
        },
    }


def _cut(words: str) -> str:
    return words if len(words) <= LIMIT else f"{words[: LIMIT - 1]}…"


def _message(each: Diagnostic) -> str:
    """A finding in sentences; where it points to other places, they are links (§3.11.6)."""
    sentences = [_plain(each.message)]
    if each.note:
        sentences.append(_plain(each.note))
    for number, label in enumerate(each.labels):
        words = label.message
        for letter in "\\[]":
            words = words.replace(letter, f"\\{letter}")
        sentences.append(f"[{_braces(words)}]({number})")
    sentences += [f"help: {_plain(advice)}" for advice in each.help]
    return "\n".join(
        sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
        for sentence in sentences
    )


def _plain(words: str) -> str:
    """Words of a message that must not be taken for a link."""
    return _braces(words.replace("](", "] ("))


def _braces(words: str) -> str:
    """Braces would be places for arguments, were they not doubled (§3.11.5)."""
    return words.replace("{", "{{").replace("}", "}}")


def _related(each: Diagnostic, folder: str) -> dict[str, Any]:
    if not each.labels:
        return {}
    return {
        "relatedLocations": [
            {
                "id": number,
                "message": {"text": _plain(label.message)},
                "physicalLocation": _place(label.span, folder),
            }
            for number, label in enumerate(each.labels)
        ]
    }


def _fixes(fix: Fix | None, folder: str) -> dict[str, Any]:
    """The changes, file by file (§3.55); whether the fix is safe stands among its properties."""
    if fix is None:
        return {}
    files: dict[Text, list[Edit]] = {}
    for edit in fix.edits:
        files.setdefault(edit.span.text, []).append(edit)
    changes = [
        {
            "artifactLocation": _file(text, folder),
            "replacements": [
                {
                    "deletedRegion": _region(edit.span),
                    "insertedContent": {"text": edit.replacement},
                }
                for edit in edits
            ],
        }
        for text, edits in files.items()
    ]
    return {
        "fixes": [
            {
                "description": {"text": _plain(fix.title)},
                "artifactChanges": changes,
                "properties": {"safe": fix.safe},
            }
        ]
    }


def _place(span: Span, folder: str) -> dict[str, Any]:
    return {"artifactLocation": _file(span.text, folder), "region": _region(span)}


def _file(text: Text, folder: str) -> dict[str, str]:
    """The address of a file (§3.4), percent-encoded after RFC 3986."""
    from urllib.parse import quote

    name = address(text.name, folder)
    if name[1:3] == ":/":
        return {"uri": f"file:///{quote(name, safe='/:')}"}
    uri = quote(name, errors="surrogateescape")
    if name.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri} if name == STDIN_NAME else {"uri": uri, "uriBaseId": BASE}


def _region(span: Span) -> dict[str, int]:
    """A stretch of a file (§3.30): the end is the place just behind."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[dict[str, str]]:
    from hashlib import sha256

    lines: dict[Text, set[int]] = {}
    for each in diagnostics:
        lines.setdefault(each.span.text, set()).add(each.span.line)
    hashes = {text: _line_hashes(text, wanted) for text, wanted in lines.items()}
    seen: Counter[tuple[str, ...]] = Counter()
    for each in diagnostics:
        file, line = each.span.text, each.span.line
        words = (_folded(file.line(line)), _folded(each.span.content))
        like = (file.name, each.rule, *words)
        seen[like] += 1
        own = "\n".join((*words, str(seen[like])))
        yield {
            "primaryLocationLineHash": hashes[file][line],
            "findingHash/v1": sha256(own.encode()).hexdigest()[:32],
        }


def _folded(words: str) -> str:
    return " ".join(words.split())


_WINDOW = 100


def _line_hashes(text: Text, wanted: Iterable[int]) -> dict[int, str]:
    """GitHub's hash of lines, by their numbers.

    The file is read in UTF-16 without blanks and tabs, line breaks as LF, and a unit of 65535 at
    its end. The hash is that of Rabin and Karp, to the base 37 and modulo 2**64, of the hundred
    units from the start of the line on, filled with 0. Behind it stands how many lines of the
    file have had the same so far. Facts from github/codeql-action, ``src/fingerprints.ts``.
    """
    rows = [
        row.translate({9: None, 32: None, 13: "\n"}).encode("utf-16-le")
        for row in text.content.replace("\r\n", "\n").split("\n")
    ]
    units = "\n".encode("utf-16-le").join(rows) + b"\xff\xff" + bytes(2 * _WINDOW)
    wanted = set(wanted)
    seen: Counter[bytes] = Counter()
    found = {}
    start = 0
    for number, row in enumerate(rows, 1):
        window = units[start : start + 2 * _WINDOW]
        seen[window] += 1
        if number in wanted:
            value = 0
            for low, high in zip(window[::2], window[1::2], strict=True):
                value = (37 * value + low + 256 * high) % 2**64
            found[number] = f"{value:x}:{seen[window]}"
        start += len(row) + 2
    return found
