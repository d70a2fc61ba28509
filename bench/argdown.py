"""Argdown's command line, to measure beside ours: installing it, and writing a map for it.

Its language knows statements, `[name]: text`, with what supports (`+`) and attacks (`-`) them
indented beneath, and arguments, `<name>`, with numbered premises, which others may undercut (`_`).
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from argmap.model import ArgumentMap, Claim, Step

VERSION = "2.0.0"
_WANTED = {
    "dependencies": {"@argdown/cli": VERSION},
    # For a command that is not measured it wants a version of this that was never published.
    "overrides": {"@argdown/markdown-it-plugin": "1.7.7"},
}
MOST = 300
"""Seconds after which an installation is given up."""
_MARKUP = re.compile(r"[\[\]<>#@*_{}\\/|`$]|\s+")


class Unavailable(Exception):
    """Argdown cannot be installed here; the message says why."""


def install(folder: Path) -> Path:
    """The program, installed into a folder if it is not there. Raises :class:`Unavailable`."""
    program = folder / "node_modules" / ".bin" / "argdown"
    about = folder / "node_modules" / "@argdown" / "cli" / "package.json"
    if program.exists() and json.loads(about.read_text("utf-8"))["version"] == VERSION:
        return program
    if shutil.which("npm") is None:
        raise Unavailable("there is no npm to install it")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(json.dumps(_WANTED), "utf-8")
    (folder / "package-lock.json").unlink(missing_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(
            [*command, "--prefix", str(folder)],
            check=False,
            capture_output=True,
            text=True,
            timeout=MOST,
            env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},  # a browser, for PDFs
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"npm was not done after {MOST} s") from error
    if done.returncode or not program.exists():
        said = [
            row
            for row in done.stderr.splitlines()
            if row and not row.startswith("npm error code")
        ]
        raise Unavailable(
            f"npm could not install it: {said[0] if said else 'it did not say why'}"
        )
    return program


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
