"""What is wrong with a line that cannot be read, said so that a beginner can mend it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from argmap.diagnostics import nearest
from argmap.syntax.keywords import (
    CONCLUDING,
    KEYS,
    KEYWORDS,
    LEFT_OUT,
    MEANT,
    MEANT_KEY,
    NAME,
    NAME_LETTERS,
    SHAPES,
    as_name,
    as_share,
    as_string,
    is_name,
)
from argmap.syntax.lines import LogicalLine
from argmap.syntax.tree import NO_SOURCE, TEXT_ALONE, BrokenLine, Remedy

_KEYWORD_AND_NAME = re.compile(rf"({NAME})(?:[ \t]+({NAME}(?:\.{NAME})*))?")
_BULLET = re.compile(rf"(?:[-*+•·–—]|\d+[.)])[ \t]*(?:(?=({NAME}))|(?=\"))")
_COMMENT = re.compile(r"//+|/\*+|%+|;+|--+|<!--")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_PROPERTY = re.compile(rf"({NAME}):[ \t]*(.*)", re.DOTALL)
_TAGS = re.compile(r"(?:(?<![ \t])[ \t]*+|(?=\[))(?:\[[^\[\]\"]*\][ \t]*)?\Z")
_ALIAS = re.compile(rf"(?<![ \t])[ \t]++as[ \t]+{NAME}\Z")
_JUNK = re.compile(r'(?:[^\w"#]|\d+[.)])*+')
_EQUALS = re.compile(r"[ \t]*:?=")
_IN_NAME = re.compile(rf"[{NAME_LETTERS}](?![{NAME_LETTERS}\s\"\[\],:.#])")
_STATEMENT = re.compile(
    rf"({NAME})(?:[ \t]+{NAME}(?:\.{NAME})*)?[ \t]+{_STRING.pattern}{_TAGS.pattern}"
    rf"|({NAME}):[ \t]*(?:{_STRING.pattern}|[\w.-]+)[ \t]*\Z",
    re.DOTALL,
)
"""A whole line with a text, or a property."""
_TYPOGRAPHIC = "“”„«»‘’"
_VALUES = {
    **dict.fromkeys(("weight", "strength"), "0.8"),
    "given": "yes",
    "expect": "in",
    "occurrence": "2",
    "scheme": "NAME",
}
"""What the value of a key that is no text may be."""
_EXPECTED = {
    "NAME": "a name",
    "STRING": "a text in quotation marks",
    "NUMBER": "a number",
    "LSQB": "tags in brackets",
    "RSQB": "a closing bracket",
    "COMMA": "a comma",
    "_AS": "`as`",
    "$END": "the end of the line",
}
STARTS = (
    f"a line starts with {', '.join(f'`{word}`' for word in KEYWORDS[:-1])} or `{KEYWORDS[-1]}`, "
    "or with a `key:`"
)


LINE_ENDS = "end lines with a line feed, or with a carriage return and one"


def broken(raw: str, error: Any) -> BrokenLine:
    """A line of which Lark's error says where it could not be read on."""
    return next(_explained(_Line(raw, error)))


def unclosed(content: str, logical: LogicalLine) -> BrokenLine:
    """A line with a quotation mark that nothing closes."""
    start = logical.unclosed - logical.start
    end = content.find("\n", logical.unclosed, logical.end)
    stop = (end if end >= 0 else logical.end) - logical.start
    before = content[logical.start : logical.unclosed]
    keyword, name = _head(before)
    help: tuple[str, ...] = ('a quotation mark inside a text is written \\"',)
    remedy = None
    if '"' not in before:
        tags = _TAGS.search(content, logical.unclosed, logical.start + stop)
        close = tags.start() - logical.start if tags else stop
        if end >= 0 or re.search(r"[ \t]#", content[logical.unclosed : logical.end]):
            help = ("close it where the text ends", *help)
        elif close > start + 1 and content[logical.start + close - 1] != "\\":
            remedy = Remedy("close it at the end of the line", ((close, close, '"'),))
            help = (remedy.title,)
    return BrokenLine(
        keyword,
        name,
        "this quotation mark is never closed",
        start,
        max(start + 1, stop),
        help,
        remedy,
    )


def keyword_as_key(key: str, start: int, end: int, name: str | None) -> BrokenLine | None:
    """The line of a property whose key is a keyword, or what one is often called."""
    meant = key if key in KEYWORDS else MEANT.get(key.casefold())
    if meant is None or key in KEYS:
        return None
    keyword = key if key in KEYWORDS else None
    remedy = Remedy(f"write `{meant}`", ((start, end, meant),))
    if keyword:
        message = f"`{key}` is a keyword, not a key"
    else:
        message = f"`{key}` is neither a keyword nor a key"
    help = (f"write `{meant}`, without a colon",)
    return BrokenLine(keyword, name, message, start, end, help, remedy)


