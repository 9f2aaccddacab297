"""The verbs of intake: everything that the user named, or that a fetcher brought, read."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from tellings.intake.arrival import Arrival, Found
from tellings.intake.intake import Intake
from tellings.intake.limits import Limits
from tellings.model import Article, Unread

Say = Callable[[str], None]
DEFAULT = Limits()


def read_all(
    paths: Iterable[str], limits: Limits = DEFAULT, say: Say | None = None
) -> tuple[list[Article], list[Unread], list[str]]:
    """Return the articles of ``paths`` in a fixed order, what could not be read, and notes on what was recognised or skipped.

    Nothing raises for the sake of one input. The order of ``paths`` changes nothing. An address that an input names is an
    Unread that says so: nothing here fetches.
    """
    notes: list[str] = []

    def note(words: str) -> None:
        notes.append(words)
        if say:
            say(words)

    got = [unfetched(found) for found in iter_articles(paths, limits, note)]
    return [r for r in got if isinstance(r, Article)], [r for r in got if isinstance(r, Unread)], notes


def iter_articles(
    paths: Iterable[str], limits: Limits = DEFAULT, say: Say | None = None, *, start: Mapping[str, str] | None = None
) -> Iterator[Found]:
    """Yield each article, each address that a feed or list names, or the reason why something could not be read, as it is read.

    ``start``: for the path of an input, the cursor to go on after, as ``iter_arrivals`` gave it.
    """
    for arrival in iter_arrivals(paths, limits, say, start=start):
        yield arrival.found


def iter_arrivals(
    paths: Iterable[str], limits: Limits = DEFAULT, say: Say | None = None, *, start: Mapping[str, str] | None = None
) -> Iterator[Arrival]:
    """Yield the same with the input it came from and the cursor that ``start`` goes on after.

    Whoever stores a cursor with each arrival loses nothing and reads nothing twice: an input of several things in one record
    (a feed in an archive) has the cursor before it until the last of them.
    """
    with Intake(limits, say) as taken:
        yield from taken.iter_arrivals(paths, start)


def unfetched(found: Found) -> Article | Unread:
    """Return an article or reason as it is, and for a link the reason that it was not fetched."""
    if isinstance(found, (Article, Unread)):
        return found
    what = f"{found.file}: " if found.file else ""
    return Unread(
        f"{what}{found.url}", f"it is the address of a {found.kind}, which was not fetched; name the {found.kind}, or save it"
    )
