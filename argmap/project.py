"""Which files, and which configuration: the one place where the command line reads them."""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

import attrs

from argmap.text import STDIN_NAME, Text

if TYPE_CHECKING:
    from threading import Event

MAP_ENDING = ".arg"
CONFIGURATION = "argmap.toml"
PYPROJECT = "pyproject.toml"
NO_CACHE = "ARGMAP_NO_CACHE"


_MOST_NAMES = 10_000
_STREAM = re.compile(r"/(?:dev|proc/self)/(?:fd/([0-9]{1,4})|(stdout|stderr))")


class FileError(Exception):
    """A file that cannot be read or written, in words that name it."""


Trouble: TypeAlias = Callable[[FileError], None]
"""Is told what is wrong with one path of several, so that the others are not held up."""


def find(paths: Iterable[str], trouble: Trouble) -> Iterator[str]:
    """The maps that paths stand for: a folder means the ``.arg`` files beneath it, sorted.

    ``-`` stands for standard input and is passed through. Hidden files and folders are left out,
    and so is what is no file, and a file that was there by another name. What lies in the working
    folder is named from there, so that nothing that is said of it has a path of the machine.
    ``trouble`` is told of a path that is not there, a folder without a map, and one that cannot be
    read.
    """
    seen = set()
    for path in paths:
        found = [path]
        if path != "-" and os.path.isdir(path):
            found = sorted(_maps_beneath(path, trouble))
            if not found:
                trouble(FileError(f"there is no {MAP_ENDING} file beneath `{path}`"))
        elif path != "-" and not os.path.exists(path):
            found = []
            trouble(FileError(f"there is no file `{path}`"))
        for each in found:
            place = each if each == "-" else os.path.realpath(each)
            if place not in seen:
                seen.add(place)
                yield _within(each)


def _within(path: str) -> str:
    """A path seen from the working folder if it leads into it, or else as it is."""
    here = os.path.join(os.getcwd(), "")
    return os.path.normpath(path).removeprefix(here) if os.path.isabs(path) else path


