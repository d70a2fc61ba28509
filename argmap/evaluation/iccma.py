"""Frameworks of other people: abstract and assumption-based ones, and the tasks set on them.

The forms and the answers are those of the International Competition on Computational Models of
Argumentation, ICCMA 2023, and two older forms of abstract frameworks:

- ``af``: ``p af N``, then a line ``A B`` for each attack of A on B
- ``aba``: ``p aba N``, then ``a A`` for an assumption, ``c A S``: S is the contrary of A, and
  ``r S S1 S2 ...``: S follows from S1, S2, ...
- ``apx``: facts ``arg(a).`` and ``att(a,b).``
- ``tgf``: a line for each argument, a line ``#``, and a line ``a b`` for each attack
"""

import re
from collections.abc import Callable, Iterator
from itertools import compress, islice
from typing import Literal, TypeAlias

import attrs

from argmap.evaluation.graph import Graph
from argmap.evaluation.grounded import IN
from argmap.evaluation.labellings import Labellings, Semantics
from argmap.evaluation.sat import Deadline, Labels
from argmap.text import Text

Form: TypeAlias = Literal["af", "aba", "apx", "tgf"]

_NUMBER = re.compile(r"[0-9]+")
MOST = 10_000_000
"""As many arguments as the first line of a file may announce."""

_SEMANTICS: dict[str, Semantics] = {
    "CO": "complete",
    "GR": "grounded",
    "PR": "preferred",
    "ST": "stable",
    "SST": "semi-stable",
    "ID": "ideal",
}
TASKS = tuple(
    f"{task}-{name}" for task in ("SE", "EE", "CE", "DC", "DS") for name in _SEMANTICS
)
"""Some extension, every extension, their number; whether an argument is in some, or in all."""


class FormError(Exception):
    """A file is not of the form that it should be."""

    def __init__(self, message: str, line: int | None = None) -> None:
        """What is wrong, and on which line, from 1."""
        super().__init__(message)
        self.line = line


@attrs.frozen
class Instance:
    """A framework that was read: its graph, and what extensions are made of.

    ``number`` has the node of each argument, or of each sentence of an assumption-based framework,
    by name; ``members`` those nodes that an extension may have, with their names: the arguments or
    the assumptions. ``certified`` says whether answers come with an extension that shows them.
    """

    graph: Graph
    number: dict[str, int]
    members: tuple[tuple[int, str], ...]
    certified: bool


def read(text: Text, form: Form | None = None) -> Instance:
    """Read a framework, of the form that its first line or its name tells.

    Raises :class:`FormError`.
    """
    if form is None:
        form = _form(text)
    return _READERS[form](text)


def _form(text: Text) -> Form:
    for _, words in _rows(text):
        if words[0] == "p":
            return "aba" if words[1:2] == ["aba"] else "af"
        break
    if text.name.endswith(".apx"):
        return "apx"
    if text.name.endswith(".tgf"):
        return "tgf"
    raise FormError("neither the first line nor the ending says what form this is")


_Row: TypeAlias = tuple[int, list[str]]
"""The number of a line, and its words."""


def _rows(text: Text) -> Iterator[_Row]:
    """The lines that are neither empty nor a comment."""
    for number, line in enumerate(text.content.split("\n"), 1):
        if line[:1] != "#" and (words := line.split()):
            yield number, words


def _head(rows: Iterator[_Row], kind: str) -> int:
    """The number that the first line announces."""
    first = next(rows, None)
    if first is None:
        raise FormError(f"there is no line `p {kind} N`")
    line, words = first
    match words:
        case ["p", found, number] if found == kind and _NUMBER.fullmatch(number):
            if len(number.lstrip("0")) > len(str(MOST)) or int(number) > MOST:
                raise FormError(f"`{cut(number)}` is more than {MOST:,}", line)
            return int(number)
    raise FormError(f"the first line is not `p {kind} N`", line)


def _index(word: str, number: int, line: int) -> int:
    if not (_NUMBER.fullmatch(word) and len(word) < 20 and 1 <= int(word) <= number):
        raise FormError(f"`{cut(word)}` is not a number from 1 to {number}", line)
    return int(word) - 1


def cut(word: str) -> str:
    """A word of somebody's file, short enough for a message."""
    return word if len(word) <= 60 else f"{word[:57]}..."


def _abstract(names: list[str]) -> Instance:
    """An abstract framework without attacks."""
    graph = Graph(len(names), 0)
    graph.free[:] = b"\1" * len(names)
    numbers = {name: at for at, name in enumerate(names)}
    return Instance(graph, numbers, tuple(enumerate(names)), certified=True)


def _read_af(text: Text) -> Instance:
    rows = _rows(text)
    number = _head(rows, "af")
    made = _abstract([str(at) for at in range(1, number + 1)])
    known, add_attack = made.number.get, made.graph.add_attack
    for line, words in rows:
        if len(words) != 2:
            raise FormError("this is not an attack `A B`", line)
        attacker, attacked = known(words[0]), known(words[1])
        if attacker is None or attacked is None:  # or written in another way
            attacker, attacked = (_index(word, number, line) for word in words)
        add_attack(attacker, attacked)
    return made


