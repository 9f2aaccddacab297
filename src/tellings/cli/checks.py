"""What the doctor looks at, one function a check."""

import locale
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import NamedTuple

from tellings import __version__
from tellings.cli.settings import Settings
from tellings.cli.state import place
from tellings.errors import TellingsError

LOW_DISK = 200_000_000  # bytes: room for a result of a thousand long reports, a hundred times over


class Check(NamedTuple):
    """One thing looked at: ok, warning or missing; what was found; what to do."""

    name: str
    verdict: str
    found: str
    advice: str = ""


def examine(settings: Settings, *, store: bool = False) -> list[Check]:
    """Return every check, in a fixed order; a check that breaks is a finding too. ``store``: the library is looked through too."""
    checks: list[Callable[[Settings], Iterator[Check]]] = [_python, _tellings, _sqlite, _packages, _data, _weights, _state, _utf8]
    checks += [_library] if store else []
    found: list[Check] = []
    for check in checks:
        try:
            found += check(settings)
        except Exception as error:  # the doctor must not die of the illness
            found.append(Check(check.__name__.strip("_"), "missing", f"{type(error).__name__}: {error}", "please report this"))
    return found


def _python(_: Settings) -> Iterator[Check]:
    good = sys.version_info >= (3, 11)
    yield Check(
        "python", "ok" if good else "missing", f"{platform.python_version()} at {sys.executable}", "" if good else "3.11 or newer"
    )


def _tellings(_: Settings) -> Iterator[Check]:
    yield Check("tellings", "ok", __version__)


def _sqlite(_: Settings) -> Iterator[Check]:
    with sqlite3.connect(":memory:") as db:
        try:
            db.execute("create virtual table t using fts5(x)")
            yield Check("sqlite", "ok", f"{sqlite3.sqlite_version} with FTS5")
        except sqlite3.OperationalError:
            yield Check("sqlite", "missing", f"{sqlite3.sqlite_version} without FTS5", "use a python built with FTS5")


def _packages(_: Settings) -> Iterator[Check]:
    for wanted in requires("tellings") or ():
        if "extra ==" in wanted:
            continue
        name = wanted.split(";")[0].split(">")[0].split("=")[0].split("[")[0].strip()
        try:
            yield Check(name, "ok", version(name))
        except PackageNotFoundError:
            yield Check(name, "missing", "not installed", f"pip install '{wanted}'")
    from lxml import etree

    etree.fromstring(b"<p>parsed</p>")


def _data(_: Settings) -> Iterator[Check]:
    from tellings.exports.rules import rules

    known = rules()
    good = bool(known) and all(r.says for r in known.values())
    yield Check("package data", "ok" if good else "missing", f"{len(known)} rules", "" if good else "install tellings again")


def _weights(_: Settings) -> Iterator[Check]:
    from tellings.language.english.weights import check_weights
    from tellings.language.readers import English, Rules

    files = list(check_weights())
    faults = [wrong for _name, wrong in files if wrong]
    read = English().load()
    alone = "until then English is read by rules alone" if isinstance(read, Rules) else "until then what needs this file fails"
    for wrong in faults:
        yield Check("weights", "missing", wrong, f"install tellings again; {alone}")
    if not faults:
        yield Check("weights", "ok", f"{len(files)} files, each as its SHA-256 says")
    if isinstance(read, Rules):
        yield Check("encoder", "missing", read.reason, f"install tellings again; {alone}")
    else:
        yield Check("encoder", "ok", f"{read.name} reads")


def _state(settings: Settings) -> Iterator[Check]:
    path = place(settings)
    folder = next(p for p in (path.absolute(), *path.absolute().parents) if p.is_dir())
    free = shutil.disk_usage(folder).free
    low = free < LOW_DISK
    yield Check("disk", "warning" if low else "ok", f"{free / 1e9:.1f} GB free in {folder}", "make room" if low else "")
    kept = f"{path} ({path.stat().st_size:,} bytes)" if Path(path).is_file() else f"none yet, would be {path}"
    yield Check("last result", "ok", kept)


def _library(settings: Settings) -> Iterator[Check]:
    from tellings.cli.held import opened

    try:
        with opened(settings) as library:
            wrong = library.store.check()
            with library.store.reading() as r:
                held = r.count()
            where = library.store.name
    except TellingsError as error:
        yield Check("library", "missing", str(error))
        return
    for fault in wrong:
        yield Check("library", "missing", fault, "export what can be read, import it into a new library, and report this")
    if not wrong:
        yield Check("library", "ok", f"{where}: {held.articles} articles, {held.stories} stories, sound")


def _utf8(_: Settings) -> Iterator[Check]:
    names = (locale.getpreferredencoding(False), sys.getfilesystemencoding())
    good = all(n.lower().replace("-", "") == "utf8" for n in names)
    advice = "" if good else "set LANG to a UTF-8 locale or PYTHONUTF8=1"
    yield Check("UTF-8", "ok" if good else "warning", f"text {names[0]}, file names {names[1]}", advice)
