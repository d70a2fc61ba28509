"""Measure what users wait for, as medians and as ratios taken in one run.

`python bench/run.py` runs everything, prints the tables of docs/performance.md, and says how each
figure has changed since the last run that was kept; it takes a quarter of an hour. Sections that
are named run alone: `starts`, `stages`, `argdown`, `growth`. `--quick` leaves out Argdown and the
largest maps, `--keep` writes the tables into the page and the figures into bench/results.json.
Argdown's command line is installed by npm, into the folder that `--argdown` names; where that
cannot be, the bench says why and goes on. `bench/evaluation.py` measures the evaluation by itself.
"""

import argparse
import contextlib
import gc
import json
import math
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import argdown  # noqa: E402

import maps  # noqa: E402
from argmap.compiler import Compiler, compile, lint  # noqa: E402
from argmap.text import Text  # noqa: E402

PAGE, RESULTS = ROOT / "docs" / "performance.md", ROOT / "bench" / "results.json"
ARTICLE = "maps/china_russia.arg"
ARGMAP = (sys.executable, "-c", "from argmap.__main__ import main; main()")
SHAPES = ("debate", "discussion", "tree", "wide", "chain", "dense", "contrary")
SECTIONS = ("starts", "stages", "argdown", "growth")
STAGES = ("compile", "lint", "evaluate", "draw")
SIZES = (1_000, 10_000, 100_000)
MOST = 120
"""Seconds after which a measurement is given up."""


class Cost(NamedTuple):
    """What a process took: seconds of CPU and of waiting, and its largest memory in MB.

    One that is ``late`` was stopped before it came to its end, and would have taken more.
    """

    cpu: float
    wall: float
    memory: float
    late: bool = False


def process(command: tuple[str, ...], environment: dict[str, str]) -> Cost:
    """Run a command, whatever it says or finds, and measure it; after ``MOST`` seconds stop it.

    Raises :class:`RuntimeError` where it fails otherwise than by finding something.
    """
    start = time.perf_counter()
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that what it starts is stopped with it
    )

    def stop() -> None:
        with contextlib.suppress(ProcessLookupError):  # it has come to its end just now
            os.killpg(running.pid, signal.SIGKILL)

    stopping = threading.Timer(MOST, stop)
    stopping.start()
    try:
        _, status, used = os.wait4(running.pid, 0)
    except BaseException:  # somebody stops the bench
        stop()
        raise
    finally:
        stopping.cancel()
    taken = time.perf_counter() - start
    running.returncode = os.waitstatus_to_exitcode(status)
    late = running.returncode == -signal.SIGKILL and taken >= MOST
    if running.returncode not in (0, 1) and not late:
        raise RuntimeError(f"{Path(command[0]).name} ended with {running.returncode}")
    return Cost(used.ru_utime + used.ru_stime, taken, used.ru_maxrss / 1024, late)


