"""The language server, asked by a real client over its standard input and output."""

import asyncio

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

pytestmark = pytest.mark.asyncio

MAP = """thesis charge "The city should charge for driving into the centre."
  because less-traffic "A charge cuts rush-hour traffic."
    because trial "Traffic fell after the trial."
  but unfair "A flat charge falls hardest on the poor."
    but rebate "Low-income households get it back."
"""
WHOLE = types.Range(types.Position(0, 0), types.Position(10**6, 0))
UTF8, UTF16, UTF32 = types.PositionEncodingKind


def document(uri):
    return types.TextDocumentIdentifier(uri)


def place(line, start, end):
    return types.Range(types.Position(line, start), types.Position(line, end))


async def hover(editor, uri, line, character):
    return await editor.client.text_document_hover_async(
        types.HoverParams(**editor.at(uri, line, character))
    )


async def definition(editor, uri, line, character):
    return await editor.client.text_document_definition_async(
        types.DefinitionParams(**editor.at(uri, line, character))
    )


async def rename(editor, uri, line, character, name):
    return await editor.client.text_document_rename_async(
        types.RenameParams(new_name=name, **editor.at(uri, line, character))
    )


# Findings


async def test_findings_come_and_go(editor):
    """What is found is shown with its rule's page, and taken back once it is mended."""
    uri = await editor.open("map.arg", MAP + "  because cleaner-air\n")
    (found,) = editor.found(uri)
    assert (found.code, found.source) == ("unknown-claim", "argmap")
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.range == place(5, 10, 21)
    assert "state it" in found.message
    page = editor.path(found.code_description.href).read_text("utf-8")
    assert page.startswith("# unknown-claim\n")
    await editor.change(uri, MAP)
    assert not editor.found(uri)
    await editor.change(uri, MAP + "  because cleaner-air\n")
    editor.close(uri)
    await editor.until(lambda: not editor.found(uri))


async def test_related_places(editor):
    """A second place of a finding is one that the editor can jump to."""
    uri = await editor.open("map.arg", MAP + 'claim trial "Another text."\n')
    (found,) = [each for each in editor.found(uri) if each.code == "duplicate-claim-id"]
    (other,) = found.related_information
    assert other.location == types.Location(uri, place(2, 12, 17))
    assert other.message == "first stated here"


async def test_only_the_last_of_many_keystrokes_counts(editor):
    """Findings are those of the newest text, however quickly it was typed."""
    uri = await editor.open("map.arg", MAP)
    for number in range(30):
        await editor.change(uri, MAP + f"  because x{number}\n", wait=False)
    await editor.change(uri, MAP + "  because last\n")
    await asyncio.sleep(0.2)
    (found,) = editor.found(uri)
    assert "`last`" in found.message


async def test_a_broken_line_costs_only_itself(editor):
    """A line that cannot be read has its finding, and everything else is still known."""
    uri = await editor.open("map.arg", MAP + '  because "never closed\n')
    assert [each.code for each in editor.found(uri)] == ["syntax"]
    assert "Traffic fell" in (await hover(editor, uri, 2, 14)).contents.value
    outline = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(document(uri))
    )
    assert [each.name for each in outline[0].children] == ["less-traffic", "unfair"]


async def test_configuration_and_comments(editor):
    """What argmap.toml ignores, and what comments silence, is not shown; a change of it counts."""
    content = (
        MAP.replace("    but rebate", "    # a note\n    but rebate")
        + 'claim lone "Lonely."\n'
    )
    editor.write("argmap.toml", '[check.per-file-ignores]\n"quiet*" = ["orphan-claim"]\n')
    loud = await editor.open("loud.arg", content)
    quiet = await editor.open("quiet.arg", content)
    silenced = "# argmap: ignore[orphan-claim] on purpose\nclaim lone"
    comment = await editor.open("comment.arg", content.replace("claim lone", silenced))
    assert [each.code for each in editor.found(loud)] == ["orphan-claim"]
    assert not editor.found(quiet) and not editor.found(comment)
    changed = editor.write("argmap.toml", '[check]\nignore = ["orphan-claim"]\n')
    assert "workspace/didChangeWatchedFiles" in editor.client.registered
    editor.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams(
            [types.FileEvent(changed, types.FileChangeType.Changed)]
        )
    )
    await editor.until(lambda: not editor.found(loud))


