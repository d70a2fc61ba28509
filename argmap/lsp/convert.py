"""Offsets to positions of the protocol and back, and values of ours to those of the protocol."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from weakref import WeakKeyDictionary

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from argmap.diagnostics import Diagnostic, Edit, Severity
from argmap.ide.completion import Proposals
from argmap.ide.outline import Entry
from argmap.ide.tokens import MODIFIERS, TYPES, Token
from argmap.text import Span, Text

_LINE_END = re.compile(r"\r\n?|\n")


class Lines:
    """Where the lines of a text start and end, as the protocol counts them."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.starts, self.ends = [0], []
        for found in _LINE_END.finditer(content):
            self.ends.append(found.start())
            self.starts.append(found.end())
        self.ends.append(len(content))

    def position(self, offset: int, encoding: str) -> types.Position:
        """The position of an offset."""
        line = bisect_right(self.starts, offset) - 1
        before = self.content[self.starts[line] : min(offset, self.ends[line])]
        return types.Position(line, units(before, encoding))

    def offset(self, position: types.Position, encoding: str) -> int:
        """The offset of a position; beyond the end of its line or of the text, that end."""
        if position.line >= len(self.starts):
            return len(self.content)
        start, end = self.starts[position.line], self.ends[position.line]
        row = self.content[start:end]
        if encoding == "utf-32" or row.isascii():
            return min(start + position.character, end)
        left, at = position.character, start
        for letter in row:
            left -= units(letter, encoding)
            if left < 0:
                break
            at += 1
        return at


def encoding_of(server: LanguageServer) -> str:
    """The code units in which positions count columns, as editor and server have agreed."""
    encoding = server.workspace.position_encoding
    return str(getattr(encoding, "value", encoding))


def units(words: str, encoding: str) -> int:
    """How long words are in code units of an encoding."""
    if encoding == "utf-32" or words.isascii():
        return len(words)
    if encoding == "utf-8":
        return len(words.encode("utf-8", "surrogatepass"))
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


_lines: WeakKeyDictionary[Text, Lines] = WeakKeyDictionary()


def lines(text: Text) -> Lines:
    """The lines of a text; the answer is remembered as long as there is the text."""
    found = _lines.get(text)
    if found is None:
        found = _lines[text] = Lines(text.content)
    return found


def range_of(span: Span, encoding: str) -> types.Range:
    """The range of a span in its own file."""
    rows = lines(span.text)
    return types.Range(
        rows.position(span.start, encoding), rows.position(span.end, encoding)
    )


def text_edit(edit: Edit, encoding: str) -> types.TextEdit:
    """An edit of one file."""
    end = "\r\n" if "\r\n" in edit.span.text.content else "\n"
    new = edit.replacement.replace("\r\n", "\n").replace("\n", end)
    return types.TextEdit(range_of(edit.span, encoding), new)


SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostic(
    finding: Diagnostic,
    encoding: str,
    address: Callable[[Text], str],
    page: str | None,
    *,
    related: bool = True,
) -> types.Diagnostic:
    """A finding. ``address`` gives the address of a file, ``page`` is that of the rule.

    Where the editor cannot show ``related`` places, they are left out.
    """
    rows = [finding.message]
    rows += [finding.note] if finding.note else []
    rows += [f"help: {each}" for each in finding.help]
    places = [
        types.DiagnosticRelatedInformation(
            types.Location(address(label.span.text), range_of(label.span, encoding)),
            label.message,
        )
        for label in finding.labels
    ]
    return types.Diagnostic(
        range=range_of(finding.span, encoding),
        message="\n".join(rows),
        severity=SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(page) if page else None,
        source="argmap",
        related_information=places if related and places else None,
        tags=[types.DiagnosticTag.Unnecessary]
        if finding.rule.startswith("unused-")
        else None,
    )


COMPLETION_KINDS = {
    "keyword": types.CompletionItemKind.Keyword,
    "key": types.CompletionItemKind.Property,
    "claim": types.CompletionItemKind.Variable,
    "source": types.CompletionItemKind.File,
    "import": types.CompletionItemKind.Module,
    "tag": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
    "scheme": types.CompletionItemKind.Class,
    "words": types.CompletionItemKind.Text,
    "rule": types.CompletionItemKind.Constant,
    "file": types.CompletionItemKind.File,
    "folder": types.CompletionItemKind.Folder,
}


def completion_list(
    found: Proposals, encoding: str, forms: Sequence[types.MarkupKind] | None
) -> types.CompletionList:
    """What may be written; ``forms`` are those in which the editor shows text."""
    return types.CompletionList(
        is_incomplete=found.partial,
        items=[
            types.CompletionItem(
                label=each.label,
                label_details=types.CompletionItemLabelDetails(description=each.detail)
                if each.kind == "claim"
                else None,
                kind=COMPLETION_KINDS[each.kind],
                detail=each.detail or None,
                documentation=markup(each.documentation, forms)
                if each.documentation
                else None,
                sort_text=f"{number:04}",
                filter_text=each.filter or None,
                text_edit=types.TextEdit(range_of(each.span, encoding), each.new),
            )
            for number, each in enumerate(found.items)
        ],
    )


def markup(markdown: str, forms: Sequence[types.MarkupKind] | None) -> types.MarkupContent:
    """Markdown, or plain words for an editor that shows no other form."""
    if forms and types.MarkupKind.Markdown not in forms:
        plain = re.sub(r"\\(.)|\*\*|`", r"\1", markdown)
        return types.MarkupContent(types.MarkupKind.PlainText, plain)
    return types.MarkupContent(types.MarkupKind.Markdown, markdown)


def semantic_tokens(
    text: Text, found: Iterable[Token], encoding: str
) -> types.SemanticTokens:
    """Tokens, each by its distance from the one before."""
    data: list[int] = []
    line = column = 0
    rows = lines(text)
    for token in found:
        at = rows.position(token.start, encoding)
        size = units(text.content[token.start : token.end], encoding)
        if at.line != line:
            line, column, step = at.line, 0, at.line - line
        else:
            step = 0
        bits = sum(1 << MODIFIERS.index(each) for each in token.modifiers)
        data += (step, at.character - column, size, TYPES.index(token.type), bits)
        column = at.character
    return types.SemanticTokens(data)


SYMBOL_KINDS: dict[str, types.SymbolKind] = {
    "map": types.SymbolKind.File,
    "import": types.SymbolKind.Module,
    "source": types.SymbolKind.File,
    "group": types.SymbolKind.Namespace,
    "thesis": types.SymbolKind.Class,
    "claim": types.SymbolKind.Interface,
    "because": types.SymbolKind.Function,
    "but": types.SymbolKind.Event,
    "and": types.SymbolKind.Method,
    "assuming": types.SymbolKind.Method,
    "unless": types.SymbolKind.Event,
}
ACTION_KINDS = {
    "fix": types.CodeActionKind.QuickFix,
    "extract": types.CodeActionKind.RefactorExtract,
    "rewrite": types.CodeActionKind.RefactorRewrite,
}


def document_symbol(entry: Entry, encoding: str) -> types.DocumentSymbol:
    """A line of an outline with those beneath it, which are never deep."""
    return types.DocumentSymbol(
        name=entry.label,
        detail=entry.detail or None,
        kind=SYMBOL_KINDS[entry.kind],
        range=range_of(entry.span, encoding),
        selection_range=range_of(entry.name, encoding),
        children=[document_symbol(each, encoding) for each in entry.entries],
    )
