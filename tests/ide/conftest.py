"""What tests of the editor's questions share: a map with its cursor in it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from argmap.compiler import Compiler
from argmap.ide.view import View
from argmap.rules import DEFAULT_RULES
from argmap.text import Text

CURSOR = "‸"


class Cursor(NamedTuple):
    """A view, and the offsets of the cursors that its text was given with."""

    view: View
    offset: int
    end: int


@pytest.fixture
def see() -> Callable[..., Cursor]:
    """Compile a map in whose text one cursor stands, or two for a selection."""

    def see(
        content: str, files: Mapping[str, str] | None = None, name: str = "map.arg"
    ) -> Cursor:
        first = content.find(CURSOR)
        second = content.find(CURSOR, first + 1)
        text = Text(name, content.replace(CURSOR, ""))
        texts = {other: Text(other, said) for other, said in (files or {}).items()}
        texts.setdefault(name, text)
        compiler = Compiler(texts.get)
        view = View(compiler.compile(text), compiler, DEFAULT_RULES, name)
        return Cursor(view, first, second - 1 if second >= 0 else first)

    return see
