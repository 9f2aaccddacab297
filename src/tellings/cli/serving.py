"""The run behind ``tellings serve``: settings to a server, and a line once it answers."""

import shlex
from contextlib import suppress
from pathlib import Path

from tellings.cli.door import DONE
from tellings.cli.held import address, data_folder
from tellings.cli.inputs import limits, rules
from tellings.cli.saying import note, tell
from tellings.cli.settings import Settings
from tellings.cli.writer import endpoint_of
from tellings.errors import StoreError, UsageError


def tokens_at(settings: Settings) -> Path:
    """Return where the tokens of the server are kept: the setting ``tokens``, else a file beside the usual library."""
    return Path(settings["tokens"]) if settings["tokens"] else data_folder() / "tokens.json"


def tokens_that_hold(settings: Settings) -> Path:
    """Return where the tokens of a server that starts are. Raises UsageError for a file that was named and is not there.

    Whoever names one wants the server locked: a misspelt name must not open it.
    """
    path = tokens_at(settings)
    if settings["tokens"] and not path.exists():
        raise UsageError(
            f"{path}, named by {settings.origins['tokens']}, is not there, and a server without tokens is open to everybody on "
            f"this machine: make one with `tellings token new NAME --tokens {shlex.quote(str(path))}`, or name no file"
        )
    return path


def run(settings: Settings, *, open_it: bool, full_text: bool, certificate: str | None, key: str | None) -> int:
    """Serve until interrupted."""
    from tellings.service import Caps, Serving, serve

    where = address(settings)
    if "://" not in where:
        where = str(Path(where).absolute())
        try:
            Path(where).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(f"there can be no library at {where}: {error.strerror}; name another with --library") from error
    caps = Caps(
        limits=limits(settings),
        rules=rules(settings),
        network=settings["network"],
        retention=settings["retention"],
        excerpts=settings["texts"] == "excerpts",
        model=settings["model"],
        attitudes=settings["attitudes"],
        words=settings["words"],
        writer=endpoint_of(settings),
        tell_all=settings["tell"] == "all",
    )
    serving = Serving(
        library=where,
        host=settings["host"],
        port=settings["port"],
        names=settings["allow_host"],
        tokens=str(tokens_that_hold(settings)),
        rate=settings["rate"],
        full_text=full_text,
        certificate=certificate,
        key=key,
        caps=caps,
    )

    def ready(at: str) -> None:
        tell(f"serving {where.rpartition('@')[2]} at {at} (Ctrl-C ends it)")
        if open_it:
            import webbrowser

            webbrowser.open(at)

    with suppress(KeyboardInterrupt):  # how a server is ended
        serve(serving, ready, note, tell)
    tell("ended; what was taken in is safe")
    return DONE