async def test_a_wrong_configuration_is_said(editor):
    """A configuration that cannot be read is said in words, and the rules that are on are asked."""
    editor.write("argmap.toml", "[chekc]\n")
    uri = await editor.open("map.arg", MAP + 'claim lone "Lonely."\n')
    assert [each.code for each in editor.found(uri)] == ["orphan-claim"]
    assert "there is no table `chekc`" in editor.client.messages[0].message


# Several files


async def test_unsaved_buffers_of_imported_files_count(editor):
    """A map is checked against what the editor has of its imports, not what the disk has."""
    editor.write("equity.arg", 'thesis fair "It is fair."\n')
    uri = await editor.open(
        "map.arg", 'import "equity.arg"\nthesis a "A is so."\n  because equity.fairer\n'
    )
    assert [each.code for each in editor.found(uri)] == ["unknown-claim"]
    other = await editor.open("equity.arg", 'thesis fairer "It is fairer."\n')
    await editor.until(lambda: not editor.found(uri))
    assert await definition(editor, uri, 2, 20) == [types.Location(other, place(0, 7, 13))]
    assert "It is fairer." in (await hover(editor, uri, 2, 20)).contents.value
    await editor.until(lambda: {*editor.client.refreshed} == {"inlay hints", "code lenses"})
    editor.close(other)
    await editor.until(lambda: editor.found(uri))


async def test_findings_in_an_imported_file(editor):
    """Errors of an imported file are shown there as long as nobody has it open."""
    other = editor.write("equity.arg", 'thesis fair "It is fair."\n  becuase b\n')
    uri = await editor.open(
        "map.arg", 'import "equity.arg"\nthesis a "A is so."\n  because equity.fair\n'
    )
    await editor.until(lambda: editor.found(other))
    assert editor.found(other)[0].code == "syntax" and not editor.found(uri)
    editor.close(uri)
    await editor.until(lambda: not editor.found(other))


async def test_rename_across_imports(editor):
    """A claim gets its new name in every map of the folder, open or not."""
    main = editor.write(
        "main map.arg",
        'import "equity.arg" as eq\nthesis a "A is so."\n  because eq.fair\n  contradicts eq.fair\n',
    )
    uri = await editor.open(
        "equity.arg", 'thesis fair "👍 is fair."\nclaim other "Else."\n'
    )
    found = await editor.client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(True), **editor.at(uri, 0, 8))
    )
    assert {(each.uri, each.range.start.line) for each in found} == {
        (uri, 0),
        (main, 2),
        (main, 3),
    }
    changes = (await rename(editor, uri, 0, 8, "just")).changes
    assert {key: len(edits) for key, edits in changes.items()} == {uri: 1, main: 2}
    assert {each.range.start.character for each in changes[main]} == {13, 17}
    prepared = await editor.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(**editor.at(uri, 0, 8))
    )
    assert (prepared.range, prepared.placeholder) == (place(0, 7, 11), "fair")


@pytest.mark.parametrize(
    ("line", "character", "name", "words"),
    [
        (0, 8, "two words", "is no name"),
        (0, 8, "a.b", "full stop"),
        (0, 8, "trial", "is called `trial` already"),
        (0, 30, "name", "put the cursor on the claim's name"),
        (5, 14, "name", "name it first"),
        (6, 0, "name", "no name here"),
    ],
)
async def test_what_cannot_be_renamed(editor, line, character, name, words):
    """A name that cannot be is refused in words."""
    uri = await editor.open("map.arg", MAP + '  because "It pays."\n\n')
    with pytest.raises(JsonRpcException, match=words):
        await rename(editor, uri, line, character, name)


