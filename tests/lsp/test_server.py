"""The language server, asked by a real client over its standard input and output."""

import pytest
from lsprotocol import types

pytestmark = pytest.mark.asyncio

MAP = """thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "Traffic fell after the trial."
  but unfair "A flat charge falls hardest on the poor."
    but rebate "Low-income households get it back."
"""


async def test_findings_come_and_go(editor):
    """What is found is shown with its rule's page, and taken back once it is mended."""
    uri = await editor.open("map.arg", MAP + "  because cleaner-air\n")
    (found,) = editor.found(uri)
    assert (found.code, found.source) == ("unknown-claim", "argmap")
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.range == types.Range(types.Position(5, 10), types.Position(5, 21))
    assert "state it" in found.message
    assert found.code_description.href.endswith("/rules/unknown-claim.md")
    await editor.change(uri, MAP)
    assert not editor.found(uri)


async def test_emoji_before_the_cursor(editor):
    """Columns count UTF-16 code units: an emoji is two."""
    uri = await editor.open("map.arg", 'thesis "👍👍" [tag]\n  because b "B is so."\n')
    hover = await editor.client.text_document_hover_async(
        types.HoverParams(**editor.at(uri, 0, 16))
    )
    assert hover.range.start == types.Position(0, 15)
    assert "tag" in hover.contents.value


async def test_what_is_written_first(editor):
    """Completion, definition, formatting, tokens and renaming are there."""
    uri = await editor.open("map.arg", MAP + "  because tri\n")
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(**editor.at(uri, 5, 13))
    )
    assert found.items[0].label == "trial"
    await editor.change(uri, MAP + "  because   trial\n")
    (place,) = await editor.client.text_document_definition_async(
        types.DefinitionParams(**editor.at(uri, 5, 13))
    )
    assert place.range.start == types.Position(2, 12)
    edits = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(
            types.TextDocumentIdentifier(uri), types.FormattingOptions(2, True)
        )
    )
    assert [each.new_text for each in edits] == ["  because trial\n"]
    tokens = await editor.client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(types.TextDocumentIdentifier(uri))
    )
    assert len(tokens.data) % 5 == 0 and tuple(tokens.data[:5]) == (0, 0, 6, 0, 0)
    renamed = await editor.client.text_document_rename_async(
        types.RenameParams(new_name="test", **editor.at(uri, 5, 13))
    )
    assert len(renamed.changes[uri]) == 2
