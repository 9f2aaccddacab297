"""Who said what: in one story each speech once, in the library each quotation."""

from collections.abc import Iterable, Sequence
from threading import Event

from tellings.agents.answered import Speech, Speeches
from tellings.agents.asked import WhoSaid
from tellings.agents.librarian import Librarian
from tellings.agents.paging import cut, place
from tellings.agents.quoting import Quoting
from tellings.errors import UsageError
from tellings.language.shingles import find_words
from tellings.model import Article, Passage, Query, Quotation, Story, Utterance
from tellings.store import Reader

READ = 20  # reports that are analysed while somebody waits: some seconds; by judgement
VARIANTS = 3  # other wordings shown in a short answer


def who_said(librarian: Librarian, asked: WhoSaid, stop: Event) -> Speeches:
    """Return what was said in a story, or what a speaker is quoted as saying anywhere."""
    if asked.story is not None:
        return _in_story(librarian, asked, asked.story, stop)
    if asked.speaker is None:
        raise UsageError("who_said needs a story, a speaker, or both; list_stories and search give story ids")
    return _anywhere(librarian, asked, asked.speaker)


def _in_story(librarian: Librarian, asked: WhoSaid, named: str, stop: Event) -> Speeches:
    at = place(asked.more)
    told = librarian.told(named, stop, at.telling)
    quotations = {q.id: q for q in told.story.quotations}
    fits = [u for u in told.story.utterances if _is_by(u, quotations, asked.speaker) and _has(u, asked.words)]
    fits.sort(key=lambda u: -len({quotations[q].article for q in u.quotations}))  # what most reports print comes first
    shown, more = cut(fits, at.at, asked.limit, told.number)
    with librarian.reading() as reader:
        texts = _texts(reader, (quotations[q].article for u in shown for q in u.quotations))
    quoting = Quoting(told.story.articles, asked.detail)
    said = tuple(_speech(u, told.story, [quotations[q] for q in u.quotations], texts, quoting) for u in shown)
    return Speeches(said=said, story=told.card, of=len(fits), more=more)


def _is_by(said: Utterance, quotations: dict[str, Quotation], speaker: str | None) -> bool:
    """Whether any report gives the words to somebody whose name has all words of ``speaker``."""
    if speaker is None:
        return True
    wanted = set(_words(speaker))
    names = {said.speaker or ""}
    for q in (quotations[q] for q in said.quotations):
        names |= {q.speaker.name or "", q.speaker.printed.name or "", *q.speaker.names}
    names |= {n for r in said.readings for n in (r.speaker, *r.names)}
    return bool(wanted) and any(wanted <= set(_words(name)) for name in names)


def _has(said: Utterance, words: str | None) -> bool:
    if words is None:
        return True
    wanted = set(_words(words))
    return any(wanted <= set(_words(text)) for text in (said.text, *(v.text for v in said.variants)))


def _words(text: str) -> list[str]:
    return [word for _, _, word in find_words(text)]


def _texts(reader: Reader, articles: Iterable[str]) -> dict[str, str]:
    """Return the texts of those articles that are still held."""
    held: Sequence[Article] = reader.get_articles(reader.find_holdings(sorted(set(articles))))
    return {a.id: a.text for a in held}


def _speech(said: Utterance, story: Story, printed: Sequence[Quotation], texts: dict[str, str], quoting: Quoting) -> Speech:
    passages = [
        Passage(q.article, start, end, texts[q.article][start:end]) for q in printed if q.article in texts for start, end in q.spans
    ]
    others = dict.fromkeys(v.text for v in said.variants if v.text != said.text)
    return Speech(
        id=said.id,
        speaker=said.speaker,
        words=said.text,
        kind=printed[0].kind,
        passages=quoting.some(passages),
        passages_of=len(passages),
        speakers=tuple(dict.fromkeys(r.speaker for r in said.readings if r.speaker != said.speaker)),
        variants=tuple(others)[: VARIANTS if quoting.short else None],
        flags=said.flags,
    )


def _anywhere(librarian: Librarian, asked: WhoSaid, speaker: str) -> Speeches:
    query = Query(words=asked.words or "", speaker=speaker)
    left = 0
    if librarian.tells and asked.more is None:
        with librarian.one_at_a_time:
            left = librarian.teller.analyse_naming(query, READ)
    with librarian.reading() as reader:
        page = reader.who_said(query, limit=asked.limit, after=asked.more)
    quoting = Quoting((s.article for s in page.items), asked.detail)
    said = tuple(
        Speech(
            id=s.quotation.id,
            speaker=s.quotation.speaker.name,
            words=" … ".join(p.exact for p in s.passages),
            kind=s.quotation.kind,
            passages=quoting.some(s.passages),
            passages_of=len(s.passages),
            story=s.story,
        )
        for s in page.items
    )
    return Speeches(said=said, unread=left, more=page.next)
