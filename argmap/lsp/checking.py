"""Publishes what is found in the open maps, a moment after the last keystroke."""

import asyncio
import os
import time
from functools import cached_property

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer

from argmap import project
from argmap.ide.view import View
from argmap.lsp.convert import diagnostic, encoding_of
from argmap.lsp.files import Files, is_map, uri_of
from argmap.rules import RULES
from argmap.text import Text

SHORTEST, LONGEST = 0.01, 0.5
"""Seconds without a change before maps are checked: an eighth of what that took the last time,
within these bounds, so that a small map is checked at once and a huge one when the writer rests."""


class Checking:
    """Checks each open map again once a file that it reads has changed.

    What an open map has found in a file that it imports is shown there, unless that file is open
    and has findings of its own.
    """

    def __init__(self, server: LanguageServer, files: Files) -> None:
        self._server = server
        self._files = files
        self._checked: dict[str, View] = {}
        self._found: dict[str, tuple[int | None, dict[str, list[types.Diagnostic]]]] = {}
        """By map, its version, and what is found in it by the file where it stands."""
        self._shown: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self._changes = 0
        self._taken = 0.0
        self._waiting: set[asyncio.Task[None]] = set()

    def soon(self, first: str = "") -> None:
        """Check what has changed, the map of a file first, unless more changes before."""
        self._changes += 1
        task = asyncio.get_running_loop().create_task(self._check(self._changes, first))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    def closed(self, key: str) -> None:
        """Take back what was found in a map that is no longer open."""
        self._checked.pop(key, None)
        self._found.pop(key, None)
        self._show()

    async def _check(self, change: int, first: str) -> None:
        await asyncio.sleep(min(max(self._taken / 8, SHORTEST), LONGEST))
        start = time.perf_counter()
        keys = [key for key, each in self._files.open.items() if is_map(key, each)]
        for key in sorted(keys, key=lambda each: each != first):
            if change != self._changes:
                return  # what would be found is stale; a later check is on its way
            document, view = self._files.open.get(key), self._files.view(key)
            if view is not None and view is not self._checked.get(key):
                self._found[key] = (document and document.version, self._of(view))
                self._checked[key] = view
                self._show()
                if key != first:
                    self._refresh()
            await asyncio.sleep(0)
        self._taken = time.perf_counter() - start

    def _refresh(self) -> None:
        """Have the editor ask again what stands beside the lines of maps that are not typed in."""
        capabilities = self._server.client_capabilities
        if get_capability(capabilities, "workspace.inlay_hint.refresh_support"):
            self._server.workspace_inlay_hint_refresh(None)
        if get_capability(capabilities, "workspace.code_lens.refresh_support"):
            self._server.workspace_code_lens_refresh(None)

    def _of(self, view: View) -> dict[str, list[types.Diagnostic]]:
        """What is found in a map, by the file in which it stands."""
        capabilities = self._server.client_capabilities
        related = get_capability(
            capabilities, "text_document.publish_diagnostics.related_information"
        )
        encoding = encoding_of(self._server)
        found: dict[str, list[types.Diagnostic]] = {}
        for each in view.findings:
            found.setdefault(view.path(each.span.text), []).append(
                diagnostic(
                    each,
                    encoding,
                    lambda text: self.address(view, text),
                    self._pages.get(each.rule),
                    related=bool(related),
                )
            )
        return found

    def address(self, view: View, text: Text) -> str:
        """The address of one of a map's files, in the editor's own form if it is open."""
        return self._files.address(view.path(text))

    def _show(self) -> None:
        """Send what has changed for each file."""
        now: dict[str, tuple[int | None, list[types.Diagnostic]]]
        now = {key: (None, []) for key in self._shown}
        for root, (version, by_file) in self._found.items():
            now[root] = (version, by_file.get(root, []))
            for key, found in by_file.items():
                if key not in self._found:
                    rows = now.setdefault(key, (None, []))[1]
                    rows += [each for each in found if each not in rows]
        for key, (version, found) in now.items():
            if self._shown.get(key) != (version, found):
                self._server.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(
                        uri=self._files.address(key), version=version, diagnostics=found
                    )
                )
        self._shown = {
            key: each for key, each in now.items() if each[1] or key in self._found
        }

    @cached_property
    def _pages(self) -> dict[str, str]:
        """The address of each rule's page, which is put in the user's cache folder."""
        folder = project.cache_folder()
        if folder is None:
            return {}
        folder = os.path.join(folder, "rules")
        found = {}
        try:
            os.makedirs(folder, exist_ok=True)
            for rule in RULES:
                path = os.path.join(folder, f"{rule.name}.md")
                page = project.read_if_there(path)
                if page is None or page.content != rule.markdown:
                    project.write(path, rule.markdown)
                found[rule.name] = uri_of(path)
        except (OSError, project.FileError):
            pass
        return found
