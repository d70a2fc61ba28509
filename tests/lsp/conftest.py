"""A real client of a real `argmap lsp`."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import (
    ClientServerConfig,
    LanguageClient,
    client_capabilities,
    make_test_lsp_client,
)

from tests.conftest import ROOT


class Session:
    """An editor with a folder open: what it sends, and what it was sent."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.versions: dict[str, int] = {}

    def uri(self, name: str) -> str:
        """The address of a file of the folder."""
        return name if ":" in name else (self.folder / name).as_uri()

    def write(self, name: str, content: str) -> str:
        """Put a file on the disk."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
        return self.uri(name)

    async def open(self, name: str, content: str, language: str = "arg") -> str:
        """Open a document, and wait until it is checked."""
        uri = self.uri(name)
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, content)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        if language == "arg":
            await self.checked(uri)
        return uri

    async def change(self, uri: str, content: str, *, wait: bool = True) -> None:
        """Replace the text of a document."""
        self.versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri]),
                [types.TextDocumentContentChangeWholeDocument(content)],
            )
        )
        if wait:
            await self.checked(uri)

    def close(self, uri: str) -> None:
        """Close a document."""
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    async def checked(self, uri: str) -> None:
        """Wait until findings of the newest version have come."""
        published = self.client.published
        await self.until(lambda: published.get(uri, (None,))[0] == self.versions[uri])

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        for _ in range(200):
            if holds():
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it never came to hold")

    def path(self, uri: str) -> Path:
        """The file of an address."""
        return Path(unquote(urlsplit(uri).path))

    def found(self, uri: str) -> list[types.Diagnostic]:
        """What was found last in a document."""
        return self.client.published.get(uri, (None, []))[1]

    def at(self, uri: str, line: int, character: int) -> dict[str, Any]:
        """What asks about a position."""
        return {
            "text_document": types.TextDocumentIdentifier(uri),
            "position": types.Position(line, character),
        }


def make_client() -> LanguageClient:
    """A client that remembers the version of findings, too."""
    client = make_test_lsp_client()
    client.published = {}
    client.registered = []
    client.refreshed = []
    del client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: types.PublishDiagnosticsParams) -> None:
        client.diagnostics[params.uri] = params.diagnostics
        client.published[params.uri] = (params.version, params.diagnostics)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams) -> None:
        client.registered += [each.method for each in params.registrations]

    @client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)
    def hints(_: None) -> None:
        client.refreshed.append("inlay hints")

    @client.feature(types.WORKSPACE_CODE_LENS_REFRESH)
    def lenses(_: None) -> None:
        client.refreshed.append("code lenses")

    return client


@pytest.fixture(autouse=True)
def loop_of_its_own() -> Iterator[None]:
    """Hide the loop of the browser, which runs on between the tests that want one."""
    browsers = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(browsers)


Start = Callable[..., Awaitable[Session]]


@pytest_asyncio.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Start an editor in a folder, and a server for it."""
    started: list[Session] = []

    async def start(
        folder: str = "maps and more – größer",
        encodings: list[types.PositionEncodingKind] | None = None,
        arguments: tuple[str, ...] = (),
    ) -> Session:
        home = tmp_path / folder
        home.mkdir(exist_ok=True)
        config = ClientServerConfig(
            server_command=[sys.executable, "-m", "argmap", *arguments, "lsp"],
            client_factory=make_client,
            server_env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "XDG_CACHE_HOME": str(tmp_path / "cache"),
            },
        )
        client = await config.start()
        capabilities = client_capabilities("visual-studio-code")
        assert capabilities.general and capabilities.workspace
        capabilities.workspace.inlay_hint = types.InlayHintWorkspaceClientCapabilities(True)
        capabilities.general.position_encodings = encodings
        await client.initialize_session(
            types.InitializeParams(
                capabilities=capabilities,
                workspace_folders=[types.WorkspaceFolder(home.as_uri(), "maps")],
            )
        )
        session = Session(client, home)
        started.append(session)
        return session

    yield start
    for session in started:
        await session.client.shutdown_session()


@pytest_asyncio.fixture
async def editor(start: Start) -> Session:
    """An editor with an empty folder, whose positions count UTF-16."""
    return await start()
