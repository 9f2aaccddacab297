"""Whose report this is, as credit lines and running text tell it: outlet, agency, author."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tellings.model import Basis, Span
from tellings.reading.furniture import Found
from tellings.reading.lines import Line
from tellings.reading.mediums import find_credited, find_told, find_wires, is_medium, known_as
from tellings.reading.names import NAME, canonical

LEAD = 4  # running lines in which one credit is enough: further down it is often a rival's report that is cited
BYLINE = re.compile(rf"(?i:^[-–—(\s]*(?:(?:story|text|words|report|written|posted) )?by\s?:?\s+)?({NAME})")
DATELINES = ("dateline-agency", "dateline-bare-agency", "dateline-place", "bare-date", "published-line")
CREDITS = ("contributors", "byline-by", "byline-under-headline")
Evidence = tuple[str, str, float, Span | None]  # value, rule, score, where


MORE_FROM = re.compile(r"(?i:^[^\w]*more (?:from|on|at) )(?:the )?([A-Z].{1,40}?)\s?:?\W*$")
RIGHTS = re.compile(
    r"(?i:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d)?,?\s*(?:by )?([A-Z][\w.&'’ -]{1,40}?)(?:\.(?=\s|$)|[,;|]| (?i:all rights)|$)"
)


def find_outlet(text: str, lines: Sequence[Line], found: Sequence[Found]) -> Evidence | None:
    """Return the outlet that published the text, or None when nothing tells it.

    "More from X:" is X's own list of links and a copyright line X's own. That somebody "told X" is no evidence: in 879 articles
    of the grouping corpora X was the publisher in 48 of 149 cases, and in 1 of 33 where X was an agency.
    """
    for f in found:
        words = text[f.start : f.end]
        if f.rule == "link-heading" and (m := MORE_FROM.search(words)) and is_medium(m[1]):
            return known_as(m[1]), "more-from-outlet", 0.9, (f.start + m.start(1), f.start + m.end(1))
        if f.rule == "copyright-line" and (m := RIGHTS.search(words)):
            return known_as(m[1].strip()), "copyright-holder", 0.8, (f.start + m.start(1), f.start + m.end(1))
    return None


def find_agency(text: str, lines: Sequence[Line], found: Sequence[Found]) -> Evidence | None:
    """Return the wire or medium that the text says it came from: in its dateline, a credit line, or a credit in the text.

    "told X" of an agency is X's own reporting, in its own or another's pages, when only one agency is told and it is nowhere
    credited as a stranger ("X reported"). Such a credit counts when it stands among the first lines.
    """
    for kinds, rule, score in ((DATELINES, "dateline-agency", 0.95), (CREDITS, "credit-line-agency", 0.7)):
        for f in found:
            if f.rule in kinds and (wire := next(find_wires(text[f.start : f.end]), None)):
                return known_as(wire[0]), rule, score, (f.start + wire[1], f.start + wire[2])
    return _told(lines, found) or _credited(lines, found)


def _told(lines: Sequence[Line], found: Sequence[Found]) -> Evidence | None:
    told = [(known_as(m), span) for m, span in _named(find_told, lines, found) if canonical().get(m, ("", ""))[1] == "agencies"]
    strangers = {known_as(m) for m, _ in _named(find_credited, lines, found)}
    names = {m for m, _ in told} - strangers
    return (
        (told[0][0], "told-agency", 0.6, next(s for m, s in told if m in names))
        if len(names) == 1 == len({m for m, _ in told})
        else None
    )


def _credited(lines: Sequence[Line], found: Sequence[Found]) -> Evidence | None:
    credits = list(_named(find_credited, lines, found))
    if not credits:
        return None
    counts = Counter(known_as(m) for m, _ in credits)
    whole = {f.line for f in found if f.end == lines[f.line].end}
    running = [line for line in lines if line.index not in whole]
    lead_ends = running[LEAD - 1].end if len(running) >= LEAD else running[-1].end if running else 0
    early = [(known_as(m), span) for m, span in credits if span[0] < lead_ends]
    for name, span in early:
        if counts[name] > 1:
            return name, "credited-medium", 0.7, span
    return (*early[0][:1], "credited-medium-once", 0.5, early[0][1]) if early and len(counts) == 1 else None


def find_author(text: str, found: Sequence[Found]) -> Evidence | None:
    """Return the name in a byline, or beside a stray bullet; the first one of several."""
    for f in found:
        if (f.kind == "byline" or f.rule == "bullet-name") and (m := BYLINE.search(text[f.start : f.end].lstrip("•·●∙*▪■‣◦ "))):
            at = f.start + text[f.start : f.end].index(m[1])
            return m[1], f.rule, 0.9 if f.rule.startswith("byline-by") else 0.6 if f.kind == "byline" else 0.4, (at, at + len(m[1]))
    return None


def basis(field: str, evidence: Evidence) -> Basis:
    """Return why a field has its value."""
    return Basis(field, evidence[1], evidence[2], evidence[3])


def _named(
    find: Callable[[str], Iterator[tuple[str, int, int]]], lines: Sequence[Line], found: Sequence[Found]
) -> Iterator[tuple[str, Span]]:
    """Yield each medium that ``find`` sees in running text, with its place."""
    whole = {f.line for f in found if f.end == lines[f.line].end}
    for line in lines:
        if line.index not in whole:
            yield from ((name, (line.start + start, line.start + end)) for name, start, end in find(line.text))
