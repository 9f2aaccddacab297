"""What can be said to be wrong with a finding or a story, as choices of a form; and what was chosen as a correction."""

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from tellings.answers import find_finding
from tellings.errors import UsageError
from tellings.exports.view.names import name_reports
from tellings.exports.visible import label, visible
from tellings.model import Override, Story, StoryCard, Target
from tellings.service.web.forms import Form

STORY = re.compile(r"s-[0-9A-Za-z]{1,60}", re.ASCII)
NAMES = {
    "conflicts": "conflict", "utterances": "utterance", "quotations": "quotation", "claims": "claim", "reuse": "reuse",
    "moments": "moment", "figures": "figure", "wording": "wording", "updates": "update", "timeline": "event", "entities": "entity",
}  # fmt: skip
REJECTED = "It is wrong, and should not be told"


class Choice(Struct, frozen=True, kw_only=True):
    """One thing that can be said: ``what`` names it in the form; ``needs`` are the fields that go with it."""

    what: str
    words: str
    do: str
    of: str
    needs: tuple[str, ...] = ()


class Subject(Struct, frozen=True, kw_only=True):
    """What is to be corrected: a story, or a ``finding`` of it in words; what can be said of it, and what of it can be named.

    ``parts`` are ids and words: the reports of a story, the quotations of an utterance; ``others`` what it can be put together
    with, ``people`` whom a story names.
    """

    card: StoryCard
    finding: str = ""
    kind: str = "story"
    words: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()


STORY_CHOICES = (
    Choice(
        what="merge", words="Another story tells of the same event: put them together", do="merge", of="story", needs=("other",)
    ),
    Choice(
        what="split", words="Some of its reports tell of something else: take them out", do="split", of="story", needs=("parts",)
    ),
    Choice(what="rename-entity", words="Somebody has another name", do="rename", of="entity", needs=("people", "name")),
    Choice(what="merge-entity", words="Two names are of one person, place or body", do="merge", of="entity", needs=("people",)),
)
UTTERANCE = (
    Choice(what="rename-speaker", words="Somebody else said it", do="rename", of="speaker", needs=("name",)),
    Choice(
        what="split", words="Some of these were said at another time: take them out", do="split", of="utterance", needs=("parts",)
    ),
    Choice(what="merge", words="It is the same as something else that was said", do="merge", of="utterance", needs=("others",)),
    Choice(what="reject", words="Some of these are nobody’s words", do="reject", of="quotation", needs=("parts",)),
)
ENTITY = (
    Choice(what="rename-entity", words="It has another name", do="rename", of="entity", needs=("name",)),
    Choice(what="merge-entity", words="It is the same as another", do="merge", of="entity", needs=("others",)),
)


def find_subject(card: StoryCard, story: Story, finding: str) -> Subject:
    """Return what can be said of a story, or of one of its findings. Raises MissingError when it has no such finding."""
    reports = {r.id: r for r in name_reports(story.articles)}
    if not finding:
        parts = tuple((r.id, f"{r.label}: {r.title or r.file}" if r.title != r.label else r.label) for r in reports.values())
        people = tuple((e.id, f"{label(e.name, 60)} ({e.kind})") for e in story.entities)
        choices = tuple(c for c in STORY_CHOICES if len(parts) > 1 or c.what != "split")
        return Subject(card=card, choices=choices, parts=parts, people=people)
    section, found = find_finding(story, finding)
    kind = NAMES.get(section, "")
    names = {a: r.label for a, r in reports.items()}
    if not kind:
        raise UsageError("this cannot be corrected by itself; correct the claims, conflicts or quotations that it rests on")
    told: dict[str, Any] = {"card": card, "finding": finding, "kind": kind, "words": tuple(_words(found, names))}
    if kind == "utterance":
        prints = tuple(
            (q.id, f"{names.get(q.article, '')}: {_variant(found, q.id)}") for q in story.quotations if q.id in found.quotations
        )
        others = tuple(
            (u.id, f"{label(u.speaker) or 'nobody named'}: {label(u.text, 90)}") for u in story.utterances if u.id != finding
        )
        several = len(prints) > 1
        choices = tuple(c for c in UTTERANCE if (several or c.what != "split") and (others or c.what != "merge"))
        return Subject(**told, choices=choices, parts=prints, others=others)
    if kind == "entity":
        others = tuple((e.id, f"{label(e.name, 60)} ({e.kind})") for e in story.entities if e.id != finding)
        return Subject(**told, choices=ENTITY, others=others)
    if kind == "conflict":
        neither = Choice(what="not-a-conflict", words="It is no conflict: both can be so", do="not-a-conflict", of="conflict")
        return Subject(**told, choices=(neither, Choice(what="reject", words=REJECTED, do="reject", of="conflict")))
    return Subject(**told, choices=(Choice(what="reject", words=REJECTED, do="reject", of=kind),))


