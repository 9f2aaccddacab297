"""What a page declares of its article in schema.org's words (JSON-LD; microdata where there is none).

https://schema.org/NewsArticle: headline, datePublished, author, publisher, inLanguage, articleBody, isBasedOn, correction.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from tellings.reading.days import iso_instant
from tellings.reading.markup import text_of

ARTICLE = re.compile(
    r"(?:News|Blog|Tech|Opinion|Analysis|Background|Reportage|Review|Satirical|Scholarly|AskPublic)?(?:Article|Posting|Report)$|LiveBlogPosting$"
)
LARGEST, MOST = 2_000_000, 2_000  # characters of a script and nodes that are looked at: by judgement, no page needs as many
DATES = (
    "article:published_time",
    "article:published",
    "datepublished",
    "date_published",
    "dc.date.issued",
    "parsely-pub-date",
    "pubdate",
)


class Declared(Struct, frozen=True, kw_only=True):
    """What a page declares of its article; nothing of it is believed without being looked at again."""

    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    body: str | None = None
    corrections: tuple[str, ...] = ()


def read_json_ld(scripts: Iterable[str], title: str | None = None) -> Declared | None:
    """Return what the page's own article is declared to be, or None; of several the one with the page's title, else the first.

    >>> graph = '{"@graph": [{"@id": "#o", "name": "Holm Post"}, {"@type": "NewsArticle", "publisher": {"@id": "#o"}}]}'
    >>> read_json_ld([graph]).outlet
    'Holm Post'
    """
    nodes = [node for script in scripts for node in _nodes(_parse(script))][:MOST]
    articles = [n for n in nodes if any(ARTICLE.fullmatch(t) for t in _types(n))]
    if not articles:
        return None
    by_id = {i: n for n in reversed(nodes) if isinstance(i := n.get("@id"), str) and len(n) > 1}
    own = next((a for a in articles if title and _flat(_words(a.get("headline"))) == _flat(title)), articles[0])
    return _declared(own, by_id)


def _declared(node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Declared:
    based = _first(node.get("isBasedOn"), by_id)
    corrections = [_words(c) or _words(_first(c, by_id).get("text")) for c in _list(node.get("correction"))]
    return Declared(
        title=_words(node.get("headline")) or _words(node.get("name")),
        outlet=_name(node.get("publisher"), by_id),
        agency=_name(node.get("sourceOrganization"), by_id)
        or _name(based.get("publisher"), by_id)
        or _name(based.get("provider"), by_id),
        author=", ".join(dict.fromkeys(filter(None, (_name(a, by_id) for a in _list(node.get("author"))[:12])))) or None,
        published=instant(_words(node.get("datePublished"))),
        language=_words(node.get("inLanguage")) or _words(_first(node.get("inLanguage"), by_id).get("alternateName")),
        body=_body(node.get("articleBody")),
        corrections=tuple(c for c in corrections if c and not c.startswith(("http://", "https://"))),
    )


def instant(words: str | None) -> str | None:
    """Return a day or instant that is one in ISO 8601 as schema.org asks, else None."""
    return iso_instant(words) if words and words[:4].isdigit() else None


def _parse(script: str) -> Any:
    if len(script) > LARGEST:
        return None
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    try:
        return msgspec.json.decode(script)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        pass
    try:
        return json.loads(script, strict=False)  # many a page has a bare line end in a string
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes that a script declares for the page itself: not those in its lists of other articles."""
    todo = _list(value)[:MOST]
    for node in todo:
        if isinstance(node, dict):
            yield node
            if len(todo) < MOST:
                todo.extend(_list(node.get("@graph")))
                todo.extend(v for v in (node.get("mainEntity"), node.get("mainEntityOfPage")) if isinstance(v, dict))


def _types(node: Mapping[str, Any]) -> list[str]:
    return [t.rpartition("/")[2] for t in _list(node.get("@type")) if isinstance(t, str)]


def _first(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    node = next((v for v in _list(value) if isinstance(v, dict)), {})
    return by_id.get(i, node) if isinstance(i := node.get("@id"), str) and len(node) <= 2 else node


def _name(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    plain = next((v for v in _list(value) if isinstance(v, str) and not v.startswith(("http://", "https://", "#"))), None)
    return _words(plain) or _words(_first(value, by_id).get("name"))


def _body(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return text_of(value) if "<" in value else _whole(value.strip())


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _words(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(text_of(_whole(value)).split())[:1_000] or None if isinstance(value, str) else None


def _whole(words: str) -> str:
    """Return words without halves of characters, which JSON can write and nothing can store."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _flat(words: str | None) -> str:
    return re.sub(r"[\W_]+", " ", words or "").casefold().strip()


def read_microdata(tree: Any) -> Declared | None:
    """Return what the ``itemprop`` attributes of a page declare of its article (an lxml tree), or None."""
    article = next(iter(tree.xpath('//*[contains(@itemtype, "schema.org/") and contains(@itemtype, "Article")][1]')), None)
    if article is None:
        return None
    return Declared(
        title=_prop(article, "headline"),
        outlet=_prop(article, "publisher"),
        author=_prop(article, "author"),
        published=instant(_prop(article, "datePublished")),
        language=_prop(article, "inLanguage"),
    )


def _prop(article: Any, name: str) -> str | None:
    element = next(iter(article.xpath(".//*[@itemprop=$name][1]", name=name)), None)
    if element is None:
        return None
    inner = next(iter(element.xpath('.//*[@itemprop="name"][1]')), None) if element.get("itemscope") is not None else None
    element = element if inner is None else inner
    words = element.get("content") or element.get("datetime") or "".join(element.itertext())
    return " ".join(words.split())[:300] or None


def declared_date(metas: Sequence[tuple[str, str]]) -> str | None:
    """Return the day or instant of publication that the ``meta`` elements (name or property, content) declare.

    >>> declared_date([("og:title", "Wall falls"), ("article:published_time", "2031-05-09T08:15:00Z")])
    '2031-05-09T08:15:00Z'
    """
    told = {name.lower(): content for name, content in reversed(metas)}
    return next((day for name in DATES if (day := instant(told.get(name)))), None)
