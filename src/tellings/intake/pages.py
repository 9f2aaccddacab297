"""Extract the running text of an HTML page; runs in the worker."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from tellings.errors import MaterialError
from tellings.intake.shape import check_tree
from tellings.reading.pages import Page
from tellings.reading.schema_org import Declared, declared_date, read_json_ld, read_microdata

NOTHING = "no article text was found in the page; save the article itself as plain text"
LATEST = "2199-12-31"  # the library's guess at a day must not depend on today's: without a limit it takes none still to come
SHORT = 0.6  # share of the declared text below which the extracted one has missed the article; by judgement
LONGEST = 300  # characters of a name


def extract(page: str, depth: int = 200, captured: str | None = None) -> Page:
    """Return the running text of a page and what its metadata say; entities are not expanded and nothing is fetched.

    ``captured``: when it was taken, after which no day is guessed for it.

    Raises MaterialError when no article is found in it, or its elements nest deeper than ``depth``.
    """
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction

    # bytes, since lxml refuses strings that declare an encoding; an HTML parser expands no entity of a document type
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    check_tree(tree, depth)
    meta = _metadata(tree)
    declared = _declared(tree, page, meta.title)
    metas = [(e.get("property") or e.get("name") or "", e.get("content") or "") for e in tree.iterfind(".//meta[@content]")]
    published = declared.published or declared_date(metas)
    told = bare_extraction(tree, include_comments=False, include_tables=False, favor_precision=True)
    text = (getattr(told, "text", None) if told else None) or ""
    if declared.body and len(text) < SHORT * len(declared.body):
        text = declared.body
    if not text.strip():
        raise MaterialError(NOTHING)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()[:35]
    return Page(
        text=text,
        title=meta.title or declared.title,
        outlet=(meta.sitename or declared.outlet or "")[:LONGEST] or None,
        host=_host(meta.url),
        agency=declared.agency,
        author=meta.author or declared.author,
        published=published,
        dated=None if published else _guess_day(tree, meta.url, captured),
        url=meta.url,
        language=language or declared.language,
        corrections=declared.corrections,
    )


def _metadata(tree: Any) -> Any:
    """Return what trafilatura reads of title, outlet, author and address; its dates, tags and licences cost more than they tell."""
    from trafilatura import metadata

    meta = metadata.examine_meta(tree)
    if meta.author and " " not in meta.author:  # as the library does: one word is a login, seldom a name
        meta.author = None
    with suppress(Exception):  # the library guards its reading of hostile JSON-LD in the same way
        meta = metadata.extract_meta_json(tree, meta)
    meta.title = meta.title or metadata.extract_title(tree)
    meta.author = meta.author or metadata.extract_author(tree)
    meta.url = meta.url or metadata.extract_url(tree)
    meta.sitename = (meta.sitename or metadata.extract_sitename(tree) or "").lstrip("@")
    if meta.sitename and "." not in meta.sitename and not meta.sitename[0].isupper():
        meta.sitename = meta.sitename.title()
    meta.clean_and_trim()
    return meta


def _declared(tree: Any, page: str, title: str | None) -> Declared:
    scripts = [e.text for e in tree.iterfind(".//script[@type='application/ld+json']") if e.text]
    told = read_json_ld(scripts, title) if scripts else None
    return told or (read_microdata(tree) if "itemprop" in page else None) or Declared()


def _host(url: str | None) -> str | None:
    from trafilatura.metadata import META_URL

    m = META_URL.match(url or "")
    return m[1] if m else None


def _guess_day(tree: Any, url: str | None, captured: str | None) -> str | None:
    from htmldate import find_date

    latest = _day_after(captured) or LATEST
    return find_date(tree, url=url, original_date=True, extensive_search=False, outputformat="%Y-%m-%d", max_date=latest)


def _day_after(instant: str | None) -> str | None:
    """Return the day after an instant, since it is tomorrow already where some pages are written."""
    try:
        return (date.fromisoformat((instant or "")[:10]) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None