def _variant(utterance: Any, quotation: str) -> str:
    return next((label(v.text, 120) for v in utterance.variants if quotation in v.quotations), "")


def _words(found: Any, names: dict[str, str]) -> Iterable[str]:
    """Yield a finding in words, a line each."""
    for field in ("about", "name", "text", "of", "speaker"):
        value = getattr(found, field, None)
        if isinstance(value, str) and value:
            yield visible(value)
    for side in getattr(found, "sides", ()):
        yield f"{visible(side.statement)} ({', '.join(dict.fromkeys(names.get(p.article, '') for p in side.passages))})"
    for field in ("from_", "to", "earlier", "later"):
        passage = getattr(found, field, None)
        if passage is not None:
            yield f"{names.get(passage.article, '')}: “{visible(passage.exact)}”"
    for passage in getattr(found, "passages", ())[:5]:
        yield f"{names.get(passage.article, '')}: “{visible(passage.exact)}”"
    for form in getattr(found, "forms", ()):
        yield visible(form.form)


def to_override(subject: Subject, form: Form, chosen: tuple[str, ...], name: str) -> Override:
    """Return what was chosen as a correction. Raises UsageError for what is missing, in words for who filled in the form."""
    choice = next((c for c in subject.choices if c.what == form["what"]), None)
    if choice is None:
        raise UsageError("Choose what is wrong.")
    right = form[f"name-{choice.what}"]
    if "name" in choice.needs and not right:
        raise UsageError("Give the name that is right.")
    told: dict[str, Any] = {"do": choice.do, "of": choice.of, "by": name or form["by"] or None, "why": form["why"] or None}
    if "name" in choice.needs:
        told["name"] = right
    return Override(**told, targets=tuple(_targets(subject, choice, form, chosen)))


def _targets(subject: Subject, choice: Choice, form: Form, chosen: tuple[str, ...]) -> Iterable[Target]:
    known = {id for pairs in (subject.parts, subject.others, subject.people) for id, _ in pairs}
    named = [c for c in dict.fromkeys(chosen) if c in known]
    if "other" in choice.needs:
        other = STORY.search(form["other"])
        if other is None:
            raise UsageError("Give the address of the other story, or its id (s-…).")
        return [Target(id=subject.card.id), Target(id=other[0])]
    if choice.of == "story":
        return [Target(article=a) for a in _some(named, subject.parts, "Choose the reports that are to leave the story.")]
    if "parts" in choice.needs:
        return [Target(id=a) for a in _some(named, subject.parts, "Choose which of them.")]
    if "others" in choice.needs:
        return [Target(id=subject.finding), *(Target(id=a) for a in _some(named, subject.others, "Choose what it is the same as."))]
    if "people" in choice.needs:
        some = _some(named, subject.people, "Choose whom.")
        if choice.do == "merge" and len(some) < 2:
            raise UsageError("Choose two at least.")
        return [Target(id=a) for a in some]
    if choice.of == "speaker":
        return [Target(id=a) for a, _ in subject.parts]
    return [Target(id=subject.finding)]


def _some(named: list[str], of: tuple[tuple[str, str], ...], words: str) -> list[str]:
    ids = {id for id, _ in of}
    found = [n for n in named if n in ids]
    if not found:
        raise UsageError(words)
    return found
