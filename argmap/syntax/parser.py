"""Text to tree: the only user of Lark.

Each logical line is parsed by itself and remembered by its text, so that after a keystroke only
the touched line is parsed again. Parsing never fails: what cannot be read is a broken line.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pkgutil import get_data
from typing import Any, NamedTuple

from argmap.diagnostics import Diagnostic, Severity
from argmap.syntax.kept import Shelf, fetch, keep
from argmap.syntax.keywords import KEYS, PLAIN_LETTERS, name_letters
from argmap.syntax.lines import LogicalLine, logical_lines
from argmap.syntax.placing import Placing, most_of
from argmap.syntax.tree import (
    BrokenLine,
    ClaimLine,
    ContradictsLine,
    GroupLine,
    ImportLine,
    Line,
    MapLine,
    PropertyLine,
    QuoteLine,
    SourceLine,
    Tree,
    Word,
)
from argmap.text import Span, Text


def parse(text: Text) -> Tree:
    """Read a file."""
    return Parser().parse(text)


class Parser:
    """Reads files, and remembers the lines of each one by their text.

    On a shelf the lines with which a file was first read are kept for those who read it next.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self._remembered: dict[str, _Remembered] = {}
        self._shelf = shelf

    def parse(self, text: Text) -> Tree:
        """Read a file; lines that it had the last time are not parsed again."""
        if foreign := _foreign(text):
            return _no_map(text, f"this is {foreign}, not a map")
        last = self._remembered.pop(text.name, None)
        found = None
        if last is not None and len(last.lines) <= 2 * len(last.tree.nodes) + 100:
            found = _read_again(text, last)
        if found is None:
            logicals = list(logical_lines(text.content))
            lines = [each for each in logicals if each.start < each.end]
            placing = Placing(text, most_of(each.indent[-1:] for each in lines))
            known: Mapping[str, Line] = last.lines if last else {}
            if self._shelf and last is None:
                known = fetch(self._shelf, text.name)
            found = _read_lines(placing, logicals, known, {})
        if _is_other_text(found.tree):
            return _no_map(text, "this is no map: hardly a line of it can be read as one")
        if self._shelf and last is None:
            keep(self._shelf, text.name, found.lines, known)
        self._remembered[text.name] = found
        return found.tree


class _Remembered(NamedTuple):
    """The tree of a file, the letter that it indents with, and its lines by their text.

    Beyond the offset ``sure`` there may be a string that nothing closes.
    """

    tree: Tree
    letter: str
    lines: dict[str, Line]
    sure: int


def _read_again(text: Text, last: _Remembered) -> _Remembered | None:
    """Read a file of which another state is known; None where it is indented by another letter."""
    placing = Placing(text, last.letter)
    start = placing.take_over(last.tree, last.sure)
    rest = logical_lines(text.content, start)
    found = _read_lines(placing, rest, last.lines, last.lines, last)
    before = "\n" + text.content
    letter = most_of(before[node.start] for node in found.tree.nodes)
    return found if letter == last.letter else None


def _read_lines(
    placing: Placing,
    logicals: Iterable[LogicalLine],
    known: Mapping[str, Line],
    lines: dict[str, Line],
    last: _Remembered | None = None,
) -> _Remembered:
    """Read and place lines. Those that are not known are, as all others, put into ``lines``."""
    content = placing.text.content
    sure = len(content)
    for logical in logicals:
        if logical.start == logical.end:
            placing.comment(logical)
            continue
        if last is not None and (old := placing.joins(logical)) >= 0:
            shift = len(content) - len(last.tree.text.content)
            sure = min(sure, max(last.sure, old) + shift)
            break
        line: Line
        if logical.unclosed >= 0:
            from argmap.syntax.broken import unclosed

            line = unclosed(content, logical)
            sure = min(sure, logical.start - len(logical.indent))
        else:
            raw = content[logical.start : logical.end]
            line = lines.get(raw) or known.get(raw) or _read(raw)
            lines[raw] = line
        placing.line(logical, line)
    return _Remembered(placing.tree(), placing.letter, lines, sure)


_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html|svg)\b", re.IGNORECASE)
_JSON = re.compile(r'\s*\{\s*"')


def _foreign(text: Text) -> str:
    """What a file is that is evidently no map; empty for one that may be."""
    if _MARKUP.match(text.content):
        return "SVG, HTML or other markup"
    return "JSON" if _JSON.match(text.content) else text.foreign


def _is_other_text(tree: Tree) -> bool:
    """Whether a file that does not even have the ending of a map reads like something else.

    Of a file with the ending one line is enough to tell that it is a map, or keywords before
    enough of those that cannot be read.
    """
    lines = [node.line for node in tree.nodes]
    if len(lines) < 5:
        return False
    read = sum(type(line) is not BrokenLine for line in lines)
    enough = len(lines) // 4
    if not tree.text.name.endswith((".arg", ">")):
        return read < enough
    begun = sum(type(line) is BrokenLine and bool(line.keyword) for line in lines)
    return not read and begun <= enough


def _no_map(text: Text, message: str) -> Tree:
    end = min(len(text.line(1)), 30)
    help = (
        "`argmap convert` reads JSON; its files end in `.json`"
        if message.startswith("this is JSON")
        else "a map is a text file such as `map.arg`; every line starts with a keyword or a `key:`"
    )
    found = Diagnostic("syntax", Severity.ERROR, message, Span(text, 0, end), help=(help,))
    return Tree(text, (), (), (found,))


# Reading one line


def _read(raw: str) -> Line:
    from lark.exceptions import UnexpectedInput

    try:
        line: Line = _lark(name_letters(raw)).parse(raw)
    except UnexpectedInput as error:
        from argmap.syntax.broken import broken

        return broken(raw, error)
    return line


_cache_file: str | None = None


def keep_tables_in(path: str) -> None:
    """Have Lark keep its parse tables in a file, which saves the time to build them.

    There are others for names with marks: they stand beside it. To be called before the first
    line is parsed. Lark writes a file anew where it is missing or does not fit the grammar.
    """
    global _cache_file
    _cache_file = path


@cache
def _lark(letters: str) -> Any:
    """Lark for lines in whose names such letters may stand."""
    from lark import Lark

    grammar = (get_data("argmap.syntax", "grammar.lark") or b"").decode()
    grammar = grammar.replace("NAME_LETTERS", letters)
    options: dict[str, Any] = {
        "parser": "lalr",
        "start": "line",
        "maybe_placeholders": True,
        "propagate_positions": False,
        "transformer": _lines(),
    }
    kept = _cache_file and (
        _cache_file if letters == PLAIN_LETTERS else f"{_cache_file}-marks"
    )
    try:
        return Lark(grammar, cache=kept or False, **options)
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
