"""How a server was asked to serve."""

from msgspec import Struct, field

from tellings.fetching import Rules
from tellings.intake import Limits
from tellings.writer import Endpoint

MEGABYTE = 1_000_000


class Caps(Struct, frozen=True, kw_only=True):
    """What the processes behind the server may do: caps on input, whom to ask, how long articles are kept, how they are told.

    ``retention``: days that an article is kept; ``excerpts``: of what was told only what matters to its story is kept.
    ``writer`` writes the briefs, where somebody wants that. ``tell_all``: not only stories that are asked for are told, but all
    that have more than one report, the latest first.
    """

    limits: Limits = field(default_factory=Limits)
    rules: Rules = field(default_factory=Rules)
    network: bool = True
    retention: int | None = None
    excerpts: bool = False
    model: str = "english"
    attitudes: bool = False
    words: int | None = None
    writer: Endpoint | None = None
    tell_all: bool = True


class Serving(Struct, frozen=True, kw_only=True):
    """How to serve: which library, under which names, to whom, and how much at once.

    ``tokens``: the file of tokens; with a token in it every request needs one. ``body``: bytes of one request; ``rate``: requests
    a second that one token, or one address without tokens, may make, 0 for any number. ``full_text``: readers by token see whole
    reports too, not excerpts with a link; without tokens the library's owner does. ``certificate`` and ``key`` are PEM files.
    """

    library: str
    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    tokens: str | None = None
    body: int = 20 * MEGABYTE
    upload: int = 200 * MEGABYTE
    rate: int = 200
    full_text: bool = False
    certificate: str | None = None
    key: str | None = None
    caps: Caps = field(default_factory=Caps)
