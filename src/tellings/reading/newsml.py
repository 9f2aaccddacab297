"""NewsML-G2: the items of a wire, each with the words of IPTC on whether it may be used.

IPTC NewsML-G2 2.x: newsItem with itemMeta (versionCreated, pubStatus, provider), contentMeta (headline, by, dateline, creditline,
language) and contentSet (inlineXML with NITF or XHTML, inlineData); newsMessage holds many in its itemSet; packages only point.
"""

from collections.abc import Iterator
from typing import Any

from tellings.reading.markup import words_of
from tellings.reading.nitf import body_of, dateline_of
from tellings.reading.told import Told, known_language, web_address
from tellings.reading.trees import child, find_all, find_one, language_of, line_of, local, parse_xml

STATUS = ("usable", "withheld", "canceled")


def read_newsml(raw: bytes) -> Iterator[Told]:
    """Yield each news item of a NewsML-G2 file; packages, concepts and pictures are passed over."""
    tree, wrong = parse_xml(raw)
    items = [tree] if local(tree) == "newsItem" else list(find_all(tree, "newsItem"))
    sender = line_of(find_one(tree, "sender"))
    for number, item in enumerate(items, 1):
        told = _item(item, sender, f"item {number}" if len(items) > 1 else "")
        if told:
            yield told
    if wrong:
        yield Told(place="end", wrong=wrong)
    elif not items:
        yield Told(wrong=f"it is a {local(tree)} without a news item; only news items have a text")


def _item(item: Any, sender: str, place: str) -> Told | None:
    about, content = child(item, "itemMeta"), child(item, "contentMeta")
    kind = _code(child(about, "itemClass")) if about is not None else ""
    if kind and kind not in ("text", "composite"):
        return None
    status = _status(about)
    fields = {
        "title": _first(content, "headline") or _first(about, "title"),
        "author": _first(content, "by"),
        "agency": _named(_find(about, "provider")) or _first(content, "creditline") or sender,
        "published": _instant(content, "contentCreated") or _instant(about, "firstCreated") or _instant(about, "versionCreated"),
        "language": _language(item, content),
        "url": web_address(_link(about)),
        "status": status,
    }
    text = _text(child(item, "contentSet"))
    if not text and status == "canceled":  # a kill has often no more than a headline and a note
        text = "\n".join(filter(None, (str(fields["title"] or ""), _first(about, "edNote"))))
    dateline = _first(content, "dateline")
    if text and dateline and dateline[:20] not in text[:400]:
        text = f"{dateline.rstrip(' -–—')} — {text}"
    if not text:
        return Told(place=place, wrong="it has no text in its contentSet (inlineXML or inlineData); only texts can be read")
    return Told(place=place, fields={**fields, "text": text}, key=item.get("guid"))


def _status(about: Any) -> str:
    told = _code(child(about, "pubStatus")) if about is not None else ""
    return told if told in STATUS else "usable"  # the standard: usable where nothing is said


def _code(element: Any) -> str:
    """Return the last part of a qcode (``stat:canceled``) or of its address."""
    if element is None:
        return ""
    code: str = element.get("qcode") or element.get("uri") or ""
    return code.rpartition(":")[2].rpartition("/")[2].lower()


def _find(element: Any, *names: str) -> Any:
    return None if element is None else find_one(element, *names)


def _first(element: Any, name: str) -> str:
    return line_of(_find(element, name))[:1_000]


def _named(element: Any) -> str:
    if element is None:
        return ""
    name = line_of(find_one(element, "name")) or element.get("literal") or ""
    return str(name)[:300]


def _instant(element: Any, name: str) -> str:
    return line_of(None if element is None else child(element, name))[:40]


def _language(item: Any, content: Any) -> str | None:
    told = _find(content, "language")
    return known_language(told.get("tag") if told is not None else None) or known_language(language_of(item))


def _link(about: Any) -> str | None:
    if about is None:
        return None
    links = (e for e in find_all(about, "link") if _code_of(e.get("rel")) in ("seealso", "permalink", "canonical", ""))
    return next((str(e.get("href")) for e in links if e.get("href")), None)


def _code_of(rel: str | None) -> str:
    return (rel or "").rpartition(":")[2].lower()


def _text(content: Any) -> str:
    if content is None:
        return ""
    for inline in (e for e in content if local(e) == "inlineXML"):
        nitf = find_one(inline, "nitf")
        body = body_of(nitf) if nitf is not None else find_one(inline, "body")
        words = words_of(body if body is not None else inline)
        if words:
            line = dateline_of(nitf) if nitf is not None else ""
            return f"{line.rstrip(' -–—')} — {words}" if line and line[:20] not in words[:400] else words
    plain = (e for e in content if local(e) == "inlineData" and (e.get("contenttype") or "text/plain").startswith("text/plain"))
    return next((text for e in plain if (text := "".join(e.itertext()).strip())), "")
