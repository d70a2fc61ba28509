"""Text to tree: the only user of Lark.

Each logical line is parsed by itself and remembered by its text, so that after a keystroke only
the touched line is parsed again. Parsing never fails: what cannot be read is a broken line.
"""

import re
import sys
import unicodedata
from bisect import bisect_left
from functools import cache
from pkgutil import get_data
from typing import Any, NamedTuple

from argmap.diagnostics import Diagnostic, Edit, Fix, Label, Severity
from argmap.syntax.keywords import KEYS, NAME_LETTERS
from argmap.syntax.lines import LogicalLine, logical_lines
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    Comment,
    ContradictsLine,
    GroupLine,
    ImportLine,
    Line,
    MapLine,
    Node,
    PropertyLine,
    QuoteLine,
    Remedy,
    SourceLine,
    Tree,
    Word,
)
from argmap.text import Span, Text


def parse(text: Text) -> Tree:
    """Read a file."""
    return Parser().parse(text)


class Parser:
    """Reads files, and remembers the lines of each one by their text."""

    def __init__(self) -> None:
        self._remembered: dict[str, dict[str, Line]] = {}

    def parse(self, text: Text) -> Tree:
        """Read a file; lines that it had the last time are not parsed again."""
        if foreign := _foreign(text):
            return _no_map(text, f"this is {foreign}, not a map")
        known = self._remembered.get(text.name, {})
        lines: dict[str, Line] = {}
        content = text.content
        logicals = list(logical_lines(content))
        placing = _Placing(text, _letter(logicals))
        for logical in logicals:
            if logical.start == logical.end:
                placing.comment(logical)
                continue
            line: Line
            if logical.unclosed >= 0:
                from argmap.syntax.broken import unclosed

                line = unclosed(content, logical)
            else:
                raw = content[logical.start : logical.end]
                line = lines.get(raw) or known.get(raw) or _read(raw)
                lines[raw] = line
            placing.line(logical, line)
        self._remembered[text.name] = lines
        if _is_other_text(text, placing.nodes):
            return _no_map(text, "this is no map: hardly a line of it can be read as one")
        return placing.tree()


_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|svg)\b", re.IGNORECASE)
_JSON = re.compile(r'\s*\{\s*"')


def _foreign(text: Text) -> str:
    """What a file is that is evidently no map; empty for one that may be."""
    if _MARKUP.match(text.content):
        return "SVG, HTML or other markup"
    return "JSON" if _JSON.match(text.content) else text.foreign


def _is_other_text(text: Text, nodes: list[Node]) -> bool:
    """Whether a file that does not even have the ending of a map reads like something else.

    Of a file with the ending one line is enough to tell that it is a map.
    """
    read = sum(type(node.line) is not BrokenLine for node in nodes)
    enough = 1 if text.name.endswith((".arg", ">")) else len(nodes) // 4
    return len(nodes) >= 5 and read < enough


def _no_map(text: Text, message: str) -> Tree:
    end = min(len(text.line(1)), 30)
    help = (
        "`argmap convert` reads JSON; its files end in `.json`"
        if message.startswith("this is JSON")
        else "a map is a text file such as `map.arg`; every line starts with a keyword or a `key:`"
    )
    found = Diagnostic("syntax", Severity.ERROR, message, Span(text, 0, end), help=(help,))
    return Tree(text, (), (), (found,))


def _letter(logicals: list[LogicalLine]) -> str:
    """What a file indents with, as most of its lines do: a blank or a tab."""
    starts = [each.indent[0] for each in logicals if each.indent and each.start < each.end]
    return "\t" if starts.count("\t") > starts.count(" ") else " "


class _Open(NamedTuple):
    """A line that the next one may hang under: its node's index, its width, whether it is placed.

    ``level`` is the width at which it is taken to stand: its own, or where that is like nothing
    around it, that of the line before it.
    """

    node: int
    width: int
    level: int
    placed: bool


_TOP = _Open(-1, 0, 0, True)


