"""A map served as a user would serve it, and a browser at its page."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

TOLL = """\
map "Should the city charge for driving into the centre?"

source report "report.txt"
  title: "Charging for the centre"

thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts traffic."
    because trial "In the trial 17 percent fewer cars came in."
      quote report "17 percent fewer cars entered the centre"
      unless roadworks "Roadworks kept the cars away."
        but reopened "The roads were open again before the trial."
  but unfair "A flat charge falls hardest on the poor."
    but rebate "They get the charge back."
"""
REPORT = """\
The committee met in May.

Over six weeks 17 percent fewer cars entered the centre than a year before. 👍🏽 So it says.

Nothing follows from that alone.
"""


class Served:
    """A running `argmap serve`: its address, its folder, and what it prints."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.map = folder / "toll.arg"
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "argmap",
                "serve",
                "toll.arg",
                "--port=0",
                "--no-open",
                *options,
            ],
            cwd=folder,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )
        assert self.process.stderr is not None
        said = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert found, said + self.process.stderr.read()
        self.address = found[0]
        self.port = int(found[1])

    def stop(self) -> int:
        """End it by Ctrl-C."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a map and the text that it quotes."""
    (tmp_path / "toll.arg").write_text(TOLL, "utf-8")
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return tmp_path


@pytest.fixture
def serve(folder: Path) -> Iterator[Callable[..., Served]]:
    """Serve the map of that folder."""
    running: list[Served] = []

    def start(*options: str) -> Served:
        running.append(Served(folder, *options))
        return running[-1]

    yield start
    assert [each.stop() for each in running] == [0] * len(running)


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an address; whatever the page has to complain of fails the test."""
    complaints: list[str] = []
    pages: list[Any] = []

    def open(address: str, **options: Any) -> Any:
        options = {"viewport": {"width": 1400, "height": 900}, **options}
        page = browser.new_page(reduced_motion="reduce", **options)
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        page.complaints = complaints
        page.goto(address)
        page.evaluate("document.fonts.ready")
        pages.append(page)
        return page

    yield open
    for page in pages:
        page.close()
    assert complaints == []
