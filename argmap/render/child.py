"""What runs in the process that Graphviz has for itself; `engine.py` starts it and asks.

A question is a length in eight bytes and as much DOT. An answer is ``+`` for places, ``-`` for
why there are none, or ``!`` where there is no pygraphviz; then a length in eight bytes and as
much text. The arguments are where modules are found.
"""

import contextlib
import os
import sys
from queue import SimpleQueue
from threading import Thread


def main() -> None:
    """Answer until there are no more questions."""
    sys.path[:] = sys.argv[1:]
    questions: SimpleQueue[str | None] = SimpleQueue()
    # Who asks may do so before an answer is taken, and neither side shall wait for the other.
    Thread(target=_read, args=(questions,), daemon=True).start()
    # Graphviz and its libraries print what they like past `sys.stdout`.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        try:
            import pygraphviz
        except ImportError:
            pygraphviz = None
        while (dot := questions.get()) is not None:
            kind, text = b"!", b""
            if pygraphviz is not None:
                try:
                    # Always by keyword: a bare string may be taken for the name of a file.
                    graph = pygraphviz.AGraph(string=dot)
                    kind, text = b"+", bytes(graph.draw(format="json0", prog="dot"))
                except (ValueError, OSError, AttributeError) as error:
                    kind, text = b"-", str(error).encode()
            answers.write(kind + len(text).to_bytes(8, "big") + text)
            answers.flush()


def _read(questions: SimpleQueue[str | None]) -> None:
    source = sys.stdin.buffer
    while len(head := source.read(8)) == 8:
        questions.put(source.read(int.from_bytes(head, "big")).decode())
    questions.put(None)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
