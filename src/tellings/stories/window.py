"""How much of a stream is held, and where a stream stood when it was last told."""

from msgspec import Struct


class Window(Struct, frozen=True, kw_only=True):
    """What is held at once. By judgement: a story sleeps after six weeks; a hundred thousand articles fit in half a gigabyte."""

    days: int = 42  # a story whose latest article is so many days behind the stream is closed
    articles: int = 100_000  # most articles held; beyond, the stories that have been quiet longest are closed
    every: int = 256  # arrivals after which what they touched is grouped again


class Mark(Struct, frozen=True, array_like=True):
    """Where a stream stands beside its held articles: what a restarted desk needs to go on as if it had never stopped."""

    arrived: int = 0  # articles that came, since the beginning
    waiting: int = 0  # of these, since the last grouping
    fresh: int = 0  # articles taken onto the desk since then, reopened ones too: the last of those held
    swept: int = 0  # arrivals when stories were last looked through for closing
    days: tuple[int, ...] = ()  # days of the latest dated arrivals; their median is the day of the stream
