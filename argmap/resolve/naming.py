"""The first pass: what each file states, under which name."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from zlib import crc32

from argmap.diagnostics import Edit, Fix, Label
from argmap.model import DEFAULT_WEIGHT, NO_EXTRAS, Claim
from argmap.resolve.drafts import GroupDraft, SourceDraft, Unit
from argmap.resolve.findings import Findings
from argmap.resolve.imports import path_beside, path_from
from argmap.syntax.keywords import name_letters
from argmap.syntax.tree import (
    TEXT_ALONE,
    BrokenLine,
    ClaimLine,
    GroupLine,
    Node,
    SourceLine,
)
from argmap.text import Span, new_span


class Naming:
    """Notes the claims, groups and sources of files."""

    def __init__(self, findings: Findings, root: str) -> None:
        self.report = findings.report
        self.root = root
        """The name of the map's own file."""
        self.taken: dict[str, int] = {}
        """How many claims without a name have had the same words."""

    def state(self, unit: Unit) -> None:
        """Go over the lines of a file."""
        nodes, tree, prefix = unit.tree.nodes, unit.tree, unit.prefix
        content = tree.text
        groups: list[str | None] = []
        stated, claims = unit.stated, unit.claims
        for index, node in enumerate(nodes):
            line, start, end, parent, _ = node
            group = groups[parent] if parent >= 0 else None
            claim = None
            if type(line) is ClaimLine:
                name, text = line.name, line.text
                if text is not None:
                    if name is None:
                        id = self.anonymous(unit, text.value)
                        place = text
                    else:
                        id, place = name.value, name
                    where = new_span((content, start + place.start, start + place.end))
                    if name is not None and "." in id:
                        self.report(
                            "syntax",
                            f"`{id}` belongs to another file, and is stated there",
                            where,
                            help=("leave the text out to refer to it",),
                        )
                        unit.lost[id] = None
                    elif id in claims:
                        self.twice(unit, node, line, claims[id])
                    else:
                        claims[id] = claim = Claim(
                            prefix + id,
                            text.value,
                            "thesis" if line.keyword == "thesis" else "claim",
                            tuple([tag.value for tag in line.tags]) if line.tags else (),
                            group,
                            None,
                            None,
                            DEFAULT_WEIGHT,
                            False,
                            None,
                            (),
                            NO_EXTRAS,
                            new_span((content, start, end)),
                            where,
                        )
            elif type(line) is GroupLine:
                if parent < 0 or type(nodes[parent].line) in (GroupLine, BrokenLine):
                    group = self.group(unit, index, node, line, group)
            elif type(line) is SourceLine:
                self.source(unit, index, node, line)
            elif type(line) is BrokenLine:
                if line.name:
                    unit.lost[line.name] = None
                elif before := _introduced(nodes, index):
                    unit.lost[before] = None
                unit.lost_import = unit.lost_import or line.keyword == "import"
            groups.append(group)
            stated.append(claim)

    def anonymous(self, unit: Unit, text: str) -> str:
        """An id of a claim's words, which does not change when other claims come or go."""
        slug = _slug(text)
        if len(slug) > 40 or not slug:
            digest = f"{crc32(text.encode('utf-8', 'replace')):08x}"
            cut = slug[:40].rpartition("-")[0] or slug[:40]
            slug = f"{cut}-{digest}" if cut else digest
        id = f"_{slug}"
        while id in unit.claims:
            key = unit.prefix + slug
            self.taken[key] = count = self.taken.get(key, 1) + 1
            id = f"_{slug}-{count}"
        return id

    def twice(self, unit: Unit, node: Node, line: ClaimLine, before: Claim) -> None:
        """Report a claim whose name is taken."""
        assert line.name is not None and line.text is not None and before.name is not None
        same = before.text == line.text.value
        text = unit.tree.word(node, line.text)
        named = unit.tree.word(node, line.name)
        fix = Fix(
            f"refer to `{line.name.value}` without stating it again",
            (Edit(Span(text.text, named.end, text.end), ""),),
            safe=True,
        )
        self.report(
            "duplicate-claim-id",
            f"`{line.name.value}` is stated twice"
            + ("" if same else ", with different texts"),
            named,
            labels=(Label(before.name, "first stated here"),),
            help=(
                "leave the text out to refer to it"
                if same
                else "give this claim a name of its own, or leave its text out",
            ),
            fix=fix if same else None,
        )

    def group(
        self, unit: Unit, index: int, node: Node, line: GroupLine, parent: str | None
    ) -> str:
        """Note a group; the answer is its id."""
        start = f"{parent}/" if parent else unit.prefix
        slug = _slug(line.name.value) or "group"
        id, count = start + slug, 1
        while id in unit.groups and unit.groups[id].name != line.name.value:
            count += 1
            id = f"{start}{slug}-{count}"
        group = unit.groups.setdefault(
            id, GroupDraft(id, line.name.value, parent, unit.tree.span(node))
        )
        unit.things[index] = group
        return id

    def source(self, unit: Unit, index: int, node: Node, line: SourceLine) -> None:
        """Note a source."""
        name = line.name.value
        place = unit.tree.word(node, line.name)
        before = unit.sources.get(name)
        if "." in name:
            self.report("syntax", f"`{name}` belongs to another file", place)
            return
        if before is not None:
            self.report(
                "duplicate-key",
                f"the source `{name}` is declared twice",
                place,
                labels=(Label(before.span, "first declared here"),),
                help=("give it a name of its own",),
            )
            return
        file = line.file.value if line.file else None
        if file == "":
            assert line.file is not None
            self.report(
                "syntax",
                "this file has no name",
                unit.tree.word(node, line.file),
                help=("leave it out for a source without a file",),
            )
            file = None
        path = None
        if file and "://" not in file:
            path = path_beside(unit.tree.text.name, file)
        if path and unit.prefix:
            file = path_from(self.root, path)
        source = SourceDraft(unit.prefix + name, file, path, place)
        unit.sources[name] = source
        unit.things[index] = source


def _slug(text: str) -> str:
    words = unicodedata.normalize("NFC", text[:200]).casefold()
    return _no_word(name_letters(words)).sub("-", words).strip("-")


@cache
def _no_word(letters: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^{letters}]|-)+|_+")


def _introduced(nodes: Sequence[Node], index: int) -> str:
    """The name of the claim whose text a line without a keyword goes on with, or nothing."""
    line = nodes[index].line
    if not isinstance(line, BrokenLine) or line.message != TEXT_ALONE or not index:
        return ""
    before = nodes[index - 1].line
    if not isinstance(before, ClaimLine) or before.text or not before.name:
        return ""
    return before.name.value
