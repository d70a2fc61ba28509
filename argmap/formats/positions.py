"""Where the values of a JSON text stand, which Python's own reader does not say."""

import json
import re
from collections.abc import Container, Iterator
from typing import TypeAlias

Way: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead to a value."""

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"(?:\s*+:)?|[{}\[\],]|[^\s{}\[\],"]++')


def positions(
    content: str, wanted: Container[str | int] | None = None
) -> Iterator[tuple[Way, int, int]]:
    """Each value of a text that is JSON: the way to it, its start, and its end.

    Of ``wanted`` keys only, if they are given.
    """
    way: list[str | int] = []
    starts: list[int] = []
    for token in _TOKEN.finditer(content):
        sign = token[0]
        if sign == ",":
            if isinstance(last := way[-1], int):
                way[-1] = last + 1
        elif sign[-1] == ":":
            key = sign[:-1].rstrip()
            way[-1] = json.loads(key) if "\\" in key else key[1:-1]
        elif sign in "{[":
            starts.append(token.start())
            way.append("" if sign == "{" else 0)
        else:
            start = token.start()
            if sign in "}]":
                way.pop()
                start = starts.pop()
            if wanted is None or (way and way[-1] in wanted):
                yield tuple(way), start, token.end()
