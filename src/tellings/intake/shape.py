"""Refuse pages that are too deep or too large to be parsed, before any parser sees them."""

import re
from collections.abc import Iterator
from typing import Any

from tellings.errors import MaterialError
from tellings.intake.limits import Limits

TAG = re.compile(r"<(?:(/?)([a-z][a-z0-9:-]{0,40})(?=[\s/>])|!--)")
HIDDEN = frozenset(["script", "style", "textarea", "noscript", "template"])  # tags in which tags are only words
# Tags that hold nothing, and tags that need no end: neither nests.
FLAT = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),
        *("p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body"),
    }
)


def check_shape(page: str, limits: Limits) -> None:
    """Refuse pages whose tags nest too deep or are too many, before any parser sees them.

    The parser drops what lies below 256 levels without a word; this says so instead. Raises MaterialError.
    """
    depth = deepest = count = 0
    for name, closes in _tags(page.lower()):
        count += 1
        if name not in FLAT:
            depth = max(0, depth - 1) if closes else depth + 1
            deepest = max(deepest, depth)
    if deepest > limits.page_depth:
        raise MaterialError(
            f"its tags nest {deepest} deep, more than the limit 'page_depth' of {limits.page_depth}; save the article as plain text"
        )
    if count > limits.page_tags:
        raise MaterialError(
            f"it has {count} tags, more than the limit 'page_tags' of {limits.page_tags}; save the article as plain text"
        )


PARSED = 250  # levels below which libxml2 begins to leave out what lies deeper


def check_tree(tree: Any, most: int) -> None:
    """Refuse a parsed page whose elements nest too deep: what lies below the parser's own limit is gone without a word.

    The parser is bounded in depth and linear, so a page may be looked at after it was parsed, which costs a twentieth of looking
    before. Raises MaterialError.
    """
    most = min(most, PARSED)
    if tree.getroottree().xpath("boolean(" + "/*" * (most + 1) + ")"):
        raise MaterialError(
            f"its tags nest over {most} deep, the limit 'page_depth' or the parser's own; save the article as plain text"
        )


def _tags(page: str) -> Iterator[tuple[str, bool]]:
    """Yield each tag and whether it closes, leaving out comments, scripts and the like; one pass, whatever the page."""
    at = 0
    while m := TAG.search(page, at):
        at, name = m.end(), m[2]
        if name and not (name in HIDDEN and not m[1]):
            yield name, bool(m[1])
            continue
        end = "-->" if name is None else f"</{name}"
        if (at := page.find(end, at)) < 0:  # never closed: the parser takes the rest for hidden too
            return
        at += len(end)


XML_TAG = re.compile(rb"<(?:(!\[CDATA\[|!--|\?)|(/)?[A-Za-z_:])")
ENDS = {b"![CDATA[": b"]]>", b"!--": b"-->", b"?": b"?>"}


def check_depth(raw: bytes, limits: Limits) -> None:
    """Refuse XML whose elements nest deeper than any feed's or wire's; one pass, whatever the file. Raises MaterialError."""
    at = depth = 0
    while m := XML_TAG.search(raw, at):
        at = m.end()
        if m[1]:
            at = raw.find(ENDS[m[1]], at)
        elif m[2]:
            depth = max(0, depth - 1)
        elif (at := raw.find(b">", at)) >= 0 and raw[at - 1 : at] != b"/":
            depth += 1
            if depth > limits.page_depth:
                raise MaterialError(
                    f"its elements nest over {depth - 1} deep, more than the limit 'page_depth'; no feed or wire does; mend it"
                )
        if at < 0:
            return