class _Line:
    """A line that cannot be read: its words, and where Lark stopped with what in mind."""

    def __init__(self, raw: str, error: Any) -> None:
        self.raw = raw
        self.keyword, self.name = _head(raw)
        at = getattr(error, "pos_in_stream", None)
        token = getattr(error, "token", None)
        if at is None or at < 0 or (token is not None and token.type == "$END"):
            at = len(raw)
        self.at: int = at
        allowed = _accepted(error) or set(getattr(error, "expected", None) or ())
        self.allowed = allowed | set(getattr(error, "allowed", None) or ())

    def broken(
        self, message: str, start: int, end: int, *help: str, remedy: Remedy | None = None
    ) -> BrokenLine:
        end = max(end, start + 1)
        return BrokenLine(self.keyword, self.name, message, start, end, help, remedy)


_accepts: dict[tuple[Any, ...], set[str]] = {}


def _accepted(error: Any) -> set[str]:
    """What could have come where a line cannot be read on, which Lark takes long to try out.

    It depends on nothing but the parser's states, so each of their few stacks is tried once.
    """
    parser = getattr(error, "interactive_parser", None)
    if parser is None or getattr(error, "token", None) is None:
        return set()
    state = parser.parser_state
    stack = (state.parse_conf.parse_table, *state.state_stack)
    if stack not in _accepts:
        _accepts[stack] = set(parser.accepts())
    return _accepts[stack]


def _explained(line: _Line) -> Iterator[BrokenLine]:
    """What may be wrong with a line, the first thing first; the last one always holds."""
    first = re.match(NAME, line.raw)
    yield from _strange_letter(line, first.end() if first else 0)
    if first is None:
        yield _no_word(line)
    elif line.keyword is None and not line.raw.startswith(":", first.end()):
        yield _no_keyword(line, first[0])
    else:
        yield from _bad_letters(line)
        yield from _colon(line)
        yield from _second_line(line)
        yield from _marks(line)
        yield from _bare_value(line)
        yield from _bare_words(line)
        yield _unexpected(line)


def _strange_letter(line: _Line, end: int) -> Iterator[BrokenLine]:
    """What looks like a blank or like nothing and is another letter, as texts from the web have.

    ``end`` is that of the line's first word.
    """
    raw = line.raw
    for at in (0, end, line.at):
        letter = raw[at : at + 1]
        kind = unicodedata.category(letter) if letter else ""
        if letter in " \t\n" or kind not in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            continue
        code = f"U+{ord(letter):04X}"
        if letter in "\r\x85\u2028\u2029":
            said = f"control character {code}, which ends no line here"
            yield line.broken(said, at, at + 1, LINE_ENDS)
        stop = at + 1
        while raw[stop : stop + 1] == letter:
            stop += 1
        if kind == "Zs":
            said, help = f"{code} is no blank here", "write plain blanks"
            instead = " " * (stop - at)
        else:
            said = f"control character {code}" if kind == "Cc" else f"{code} is invisible"
            help, instead = "take it out", ""
        remedy = Remedy(help, ((at, stop, instead),))
        yield line.broken(said, at, stop, help, remedy=remedy)


def _no_word(line: _Line) -> BrokenLine:
    """A line that starts with no letter: a comment or a list of another language, or noise."""
    raw = line.raw
    end = _end_of_run(raw, 0)
    said = f"`{_shown(raw[:end])}` does not start a line"
    if comment := _COMMENT.match(raw):
        remedy = Remedy("make it a comment", ((0, comment.end(), "#"),))
        return line.broken(said, 0, end, "a comment starts with `#`", remedy=remedy)
    text = _STRING.match(raw)
    if text and _TAGS.match(raw, text.end()):
        help = 'write it behind a keyword and, if it has one, a name: `claim NAME "TEXT"`'
        return line.broken(TEXT_ALONE, 0, text.end(), help)
    if bullet := _BULLET.match(raw):
        word = bullet[1] or ""
        meant = word if word in KEYWORDS else MEANT.get(word.casefold())
        if meant == word:
            help = f"leave it out: the line starts with `{word}`"
            remedy = Remedy("take it out", ((0, bullet.end(), ""),))
        elif meant:
            help = f"write `{meant}`"
            remedy = Remedy(help, ((0, bullet.end(1), meant),))
        else:
            help = "write a keyword instead: `because` for a reason, `but` for an objection"
            return line.broken(said, 0, end, help)
        return line.broken(said, 0, end, help, remedy=remedy)
    return line.broken(said, 0, end, STARTS)


