"""The language server: what the protocol asks, answered by :mod:`argmap.ide`."""

import logging
import os
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer

from argmap.ide import names
from argmap.ide.completion import complete
from argmap.ide.formatting import formatting
from argmap.ide.hover import hover
from argmap.ide.tokens import MODIFIERS, TYPES, tokens
from argmap.ide.view import View
from argmap.lsp import convert
from argmap.lsp.checking import Checking
from argmap.lsp.files import Configured, Document, Files, key_of
from argmap.project import CONFIGURATION, PYPROJECT, FileError
from argmap.text import Span

_MOST_FOLDERS = 20


class Maps(LanguageServer):
    """The server, the files that it knows, and what it publishes of them."""

    def __init__(self, version: str, configured: Configured) -> None:
        # Whole texts are sent: pygls breaks lines where Python does, the protocol elsewhere, so
        # that changes of a part would go astray behind a form feed.
        super().__init__(
            "argmap", version, text_document_sync_kind=types.TextDocumentSyncKind.Full
        )
        self.files = Files(configured, self._trouble)
        self.checking = Checking(self, self.files)

    @property
    def encoding(self) -> str:
        """The code units in which positions count columns."""
        return convert.encoding_of(self)

    @property
    def folders(self) -> list[str]:
        """The folders that the editor works in."""
        found = [key_of(each.uri) for each in self.workspace.folders.values()]
        if not found and self.workspace.root_uri:
            found = [key_of(self.workspace.root_uri)]
        return [each for each in found if os.path.isdir(each)][:_MOST_FOLDERS]

    def view(self, uri: str) -> View | None:
        """The map of a file as it is now; None where there is none."""
        return self.files.view(key_of(uri))

    def others(self, view: View) -> Iterable[View]:
        """The other maps of the folders, and those that are open."""
        return (each for each in self.files.views(self.folders) if each.key != view.key)

    def offset(self, view: View, position: types.Position) -> int:
        """The offset of a position in a map's own file."""
        return convert.lines(view.file).offset(position, self.encoding)

    def range(self, span: Span) -> types.Range:
        """The range of a span."""
        return convert.range_of(span, self.encoding)

    def location(self, key: str, span: Span) -> types.Location:
        """The location of a span in the file of a key."""
        return types.Location(self.files.address(key), self.range(span))

    def edit(self, edits: Iterable[tuple[str, Any]]) -> types.WorkspaceEdit:
        """Edits of several files, each with the file's key."""
        changes: dict[str, list[types.TextEdit]] = {}
        for key, each in edits:
            address = self.files.address(key)
            changes.setdefault(address, []).append(convert.text_edit(each, self.encoding))
        return types.WorkspaceEdit(changes=changes)

    def _trouble(self, error: FileError) -> None:
        self.window_show_message(
            types.ShowMessageParams(types.MessageType.Error, str(error))
        )


