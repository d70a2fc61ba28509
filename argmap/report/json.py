"""Findings for programs; `docs/schema/check.json` describes the form."""

import json
from collections.abc import Iterable
from typing import Any

from argmap.diagnostics import Diagnostic, Fix
from argmap.report import Summary
from argmap.text import Span, Text


def report(diagnostics: Iterable[Diagnostic], summary: Summary) -> str:
    """All findings and their count, as a JSON object with the form's version in front."""
    value = {
        "argmap": 1,
        "diagnostics": [_diagnostic(each) for each in diagnostics],
        "summary": counts(summary),
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def counts(summary: Summary) -> dict[str, int]:
    """How many files were checked, and how many findings of each level there are."""
    return {
        "files": len(summary.files),
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "mended": summary.mended,
        "silenced": summary.silenced,
    }


def _diagnostic(each: Diagnostic) -> dict[str, Any]:
    return {
        "rule": each.rule,
        "level": each.severity.value,
        "message": each.message,
        **place(each.span),
        "labels": [
            {"message": label.message, **place(label.span)} for label in each.labels
        ],
        "help": list(each.help),
        "fix": _fix(each.fix) if each.fix else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "safe": fix.safe,
        "title": fix.title,
        "edits": [{**place(edit.span), "text": edit.replacement} for edit in fix.edits],
    }


def place(span: Span) -> dict[str, Any]:
    """A stretch of a file: lines and columns from 1, in code points; offsets from 0."""
    return {
        "file": span.text.name,
        "start": _point(span.text, span.start),
        "end": _point(span.text, span.end),
    }


def _point(text: Text, offset: int) -> dict[str, int]:
    return {
        "line": text.line_of(offset),
        "column": text.column_of(offset),
        "offset": offset,
    }
