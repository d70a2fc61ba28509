"""Argumentation schemes: kinds of argument, and the critical questions that each has to face.

A scheme in the sense of Walton, Reed and Macagno (Argumentation Schemes, Cambridge University
Press 2008) convinces for the time being: until one of its critical questions is asked and not
answered. The catalogue stands in ``catalogue.toml``, and is read when it is first asked for.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import attrs


@attrs.frozen
class Question:
    """What a scheme has to face; its ``name`` is the tag of a claim that answers it.

    It ``doubts`` a premise, by the premise's name, or the ``step`` from the premises to the
    conclusion, or the ``conclusion``: it asks for what would undermine the argument, undercut
    it, or rebut it.
    """

    name: str
    doubts: str
    asks: str


@attrs.frozen
class Scheme:
    """A kind of argument.

    ``title`` is what its sources call it, ``aliases`` are other names for the same, and
    ``summary`` says what it argues. ``premises`` maps short names to sentences; in these and
    in the ``conclusion``, words in capitals are slots.
    """

    name: str
    family: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    premises: Mapping[str, str]
    conclusion: str
    questions: tuple[Question, ...]
    sources: tuple[str, ...]

    def page(self, heading: str = "#") -> str:
        """All that is known of it, in Markdown, under a heading of the given level."""
        rows = [
            f"{heading} {self.name}",
            "",
            f"{self.title}: {self.summary}.",
            "",
            "Premises:",
            "",
            *(f"- {name}: {sentence}" for name, sentence in self.premises.items()),
            "",
            f"Conclusion: {self.conclusion}",
            "",
            "Critical questions, each by the tag of a claim that answers it:",
            "",
            *(f"- `{each.name}`: {each.asks}" for each in self.questions),
            "",
            "In a map, with each question where a doubt would stand:",
            "",
            "```arg",
            f"{self.skeleton}```",
            "",
        ]
        if self.aliases:
            rows += [f"Also called {', '.join(self.aliases)}.", ""]
        rows += [f"Source: {'; '.join(self.sources)}.", ""]
        return "\n".join(rows)

    @property
    def skeleton(self) -> str:
        """A small map to fill in, with the questions as comments."""

        def asked(of: str, depth: int) -> Iterator[str]:
            for each in self.questions:
                if each.doubts == of:
                    yield f"{'  ' * depth}# [{each.name}] {each.asks}"

        rows = [f'thesis "{self.conclusion}"']
        for place, (name, sentence) in enumerate(self.premises.items()):
            keyword, depth = ("and", 2) if place else ("because", 1)
            rows.append(f'{"  " * depth}{keyword} "{sentence}"')
            rows += [] if place else [f"    scheme: {self.name}"]
            rows += asked(name, depth + 1)
        rows += [*asked("step", 2), *asked("conclusion", 1)]
        return "".join(f"{row}\n" for row in rows)


@cache
def schemes() -> Mapping[str, Scheme]:
    """Every scheme by its name, in the order of the catalogue."""
    # Both are loaded here, since few maps name a scheme; importlib.resources would take longer.
    import pkgutil
    import tomllib

    data = pkgutil.get_data(__name__, "catalogue.toml")
    assert data is not None
    catalogue = tomllib.loads(data.decode("utf-8"))
    return MappingProxyType(
        {
            name: _scheme(name, value, catalogue["sources"])
            for name, value in catalogue["schemes"].items()
        }
    )


def _scheme(name: str, value: dict[str, Any], sources: Mapping[str, str]) -> Scheme:
    return Scheme(
        name,
        value["family"],
        value["title"],
        tuple(value.get("aliases", ())),
        value["summary"],
        MappingProxyType(value["premises"]),
        value["conclusion"],
        tuple(
            Question(name, each["doubts"], each["asks"])
            for name, each in value["questions"].items()
        ),
        tuple(sources[source] for source in value["sources"]),
    )


def find(name: str) -> Scheme | None:
    """The scheme of a name, of an alias, or of either as the literature writes it.

    So `sign`, `Argument from Sign`, `argument-from-sign` and `Sign_Inference` are the same.
    """
    return _names().get(name) or _names().get(_plain(name))


def similar(name: str) -> tuple[str, ...]:
    """The names of schemes that an unknown one may be meant for, the likeliest first."""
    from argmap.diagnostics import nearest

    plain = _plain(name)
    words = set(plain.split("-"))
    having = tuple(known for known in schemes() if words.issubset(known.split("-")))
    meant = None if having else nearest(plain, tuple(_names()))
    return having if meant is None else (_names()[meant].name,)


@cache
def _names() -> Mapping[str, Scheme]:
    found = dict(schemes())
    for scheme in schemes().values():
        found |= dict.fromkeys(scheme.aliases, scheme)
    return found


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FRAME = re.compile(
    r"^(?:argument-)?(?:from-|by-|appeal-to-)?(?:an?-|the-)?|-(?:argument|inference|scheme)$"
)


def _plain(name: str) -> str:
    """A name in kebab-case, without `argument from` before it and the like."""
    words = re.sub(r"[^a-z]+", "-", _HUMP.sub("-", name).lower()).strip("-")
    return _FRAME.sub("", words)
