"""What headlines report: “Thorne: Pier is lost”, “Pier is lost: mayor”, “Pier ‘was unsafe’, says mayor”, “We won — Thorne”."""

from bisect import bisect_right

from msgspec.structs import replace

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.acts import find_acts
from tellings.analysis.quotations.clauses import has_finite
from tellings.analysis.quotations.lexicon import forms, grammar, heads, people, verbs
from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.smallwords import DASHES, PREPOSITIONS, Phrase
from tellings.analysis.quotations.units import QUOTED, Unit
from tellings.language import read_prose
from tellings.model import Article, Entity, Mention, Prose

LONGEST_SOURCE = 6  # elements before or behind the colon that name who says it
REPORTED = (
    "cue-behind-marks",
    "cue-behind-clause",
    "cue-before-marks",
    "cue-and-colon",
    "that-clause",
    "according-to",
    "signed-behind-marks",
)
SAYERS = grammar("sayers")
LABELS = grammar("labels")


def headlines_of(article: Article) -> Prose | None:
    """Return the headlines that were set aside as furniture, as prose of their own."""
    spans = sorted((f.start, f.end) for f in article.furniture if f.kind == "headline")
    if not spans:
        return None
    edges = [0, *(edge for span in spans for edge in span), len(article.text)]
    return read_prose(article.text, [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b])


def with_surnames(prose: Prose, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Return the entities with their surnames in the headlines as mentions, where one person alone bears the name."""
    bearers: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.kind == "person" and " " in entity.name:
            bearers.setdefault(entity.name.split()[-1], []).append(entity)
    taken = {(m.start, m.end) for e in entities for m in e.mentions}
    starts = sorted(taken)
    found: dict[str, list[Mention]] = {}
    for token in prose.tokens:
        owners = bearers.get(token.text, [])
        if len(owners) == 1 and not _inside(token.start, starts):
            found.setdefault(owners[0].id, []).append(Mention(owners[0].mentions[0].article, token.start, token.end))
    return tuple(replace(e, mentions=(*e.mentions, *found[e.id])) if e.id in found else e for e in entities)


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    n = bisect_right(spans, (place, place + 1)) - 1
    return any(start <= place < end for start, end in spans[max(0, n) : n + 2])


def in_headline(unit: Unit, people: People) -> list[Act]:
    """Return what a headline reports of somebody's words; deeds told with a verb of saying ("rejects plan") are left."""
    acts = [a for a in find_acts(unit) if a.rule in REPORTED and a.subject]
    return acts or headline(unit, people) or _led(unit, people) or _signed(unit, people) or _said_last(unit)


def _said_last(unit: Unit) -> list[Act]:
    """Read “Toll rises, officials say”: all before the comma, whether or not a verb is known there; “Pier ‘unsafe’ says mayor”."""
    low, n = unit.low, unit.last - 1
    mark = next((m for m in range(n - 2, max(-1, n - LONGEST_SOURCE), -1) if low[m] == QUOTED), -1)
    inverted = forms().get(low[mark + 1]) if mark >= 0 else None
    if (
        inverted
        and inverted.lemma in verbs("bare")
        and inverted.form in ("s", "past")
        and not has_finite(unit, mark + 2, unit.last)
    ):
        return [Act((mark + 1, mark + 2), inverted.lemma, Phrase(mark + 2, unit.last), [(0, mark + 1)], "cue-behind-marks")]
    cue = forms().get(low[n]) if n > 2 else None
    comma = next((m for m in range(n - 1, max(0, n - LONGEST_SOURCE), -1) if low[m] == ","), 0)
    if cue is None or cue.lemma not in verbs("bare") or cue.form not in ("base", "s", "past") or comma < 2 or comma + 1 == n:
        return []
    return [Act((n, n + 1), cue.lemma, Phrase(comma + 1, n), [(0, comma)], "cue-behind-clause")]


def _led(unit: Unit, people: People) -> list[Act]:
    """Read “‘They took it all’: farmers tell of raids”: the marks are theirs who begin what follows."""
    if unit.low[:2] != [QUOTED, ":"]:
        return []
    ends = range(3, min(unit.last, 2 + LONGEST_SOURCE))
    found = next((s for n in ends if (s := _sayer(unit, 2, n, people))), None)
    return [Act((1, 2), "", found, [(0, 1)], "headline-colon")] if found else []


def _signed(unit: Unit, people: People) -> list[Act]:
    """Read a name behind the last dash: “We won — Thorne”."""
    dash = next((n for n in range(unit.last - 1, max(0, unit.last - LONGEST_SOURCE), -1) if unit.low[n] in DASHES), 0)
    found = _sayer(unit, dash + 1, unit.last, people) if dash > 1 and dash + 1 < unit.last else None
    if found is None or found.last < unit.last or not has_finite(unit, 0, dash) and QUOTED not in unit.low[:dash]:
        return []
    return [Act((dash, dash + 1), "", found, [(0, dash)], "headline-dash")]


def headline(unit: Unit, people: People) -> list[Act]:
    """Return what a headline with one colon gives to a person, a body, or a report."""
    low = unit.low
    colons = [n for n in range(1, unit.last - 1) if low[n] == ":"]
    if len(colons) != 1 or unit.low[-1] == "?":
        return []
    at = colons[0]
    if at <= LONGEST_SOURCE and (unit.last - at > 2 or low[at + 1] == QUOTED) and (found := _sayer(unit, 0, at, people)):
        return [Act((at, at + 1), "", found, [(at + 1, unit.last)], "headline-colon")]
    ends = unit.last == len(unit) and 1 < unit.last - at <= LONGEST_SOURCE
    if ends and at > 1 and (found := _sayer(unit, at + 1, unit.last, people)):
        return [Act((at, at + 1), "", found, [(0, at)], "headline-colon")]
    return []


def _sayer(unit: Unit, first: int, last: int, known: People) -> Phrase | None:
    """Return the phrase at ``[first, last)`` when it names somebody who may say things: "Thorne on the pier", "Poll"."""
    end = next((n for n in range(first + 1, last) if unit.low[n] in PREPOSITIONS), last)
    words = unit.low[first:end]
    if has_finite(unit, first, last) or any(w in LABELS or w == QUOTED for w in unit.low[first:last]):
        return None
    place = unit.terms[first].start, unit.terms[end - 1].end
    named = any(
        s == place[0] or e == place[1] for s, e, entity in known.within(*place) if entity.kind in ("person", "organisation")
    )
    return Phrase(first, end) if named or words[-1] in SAYERS | heads() | people() else None
