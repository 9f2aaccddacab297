"""What a finding rests on: passages, each with the part that it plays and, where the result holds them, its words."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from tellings.model import (
    ArticleCard,
    Claim,
    Conflict,
    Origin,
    Passage,
    Quotation,
    Reuse,
    Story,
    Update,
    Utterance,
    Wording,
)

FEW = 4  # shared stretches shown for an origin: enough to judge it by


class Input(Struct, frozen=True):
    """Characters that a finding rests on, with the words where the result holds them, and the part that they play."""

    article: str
    outlet: str | None
    file: str | None
    start: int
    end: int
    exact: str | None
    part: str = ""


def inputs_of(finding: Any, story: Story) -> Iterator[Input]:
    """Yield the passages of a finding, each once, in the order in which they are looked at."""
    cards = {a.id: a for a in story.articles}
    held: dict[str, list[Passage]] = {}
    for p in passages_in(story):
        if p.exact:
            held.setdefault(p.article, []).append(p)
    seen = set()
    for part, p in _parts(finding, story):
        if (p.article, p.start, p.end, part) in seen:
            continue
        seen.add((p.article, p.start, p.end, part))
        card = cards.get(p.article)
        words = p.exact or _words(p, held.get(p.article, ()))
        yield Input(p.article, card.outlet if card else None, card.file if card else None, p.start, p.end, words, part)


def passages_in(value: Any) -> Iterator[Passage]:
    """Yield every passage inside a finding; what has offsets without words is a passage with none."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for v in value:
            yield from passages_in(v)
    elif isinstance(value, Struct):
        if {"article", "start", "end"} <= set(value.__struct_fields__):
            yield Passage(value.article, value.start, value.end, "")  # type: ignore[attr-defined]
        elif {"article", "spans"} <= set(value.__struct_fields__):
            yield from (Passage(value.article, s, e, "") for s, e in value.spans)  # type: ignore[attr-defined]
        for field in value.__struct_fields__:
            yield from passages_in(getattr(value, field))


def _words(p: Passage, held: Any) -> str | None:
    """Return the words of offsets from the shortest passage of the story that covers them."""
    covering = [h for h in held if h.start <= p.start and p.end <= h.end]
    best = min(covering, key=lambda h: (h.end - h.start, h.start), default=None)
    return best.exact[p.start - best.start : p.end - best.start] if best else None


def _parts(finding: Any, story: Story) -> Iterator[tuple[str, Passage]]:
    if isinstance(finding, Conflict):
        yield from ((side.statement, p) for side in finding.sides for p in side.passages)
    elif isinstance(finding, Wording):
        yield from ((form.form, p) for form in finding.forms for p in form.passages)
    elif isinstance(finding, Update):
        yield from (("earlier", finding.earlier), ("later", finding.later))
    elif isinstance(finding, Reuse):
        traced = finding.direction == "traced"
        yield from (
            ("printed first" if traced else "in one report", finding.from_),
            ("taken over" if traced else "in the other", finding.to),
        )
    elif isinstance(finding, Utterance):
        quotations = {q.id: q for q in story.quotations}
        yield from (part for q in finding.quotations if q in quotations for part in _said(quotations[q], story))
    elif isinstance(finding, Quotation):
        yield from _said(finding, story)
        yield from (("reporting words", Passage(finding.article, *span, "")) for span in [finding.cue] if span)
        mention = finding.speaker.mention
        yield from (("speaker as printed", Passage(finding.article, *span, "")) for span in [mention] if span)
    elif isinstance(finding, Origin):
        yield from _of_origin(finding, story)
    elif isinstance(finding, Story):
        yield from (("", p) for s in finding.brief.sentences for p in s.citations[:1])
    elif isinstance(finding, ArticleCard):
        yield from ((b.field, Passage(finding.id, *b.span, "")) for b in finding.bases if b.span)
        yield from (("", p) for _, p in _own_words(finding.id, story))
    else:
        yield from (("", p) for p in passages_in(finding))


def _said(quotation: Quotation, story: Story) -> Iterator[tuple[str, Passage]]:
    """Yield the spans of a quotation; the words of one with a single span stand in its utterance."""
    text = next((v.text for u in story.utterances for v in u.variants if quotation.id in v.quotations), "")
    for start, end in quotation.spans:
        yield "", Passage(quotation.article, start, end, text if len(quotation.spans) == 1 and len(text) == end - start else "")


def _of_origin(origin: Origin, story: Story) -> Iterator[tuple[str, Passage]]:
    """Yield the longest stretches that its reports share, else those shared with others, else words of its own."""
    members = set(origin.articles)
    unquoted = [r for r in story.reuse if not r.quoted]
    inside = [r for r in unquoted if {r.from_.article, r.to.article} <= members]
    across = [r for r in unquoted if len({r.from_.article, r.to.article} & members) == 1]
    for part, found in (("shared inside it", inside), ("shared with another", across)):
        longest = sorted(found, key=lambda r: (-len(r.to.exact), r.id))[:FEW]
        if longest:
            yield from ((part, p) for r in longest for p in (r.from_, r.to))
            break
    else:
        yield from (p for a in origin.articles for p in _own_words(a, story))
    yield from (("rests on it elsewhere", p) for p in origin.passages)


def _own_words(article: str, story: Story) -> Iterator[tuple[str, Passage]]:
    """Yield the first claim that an article makes."""
    told = sorted(p for c in story.claims if isinstance(c, Claim) for p in c.passages if p.article == article)
    yield from (("its own words", p) for p in told[:1])
