"""What is new since somebody's last visit: the number of the last thing that had happened then, kept by their browser.

Two cookies do it without a clock of ours. ``visit`` lasts thirty minutes from the last page and holds what is compared with;
``seen`` stays, and holds what the last page showed. When ``visit`` is gone, what was seen is what the next visit compares with.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie
from msgspec import Struct

from tellings.service.workspaces import Workspace

VISIT, SEEN = "tellings_visit", "tellings_seen"
ENDS = 30 * 60  # seconds without a page after which a visit is over, as web statistics have it
KEPT = 365 * 24 * 3600
NEWS = ("opened", "joined", "moved", "merged", "split")
LOOKED = 2_000  # moves looked through for stories with news


class _Written(Cookie):
    """A cookie of letters and digits alone, written as it is: http.cookies takes as long over two as a list takes to be found."""

    def to_encoded_header(self) -> tuple[bytes, bytes]:
        """Return the header (RFC 6265, 4.1)."""
        told = f"{self.key}={self.value}; HttpOnly; Max-Age={self.max_age}; Path={self.path}; SameSite={self.samesite}"
        return b"set-cookie", (told + "; Secure" * bool(self.secure)).encode("ascii")


class Visit(Struct, frozen=True):
    """What a visit compares with (None: a first visit), and what has happened by now."""

    since: int | None
    now: int
    workspace: str
    secure: bool

    def cookies(self) -> list[Cookie]:
        """Return what the browser is to keep."""
        since = self.now if self.since is None else self.since
        return [self._cookie(VISIT, since, ENDS), self._cookie(SEEN, self.now, KEPT)]

    def _cookie(self, name: str, number: int, age: int) -> Cookie:
        value = f"{number}.{self.workspace}"
        return _Written(key=name, value=value, max_age=age, path="/", httponly=True, samesite="strict", secure=self.secure)


def visit_of(request: Request[Any, Any, Any], workspace: Workspace, now: int) -> Visit:
    """Return the visit that a request belongs to; ``now``: the number of the last thing that happened."""
    name = blake2b(workspace.name.encode(), digest_size=4).hexdigest()
    cookies: Mapping[str, str] = request.cookies
    since = _number(cookies.get(VISIT), name, now)
    return Visit(_number(cookies.get(SEEN), name, now) if since is None else since, now, name, request.url.scheme == "https")


def _number(value: str | None, workspace: str, now: int) -> int | None:
    """Return the number of a cookie; None where it is of another library, or of one that was replaced."""
    number, _, name = (value or "").partition(".")
    if name != workspace or not (number.isascii() and number.isdecimal()) or len(number) > 15:
        return None
    return int(number) if int(number) <= now else None
