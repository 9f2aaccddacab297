"""The verb of intake: everything that the user named, read."""

from collections.abc import Callable, Iterable, Iterator

from tellings.intake.limits import Limits
from tellings.model import Article, Unread

Say = Callable[[str], None]


def read_all(
    paths: Iterable[str], limits: Limits = Limits(), say: Say | None = None
) -> tuple[list[Article], list[Unread], list[str]]:
    """Return the articles of ``paths`` in a fixed order, what could not be read, and notes on what was recognised or skipped."""
    notes: list[str] = []

    def note(words: str) -> None:
        notes.append(words)
        if say:
            say(words)

    read = list(iter_articles(paths, limits, note))
    return [r for r in read if isinstance(r, Article)], [r for r in read if isinstance(r, Unread)], notes


def iter_articles(paths: Iterable[str], limits: Limits = Limits(), say: Say | None = None) -> Iterator[Article | Unread]:
    """Yield each article, or the reason why it could not be read, as it is read."""
    import pathlib

    from tellings.reading import read

    for path in map(pathlib.Path, paths):
        for f in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
            yield read(f.read_bytes().decode("utf-8"), f.name)