def processes(runs: int, *commands: tuple[str, ...]) -> list[Cost]:
    """The medians of each command, run in turns so that the machine's noise is shared.

    Modules are compiled before, as they are in what pip installs.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        taken: list[list[Cost]] = [[] for _ in commands]
        for number in range(runs + 1):
            for command, costs in zip(commands, taken, strict=True):
                if costs and costs[0].late:
                    continue  # once is enough
                cost = process(command, environment)
                if number or runs == 1 or cost.late:
                    costs.append(cost)
    return [
        Cost(
            *(statistics.median(each[at] for each in costs) for at in range(3)),
            any(each.late for each in costs),
        )
        for costs in taken
    ]


def median(runs: int, work: Callable[[int], object]) -> float:
    """Median CPU seconds of a piece of work, which is given the number of the run.

    What it made is thrown away outside the measured time.
    """
    taken = []
    for number in range(runs):
        start = time.process_time()
        result = work(number)
        taken.append(time.process_time() - start)
        del result
    return statistics.median(taken)


Rows = list[tuple[str, float, str]]
"""What was measured, seconds, and what to say of it."""


def starts(folder: Path) -> Rows:
    """Whole processes, beside the least that any could take."""
    large, drawn = folder / "large.arg", str(folder / "map.svg")
    large.write_text(maps.debate(10_000), "utf-8")
    middle = folder / "middle.arg"
    middle.write_text(maps.discussion(2_000), "utf-8")
    forgetful = folder / "forgetful"  # where lines should be kept there is a file
    (forgetful / "argmap").mkdir(parents=True)
    (forgetful / "argmap" / "lines").touch()
    first_time = ("env", f"XDG_CACHE_HOME={forgetful}")
    python = sys.executable
    bare, lark, floor, first, check, render = processes(
        15,
        (python, "-c", "pass"),
        (python, "-c", "import lark"),
        (python, "-c", "import attrs, click, lark"),
        (*first_time, *ARGMAP, "check", ARTICLE),
        (*ARGMAP, "check", ARTICLE),
        (*ARGMAP, "render", ARTICLE, "-o", drawn),
    )
    reading, big, two, ten = processes(
        3,
        (python, "-c", f"open({str(large)!r}).read()"),
        (*ARGMAP, "check", str(large)),
        (*ARGMAP, "render", str(middle), "-o", drawn),
        (*ARGMAP, "render", str(large), "-o", drawn),
    )

    def said(cost: Cost, more: str = "") -> str:
        times = f"{cost.cpu / floor.cpu:.2f} times the floor" + (
            f"; {more}" if more else ""
        )
        return f"CPU {1000 * cost.cpu:,.0f} ms, {times}"

    return [
        ("bare Python start", bare.wall, said(bare)),
        ("`import lark`", lark.wall, said(lark)),
        (
            "`import attrs, click, lark`",
            floor.wall,
            f"CPU {1000 * floor.cpu:.0f} ms: the floor",
        ),
        ("reading the bytes of 10,000 claims", reading.wall, said(reading)),
        ("`argmap check` of the article's map, the first", first.wall, said(first)),
        ("`argmap check` of the article's map, a later one", check.wall, said(check)),
        ("`argmap check` of 10,000 claims", big.wall, said(big, f"{big.memory:.0f} MB")),
        ("`argmap render` of the article's map", render.wall, said(render)),
        ("`argmap render` of 2,000 claims", two.wall, said(two, f"{two.memory:.0f} MB")),
        ("`argmap render` of 10,000 claims", ten.wall, said(ten, f"{ten.memory:.0f} MB")),
    ]


def stages() -> Rows:
    """Stages within one process, in CPU time."""
    rows: Rows = []
    for size in (1_000, 10_000):
        text = Text("map.arg", maps.debate(size))
        taken = median(5, lambda _, text=text: compile(text))
        rows.append(
            (f"compile {size:,} claims", taken, f"{taken / size * 1e6:.0f} µs a claim")
        )
    content = maps.debate(10_000)
    warm = Compiler(lambda name: None)
    first = warm.compile(Text("map.arg", content))

    def again(number: int) -> object:
        changed = content.replace("number 5000 says", f"number {number} now says")
        return warm.compile(Text("map.arg", changed))

    taken = median(9, again)
    cold = rows[-1][1]
    rows.append(
        (
            "the same again, one line changed",
            taken,
            f"{taken / cold:.2f} of the time before",
        )
    )
    taken = median(3, lambda _: lint(first.subject))
    rows.append(("lint 10,000 claims", taken, "every rule that is on, asked once before"))
    return rows


def beside_argdown(folder: Path, program: Path) -> Rows:
    """The same maps in both languages, checked and drawn by both command lines."""
    rows: Rows = []
    for task, size, runs, aim in (
        ("check", 20, 9, 7.0),
        ("check", 1_000, 5, 1.0),
        ("check", 10_000, 3, 1.0),
        ("SVG", 1_000, 3, 4.0),
        ("SVG", 10_000, 1, 3.0),
    ):
        content = maps.discussion(size)
        ours, theirs = folder / f"{size}.arg", folder / f"{size}.argdown"
        ours.write_text(content, "utf-8")
        theirs.write_text(argdown.written(compile(Text("map.arg", content)).map), "utf-8")
        drawn = ("map", "-f", "svg", str(theirs), str(folder))
        command = (
            (*ARGMAP, "check", str(ours))
            if task == "check"
            else (*ARGMAP, "render", str(ours), "-o", str(folder / "map.svg"))
        )
        other = (str(program), *((str(theirs),) if task == "check" else drawn))
        try:
            argmap, argdowns = processes(runs, command, other)
            said = compared(argmap, argdowns, aim)
        except RuntimeError as error:
            (argmap,) = processes(runs, command)
            said = f"not compared: {error}"
        rows.append((f"{task} of {size:,} claims", argmap.wall, said))
    return rows


def compared(argmap: Cost, argdowns: Cost, aim: float) -> str:
    """How often Argdown's time is ours, or more than how often where it was stopped."""
    ratio = argdowns.cpu / argmap.cpu
    if argdowns.late:
        said, otherwise = f"over {MOST} s: more than {ratio:.1f}", "not known"
    else:
        said, otherwise = f"{1000 * argdowns.wall:,.0f} ms: {ratio:.1f}", "not reached"
    reached = "reached" if ratio >= aim else otherwise
    return f"Argdown {said} times our CPU time (aim {aim:g}: {reached})"


