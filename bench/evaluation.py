"""Measure how long it takes to say which claims stand.

`python bench/evaluation.py` prints tables in Markdown, in CPU time, each figure a median; imports
are left out. clingo and pygarg (`pip install clingo pygarg`) are measured too where they are
installed, on the same abstract frameworks, in turns, each time in a process of its own; who has not
ended after a minute is not asked again. A framework is handed over as each solver likes it: as text
to argmap and clingo, whose reading counts, as lists to pygarg.
"""

import re
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from argmap.compiler import compile  # noqa: E402
from argmap.evaluation import grounded  # noqa: E402
from argmap.evaluation.iccma import read, solve  # noqa: E402
from argmap.evaluation.sat import Deadline  # noqa: E402
from argmap.text import Text  # noqa: E402
from maps import debate, dispute  # noqa: E402

MOST, MINUTE = 1_000, 60
"""Enumeration ends after so many extensions, a solver after so many seconds."""


def median(runs: int, work: Callable[[], object]) -> float:
    """Median CPU seconds of a piece of work."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def chain(claims: int) -> str:
    """A map of so many claims, each the reason for the one before."""
    rows = ['thesis c0 "Claim."', "  because c1"]
    for at in range(1, claims - 1):
        rows += [f'claim c{at} "Claim."', f"  because c{at + 1}"]
    return "\n".join([*rows, f'claim c{claims - 1} "Claim."', ""])


def maps() -> None:
    """The grounded verdicts of maps, and what would turn those of the theses."""
    print("| map | verdicts | what would turn the thesis | idle premises |")
    print("|---|---:|---:|---:|")
    texts = [
        (f"debate of {size:,} claims", debate(size)) for size in (1_000, 10_000, 100_000)
    ]
    for name, content in [*texts, ("chain of 100,000 claims", chain(100_000))]:
        map = compile(Text("map.arg", content)).map
        found = grounded(map)
        theses = [claim.id for claim in map.theses]
        premises = [claim.id for claim in map.claims if map.steps_from(claim)]
        taken = [
            median(5, lambda map=map: grounded(map)),
            median(1, lambda found=found, theses=theses: found.turning(theses)),
            median(1, lambda found=found, premises=premises: found.idle(premises)),
        ]
        print(
            f"| {name} | " + " | ".join(f"{each * 1000:,.0f} ms" for each in taken) + " |"
        )


def by_argmap(names: list[str], attacks: list[tuple[str, str]], task: str) -> int:
    """The number of extensions that argmap finds."""
    number = {name: at for at, name in enumerate(names, 1)}
    rows = [f"{number[a]} {number[b]}" for a, b in attacks]
    instance = read(Text("f", "\n".join([f"p af {len(names)}", *rows])))
    with Deadline() as deadline:
        return sum(1 for _ in solve(instance, task, None, deadline, MOST))


ENCODING = """
{ in(X) } :- arg(X).
out(X) :- in(Y), att(Y,X).
:- in(X), out(X).
:- in(X), att(Y,X), not out(Y).
:- arg(X), not in(X), out(Y) : att(Y,X).
#show in/1.
"""
MORE = {
    "GR": "",
    "ST": ":- arg(X), not in(X), not out(X).",
    "PR": "#heuristic in(X) : arg(X). [1, true]",
}


def by_clingo(names: list[str], attacks: list[tuple[str, str]], task: str) -> int:
    """The number of extensions that clingo finds, by encodings of our own."""
    import clingo

    kind, semantics = task.split("-")
    most = 1 if kind == "SE" else MOST
    options = {
        "PR": ["--heuristic=Domain", "--enum-mode=domRec"],
        "GR": ["--enum-mode=cautious"],
    }
    facts = "\n".join(
        [f"arg({name})." for name in names] + [f"att({a},{b})." for a, b in attacks]
    )
    number = "0" if semantics == "GR" else str(most)
    control = clingo.Control([number, "--warn=none", *options.get(semantics, [])])
    control.add("base", [], f"{ENCODING}{MORE[semantics]}{facts}")
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        return len([str(model) for model in handle])  # as text, as argmap gives it


def by_pygarg(names: list[str], attacks: list[tuple[str, str]], task: str) -> int:
    """The number of extensions that pygarg finds, all of them before it gives the first."""
    from pygarg.dung import solver

    kind, semantics = task.split("-")
    pairs = [list(pair) for pair in attacks]
    if kind == "SE":
        solver.compute_some_extension(names, pairs, semantics)
        return 1
    return sum(
        1 for _ in islice(solver.extension_enumeration(names, pairs, semantics), MOST)
    )


def once(solver: str, size: int, task: str) -> None:
    """Print the CPU time of a task: of one run among as many as fill a third of a second."""
    ask = SOLVERS[solver]
    ask(*dispute(5), task)  # whatever is imported, or made but once
    framework = dispute(size)
    start, runs = time.process_time(), 0
    while time.process_time() - start < 0.3:
        ask(*framework, task)
        runs += 1
    print("took", (time.process_time() - start) / runs)


def apart(solver: str, size: int, task: str) -> float | None:
    """CPU seconds of a task in a process of its own, None where it takes more than a minute."""
    done = subprocess.run(
        [sys.executable, __file__, solver, str(size), task],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MINUTE, MINUTE)),
    )
    found = re.search(r"^took (\S+)$", done.stdout, re.MULTILINE)
    if found is None and done.returncode not in (-signal.SIGXCPU, -signal.SIGKILL):
        raise SystemExit(done.stderr)
    return float(found[1]) if found else None


SOLVERS = {"argmap": by_argmap, "clingo": by_clingo, "pygarg": by_pygarg}


def frameworks() -> None:
    """Extensions of abstract frameworks, beside other solvers, each in turn."""
    there = ["argmap"]
    for name in ("clingo", "pygarg"):
        with suppress(ImportError):
            __import__(name)
            there.append(name)
    others = there[1:]
    ratios = "".join(f" {name} / argmap |" for name in others)
    print(f"| arguments | task | {' | '.join(there)} |{ratios}")
    print("|---:|---|" + "---:|" * (len(there) + len(others)))
    slow: set[tuple[str, str]] = set()
    for size in (100, 1_000, 10_000, 100_000):
        for task in ("SE-GR", "SE-PR", "SE-ST", "EE-PR", "EE-ST"):
            if size > 10_000 and task.startswith("EE"):
                continue
            taken: dict[str, list[float]] = {name: [] for name in there}
            for _ in range(3):
                for name in there:
                    if (name, task) not in slow:
                        one = apart(name, size, task)
                        if one is None:
                            slow.add((name, task))
                        else:
                            taken[name].append(one)
            middle = {
                name: statistics.median(each) if each and (name, task) not in slow else None
                for name, each in taken.items()
            }
            own = middle["argmap"]
            row = [
                "over a minute" if each is None else f"{each * 1000:,.1f} ms"
                for each in middle.values()
            ]
            for name in others:
                each = middle[name]
                more = "> " if each is None else ""
                each = MINUTE if each is None else each
                row.append("" if own is None else f"{more}{each / own:,.1f}")
            print(f"| {size:,} | {task} | {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        once(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    else:
        maps()
        print()
        frameworks()
