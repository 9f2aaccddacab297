"""How far the fetcher goes, and how politely."""

from msgspec import Struct

KILOBYTE, MEGABYTE = 1_000, 1_000_000
MINUTE, HOUR = 60.0, 3600.0


class Rules(Struct, frozen=True, kw_only=True):
    """What is allowed and what is too much; sizes in bytes, times in seconds. Every default is by judgement.

    Where to: ``ports`` that may be connected to; ``also``, networks in CIDR notation that are reached although the world
    cannot route them, for a feed in one's own house (the setting `networks`); ``certificates``, a PEM file that stands in place
    of certifi's store, or "system" for that of the machine; ``contact``, an address told to servers in the User-Agent;
    ``home``, the origin of a server that a person named (``named``): the only one that is asked then, on this machine or in the
    same house too.

    How much: ``total`` and ``connect`` time of one request, robots.txt and each redirect being requests of their own;
    ``wire`` bytes of one answer as it comes, ``decoded`` bytes of its body unpacked; ``header_bytes`` and ``header_count``
    of its head; ``redirects`` in a row; ``url_length``.

    How politely: ``delay`` between two requests to one host, one at a time; ``longest_delay``, up to which a Crawl-delay
    of robots.txt is honoured, and for which a fetch waits when a host asked to be left alone; ``robots_kept``, how long a
    robots.txt is believed (RFC 9309: a day at most), ``robots_retry``, when one that could not be had is asked for again;
    ``keep_alive``, how long a connection is kept for the next request.
    """

    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    also: tuple[str, ...] = ()
    certificates: str = ""
    contact: str = ""
    home: str = ""

    total: float = 60.0
    connect: float = 10.0
    wire: int = 10 * MEGABYTE
    decoded: int = 20 * MEGABYTE
    header_bytes: int = 64 * KILOBYTE
    header_count: int = 200
    redirects: int = 5
    url_length: int = 8_000

    delay: float = 1.0
    longest_delay: float = 30.0
    robots_kept: float = 24 * HOUR
    robots_retry: float = 10 * MINUTE
    keep_alive: float = 15.0