def grown(shape: str, size: int) -> dict[str, float]:
    """CPU seconds of each stage, for a map of a shape and size."""
    from argmap.evaluation import grounded
    from argmap.render import Style, svg

    gc.disable()  # as the command does
    text = Text("map.arg", getattr(maps, shape)(size))
    found = {}
    whole = Style(layout="tidy", collapse=0)
    compiled = compile(Text("map.arg", maps.debate(50)))  # so that everything is loaded
    lint(compiled.subject)
    svg(compiled.map, style=whole)
    start = time.process_time()
    compiled = compile(text)
    works: dict[str, Callable[[], object]] = {
        "compile": lambda: None,
        "lint": lambda: lint(compiled.subject),
        "evaluate": lambda: grounded(compiled.map),
        "draw": lambda: svg(compiled.map, style=whole),
    }
    for stage, work in works.items():
        work()
        now = time.process_time()
        found[stage] = now - start
        start = now
        print(json.dumps(found), flush=True)  # the last line counts, also of who is stopped
    return found


def growth(shape: str, sizes: tuple[int, ...]) -> dict[int, dict[str, float]]:
    """What each stage takes at each size, as far as it ends in time."""
    found = {}
    for size in sizes:
        command = [sys.executable, __file__, "--grown", shape, str(size)]
        try:
            said = subprocess.run(
                command, check=False, stdout=subprocess.PIPE, timeout=MOST
            ).stdout
        except subprocess.TimeoutExpired as error:
            said = error.stdout or b""
        rows = said.decode().splitlines()
        found[size] = json.loads(rows[-1]) if rows else {}
    return found


def exponents(found: dict[int, dict[str, float]]) -> list[str]:
    """For each stage the seconds at the largest size, and the exponent over the last step."""
    *_, before, last = found
    cells = []
    for stage in STAGES:
        most, less = found[last].get(stage), found[before].get(stage)
        if most is None or less is None:
            cells.append(f"over {MOST} s")
        else:
            power = math.log(most / less) / math.log(last / before)
            cells.append(f"{most:.2f} s, n^{power:.2f}")
    return cells


def table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    return "\n".join(
        f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows)
    )


def timed(rows: Rows, last: dict[str, float], kept: dict[str, float]) -> str:
    """A table of times, and what each is against the last run."""
    cells = []
    for what, seconds, note in rows:
        kept[what] = seconds
        was = last.get(what)
        change = f"{100 * (seconds / was - 1):+.0f} %" if was else ""
        cells.append((what, f"{1000 * seconds:,.0f} ms", note, change))
    return table(("what", "median", "", "since the last run"), cells)


def main() -> None:
    """Measure, print, and keep what was asked to be kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "sections",
        nargs="*",
        metavar="SECTION",
        help=f"{', '.join(SECTIONS)}; default: all",
    )
    parser.add_argument("--quick", action="store_true", help="no Argdown, no largest maps")
    parser.add_argument(
        "--keep", action="store_true", help="write the page and the results"
    )
    scratch = Path(tempfile.gettempdir(), "argmap-bench-argdown")
    parser.add_argument("--argdown", type=Path, default=scratch, metavar="FOLDER")
    parser.add_argument(
        "--grown", nargs=2, metavar=("SHAPE", "SIZE"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if unknown := [each for each in options.sections if each not in SECTIONS]:
        parser.error(f"no section is called {unknown[0]}; there are {', '.join(SECTIONS)}")
    if options.quick and options.keep:
        parser.error("--quick leaves out what the page has: it cannot be kept")
    if options.grown:
        grown(options.grown[0], int(options.grown[1]))
        return
    last = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    kept: dict[str, float] = {}
    parts: dict[str, str] = {}
    wanted = options.sections or [
        each for each in SECTIONS if not (options.quick and each == "argdown")
    ]

    def part(title: str, said: str) -> None:
        parts[title] = said
        print(f"### {title}\n\n{said}\n", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "starts" in wanted:
            part("Whole processes", timed(starts(folder), last, kept))
        if "stages" in wanted:
            part("Stages, in CPU time", timed(stages(), last, kept))
        if "argdown" in wanted:
            try:
                program = argdown.install(options.argdown)
            except argdown.Unavailable as error:
                print(f"Argdown is left out: {error}\n", file=sys.stderr, flush=True)
            else:
                said = timed(beside_argdown(folder, program), last, kept)
                part(f"Beside Argdown {argdown.VERSION}", said)
    if "growth" in wanted:
        sizes = SIZES[:2] if options.quick else SIZES
        rows = [(shape, *exponents(growth(shape, sizes))) for shape in SHAPES]
        part("How CPU time grows", table((f"size of {sizes[-1]:,}", *STAGES), rows))
    if options.keep:
        keep(parts)
        RESULTS.write_text(json.dumps({**last, **kept}, indent=1) + "\n", "utf-8")


def keep(parts: dict[str, str]) -> None:
    """Write tables into the page, by their titles; what else was measured stays there."""
    page = PAGE.read_text("utf-8")
    start, end = "<!-- measured -->\n", "<!-- end -->"
    before, rest = page.split(start)
    old, after = rest.split(end)
    tables = dict(each.strip().split("\n\n", 1) for each in old.split("### ")[1:])
    tables |= parts
    said = "\n".join(f"### {title}\n\n{table}\n" for title, table in tables.items())
    PAGE.write_text(f"{before}{start}\n{said}\n{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
