"""The run behind ``tellings check``: read text and reports, grade, show, and choose the exit code."""

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from shutil import get_terminal_size
from typing import get_args

import msgspec

from tellings.cli import fail_on
from tellings.cli.corrections import read_corrections, tell_corrections
from tellings.cli.door import MATCHED
from tellings.cli.inputs import Inputs
from tellings.cli.saying import progress, tell
from tellings.cli.settings import Settings
from tellings.cli.state import keep
from tellings.cli.work import heed, load_reader, trouble
from tellings.cli.writing import put
from tellings.errors import MaterialError, UsageError
from tellings.model import Check, ConflictKind, Strength

PIPED = 100  # columns where there is no terminal


def run_check(file: str, paths: Sequence[str], as_json: bool, settings: Settings) -> int:
    """Grade the text and return the exit code."""
    asked = _asked(settings)
    text = _read(file, paths, settings["max_article"])
    overrides, bad = read_corrections(settings)
    reader = load_reader(settings)
    inputs = Inputs(paths, settings)

    from tellings.checking import check
    from tellings.exports.checked import to_text
    from tellings.pipeline import tell_all

    with progress() as say:
        result, analyses = tell_all(heed(inputs, reader), inputs.unread, say, trouble, reader, overrides=overrides)
        for missed in result.unread[len(inputs.unread) :]:
            inputs.miss(missed)
        if not analyses:
            return inputs.code(0)
        say("checking", 0, 0)
        graded = msgspec.structs.replace(check(text, result.stories, analyses, reader), unread=result.unread)
    result = msgspec.structs.replace(result, unapplied=tuple(sorted((*bad, *result.unapplied), key=lambda u: u.line)))
    tell_corrections(result, settings)
    if not graded.sentences:
        raise MaterialError("it has no sentence to grade (headings, tables, code and notes are set aside)", file)
    keep(result, settings)
    if as_json:
        data = msgspec.json.encode(graded)
        put((msgspec.json.format(data, indent=2) if sys.stdout.isatty() else data).decode() + "\n")
    else:
        width = settings["width"] or get_terminal_size((PIPED, 24)).columns
        put(to_text(graded, [a.article.card for a in analyses], width))
    found = [kind for kind in asked if kind in found_in(graded)]
    if found:
        tell(f"--fail-on matched: {', '.join(found)}")
    return MATCHED if found else inputs.code(len(analyses))


def found_in(check: Check) -> set[str]:
    """Return the names of the kinds of finding that a checked text has."""
    kinds = {"unsupported"} if any(not s.supported for s in check.sentences) else set()
    touched = [c for s in check.sentences for c in s.conflicts]
    return kinds | {n for c in touched for n in ("conflict", f"conflict:{c.strength}", f"conflict:{c.kind}")}


def known() -> list[str]:
    """Return every kind that ``check --fail-on`` knows."""
    return ["unsupported", "conflict", *(f"conflict:{k}" for k in (*get_args(Strength), *get_args(ConflictKind)))]


def _asked(settings: Settings) -> tuple[str, ...]:
    """Return the kinds asked for; those that only ``brief`` knows are let be where a file or the environment names them."""
    words = [w.strip().lower().replace("-", "_") for w in settings["fail_on"].split(",")]
    by_flag = settings.origins["fail_on"].startswith("--")
    asked = [w for w in words if w and (by_flag or w not in fail_on.known() or w in known())]
    for kind in asked:
        if kind not in known():
            near = get_close_matches(kind, known(), n=1)
            hint = f"did you mean {near[0]}?" if near else ""
            raise UsageError(f"--fail-on {kind[:60]!r} is no kind of finding of check; {hint} Known: {', '.join(known())}")
    return tuple(asked)


def _read(file: str, paths: Sequence[str], most: int) -> str:
    """Return the text to grade; a file that is not there is a usage error, one that holds no text nothing usable."""
    from tellings.reading.decoding import decode

    if file == "-" and "-" in paths:
        raise UsageError("standard input can be the text or a report, not both; name a file for one of them")
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as source:
            raw = source.read(most + 1)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}; FILE is the text to grade, PATH the reports") from error
    if len(raw) > most:
        raise MaterialError(f"it is longer than {most:,} bytes (--max-article)", file)
    try:
        return decode(raw).text
    except MaterialError as error:
        raise MaterialError(error.reason, "standard input" if file == "-" else file) from error
