"""What argmap has to say about a map: findings, their places, and how to mend them."""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from argmap.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(Enum):
    """How much a finding matters."""

    ERROR = "error"
    """The map says something that cannot be meant."""
    WARNING = "warning"
    """A careful analyst would mend it."""
    INFO = "info"
    """Worth a look; never counted by ``--fail-on warning``."""


class Label(NamedTuple):
    """A place that helps to understand a finding, and what is to be seen there."""

    span: Span
    message: str


class Edit(NamedTuple):
    """Put ``replacement`` where ``span`` stands."""

    span: Span
    replacement: str


class Fix(NamedTuple):
    """A way to mend a finding.

    It is ``safe`` where it cannot change what the map says.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Diagnostic(NamedTuple):
    """One finding: the rule that it breaks, where, and what to do about it.

    ``note`` says what is to be seen at ``span`` itself, beside the carets. ``help`` holds
    pieces of advice, a sentence each, without a full stop.
    """

    rule: str
    severity: Severity
    message: str
    span: Span
    note: str = ""
    labels: tuple[Label, ...] = ()
    help: tuple[str, ...] = ()
    fix: Fix | None = None


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> str | None:
    """The known word that ``word`` was probably meant to be, or None.

    Likeness is rapidfuzz's normalised Damerau-Levenshtein similarity, at least two thirds; else
    it is the one word that begins with this one, or nearly so, where there is only one.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    found = process.extractOne(
        word,
        known,
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=0.65,
    )
    if found:
        return found[0]
    longer = [each for each in known if each.startswith(word)] if len(word) > 2 else []
    if not longer and len(word) > 4:
        close = process.extract(
            word,
            [each[: len(word)] for each in known],
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=0.8,
            limit=2,
        )
        longer = [known[index] for _, _, index in close]
    return longer[0] if len(longer) == 1 else None


def nearest_file(file: str, names: "Iterable[str]") -> str | None:
    """The file that one was probably meant to be, of those in its folder, or None.

    ``file`` is a path with slashes, and so is what is found; ``names`` have no folder. How a name
    ends does not count for what it is like.
    """
    folder, slash, name = file.rpartition("/")
    stems = {each.rpartition(".")[0] or each: each for each in sorted(names, reverse=True)}
    found = nearest(name.rpartition(".")[0] or name, list(stems))
    return None if found is None else folder + slash + stems[found]


def did_you_mean(word: str, known: "list[str] | tuple[str, ...]") -> tuple[str, ...]:
    """The piece of help that names the nearest known word, or none."""
    found = nearest(word, known)
    return (f"did you mean `{found}`?",) if found else ()
