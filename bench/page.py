"""Measure the page in a real Chromium: `python bench/page.py`.

It prints a table in Markdown; docs/performance.md says what the figures mean.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from playwright.sync_api import sync_playwright  # noqa: E402

from maps import discussion  # noqa: E402

FRAMES = """() => new Promise(done => {
  const stage = document.getElementById('stage');
  const box = stage.getBoundingClientRect();
  const at = (name, x, y) => stage.dispatchEvent(new PointerEvent(name,
    {bubbles: true, pointerId: 1, clientX: box.left + x, clientY: box.top + y}));
  let frames = 0;
  const start = performance.now();
  at('pointerdown', 300, 300);
  const step = now => {
    const gone = now - start;
    if (gone > 3000) { at('pointerup', 300, 300); done(frames / (gone / 1000)); return; }
    frames += 1;
    if (gone < 1500) at('pointermove', 300 + 200 * Math.sin(gone / 200), 300 + gone / 20);
    else stage.dispatchEvent(new WheelEvent('wheel', {bubbles: true, cancelable: true,
      deltaY: 20 * Math.sin(gone / 150), clientX: box.left + 300, clientY: box.top + 300}));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


def opened(chromium: Any, address: str, **options: Any) -> tuple[Any, float]:
    """A page, and how long it took until its map was painted, in seconds."""
    page = chromium.new_page(viewport={"width": 1400, "height": 900}, **options)
    start = time.perf_counter()
    page.goto(address, wait_until="domcontentloaded")  # by then its script has run
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => done()))")
    return page, time.perf_counter() - start


def large(chromium: Any, folder: Path, claims: int) -> list[tuple[str, str]]:
    """The page of a large map in one file."""
    (folder / "large.arg").write_text(discussion(claims), "utf-8")
    argmap = [sys.executable, "-m", "argmap", "render", "large.arg", "-o", "large.html"]
    start = time.perf_counter()
    subprocess.run(
        argmap, cwd=folder, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    made = time.perf_counter() - start
    file = folder / "large.html"
    first = []
    for _ in range(3):
        page, taken = opened(chromium, file.as_uri())
        first.append(taken)
        frames = page.evaluate(FRAMES)
        page.close()
    what = f"page of {claims:,} claims"
    return [
        (f"{what}: made", f"{made:.1f} s, {file.stat().st_size / 1e6:.0f} MB"),
        (f"{what}: first picture", f"{statistics.median(first):.2f} s"),
        (f"{what}: pan and zoom", f"{frames:.0f} frames a second"),
    ]


def saving(chromium: Any, folder: Path) -> list[tuple[str, str]]:
    """From the key that saves to the new picture, on the map of the article."""
    shutil.copy(ROOT / "maps" / "china_russia.arg", folder / "map.arg")
    served = subprocess.Popen(
        [sys.executable, "-m", "argmap", "serve", "map.arg", "--port=0", "--no-open"],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert served.stderr is not None
    address = re.findall(r"http://\S+", served.stderr.readline())[0]
    try:
        page, _ = opened(chromium, address)
        page.wait_for_selector("body[data-ready]")
        taken = []
        for number in range(9):
            page.evaluate(
                "() => new Promise(done => { window.seen = new Promise(seen => new "
                "MutationObserver(() => seen(performance.now())).observe("
                "document.getElementById('map'), {childList: true})); done(); })"
            )
            content = (folder / "map.arg").read_text("utf-8")
            now = page.evaluate("performance.now()")
            file = folder / "map.arg"
            file.write_text(
                content.replace("ever closer", f"{'ever ' * (number % 3 + 1)}closer", 1),
                "utf-8",
            )
            taken.append((page.evaluate("window.seen") - now) / 1000)
            file.write_text(content, "utf-8")
            page.wait_for_timeout(1500)
    finally:
        served.terminate()
        served.wait()
    median = statistics.median(taken)
    return [("the article's map: from the save to the picture", f"{median * 1000:.0f} ms")]


def main() -> None:
    """Print the table."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        rows = saving(browser, Path(folder))
        for claims in (2_000, 10_000):
            rows += large(browser, Path(folder), claims)
        browser.close()
    print("| what | median |\n|---|---|")
    for what, said in rows:
        print(f"| {what} | {said} |")


if __name__ == "__main__":
    main()
