"""``argmap eval``."""

import sys
from collections.abc import Iterator

import click

from argmap import project
from argmap.cli import loading, wants_colour
from argmap.evaluation import Evaluation, grounded
from argmap.model import VERDICTS, Claim
from argmap.report.text import cells, fitted

_COLOURS = {"in": "32", "out": "31", "undecided": "33"}
_NAME, _TEXT = 24, 62


@click.command(
    name="eval",
    epilog="\b\nExamples:\n  argmap eval map.arg\n  argmap eval map.arg --format json",
)
@click.argument("path", metavar="MAP")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def command(path: str, form: str) -> int:
    """Say which claims of a map stand.

    A claim stands when a reason for it stands, or none is offered, and nothing that stands speaks
    against it. Ends with 1 where a verdict is not what the map expects.
    """
    found = grounded(loading.load(path).map)
    if form == "json":
        project.write("-", _json(found))
    else:
        sys.stdout.writelines(f"{row}\n" for row in _rows(found, wants_colour(sys.stdout)))
    return 1 if any(_surprises(found)) else 0


def _surprises(found: Evaluation) -> Iterator[Claim]:
    """The claims whose verdict is not the one that the map expects."""
    for claim in found.map.claims:
        if claim.expect and claim.expect != found.claims[claim.id]:
            yield claim


def _json(found: Evaluation) -> str:
    import json

    value = {
        "argmap": 1,
        "semantics": found.semantics,
        "claims": [
            {
                "id": claim.id,
                "role": claim.role,
                "verdict": found.claims[claim.id],
                "expect": claim.expect,
            }
            for claim in found.map.claims
        ],
        "steps": [
            {"id": step.id, "verdict": found.steps[step.id]} for step in found.map.steps
        ],
    }
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _rows(found: Evaluation, colour: bool) -> Iterator[str]:
    width = max((cells(_name(claim)) for claim in found.map.claims), default=0)
    others = tuple(claim for claim in found.map.claims if claim.role != "thesis")
    for claims in (found.map.theses, others):
        for claim in claims:
            yield _row(found, claim, min(width, _NAME), colour)
        if claims:
            yield ""
    counts = [
        f"{number} {verdict}"
        for verdict in VERDICTS
        if (number := sum(each == verdict for each in found.claims.values()))
    ]
    total = len(found.claims)
    yield f"{total} claim{'' if total == 1 else 's'}" + (
        f": {', '.join(counts)}." if counts else "."
    )
    if surprises := len(list(_surprises(found))):
        said = "verdict is" if surprises == 1 else "verdicts are"
        yield f"{surprises} {said} not as expected."


def _name(claim: Claim) -> str:
    return "" if claim.anonymous else claim.id


def _row(found: Evaluation, claim: Claim, width: int, colour: bool) -> str:
    verdict = found.claims[claim.id]
    row = f"{fitted(_name(claim), width)}  {fitted(claim.text, _TEXT)}"
    if claim.expect and claim.expect != verdict:
        row += f"  (expected {claim.expect})"
    sign = f"\x1b[{_COLOURS[verdict]}m{verdict:<9}\x1b[0m" if colour else f"{verdict:<9}"
    return f"{sign}  {row.rstrip()}"
