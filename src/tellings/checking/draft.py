"""A text in Markdown as a reader sees it: plain words, each knowing where it stands in the text as given."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from tellings.checking.inline import kept_spans
from tellings.model import SetAside, Span

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")  # "```python"; not "`code`"
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")  # "## What we know"; not "#7 was shut"
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")  # a line below a heading
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")  # "---", "* * *"; not "-- said Marsh"
QUOTED = re.compile(r"(?: {0,3}> ?)+")  # "> It rained."
ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")  # "- It rained.", "12. It rained."; not "2.5 metres"
NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,80}\]:")  # "[^1]: the harbour office"
TARGET = re.compile(r" {0,3}\[[^\]\r\n]{1,200}\]:[ \t]*\S")  # "[port]: https://example.org/"
ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")  # "| boats | 12 |"
BOLD = re.compile(r"[ \t]*(\*\*|__)(?P<words>[^*_]{1,200})\1:?[ \t]*$")  # a line that is bold and no sentence heads what follows
COMMENT = re.compile(r"<!--")
STOPS = '.!?…"”’»)'


class Draft(NamedTuple):
    """Plain text, a line for each block; ``at[i]`` is the place of its character ``i`` in the text as given."""

    text: str
    at: list[int]
    set_aside: tuple[SetAside, ...]

    def place(self, start: int, end: int) -> Span:
        """Return where characters of the plain text stand in the text as given."""
        return self.at[start], self.at[end - 1] + 1


def read_draft(text: str) -> Draft:
    r"""Return the words of a text without headings, tables, code and notes, and without the marks of lists, emphasis and links.

    >>> draft = read_draft("# Storm\n\n- The **mill** burnt[^1],\n  [Brook](x) said.\n\n[^1]: here")
    >>> draft.text, [(s.kind, s.start, s.end) for s in draft.set_aside]
    ('The mill burnt, Brook said.\n', [('heading', 0, 7), ('footnote', 55, 65)])
    >>> draft.place(0, 8)
    (11, 21)
    """
    words: list[str] = []
    at: list[int] = []
    aside: list[SetAside] = []
    for block in _blocks(text, aside):
        before = len(at)
        for start, end in kept_spans(text, block):
            words.append(text[start:end].replace("\n", " ").replace("\r", " ").replace("\t", " "))
            at.extend(range(start, end))
        if len(at) > before:
            words.append("\n")
            at.append(at[-1])
    return Draft("".join(words), at, tuple(aside))


def _blocks(text: str, aside: list[SetAside]) -> Iterator[list[Span]]:
    """Yield the lines of each paragraph, list item or quoted paragraph, without the marks before them."""
    block: list[Span] = []
    lines = _Lines(text)
    for line in lines:
        start, end, words = line
        if kind := lines.opens(line, bool(block)):
            if kind == "heading-above":
                if block[0][0] < block[-1][1]:  # not the line of an item that is empty
                    aside.append(SetAside(block[0][0], block[-1][1], "heading"))
                block = []
                continue
            yield block
            block = []
            if kind != "blank":
                aside.append(SetAside(start, lines.close(line, kind), kind))  # type: ignore[arg-type]
            continue
        marked = QUOTED.match(words)
        inner = start + marked.end() if marked else start
        item = ITEM.match(text, inner, end)
        if item or (marked and not block):
            yield block
            block = []
        inner = item.end() if item else inner
        block.append((inner, end))
        if words.endswith(("  ", "\\")):
            yield block
            block = []
    yield block


class _Lines:
    """The lines of a text, one after the other, with what each opens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [(m.start(), m.start() + len(m.group().rstrip("\r\n"))) for m in LINE.finditer(text) if m.group()]
        self.starts = [s for s, _ in self.lines]
        self.n = 0

    def __iter__(self) -> Iterator[tuple[int, int, str]]:
        while self.n < len(self.lines):
            start, end = self.lines[self.n]
            self.n += 1
            yield start, end, self.text[start:end]

    def opens(self, line: tuple[int, int, str], inside: bool) -> str:
        """Return what a line is when it is no running text: a kind that is set aside, "blank", or the rule below a heading."""
        start, _, words = line
        bare = words.strip()
        if not bare:
            return "blank"
        if start == 0 and bare == "---" and self._later("---") is not None:
            return "front-matter"
        if FENCE.match(words):
            return "code"
        if COMMENT.match(bare):
            return "comment"
        if inside and UNDERLINE.match(words) and self._heads():
            return "heading-above"
        if RULE.match(words):
            return "blank"
        return self._kind(words)

    def _kind(self, words: str) -> str:
        bold = BOLD.match(words)
        if HEADING.match(words) or (bold and not bold["words"].rstrip().endswith(tuple(STOPS))):
            return "heading"
        if NOTE.match(words):
            return "footnote"
        if TARGET.match(words):
            return "link"
        return "table" if ROW.match(words) else ""

    def close(self, line: tuple[int, int, str], kind: str) -> int:
        """Return where what a line opens ends, and go on behind it."""
        start, end, words = line
        if kind == "front-matter":
            return self._skip(self._later("---"))
        if kind == "code":
            fence = FENCE.match(words)
            return self._skip(self._later(fence["fence"] if fence else "```"))
        if kind == "comment":
            closed = self.text.find("-->", start)
            return self._skip(bisect_right(self.starts, closed) - 1 if closed >= 0 else None)
        while kind == "footnote" and self.n < len(self.lines) and self._goes_on(self.n):
            end = self.lines[self.n][1]
            self.n += 1
        return end

    def _goes_on(self, n: int) -> bool:
        words = self.text[slice(*self.lines[n])]
        return words.startswith(("  ", "\t")) and bool(words.strip())

    def _heads(self) -> bool:
        """Tell whether the line before reads as a heading: it has no stop."""
        start, end = self.lines[self.n - 2]
        return not self.text[start:end].rstrip().endswith(tuple(STOPS))

    def _later(self, words: str) -> int | None:
        """Return the number of the next line that begins with some words."""
        return next((n for n in range(self.n, len(self.lines)) if self._begins(n, words)), None)

    def _begins(self, n: int, words: str) -> bool:
        return self.text[slice(*self.lines[n])].lstrip().startswith(words)

    def _skip(self, last: int | None) -> int:
        """Go on behind the line ``last``, or behind the text, and return where it ends."""
        last = len(self.lines) - 1 if last is None else max(last, self.n - 1)
        self.n = last + 1
        return self.lines[last][1]
