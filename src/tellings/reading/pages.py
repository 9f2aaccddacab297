"""An extracted HTML page as an article."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from tellings.model import Article, Basis
from tellings.reading.days import iso_instant, url_day
from tellings.reading.plain import read
from tellings.reading.rows import LONGEST, wrong_name

FIELDS = ("title", "outlet", "agency", "author", "language")


class Page(Struct, frozen=True, kw_only=True):
    """What was extracted from a page: its running text and what its metadata say.

    ``outlet`` is what the page calls itself; ``host`` the name in its address, which is better than nothing;
    ``published`` was declared, ``dated`` was guessed from the page.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    host: str | None = None
    author: str | None = None
    published: str | None = None
    dated: str | None = None
    url: str | None = None
    language: str | None = None
    corrections: tuple[str, ...] = ()


def read_page(
    page: Page,
    file: str | None = None,
    encoding: str | None = None,
    *,
    url: str | None = None,
    given: Mapping[str, str] | None = None,
    keyed: bool = False,
) -> Article:
    """Return the article of an extracted page: the extracted text is the stored text, metadata are believed.

    ``url`` is where the page was fetched; the page's own address counts when it is on the same site. ``given`` is what others
    said of it (a feed, a sitemap): what the page declares comes first, then what is given, then what is guessed from the page
    (a host for an outlet, a day found in its text or address). ``keyed``: the id is made of the address, not of ``file``. An
    outlet or an address that is longer than a library keeps counts as none.

    >>> read_page(Page(text="The wall fell on Monday.", url="https://post.example/2019/03/04/wall")).published
    '2019-03-04'
    >>> read_page(Page(text="The wall fell.", host="post.example"), given={"outlet": "Holm Post"}).outlet
    'Holm Post'
    """
    told = {name: value for name in FIELDS if (value := getattr(page, name)) and not (name in LONGEST and wrong_name(name, value))}
    why = [Basis(name, "page-metadata", 0.9) for name in told]
    for name in FIELDS:
        if name not in told and (value := (given or {}).get(name)):
            told[name] = value
            why.append(Basis(name, "told-beside", 0.8))
    if "outlet" not in told and page.host:
        told["outlet"] = page.host
        why.append(Basis("outlet", "page-metadata", 0.9))
    declared = page.url if page.url and not wrong_name("url", page.url) else None
    address = declared if declared and (not url or same_site(declared, url)) else url
    day, basis = _day(page, address, (given or {}).get("published"))
    if day and not keyed:  # a page saved to a file has told its day and no more since version 0.1; results keep to that
        day = day[:10]
    key = address if keyed else None
    return read(
        page.text,
        file,
        published=day,
        url=address,
        encoding=encoding,
        bases=[*why, *basis],
        key=key,
        corrections=page.corrections,
        **told,
    )


def _day(page: Page, url: str | None, given: str | None) -> tuple[str | None, list[Basis]]:
    """Return when it was published: as the page declares, as others say, as it can be guessed, as its address has it."""
    for words, rule, score in (
        (page.published, "page-metadata", 0.9),
        (given, "told-beside", 0.8),
        (page.dated, "page-metadata", 0.9),
    ):
        if day := iso_instant(words or ""):
            return day, [Basis("published", rule, score)]
    day = url_day(url or "")
    return day, [Basis("published", "url-day", 0.8)] if day else []


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, give or take the usual prefixes.

    >>> same_site("https://www.post.example/a", "http://amp.post.example/b"), same_site("https://a.example", "https://b.example")
    (True, False)
    """
    try:
        first, second = (_host(url) for url in (one, other))
    except ValueError:
        return False
    return bool(first) and first == second


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    for prefix in ("www.", "m.", "amp.", "mobile.", "edition."):
        host = host.removeprefix(prefix)
    return host
