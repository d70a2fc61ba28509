"""Findings for people: the line, carets under the place, second labels, help.

The form is that of rustc and ruff. ``concise`` is one line a finding, for editors and grep.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from argmap.diagnostics import Diagnostic, Severity
from argmap.text import Span, Text

WIDTH = 100
"""Columns of a source line that are shown; of a longer one, those around the place."""
TAB = 4
PLACES = 20
"""Other places of a finding that are shown, such as the steps of a circle; the rest is counted."""

_COLOURS = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.INFO: "1;36",
}
_BLUE = "1;34"
_BOLD = "1"


def concise(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """``file:line:column: level[rule] message``, a line each."""
    for each in diagnostics:
        span = each.span
        yield (
            f"{visible(span.text.name)}:{span.line}:{span.column}: "
            f"{each.severity.value}[{each.rule}] {visible(each.message)}\n"
        )


def text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> Iterator[str]:
    """Each finding with the lines it is about, a blank line behind it."""
    paint = _paint if colour else _plain
    for each in diagnostics:
        yield _finding(each, paint) + "\n"


_Paint: TypeAlias = Callable[[str, str], str]


def _paint(words: str, code: str) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if words else words


def _plain(words: str, code: str) -> str:
    return words


class _Mark(NamedTuple):
    """What is drawn under one line of a file: from and to columns, from 0, and words."""

    line: int
    start: int
    end: int
    words: str
    sign: str
    code: str


def _finding(each: Diagnostic, paint: _Paint) -> str:
    code = _COLOURS[each.severity]
    places = [(each.span, each.note, "^", code)]
    places += [(label.span, label.message, "-", _BLUE) for label in each.labels[:PLACES]]
    files: dict[Text, list[_Mark]] = {}
    for span, words, sign, colour in places:
        files.setdefault(span.text, []).append(_mark(span, words, sign, colour))
    gutter = max(len(str(mark.line)) for marks in files.values() for mark in marks) + 1
    head = f"{each.severity.value}[{each.rule}]"
    rows = [f"{paint(head, code)}{paint(': ' + visible(each.message), _BOLD)}"]
    for file, marks in files.items():
        arrow = "-->" if file is each.span.text else ":::"
        first = marks[0]
        where = f"{visible(file.name)}:{first.line}:{first.start + 1}"
        rows.append(f"{' ' * gutter}{paint(arrow, _BLUE)} {where}")
        rows.append(_gutter("", gutter, paint))
        rows += _lines(file, marks, gutter, paint)
    title = each.fix.title if each.fix else ""
    advice = [("help", words) for words in each.help if words != title]
    if each.fix:
        advice.append(("fix" if each.fix.safe else "unsafe fix", each.fix.title))
    rest = len(each.labels) - PLACES
    if rest > 0:
        more = f"{rest:,} more place{'s' * (rest > 1)}, which `--output-format json` has"
        advice.insert(0, ("and", more))
    if advice:
        rows.append(_gutter("", gutter, paint))
    for kind, words in advice:
        sign = paint("=", _BLUE)
        rows.append(f"{' ' * (gutter + 1)}{sign} {paint(kind, _BOLD)}: {visible(words)}")
    return "\n".join(rows) + "\n"


def _mark(span: Span, words: str, sign: str, code: str) -> _Mark:
    line = span.line
    start = span.column - 1
    length = len(span.text.line(line))
    end = start + span.end - span.start if span.end_line == line else length
    return _Mark(
        line, min(start, length), max(min(end, length), start + 1), words, sign, code
    )


def _gutter(number: str, width: int, paint: _Paint) -> str:
    return paint(f"{number:>{width}} |", _BLUE)


def _lines(file: Text, marks: list[_Mark], gutter: int, paint: _Paint) -> Iterator[str]:
    last = 0
    for line in sorted({mark.line for mark in marks}):
        if last and line == last + 2:
            yield _source_line(file.line(last + 1), last + 1, 0, gutter, paint)
        elif last and line > last + 2:
            yield paint(f"{'':>{gutter}} .", _BLUE).rstrip()
        here = sorted(
            (mark for mark in marks if mark.line == line), key=lambda mark: mark.start
        )
        row = file.line(line)
        cut = _cut(row, here)
        yield _source_line(row, line, cut, gutter, paint)
        yield from _under(row, here, cut, gutter, paint)
        last = line


def _cut(row: str, marks: list[_Mark]) -> int:
    """How many letters are left out at the start of a line that is too long to show."""
    if len(row) <= WIDTH:
        return 0
    first = marks[0].start
    return max(0, first - WIDTH // 4) if first > WIDTH // 2 else 0


def _source_line(row: str, line: int, cut: int, gutter: int, paint: _Paint) -> str:
    shown = row[cut : cut + WIDTH]
    before = "…" if cut else ""
    after = "…" if len(row) > cut + WIDTH else ""
    return f"{_gutter(str(line), gutter, paint)} {before}{visible(shown)}{after}".rstrip()


def _under(
    row: str, marks: list[_Mark], cut: int, gutter: int, paint: _Paint
) -> Iterator[str]:
    """The carets and words under a line: the last mark beside its carets, others beneath."""
    side = 1 if cut else 0

    def column(at: int) -> int:
        return side + cells(row[cut : min(at, cut + WIDTH)])

    blank = _gutter("", gutter, paint)
    carets, at = "", 0
    for mark in marks:
        start, end = column(mark.start), column(mark.end)
        if mark.start >= len(row):
            end = start + 1
        start = max(start, at)
        end = max(end, start + 1)
        carets += " " * (start - at) + paint(mark.sign * (end - start), mark.code)
        at = end
    last = marks[-1]
    words = paint(f" {visible(last.words)}", last.code) if last.words else ""
    yield f"{blank} {carets}{words}"
    for mark in reversed(marks[:-1]):
        if mark.words:
            yield f"{blank} {' ' * column(mark.start)}{paint(visible(mark.words), mark.code)}"


def visible(words: str) -> str:
    """Tabs as blanks, control characters and bidirectional overrides as a sign of their own."""
    if words.isascii() and words.isprintable():
        return words
    return "".join(map(_sign, words))


def _sign(letter: str) -> str:
    if letter == "\t":
        return " " * TAB
    if letter < " ":
        return chr(0x2400 + ord(letter))
    if unicodedata.category(letter) in ("Cc", "Cs") or letter in _OVERRIDES:
        return "\N{REPLACEMENT CHARACTER}"
    return letter


_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


def cells(words: str) -> int:
    """How many columns of a terminal words take."""
    if words.isascii() and words.isprintable():
        return len(words)
    cells = 0
    for letter in words:
        if letter == "\t":
            cells += TAB
        elif unicodedata.combining(letter) or unicodedata.category(letter) in (
            "Mn",
            "Me",
            "Cf",
        ):
            cells += 1 if letter in _OVERRIDES else 0
        else:
            cells += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return cells


def fitted(words: str, columns: int) -> str:
    """Words on one line in just so many columns: cut short, or filled up with blanks."""
    words = visible(" ".join(words.split()))
    if cells(words) > columns:
        while cells(words) >= columns:
            words = words[: len(words) - max(1, (cells(words) - columns) // 2)]
        words = f"{words}…"
    return words + " " * (columns - cells(words))
