"""Measure what users wait for, as medians and as ratios taken in one run.

`python bench/run.py` prints a table in Markdown; docs/performance.md says what the figures
mean. The floor of a cold check is `import attrs, click, lark`: what argmap cannot do without.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from argmap.compiler import Compiler, lint  # noqa: E402
from argmap.text import Text  # noqa: E402
from maps import debate, misquotes, tangle  # noqa: E402

MAP = "maps/china_russia.arg"
START = "from argmap.__main__ import main; main()"


def process(*arguments: str) -> tuple[float, float]:
    """CPU and wall seconds of one Python process."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True
    )
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system
    return cpu - before.children_user - before.children_system, wall


def processes(runs: int, *commands: tuple[str, ...]) -> list[tuple[float, float]]:
    """Median CPU and wall seconds of each command, run in turns so that noise is shared."""
    times: list[list[tuple[float, float]]] = [[] for _ in commands]
    for _ in range(runs + 1):
        for command, taken in zip(commands, times, strict=True):
            taken.append(process(*command))
    return [
        (
            statistics.median(cpu for cpu, _ in taken[1:]),
            statistics.median(wall for _, wall in taken[1:]),
        )
        for taken in times
    ]


def median(runs: int, work: Callable[[int], object]) -> float:
    """Median seconds of a piece of work, which is given the number of the run."""
    taken = []
    for number in range(runs):
        start = time.perf_counter()
        result = work(number)
        taken.append(time.perf_counter() - start)
        del result
    return statistics.median(taken)


def linting(content: str, source: str = "") -> float:
    """Median seconds of linting a map by every rule that is on, all that it looks up anew."""
    taken = []
    for _ in range(3):
        # A new text each time: what was found in it is remembered.
        compiler = Compiler(lambda name: Text(name, source) if source else None)
        subject = compiler.compile(Text("map.arg", content)).subject
        taken.append(median(1, lambda _, subject=subject: lint(subject)))
    return statistics.median(taken)


def main() -> None:
    """Print the table."""
    rows: list[tuple[str, str, str]] = []

    def row(what: str, seconds: float, note: str) -> None:
        rows.append((what, f"{seconds * 1000:,.0f} ms", note))

    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder, "large.arg")
        large.write_text(debate(10_000), "utf-8")
        drawn = str(Path(folder, "map.svg"))
        bare, floor, check, big, draw = processes(
            15,
            ("-c", "pass"),
            ("-c", "import attrs, click, lark"),
            ("-c", START, "check", MAP),
            ("-c", START, "check", "--exit-zero", str(large)),
            ("-c", START, "render", MAP, "-o", drawn),
        )
    row("bare Python start", bare[1], f"CPU {bare[0] * 1000:.0f} ms")
    row("`import attrs, click, lark`", floor[1], f"CPU {floor[0] * 1000:.0f} ms: the floor")
    row(
        "`argmap check` of the article's map",
        check[1],
        f"CPU {check[0] * 1000:.0f} ms, {check[0] / floor[0]:.2f} times the floor",
    )
    row("`argmap render` of the article's map", draw[1], f"CPU {draw[0] * 1000:.0f} ms")
    row("`argmap check` of 10,000 claims", big[1], "as a process, cold")
    for size in (1_000, 10_000):
        text = Text("map.arg", debate(size))
        taken = median(5, lambda _, text=text: Compiler(lambda name: None).compile(text))
        row(f"compile {size:,} claims", taken, f"{taken / size * 1e6:.0f} µs a claim")
    content = debate(10_000)
    warm = Compiler(lambda name: None)
    kept = [warm.compile(Text("map.arg", content))]

    def again(number: int) -> None:
        changed = content.replace("number 5000 says", f"number {number} now says")
        kept.append(warm.compile(Text("map.arg", changed)))

    row("compile 10,000 claims again, one line changed", median(9, again), "in one process")
    row("lint 10,000 claims", linting(debate(10_000)), "every rule that is on")
    row(
        "lint 10,000 claims in one knot of 40,000 steps",
        linting(tangle(10_000, 40_000)),
        "the worst shape we know",
    )
    row(
        "lint 2,000 altered quotations",
        linting(*misquotes(2_000)),
        "of one source of 117,000 words",
    )
    print("| what | median | |")
    print("|---|---:|---|")
    for what, taken, note in rows:
        print(f"| {what} | {taken} | {note} |")


if __name__ == "__main__":
    main()
