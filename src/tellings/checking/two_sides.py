"""Sentences about the reports themselves, as our own brief writes them: who prints what, where they differ."""

import re
from collections.abc import Iterator, Mapping, Sequence

from tellings.briefing.spoken import strings_in_marks
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Analysis, Conflict, Passage

HAS = re.compile(
    r"(?:^|[:;,] (?:while )?)(?P<who>[^:;,“”\"]{1,80}) has [“\"„«]$"
)  # ": Harbour Radio has “", ", while a report has “"


def is_about_reports(text: str) -> bool:
    """Tell whether a sentence opens as ours about a conflict does.

    >>> [is_about_reports(t) for t in ("The reports give different numbers: a report has “two”.", "Two left.")]
    [True, False]
    """
    return _kind(text) is not None


def grade_two_sides(
    text: str, analyses: Mapping[str, Analysis], conflicts: Sequence[Conflict]
) -> tuple[tuple[str, ...], tuple[Passage, ...]]:
    """Return why a sentence about the reports is not so, and the passages of its sides.

    Each side's words have to stand in a report, under the outlet that is named, and a conflict of that kind has to hold them.
    """
    sides = list(_sides(text))
    held = [_held(who, words, analyses) for who, words in sides]
    reasons = [f"“{words}” stands in no report of {who}" for (who, words), found in zip(sides, held, strict=True) if not found]
    if len(sides) < 2:
        reasons.append("it does not say which report has what")
    passages = tuple(p for found in held for p in found[:1])
    fit = [c for c in conflicts if c.kind == _kind(text) and all(any(_in(p, c) for p in found) for found in held)]
    if not reasons and not fit:
        reasons.append("the reports show no such conflict")
    if not reasons:
        passages = tuple(next(p for p in found if _in(p, fit[0])) for found in held)
    return tuple(reasons), tuple(dict.fromkeys(passages))


def _kind(text: str) -> str | None:
    leads = load_table("briefing", "templates.toml")["lead"]
    return next((kind for kind, lead in leads.items() if text.startswith(f"{lead}: ")), None)


def _sides(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for start, words in strings_in_marks(text):
        told = HAS.search(text, at, start)
        if told:
            yield told["who"], words
        at = start + len(words)


def _held(who: str, words: str, analyses: Mapping[str, Analysis]) -> list[Passage]:
    """Return the sentences that have the words, of the outlet named or, where none is, of any."""
    unnamed = load_table("briefing", "templates.toml")["unnamed"]
    anybody = who in (*unnamed["names"], unnamed["same"])
    found = []
    for analysis in analyses.values():
        start = analysis.article.text.find(words)
        if start >= 0 and (anybody or fold(analysis.article.outlet or "") == fold(who)):
            inside = [(s.start, s.end) for s in analysis.prose.sentences if s.start < start + len(words) and start < s.end]
            found.append(analysis.passage(*inside[0]) if inside else Passage(analysis.article.id, start, start + len(words), words))
    return found


def _in(p: Passage, conflict: Conflict) -> bool:
    return any(q.article == p.article and q.start < p.end and p.start < q.end for s in conflict.sides for q in s.passages)
