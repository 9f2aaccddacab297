"""A story and its parts."""

from collections import Counter
from collections.abc import Callable, Sequence
from threading import Event
from typing import Any

from tellings.agents.answered import Finding, StoryPart
from tellings.agents.asked import GetStory
from tellings.agents.librarian import Librarian
from tellings.agents.paging import cut, place
from tellings.agents.quoting import Quoting, reports_of
from tellings.model import BriefSentence, Claim, Passage, Story, Update, Wording
from tellings.model import Event as Dated


def get_story(librarian: Librarian, asked: GetStory, stop: Event) -> StoryPart:
    """Return one part of a story, and how much there is of the others."""
    at = place(asked.more)
    told = librarian.told(asked.story, stop, at.telling)
    quoting = Quoting(told.story.articles, asked.detail)
    found = _part(told.story, asked.part)
    shown, more = cut(found, at.at, asked.limit, told.number)
    return StoryPart(
        story=told.card,
        part=asked.part,
        of=len(found),
        reports=shown if asked.part == "reports" else (),
        findings=tuple(_FINDINGS[asked.part](f, quoting) for f in shown) if asked.part in _FINDINGS else (),
        has=count(told.story),
        more=more,
    )


def count(story: Story) -> dict[str, int]:
    """Return how much there is of everything that can be asked for."""
    strengths = Counter(c.strength for c in story.conflicts)
    agreements = Counter(c.agreement for c in story.claims)
    return {
        "reports": len(story.articles),
        "origins": len(story.origins),
        "hard conflicts": strengths["hard"],
        "soft conflicts": strengths["soft"],
        "speeches": len(story.utterances),
        "claims corroborated": agreements["corroborated"],
        "claims told by one": agreements["told_by_one"],
        "claims in conflict": agreements["in_conflict"],
        "timeline": len(story.timeline),
        "wording": len(story.wording),
        "updates": len(story.updates),
        "sentences withheld": len(story.brief.withheld),
        "corrections by people": len(story.overrides),
    }


def _part(story: Story, part: str) -> tuple[Any, ...]:
    if part == "reports":
        return reports_of(story)
    found: tuple[Any, ...] = story.brief.sentences if part == "brief" else getattr(story, part)
    return found


def _sentence(s: BriefSentence, quoting: Quoting) -> Finding:
    return _finding(s.id, s.text, s.citations, quoting, about=s.about)


def _claim(c: Claim, quoting: Quoting) -> Finding:
    return _finding(c.id, c.text, c.passages, quoting, agreement=c.agreement, origins=c.origins)


def _event(e: Dated, quoting: Quoting) -> Finding:
    return _finding(e.id, e.text, e.passages, quoting, day=e.date, origins=e.origins, about=e.conflicts)


def _wording(w: Wording, quoting: Quoting) -> Finding:
    forms = "; ".join(f"“{f.form}” ({len(f.passages)})" for f in w.forms)
    one_each = [f.passages[0] for f in w.forms]
    rest = [p for f in w.forms for p in f.passages[1:]]
    return _finding(w.id, f"{w.of}: {forms}", [*one_each, *rest], quoting)


def _update(u: Update, quoting: Quoting) -> Finding:
    return _finding(u.id, u.of, (u.earlier, u.later), quoting)


_FINDINGS: dict[str, Callable[[Any, Quoting], Finding]] = {
    "brief": _sentence,
    "claims": _claim,
    "timeline": _event,
    "wording": _wording,
    "updates": _update,
}


def _finding(id: str, text: str, passages: Sequence[Passage], quoting: Quoting, **more: Any) -> Finding:
    return Finding(id=id, text=text, passages=quoting.some(passages), passages_of=len(passages), **more)
