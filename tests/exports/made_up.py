"""A result with every section filled, made by hand (ferry.json), and hostile strings to put into every field of it."""

import json
from pathlib import Path
from typing import Any

import msgspec

from tellings.model import Article, Result

FERRY = json.loads(Path(__file__).with_name("ferry.json").read_text(encoding="utf-8"))

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)" x=\'y\'',
    "address": "javascript:alert(1)//https://x",
    "closing": "</mark></p></style></svg></title><img src=x onerror=alert(1)>]]>-->",
    "template": "{{ 7*7 }}{% raw %}${x}",
    "bidi": "abc\u202egnp.exe\u2066x\u2069",
    "control": "a\x00b\x1b[31mc\x07\x9b2J",
    "long": "w" * 10_000,
    "breaks": "one\r\ntwo\u2028three\x85four",
    "formula": "=HYPERLINK(1)",
    "rich": "<r></c><f>1+1</f></r>",
}


def make_texts() -> dict[str, Article]:
    """Return the articles by id."""
    return {a.id: a for a in msgspec.convert(FERRY["articles"], tuple[Article, ...])}


def make_result(**changes: Any) -> Result:
    """Return the result; ``changes`` replace sections of its one story."""
    result = msgspec.convert(FERRY["result"], Result)
    story = msgspec.structs.replace(result.stories[0], **changes)
    return msgspec.structs.replace(result, stories=(story,))


CLOSED = {"kind", "strength", "agreement", "grain", "type", "class", "direction", "status", "op", "flags", "bound"}
POINTS = {"article", "articles", "from", "to", "quotations", "utterance", "conflicts", "id"}


def poison(value: Any, words: str, field: str = "") -> Any:
    """Return plain data with ``words`` in every free string; closed values and the ids that join things stay."""
    if isinstance(value, dict):
        closed = {"do", "of"} if "do" in value else set()  # an override's, not the thing that a wording or a figure is of
        return {k: v if k in closed else poison(v, words, k) for k, v in value.items()}
    if isinstance(value, list):
        return [poison(v, words, field) for v in value]
    return words if isinstance(value, str) and field not in CLOSED | POINTS else value


def make_hostile(words: str) -> tuple[Result, dict[str, Article]]:
    """Return the result and its articles with ``words`` in every free field; texts keep theirs, with ``words`` around them."""
    articles = [poison(a, words) | {"text": f"{words}\n\n{a['text']}\n\n{words}"} for a in FERRY["articles"]]
    shift = len(words) + 2
    result = poison(FERRY["result"], words)
    _move(result, shift, {a["id"]: a["text"] for a in articles})
    return msgspec.convert(result, Result), {a.id: a for a in msgspec.convert(articles, tuple[Article, ...])}


def _move(value: Any, by: int, texts: dict[str, str]) -> None:
    """Move every offset, and let each passage hold the words that now stand there."""
    for v in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _move(v, by, texts)
    if isinstance(value, dict) and {"start", "end"} <= value.keys():
        value["start"], value["end"] = value["start"] + by, value["end"] + by
        if "exact" in value:
            value["exact"] = texts[value["article"]][value["start"] : value["end"]]
    if isinstance(value, dict) and "spans" in value:
        value["spans"] = [[s + by, e + by] for s, e in value["spans"]]
