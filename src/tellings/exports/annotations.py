"""A result as W3C Web Annotations: each finding with selectors that find its words again."""

from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tellings.exports.lasting import lasting_id
from tellings.exports.tables.nouns import Row
from tellings.exports.tables.sections import SECTIONS
from tellings.exports.view.names import safe_url
from tellings.exports.visible import label, visible
from tellings.model import Article, ArticleCard, Passage, Result, Story

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix, as annotation clients keep them: enough to tell repeated words apart
HASH = 64  # hexadecimal digits of a SHA-256

# For each section why it annotates (a motivation of the W3C's list), and what it says of the words.
SAYS = {
    "brief": ("describing", "{text}"),
    "claims": ("describing", "{text} ({agreement}, origins: {origins})"),
    "conflicts": ("commenting", "{strength} {kind} conflict on {about}, side {side}: {statement} (origins: {origins})"),
    "entities": ("identifying", "{name} ({kind})"),
    "figures": ("classifying", "{bound} {quantity} {unit} {of}"),
    "furniture": ("classifying", "{kind}, set aside"),
    "moments": ("classifying", "{type} {value}"),
    "origins": ("linking", "rests on {name}"),
    "quotations": ("identifying", "{speaker}: {kind} quotation ({status})"),
    "reuse": ("linking", "shared words, {class}, {direction}"),
    "timeline": ("describing", "{date}: {text}"),
    "updates": ("linking", "{of}: the earlier and the later"),
    "wording": ("describing", "{of}: {form}"),
}


def to_annotations(
    result: Result,
    *,
    texts: Mapping[str, Article],
    section: str | None = None,
    article: str | None = None,
    address: str | None = None,
    pretty: bool = False,
    **_: Any,
) -> str:
    """Return an AnnotationPage (JSON-LD) of every finding that rests on passages; of one ``article`` where it is named.

    ``address`` is where the page will stand; ids are made from it, and of what they name where there is none. Positions count
    code points of the text as it was read; the quotation, with words before and after, finds the place on the page itself.
    """
    items = [a for story in result.stories for a in _annotations(story, texts, section, article, address)]
    names = ["annotations", article or "", section or "", *(s.id for s in result.stories)]
    page = address or lasting_id(*names)
    title = label(result.stories[0].title) if len(result.stories) == 1 else f"{len(result.stories)} stories"
    made = {
        "@context": CONTEXT,
        "id": page,
        "type": "AnnotationPage",
        "partOf": {
            "id": f"{address}#all" if address else lasting_id("all", *names), "type": "AnnotationCollection", "label": title,
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }  # fmt: skip
    data = msgspec.json.encode(made)
    return (msgspec.json.format(data, indent=2) if pretty else data).decode() + "\n"


def source_of(card: ArticleCard) -> str:
    """Return the IRI of an article: its address; else what names its very text (RFC 6920); else what names its id.

    >>> source_of(ArticleCard(id="a-1", url="https://post.example/1"))
    'https://post.example/1'
    >>> source_of(ArticleCard(id="a-1", sha256="00" * 32))
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    if address := safe_url(card.url):
        return address
    try:
        digest = bytes.fromhex(card.sha256) if len(card.sha256) == HASH else b""
    except ValueError:
        digest = b""
    return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}" if digest else lasting_id("article", card.id)


def _annotations(
    story: Story, texts: Mapping[str, Article], section: str | None, article: str | None, address: str | None
) -> Iterator[dict[str, Any]]:
    sources = {card.id: source_of(card) for card in story.articles}
    seen: Counter[str] = Counter()
    for name, (motivation, says) in SAYS.items():
        if section not in (None, name):
            continue
        for row, passages in SECTIONS[name].find(story):
            at = [
                _target(p, sources, texts) for p in dict.fromkeys(passages) if article in (None, p.article) and 0 <= p.start < p.end
            ]
            if not at:
                continue
            key = f"{name}-{row.get('id') or 'all'}"
            seen[key] += 1
            yield {
                "id": f"{address}#{key}-{seen[key]}" if address else lasting_id(story.id, key, seen[key]),
                "type": "Annotation",
                "motivation": motivation,
                "body": [_body(_words(says, row), "describing"), *(_body(tag, "tagging") for tag in _tags(name, row))],
                "target": at,
            }


def _target(p: Passage, sources: Mapping[str, str], texts: Mapping[str, Article]) -> dict[str, Any]:
    text = texts[p.article].text if p.article in texts else ""
    exact = p.exact or text[p.start : p.end]
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": exact}
    if exact and text[p.start : p.end] == exact:
        quote |= {"prefix": text[max(0, p.start - AROUND) : p.start], "suffix": text[p.end : p.end + AROUND]}
    place = {"type": "TextPositionSelector", "start": p.start, "end": p.end}
    return {"source": sources.get(p.article) or lasting_id("article", p.article), "selector": [quote, place] if exact else [place]}


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _words(says: str, row: Row) -> str:
    """Return what a template says of a row, its empty parts left out."""
    told = {k: "" if v is None else visible(str(v)) for k, v in row.items()}
    told["about"] = told.get("about") or "one thing"
    told["speaker"] = told.get("speaker") or "somebody who could not be settled"
    return " ".join(says.format_map(told).split())


def _tags(name: str, row: Row) -> Iterator[str]:
    """Yield the section, what the finding is, and the rule that made it."""
    yield name
    for column in ("kind", "strength", "agreement", "class", "direction", "rule"):
        if value := row.get(column):
            yield visible(f"{column}:{value}")
