"""What tests share: compiling a text with the files around it, and running the command."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from argmap.compiler import Compilation, Compiler
from argmap.text import Text

ROOT = Path(__file__).parent.parent
ON_VERDICTS = (
    "expectation-failed",
    "thesis-out",
    "thesis-undecided",
    "no-stable-extension",
    "semantics-sensitive",
    "fragile-thesis",
)
"""Rules on what stands and what falls: in an example of another fault that follows from it."""

settings.register_profile(
    "argmap", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("argmap")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what argmap keeps between runs out of the user's own cache."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def build() -> Callable[..., Compilation]:
    """Compile a map, with other files by name."""

    def build(
        content: str | bytes, files: Mapping[str, str] | None = None, name: str = "map.arg"
    ) -> Compilation:
        data = content.encode() if isinstance(content, str) else content
        texts = {other: Text(other, text) for other, text in (files or {}).items()}
        text = Text.from_bytes(name, data)
        texts.setdefault(name, text)
        return Compiler(texts.get).compile(text)

    return build


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run argmap as a user does, in a folder of its own."""

    def run(
        *arguments: str,
        input: str | bytes = "",
        env: Mapping[str, str] | None = None,
        cwd: Path = tmp_path,
        timeout: float = 60,
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "argmap", *arguments],
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **(env or {})},
            timeout=timeout,
        )
        return subprocess.CompletedProcess(
            done.args,
            done.returncode,
            done.stdout.decode("utf-8", "replace").replace("\r\n", "\n"),
            done.stderr.decode("utf-8", "replace").replace("\r\n", "\n"),
        )

    return run


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """An environment in which the program `argmap` is found, for shells and editors to start."""
    program = tmp_path / ".bin" / "argmap"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m argmap "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium, which sees only the fonts of this machine: ours are not installed."""
    if CHROMIUM is None:
        pytest.skip("needs a browser: apt-get install chromium")
    sync = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with sync.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()