def _maps_beneath(folder: str, trouble: Trouble) -> Iterator[str]:
    def unlisted(error: OSError) -> None:
        trouble(FileError(f"cannot read `{error.filename}`: {_reason(error)}"))

    for root, folders, files in os.walk(folder, onerror=unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = os.path.join(root, name)
            if name.endswith(MAP_ENDING) and name[0] != "." and os.path.isfile(path):
                yield os.path.normpath(path)


def read(path: str) -> Text:
    """Read a file, or standard input where the path is ``-``.

    Raises :class:`FileError`.
    """
    if path == "-":
        if sys.stdin is None:
            raise FileError("cannot read standard input: it is closed")
        return Text.from_bytes(STDIN_NAME, sys.stdin.buffer.read())
    try:
        with open(path, "rb") as file:
            data = file.read()
    except ValueError as error:
        raise FileError(f"cannot read `{path!a}`: no file has such a name") from error
    except OSError as error:
        if os.path.isdir(path):
            raise FileError(f"`{path}` is a folder: name a file in it") from error
        raise FileError(f"cannot read `{path}`: {_reason(error)}") from error
    return Text.from_bytes(path, data)


def read_if_there(path: str) -> Text | None:
    """Read a file; None where there is none that can be read."""
    try:
        return read(path) if path != "-" and os.path.isfile(path) else None
    except (FileError, ValueError):
        return None


def beside(path: str) -> list[str]:
    """The names of the files in a file's folder, hidden ones left out; of an enormous one some."""
    try:
        with os.scandir(os.path.dirname(path) or os.curdir) as entries:
            some = islice(entries, _MOST_NAMES)
            return [each.name for each in some if each.name[0] != "." and each.is_file()]
    except (OSError, ValueError):
        return []


def is_same(path: str, other: str) -> bool:
    """Whether two paths lead to one file, over links too."""
    try:
        return os.path.realpath(path) == os.path.realpath(other) or os.path.samefile(
            path, other
        )
    except (OSError, ValueError):
        return False


def relative(path: str, folder: str) -> str:
    """A path seen from a folder, with slashes; on another drive, from its root."""
    try:
        path = os.path.relpath(path, folder or os.curdir)
    except ValueError:
        path = os.path.abspath(path)
    return path.replace(os.sep, "/")


class Reader:
    """Reads each file once, whatever paths lead to it, and can wait for them to change."""

    def __init__(self) -> None:
        self._seen: dict[str, object] = {}
        self._texts: dict[str, Text] = {}

    def read(self, path: "str | os.PathLike[str]") -> Text:
        """As :func:`read`."""
        path = os.fspath(path)
        if path == "-":
            return read(path)
        self._seen.setdefault(path, stamp(path))  # of the text that was read first
        real = _real(path)
        if real not in self._texts:
            self._texts[real] = read(path)
        return self._texts[real]

    def read_if_there(self, path: str) -> Text | None:
        """As :func:`read_if_there`; a file that is not there is waited for."""
        self._seen.setdefault(path, stamp(path))
        real = _real(path)
        if real not in self._texts:
            text = read_if_there(path)
            if text is None:
                return None
            self._texts[real] = text
        return self._texts[real]

    def put(self, text: Text) -> None:
        """Take a text for what is in the file of its name from now on."""
        self._texts[_real(text.name)] = text

    def write(self, path: str, content: str) -> None:
        """As :func:`write`; to wait for changes is not to wait for this one."""
        write(path, content)
        real = _real(path)
        self._seen.update({each: stamp(each) for each in self._seen if _real(each) == real})

    def wait(
        self, paths: Iterable[str], *, settled: int = 50, stop: "Event | None" = None
    ) -> None:
        """Wait until a file that was read is another, or a path stands for other maps.

        Afterwards nothing counts as read. A change counts once none has followed for ``settled``
        ms. When ``stop`` is set, that ends it too.
        """
        from time import sleep

        from watchfiles import watch

        folders = {os.path.dirname(path) or os.curdir for path in self._seen}
        folders |= {os.path.dirname(path) or os.curdir for path in paths}
        folders |= {root for path in paths for root, _, _ in os.walk(path)}
        there = [folder for folder in folders if os.path.isdir(folder)]
        # A change wakes us, and so does time: it may have come before we began to watch, or by
        # a way that the system does not tell of. What a file is like decides.
        changes = watch(
            *there,
            recursive=False,
            yield_on_timeout=True,
            rust_timeout=1000,
            step=settled,
            stop_event=stop,
        )
        if self._changed(paths):
            sleep(settled / 1000)  # it may be half written
        else:
            while next(changes, None) is not None and not self._changed(paths):
                pass
        self._seen.clear()
        self._texts.clear()

    def _changed(self, paths: Iterable[str]) -> bool:
        maps = set(find(paths, lambda _: None))
        return not maps <= self._seen.keys() or any(
            stamp(path) != was for path, was in self._seen.items()
        )


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:
        return path


def stamp(path: str) -> object:
    """What is another value once a file was written."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def write(path: str, data: str | bytes) -> None:
    """Write a file whole or not at all; ``-`` is standard output.

    A file that is there keeps its mode, a link is followed.

    Raises :class:`FileError`.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    if path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = os.path.realpath(path)
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            # There is nothing that could be renamed; a pipe may not even have a path of its own.
            with open(path, "wb") as device:
                device.write(data)
            return
        if stream := _STREAM.fullmatch(path):
            # It may be a file that something was written to before.
            number = int(stream[1] or {"stdout": 1, "stderr": 2}[stream[2]])
            with open(os.dup(number), "wb") as device:
                device.write(data)
            return
        exists = os.path.exists(target)
        if exists and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        mode = os.stat(target).st_mode & 0o7777 if exists else 0o666 & ~_umask()
        _replace(target, data, mode)
    except OSError as error:
        folder = os.path.dirname(target)
        missing = isinstance(error, FileNotFoundError) and not os.path.exists(folder)
        reason = (
            f"there is no folder `{os.path.dirname(path)}`" if missing else _reason(error)
        )
        raise FileError(f"cannot write `{path}`: {reason}") from error


def _replace(path: str, data: bytes, mode: int) -> None:
    """Put a new file in the place of what is there, be it a link, whole or not at all."""
    new = os.path.join(os.path.dirname(path), f".argmap.{os.getpid()}")
    try:
        with open(new, "xb") as file:
            file.write(data)
        os.chmod(new, mode)
        os.replace(new, path)
    except BaseException:
        if os.path.exists(new):
            os.unlink(new)
        raise


@attrs.frozen
class Configuration:
    """What a project sets: tables by name, as TOML has them.

    ``text`` is the file, and ``prefix`` the table of it that is argmap's own; what is set is
    relative to its folder. All are empty without a file.
    """

    text: Text | None = None
    prefix: str = ""
    tables: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def _folder(self) -> str:
        return os.path.dirname(self.text.name) if self.text else ""

    def path(self, path: str) -> str:
        """A path of the configuration, seen from the working folder."""
        return os.path.normpath(os.path.join(self._folder, path))

    def is_beneath(self, path: str) -> bool:
        """Whether all of the configuration's folder is in a folder."""
        whole, folder = os.path.realpath(path), os.path.realpath(self._folder or os.curdir)
        return os.path.isdir(whole) and f"{folder}{os.sep}".startswith(
            f"{whole.rstrip(os.sep)}{os.sep}"
        )

    def relative(self, path: str) -> str:
        """A path seen from the configuration's folder, with slashes."""
        return relative(path, self._folder)

    def place(self, table: str, key: str | None = None) -> str:
        """Where a table or a key of it is set, such as ``argmap.toml:3``; the file, if unsure."""
        if self.text is None:
            return ""
        name = f"{self.prefix}{table}"
        wanted = [f"[{name}]", f"{name}=", f"{name}."]
        if key is not None:
            wanted = [f"{name}.{_bare(key)}=", f"{name}.{_bare(key)}."]
        within = ""
        for number, line in enumerate(self.text.content.splitlines(), 1):
            words = _bare(line)
            if line.lstrip().startswith("["):
                within = words[1:].partition("]")[0] + "."
                words = words if key is None else within
            elif key is not None and not words.startswith("#"):
                words = within + words
            if words.startswith(tuple(wanted)):
                return f"{self.text.name}:{number}"
        return self.text.name


def _bare(words: str) -> str:
    """Words of TOML without blanks and quotation marks, so that they can be compared."""
    return re.sub(r"[\s\\\"']", "", words)


def configuration(file: str | None = None, folder: str = os.curdir) -> Configuration:
    """What ``file`` sets, or else the nearest ``argmap.toml``, or ``pyproject.toml`` with a table
    ``[tool.argmap]``, in a folder and those above it; the working folder if none is given.

    Raises :class:`FileError` for a file that cannot be read or is not TOML.
    """
    if file is not None:
        return _configuration(read(file)) or Configuration()
    folder = os.path.abspath(folder)
    while True:
        for name in (CONFIGURATION, PYPROJECT):
            path = os.path.join(folder, name)
            if os.path.lexists(path) and not os.path.isdir(path):
                found = _configuration(read(_from_here(path)))
                if found is not None:
                    return found
        above = os.path.dirname(folder)
        if above == folder:
            return Configuration()
        folder = above


def _from_here(path: str) -> str:
    """A path seen from the working folder, where that is on the same drive."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return path


def _configuration(text: Text) -> Configuration | None:
    """What a file sets; None for a ``pyproject.toml`` that says nothing of argmap."""
    shared = os.path.basename(text.name) == PYPROJECT
    if shared and not re.search(r"\btool\s*(\.\s*argmap|\])", text.content):
        return None
    import tomllib

    try:
        tables = tomllib.loads(text.content)
    except (
        ValueError,
        RecursionError,
    ) as error:  # a number, or a depth, beyond all measure
        raise FileError(f"`{text.name}` is not TOML: {error}") from error
    if not shared:
        return Configuration(text, "", tables)
    tables = tables.get("tool", {}).get("argmap")
    if tables is None:
        return None
    if not isinstance(tables, dict):
        raise FileError(f"`{text.name}`: `tool.argmap` is not a table")
    return Configuration(text, "tool.argmap.", tables)


def cache_folder() -> str | None:
    """The user's folder for what argmap can make again, made if need be; None without one.

    There is none where the environment has ``ARGMAP_NO_CACHE``.
    """
    if os.environ.get(NO_CACHE):
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")
    if not os.path.isabs(base):
        return None
    folder = os.path.join(base, "argmap")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError:
        return None
    return folder


class Shelf:
    """What is kept of files from one run to the next, in the user's cache folder.

    A file goes by its path. What cannot be kept is not, and beyond so many bytes the oldest goes:
    whoever asks has to do without.
    """

    def __init__(self, most: int = 100_000_000) -> None:
        self._most = most

    def get(self, name: str) -> bytes | None:
        """What was put there of a file, if that is still there."""
        with suppress(OSError, ValueError):
            if place := self._place(name):
                with open(place, "rb") as file:
                    return file.read()
        return None

    def put(self, name: str, data: bytes) -> None:
        """Keep this of a file, if that can be done."""
        with suppress(OSError, ValueError):
            if place := self._place(name):
                folder = os.path.dirname(place)
                os.makedirs(folder, mode=0o700, exist_ok=True)
                _replace(place, data, 0o600)
                self._make_room(folder)

    def _make_room(self, folder: str) -> None:
        there = [(each.stat(), each.path) for each in os.scandir(folder)]
        there.sort(key=lambda each: each[0].st_mtime_ns, reverse=True)
        size = 0
        for found, path in there:
            size += found.st_size
            if size > self._most:
                os.unlink(path)

    def _place(self, name: str) -> str:
        folder = cache_folder()
        key = crc32(os.path.abspath(name).encode("utf-8", "surrogateescape"))
        return os.path.join(folder, "lines", f"{key:08x}") if folder else ""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
