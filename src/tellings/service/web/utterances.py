"""Quotations that a search found, put together: what was said once, by the story in which it was, with who prints which words."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from tellings.exports.view.names import day_words, name_reports
from tellings.exports.visible import label, visible
from tellings.model import Query, Quotation, Said, Story, StoryCard, Utterance
from tellings.service.web.article import address_of
from tellings.store import Reader

MOST = 200  # quotations of one story looked through for those of an earlier page


class Printed(Struct, frozen=True, kw_only=True):
    """How one report prints what was said: its label, the kind of quotation, the speaker's name as printed, its words."""

    label: str
    day: str
    kind: str
    naming: str
    words: str
    address: str


class Spoken(Struct, frozen=True, kw_only=True):
    """What was said once. ``speaker`` is on whom the reports settle, ``flags`` say in what they differ."""

    id: str
    text: str
    speaker: str
    flags: tuple[str, ...]
    prints: tuple[Printed, ...]


class InStory(Struct, frozen=True):
    """What a speaker said in one story."""

    card: StoryCard | None
    spoken: tuple[Spoken, ...]


def by_story(reader: Reader, found: Sequence[Said], query: Query, *, first: bool) -> list[InStory]:
    """Return quotations by story, in the order in which they were found, each statement once.

    ``first``: this is the first page. On a later one what an earlier one showed with all its reports is left out.
    """
    stories: dict[str | None, list[Said]] = {}
    for said in found:
        stories.setdefault(said.story, []).append(said)
    shown = []
    for story, some in stories.items():
        telling = reader.find_telling(story) if story else None
        earlier = set() if first or telling is None else _earlier(reader, query, story, {s.quotation.id for s in some})
        spoken = tuple(_spoken(telling.story if telling else None, some, earlier))
        if spoken:
            shown.append(InStory(reader.get_story(story) if story else None, spoken))
    return shown


def _earlier(reader: Reader, query: Query, story: str | None, here: set[str]) -> set[str]:
    """Return the quotations of a story that come before those of this page."""
    found: set[str] = set()
    for said in reader.who_said(replace(query, story=story), limit=MOST).items:
        if said.quotation.id in here:
            break
        found.add(said.quotation.id)
    return found


def _spoken(story: Story | None, some: Sequence[Said], earlier: set[str]) -> list[Spoken]:
    if story is None:
        return [_alone(s) for s in some]
    utterances = {q: u for u in story.utterances for q in u.quotations}
    quotations = {q.id: q for q in story.quotations}
    names = {r.id: r.label for r in name_reports(story.articles)}
    days = {a.id: day_words(a.published) for a in story.articles}
    shown: dict[str, Spoken] = {}
    for said in some:
        utterance = utterances.get(said.quotation.id)
        if utterance is None:
            shown[said.quotation.id] = _alone(said)
        elif utterance.id not in shown and not earlier.intersection(utterance.quotations):
            shown[utterance.id] = _together(utterance, quotations, names, days)
    return list(shown.values())


def _alone(said: Said) -> Spoken:
    (report,) = name_reports([said.article])
    words = " […] ".join(p.exact for p in said.passages)
    printed = _printed(said.quotation, report.label, report.day, words)
    return Spoken(
        id=said.quotation.id, text=visible(words), speaker=label(said.quotation.speaker.name), flags=(), prints=(printed,)
    )


def _together(u: Utterance, quotations: dict[str, Quotation], names: dict[str, str], days: dict[str, str]) -> Spoken:
    words = {q: v.text for v in u.variants for q in v.quotations}
    held = [quotations[q] for q in u.quotations if q in quotations]
    prints = tuple(_printed(q, names.get(q.article, q.article), days.get(q.article, ""), words.get(q.id, u.text)) for q in held)
    flags = tuple(f.replace("_", " ") for f in u.flags)
    return Spoken(id=u.id, text=visible(u.text), speaker=label(u.speaker), flags=flags, prints=prints)


def _printed(q: Quotation, name: str, day: str, words: str) -> Printed:
    naming = label(q.speaker.printed.name or "", 80)
    return Printed(
        label=name,
        day=day,
        kind=q.kind,
        naming=naming if q.speaker.status != "unresolved" else "",
        words=visible(words),
        address=address_of(q.article, q.spans[0][0], q.spans[-1][1]),
    )
