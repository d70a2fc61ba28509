"""The only caller of Graphviz: DOT in, places out."""

import contextlib
import io
import os
from collections.abc import Iterator

from argmap.render.style import Engine


class EngineError(RuntimeError):
    """There is no Graphviz to be called, or it failed; the message says what to do."""


def place(dot: str, engine: Engine = "pygraphviz") -> bytes:
    """Lay out a graph given as DOT; the answer is Graphviz's ``json0``.

    "pygraphviz" runs inside this process; "system" starts the machine's own ``dot``. Raises
    :class:`EngineError`.
    """
    return _system(dot) if engine == "system" else _inside(dot)


def _inside(dot: str) -> bytes:
    try:
        import pygraphviz
    except ImportError as error:
        raise EngineError(
            "pygraphviz cannot be loaded: install it with `pip install pygraphviz`, "
            "or use the machine's own Graphviz with `--engine system`"
        ) from error
    with _silence():
        try:
            # Always by keyword: a bare string may be taken for the name of a file.
            graph = pygraphviz.AGraph(string=dot)
            return bytes(graph.draw(format="json0", prog="dot"))
        except (ValueError, OSError, AttributeError) as error:
            raise EngineError(f"Graphviz could not lay out the map: {error}") from error


def _system(dot: str) -> bytes:
    import graphviz

    try:
        return bytes(graphviz.pipe("dot", "json0", dot.encode(), quiet=True))
    except graphviz.ExecutableNotFound as error:
        raise EngineError(
            "there is no `dot` on this machine: install Graphviz (`apt-get install "
            "graphviz`, `brew install graphviz`), or leave `--engine system` out"
        ) from error
    except graphviz.CalledProcessError as error:
        said = (error.stderr or b"").decode(errors="replace").strip().splitlines()
        raise EngineError(
            f"Graphviz could not lay out the map: {said[-1] if said else error.returncode}"
        ) from error


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep what Graphviz and its libraries print to stderr from the terminal.

    They write to the descriptor itself, past Python's ``sys.stderr``.
    """
    with contextlib.redirect_stderr(io.StringIO()):
        try:
            kept = os.dup(2)
        except OSError:
            yield
            return
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