def _no_keyword(line: _Line, word: str) -> BrokenLine:
    """A line whose first word means nothing in its place."""
    size = len(word)
    if word in KEYS:
        equals = _EQUALS.match(line.raw, size)
        end = equals.end() if equals else size
        remedy = Remedy(f"write `{word}:`", ((size, end, ":"),))
        return line.broken(f"`{word}` is a key", 0, size, f"write `{word}:`", remedy=remedy)
    said = f"`{_shown(word)}` is not a keyword"
    if word.casefold() in CONCLUDING:
        return line.broken(
            said,
            0,
            size,
            "a conclusion stands above its reasons: write it as a `thesis` or `claim`, and "
            "each reason beneath it with `because`",
        )
    meant = MEANT.get(word.casefold())
    help = f"write `{meant}`"
    if meant is None:
        meant = nearest(word.casefold(), KEYWORDS)
        help = f"did you mean `{meant}`?"
    if meant is None:
        return line.broken(said, 0, size, STARTS)
    remedy = Remedy(f"write `{meant}`", ((0, size, meant),))
    return line.broken(said, 0, size, help, remedy=remedy)


def _bad_letters(line: _Line) -> Iterator[BrokenLine]:
    """Escapes that are none, letters that names do not have, and typographic quotation marks."""
    raw, at = line.raw, line.at
    bad = _bad_string(raw, at)
    if bad is not None:
        yield line.broken(*bad)
    letter = raw[at : at + 1]
    if letter.isdecimal() and "NAME" in line.allowed:
        yield line.broken(
            "a name starts with a letter", at, _end_of_run(raw, at), _shape(line)
        )
    elif letter and line.keyword and at > len(line.keyword) and _IN_NAME.match(raw, at - 1):
        said = f"`{_shown(letter)}` cannot stand in a name"
        yield line.broken(said, at, at + 1, "a name has letters, digits, `-` and `_`")
    elif letter and letter in _TYPOGRAPHIC + "'":
        yield line.broken(
            "a text stands in straight quotation marks",
            at,
            at + 1,
            'write "…" around it',
            remedy=_straight(raw, at),
        )


def _straight(raw: str, at: int) -> Remedy | None:
    """Straight quotation marks for the typographic ones around all that is left of a line."""
    tags = _TAGS.search(raw)
    end = tags.start() if tags else len(raw)
    if end - at < 2 or raw[end - 1] not in _TYPOGRAPHIC + "'" or '"' in raw[at:end]:
        return None
    return Remedy("write straight ones", ((at, at + 1, '"'), (end - 1, end, '"')))


def _colon(line: _Line) -> Iterator[BrokenLine]:
    """A colon behind a keyword or a name."""
    raw, at = line.raw, line.at
    end = len(line.keyword or "")
    if end and raw.startswith(":", end):
        yield line.broken(
            f"`{line.keyword}` is a keyword, not a key",
            0,
            end + 1,
            f"write `{line.keyword}`, without a colon",
            remedy=Remedy("take the colon out", ((end, end + 1, ""),)),
        )
    elif line.keyword and raw[at : at + 1] == ":" and line.name:
        remedy = Remedy("take the colon out", ((at, at + 1, ""),))
        said = "no colon stands behind a name"
        yield line.broken(said, at, at + 1, "take it out", remedy=remedy)


def _second_line(line: _Line) -> Iterator[BrokenLine]:
    """A second statement or property on the line of the first."""
    found = _STATEMENT.match(line.raw, line.at)
    if not line.keyword or not found or line.raw[line.at - 1] not in " \t":
        return
    word = (found[1] or f"{found[2]}:").strip()
    if found[1] and found[1] not in KEYWORDS:
        return
    if found[2] and found[2] not in KEYS and not found[2].startswith("x-"):
        return
    place = "a line of its own"
    if found[2] or found[1] not in ("map", "import", "source", "group", "thesis", "claim"):
        place += ", indented beneath this one"
    said = "each line says one thing"
    yield line.broken(said, found.start(), found.end(), f"write `{word}` on {place}")


