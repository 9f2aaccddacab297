"""Results out: to stdout, or to a file that is either the old one or the whole new one."""

import os
import sys
import tempfile
from pathlib import Path

from tellings.cli.door import HangupError, UnwrittenError
from tellings.errors import UsageError

ENDINGS = {
    ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json", ".jsonl": "jsonl", ".csv": "csv",
    ".txt": "text",
}  # fmt: skip


def format_of(path: str | None, asked: str, asked_by_flag: bool) -> str:
    """Return the format: what a flag names, else what the file's ending says, else the setting."""
    if path is None or asked_by_flag:
        return asked
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"the ending of {path} names no format; use one of {' '.join(ENDINGS)}, or add --format")
    return ENDINGS[ending]


def check_writable(path: str | None) -> None:
    """Say before the work begins that its result would have no place to go."""
    if path is None:
        return
    folder = Path(path).absolute().parent
    if Path(path).is_dir():
        raise UsageError(f"{path} is a folder; name a file in it, such as {Path(path) / 'story.html'}")
    if not folder.is_dir():
        raise UsageError(f"the folder {folder} is not there; make it first (mkdir -p), or write elsewhere")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"the folder {folder} may not be written to; write elsewhere")


def put(words: str, path: str | None = None) -> None:
    """Write a result to a file, or to stdout when there is none."""
    data = words.encode("utf-8", "backslashreplace")
    if path is not None:
        put_file(Path(path), data)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as gone:
        raise HangupError from gone
    except OSError as error:
        raise UnwrittenError(f"stdout could not be written: {error.strerror}; make room, or send it elsewhere") from error


def put_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file so that a reader, or a crash, finds the old bytes or the new ones, never half of them."""
    try:
        handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name[:80]}.")
    except OSError as error:
        raise UnwrittenError(f"{path} could not be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path) if mode is None else mode)
        os.replace(name, path)
    except OSError as error:
        raise UnwrittenError(f"{path} could not be written: {error.strerror}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """Keep the mode of a file that is there; otherwise what the umask allows."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
