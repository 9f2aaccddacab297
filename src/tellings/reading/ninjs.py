"""ninjs (IPTC, 1.x to 3.x): one item of a wire as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from tellings.reading.told import Told, known_language, web_address

TEXTS = ("text", "composite", "", "story", "article")


def read_ninjs(item: Mapping[str, Any]) -> Told | None:
    """Return the article of a ninjs item; None for pictures and the like.

    Versions 1 and 2 write ``pubstatus``, version 3 ``pubStatus``; versions 2 and 3 have lists of headlines and bodies.

    >>> read_ninjs({"uri": "urn:a", "pubstatus": "canceled", "body_text": "The wall fell."}).fields["status"]
    'canceled'
    """
    if str(item.get("type") or "").lower() not in TEXTS:
        return None
    status = (_words(item, "pubstatus", "pubStatus") or "usable").lower()
    html, text = _body(item)
    fields = {
        "title": _words(item, "headline") or _main(item.get("headlines")),
        "author": _words(item, "byline", "by"),
        "agency": _provider(item),
        "published": _words(
            item, "firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated"
        ),
        "language": known_language(item.get("language")),
        "url": web_address(item.get("uri")) or _alternative(item),
        "status": status,
        "text": text,
    }
    if html is None and not text:
        note = _words(item, "ednote", "edNote")
        if status != "canceled" or not (fields["title"] or note):
            return Told(wrong="it has neither body_text nor body_xhtml nor bodies; only texts can be read")
        fields["text"] = "\n".join(filter(None, (str(fields["title"] or ""), note or "")))
    return Told(fields=fields, html=html, key=_words(item, "uri"))


def _body(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the body as HTML or as text, HTML first: it keeps the paragraphs."""
    if html := _words(item, "body_xhtml", "body_html"):
        return html, None
    bodies = [b for b in _list(item.get("bodies")) if isinstance(b.get("value"), str) and b["value"].strip()]
    bodies.sort(key=lambda b: str(b.get("role") or "main").lower() not in ("main", "body"))
    for body in bodies:
        kind = str(body.get("contenttype") or body.get("contentType") or "").lower()
        return (body["value"], None) if "html" in kind else (None, body["value"])
    text = item.get("body_text")
    return None, text if isinstance(text, str) and text.strip() else None


def _main(headlines: object) -> str | None:
    told = [h for h in _list(headlines) if isinstance(h.get("value"), str)]
    told.sort(key=lambda h: str(h.get("role") or "main").lower() != "main")
    return " ".join(told[0]["value"].split())[:1_000] if told else None


def _provider(item: Mapping[str, Any]) -> str | None:
    sources = list(_list(item.get("infosources"))) + list(_list(item.get("infoSources")))
    names = [s["name"] for s in sources if isinstance(s.get("name"), str)]
    return names[0] if names else _words(item, "provider", "copyrightholder", "copyrightHolder")


def _alternative(item: Mapping[str, Any]) -> str | None:
    told = item.get("altids", item.get("altIds"))
    values = list(told.values()) if isinstance(told, dict) else [a.get("value") for a in _list(told)]
    return next((url for v in values if (url := web_address(v))), None)


def _list(value: object) -> Iterator[Mapping[str, Any]]:
    return (v for v in value if isinstance(v, dict)) if isinstance(value, list) else iter(())


def _words(item: Mapping[str, Any], *names: str) -> str | None:
    return next((v for name in names if isinstance(v := item.get(name), str) and v.strip()), None)
