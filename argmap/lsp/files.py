"""The files that the editor has open, those on the disk, and the maps that they are."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

import attrs
from pygls.uris import from_fs_path, to_fs_path

from argmap import project
from argmap.compiler import Compiler
from argmap.ide.view import View
from argmap.rules import DEFAULT_RULES
from argmap.rules.rule import Rule
from argmap.text import Text

_MOST_FOLDERS, _MOST_MAPS, _MOST_NAMES = 10_000, 2_000, 2_000


class Settings(NamedTuple):
    """What the configuration of a folder says.

    Which rules are asked of a map, by its path; where the texts of sources are; the language of
    maps whose sources have none; and the file that says so, if there is one.
    """

    rules_of: Callable[[str], Sequence[Rule]]
    sources: Mapping[str, str]
    language: str | None
    file: str | None = None


Configured: TypeAlias = Callable[[str], Settings]
"""The settings of a folder. Raises :class:`argmap.project.FileError` with what is wrong."""


class Document(NamedTuple):
    """A file that the editor has open."""

    uri: str
    version: int | None
    language: str
    content: str


@attrs.define
class _Root:
    """A map, what compiles it, and what it was compiled from."""

    compiler: Compiler
    settings: Settings
    configured: object
    read: dict[str, tuple[object, Text | None]]
    view: View | None = None


class Files:
    """Gives the view of each map, made anew only when a file that it reads has changed.

    What the editor has open counts, saved or not; everything else is read from the disk. A file
    goes by its path with slashes, or by its address where it is no file of the disk.
    """

    def __init__(self, configured: Configured, trouble: project.Trouble) -> None:
        self._configured = configured
        self._trouble = trouble
        """Is told what is wrong with a configuration."""
        self._roots: dict[str, _Root] = {}
        self.open: dict[str, Document] = {}
        """The open documents, by their keys."""

    def view(self, key: str) -> View | None:
        """The map of a file as it is now; None where there is none."""
        if key not in self.open and not os.path.isfile(key):
            self._roots.pop(key, None)
            return None
        root = self._roots.get(key)
        if root is None or root.configured != _written(root.settings):
            root = self._roots[key] = self._root(key)
        if root.view is None or self._changed(root):
            text = self._read(root, key, _name(key))
            if text is None:
                return None
            compiled = root.compiler.compile(text)
            rules = tuple(root.settings.rules_of(key))
            root.view = View(compiled, root.compiler, rules, key)
        return root.view

    def views(self, folders: Sequence[str]) -> Iterator[View]:
        """The view of each map that is open or stands in one of the folders."""
        keys = dict.fromkeys(key for key, each in self.open.items() if is_map(key, each))
        for folder in folders:
            keys |= dict.fromkeys(islice(_maps_beneath(folder), _MOST_MAPS))
        for key in keys:
            view = self.view(key)
            if view is not None:
                yield view

    def listing(self, key: str, folder: str) -> Iterator[str]:
        """What a folder holds that a map names so: files and, with a slash behind, folders."""
        if not _folder(key):
            return  # a document that is no file has nothing beside it
        path = os.path.join(_folder(key), folder)
        try:
            with os.scandir(path) as entries:
                for each in islice(entries, _MOST_NAMES):
                    yield f"{each.name}/" if each.is_dir() else each.name
        except OSError:
            pass  # there is none, or nobody may look into it

    def address(self, key: str) -> str:
        """The address of what goes by a key, in the editor's own form if it is open."""
        document = self.open.get(key)
        return uri_of(key) if document is None else document.uri

    def forget(self) -> None:
        """Make everything anew: the configuration may have changed."""
        self._roots.clear()

    def _root(self, key: str) -> _Root:
        folder = _folder(key)
        try:
            settings = self._configured(folder or os.curdir)
        except project.FileError as error:
            self._trouble(error)
            settings = Settings(lambda _: DEFAULT_RULES, {}, None)
        read: dict[str, tuple[object, Text | None]] = {}
        root = _Root(Compiler(lambda _: None), settings, _written(settings), read)

        def reader(name: str) -> Text | None:
            path = _slashes(os.path.normpath(os.path.join(folder, name)))
            if not folder and not os.path.isabs(name):
                return None  # a document that is no file has nothing beside it
            return self._read(root, path, name)

        def beside(name: str) -> list[str]:
            return project.beside(os.path.join(folder, name)) if folder else []

        root.compiler = Compiler(reader, settings.sources, settings.language, beside=beside)
        return root

    def _read(self, root: _Root, key: str, name: str) -> Text | None:
        """The text of a file under a name, the same one as long as nothing has changed."""
        before = root.read.get(key)
        stamp = self._stamp(key)
        if before is None or before[0] != stamp:
            document = self.open.get(key)
            if document is not None:
                text: Text | None = Text(name, document.content)
            else:
                text = project.read_if_there(key)
                text = None if text is None else attrs.evolve(text, name=name)
            before = root.read[key] = (stamp, text)
        return before[1]

    def _changed(self, root: _Root) -> bool:
        return any(self._stamp(key) != stamp for key, (stamp, _) in root.read.items())

    def _stamp(self, key: str) -> object:
        document = self.open.get(key)
        return (
            project.stamp(key) if document is None else (document.version, document.content)
        )


def _written(settings: Settings) -> object:
    """What is another value once the configuration was written."""
    return settings.file and project.stamp(settings.file)


def _maps_beneath(folder: str) -> Iterator[str]:
    """The maps of a folder and those in it; of an enormous one some."""
    for number, (root, folders, files) in enumerate(os.walk(folder)):
        if number == _MOST_FOLDERS:
            return
        folders[:] = sorted(
            name for name in folders if name[0] != "." and name != "node_modules"
        )
        for name in sorted(files):
            if name.endswith(project.MAP_ENDING) and name[0] != ".":
                yield _slashes(os.path.join(root, name))


def is_map(key: str, document: Document) -> bool:
    """Whether a document is a map, by its ending or by what the editor says of it."""
    return key.endswith(project.MAP_ENDING) or document.language in ("arg", "argmap")


def key_of(uri: str) -> str:
    """What a file goes by."""
    try:
        path = to_fs_path(uri)
    except ValueError:
        return uri
    return uri if path is None else _slashes(os.path.normpath(path))


def uri_of(key: str) -> str:
    """The address of what goes by a key."""
    if "://" in key or (urlsplit(key).scheme and not os.path.isabs(key)):
        return key
    return from_fs_path(key) or key


def _folder(key: str) -> str:
    """The folder of a file; empty for a document that is none."""
    return os.path.dirname(key) if os.path.isabs(key) else ""


def _name(key: str) -> str:
    """The name that messages give a map: that of its file."""
    return os.path.basename(key) if os.path.isabs(key) else f"<{key.rpartition(':')[2]}>"


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")
