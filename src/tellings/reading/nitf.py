"""NITF (IPTC, 3.x): one article of a wire."""

from collections.abc import Iterator
from typing import Any

from tellings.reading.markup import words_of
from tellings.reading.told import Told, known_language
from tellings.reading.trees import find_all, find_one, language_of, line_of, local, parse_xml

DATE = (slice(0, 4), slice(4, 6), slice(6, 8))


def read_nitf(raw: bytes) -> Iterator[Told]:
    """Yield the article of a NITF file."""
    tree, wrong = parse_xml(raw)
    root = tree if local(tree) == "nitf" else find_one(tree, "nitf")
    yield read_tree(root if root is not None else tree)
    if wrong:
        yield Told(place="end", wrong=wrong)


def read_tree(nitf: Any) -> Told:
    """Return the article of a ``nitf`` element; its text is the dateline and the paragraphs of body.content."""
    data = find_one(nitf, "docdata")
    issued = None if data is None else find_one(data, "date.issue")
    doc = None if data is None else find_one(data, "doc-id")
    headline = find_one(nitf, "hedline")
    title = line_of(find_one(headline, "hl1")) if headline is not None else ""
    body, line = body_of(nitf), dateline_of(nitf)
    words = words_of(body) if body is not None else ""
    if words and line and line[:20] not in words[:400]:
        words = f"{line.rstrip(' -–—')} — {words}"
    fields = {
        "text": words,
        "title": (title or line_of(find_one(nitf, "title")))[:1_000],
        "author": _byline(nitf),
        "agency": (line_of(find_one(nitf, "distributor")) or (doc.get("regsrc") if doc is not None else "") or "")[:300],
        "published": instant(issued.get("norm") if issued is not None else None),
        "language": known_language(language_of(body if body is not None else nitf)),
        "status": _status(data),
    }
    if not words:
        return Told(wrong="it has no text in body.content; only texts can be read")
    return Told(fields=fields, key=doc.get("id-string") if doc is not None else None)


def _status(data: Any) -> str | None:
    """Return the management status: ``docdata management-status`` speaks the words of IPTC; a del-list names other articles."""
    told = (data.get("management-status") or "").lower() if data is not None else ""
    return {"usable": "usable", "embargoed": "withheld", "withheld": "withheld", "canceled": "canceled"}.get(told)


def _byline(nitf: Any) -> str:
    names = []
    for byline in find_all(nitf, "byline"):
        person = find_one(byline, "person")
        names.append(line_of(person if person is not None else byline).removeprefix("By ").removeprefix("by "))
    return ", ".join(filter(None, names))[:300]


def body_of(nitf: Any) -> Any:
    """Return the element that holds the running text, or None."""
    content = find_one(nitf, "body.content")
    return content if content is not None else find_one(nitf, "body")


def dateline_of(nitf: Any) -> str:
    """Return the dateline in words."""
    return line_of(find_one(nitf, "dateline"))[:200]


def instant(norm: str | None) -> str | None:
    """Return a time in ISO 8601; NITF writes it without its marks.

    >>> instant("20310509T081500Z"), instant("20310509"), instant("2031-05-09T08:15:00Z"), instant("soon")
    ('2031-05-09T08:15:00Z', '2031-05-09', '2031-05-09T08:15:00Z', None)
    """
    norm = (norm or "").strip()
    if not norm[:8].isdigit() or not norm.isascii():
        return norm if norm[:4].isdigit() and norm[4:5] == "-" else None
    day = "-".join(norm[part] for part in DATE)
    hour = norm[9:15]
    if norm[8:9] != "T" or len(hour) < 4 or not hour[:4].isdigit():
        return day
    second = hour[4:6] if hour[4:6].isdigit() and len(hour) == 6 else "00"
    zone = norm[15:] if len(hour) == 6 and hour[4:6].isdigit() else norm[13:]
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 and zone[0] in "+-" else zone
    return f"{day}T{hour[:2]}:{hour[2:4]}:{second}{zone}"
