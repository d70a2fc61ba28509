"""The only caller of Graphviz: DOT in, places out.

Graphviz runs in processes of its own, which are started once and then wait for the next graph.
It crashes on a rare graph, and takes minutes for another; neither may cost the caller more than
that graph.
"""

import atexit
import contextlib
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable
from itertools import cycle
from pathlib import Path
from threading import Lock, Timer
from time import monotonic

from argmap.render.style import Engine

LIMIT = 20.0
"""How many seconds Graphviz may take for one graph."""
AHEAD = 2
"""How many graphs wait for each of its processes, so that none waits for the next one."""
PROCESSES = min(2, os.cpu_count() or 1)
"""How many there are: a single one draws as well, but two are nearly twice as quick."""


class EngineError(RuntimeError):
    """There is no Graphviz to be called, or it failed; the message says what to do."""


class Stumble(EngineError):
    """Graphviz crashed, gave up, or took too long; it may do better on another graph."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Graphviz could not lay out the map: {why}")


class Late(Stumble):
    """Graphviz was stopped because it took too long."""

    def __init__(self, limit: float) -> None:
        super().__init__(
            f"it did not finish within {limit:g} seconds; the layout `tidy` needs no Graphviz"
        )


def place(dot: str, engine: Engine = "pygraphviz", limit: float | None = None) -> bytes:
    """Lay out a graph given as DOT; the answer is Graphviz's ``json0``.

    "pygraphviz" is the Graphviz that its wheels carry; "system" the machine's own ``dot``.
    ``limit`` is how many seconds it may take, if not :data:`LIMIT`. Raises :class:`Stumble` where
    Graphviz fails on this graph, and :class:`EngineError` where there is none.
    """
    limit = LIMIT if limit is None else limit
    return _system(dot, limit) if engine == "system" else _children.place(dot, limit)


def places(
    dots: Iterable[str], engine: Engine = "pygraphviz"
) -> Generator[bytes | Stumble]:
    """As :func:`place` for each of some graphs, in their order; where it fails, that it does.

    Graphviz is given the next graphs before the answer to the last one is taken, so that it works
    while the caller does, and on several at once. No other graph can be placed until all of these
    are, or it is closed.
    """
    if engine == "pygraphviz":
        yield from _children.places(dots, LIMIT)
        return
    for dot in dots:
        try:
            yield _system(dot, LIMIT)
        except Stumble as error:
            yield error


def start() -> None:
    """Start the processes before they are needed, so that they load while other work is done."""
    with contextlib.suppress(OSError):  # said once they are needed
        _children.start()


class _Children:
    """Processes that lay out graphs in turns."""

    def __init__(self, number: int) -> None:
        self.each = [_Child() for _ in range(number)]
        self._one_at_a_time = Lock()

    def start(self) -> None:
        for child in self.each:
            child.start()

    def stop(self) -> None:
        for child in self.each:
            child.stop()

    def place(self, dot: str, limit: float) -> bytes:
        (answer,) = self.places([dot], limit)
        if isinstance(answer, Stumble):
            raise answer
        return answer

    def places(self, dots: Iterable[str], limit: float) -> Generator[bytes | Stumble]:
        asked: deque[_Child] = deque()
        turns = cycle(self.each)
        with self._one_at_a_time:
            try:
                for dot in dots:
                    asked.append(next(turns))
                    asked[-1].ask(dot.encode())
                    if len(asked) > AHEAD * len(self.each):
                        yield asked.popleft().answer(limit)
                while asked:
                    yield asked.popleft().answer(limit)
            except BaseException:
                # What is left of these answers must not be taken for the next ones.
                self.stop()
                raise


class _Child:
    """A process in which pygraphviz lays out one graph after the other."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._asked: deque[bytes] = deque()

    def start(self) -> subprocess.Popen[bytes]:
        # After a fork the process belongs to the parent, whose questions it answers.
        if (
            self._process is None
            or self._owner != os.getpid()
            or (self._process.poll() is not None and not self._asked)
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
        self._asked.clear()
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()

    def ask(self, dot: bytes) -> None:
        """Give it a graph, after those that it has."""
        try:
            process = self.start()
        except OSError as error:
            raise EngineError(f"Graphviz could not be started: {error}") from error
        self._asked.append(dot)
        assert process.stdin is not None
        # Where the process has ended, the missing answer will say so.
        with contextlib.suppress(OSError):
            process.stdin.write(len(dot).to_bytes(8, "big") + dot)
            process.stdin.flush()

    def answer(self, limit: float) -> bytes | Stumble:
        """The answer to the first graph that it has, which is none of those after that."""
        process = self._process
        assert process is not None
        begun, guard = monotonic(), Timer(limit, process.kill)
        guard.daemon = True
        guard.start()
        try:
            said = _heard(process)
        finally:
            guard.cancel()
        self._asked.popleft()
        if said is None:
            late = monotonic() - begun >= limit
            left = list(self._asked)
            self.stop()
            for dot in left:
                self.ask(dot)
            return Late(limit) if late else Stumble("it crashed")
        kind, answer = said
        if kind == b"!":
            raise EngineError(
                "pygraphviz cannot be loaded: install it with `pip install pygraphviz`, "
                "or use the machine's own Graphviz with `--engine system`"
            )
        return answer if kind == b"+" else Stumble(answer.decode(errors="replace"))


def _heard(process: "subprocess.Popen[bytes]") -> tuple[bytes, bytes] | None:
    """The kind and the text of the process's answer; None where it ended instead."""
    assert process.stdout is not None
    head = process.stdout.read(9)
    answer = process.stdout.read(int.from_bytes(head[1:], "big"))
    whole = len(head) == 9 and len(answer) == int.from_bytes(head[1:], "big")
    return (head[:1], answer) if whole else None


_children = _Children(PROCESSES)
atexit.register(_children.stop)


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
        raise Late(limit) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Stumble(said[-1] if said else "it crashed")
    return done.stdout
