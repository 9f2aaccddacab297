"""A full report for the page: its text verbatim, cited ranges marked, furniture folded away."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tellings.exports.page.excerpts import stretches
from tellings.exports.view.nouns import Mark, ReportView
from tellings.exports.visible import visible
from tellings.model import Article, Furniture

LINE = re.compile(r"[^\n]+")
DEEPEST = 24  # marks open at once; real pages nest three or four, a hostile result may nest thousands


class Stroke(Struct, frozen=True):
    """One step of writing a paragraph: open a mark, write text, close the mark."""

    do: str  # open, text, close, anchor
    text: str = ""
    anchor: str = ""
    style: str = ""
    number: int | None = None
    back: str = ""


class Block(Struct, frozen=True):
    """Paragraphs that belong together: running text, or furniture with its kinds."""

    paragraphs: tuple[tuple[Stroke, ...], ...]
    kinds: tuple[str, ...] = ()
    open: bool = False


class Laid(Struct, frozen=True):
    """A report laid out, whether it is whole, and the anchors that stand in it."""

    report: ReportView
    blocks: tuple[Block, ...]
    whole: bool
    anchors: tuple[str, ...]


class Range(Struct, frozen=True):
    """A stretch of one paragraph to mark; ``anchor`` is empty when an earlier stretch of the same passage carries it."""

    start: int
    end: int
    anchor: str
    style: str
    number: int | None = None
    back: str = ""


def lay_out(report: ReportView, marks: Sequence[Mark], article: Article | None, excerpts: bool = False) -> Laid:
    """Return the report laid out; without its text, or as excerpts, the passages alone, a paragraph a stretch."""
    mine = [m for m in marks if m.report == report.n]
    if article is None or excerpts:
        shown = [m for m in mine if m.lit or (article is None and not excerpts)]
        alone = tuple(_excerpt(words, inside) for words, inside in stretches(shown))
        return Laid(report, (Block(alone),) if alone else (), False, tuple(m.anchor for m in shown))
    blocks = tuple(_blocks(article, mine))
    placed = tuple(s.anchor for b in blocks for p in b.paragraphs for s in p if s.anchor)
    return Laid(report, blocks, True, placed)


def _excerpt(words: str, marks: Sequence[Mark]) -> tuple[Stroke, ...]:
    first = marks[0]
    if len(marks) == 1:  # its words may be longer than its place: hidden characters are shown
        close = Stroke("close", style=_style(first), number=first.number, back=first.back)
        return (_open(first.anchor, _style(first), None), Stroke("text", words), close)
    inside = [Range(m.start - first.start, m.end - first.start, m.anchor, _style(m), m.number, m.back) for m in marks]
    return tuple(strokes(words, 0, len(words), inside))


def _blocks(article: Article, marks: Sequence[Mark]) -> Iterator[Block]:
    """Yield running text and furniture in turn, neighbours joined."""
    todo: list[tuple[tuple[Stroke, ...], str]] = []
    placed: set[str] = set()
    for line in LINE.finditer(article.text):
        if not line[0].strip():
            continue
        over = [f for f in article.furniture if f.start < line.end() and f.end > line.start()]
        kind = _whole(line, over)
        if todo and bool(kind) != bool(todo[-1][1]):
            yield _block(todo)
            todo = []
        todo.append((_paragraph(article.text, line, marks, [] if kind else over, placed), kind))
    if todo:
        yield _block(todo)


def _block(lines: Sequence[tuple[tuple[Stroke, ...], str]]) -> Block:
    kinds = tuple(sorted({k for _, k in lines if k}))
    cited = any(s.anchor for strokes, _ in lines for s in strokes)
    return Block(tuple(strokes for strokes, _ in lines), kinds, cited)


def _whole(line: re.Match[str], over: Sequence[Furniture]) -> str:
    """Return the kind of the furniture that covers the whole line, or nothing."""
    first, last = line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip())
    return next((f.kind for f in over if f.start <= first and f.end >= last), "")


def _paragraph(
    text: str, line: re.Match[str], marks: Sequence[Mark], furniture: Iterable[Furniture], placed: set[str]
) -> tuple[Stroke, ...]:
    ranges = [Range(max(f.start, line.start()), min(f.end, line.end()), "", f"aside {f.kind}") for f in furniture]
    for m in marks:
        start, end = max(m.start, line.start()), min(m.end, line.end())
        if start < end:
            last = m.end <= line.end()
            ranges.append(
                Range(start, end, "" if m.anchor in placed else m.anchor, _style(m), *((m.number, m.back) if last else ()))
            )
            placed.add(m.anchor)
    return tuple(strokes(text, line.start(), line.end(), ranges))


def strokes(text: str, start: int, end: int, ranges: Iterable[Range]) -> Iterator[Stroke]:
    """Write ``text[start:end]`` with its ranges as properly nested marks: where two cross, the inner is cut in two."""
    waiting = sorted(ranges, key=lambda r: (-r.start, r.end))
    stack: list[Range] = []
    at = start
    while at < end:
        while waiting and waiting[-1].start <= at:
            new = waiting.pop()
            if len(stack) >= DEEPEST:
                yield Stroke("anchor", anchor=new.anchor)
                continue
            yield from _push(stack, new)
        stop = min([end, *(r.end for r in stack), *(r.start for r in waiting[-1:])])
        yield Stroke("text", visible(text[at:stop]))
        at = stop
        yield from _pop(stack, at)


def _push(stack: list[Range], new: Range) -> Iterator[Stroke]:
    stack.append(new)
    yield _open(new.anchor, new.style, new.number)


def _pop(stack: list[Range], at: int) -> Iterator[Stroke]:
    """Close the marks that end here; those above them are closed with them and opened again."""
    first = next((i for i, r in enumerate(stack) if r.end <= at), len(stack))
    cut, stack[first:] = stack[first:], []
    for r in reversed(cut):
        ends = (r.number, r.back) if r.end <= at else (None, "")
        yield Stroke("close", "", "", r.style.split()[0], *ends)
    for r in cut:
        if r.end > at:
            yield from _push(stack, Range(r.start, r.end, "", r.style, r.number, r.back))


def _open(anchor: str, style: str, number: int | None) -> Stroke:
    return Stroke("open", anchor=anchor, style=style, number=number)


def _style(m: Mark) -> str:
    return "cited" if m.number else "lit" if m.lit else "still"
