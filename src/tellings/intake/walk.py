"""What the user named, as a sorted list of inputs."""

import os
from collections.abc import Callable, Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tellings.language.tables import load_table
from tellings.model import Unread

STDIN = "-"
SIDECAR = "meta.json"
FEW = 6  # names of skipped files that a note lists


class Input(Struct, frozen=True, order=True):
    """A file by the name that results show (relative to what the user named), and its path; ``-`` is standard input.

    ``raw``: its bytes, when somebody brought them; then ``path`` only names it. ``listed``: it was met in a folder, not named.
    """

    name: str
    path: str
    raw: bytes | None = None
    listed: bool = False


def find_inputs(paths: Iterable[str], note: Callable[[str], None]) -> list[Input | Unread]:
    """Return every file that ``paths`` name, once each, sorted by name so that the order of ``paths`` does not matter.

    Folders are read recursively, without following links to folders, and give only files whose ending is one of kinds.toml; the
    rest is skipped with a note. A file
    that is named itself is always returned, whatever it is called.
    """
    found: dict[str, Input] = {}
    unread: list[Input | Unread] = []
    for item in _expand(sorted(set(map(str, paths))), note):
        if isinstance(item, Unread):
            unread.append(Unread(printable(item.file), item.reason))
        elif (real := item.path if item.path == STDIN else os.path.realpath(item.path)) in found:
            note(f"{item.name}: named twice, read once")
        else:
            found[real] = replace(item, name=printable(item.name))
    return [*unread, *sorted(found.values())]


def printable(path: str) -> str:
    r"""Return a path as every program can write it: what of its bytes is no UTF-8 is spelled out.

    >>> printable("b\udce9.txt")
    'b\\udce9.txt'
    """
    return path.encode("utf-8", "backslashreplace").decode()


def _expand(paths: Iterable[str], note: Callable[[str], None]) -> Iterator[Input | Unread]:
    for path in paths:
        if path == STDIN:
            yield Input(STDIN, STDIN)
        elif "\0" in path:
            yield Unread(path.replace("\0", "?"), "no file can have this name; check how it is given")
        elif os.path.isdir(path):
            yield from _folder(path, note)
        elif os.path.lexists(path):
            yield Input(os.path.basename(path), path)
        elif has_magic(path):
            yield from _globbed(path, note)
        else:
            yield Unread(path, "there is no such file or folder; check the spelling and where you are")


def _globbed(path: str, note: Callable[[str], None]) -> Iterator[Input | Unread]:
    hits = sorted(glob(path, recursive=True))
    if not hits:
        yield Unread(path, "nothing matches this pattern; check the spelling and where you are")
    for hit in hits:
        if not os.path.isdir(hit):
            yield Input(os.path.basename(hit), hit)
        elif "**" not in path:
            yield from _folder(hit, note)


def _folder(folder: str, note: Callable[[str], None]) -> Iterator[Input | Unread]:
    skipped: list[str] = []
    denied: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=denied.append):
        linked = [name for name in folders if os.path.islink(os.path.join(where, name))]  # could lead round in circles
        for name in [*names, *linked]:
            path = os.path.join(where, name)
            if name not in linked and is_report(name) and not _is_device(path):
                yield Input(Path(path).relative_to(folder).as_posix(), path, listed=True)
            else:
                skipped.append(Path(path).relative_to(folder).as_posix())
    for error in sorted(denied, key=str):
        yield Unread(str(error.filename), f"the folder could not be opened ({error.strerror}); check its permissions")
    if skipped:
        first = ", ".join(sorted(skipped)[:FEW]) + (" ..." if len(skipped) > FEW else "")
        note(f"{folder}: skipped {len(skipped)} that are not read ({first}); name a file itself to read it")


def _is_device(path: str) -> bool:
    """Whether a path is a pipe, a socket or the like, which might keep us waiting for ever."""
    return os.path.exists(path) and not os.path.isfile(path)


def is_report(name: str) -> bool:
    """Whether a file in a folder is read: its ending, packed or not, is known and it is neither hidden nor tells of others."""
    return not name.startswith(".") and name != SIDECAR and ending(name)[0] is not None


def ending(name: str) -> tuple[str | None, bool]:
    """Return the kind that a name's ending says (a key of kinds.toml, or None) and whether it says packed.

    >>> ending("a.jsonl.gz"), ending("notes.md")
    (('jsonl', True), (None, False))
    """
    endings = load_table("intake", "kinds.toml")["endings"]
    lower = name.lower()
    packed = next((e for e in endings["packed"] if lower.endswith(e)), "")
    bare = lower.removesuffix(packed)
    kinds = (kind for kind in endings if kind != "packed" and bare.endswith(tuple(endings[kind])))
    return next(kinds, None), bool(packed)
