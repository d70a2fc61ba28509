"""The complete labellings of a framework, by a SAT solver that can be stopped.

They are the models of a few clauses for each attack (Besnard & Doutre 2004; the clauses by which
Cerutti, Dunne, Giacomin & Vallati 2014 say when an argument is in and when it is out).
"""

import threading
import time
from collections.abc import Iterable
from typing import Any

from argmap.evaluation.framework import Framework
from argmap.evaluation.grounded import IN, OPEN, OUT


class OutOfTime(Exception):
    """The time that was allowed is over."""


class Deadline:
    """When to stop, as a context: within it, what takes too long raises :class:`OutOfTime`."""

    def __init__(self, seconds: float | None = None) -> None:
        """So many seconds from now on; None: whenever it takes."""
        self._end = None if seconds is None else time.monotonic() + seconds
        self._solvers: list[Any] = []
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "Deadline":
        if self._end is not None:
            self._thread = threading.Thread(target=self._interrupt, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()
        self._solvers.clear()

    def check(self) -> None:
        """Raise :class:`OutOfTime` where the time is over."""
        if self._end is not None and time.monotonic() > self._end:
            raise OutOfTime

    def watch(self, solver: Any) -> None:
        """Have a solver interrupted when the time is over."""
        self._solvers.append(solver)
        self.check()

    def _interrupt(self) -> None:
        assert self._end is not None
        left = max(0.0, self._end - time.monotonic())
        if self._done.wait(min(left, threading.TIMEOUT_MAX)):
            return
        # A solver forgets, when it starts, that it was interrupted: so once is not enough.
        while not self._done.wait(0.02):
            for solver in self._solvers:
                solver.interrupt()


Labels = bytearray
"""IN, OUT or OPEN for each node or argument."""


def is_in(argument: int) -> int:
    """The literal that says that an argument is in."""
    return 2 * argument + 1


def is_out(argument: int) -> int:
    """The literal that says that an argument is out."""
    return 2 * argument + 2


class Session:
    """A solver that knows the complete labellings of a framework, and what is added to it."""

    def __init__(self, framework: Framework, deadline: Deadline) -> None:
        """Tell a new solver what a complete labelling is."""
        from pysat.solvers import Solver

        self.framework = framework
        self._deadline = deadline
        self._last = 2 * framework.size
        self._solver = Solver(name="glucose4")
        deadline.watch(self._solver)
        add = self._solver.add_clause
        for argument, attackers in enumerate(framework.attackers):
            if not argument % 1024:
                deadline.check()
            stands, falls = is_in(argument), is_out(argument)
            add([-stands, -falls])
            add([stands, *(-is_out(each) for each in attackers)])
            add([-falls, *(is_in(each) for each in attackers)])
            for each in attackers:
                add([-stands, is_out(each)])
                add([falls, -is_in(each)])

    def new(self) -> int:
        """A literal that nothing is said of yet."""
        self._last += 1
        return self._last

    def add(self, *clause: int) -> None:
        """Look only for labellings in which one of these literals holds."""
        self._solver.add_clause(clause)

    def prefer(self, literals: Iterable[int]) -> None:
        """Try these literals first, where there is a choice."""
        self._solver.set_phases(list(literals))

    def find(self, *assumed: int) -> Labels | None:
        """A labelling in which these literals hold, if there is one."""
        self._deadline.check()
        found = self._solver.solve_limited(assumptions=assumed, expect_interrupt=True)
        if found is None:
            raise OutOfTime
        if not found:
            return None
        model = self._solver.get_model()
        end = 2 * self.framework.size
        return Labels(
            IN if stands > 0 else OUT if falls > 0 else OPEN
            for stands, falls in zip(model[0:end:2], model[1:end:2], strict=True)
        )


def holds(literal: int, labels: Labels) -> bool:
    """Whether a literal for an argument holds in a labelling."""
    argument, out = divmod(abs(literal) - 1, 2)
    return (labels[argument] == (OUT if out else IN)) == (literal > 0)
