"""Extract the running text of an HTML page; runs in the worker."""

from tellings.errors import MaterialError
from tellings.reading.pages import Page

NOTHING = "no article text was found in the page; save the article itself as plain text"
DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def extract(page: str, url: str | None = None) -> Page:
    """Return the running text of a page and what its metadata say; entities are not expanded and nothing is fetched.

    Raises MaterialError when no article is found in it.
    """
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction, extract_metadata

    # bytes, since lxml refuses strings that declare an encoding; an HTML parser expands no entity of a document type
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    meta = extract_metadata(tree, date_config=dict(DATES))
    told = bare_extraction(tree, include_comments=False, include_tables=False, favor_precision=True)
    text = getattr(told, "text", None) if told else None
    if not text or not text.strip():
        raise MaterialError(NOTHING)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()[:35]
    return Page(
        text=text,
        title=meta.title,
        outlet=meta.sitename,
        author=meta.author,
        published=meta.date,
        url=meta.url,
        language=language or None,
    )