def _marks(line: _Line) -> Iterator[BrokenLine]:
    """Quotation marks around a name, or inside a text."""
    raw, at = line.raw, line.at
    here = _STRING.match(raw, at)
    bare = here and line.keyword == "quote" and not raw[len("quote") : at].strip()
    if here and bare and _TAGS.match(raw, here.end()):
        yield line.broken(NO_SOURCE, *here.span(), 'say which source: `quote SOURCE "…"`')
        return
    if here and "NAME" in line.allowed and "STRING" not in line.allowed:
        yield _quoted_name(line, here)
        return
    first = _STRING.search(raw, 0, at)
    if first is None:
        return
    alone = line.keyword and not raw[len(line.keyword) : first.start()].strip()
    words = first[0][1:-1]
    if here and alone and is_name(as_name(words)) and len(words.split()) < 4:
        yield _quoted_name(line, first)  # of two texts the first one is meant as a name
    last = raw.rfind('"', at)
    if last >= 0 and _TAGS.match(raw, last + 1):
        inner = [
            place
            for place in range(first.start() + 1, last)
            if raw[place] == '"' and raw[place - 1] != "\\"
        ]
        said = "a quotation mark ends the text here"
        end = first.end()
        yield line.broken(
            said,
            end - 1,
            end,
            'a quotation mark inside a text is written \\"; typographic ones (“”) need nothing',
            remedy=Remedy(
                "write a backslash before those inside",
                tuple((place, place, "\\") for place in inner),
            ),
        )


def _quoted_name(line: _Line, found: re.Match[str]) -> BrokenLine:
    name = as_name(found[0][1:-1])
    fits = is_name(name)
    return line.broken(
        "a name stands without quotation marks",
        *found.span(),
        *((f"write `{name}`",) if fits else (_shape(line),)),
        remedy=Remedy(f"write `{name}`", ((*found.span(), name),)) if fits else None,
    )


def _bare_value(line: _Line) -> Iterator[BrokenLine]:
    """A property whose value is not written as its key wants it."""
    found = _PROPERTY.match(line.raw)
    if line.keyword or not found or '"' in found[2]:
        return
    if not found[2].strip():
        yield _no_value(line, found[1])
        return
    key, start, value = found[1], found.start(2), found[2].rstrip()
    end = start + len(value)
    if key in ("weight", "strength"):
        share = as_share(value)
        yield line.broken(
            f"`{key}` is a number from 0 to 1",
            start,
            end,
            f"write `{share}`" if share else "with a point, such as `0.8`",
            remedy=Remedy(f"write `{share}`", ((start, end, share),)) if share else None,
        )
    elif key == "occurrence":
        yield line.broken("`occurrence` is a whole number from 1", start, end)
    elif key == "scheme" and is_name(name := as_name(value)):
        remedy = Remedy(f"write `{name}`", ((start, end, name),))
        said = "a name has no blanks"
        yield line.broken(said, start, end, f"write `{name}`", remedy=remedy)
    elif KEYS.get(key, "any") != "step" and key not in ("given", "expect"):
        yield _unquoted(line, start, end)


def _no_value(line: _Line, key: str) -> BrokenLine:
    example = _VALUES.get(key, '"TEXT"')
    help = f"a value stands behind the colon: `{key}: {example}`"
    if key not in KEYS and not key.startswith("x-"):
        meant = MEANT_KEY.get(key.casefold()) or nearest(key, list(KEYS))
        help = f"did you mean `{meant}: {_VALUES.get(meant, example)}`?" if meant else help
    return line.broken(f"`{key}` has no value", 0, len(key) + 1, help)


def _bare_words(line: _Line) -> Iterator[BrokenLine]:
    """Several words without quotation marks: a text, or a name with blanks."""
    raw = line.raw
    if not line.keyword or line.at < len(line.keyword):
        return
    start = _behind(raw, len(line.keyword))
    text = raw.find('"', start)
    if text >= 0:
        words = raw[start:text].rstrip()
        if re.fullmatch(r"[^\W\d_][\w-]*(?:[ \t]+[\w-]+)+", words):
            yield _spaced_name(line, start, start + len(words))
        return
    if line.keyword in ("source", "quote") and line.name:
        start = _behind(raw, start + len(line.name))
    rest = _ALIAS if line.keyword == "import" else _TAGS
    found = rest.search(raw, start)
    end = found.start() if found else len(raw)
    words = raw[start:end]
    if line.keyword == "contradicts" and " " in words:
        yield _spaced_name(line, start, end)
    elif line.keyword in ("map", "group", "import", "source", "quote"):
        if words:
            yield _unquoted(line, start, end)
    elif len(words.split()) > 1:
        name = as_name(words)
        first, said = words.split(maxsplit=1)
        if is_name(first) and first[0].islower() and said[0].isupper():
            start += words.index(said, len(first))  # the text begins behind a name
        elif is_name(name) and words[0].islower() and len(words.split()) < 4:
            yield line.broken(
                "a name has no blanks, and a text stands in quotation marks",
                start,
                end,
                f'write `{name}` or `"{_shown(words)}"`',
            )
        yield _unquoted(line, start, end)


