"""``argmap eval``."""

import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import click

from argmap import project
from argmap.cli import loading, wants_colour
from argmap.evaluation import Evaluation, extensions
from argmap.evaluation.gradual import Degrees
from argmap.model import Claim
from argmap.report.text import cells, fitted

_COLOURS = {"in": "32", "out": "31", "undecided": "33", "in some": "36"}
_NAME, _TEXT = 24, 62
SEVERAL = ("complete", "preferred", "stable", "semi-stable")
"""The semantics that may have more than one extension, or none."""


@click.command(
    name="eval",
    epilog="\b\nExamples:\n"
    "  argmap eval map.arg\n"
    "  argmap eval map.arg --semantics preferred --format json",
)
@loading.map_argument
@loading.semantics_option
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="List at most so many extensions; 0: all.",
)
@loading.time_limit_option
def command(
    path: str, semantics: Any, format: str, limit: int, time_limit: float | None
) -> int:
    """Say which claims of a map stand.

    A claim stands when a reason for it stands, or none is offered, and nothing that stands speaks
    against it. Ends with 1 where a verdict is not what the map expects.
    """
    map = loading.load(path).map
    with loading.solving(time_limit) as deadline:
        found = loading.evaluated(map, semantics, deadline)
        listed: Iterator[tuple[str, ...]] = iter(())
        if isinstance(found, Evaluation) and semantics != "grounded":
            listed = extensions(map, semantics, deadline)
        if format == "json":
            project.write("-", _json(found, listed, limit))
        else:
            sys.stdout.writelines(
                f"{row}\n" for row in _table(found, wants_colour(sys.stdout))
            )
            sys.stdout.writelines(f"{row}\n" for row in _summary(found))
            if isinstance(found, Evaluation) and semantics in SEVERAL:
                sys.stdout.writelines(
                    f"{row}\n" for row in _extensions(found, listed, limit)
                )
    return 1 if any(_surprising(found, claim) for claim in map.claims) else 0


def _surprising(found: Evaluation | Degrees, claim: Claim) -> bool:
    """Whether a claim's verdict is not the one that the map expects.

    What an imported map expects holds of that map by itself.
    """
    if isinstance(found, Degrees) or claim.expect is None or claim.imported:
        return False
    return claim.expect != found.claims[claim.id]


def _json(
    found: Evaluation | Degrees, listed: Iterator[tuple[str, ...]], limit: int
) -> str:
    import json

    graded = isinstance(found, Degrees)

    def said(of: Mapping[str, Any], id: str) -> dict[str, Any]:
        return {
            "verdict": None if graded else of[id],
            "degree": of[id] if graded else None,
        }

    value: dict[str, Any] = {
        "argmap": 1,
        "semantics": found.semantics,
        "claims": [
            {
                "id": claim.id,
                "role": claim.role,
                **said(found.claims, claim.id),
                "accepted": found.accepted[claim.id]
                if isinstance(found, Evaluation)
                else None,
                "expect": claim.expect,
            }
            for claim in found.map.claims
        ],
        "steps": [
            {"id": step.id, **said(found.steps, step.id)} for step in found.map.steps
        ],
        "extensions": None,
        "more": False,
        "unsettled": sorted(found.unsettled) if isinstance(found, Degrees) else None,
    }
    if isinstance(found, Evaluation):
        if found.semantics == "grounded":
            listed = iter([tuple(id for id, each in found.claims.items() if each == "in")])
        value["extensions"] = list(islice(listed, limit or None))
        value["more"] = next(listed, None) is not None
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _table(found: Evaluation | Degrees, colour: bool) -> Iterator[str]:
    """A row for each claim, the theses first."""
    claims = found.map.claims
    width = min(max((cells(_name(claim)) for claim in claims), default=0), _NAME)
    others = tuple(claim for claim in claims if claim.role != "thesis")
    for part in (found.map.theses, others):
        for claim in part:
            said = f"{_word(found, claim):<9}"
            if colour and said.strip() in _COLOURS:
                said = f"\x1b[{_COLOURS[said.strip()]}m{said}\x1b[0m"
            row = f"{said}  {fitted(_name(claim), width)}  {fitted(claim.text, _TEXT)}"
            if _surprising(found, claim):
                row += f"  (expected {claim.expect})"
            yield row.rstrip()
        if part:
            yield ""


def _name(claim: Claim) -> str:
    return "" if claim.anonymous else claim.id


def _word(found: Evaluation | Degrees, claim: Claim) -> str:
    said = found.said_of(claim.id)
    return said if isinstance(said, str) else f"{said:.3f}"


def _summary(found: Evaluation | Degrees) -> Iterator[str]:
    total = len(found.claims)
    row = f"{total} claim{'' if total == 1 else 's'}"
    if isinstance(found, Degrees):
        yield f"{row}."
        if found.unsettled:
            yield f"Degrees that do not come to rest: {' '.join(sorted(found.unsettled))}."
        return
    words = [_word(found, claim) for claim in found.map.claims]
    counts = [
        f"{number} {word}"
        for word in ("in", "in some", "out", "undecided")
        if (number := words.count(word))
    ]
    yield f"{row}: {', '.join(counts)}." if counts else f"{row}."
    if surprises := sum(_surprising(found, claim) for claim in found.map.claims):
        said = "verdict is" if surprises == 1 else "verdicts are"
        yield f"{surprises} {said} not as expected."


def _extensions(
    found: Evaluation, listed: Iterator[tuple[str, ...]], limit: int
) -> Iterator[str]:
    """What each extension has that not all of them have, as they are found."""
    if found.none:
        yield f"There is no {found.semantics} extension, so that nothing is settled."
        return
    for number, extension in enumerate(listed, 1):
        if limit and number > limit:
            yield "... and more; `--limit 0` lists them all."
            return
        own = [id for id in extension if found.accepted[id] == "some"]
        if number == 1:
            yield ""
            yield f"Extensions ({found.semantics}), without what is in all of them:"
        yield f"{number:>3}  {' '.join(own) or '-'}"
