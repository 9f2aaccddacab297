"""What a server gave."""

from msgspec import Struct


class Fetched(Struct, frozen=True, kw_only=True):
    """One answer: 200 with a body, or 304 without one.

    ``asked`` is the URL given, ``url`` the one that answered (equal but for redirects and spelling); ``redirects`` are the
    URLs asked on the way, the first included when there were any. ``permanent`` is the URL to remember in place of ``asked``:
    that to which the leading 301 and 308 answers lead, None when the first step was none of them.

    ``media_type`` is lower case and without parameters, "" when the server told none; ``charset`` as told, "" likewise: a hint.
    ``body`` is unpacked from its content coding. ``etag`` and ``last_modified`` go back with the next request as they are.
    ``fresh``: for how many seconds the server says that this stays as it is (RFC 9111), None when it does not say.
    ``size``: bytes that came over the wire for this answer, its head included.
    """

    asked: str
    url: str
    status: int
    media_type: str = ""
    charset: str = ""
    body: bytes = b""
    etag: str | None = None
    last_modified: str | None = None
    redirects: tuple[str, ...] = ()
    permanent: str | None = None
    fresh: int | None = None
    size: int = 0

    @property
    def unchanged(self) -> bool:
        """True when the server says that nothing changed since the given validators."""
        return self.status == 304