class _Placing:
    """Puts lines beneath one another by their indentation."""

    def __init__(self, text: Text, letter: str) -> None:
        self.text = text
        self.letter = letter
        self.nodes: list[Node] = []
        self.comments: list[Comment] = []
        self.diagnostics = _undecodable(text)
        self.open: list[_Open] = []
        """The lines that the next one may hang under."""

    def comment(self, logical: LogicalLine, node: int = -1) -> None:
        assert logical.comment is not None
        start, end = logical.comment
        self.comments.append(Comment(start, end, node))
        stray = self.text.content.find("\r", start, end - 1)
        if stray >= 0:
            self._error(
                "syntax",
                "control character U+000D in a comment",
                stray,
                stray + 1,
                help=("end lines with a line feed, or with both",),
            )

    def line(self, logical: LogicalLine, line: Line) -> None:
        indent, start, end, comment, _ = logical
        index = len(self.nodes)
        if comment is not None:
            self.comment(logical, index)
        placed = True
        width = len(indent)
        if width and indent != self.letter * width:
            placed = False
            width = len(indent.expandtabs(8))
            self._other_letter(indent, start)
        opened = self.open
        sibling = None
        while opened and (opened[-1].width >= width or opened[-1].level == width):
            sibling = opened.pop()
        beneath = None
        if opened and type(self.nodes[opened[-1].node].line) is PropertyLine:
            sibling = beneath = opened.pop()
        parent, _, _, sure = opened[-1] if opened else _TOP
        if beneath is not None:
            if placed and beneath.placed and sure:
                self._beneath_property(indent, start, beneath)
            placed = False
        elif sibling is not None and width != sibling.level:
            # Beside a line whose own place is not known there is no telling, nor beneath one.
            if placed and sibling.placed and sure:
                self._uneven(indent, start, sibling)
            placed = placed and (
                width == 0 or (not sibling.placed and width != sibling.width)
            )
        # What comes next stands beside the lines before, not beneath one that is a little off.
        level = width if placed or sibling is None else sibling.level
        opened.append(_Open(index, width, level, placed))
        self.nodes.append(Node(line, start, end, parent, placed))
        if isinstance(line, BrokenLine) and not self._spoilt(
            start + line.start, start + line.end
        ):
            self._error(
                "syntax",
                line.message,
                start + line.start,
                start + line.end,
                help=line.help,
                remedy=line.remedy
                and Remedy(
                    line.remedy.title,
                    tuple((start + a, start + b, new) for a, b, new in line.remedy.edits),
                ),
            )

    def _spoilt(self, start: int, end: int) -> bool:
        """Whether what cannot be read has a byte that is not UTF-8, and is reported as such."""
        bad = self.text.undecodable
        place = bisect_left(bad, (start, 0))
        return place < len(bad) and bad[place][0] < end

    def _other_letter(self, indent: str, start: int) -> None:
        """Report an indentation that is not of the file's own kind."""
        names = {" ": "spaces", "\t": "tabs"}
        own = names[self.letter]
        self._error(
            "indentation",
            "tabs and spaces in one indentation"
            if len(set(indent)) > 1
            else f"indented with {names[indent[0]]} in a file that indents with {own}",
            start - len(indent),
            start,
            help=(f"indent it with {own}",),
        )

    def _beneath_property(self, indent: str, start: int, above: _Open) -> None:
        """Report the first line that is indented deeper than a property before it."""
        where = _first_word(self.text, self.nodes[above.node])
        self._error(
            "indentation",
            "indented deeper than a property, which nothing hangs under",
            start - len(indent),
            start,
            labels=(Label(where, f"this property is indented by {above.width}"),),
            help=("indent the two alike",),
        )

    def _uneven(self, indent: str, start: int, sibling: _Open) -> None:
        other = _first_word(self.text, self.nodes[sibling.node])
        said = "indented less than its siblings"
        help = "lines at the top are indented alike, best not at all"
        if indent:
            parent = self.open[-1].width if self.open else 0
            said += ", and more than what they hang under"
            help = f"indent by {sibling.width} to stand beside it, "
            help += f"or by {parent} to stand one level up"
        self._error(
            "indentation",
            said,
            start - len(indent),
            start,
            labels=(Label(other, f"this one is indented by {sibling.width}"),),
            help=(help,),
        )

    def _error(
        self,
        rule: str,
        message: str,
        start: int,
        end: int,
        *,
        labels: tuple[Label, ...] = (),
        help: tuple[str, ...] = (),
        remedy: Remedy | None = None,
    ) -> None:
        span = Span(self.text, start, end)
        fix = remedy and Fix(
            remedy.title,
            tuple(Edit(Span(self.text, a, b), new) for a, b, new in remedy.edits),
        )
        self.diagnostics.append(
            Diagnostic(rule, Severity.ERROR, message, span, "", labels, help, fix)
        )

    def tree(self) -> Tree:
        return Tree(
            self.text, tuple(self.nodes), tuple(self.comments), tuple(self.diagnostics)
        )


