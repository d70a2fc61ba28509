"""The only caller of Graphviz: DOT in, places out.

Graphviz runs in a process of its own, which is started once and then waits for the next graph.
It crashes on a rare graph, and takes minutes for another; neither may cost the caller more than
that graph.
"""

import atexit
import contextlib
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from time import monotonic

from argmap.render.style import Engine

LIMIT = 20.0
"""How many seconds Graphviz may take for one graph."""


class EngineError(RuntimeError):
    """There is no Graphviz to be called, or it failed; the message says what to do."""


class Stumble(EngineError):
    """Graphviz crashed, gave up, or took too long; it may do better on another graph."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Graphviz could not lay out the map: {why}")


def place(dot: str, engine: Engine = "pygraphviz", limit: float = LIMIT) -> bytes:
    """Lay out a graph given as DOT; the answer is Graphviz's ``json0``.

    "pygraphviz" is the Graphviz that its wheels carry; "system" the machine's own ``dot``.
    ``limit`` is how many seconds it may take. Raises :class:`Stumble` where Graphviz fails on
    this graph, and :class:`EngineError` where there is none.
    """
    return _system(dot, limit) if engine == "system" else _child.place(dot, limit)


def start() -> None:
    """Start the process before it is needed, so that it loads while other work is done."""
    with contextlib.suppress(OSError):  # said once it is needed
        _child.start()


class _Child:
    """A process in which pygraphviz lays out one graph after the other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._one_at_a_time = Lock()

    def start(self) -> subprocess.Popen[bytes]:
        # After a fork the process belongs to the parent, whose questions it answers.
        if (
            self._process is None
            or self._owner != os.getpid()
            or self._process.poll() is not None
        ):
            self._owner = os.getpid()
            self._process = subprocess.Popen(
                # Its modules are ours, wherever the command line or the environment put them.
                [
                    sys.executable,
                    "-IS",
                    str(Path(__file__).with_name("child.py")),
                    *sys.path,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()

    def place(self, dot: str, limit: float) -> bytes:
        with self._one_at_a_time:
            try:
                process = self.start()
            except OSError as error:
                raise EngineError(f"Graphviz could not be started: {error}") from error
            begun, guard = monotonic(), Timer(limit, process.kill)
            guard.daemon = True
            guard.start()
            try:
                said = _ask(process, dot.encode())
            except BaseException:
                # What is left of this answer must not be taken for the next one.
                self.stop()
                raise
            finally:
                guard.cancel()
            if said is None:
                self.stop()
                late = monotonic() - begun >= limit
                raise Stumble(_late(limit) if late else "it crashed")
        kind, answer = said
        if kind == b"+":
            return answer
        if kind == b"!":
            raise EngineError(
                "pygraphviz cannot be loaded: install it with `pip install pygraphviz`, "
                "or use the machine's own Graphviz with `--engine system`"
            )
        raise Stumble(answer.decode(errors="replace"))


def _ask(process: "subprocess.Popen[bytes]", dot: bytes) -> tuple[bytes, bytes] | None:
    """The kind and the text of the process's answer; None where it ended instead."""
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(len(dot).to_bytes(8, "big") + dot)
        process.stdin.flush()
    except OSError:
        return None
    head = process.stdout.read(9)
    answer = process.stdout.read(int.from_bytes(head[1:], "big"))
    whole = len(head) == 9 and len(answer) == int.from_bytes(head[1:], "big")
    return (head[:1], answer) if whole else None


def _late(limit: float) -> str:
    return f"it did not finish within {limit:g} seconds"


_child = _Child()
atexit.register(_child.stop)


def _system(dot: str, limit: float) -> bytes:
    try:
        done = subprocess.run(
            ["dot", "-Tjson0"], input=dot.encode(), capture_output=True, timeout=limit
        )
    except FileNotFoundError as error:
        raise EngineError(
            "there is no `dot` on this machine: install Graphviz (`apt-get install "
            "graphviz`, `brew install graphviz`), or leave `--engine system` out"
        ) from error
    except OSError as error:
        raise EngineError(f"`dot` could not be started: {error}") from error
    except subprocess.TimeoutExpired as error:
        raise Stumble(_late(limit)) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Stumble(said[-1] if said else "it crashed")
    return done.stdout
