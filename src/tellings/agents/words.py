"""An answer in words, for people and for programs that read no structure: a few lines for each finding, nothing hidden in them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tellings.agents.answered import (
    Citations,
    Cited,
    Disputes,
    Finding,
    Findings,
    Grades,
    Quoted,
    Report,
    Roots,
    Speeches,
    Stories,
    StoryPart,
)
from tellings.exports.visible import label, visible
from tellings.model import StoryCard

NOTHING = "nothing was found"


def to_words(answer: Any) -> str:
    """Return an answer in words: what was found, the passages marked as quoted, and how to ask for more."""
    lines = list(_WORDS[type(answer)](answer)) or [NOTHING]
    if answer_more := getattr(answer, "more", None):
        lines.append(f"more: {answer_more}")
    return "\n".join(lines)


def _card(s: StoryCard) -> str:
    days = " to ".join(dict.fromkeys(d for d in (s.first, s.last) if d)) or "no day"
    told = [_count(n, what) for n, what in ((s.origins, "origin"), (s.conflicts, "hard conflict")) if n is not None]
    size = ", ".join((_count(s.articles, "report"), _count(s.outlets, "outlet"), *told, days))
    return f"{s.id}  {label(s.title)} ({size})"


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _line(text: str) -> str:
    return " ".join(visible(text).split())


def _quoted(passages: Iterable[Quoted], of: int = 0) -> Iterator[str]:
    shown = 0
    for p in passages:
        shown += 1
        who = ", ".join(label(x) for x in (p.outlet, p.day) if x) or "outlet and day unknown"
        yield f"  > {_line(p.exact)}{' [cut]' * p.cut}  -- {who} [{p.article} {p.start}-{p.end}]"
    if of > shown:
        yield f"  ({of - shown} more of these passages)"


def _stories(a: Stories) -> Iterator[str]:
    yield from map(_card, a.stories)


def _findings(a: Findings) -> Iterator[str]:
    for found in a.found:
        yield _card(found.story)
        yield from _quoted(found.passages)


def _part(a: StoryPart) -> Iterator[str]:
    yield _card(a.story) + ("  (news since this was told)" if a.story.stale else "")
    yield "has: " + ", ".join(f"{n} {what}" for what, n in a.has.items() if n)
    yield f"{a.part}, {len(a.findings) + len(a.reports)} of {a.of}:"
    yield from (line for f in a.findings for line in _finding(f))
    yield from (_report(r) for r in a.reports)


def _finding(f: Finding) -> Iterator[str]:
    told = [f.agreement.replace("_", " ")] if f.agreement else []
    told += [_count(f.origins, "origin")] if f.origins is not None else []
    yield f"- {f'{f.day}: ' if f.day else ''}{_line(f.text)} [{f.id}]{f' ({chr(44).join(told)})' if told else ''}"
    yield from _quoted(f.passages, f.passages_of)


def _report(r: Report) -> str:
    return f"- {label(r.reference)} [{r.article}]{f' rests on {r.origin}' if r.origin else ''}"


def _speeches(a: Speeches) -> Iterator[str]:
    if a.story:
        yield f"{_card(a.story)}\nspeeches, {len(a.said)} of {a.of}:"
    for s in a.said:
        who = label(s.speaker) if s.speaker else "the reports do not settle who"
        others = f"; also named: {', '.join(map(label, s.speakers))}" if s.speakers else ""
        flags = f"; {', '.join(s.flags)}" if s.flags else ""
        yield f"- {who} ({s.kind}{others}{flags}): {_line(s.words)} [{s.id}{f' in {s.story}' if s.story else ''}]"
        yield from (f"  printed also as: {_line(v)}" for v in s.variants)
        yield from _quoted(s.passages, s.passages_of)
    if a.unread:
        yield f"{_count(a.unread, 'report')} that may name the speaker were not read yet; ask again"


def _disputes(a: Disputes) -> Iterator[str]:
    yield f"{_card(a.story)}\nconflicts, {len(a.conflicts)} of {a.of}:"
    for c in a.conflicts:
        yield f"- {c.strength}, {c.kind}: {_line(c.about)} [{c.id}]"
        for side in c.sides:
            yield f"  * {_line(side.statement)} ({_count(side.origins, 'origin')})"
            yield from _quoted(side.passages, side.passages_of)


def _roots(a: Roots) -> Iterator[str]:
    yield f"{_card(a.story)}\norigins, {len(a.origins)} of {a.of}:"
    for o in a.origins:
        how = "unseen, inferred" if o.unseen else "traced" if o.traced else "untraced"
        yield f"- {label(o.name) or 'unnamed'} [{o.id}]: {_count(o.reports_of, 'report')}, {how}"
        yield from (f"  {_report(r)}" for r in o.reports)
        yield from (f"  because {_line(b)}" for b in o.basis)
        yield from _quoted(o.also, o.also_of)


def _citations(a: Citations) -> Iterator[str]:
    yield from (line for c in a.citations for line in _cited(c))


def _cited(c: Cited) -> Iterator[str]:
    standing = "" if c.standing == "current" else f" ({c.standing}: a later version is there, or it was taken back)"
    yield f"- {label(c.reference)}{standing} [{c.passage.article} {c.passage.start}-{c.passage.end}]"
    yield f"  > …{_line(c.before)} [[{_line(c.passage.exact)}]] {_line(c.after)}…"


def _grades(a: Grades) -> Iterator[str]:
    yield f"{a.supported} of {_count(a.of, 'sentence')} supported by the reports of {_card(a.story)}"
    for s in a.sentences:
        yield f"{'+ supported' if s.supported else 'x not supported'}: {_line(s.text)}"
        yield from (f"  because {_line(r)}" for r in s.reasons)
        yield from (f"  in conflict ({c.strength} {c.kind}) [{c.id}]: {_line(c.statement)}" for c in s.conflicts)
        yield from _quoted(s.passages, s.passages_of)


_WORDS: dict[type, Callable[[Any], Iterator[str]]] = {
    Stories: _stories,
    Findings: _findings,
    StoryPart: _part,
    Speeches: _speeches,
    Disputes: _disputes,
    Roots: _roots,
    Citations: _citations,
    Grades: _grades,
}
