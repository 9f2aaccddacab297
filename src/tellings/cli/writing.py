"""Results out: to stdout, or to a file that is either the old one or the whole new one."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tellings.cli.door import HangupError, UnwrittenError
from tellings.errors import UsageError
from tellings.exports.forms import FORMS

if TYPE_CHECKING:
    from tellings.exports.tables import Table

ENDINGS = {form.ending: name for name, form in FORMS.items() if name != "table"} | {".htm": "html", ".markdown": "md"}
LISTED = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx"}  # what a list can be written as


def format_of(path: str | None, asked: str, asked_by_flag: bool) -> str:
    """Return the format: what a flag names, else what the file's ending says, else the setting."""
    if path is None or asked_by_flag:
        return asked
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(f"the ending of {path} names no format; use one of {' '.join(ENDINGS)}, or add --format")
    return ENDINGS[ending]


def listed_as(output: str | None, as_json: bool = False) -> str:
    """Return the form of a list: what its file's ending names, JSON where that is asked for, else text; check the file first."""
    if output is None:
        return "json" if as_json else "text"
    check_writable(output)
    ending = Path(output).suffix.lower()
    if ending not in LISTED:
        raise UsageError(f"the ending of {output} names no format of a list; use one of {' '.join(LISTED)}")
    return LISTED[ending]


def put_list(found: Any, form: str, output: str | None, to_text: Callable[[], str], to_table: "Callable[[], Table]") -> None:
    """Write a list as ``listed_as`` says: for people, as JSON, or as a table, which has a row for each passage."""
    from tellings.exports.held import to_json
    from tellings.exports.tables import write_table

    if form in ("text", "json"):
        put(to_json(found) if form == "json" else to_text(), output)
    else:
        put(write_table(form, to_table()), output)


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


def put(words: str | bytes, path: str | None = None) -> None:
    """Write a result to a file, or to stdout when there is none; bytes are nothing for a terminal."""
    if path is None and isinstance(words, bytes) and sys.stdout.isatty():
        raise UsageError(
            "this format is a file for another program, not for a terminal; name one with -o FILE, or send it elsewhere"
        )
    data = words if isinstance(words, bytes) else words.encode("utf-8", "backslashreplace")
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
