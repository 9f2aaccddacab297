"""Why a finding stands: its rule in words, what it was given, how sure, and what would change it. The verb is ``explain``."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import Struct

from tellings import __version__
from tellings.errors import UsageError
from tellings.exports.rules import Rule, rules
from tellings.exports.visible import label, visible
from tellings.model import ArticleCard, Entity, Passage, Result, Story

NEAR = 3  # ids suggested for one that is not there
SHORTEST = 4  # characters of an id that may stand for the whole, when only one begins with them

KINDS = {
    "articles": "article", "entities": "entity", "moments": "moment", "quotations": "quotation", "utterances": "utterance",
    "figures": "figure", "claims": "claim", "conflicts": "conflict", "updates": "update", "wording": "wording", "reuse": "reuse",
    "origins": "origin", "timeline": "event",
}  # fmt: skip
ENTITY = "named"  # the rule by which entities are told, in words: the room of mentions has many small ones
UNRULED = "no rule is recorded with this finding"


class Input(Struct, frozen=True):
    """Characters that a finding rests on, with the words where the result holds them."""

    article: str
    outlet: str | None
    file: str | None
    start: int
    end: int
    exact: str | None


class Explanation(Struct, frozen=True, kw_only=True):
    """Why a finding stands; ``models``: what read the language of the articles it rests on, with its version."""

    id: str
    kind: str
    story: str
    says: str
    rules: tuple[Rule, ...]
    inputs: tuple[Input, ...]
    score: float | None
    speaker_score: float | None
    models: tuple[str, ...]
    version: str
    related: tuple[str, ...]
    finding: Any


def explain(result: Result, wanted: str) -> Explanation:
    """Return the explanation of the finding with this id (or the only one whose id begins so); else name near ids."""
    found = list(_all(result))
    exact = [f for f in found if f[2] == wanted]
    begins = [f for f in found if len(wanted) >= SHORTEST and f[2].startswith(wanted)]
    chosen = exact or (begins if len({f[2] for f in begins}) == 1 else [])
    if not chosen:
        raise UsageError(_unknown(wanted, [f[2] for f in begins] or [f[2] for f in found]))
    story, kind, name, finding = chosen[0]
    return Explanation(
        id=name,
        kind=kind,
        story=story.id,
        says=_says(finding),
        rules=tuple(_rules(finding)),
        inputs=tuple(_inputs(finding, story)),
        score=getattr(finding, "score", None),
        speaker_score=getattr(getattr(finding, "speaker", None), "score", None),
        models=_models(finding, story),
        version=__version__,
        related=_related(finding, name, {f[2] for f in found}),
        finding=finding,
    )


def to_text(e: Explanation) -> str:
    """Return an explanation for reading."""
    lines = [f"{e.kind} {label(e.id)} of story {label(e.story)}", f"  {e.says}" if e.says else "", ""]
    for rule in e.rules:
        lines += [f"rule       {label(rule.name)}" + (f" ({rule.room})" if rule.room else ""), f"  says     {visible(rule.says)}"]
        lines += [f"  changes  {visible(rule.changes)}"] if rule.changes else []
        lines += [f"  measured {visible(rule.measured)}"] if rule.measured else []
    lines += [] if e.rules else [f"rule       {UNRULED}"]
    lines += [f"score      {e.score:g} of 1, how far the rule is to be believed here"] if e.score else []
    lines += (
        [f"speaker    {e.speaker_score:g} of 1, how far the rule of the speaker is to be believed here"] if e.speaker_score else []
    )
    lines += [f"read by    {', '.join(map(visible, e.models))}"] * bool(e.models)
    lines += ["rests on"] * bool(e.inputs)
    for i in e.inputs:
        where = label(i.outlet or i.file or i.article)
        words = f": {' '.join(visible(i.exact).split())}" if i.exact else ""
        lines.append(f"  {where}, {label(i.file or i.article)}:{i.start}-{i.end}{words}")
    lines += [f"related    {', '.join(map(label, e.related))}"] * bool(e.related)
    return "\n".join([*lines, f"made by    tellings {e.version}"]) + "\n"


def _all(result: Result) -> Iterator[tuple[Story, str, str, Any]]:
    for story in result.stories:
        yield story, "story", story.id, story
        for section, kind in KINDS.items():
            for finding in getattr(story, section):
                yield story, kind, finding.id, finding
        for sentence in story.brief.sentences:
            yield story, "brief sentence", sentence.id, sentence


def _says(finding: Any) -> str:
    if isinstance(finding, Story):
        return label(finding.title, 300)
    if (sides := getattr(finding, "sides", None)) is not None:
        return " / ".join(visible(" ".join(s.statement.split())) for s in sides)
    for field in ("text", "name", "title", "value", "of"):
        if value := getattr(finding, field, None):
            return visible(" ".join(str(value).split()))
    return ""


def _rules(finding: Any) -> Iterator[Rule]:
    """Yield the rule of the finding and that of its speaker, described when a room describes them."""
    names = [getattr(finding, "rule", ""), getattr(getattr(finding, "speaker", None), "rule", "")]
    names += [b.rule for b in finding.bases] if isinstance(finding, ArticleCard) else []
    names += [ENTITY, *(r.rule for r in finding.references)] if isinstance(finding, Entity) else []
    known = rules()
    for name in dict.fromkeys(n for n in names if n):
        yield known.get(name) or Rule(name, "", "no room of this version describes the rule")


def _inputs(finding: Any, story: Story) -> Iterator[Input]:
    cards = {a.id: a for a in story.articles}
    held = sorted(_passages(story), key=lambda p: (p.article, p.start, -p.end))
    for p in dict.fromkeys(_passages(finding)) if not isinstance(finding, Story) else ():
        card = cards.get(p.article)
        words = p.exact or next((h.exact[p.start - h.start : p.end - h.start] for h in held if _holds(h, p)), None)
        yield Input(p.article, card.outlet if card else None, card.file if card else None, p.start, p.end, words)


def _models(finding: Any, story: Story) -> tuple[str, ...]:
    """Return what read the articles that a finding rests on, in order of name."""
    named = set(_strings(msgspec.to_builtins(finding)))
    named |= {q.article for q in story.quotations if q.id in named}
    return tuple(sorted({a.model for a in story.articles if a.model and a.id in named}))


def _holds(held: Passage, p: Passage) -> bool:
    return held.article == p.article and held.start <= p.start and p.end <= held.end and bool(held.exact)


def _passages(value: Any) -> Iterator[Passage]:
    """Yield every passage inside a finding; what has offsets without words is a passage with none."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, tuple):
        for v in value:
            yield from _passages(v)
    elif isinstance(value, Struct):
        if {"article", "start", "end"} <= set(value.__struct_fields__):
            yield Passage(value.article, value.start, value.end, "")  # type: ignore[attr-defined]
        elif {"article", "spans"} <= set(value.__struct_fields__):
            yield from (Passage(value.article, s, e, "") for s, e in value.spans)  # type: ignore[attr-defined]
        for field in value.__struct_fields__:
            yield from _passages(getattr(value, field))


def _related(finding: Any, own: str, known: set[str]) -> tuple[str, ...]:
    """Return the ids of other findings that this one names."""
    if isinstance(finding, Story):
        return ()
    return tuple(dict.fromkeys(w for w in _strings(msgspec.to_builtins(finding)) if w in known and w != own))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from _strings(v)
    elif isinstance(value, list | tuple):
        for v in value:
            yield from _strings(v)


def _unknown(wanted: str, ids: list[str]) -> str:
    near = get_close_matches(wanted[:80], sorted(set(ids)), n=NEAR, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`tellings show --json` has every id"
    return f"no finding {label(wanted, 80)!r} in this result; {hint}"
