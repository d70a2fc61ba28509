"""What runs in the process that Graphviz has for itself; `engine.py` starts it and asks.

A question is a length in eight bytes and as much DOT. An answer is ``+`` for places, ``-`` for
why there are none, or ``!`` where there is no pygraphviz; then a length in eight bytes and as
much text. The arguments are where modules are found.
"""

import contextlib
import os
import sys


def main() -> None:
    """Answer until there are no more questions."""
    sys.path[:] = sys.argv[1:]
    questions = sys.stdin.buffer
    # Graphviz and its libraries print what they like past `sys.stdout`.
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        try:
            import pygraphviz
        except ImportError:
            pygraphviz = None
        while len(head := questions.read(8)) == 8:
            dot = questions.read(int.from_bytes(head, "big")).decode()
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


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
