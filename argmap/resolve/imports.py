"""Which files a map is made of: imports are followed, each file is read once."""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from argmap.diagnostics import Label, nearest_file
from argmap.resolve.drafts import ImportDraft, Unit
from argmap.resolve.findings import Findings, write
from argmap.syntax.keywords import SHAPES, as_string, is_name
from argmap.syntax.tree import ImportLine, Node, Tree
from argmap.text import Span, Text

Load: TypeAlias = Callable[[str], Tree | None]
"""Reads and parses the file of a name; None where there is none that can be read."""
Beside: TypeAlias = Callable[[str], Iterable[str]]
"""Names the files in the folder of a file, which itself need not be there."""


def path_beside(importing: str, file: str) -> str:
    """The name of a file that another one names, both in the form of relative paths."""
    if not file:
        return posixpath.normpath(importing)
    return posixpath.normpath(posixpath.join(posixpath.dirname(importing), file))


def path_from(map: str, path: str) -> str:
    """A path as the file of a name would give it; an absolute one stays as it is."""
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(map), "."))
    if posixpath.isabs(path) != posixpath.isabs(folder):
        return path
    here = [] if folder == "." else folder.split("/")
    there = path.split("/")
    same = len(posixpath.commonprefix([here, there[:-1]]))
    if ".." in here[same:]:
        return path
    return "/".join([".."] * (len(here) - same) + there[same:])


def import_name(line: ImportLine) -> str:
    """What the claims of an imported file go by: the name that is given, or the file's stem."""
    stem = posixpath.splitext(posixpath.basename(line.file.value))[0]
    return unicodedata.normalize("NFC", line.alias.value if line.alias else stem)


class Imports:
    """Follows the imports of a map."""

    def __init__(self, load: Load, beside: Beside, findings: Findings) -> None:
        self.load = load
        self.beside = beside
        self.report = findings.report
        self.by_text: dict[Text, Unit] = {}
        """Each file's unit by its text: several paths may lead to one file."""

    def units(self, root: Tree) -> list[Unit]:
        """Every file once, imported ones before those that import them."""
        first = Unit(root, "")
        self.by_text = {root.text: first}
        by_path = {path_beside(root.text.name, ""): first}
        queue = [first]
        for unit in queue:
            for node in unit.tree.nodes:
                if type(node.line) is ImportLine:
                    if node.parent >= 0:
                        continue  # misplaced, and reported as such
                    new = self.follow(unit, node, node.line, by_path)
                    if new is not None:
                        queue.append(new)
        return self.sorted(first)

    def follow(
        self, unit: Unit, node: Node, line: ImportLine, by_path: dict[str, Unit]
    ) -> Unit | None:
        """Note an import; the file's unit where it is seen for the first time."""
        file, tree = line.file.value, unit.tree
        name = import_name(line)
        where = tree.word(node, line.alias or line.file)
        if not posixpath.basename(file).strip(". "):
            self.report(
                "syntax",
                f"`{file}` is a folder, not a map" if file.strip() else "no file is named",
                where if line.alias is None else tree.word(node, line.file),
                help=(f"the line reads `{SHAPES['import']}`",),
            )
            unit.lost_import = True
            return None
        if not is_name(name):
            other = "-".join(re.findall(r"\w+", name))
            self.report(
                "syntax",
                f"`{name}` cannot name an import",
                where,
                help=(
                    f'add a name: import "{file}" as {other if is_name(other) else "NAME"}',
                ),
            )
            unit.lost_import = True
            return None
        before = unit.imports.get(name)
        if before is not None:
            self.report(
                "duplicate-key",
                f"another import is called `{name}`",
                where,
                labels=(Label(before.span, "first here"),),
                help=("give one of them another name with `as`",),
            )
            return None
        path = path_beside(unit.tree.text.name, file)
        known = by_path.get(path)
        if known is None:
            loaded = self.load(path)
            if loaded is None:
                self.not_found(tree, tree.word(node, line.file), file, path)
            elif (known := self.by_text.get(loaded.text)) is not None:
                by_path[path] = known
        unit.imports[name] = ImportDraft(name, file, tree.span(node), known)
        if known is not None or loaded is None:
            return None
        new = Unit(loaded, f"{unit.prefix}{name}.")
        by_path[path] = self.by_text[loaded.text] = new
        unit.imports[name].unit = new
        return new

    def not_found(self, tree: Tree, where: Span, file: str, path: str) -> None:
        """Report a file that is not there, with the one that was probably meant."""
        own = posixpath.basename(tree.text.name)
        maps = (each for each in self.beside(path) if each.endswith(".arg") and each != own)
        meant = nearest_file(file, maps)
        ending = "" if posixpath.splitext(path)[1] else ", by its whole name"
        self.report(
            "import-not-found",
            f"there is no map `{path}` that can be read",
            where,
            help=(
                f"did you mean `{meant}`?"
                if meant
                else f"the file is looked for beside the map that imports it{ending}",
            ),
            fix=write(as_string(meant), where) if meant else None,
        )

    def sorted(self, root: Unit) -> list[Unit]:
        """The units in the order of their imports; circles are reported."""
        done: dict[int, Unit] = {}
        way: list[tuple[Unit, Iterator[ImportDraft]]] = [
            (root, iter(root.imports.values()))
        ]
        on_way = {id(root)}
        while way:
            unit, rest = way[-1]
            each = next(rest, None)
            if each is None:
                way.pop()
                on_way.discard(id(unit))
                done[id(unit)] = unit
            elif each.unit is not None and id(each.unit) in on_way:
                self.circle(each, [step for step, _ in way])
            elif each.unit is not None and id(each.unit) not in done:
                way.append((each.unit, iter(each.unit.imports.values())))
                on_way.add(id(each.unit))
        return list(done.values())

    def circle(self, closing: ImportDraft, way: list[Unit]) -> None:
        """Report a circle of imports at the import that closes it."""
        start = next(place for place, unit in enumerate(way) if unit is closing.unit)
        circle = way[start:]
        if len(circle) == 1:
            closing.unit = None  # what would need it would say the same again
        labels = [
            Label(each.span, "imported here")
            for unit, following in pairwise(circle)
            for each in unit.imports.values()
            if each.unit is following
        ]
        self.report(
            "import-cycle",
            "this file imports itself"
            if len(circle) == 1
            else "these files import one another",
            closing.span,
            labels=labels,
            help=("move what both need to a third map that each of them imports",),
        )
