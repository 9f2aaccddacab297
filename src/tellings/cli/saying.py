"""What is said on stderr: notes, warnings, progress. stdout belongs to the result."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from tellings.exports.visible import visible

LEVEL = {"quiet": 0, "plain": 1, "verbose": 2}
_level = LEVEL["plain"]
_over: list[Any] = []  # the console of the bar that is drawn now: words go above it, not through it


def set_level(quiet: bool, verbose: bool) -> None:
    """Choose how much is said: ``quiet`` leaves errors only."""
    global _level  # noqa: PLW0603 - one stderr, one loudness
    _level = LEVEL["quiet"] if quiet else LEVEL["verbose"] if verbose else LEVEL["plain"]


def is_verbose() -> bool:
    """Whether the reader asked for everything; also before the options have been read."""
    return _level >= LEVEL["verbose"] or bool({"-v", "--verbose"} & set(sys.argv[1:]))


def warn(words: str) -> None:
    """Say what the reader has to know, --quiet or not."""
    _write(words)


def tell(words: str) -> None:
    """Say what is worth a line, unless --quiet."""
    if _level >= LEVEL["plain"]:
        _write(words)


def note(words: str) -> None:
    """Say what only -v asks for."""
    if _level >= LEVEL["verbose"]:
        _write(words)


def _write(words: str) -> None:
    line = f"tellings: {visible(words)}"
    try:
        if _over:
            _over[-1].print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        else:
            click.echo(line, err=True)
    except OSError:  # stderr is closed: nobody to tell
        return


class Progress:
    """Shows how far the work has come: a bar on a terminal, nothing elsewhere."""

    def __init__(self, bar: Any = None) -> None:
        self.bar = bar
        self.stage = ""
        self.task: Any = None

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Take a report of ``done`` out of ``of`` (0: not known) in a stage."""
        if self.bar is None:
            return
        if stage != self.stage:
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.stage, self.task = stage, self.bar.add_task(stage, total=of or None)
        self.bar.update(self.task, completed=done, total=of or None)


@contextmanager
def progress() -> Iterator[Progress]:
    """Give a progress to report to; its bar is gone when the work is done."""
    if _level < LEVEL["plain"] or not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Bar(*columns, console=console, transient=True) as bar:
        _over.append(console)
        try:
            yield Progress(bar)
        finally:
            _over.pop()