async def test_a_source_that_the_configuration_names(editor):
    """A source keeps its name as long as argmap.toml says under it where its text is."""
    editor.write("report.txt", "Traffic fell by a fifth.")
    editor.write("argmap.toml", '[source]\nreport = "report.txt"\n')
    content = "source report\n" + MAP.replace(
        "\n", '\n  quote report "fell by a third"\n', 1
    )
    uri = await editor.open("map.arg", content)
    assert [each.code for each in editor.found(uri)] == ["misquote-critical"]
    with pytest.raises(JsonRpcException, match="the configuration names `report` too"):
        await rename(editor, uri, 0, 8, "paper")


# Positions


async def test_emoji_before_the_cursor(editor):
    """Columns count UTF-16 code units: an emoji is two."""
    uri = await editor.open("map.arg", 'thesis "👍👍" [tag]\n  because b "B is so."\n')
    found = await hover(editor, uri, 0, 16)
    assert found.range == place(0, 15, 18)
    assert "tag" in found.contents.value


@pytest.mark.parametrize(
    ("offered", "column"), [([UTF8], 19), ([UTF32, UTF16], 13), (None, 15)]
)
async def test_other_units(start, offered, column):
    """Where editor and server agree on other units, columns count these."""
    editor = await start(encodings=offered)
    uri = await editor.open("map.arg", 'thesis "👍👍" [tag]\n  because b "B is so."\n')
    assert (await hover(editor, uri, 0, column)).range.start.character == column


async def test_line_ends_of_every_kind(editor):
    """Lines are counted as the protocol does: CRLF is one line break, U+2028 none."""
    content = (
        MAP.replace("\n", "\r\n")
        + '  because x "One\u2028and two."\r\n  because y "Y."\r\n'
    )
    uri = await editor.open("map.arg", content)
    assert (await hover(editor, uri, 6, 10)).range == place(6, 10, 11)
    edits = (await rename(editor, uri, 6, 10, "z")).changes[uri]
    assert [each.range for each in edits] == [place(6, 10, 11)]


# What is asked wrongly


async def test_bad_requests_do_no_harm(editor):
    """Positions outside of a file, and files that are not there, have no answer, and do no harm."""
    uri = await editor.open("map.arg", MAP)
    for line, character in ((0, 10**6), (10**6, 0), (4, 10**9)):
        await hover(editor, uri, line, character)
        await definition(editor, uri, line, character)
        await editor.client.text_document_completion_async(
            types.CompletionParams(**editor.at(uri, line, character))
        )
    backwards = types.Range(types.Position(3, 0), types.Position(1, 0))
    await editor.client.text_document_code_action_async(
        types.CodeActionParams(document(uri), backwards, types.CodeActionContext([]))
    )
    for unknown in (
        "file:///nowhere/at%20all.arg",
        "untitled:None",
        "git:/a/b.arg?x",
        "ä ö",
    ):
        assert await hover(editor, unknown, 0, 0) is None
        assert not await definition(editor, unknown, 0, 0)
    await editor.change(uri, MAP + "\n")
    with pytest.raises(JsonRpcException):
        await editor.client.protocol.send_request_async("argmap/nothing", {"a": 1})
    editor.client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(
                uri="file:///never/opened.arg", version=2
            ),
            [types.TextDocumentContentChangeWholeDocument("x")],
        )
    )
    assert await hover(editor, uri, 0, 8)


async def test_an_unsaved_document(editor):
    """A document that was never saved is checked, and has nothing beside it."""
    uri = await editor.open(
        "untitled:Untitled-1", 'import "b.arg"\n' + MAP + "  because equal\n"
    )
    assert {each.code for each in editor.found(uri)} == {
        "import-not-found",
        "unknown-claim",
    }
    edits = (await rename(editor, uri, 1, 8, "toll")).changes[uri]
    assert len(edits) == 1
    assert (await definition(editor, uri, 1, 8))[0].uri == uri


