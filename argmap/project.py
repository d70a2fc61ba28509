"""Which files: the one place where the command line finds, reads and writes them."""

import os
import sys
from collections.abc import Iterable, Iterator

from argmap.text import Text

MAP_ENDING = ".arg"


class FileError(Exception):
    """A file that cannot be read or written, in words that name it."""


def find(paths: Iterable[str]) -> Iterator[str]:
    """The maps that paths stand for: a folder means the ``.arg`` files beneath it, sorted.

    ``-`` stands for standard input and is passed through. Hidden folders are left out.

    Raises :class:`FileError` for a path that is not there, and for a folder without a map.
    """
    for path in paths:
        if path == "-":
            yield path
        elif os.path.isdir(path):
            found = sorted(_maps_beneath(path))
            if not found:
                raise FileError(f"there is no {MAP_ENDING} file beneath `{path}`")
            yield from found
        elif os.path.exists(path):
            yield path
        else:
            raise FileError(f"there is no file `{path}`")


def _maps_beneath(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(MAP_ENDING):
                yield os.path.normpath(os.path.join(root, name))


def read(path: str) -> Text:
    """Read a file, or standard input where the path is ``-``.

    Raises :class:`FileError`.
    """
    if path == "-":
        return Text.from_bytes("<stdin>", sys.stdin.buffer.read())
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise FileError(f"cannot read `{path}`: {_reason(error)}") from error
    return Text.from_bytes(path, data)


def read_if_there(path: str) -> Text | None:
    """Read a file; None where there is none that can be read."""
    try:
        return read(path) if path != "-" and os.path.isfile(path) else None
    except (FileError, ValueError):
        return None


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
        if os.path.exists(target) and not os.path.isfile(target):
            with open(target, "wb") as device:  # there is nothing that could be renamed
                device.write(data)
            return
        exists = os.path.exists(target)
        mode = os.stat(target).st_mode & 0o7777 if exists else 0o666 & ~_umask()
        new = os.path.join(
            os.path.dirname(target), f".{os.path.basename(target)}.{os.getpid()}"
        )
        try:
            with open(new, "xb") as file:
                file.write(data)
            os.chmod(new, mode)
            os.replace(new, target)
        except BaseException:
            if os.path.exists(new):
                os.unlink(new)
            raise
    except OSError as error:
        raise FileError(f"cannot write `{path}`: {_reason(error)}") from error


def cache_folder() -> str | None:
    """The user's folder for what argmap can make again, made if need be; None without one."""
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
