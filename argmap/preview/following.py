"""A map that is compiled and drawn again whenever one of its files changes."""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread
from typing import Any

import attrs

from argmap.compiler import Compilation
from argmap.diagnostics import Diagnostic
from argmap.model import ArgumentMap
from argmap.project import FileError, Reader, relative
from argmap.render import Style
from argmap.render.engine import EngineError
from argmap.render.html import Matter, contents, drawn, found
from argmap.render.sheets import Sheets, sheets
from argmap.text import Text

_SETTLED = 15
"""For how many ms nothing may change before files are read again."""


@attrs.frozen
class Shown:
    """What there is to see after so many changes: the page's content as JSON, and its files.

    ``files`` are the texts that the map is made of, its own first, and whether each may be
    written, each by a number that it keeps whatever else comes or goes.
    """

    number: int
    state: bytes
    content: dict[str, Any] = attrs.field(repr=False)
    files: Mapping[int, tuple[Text, bool]] = attrs.field(factory=dict)


class Following:
    """Follows the files of one map in a thread of its own.

    ``compile`` reads the map with ``reader`` and compiles it; ``check`` says what is wrong with
    it. Where the map has errors, the last good drawing stays.
    """

    def __init__(
        self,
        path: str,
        reader: Reader,
        compile: Callable[[], Compilation],
        check: Callable[[Compilation], tuple[Diagnostic, ...]],
        style: Style,
        *,
        read_only: bool = False,
        verdicts: bool = False,
    ) -> None:
        """Compile and draw the map once; ``verdicts`` is whether the page opens with them."""
        self.run = secrets.token_hex(8)
        self.path = path
        self.read_only = read_only
        self._verdicts = verdicts
        self._reader, self._compile, self._check, self._style = (
            reader,
            compile,
            check,
            style,
        )
        self._good: dict[str, Any] | None = None
        self._files: dict[int, tuple[Text, bool]] = {}
        self._numbers: dict[str, int] = {}
        self._drawn: tuple[ArgumentMap, Matter, Sheets] | None = None
        self._sheets: dict[int, str] = {}
        self._told: dict[object, Callable[[], object]] = {}
        self._lock, self._closed = Lock(), Event()
        self.now = self._look(1)

    def start(self) -> None:
        """Follow the files from now on, until :meth:`close`."""
        Thread(target=self._follow, name="argmap follows files", daemon=True).start()

    def close(self) -> None:
        """Stop, and tell all who listen once more."""
        self._closed.set()
        self._tell()

    @property
    def closed(self) -> bool:
        """Whether nothing will change any more."""
        return self._closed.is_set()

    def listen(self, tell: Callable[[], object]) -> Callable[[], None]:
        """Call ``tell``, from another thread, at each change; the answer ends that."""
        key = object()
        with self._lock:
            self._told[key] = tell

        def end() -> None:
            with self._lock:
                self._told.pop(key, None)

        return end

    def sheet(self, number: int) -> str | None:
        """The drawing of what is folded into a claim, by its number, if anything is."""
        made = self._sheets
        if number not in made:
            if self._drawn is None or number >= len(self._drawn[0].claims):
                return None
            map, matter, on = self._drawn
            id = map.claims[number].id
            if id not in on.parts:
                return None
            made[number] = drawn(id, on, matter, self._style, map)
        return made[number]

    def _tell(self) -> None:
        with self._lock:
            told = list(self._told.values())
        for tell in told:
            tell()

    def _follow(self) -> None:
        while not self.closed:
            self._reader.wait([self.path], settled=_SETTLED, stop=self._closed)
            if not self.closed:
                self.now = self._look(self.now.number + 1)
                self._tell()

    def _look(self, number: int) -> Shown:
        """Read, compile, check and draw."""
        trouble, findings = "", None
        stale = True
        try:
            compiled = self._compile()
            self._files = self._own(compiled)
            matter = Matter(
                compiled.subject.texts,
                compiled.subject.readings,
                (*compiled.diagnostics, *self._check(compiled)),
                compiled.paragraphs,
                self._name,
                self._verdicts,
            )
            findings = found(compiled.map, matter)
            # What can be read of a map is better than nothing.
            if not compiled.failed or self._good is None:
                on = sheets(compiled.map, self._style.collapse)
                self._good = contents(compiled.map, matter, on, style=self._style)
                self._drawn = compiled.map, matter, on
                self._sheets = {}
            stale = compiled.failed
        except (FileError, EngineError) as error:
            trouble = str(error)
        if self._good is None:
            nothing = ArgumentMap()
            on = sheets(nothing, None)
            matter = Matter(verdicts=self._verdicts)
            self._good = contents(nothing, matter, on, style=self._style)
        content = {
            **self._good,
            **({} if findings is None else {"findings": findings}),
            "live": {
                "run": self.run,
                "number": number,
                "stale": stale,
                "trouble": trouble,
                "files": [
                    [at, self._name(text.name)] for at, (text, _) in self._files.items()
                ],
            },
        }
        said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return Shown(number, said.encode("utf-8", "replace"), content, self._files)

    def _own(self, compiled: Compilation) -> dict[int, tuple[Text, bool]]:
        """The files of the map; those that lie elsewhere, links followed, may not be written."""
        own = compiled.subject.file
        texts = [own, *(tree.text for tree in compiled.trees if tree.text is not own)]
        home = os.path.dirname(os.path.realpath(own.name))
        return {
            self._numbers.setdefault(text.name, len(self._numbers)): (
                text,
                not self.read_only and (text is own or _beneath(text.name, home)),
            )
            for text in texts
        }

    def _name(self, path: str) -> str:
        """A file as seen from the map's folder."""
        return relative(path, os.path.dirname(self.path))


def _beneath(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([os.path.realpath(path), folder]) == folder
    except ValueError:  # on another drive
        return False