async def test_a_file_that_is_deleted(editor):
    """An open document outlives its file, and imports that are gone are reported."""
    editor.write("b.arg", 'thesis b "B is so."\n')
    content = 'import "b.arg"\nthesis a "A is so."\n  because b.b\n'
    uri = editor.write("map.arg", content)
    await editor.open("map.arg", content)
    assert not editor.found(uri)
    (editor.folder / "map.arg").unlink()
    (editor.folder / "b.arg").unlink()
    await editor.change(uri, content + "\n")
    assert [each.code for each in editor.found(uri)] == ["import-not-found"]
    editor.close(uri)
    await editor.until(lambda: not editor.found(uri))
    assert await hover(editor, uri, 1, 8) is None


async def test_other_documents_are_none_of_ours(editor):
    """A document that is no map is not checked, but counts where a map reads it."""
    editor.write("report.txt", "Nothing of it.")
    content = 'source report "report.txt"\n' + MAP.replace(
        "\n", '\n  quote report "fell by a fifth"\n', 1
    )
    uri = await editor.open("map.arg", content)
    assert [each.code for each in editor.found(uri)] == ["quote-not-found"]
    other = await editor.open("report.txt", "Traffic fell by a fifth.", "plaintext")
    await editor.until(lambda: not editor.found(uri))
    assert not editor.found(other)
    links = await editor.client.text_document_document_link_async(
        types.DocumentLinkParams(document(uri))
    )
    assert [each.target for each in links] == [other, f"{other}#L1,9"]
    assert (await definition(editor, uri, 2, 20))[0] == types.Location(
        other, place(0, 8, 23)
    )


# Everything else that is asked


async def test_completion_and_formatting(editor):
    """Claims are completed where one is named, and a file is formatted by small edits."""
    uri = await editor.open("map.arg", MAP + "  because tri\n")
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(**editor.at(uri, 5, 13))
    )
    first = found.items[0]
    assert (first.label, first.text_edit) == (
        "trial",
        types.TextEdit(place(5, 10, 13), "trial"),
    )
    await editor.change(uri, MAP + "  because   trial\n")
    options = types.FormattingOptions(2, True)
    edits = await editor.client.text_document_formatting_async(
        types.DocumentFormattingParams(document(uri), options)
    )
    assert [each.new_text for each in edits] == ["  because trial\n"]
    assert not await editor.client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(document(uri), place(0, 0, 5), options)
    )
    await editor.change(uri, MAP + "  becuase   trial\n")
    assert (
        await editor.client.text_document_formatting_async(
            types.DocumentFormattingParams(document(uri), options)
        )
        is None
    )


async def test_files_are_completed(editor):
    """Names of files are proposed where a map names one, as they are on the disk."""
    editor.write("report.txt", "Traffic fell.")
    editor.write("more/equity.arg", 'claim unfair "It is unfair."\n')
    for start, found in (
        ('source r "', ["report.txt", "more/", "../"]),
        ('import "more/', ["equity.arg"]),
    ):
        uri = await editor.open("map.arg", MAP + start)
        line = MAP.count("\n")
        proposed = await editor.client.text_document_completion_async(
            types.CompletionParams(**editor.at(uri, line, len(start)))
        )
        assert [each.label for each in proposed.items] == found
        editor.close(uri)