def _read_aba(text: Text) -> Instance:
    rows = _rows(text)
    number = _head(rows, "aba")
    assumptions: dict[int, int] = {}
    contraries: dict[int, int] = {}
    rules: list[tuple[int, list[int]]] = []
    for line, (kind, *words) in rows:
        sentences = [_index(word, number, line) for word in words]
        if kind == "a" and len(words) == 1:
            assumptions[sentences[0]] = line
        elif kind == "c" and len(words) == 2:
            if contraries.setdefault(*sentences) != sentences[1]:
                raise FormError(f"`{words[0]}` has two contraries", line)
        elif kind == "r" and words:
            rules.append((line, sentences))
        else:
            raise FormError("this is none of `a A`, `c A S`, `r S S1 S2 ...`", line)
    graph = Graph(number, len(rules))
    for assumption in assumptions:
        graph.free[assumption] = 1
    for assumption, contrary in contraries.items():
        if assumption not in assumptions:
            raise FormError(f"`{assumption + 1}` has a contrary but is no assumption")
        graph.add_attack(contrary, assumption)
    for at, (line, (head, *body)) in enumerate(rules, number):
        if head in assumptions:
            raise FormError(
                f"`{head + 1}` is an assumption and follows by a rule: this is not flat",
                line,
            )
        graph.add_reason(head, at)
        for sentence in dict.fromkeys(body):
            graph.add_reason(at, sentence)
    return Instance(
        graph,
        {str(at + 1): at for at in range(number)},
        tuple((at, str(at + 1)) for at in sorted(assumptions)),
        certified=False,
    )


_FACT = re.compile(r"\s*(arg|att)\s*\(\s*([^\s(),]+)\s*(?:,\s*([^\s(),]+)\s*)?\)\s*\.")
_COMMENT = re.compile(r"\s*(?:%.*)?")


def _read_apx(text: Text) -> Instance:
    names: dict[str, None] = {}
    attacks: list[tuple[int, str, str]] = []
    for line, content in enumerate(text.content.split("\n"), 1):
        at = 0
        while not _COMMENT.fullmatch(content, at):
            fact = _FACT.match(content, at)
            if fact is None or (fact[1] == "att") != (fact[3] is not None):
                raise FormError("this is neither `arg(A).` nor `att(A,B).`", line)
            if fact[1] == "arg":
                names[fact[2]] = None
            else:
                attacks.append((line, fact[2], fact[3]))
            at = fact.end()
    return _attacking(list(names), attacks)


def _read_tgf(text: Text) -> Instance:
    names: dict[str, None] = {}
    attacks: list[tuple[int, str, str]] = []
    below = False
    for line, content in enumerate(text.content.split("\n"), 1):
        words = content.split()
        if words == ["#"] and not below:
            below = True
        elif words and not below:
            names[words[0]] = None
        elif len(words) >= 2:
            attacks.append((line, words[0], words[1]))
        elif words:
            raise FormError("this is not an attack `A B`", line)
    if not below:
        raise FormError("there is no line `#`, below which attacks stand")
    return _attacking(list(names), attacks)


def _attacking(names: list[str], attacks: list[tuple[int, str, str]]) -> Instance:
    made = _abstract(names)
    for line, *both in attacks:
        for name in both:
            if name not in made.number:
                raise FormError(f"no argument is called `{cut(name)}`", line)
        made.graph.add_attack(*(made.number[name] for name in both))
    return made


_READERS: dict[Form, Callable[[Text], Instance]] = {
    "af": _read_af,
    "aba": _read_aba,
    "apx": _read_apx,
    "tgf": _read_tgf,
}


_ONLY_IN = bytes(label == IN for label in range(256))


def solve(
    instance: Instance, task: str, query: str | None, deadline: Deadline, limit: int = 0
) -> Iterator[str]:
    """The lines of the answer to a task, as they are found.

    ``query`` is the argument, or sentence, in question where the task is DC or DS; ``limit`` is how
    many extensions EE gives at most, 0 all. Raises as :class:`Labellings` does.
    """
    kind, _, name = task.partition("-")
    semantics = _SEMANTICS[name]
    # A semi-stable extension leaves as few of what it can be made of undecided as it can.
    counted = {node for node, _ in instance.members}
    found = Labellings(instance.graph, deadline, counted)

    nodes = [node for node, _ in instance.members]
    names = [name for _, name in instance.members]

    def certificate(labels: Labels) -> str:
        ins = labels.translate(_ONLY_IN)
        return " ".join(["w", *compress(names, map(ins.__getitem__, nodes))])

    if kind == "CE":
        yield str(sum(1 for _ in found.each(semantics)))
    elif kind in ("SE", "EE"):
        most = 1 if kind == "SE" else limit or None
        none = True
        for labels in islice(found.each(semantics), most):
            none = False
            yield certificate(labels)
        if none:
            yield "NO"
    else:
        assert query is not None
        ask = found.with_in if kind == "DC" else found.with_not_in
        shown = ask(semantics, instance.number[query])
        yield "YES" if (shown is not None) == (kind == "DC") else "NO"
        if shown is not None and instance.certified:
            yield certificate(shown)
