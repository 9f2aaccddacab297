"""The writer that the settings name, and a word about what it could not write."""

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tellings.cli.saying import note, warn
from tellings.cli.settings import Settings
from tellings.errors import UsageError
from tellings.model import Story

if TYPE_CHECKING:
    from tellings.writer import Endpoint, Writer

LONGEST = 4_000  # characters of a key


def endpoint_of(settings: Settings) -> "Endpoint | None":
    """Return the server of the writer that the settings name, None where they name none."""
    if not settings["writer"]:
        return None
    from tellings.writer import Endpoint

    if not settings["network"]:
        raise UsageError("--writer asks a server, and --offline forbids it; leave one of them out")
    return Endpoint(settings["writer"], settings["writer_model"], _key(settings), settings["writer_seconds"])


@contextmanager
def written(settings: Settings) -> "Iterator[Writer | None]":
    """Give the writer that the settings name, None where they name none."""
    endpoint = endpoint_of(settings)
    if endpoint is None:
        yield None
        return
    from tellings.fetching import Rules
    from tellings.writer import Writer

    rules = Rules(contact=settings["contact"], also=settings["networks"])
    with closing(Writer(endpoint, words=settings["words"], rules=rules)) as writer:
        yield writer


def tell_troubles(stories: Iterable[Story]) -> None:
    """Say on stderr who wrote, and of each story that the writer did not write, why our own brief stands."""
    for story in stories:
        who = story.brief.written
        if who and who.trouble:
            warn(f"{story.id}: {who.model} at {who.host} wrote no brief, ours stands: {who.trouble}")
        elif who:
            note(f"{story.id}: {who.sentences} sentences by {who.model} at {who.host}, each checked against its passages")


def _key(settings: Settings) -> str:
    """Return the key, from where the settings say it is."""
    name, file = settings["writer_key_env"], settings["writer_key_file"]
    if name and file:
        raise UsageError("writer_key_env and writer_key_file both name a key; leave one of them out")
    if name:
        key = os.environ.get(name, "")
        if not key:
            raise UsageError(f"the variable {name}, named by writer_key_env, is not set; export it first")
        return _checked(key, f"the variable {name}")
    if file:
        try:
            return _checked(Path(file).read_text(encoding="ascii").strip(), file)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}, named by writer_key_file, cannot be read as a key: {type(error).__name__}") from None
    return ""


def _checked(key: str, where: str) -> str:
    if not 0 < len(key) <= LONGEST or not all("!" <= c <= "~" for c in key):
        raise UsageError(f"{where} holds no key: a key is one line of letters, digits and signs, without blanks")
    return key
