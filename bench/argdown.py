"""Argdown's command line, to measure beside ours: installing it, and writing a map for it.

Its language knows statements, `[name]: text`, with what supports (`+`) and attacks (`-`) them
indented beneath, and arguments, `<name>`, with numbered premises, which others may undercut (`_`).
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from argmap.model import ArgumentMap, Claim, Step

PACKAGE = "@argdown/cli@2.0.0"
_MARKUP = re.compile(r"[\[\]<>#@*_{}\\/|`$]|\s+")


def install(folder: Path) -> Path | None:
    """The program, installed into a folder if it is not there; None where npm cannot be had."""
    program = folder / "node_modules" / ".bin" / "argdown"
    if program.exists():
        return program
    if shutil.which("npm") is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", PACKAGE]
    done = subprocess.run([*install, "--prefix", str(folder)], check=False)
    return program if done.returncode == 0 and program.exists() else None


def written(map: ArgumentMap) -> str:
    """A map in Argdown's language; contraries and what only counts for evaluation are left out."""
    rows = ["===", f"title: {_words(map.title or 'A map')}", "===", ""]
    for claim in map.claims:
        tags = "".join(f" #({tag})" for tag in claim.tags)
        rows.append(f"[{claim.id}]: {_words(claim.text)}{tags}")
        rows += [
            f"  {'+' if step.kind == 'for' else '-'} {_end(map, step)}"
            for step in map.steps_to(claim)
        ]
        rows.append("")
    for step in map.steps:
        if _is_argument(map, step):
            rows += _argument(map, step)
    return "\n".join(rows)


def _is_argument(map: ArgumentMap, step: Step) -> bool:
    return len(step.premises) > 1 or bool(map.steps_to(step))


def _end(map: ArgumentMap, step: Step) -> str:
    """What stands behind the sign of a step: the claim it starts from, or an argument's name."""
    return f"<{step.id}>" if _is_argument(map, step) else f"[{step.premises[0].claim.id}]"


def _argument(map: ArgumentMap, step: Step) -> Iterator[str]:
    yield f"<{step.id}>"
    for against in map.steps_to(step):
        yield f"  _ {_end(map, against)}"
    yield ""
    for number, premise in enumerate(step.premises, 1):
        yield f"({number}) [{premise.claim.id}]"
    yield "-----"
    target = (
        step.target.text if isinstance(step.target, Claim) else "That step is in doubt."
    )
    sign = "" if step.kind == "for" else "It is not so: "
    yield f"({len(step.premises) + 1}) {sign}{_words(target)}"
    yield ""


def _words(text: str) -> str:
    """A text without what Argdown would take for markup."""
    return " ".join(_MARKUP.sub(" ", text).split())