def _spaced_name(line: _Line, start: int, end: int) -> BrokenLine:
    name = as_name(line.raw[start:end])
    return line.broken(
        "a name has no blanks",
        start,
        end,
        f"write `{_shown(name)}`",
        remedy=Remedy(f"write `{_shown(name)}`", ((start, end, name),)),
    )


def _unquoted(line: _Line, start: int, end: int) -> BrokenLine:
    text = line.raw[start:end]
    return line.broken(
        "a text stands in quotation marks",
        start,
        end,
        f'write `"{_shown(text)}"`',
        remedy=Remedy("put it in quotation marks", ((start, end, as_string(text)),)),
    )


def _unexpected(line: _Line) -> BrokenLine:
    """What could stand where the line cannot be read on."""
    raw, at, allowed = line.raw, line.at, line.allowed
    if "LSQB" in allowed and len(allowed) > 2:
        allowed = allowed - {"LSQB"}
    words = [said for name, said in _EXPECTED.items() if name in allowed]
    expected = (
        f"expected {', '.join(words[:-1])}{' or ' if words[:-1] else ''}{words[-1]}"
        if words
        else "this line cannot be read"
    )
    help = _shape(line)
    if at >= len(raw):
        opened = raw.rfind("[")
        if "RSQB" in allowed and opened >= 0:
            return line.broken("this bracket is never closed", opened, len(raw), help)
        return line.broken(f"{expected} after this", _last_word(raw), len(raw), help)
    end = _end_of_run(raw, at)
    return line.broken(f"{expected}, found `{_shown(raw[at:end])}`", at, end, help)


def _shape(line: _Line) -> str:
    keyword = line.keyword or ""
    shape = SHAPES.get(keyword, "KEY: VALUE")
    spare = LEFT_OUT.get(keyword)
    return f"the line reads `{shape}`" + (f"; {spare} may be left out" if spare else "")


def _head(raw: str) -> tuple[str | None, str | None]:
    """The keyword of a line, and the name that comes after it, as far as they are there.

    Whatever does not belong may stand before them, such as the dash of a list.
    """
    junk = _JUNK.match(raw)
    found = _KEYWORD_AND_NAME.match(raw, junk.end() if junk else 0)
    if found is None:
        return None, None
    name = found[2] and unicodedata.normalize("NFC", found[2])
    return found[1] if found[1] in KEYWORDS else None, name


def _bad_string(
    raw: str, at: int
) -> tuple[str, int, int, str] | tuple[str, int, int] | None:
    """What keeps the string that begins at ``at``, if one does, from being one."""
    control = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
    if raw[at : at + 1] != '"':
        return None
    place = at + 1
    while place < len(raw) and raw[place] != '"':
        if raw[place] == "\\":
            if raw[place + 1 : place + 2] not in {'"', "\\", "n"} or place + 1 >= len(raw):
                return (
                    f"`{_shown(raw[place : place + 2])}` is no escape",
                    place,
                    place + 2,
                    'the escapes are \\" \\\\ and \\n; a backslash is written \\\\',
                )
            place += 2
            continue
        if control.match(raw, place) and raw[place : place + 2] != "\r\n":
            return (
                f"control character U+{ord(raw[place]):04X} in a text",
                place,
                place + 1,
                LINE_ENDS if raw[place] == "\r" else "take it out",
            )
        place += 1
    return None


def _behind(raw: str, at: int) -> int:
    """Where the words begin that follow blanks."""
    while at < len(raw) and raw[at] in " \t":
        at += 1
    return at


def _end_of_run(raw: str, at: int) -> int:
    """The end of the word, or of the one sign, that begins at ``at``."""
    found = re.compile(NAME).match(raw, at)
    if found:
        return found.end()
    end = at + 1
    while end < len(raw) and not (
        raw[end].isspace() or raw[end].isalnum() or raw[end] == '"'
    ):
        end += 1
    return end


def _last_word(raw: str) -> int:
    start = max(raw.rfind(" "), raw.rfind("\t"), raw.rfind("\n")) + 1
    return start if start < len(raw) else len(raw) - 1


def _shown(words: str) -> str:
    """At most thirty letters, with control characters made visible."""
    if len(words) > 30:
        words = words[:29] + "…"
    return "".join(
        letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in words
    )