async def test_actions(editor):
    """Fixes say which finding they mend; all safe ones can be had at once."""
    content = MAP + "  because less-traffic\n"
    uri = await editor.open("map.arg", content)
    (found,) = editor.found(uri)
    context = types.CodeActionContext([found])
    actions = await editor.client.text_document_code_action_async(
        types.CodeActionParams(document(uri), found.range, context)
    )
    fix = actions[0]
    assert fix.kind == types.CodeActionKind.QuickFix
    assert fix.diagnostics == (found,) or fix.diagnostics == [found]
    assert fix.is_preferred and fix.edit.changes[uri]
    assert "Ignore duplicate-step here" in [each.title for each in actions]
    only = types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll])
    (every,) = await editor.client.text_document_code_action_async(
        types.CodeActionParams(document(uri), WHOLE, only)
    )
    (edit,) = every.edit.changes[uri]
    assert (edit.range.start.line, edit.new_text) == (5, "")
    only = types.CodeActionContext([], only=[types.CodeActionKind.Refactor])
    actions = await editor.client.text_document_code_action_async(
        types.CodeActionParams(document(uri), place(2, 6, 6), only)
    )
    assert [each.title for each in actions] == ["State it by itself, as `claim trial`"]


async def test_what_stands_beside_the_lines(editor):
    """Lenses count, inlays say the verdict, and tokens know which name is a thesis."""
    uri = await editor.open("map.arg", MAP)
    (lens,) = await editor.client.text_document_code_lens_async(
        types.CodeLensParams(document(uri))
    )
    assert lens.command.title == "1 reason, 1 rebuttal, stands"
    hints = await editor.client.text_document_inlay_hint_async(
        types.InlayHintParams(document(uri), WHOLE)
    )
    assert [each.label for each in hints] == ["in", "in", "in", "out", "in"]
    assert hints[1].position == types.Position(1, 57)
    tokens = await editor.client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(document(uri))
    )
    assert tuple(tokens.data[:10]) == (0, 0, 6, 0, 0, 0, 7, 6, 1, 3)
    some = await editor.client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document(uri), place(1, 0, 60))
    )
    assert tuple(some.data[:5]) == (1, 2, 7, 0, 0)
    folds = await editor.client.text_document_folding_range_async(
        types.FoldingRangeParams(document(uri))
    )
    assert [(each.start_line, each.end_line) for each in folds] == [(0, 4), (1, 2), (3, 4)]
    marks = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(**editor.at(uri, 2, 14))
    )
    assert [each.kind for each in marks] == [types.DocumentHighlightKind.Write]


async def test_hierarchy(editor):
    """What bears on a claim comes in, and what it bears on goes out."""
    uri = await editor.open("map.arg", MAP)
    (item,) = await editor.client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(**editor.at(uri, 0, 9))
    )
    came = await editor.client.call_hierarchy_incoming_calls_async(
        types.CallHierarchyIncomingCallsParams(item)
    )
    assert [(each.from_.name.split(":")[0], each.from_.detail) for each in came] == [
        ("less-traffic", "supports, stands"),
        ("unfair", "rebuts, falls"),
    ]
    went = await editor.client.call_hierarchy_outgoing_calls_async(
        types.CallHierarchyOutgoingCallsParams(came[0].from_)
    )
    assert [each.to.name for each in went] == [item.name]
    assert went[0].from_ranges == (place(1, 10, 22),) or went[0].from_ranges == [
        place(1, 10, 22)
    ]


async def test_symbols_of_all_maps(editor):
    """Claims of every map of the folder are found by words of theirs."""
    other = editor.write("sub/other.arg", 'thesis x "Buses get their lane."\n')
    await editor.open("map.arg", MAP)
    found = await editor.client.workspace_symbol_async(
        types.WorkspaceSymbolParams("lane buses")
    )
    assert [(each.name, each.location.uri) for each in found] == [
        ("x: Buses get their lane.", other)
    ]


async def test_a_configuration_of_its_own(start, tmp_path):
    """With `--config` that file counts for every map, whatever is nearest."""
    (tmp_path / "own.toml").write_text('[check]\nignore = ["orphan-claim"]\n')
    editor = await start(arguments=("--config", str(tmp_path / "own.toml")))
    editor.write("argmap.toml", '[check]\nselect = ["orphan-claim"]\n')
    uri = await editor.open("map.arg", MAP + 'claim lone "Lonely."\n')
    assert not editor.found(uri)
