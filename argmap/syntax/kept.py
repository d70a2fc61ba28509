"""The lines of files, kept from one run to the next, so that what was read once needs no Lark.

A line says what its text says, wherever it stands. So what is kept can be wrong for no file, and
nothing ever has to be thrown away: lines that a file did not have before are parsed, and kept with
the others. Broken lines are not, since what is said of one is worded in many places.
"""

from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from sys import implementation
from typing import Protocol
from zlib import crc32

from argmap.syntax.tree import BrokenLine, Line


class Shelf(Protocol):
    """Keeps bytes by the name of the file that they are of; it may lose them at any time."""

    def get(self, name: str) -> bytes | None:
        """What was put there last, if that is still there."""

    def put(self, name: str, data: bytes) -> None:
        """Keep this, if that can be done."""


def fetch(shelf: Shelf, name: str) -> Mapping[str, Line]:
    """The lines that a file had, by their text; none where they were spoilt or another argmap's."""
    data = shelf.get(name) or b""
    found, rest = data[:8], data[8:]
    if found != _seal(rest):
        return {}
    import pickle

    lines: dict[str, Line] = pickle.loads(rest)
    return lines


def keep(
    shelf: Shelf, name: str, lines: Mapping[str, Line], known: Mapping[str, Line]
) -> None:
    """Keep the lines that a file has, unless all of them are among those known to be kept."""
    whole = {raw: line for raw, line in lines.items() if type(line) is not BrokenLine}
    if whole.keys() <= known.keys():
        return
    import pickle

    data = pickle.dumps(whole, protocol=pickle.HIGHEST_PROTOCOL)
    shelf.put(name, _seal(data) + data)


def _seal(data: bytes) -> bytes:
    return crc32(data).to_bytes(4, "big") + _version().to_bytes(4, "big")


@cache
def _version() -> int:
    """Another number for all that reads a line in another way."""
    version = crc32((implementation.cache_tag or "").encode())
    for name in ("grammar.lark", "parser.py", "broken.py", "keywords.py", "tree.py"):
        version = crc32(get_data("argmap.syntax", name) or b"", version)
    return version