def server(version: str, configured: Configured) -> Maps:
    """A language server, ready to be started."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what matters goes to the editor
    maps = Maps(version, configured)
    _documents(maps)
    _features(maps)
    return maps


def _documents(maps: Maps) -> None:
    """What the editor tells of its documents."""
    files, checking = maps.files, maps.checking

    @maps.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        each = params.text_document
        key = key_of(each.uri)
        files.open[key] = Document(each.uri, each.version, each.language_id, each.text)
        checking.soon(key)

    @maps.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        key = key_of(params.text_document.uri)
        document = files.open.get(key)
        if document is not None and params.content_changes:
            content = maps.workspace.get_text_document(params.text_document.uri).source
            files.open[key] = document._replace(
                version=params.text_document.version, content=content
            )
            checking.soon(key)

    @maps.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        key = key_of(params.text_document.uri)
        checking.closed(key)
        files.open.pop(key, None)
        checking.soon()

    @maps.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        anew([params.text_document.uri])

    @maps.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def written(params: types.DidChangeWatchedFilesParams) -> None:
        anew([each.uri for each in params.changes])

    @maps.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        watch = maps.client_capabilities.workspace
        watched = watch and watch.did_change_watched_files
        if watched and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher("**/*.{arg,txt,md,toml}")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration(
                "argmap-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
            )
            maps.client_register_capability(types.RegistrationParams([registration]))

    def anew(uris: Iterable[str]) -> None:
        if any(os.path.basename(key_of(uri)) in (CONFIGURATION, PYPROJECT) for uri in uris):
            files.forget()
        checking.soon()


def _features(maps: Maps) -> None:
    """What the editor asks about a document."""

    def feature(method: str, options: Any = None) -> Callable[[Any], Any]:
        """Register what answers a question about a document; there is no answer without a map."""

        def register(answer: Callable[[View, Any], Any]) -> Any:
            @maps.feature(method, options)
            def handler(params: Any) -> Any:
                return _answered(
                    maps,
                    lambda: (
                        None
                        if (view := maps.view(params.text_document.uri)) is None
                        else answer(view, params)
                    ),
                )

            return handler

        return register

    @feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[" ", '"', "[", ".", ":", ","]),
    )
    def _complete(view: View, params: types.CompletionParams) -> types.CompletionList:
        found = complete(view, maps.offset(view, params.position))
        return convert.completion_list(found, maps.encoding)

    @feature(types.TEXT_DOCUMENT_HOVER)
    def _hover(view: View, params: types.HoverParams) -> types.Hover | None:
        found = hover(view, maps.offset(view, params.position))
        if found is None:
            return None
        return types.Hover(
            types.MarkupContent(types.MarkupKind.Markdown, found.markdown),
            maps.range(found.span),
        )

    @feature(types.TEXT_DOCUMENT_DEFINITION)
    def _definition(view: View, params: types.DefinitionParams) -> list[types.Location]:
        found = names.definition(view, maps.offset(view, params.position))
        return [maps.location(view.path(span.text), span) for span in found]

    @feature(types.TEXT_DOCUMENT_REFERENCES)
    def _references(view: View, params: types.ReferenceParams) -> list[types.Location]:
        found = names.references(
            view,
            maps.offset(view, params.position),
            maps.others(view),
            declaration=params.context.include_declaration,
        )
        return [maps.location(key, span) for key, span in found]

    @feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def _highlights(
        view: View, params: types.DocumentHighlightParams
    ) -> list[types.DocumentHighlight]:
        kinds = types.DocumentHighlightKind
        return [
            types.DocumentHighlight(
                maps.range(each.span), kinds.Write if each.states else kinds.Read
            )
            for each in names.highlights(view, maps.offset(view, params.position))
        ]

    @feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def _renamable(
        view: View, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder:
        span = names.renamable(view, maps.offset(view, params.position))
        return types.PrepareRenamePlaceholder(maps.range(span), span.content)

    @feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def _rename(view: View, params: types.RenameParams) -> types.WorkspaceEdit:
        offset = maps.offset(view, params.position)
        return maps.edit(names.rename(view, offset, params.new_name, maps.others(view)))

    @feature(types.TEXT_DOCUMENT_FORMATTING)
    def _format(
        view: View, params: types.DocumentFormattingParams
    ) -> list[types.TextEdit] | None:
        found = formatting(view)
        return (
            None if found is None else [convert.text_edit(e, maps.encoding) for e in found]
        )

    @feature(types.TEXT_DOCUMENT_RANGE_FORMATTING)
    def _format_range(
        view: View, params: types.DocumentRangeFormattingParams
    ) -> list[types.TextEdit] | None:
        start, end = (
            maps.offset(view, at) for at in (params.range.start, params.range.end)
        )
        found = formatting(view, start, end)
        return (
            None if found is None else [convert.text_edit(e, maps.encoding) for e in found]
        )

    legend = types.SemanticTokensLegend(list(TYPES), list(MODIFIERS))

    @feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    def _tokens(view: View, params: types.SemanticTokensParams) -> types.SemanticTokens:
        return convert.semantic_tokens(view.file, tokens(view), maps.encoding)

    @feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, legend)
    def _some_tokens(
        view: View, params: types.SemanticTokensRangeParams
    ) -> types.SemanticTokens:
        start, end = (
            maps.offset(view, at) for at in (params.range.start, params.range.end)
        )
        return convert.semantic_tokens(view.file, tokens(view, start, end), maps.encoding)


def _answered(maps: Maps, answer: Callable[[], Any]) -> Any:
    """An answer; a refusal goes to the editor in words, and a fault of ours to its log."""
    try:
        return answer()
    except names.Refused as error:
        raise JsonRpcException(str(error), int(types.LSPErrorCodes.RequestFailed)) from None
    except Exception as error:
        told = "".join(traceback.format_exception(error))
        maps.window_log_message(types.LogMessageParams(types.MessageType.Error, told))
        raise JsonRpcInternalError(
            f"{type(error).__name__}: {error}; this is a fault in argmap, not in your map"
        ) from error
