"""Measure how long an editor waits for `argmap lsp`.

`python bench/lsp.py` starts the server as an editor does and prints a table in Markdown: wall-clock
times of the client, each a median, and the quickest and slowest of the runs. Each run writes a
letter first, so that nothing is at hand from the run before; then the same is asked again.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from maps import discussion  # noqa: E402

RUNS = 15


class Editor:
    """A document that is open in the server."""

    def __init__(self, client: LanguageClient, uri: str, content: str) -> None:
        self.client = client
        self.uri = uri
        self.content = content
        self.version = 0
        self.checked: dict[int, float] = {}
        self.news = asyncio.Event()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.checked[params.version or 0] = time.perf_counter()
            self.news.set()

    def open(self) -> None:
        """Open the document."""
        self.version = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(
                types.TextDocumentItem(self.uri, "arg", 1, self.content)
            )
        )

    def type(self, old: str, new: str) -> None:
        """Put some letters in the place of others."""
        self.content = self.content.replace(old, new, 1)
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version),
                [types.TextDocumentContentChangeWholeDocument(self.content)],
            )
        )

    async def findings(self) -> None:
        """Wait for the findings of what was written last."""
        while self.version not in self.checked:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 60)

    def position(self, words: str) -> dict[str, Any]:
        """The place just behind some words."""
        at = self.content.index(words) + len(words)
        line = self.content.count("\n", 0, at)
        column = at - (self.content.rfind("\n", 0, at) + 1)
        return {
            "text_document": types.TextDocumentIdentifier(self.uri),
            "position": types.Position(line, column),
        }


async def measured(claims: int) -> None:
    """The rows of a map of so many claims."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.arg"
        content = discussion(claims) + 'claim draft "It is so."\n  because c10\n'
        path.write_text(content, "utf-8")
        client = LanguageClient("bench", "1")
        editor = Editor(client, path.as_uri(), content)
        await client.start_io(sys.executable, "-m", "argmap", "lsp")
        await client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(),
                workspace_folders=[types.WorkspaceFolder(Path(folder).as_uri(), "maps")],
            )
        )
        client.initialized(types.InitializedParams())
        editor.open()
        await editor.findings()
        document = types.TextDocumentIdentifier(editor.uri)
        whole = types.Range(types.Position(0, 0), types.Position(10**6, 0))
        empty = types.CodeActionContext([])
        asked: dict[str, Callable[[], Awaitable[object]]] = {
            "findings": editor.findings,
            "hover": lambda: client.text_document_hover_async(
                types.HoverParams(**editor.position("because c10"))
            ),
            "completion of a claim": lambda: client.text_document_completion_async(
                types.CompletionParams(**editor.position("  because c10"))
            ),
            "definition": lambda: client.text_document_definition_async(
                types.DefinitionParams(**editor.position("  because c10"))
            ),
            "references": lambda: client.text_document_references_async(
                types.ReferenceParams(
                    types.ReferenceContext(True), **editor.position("  because c10")
                )
            ),
            "actions": lambda: client.text_document_code_action_async(
                types.CodeActionParams(
                    document,
                    types.Range(*[editor.position("  because c10")["position"]] * 2),
                    empty,
                )
            ),
            "semantic tokens": lambda: client.text_document_semantic_tokens_full_async(
                types.SemanticTokensParams(document)
            ),
            "outline": lambda: client.text_document_document_symbol_async(
                types.DocumentSymbolParams(document)
            ),
            "code lenses": lambda: client.text_document_code_lens_async(
                types.CodeLensParams(document)
            ),
            "inlay verdicts": lambda: client.text_document_inlay_hint_async(
                types.InlayHintParams(document, whole)
            ),
            "formatting": lambda: client.text_document_formatting_async(
                types.DocumentFormattingParams(document, types.FormattingOptions(2, True))
            ),
        }
        for what, ask in asked.items():
            fresh, again = [], []
            for run in range(RUNS):
                words = ("It is so.", "It is so")[:: 1 if run % 2 == 0 else -1]
                editor.type(*words)
                start = time.perf_counter()
                await ask()
                fresh.append(time.perf_counter() - start)
                await editor.findings()
                if ask != editor.findings:
                    start = time.perf_counter()
                    await ask()
                    again.append(time.perf_counter() - start)
            row = [
                f"{1000 * each(fresh):,.0f} ms" for each in (statistics.median, min, max)
            ]
            later = f"{1000 * statistics.median(again):,.1f} ms" if again else ""
            print(f"| {what} | {claims:,} | {' | '.join([*row, later])} |", flush=True)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()


def main() -> None:
    """Print the table."""
    print("| what | claims | right after a keystroke | quickest | slowest | asked again |")
    print("|---|---:|---:|---:|---:|---:|")
    for claims in (200, 2_000, 10_000):
        asyncio.run(measured(claims))


if __name__ == "__main__":
    main()
