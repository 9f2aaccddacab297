"""Corrections by people: the file read, and told what became of it."""

from collections.abc import Sequence
from pathlib import Path

from tellings.cli.saying import note, warn
from tellings.cli.settings import Settings
from tellings.errors import MaterialError, UsageError
from tellings.model import Override, Result, Unapplied

SHOWN = 20  # lines told one by one on stderr; the JSON has them all


def read_corrections(settings: Settings) -> tuple[tuple[Override, ...], tuple[Unapplied, ...]]:
    """Return the corrections of the file that the setting names, and its lines that hold none; a missing file is a usage error."""
    if not settings["overrides"]:
        return (), ()
    from tellings.overrides import read_overrides
    from tellings.reading.decoding import decode

    path = Path(settings["overrides"])
    try:
        raw = path.read_bytes()
        return read_overrides(decode(raw).text if raw.strip() else "")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}; --overrides names a file of corrections") from error
    except MaterialError as error:
        raise UsageError(f"{path} is no file of corrections: {error.reason}") from error


def tell_corrections(result: Result, settings: Settings) -> None:
    """Say on stderr which corrections changed nothing, and with -v how many did."""
    for left in result.unapplied[:SHOWN]:
        warn(f"not corrected: {settings['overrides']}:{left.line}: {left.reason}")
    if len(result.unapplied) > SHOWN:
        warn(f"not corrected: {len(result.unapplied) - SHOWN} lines more, see unapplied in --json")
    done: Sequence[int] = sorted({a.override.line for s in result.stories for a in s.overrides})
    if done:
        note(f"corrected by {settings['overrides']}: line{'s' * (len(done) != 1)} {', '.join(map(str, done))}")
