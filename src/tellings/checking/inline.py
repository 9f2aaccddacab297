"""The marks inside a paragraph of Markdown: which characters a reader sees."""

import re
from collections.abc import Iterator, Sequence

from tellings.model import Span

# What is dropped, whole or up to the words that stay (group ``words``). Each with what it matches and what it must not.
MARKS = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~])                                                  # "\$5": the words as they are; not "C:\dir"
    | !\[[^\[\]]{0,300}\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)             # ![a bridge](x.png); not "Help!"
    | \[(?:\^[^\]\s]{1,80}|@[^\]]{1,200})\]                                  # [^1], [@brook2031]; not "[go]"
    | \[\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3}){0,20}\](?!\()                       # [3], [3, 4]; not "[21 February]"
    | \[(?P<words>[^\[\]]{1,1000})\](?:\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)|\[[^\[\]]{0,200}\])  # [Brook](x), [Brook][port]
    | <https?://[^<>\s]{1,2000}>                                             # <https://example.org>
    | (?<![\w/])https?://[^\s<>()\[\]]{1,2000}                               # https://example.org/a
    | <!--(?:(?!-->)[^<]){0,2000}-->                                         # <!-- a note -->
    | </?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,300})?/?>                    # <em>, </a>, <br/>; not "a < b"
    | `{1,3}                                                                 # `code`
    | ~~                                                                     # ~~struck~~
    | (?<=[^\s*])\*{1,3} | \*{1,3}(?=[^\s*])                                 # *so*, **so**; not "3 * 4"
    | (?<![^\W_])_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?![^\W_])              # _so_; not "snake_case"
    | (?<=[.,;:!?"”’)])[\u00b9\u00b2\u00b3\u2070-\u2079]{1,6}                # the raised number of a note; not "m²"
    """,
    re.VERBOSE,
)
SPACE = re.compile(r"\s+")


def kept_spans(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    r"""Yield the characters of a paragraph's lines that a reader sees, white space run together, in order.

    >>> line = r"The *mill* burnt \[sic\] [4], [Brook](http://b.example) said."
    >>> "".join(line[s:e] for s, e in kept_spans(line, [(0, len(line))]))
    'The mill burnt [sic], Brook said.'
    """
    kept = [span for start, end in lines for span in (*_seen(text, start, end), (end, end + 1))]
    begun = False
    pending: Span | None = None
    for start, end in kept:
        for at, stop, blank in _runs(text, start, min(end, len(text))):
            if blank:
                pending = pending or (at, at + 1)
                continue
            unglued = at == start and text[at] in ",.;:!?)"  # what stood between the space and a stop is gone: so is the space
            if pending and begun and not unglued:
                yield pending
            pending, begun = None, True
            yield at, stop


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield runs of words and of white space."""
    at = start
    for m in SPACE.finditer(text, start, end):
        if at < m.start():
            yield at, m.start(), False
        yield m.start(), m.end(), True
        at = m.end()
    if at < end:
        yield at, end, False


def _seen(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    escaped = -1
    for m in MARKS.finditer(text, start, end):
        if m.start() < at or m.start() == escaped:
            continue
        yield at, m.start()
        if m.group() == "\\":
            escaped, at = m.end(), m.end()
            continue
        if m["words"]:
            yield from _seen(text, *m.span("words"))
        at = m.end()
    yield at, end
