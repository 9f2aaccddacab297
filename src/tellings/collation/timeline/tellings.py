"""The dated tellings of a story: the words around each date, small enough to speak of one thing."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tellings.collation.timeline.dates import date_of
from tellings.language.named_days import named_days
from tellings.model import Analysis, Clause, Grain, Moment, Passage, Span

# By judgement, read by eye on the dev stories.
LONGEST = 800  # code points: a longer passage points at nothing
BESIDE = 25  # code points on either side of a date: about three words ("the water treaty of 1987")
SMALLEST = 4  # words of a part of a clause that stands for itself
BREAK = re.compile(r"[,;:]? (?=(?:and|but|while|when|after|before|as|which|who|where|followed|until)\b)|[,;:—–] ")
BEHIND = re.compile(r"\s(\w{1,20})(?:\s(\w{1,20}))?\b")
WORD = re.compile(r"\w+(?:['’]\w+)*")


class Telling(NamedTuple):
    """Where an article says that something is of a date, and the words that say what."""

    date: str
    grain: Grain
    passage: Passage
    content: frozenset[str]
    beside: frozenset[str]  # the content close to the date
    sentence: str  # the passage where it can be read alone, else the sentence around it


def find_tellings(analyses: Sequence[Analysis]) -> list[Telling]:
    """Return the dated tellings of the articles, in the order given and then by place."""
    return [telling for analysis in analyses for telling in _of_article(analysis)]


def _of_article(analysis: Analysis) -> Iterator[Telling]:
    moments = sorted(analysis.moments, key=lambda m: (m.start, m.end))
    starts = [m.start for m in moments]
    for clause in analysis.clauses:
        near = moments[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
        yield from _of_clause(analysis, clause, [m for m in near if m.end <= clause.end])


def _of_clause(analysis: Analysis, clause: Clause, inside: Sequence[Moment]) -> Iterator[Telling]:
    dated = [(m, d) for m in inside if (d := date_of(m)) and not _dates_nothing(analysis.article.text, m)]
    pieces = _pieces(analysis.article.text, clause, [m for m, _ in dated])
    content = frozenset(clause.content) - _words(analysis.article.text, inside)
    for (moment, (value, grain)), (start, end) in zip(dated, pieces, strict=True):
        if end - start <= LONGEST:
            passage = analysis.passage(start, end)
            words = content if len(dated) == 1 else _near(content, passage.exact)
            beside = _shown(
                content, analysis.article.text[max(clause.start, moment.start - BESIDE) : min(clause.end, moment.end + BESIDE)]
            )
            whole = _sentence(analysis, start, end) if passage.exact[0].islower() else passage.exact
            yield Telling(value, grain, passage, words, beside, whole)


def _dates_nothing(text: str, moment: Moment) -> bool:
    """Return whether a moment dates nothing: a day that is a name of people or things ("9/11 families"), a bare clock time.

    The day of a bare clock time is that of the words before it, too uncertain to put something on a day by itself.
    """
    if moment.rule != "named-day":
        return moment.rule == "clock"
    behind = BEHIND.match(text, moment.end)
    happened = frozenset().union(*(day.happened for day in named_days() if day.value == moment.value))
    return not (text.startswith("on ", moment.start - 3) or (behind and not happened.isdisjoint(behind.groups())))


def _sentence(analysis: Analysis, start: int, end: int) -> str:
    sentences = analysis.prose.sentences
    found = sentences[max(0, bisect_right(sentences, start, key=lambda s: s.start) - 1)]
    return analysis.article.text[min(found.start, start) : max(found.end, end)]


def _words(text: str, moments: Sequence[Moment]) -> frozenset[str]:
    return frozenset(w.lower() for m in moments for w in WORD.findall(text[m.start : m.end]))


def _near(content: frozenset[str], words: str) -> frozenset[str]:
    return _shown(content, words) or content


def _shown(content: frozenset[str], words: str) -> frozenset[str]:
    """Return the content that shows in some words: the same beginning stands for the same word, stems being cut short."""
    heads = {w.lower()[:4] for w in WORD.findall(words)}
    return frozenset(c for c in content if c[:4] in heads)


def _pieces(text: str, clause: Clause, moments: Sequence[Moment]) -> list[Span]:
    """Return for each moment the part of the clause that it dates: up to the first break behind it."""
    cuts = [clause.start]
    for moment, following in pairwise(moments):
        cut = next((b.end() for b in BREAK.finditer(text, moment.end, following.start) if _long(text, cuts[-1], b.start())), None)
        if cut is None or not _long(text, cut, clause.end):
            return [(clause.start, clause.end)] * len(moments)
        cuts.append(cut)
    ends = [*(_trim(text, clause.start, c) for c in cuts[1:]), clause.end]
    return list(zip(cuts, ends, strict=True)) if moments else []


def _long(text: str, start: int, end: int) -> bool:
    return len(WORD.findall(text[start:end])) > SMALLEST


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,;:—–"))
