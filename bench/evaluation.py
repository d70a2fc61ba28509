"""Measure how long it takes to say which claims stand.

`python bench/evaluation.py` prints tables in Markdown, in CPU seconds, each a median; imports and
reading are left out. clingo and pygarg are measured too where they are installed, on the same
abstract frameworks.
"""

import statistics
import sys
import time
from collections.abc import Callable
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

MOST = 1_000
"""Enumeration ends after so many extensions."""


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


def by_argmap(names: list[str], attacks: list[tuple[str, str]], task: str) -> list[str]:
    """The answer of argmap."""
    number = {name: at for at, name in enumerate(names, 1)}
    rows = [f"{number[a]} {number[b]}" for a, b in attacks]
    instance = read(Text("f", "\n".join([f"p af {len(names)}", *rows])))
    with Deadline() as deadline:
        return list(solve(instance, task, None, deadline, MOST))


ENCODING = """
{ in(X) } :- arg(X).
out(X) :- in(Y), att(Y,X).
:- in(X), out(X).
:- in(X), att(Y,X), not out(Y).
:- arg(X), not in(X), out(Y) : att(Y,X).
#show in/1.
"""
MORE = {
    "ST": ":- arg(X), not in(X), not out(X).",
    "PR": "#heuristic in(X) : arg(X). [1, true]",
}


def by_clingo(names: list[str], attacks: list[tuple[str, str]], task: str) -> list[str]:
    """The answer of clingo, to encodings of our own."""
    import clingo

    kind, semantics = task.split("-")
    most = 1 if kind == "SE" else MOST
    options = ["--heuristic=Domain", "--enum-mode=domRec"] if semantics == "PR" else []
    control = clingo.Control([str(most), "--warn=none", *options])
    facts = [f"arg({name})." for name in names] + [f"att({a},{b})." for a, b in attacks]
    control.add("base", [], "\n".join([ENCODING, MORE[semantics], *facts]))
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        return [str(model) for model in handle]


def by_pygarg(names: list[str], attacks: list[tuple[str, str]], task: str) -> list[object]:
    """The answer of pygarg, which finds all extensions before it gives the first."""
    from pygarg.dung import solver

    kind, semantics = task.split("-")
    pairs = [list(pair) for pair in attacks]
    if kind == "SE":
        return [solver.compute_some_extension(names, pairs, semantics)]
    return list(islice(solver.extension_enumeration(names, pairs, semantics), MOST))


def frameworks() -> None:
    """Extensions of abstract frameworks, beside other solvers."""
    solvers = {"argmap": by_argmap, "clingo": by_clingo, "pygarg": by_pygarg}
    for name in ("clingo", "pygarg"):
        try:
            __import__(name)
        except ImportError:
            del solvers[name]
    print(f"| framework | task | {' | '.join(solvers)} |")
    print("|---|---|" + "---:|" * len(solvers))
    for size, tasks in (
        (100, ("EE-PR", "EE-ST")),
        (1_000, ("SE-PR", "SE-ST", "EE-PR", "EE-ST")),
        (10_000, ("SE-PR", "SE-ST")),
    ):
        framework = dispute(size)
        for task in tasks:
            row = []
            for name, ask in solvers.items():
                if name == "pygarg" and (
                    size > 1_000 or (size == 1_000 and task[0] == "E")
                ):
                    row.append(
                        "-"
                    )  # minutes, or all of very many extensions before the first
                    continue
                taken = median(3, lambda: ask(*framework, task))  # noqa: B023
                row.append(f"{taken * 1000:,.0f} ms")
            print(f"| {size:,} arguments | {task} | {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    maps()
    print()
    frameworks()
