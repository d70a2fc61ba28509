"""`argmap watch`, as somebody sees it who edits beside it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

from .conftest import TOLL


def test_it_draws_at_every_save(folder: Path) -> None:
    """Each save is drawn and told in a line; while there are errors the last drawing stays."""
    watching = subprocess.Popen(
        [sys.executable, "-u", "-m", "argmap", "watch", "toll.arg", "-o", "toll.html"],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert watching.stderr is not None

    def told(words: str) -> None:
        for line in watching.stderr or ():
            if words in line:
                return
        raise AssertionError(words)

    try:
        told("toll.html: 7 claims")
        told("Ctrl-C ends it")
        (folder / "toll.arg").write_text(TOLL + 'claim more "More."\n', "utf-8")
        told("toll.html: 8 claims")
        page = (folder / "toll.html").read_text("utf-8")
        (folder / "toll.arg").write_text(TOLL + "becuase\n", "utf-8")
        told("`becuase` is not a keyword")
        told("toll.html is left as it was")
        assert (folder / "toll.html").read_text("utf-8") == page
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 0
    finally:
        watching.kill()


@pytest.mark.parametrize("arguments", [["-"], ["toll.arg", "-o", "-"], ["none.arg"]])
def test_what_cannot_be_watched(
    folder: Path, run: Callable[..., Any], arguments: list[str]
) -> None:
    """Standard input and output, and a map that is not there, end with 2."""
    done = run("watch", *arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr
