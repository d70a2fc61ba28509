"""The language server: what the protocol asks, answered by :mod:`argmap.ide`."""

import gc
import logging
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer

from argmap.ide import names
from argmap.ide.actions import actions, mended
from argmap.ide.annotations import counted, lenses, links, marks
from argmap.ide.completion import complete
from argmap.ide.formatting import formatting
from argmap.ide.hierarchy import Bearing, supported_by, supports
from argmap.ide.hover import STANDS, hover
from argmap.ide.outline import folds, outline, places
from argmap.ide.tokens import MODIFIERS, TYPES, tokens
from argmap.ide.view import View
from argmap.lsp import convert
from argmap.lsp.checking import Checking
from argmap.lsp.files import Configured, Document, Files, key_of
from argmap.lsp.protocol import Protocol
from argmap.model import Claim
from argmap.project import CONFIGURATION, PYPROJECT, FileError
from argmap.text import Span

T = TypeVar("T")
_MOST_FOLDERS = 20


class Maps(LanguageServer):
    """The server, the files that it knows, and what it publishes of them."""

    def __init__(self, version: str, configured: Configured) -> None:
        # Whole texts are sent: pygls breaks lines where Python does, the protocol elsewhere, so
        # that changes of a part would go astray behind a form feed.
        super().__init__(
            "argmap",
            version,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            protocol_cls=Protocol,
        )
        self.files = Files(configured, self._trouble)
        self.checking = Checking(self, self.files)

    @property
    def ended(self) -> bool:
        """Whether the editor has said that it is done, so that leaving is no failure."""
        return isinstance(self.protocol, Protocol) and self.protocol.ended

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

    def offsets(self, view: View, range: types.Range) -> tuple[int, int]:
        """The offsets at which a range of a map's own file starts and ends."""
        start, end = self.offset(view, range.start), self.offset(view, range.end)
        return min(start, end), max(start, end)

    def address(self, view: View, place: Span | None) -> str | None:
        """The address of a place in one of a map's files, with its line and column."""
        if place is None:
            return None
        row, column = place.line, place.column
        where = f"#L{row},{column}" if place.start else ""
        return self.files.address(view.path(place.text)) + where

    def item(
        self, view: View, claim: Claim, verb: str = ""
    ) -> types.CallHierarchyItem | None:
        """A claim as an item of a call hierarchy, with what it does to another one."""
        if claim.span is None or claim.name is None:
            return None
        text = " ".join(claim.text.split())
        words = text if claim.anonymous else f"{claim.id}: {text}"
        return types.CallHierarchyItem(
            name=words,
            kind=convert.SYMBOL_KINDS[claim.role],
            uri=self.files.address(view.path(claim.span.text)),
            range=self.range(claim.span),
            selection_range=self.range(claim.name),
            detail=", ".join(filter(None, (verb, STANDS[view.verdict(claim)]))),
            data={"map": view.key, "claim": claim.id},
        )

    def claims_of(self, item: types.CallHierarchyItem) -> Iterator[tuple[View, Claim]]:
        """The claim of an item as it is now, in the map that the item was asked of."""
        data = item.data if isinstance(item.data, Mapping) else {}
        view = self.files.view(str(data.get("map", key_of(item.uri))))
        if view is not None and str(data.get("claim")) in view.map.claim:
            yield view, view.map.claim[str(data["claim"])]

    def ranges(self, view: View, bearing: Bearing, uri: str) -> list[types.Range]:
        """Those of the lines by which a claim bears on another that stand in a file."""
        return [
            self.range(span)
            for span in bearing.spans
            if self.files.address(view.path(span.text)) == uri
        ]

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
    # A map of thousands of claims is made anew at each keystroke, and hardly anything in it needs
    # the collector, which would take a fifth of the time to find that out.
    gc.freeze()
    gc.set_threshold(500_000, 10, 10)
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
    files = maps.files

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

    def shown(name: str) -> list[types.MarkupKind] | None:
        return get_capability(maps.client_capabilities, f"text_document.{name}")

    @feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[" ", '"', "[", ".", ":", ",", "/"]),
    )
    def _complete(view: View, params: types.CompletionParams) -> types.CompletionList:
        offset = maps.offset(view, params.position)
        found = complete(view, offset, lambda folder: files.listing(view.key, folder))
        forms = shown("completion.completion_item.documentation_format")
        return convert.completion_list(found, maps.encoding, forms)

    @feature(types.TEXT_DOCUMENT_HOVER)
    def _hover(view: View, params: types.HoverParams) -> types.Hover | None:
        found = hover(view, maps.offset(view, params.position))
        if found is None:
            return None
        forms = shown("hover.content_format")
        return types.Hover(convert.markup(found.markdown, forms), maps.range(found.span))

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
        found = tokens(view, *maps.offsets(view, params.range))
        return convert.semantic_tokens(view.file, found, maps.encoding)

    @feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def _outline(
        view: View, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol]:
        return [convert.document_symbol(each, maps.encoding) for each in outline(view)]

    @feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def _folds(view: View, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        comment = types.FoldingRangeKind.Comment
        return [
            types.FoldingRange(
                each.first - 1, each.last - 1, kind=comment if each.comment else None
            )
            for each in folds(view)
        ]

    @feature(types.TEXT_DOCUMENT_CODE_LENS)
    def _lenses(view: View, params: types.CodeLensParams) -> list[types.CodeLens]:
        return [
            types.CodeLens(maps.range(each.span), types.Command(each.said, ""))
            for each in lenses(view)
        ]

    @feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def _marks(view: View, params: types.InlayHintParams) -> list[types.InlayHint]:
        rows = convert.lines(view.file)
        return [
            types.InlayHint(
                rows.position(each.at, maps.encoding),
                each.verdict,
                padding_left=True,
                tooltip=f"{counted(view, each.claim)}, by the grounded semantics",
            )
            for each in marks(view, *maps.offsets(view, params.range))
        ]

    @feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    def _links(view: View, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        return [
            types.DocumentLink(
                maps.range(each.span),
                target=each.address or maps.address(view, each.place),
                tooltip=each.said,
            )
            for each in links(view)
        ]

    @feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            [
                types.CodeActionKind.QuickFix,
                types.CodeActionKind.RefactorExtract,
                types.CodeActionKind.RefactorRewrite,
                types.CodeActionKind.SourceFixAll,
            ]
        ),
    )
    def _actions(view: View, params: types.CodeActionParams) -> list[types.CodeAction]:
        return list(_wanted(maps, view, params))

    @feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)
    def _hierarchy(
        view: View, params: types.CallHierarchyPrepareParams
    ) -> list[types.CallHierarchyItem] | None:
        symbol = view.symbol_at(maps.offset(view, params.position))
        if symbol is None or symbol.kind != "claim":
            return None
        found = maps.item(view, view.map.claim[symbol.id])
        return [found] if found else None

    @maps.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    def _incoming(
        params: types.CallHierarchyIncomingCallsParams,
    ) -> list[types.CallHierarchyIncomingCall]:
        return _answered(maps, lambda: list(incoming(params.item)))

    def incoming(
        item: types.CallHierarchyItem,
    ) -> Iterator[types.CallHierarchyIncomingCall]:
        for view, claim in maps.claims_of(item):
            for each in supported_by(view, claim):
                found = maps.item(view, each.claim, each.verb)
                if found is not None:
                    ranges = maps.ranges(view, each, found.uri) or [found.selection_range]
                    yield types.CallHierarchyIncomingCall(found, ranges)

    @maps.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    def _outgoing(
        params: types.CallHierarchyOutgoingCallsParams,
    ) -> list[types.CallHierarchyOutgoingCall]:
        return _answered(maps, lambda: list(outgoing(params.item)))

    def outgoing(
        item: types.CallHierarchyItem,
    ) -> Iterator[types.CallHierarchyOutgoingCall]:
        for view, claim in maps.claims_of(item):
            for each in supports(view, claim):
                found = maps.item(view, each.claim, each.verb)
                if found is not None:
                    ranges = maps.ranges(view, each, item.uri) or [item.selection_range]
                    yield types.CallHierarchyOutgoingCall(found, ranges)

    @maps.feature(types.WORKSPACE_SYMBOL)
    def _symbols(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        return _answered(
            maps,
            lambda: [
                types.WorkspaceSymbol(
                    maps.location(each.key, each.span),
                    each.label,
                    convert.SYMBOL_KINDS[each.kind],
                    container_name=each.within or None,
                )
                for each in places(maps.files.views(maps.folders), params.query)
            ],
        )


def _wanted(
    maps: Maps, view: View, params: types.CodeActionParams
) -> Iterator[types.CodeAction]:
    """The actions of the kinds that the editor asks for."""
    only = params.context.only

    def asked(kind: str) -> bool:
        return not only or any(kind == each or kind.startswith(f"{each}.") for each in only)

    if only and asked(types.CodeActionKind.SourceFixAll.value):
        edits = mended(view)
        if edits:
            yield types.CodeAction(
                "Mend what can be mended safely",
                kind=types.CodeActionKind.SourceFixAll,
                edit=maps.edit((view.key, each) for each in edits),
            )
    shown = {
        (each.code, each.message.partition("\n")[0]): each
        for each in params.context.diagnostics
    }
    for each in actions(view, *maps.offsets(view, params.range)):
        kind = convert.ACTION_KINDS[each.kind]
        if not asked(kind.value):
            continue
        finding = each.finding
        mends = finding and shown.get((finding.rule, finding.message))
        yield types.CodeAction(
            each.title,
            kind=kind,
            diagnostics=[mends] if mends else None,
            is_preferred=True if each.safe else None,
            edit=maps.edit((view.key, edit) for edit in each.edits),
        )


def _answered(maps: Maps, answer: Callable[[], T]) -> T:
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
