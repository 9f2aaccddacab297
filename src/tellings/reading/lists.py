"""OPML and sitemaps: addresses of feeds and pages, with what the list says of them."""

from collections.abc import Iterator

from tellings.reading.told import Told, known_language, web_address
from tellings.reading.trees import child, find_all, find_one, line_of, local, parse_xml

MOST = 50_000  # addresses in a sitemap, by its protocol; and of feeds nobody follows as many


def read_opml(raw: bytes) -> Iterator[Told]:
    """Yield each feed of an OPML list (1.0, 2.0), however its outlines nest, once each."""
    tree, wrong = parse_xml(raw)
    seen: set[str] = set()
    for number, outline in enumerate(find_all(tree, "outline"), 1):
        address = outline.get("xmlUrl") or outline.get("xmlurl") or outline.get("xmlURL")
        if address is None:
            continue
        url = web_address(address)
        if not url:
            yield Told(place=f"outline {number}", wrong="its xmlUrl is no address of the web (http or https); mend it")
        elif url not in seen and len(seen) < MOST:
            seen.add(url)
            name = " ".join((outline.get("title") or outline.get("text") or "").split())[:300]
            yield Told(fields={"url": url, "title": name, "language": known_language(outline.get("language"))}, link="feed")
    if wrong:
        yield Told(place="end", wrong=wrong)


def read_sitemap(raw: bytes) -> Iterator[Told]:
    """Yield each page of a sitemap with its ``news`` extension, or each sitemap of an index.

    ``lastmod`` is no day of publication; only ``news:publication_date`` is.
    """
    tree, wrong = parse_xml(raw)
    index = local(tree) == "sitemapindex"
    places = [e for e in tree if local(e) == ("sitemap" if index else "url")]
    for number, place in enumerate(places[:MOST], 1):
        url = web_address(line_of(child(place, "loc")))
        if not url:
            yield Told(place=f"address {number}", wrong="it has no address of the web (http or https) in loc; mend it")
            continue
        news = None if index else child(place, "news")
        publication = None if news is None else child(news, "publication")
        fields = {"url": url}
        if news is not None:
            fields["title"] = line_of(child(news, "title"))[:1_000]
            fields["published"] = line_of(find_one(news, "publication_date"))[:40]
        if publication is not None:
            fields["outlet"] = line_of(child(publication, "name"))[:300]
            fields["language"] = known_language(line_of(child(publication, "language"))) or ""
        yield Told(fields=fields, link="sitemap" if index else "page")
    if len(places) > MOST:
        yield Told(
            place=f"address {MOST + 1}", wrong=f"it has {len(places)} addresses, more than the {MOST} of the protocol; split it"
        )
    if wrong:
        yield Told(place="end", wrong=wrong)
