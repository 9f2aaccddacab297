"""The errors of tellings, in one tree.

    TellingsError
    ├── UsageError      the call was wrong: an unknown option, a path that is not there
    │   ├── MissingError    what was named is not there: a story, an article, a finding
    │   └── TooMuchError    more was given at once than is taken
    ├── MaterialError   the text was wrong: empty, binary, too large, broken (carries the name of the input)
    ├── StoreError      the library or the last result could not be read or written
    └── FetchError      somebody else's server could not be read

Every message says what is wrong, where, and what to do next.
"""


class TellingsError(Exception):
    """The root of every error that tellings raises on purpose."""


class UsageError(TellingsError):
    """The call was wrong; the message says how to put it right."""


class MissingError(UsageError):
    """What was named is not there; the message says what is near, or where to look."""


class TooMuchError(UsageError):
    """More was given at once than is taken; the message says how much is."""


class MaterialError(TellingsError):
    """The text could not be used; in a batch this is a value, not the end of the run."""

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(f"{name}: {reason}" if name else reason)
        self.reason = reason
        self.name = name


class StoreError(TellingsError):
    """A library or a stored result could not be read or written."""


class FetchError(TellingsError):
    """A server could not be read; in a round of feeds this is a value, not the end of the round.

    ``url``: what was asked for; ``reason``: what is wrong and what to do; ``kind``: a name of ``fetching/failures.toml``;
    ``status``: the HTTP status, if one came; ``retry_after``: seconds that the server asked to be left alone.
    """

    def __init__(
        self, reason: str, url: str = "", kind: str = "fault", *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(f"{url}: {reason}" if url else reason)
        self.reason = reason
        self.url = url
        self.kind = kind
        self.status = status
        self.retry_after = retry_after
