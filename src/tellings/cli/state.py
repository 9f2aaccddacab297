"""The last result, kept in the user's state folder for ``show`` and ``explain``."""

import os
from pathlib import Path

import msgspec

from tellings.cli.door import UnwrittenError
from tellings.cli.saying import note
from tellings.cli.settings import Settings
from tellings.cli.writing import put_file
from tellings.errors import StoreError, UsageError
from tellings.model import Result


def place(settings: Settings) -> Path:
    """Return the file of the last result: the setting ``state``, else the XDG state folder."""
    if settings["state"]:
        return Path(settings["state"])
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "tellings" / "last.json"


def keep(result: Result, settings: Settings) -> None:
    """Keep the result, readable by its owner alone; where that cannot be, the run goes on and -v says so."""
    path = place(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_file(path, msgspec.json.encode(result), mode=0o600)
    except (OSError, UnwrittenError, UnicodeEncodeError) as error:
        note(f"the result is not kept for show and explain: {error}")


def recall(settings: Settings, named: str | None = None) -> Result:
    """Return the last result, or that of the file ``named``."""
    path = Path(named) if named else place(settings)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Result)
    except FileNotFoundError:
        if named:
            raise UsageError(f"{named} is not there; make it with `tellings brief PATH... -o {named}`") from None
        raise StoreError("there is no last result yet; run `tellings brief PATH...` first, or name one with --in FILE") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(f"{path} is no result of tellings {Result().tellings}: {error}; make a new one with `brief`") from error
