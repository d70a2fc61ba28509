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
from collections.abc import Callable
from functools import partial
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


SEEN = """() => { window.seen = new Promise(seen => new MutationObserver(
  () => requestAnimationFrame(() => seen(performance.now()))).observe(
  document.getElementById('map'), {childList: true})); }"""
BEHIND = """words => {
  const editor = document.querySelector('#pane-editor .cm-content');
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    editor.focus();
    getSelection().collapse(walker.currentNode, at + words.length);
    return;
  }
}"""


def saving(chromium: Any, folder: Path) -> list[tuple[str, str]]:
    """From a save to the new picture, on the map of the article: a word more in each claim."""
    file = folder / "map.arg"
    content = (ROOT / "maps" / "china_russia.arg").read_text("utf-8")
    file.write_text(content, "utf-8")
    served = subprocess.Popen(
        [sys.executable, "-m", "argmap", "serve", "map.arg", "--port=0", "--no-open"],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert served.stderr is not None
    address = re.findall(r"http://\S+", served.stderr.readline())[0]
    ends = [
        at.start() for at in re.finditer(r'(?<=[a-z])\."( \[|$)', content, re.MULTILINE)
    ]
    outside, inside = [], []
    try:
        page, _ = opened(chromium, address)
        page.wait_for_selector("body[data-ready]")

        def taken(save: Callable[[], object]) -> float:
            page.wait_for_timeout(700)
            page.evaluate(SEEN)
            now = page.evaluate("performance.now()")
            save()
            return float(page.evaluate("window.seen") - now)

        for at in reversed(ends):
            content = f"{content[:at]} indeed{content[at:]}"
            outside.append(taken(partial(file.write_text, content, "utf-8")))
        page.click("#tab-editor")
        page.evaluate(BEHIND, "formal")
        for _ in range(15):
            page.keyboard.type(" and")
            inside.append(taken(lambda: page.keyboard.press("Control+s")))
    finally:
        served.terminate()
        served.wait()
    rows = []
    for who, times in (("another editor", outside), ("the page", inside)):
        late = sum(each > 200 for each in times)
        rows.append(
            (
                f"the article's map: from a save by {who} to the picture",
                f"{statistics.median(times):.0f} ms; {late} of {len(times)} over 200 ms, "
                f"{max(times):.0f} ms at most",
            )
        )
    return rows


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
