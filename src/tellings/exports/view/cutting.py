"""A long story cut to what a first page can hold: of each section the weightiest findings, the rest counted."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from typing import Any, TypeVar

from msgspec.structs import replace

from tellings.model import Claim, Conflict, Event, Passage, Story, Utterance, Wording

Found = TypeVar("Found")
LINK = 60  # characters that a link to a passage weighs beside its words
LEAST = 3  # findings shown of a section, however long they are
# characters shown of each section: so that a page of five reports stays under 60 kB (tests/service/web), about six screens
ROOM = {
    "conflicts": 3_800,
    "utterances": 3_900,
    "timeline": 2_300,
    "agreed": 1_600,
    "alone": 1_400,
    "wording": 1_000,
    "updates": 500,
}


def cut(story: Story, room: dict[str, int] = ROOM) -> tuple[Story, dict[str, int]]:
    """Return a story with the weightiest findings of each section, in their order, and how many of each section there are.

    Before others come: conflicts that are hard, utterances that reports print differently, events in conflict or told by most
    origins, claims with most origins; of what one report alone tells the first of each report in turn.
    """
    agreed = [c for c in story.claims if c.agreement == "corroborated"]
    alone = [c for c in story.claims if c.agreement == "told_by_one"]
    ranked = sorted(agreed, key=lambda c: -c.origins)
    claims = {id(c) for c in (*_first(ranked, room["agreed"], _claim), *_first(_in_turn(alone), room["alone"], _claim))}
    shown = replace(
        story,
        conflicts=_kept(story.conflicts, sorted(story.conflicts, key=lambda c: c.strength != "hard"), room["conflicts"], _conflict),
        utterances=_kept(story.utterances, sorted(story.utterances, key=_differing), room["utterances"], _utterance),
        timeline=_kept(story.timeline, sorted(story.timeline, key=_telling), room["timeline"], _event),
        wording=_kept(story.wording, sorted(story.wording, key=lambda w: -len(w.forms)), room["wording"], _wording),
        updates=_kept(story.updates, story.updates, room["updates"], lambda u: _words((u.earlier, u.later))),
        claims=tuple(c for c in story.claims if id(c) in claims),
    )
    sections = ("conflicts", "utterances", "timeline", "wording", "updates")
    counts = {name: len(getattr(story, name)) for name in sections}
    hard = sum(c.strength == "hard" for c in story.conflicts)
    return shown, {**counts, "hard": hard, "agreed": len(agreed), "alone": len(alone)}


def only(story: Story, *sections: str) -> Story:
    """Return a story with these sections alone; its reports, and the quotations that utterances are made of, stay."""
    always = {"id", "title", "articles", "quotations", "furniture", *sections}
    plain = Story(id=story.id, title=story.title, articles=story.articles)
    return replace(story, **{name: getattr(plain, name) for name in Story.__struct_fields__ if name not in always})


def _kept(there: Sequence[Found], ranked: Iterable[Found], room: int, weigh: Callable[[Found], int]) -> tuple[Found, ...]:
    chosen = {id(found) for found in _first(ranked, room, weigh)}
    return tuple(found for found in there if id(found) in chosen)


def _first(ranked: Iterable[Found], room: int, weigh: Callable[[Found], int]) -> list[Found]:
    chosen: list[Found] = []
    for found in ranked:
        room -= weigh(found)
        if room < 0 and len(chosen) >= LEAST:
            break
        chosen.append(found)
    return chosen


def _in_turn(claims: Iterable[Claim]) -> list[Claim]:
    by_article: dict[str, list[Claim]] = {}
    for c in claims:
        by_article.setdefault(c.passages[0].article if c.passages else "", []).append(c)
    return [c for c in chain.from_iterable(zip_longest(*by_article.values())) if c is not None]


def _differing(u: Utterance) -> tuple[bool, int]:
    return not u.flags, -len(u.quotations)


def _telling(e: Event) -> tuple[bool, bool, int]:
    return not e.conflicts, e.grain not in ("day", "time"), -e.origins


def _words(passages: Iterable[Passage]) -> int:
    return sum(len(p.exact) + LINK for p in passages)


def _links(passages: Sequence[Any]) -> int:
    return LINK * len(passages)


def _conflict(c: Conflict) -> int:
    return len(c.about or "") + sum(len(s.statement) + _words(s.passages) for s in c.sides)


def _utterance(u: Utterance) -> int:
    return sum(len(v.text) for v in u.variants) + len(u.text) + _links(u.quotations)


def _event(e: Event) -> int:
    return len(e.text) + _links(e.passages)


def _claim(c: Claim) -> int:
    return len(c.text) + _links(c.passages)


def _wording(w: Wording) -> int:
    return sum(len(f.form) + _links(f.passages) for f in w.forms)
