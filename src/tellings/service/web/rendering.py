"""Pages from templates: those of this room stand on those of the one-file page, so that both show a story alike."""

import gzip
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from litestar import Request, Response
from msgspec import Struct

from tellings import __version__
from tellings.exports.page import make_environment
from tellings.exports.view.names import day_words
from tellings.service.asking import passed
from tellings.service.grants import Grant
from tellings.service.problems import Problem, wants_page
from tellings.service.web.fixed import address_of, takes_gzip

ROOM = "service/web/templates"
PACKED = 1_400  # bytes of a page that fit one packet anyway: smaller ones are sent as they are
VARY = "accept, accept-encoding, authorization, cookie"
NOT_PAGES, FILES = ("/v1/", "/schema/", "/feeds/", "/static/"), (".json", ".csv", ".xlsx", ".jsonl", ".atom")
# pages that the head of each page leads to: address, words, key of the shortcut after "g", the scope that they need
PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("/stories", "Stories", "s", "read"),
    ("/speakers", "Speakers", "p", "read"),
    ("/add", "Add", "a", "ingest"),
    ("/corrections", "Corrections", "c", "read"),
    ("/library", "Library", "l", "read"),
)
# how the words of a quotation stand in a report
SPOKEN = {"direct": "quoted", "mixed": "partly quoted", "indirect": "in indirect speech"}
# what a page says over a problem; the words of HTTP for the rest
SAID = {
    400: "That cannot be read",
    403: "That may not be done here",
    404: "There is nothing here",
    405: "That cannot be done here",
    410: "It is no more",
    413: "That is too much at once",
    429: "Too many requests at once",
    500: "Something went wrong",
    503: "The library is busy",
}


class Frame(Struct, frozen=True, kw_only=True):
    """What surrounds a page: its title, where it is, its twin as JSON, its scripts, and whether it follows the library.

    ``here`` is the address in PLACES that the page belongs to; ``live``: the id of the element that is brought up to date when
    something happens, ``story``: only when it happens to this story, ``waiting``: something is under way, so look again soon.
    ``grant`` is what whoever asks may do: what they may not is not offered.
    """

    title: str
    here: str = ""
    twin: str = ""
    scripts: tuple[str, ...] = ()
    live: str = ""
    story: str = ""
    waiting: bool = False
    words: str = ""
    robots: bool = False
    grant: Grant = Grant()


class Rendered:
    """A page as bytes, and packed, which is done once; the same page always gives the same bytes."""

    def __init__(self, plain: bytes, status: int = 200) -> None:
        self.plain, self.status = plain, status

    @cached_property
    def packed(self) -> bytes:
        """Return the page packed (RFC 1952)."""
        return gzip.compress(self.plain, 3, mtime=0)


@cache
def templates() -> Environment:
    """Return the templates with what every page may use."""
    env = make_environment(ROOM)
    env.globals |= {"static": address_of, "places": PLACES, "spoken": SPOKEN, "version": __version__}
    env.filters |= {"day": day_words, "days": days_words, "bytes": bytes_words}
    return env


def days_words(days: tuple[str | None, str | None]) -> str:
    """Return a first and a last day as people write a span of days.

    >>> days_words(("2031-05-01", "2031-05-28")), days_words(("2031-04-30", "2031-05-02")), days_words((None, None))
    ('1–28 May 2031', '30 Apr – 2 May 2031', 'day not known')
    """
    first, last = (day_words(d) for d in days)
    if not first or not last or first == last:
        return first or last or "day not known"
    one, two = first.split(), last.split()
    same = next((n for n in range(1, 3) if one[-n:] == two[-n:] and one[-n - 1 :] != two[-n - 1 :]), 0)
    if len(one) != 3 or len(two) != 3 or not same:
        return f"{first} – {last}"
    return f"{' '.join(one[:-same])}{'–' if same == 2 else ' – '}{last}"


def bytes_words(size: int) -> str:
    """Return a size as people say it.

    >>> bytes_words(900), bytes_words(1_234_567), bytes_words(34_000_000_000)
    ('900 bytes', '1.2 MB', '34.0 GB')
    """
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} bytes"


def render(template: str, frame: Frame, status: int = 200, **context: Any) -> Rendered:
    """Return a page."""
    return Rendered(templates().get_template(template).render(frame=frame, **context).encode(), status)


def answer(request: Request[Any, Any, Any], page: Rendered, more: Mapping[str, str] = MappingProxyType({})) -> Response[bytes]:
    """Return a page as an answer, packed for those who take that."""
    headers = {"Vary": VARY, **more}
    body = page.plain
    if len(body) > PACKED and takes_gzip(request):
        body, headers["Content-Encoding"] = page.packed, "gzip"
    return Response(body, status_code=page.status, media_type="text/html", headers=headers)


def is_page(headers: Mapping[str, str], path: str) -> bool:
    """Whether a request asks for a page: a browser's, for an address that is no program's and no file's."""
    return wants_page(headers) and not path.startswith(NOT_PAGES) and not path.endswith(FILES)


def frame_of(request: Request[Any, Any, Any], title: str, **told: Any) -> Frame:
    """Return the frame of a page for whoever asks."""
    return Frame(title=title, grant=passed(request).grant, **told)


def problem_page(told: Problem, request_id: str, grant: Grant, links: tuple[tuple[str, str], ...] = ()) -> Rendered:
    """Return what is wrong as a page; ``links``: addresses and words of where to go instead."""
    title = SAID.get(told.status, told.title)
    return render("problem.html", Frame(title=title, grant=grant), told.status, told=told, links=links, request_id=request_id)