def _first_word(text: Text, node: Node) -> Span:
    end = node.start
    while end < node.end and not text.content[end].isspace():
        end += 1
    return Span(text, node.start, end)


def _undecodable(text: Text) -> list[Diagnostic]:
    """One error for each line that holds bytes that are not UTF-8."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    for offset, byte in text.undecodable:
        by_line.setdefault(text.line_of(offset), []).append((offset, byte))
    return [
        Diagnostic(
            "syntax",
            Severity.ERROR,
            f"byte 0x{bad[0][1]:02X} is not UTF-8"
            + (f", nor are {len(bad) - 1} more on this line" if len(bad) > 1 else ""),
            Span(text, bad[0][0], bad[0][0] + 1),
            help=("save the file as UTF-8",),
        )
        for bad in by_line.values()
    ]


# Reading one line


def _read(raw: str) -> Line:
    from lark.exceptions import UnexpectedInput

    try:
        line: Line = _lark().parse(raw)
    except UnexpectedInput as error:
        from argmap.syntax.broken import broken

        return broken(raw, error)
    return line


_cache_file: str | None = None


def keep_tables_in(path: str) -> None:
    """Have Lark keep its parse tables in a file, which saves the time to build them.

    To be called before the first line is parsed. Lark writes the file anew where it is missing
    or does not fit the grammar.
    """
    global _cache_file
    _cache_file = path


@cache
def _lark() -> Any:
    from lark import Lark

    grammar = (get_data("argmap.syntax", "grammar.lark") or b"").decode()
    grammar = grammar.replace("NAME_LETTERS", NAME_LETTERS)
    options: dict[str, Any] = {
        "parser": "lalr",
        "start": "line",
        "maybe_placeholders": True,
        "propagate_positions": False,
        "transformer": _lines(),
    }
    try:
        return Lark(grammar, cache=_cache_file or False, **options)
    except OSError:
        return Lark(grammar, **options)


def _lines() -> Any:
    """The transformer that makes a line of what Lark has matched."""
    from lark import Token, Transformer, v_args

    @v_args(inline=True)
    class Lines(Transformer[Token, Line]):
        def map(self, title: Token) -> Line:
            return MapLine(_string(title))

        def source(self, name: Token, file: Token | None) -> Line:
            return SourceLine(_name(name), _string(file) if file else None)

        def group(self, name: Token) -> Line:
            return GroupLine(_string(name))

        def claim(self, keyword: Token, *rest: Any) -> Line:
            *words, tags = rest
            name = text = None
            for word in words:
                if word is not None and word.type == "NAME":
                    name = _name(word)
                elif word is not None:
                    text = _string(word)
            return ClaimLine(sys.intern(str(keyword)), name, text, tags or ())  # type: ignore[arg-type]

        def contradicts(self, name: Token) -> Line:
            return ContradictsLine(_name(name))

        def quote(self, source: Token, words: Token) -> Line:
            return QuoteLine(_name(source), _string(words))

        def property(self, key: Token, value: Token) -> Line:
            start, end = key.start_pos, key.end_pos
            assert start is not None and end is not None
            word = Word(unicodedata.normalize("NFC", key[:-1]), start, end - 1)
            if word.value not in KEYS and not word.value.startswith("x-"):
                from argmap.syntax.broken import keyword_as_key

                name = str(value) if value.type == "NAME" else None
                line = keyword_as_key(word.value, start, end, name)
                if line is not None:
                    return line
            if value.type == "STRING":
                return PropertyLine(word, _string(value), "string")
            return PropertyLine(
                word, _name(value), "number" if value.type == "NUMBER" else "word"
            )

        def tags(self, *names: Token | None) -> tuple[Word, ...]:
            return tuple(_name(name) for name in names if name is not None)

    def import_(self: Any, file: Token, alias: Token | None) -> Line:
        return ImportLine(_string(file), _name(alias) if alias else None)

    setattr(Lines, "import", v_args(inline=True)(import_))
    return Lines()


_FOLD = re.compile(r"[ \t]*\r?\n[ \t]*")
_ESCAPE = re.compile(r"\\(.)")


def _name(token: Any) -> Word:
    value = token if token.isascii() else unicodedata.normalize("NFC", token)
    return Word(str(value), token.start_pos, token.end_pos)


def _string(token: Any) -> Word:
    value = token[1:-1]
    if "\n" in value:
        value = _FOLD.sub(" ", value)
    if "\\" in value:
        value = _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], value)
    return Word(str(value), token.start_pos, token.end_pos)
