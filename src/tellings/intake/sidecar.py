"""What a folder's ``meta.json`` knows of the plain text files beside it: title, outlet, day and the like."""

import json
import os
from collections.abc import Callable
from typing import Any

from tellings.intake.limits import Limits
from tellings.intake.walk import SIDECAR

FIELDS = ("title", "outlet", "author", "published", "url", "language")


class Sidecars:
    """The ``meta.json`` of each folder met so far, read once each."""

    def __init__(self, limits: Limits, say: Callable[[str], None]) -> None:
        self.limits, self.say = limits, say
        self.known: dict[str, dict[str, dict[str, Any]]] = {}

    def given(self, path: str) -> dict[str, Any]:
        """Return the fields that the ``meta.json`` beside a file gives for it; none when there is none or it is broken.

        The file is a list of objects (or one under the key ``articles``), each with ``file``, the name of a file beside it,
        and any of title, outlet, author, published (ISO 8601), url, language.
        """
        folder, name = os.path.split(path)
        if folder not in self.known:
            self.known[folder] = self._read(os.path.join(folder, SIDECAR))
        row = self.known[folder].get(name, {})
        return {f: row[f] for f in FIELDS if isinstance(row.get(f), str) and row[f].strip()}

    def _read(self, path: str) -> dict[str, dict[str, Any]]:
        try:
            if os.path.getsize(path) > self.limits.article:
                self.say(f"{path}: larger than one article may be, so what it says of the files beside it is not used")
                return {}
            with open(path, encoding="utf-8-sig") as stream:
                told = json.load(stream)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            self.say(f"{path}: not readable as JSON ({error}); what it says of the files beside it is not used")
            return {}
        rows = told.get("articles") if isinstance(told, dict) else told
        by_name = (
            {r["file"]: r for r in rows if isinstance(r, dict) and isinstance(r.get("file"), str)} if isinstance(rows, list) else {}
        )
        if by_name:
            self.say(f"{path}: title, outlet and day of {len(by_name)} files taken from it")
        return by_name
