"""The command line as a user has it: a process, with a state folder and settings of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

TOLD = (
    "The bridge to Gull Island was shut on Tuesday after a barge struck it, the harbour office said. "
    "“Nobody was on the {word},” said engineer Ada Brume. Some {cars} cars were turned back.\n\n"
    "The Merrow was carrying gravel from the Tern quarry{more}.\n"
)
PILE = {
    "gull.txt": "Gull Island bridge shut\n\nPublished: 3 June 2031\n\n"
    + TOLD.format(word="span", cars=40, more=". Its master was not hurt"),
    "tern.txt": "Barge strikes Gull Island bridge\n\nPublished: 4 June 2031\n\n"
    + TOLD.format(word="bridge", cars=60, more=" to the new sea wall"),
}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Two reports of one event, in a folder."""
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in PILE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment that knows nothing of this machine's user."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TELLINGS_", "XDG_", "NO_COLOR", "COLUMNS", "FORCE_COLOR"))}
    return kept | {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config"), "HOME": str(tmp_path)}


@pytest.fixture
def command() -> list[str]:
    """The command as installed beside this python."""
    return [str(Path(sys.executable).with_name("tellings"))]


@pytest.fixture
def run(tmp_path: Path, command: list[str], surroundings: dict[str, str]) -> Run:
    """Run tellings to its end in an empty folder; ``stdin`` is what it is given, ``patience`` how many seconds it has.

    Other keyword arguments are environment variables.
    """

    def start(*args: object, stdin: str = "", patience: int = 120, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *map(str, args)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=surroundings | env,
            timeout=patience,
            check=False,
        )

    return start
