"""A person taken out of the library: every sentence that names them, or gives them words, becomes blank where it stands."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from tellings.errors import StoreError
from tellings.language.shingles import find_words
from tellings.library.library import Library
from tellings.library.telling import Teller
from tellings.library.unnaming import unname
from tellings.model import Analysis, ArticleCard, Entity, Query, Quotation, Span, Story, Unread

AT_ONCE = 500  # articles found at once
NAMED = ("title", "author")  # fields of a card that may name a person
Name = tuple[str, ...]


def forget_person(library: Library, teller: Teller, name: str) -> tuple[str, ...]:
    """Blank what names a person in every article that does, also replaced and withdrawn ones, and return those articles.

    Whoever a story takes for that person is meant: where one report has the full name and another the surname alone, both are
    blanked. The rest of each article stays citable at its place. What was made of these articles is dropped, and made anew from
    what is left when needed. All of it is done, or none. Raises StoreError for an article that cannot be analysed.
    """
    wanted = tuple(word for _, _, word in find_words(name))
    naming = list(_naming(library, wanted))
    with library.store.reading() as r:
        held = r.find_holdings(naming).values()
        stories = sorted({h.story for h in held if h.story and h.version.standing == "current"})
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for story in teller.tell_each(stories):
        for article, span in _settled(story, wanted):
            places[article].append(span)
    blanks: dict[str, list[Span]] = {}
    fields: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    meant = sorted({*naming, *places})
    for article, found in zip(meant, teller.analyse(meant), strict=True):
        if isinstance(found, Unread):
            raise StoreError(
                f"{article} names the person and could not be analysed ({found.reason}); nothing was blanked; "
                f"take that article out whole, then try again: tellings forget {article}"
            )
        blank = sentences_at(found, [*places[article], *places_of(found, wanted)])
        named = tuple(field for field in NAMED if _names(_field(found.article.card, field), wanted))
        if blank:
            blanks[article] = list(_outside(blank, len(found.article.text)))
        if blank or named:
            fields[named].append(article)
    _take_out(library, blanks, fields, lambda words: _names(words, wanted))
    return tuple(sorted(article for some in fields.values() for article in some))


def _naming(library: Library, wanted: Name) -> Iterator[str]:
    """Yield the articles whose text or card names a person; what no search finds, cards and withdrawn texts, is read through."""
    query = Query(words=f'"{" ".join(wanted)}"', superseded=True)
    after: str | None = None
    with library.store.reading() as r:
        while True:
            page = r.search(query, limit=AT_ONCE, after=after)
            yield from (hit.article.id for hit in page.items)
            if (after := page.next) is None:
                break
        for holding in r.iter_holdings(Query(superseded=True)):
            card, withdrawn = holding.article, holding.version.standing == "withdrawn"
            printed = r.get_articles([card.id])[0].text if withdrawn else ""
            if any(_names(words, wanted) for words in (*(_field(card, field) for field in NAMED), printed)):
                yield card.id


def _settled(story: Story, wanted: Name) -> Iterator[tuple[str, Span]]:
    """Yield where the reports of a story name whom the story takes for that person, or give them words."""
    for entity in story.entities:
        if _names(entity.name, wanted):
            yield from ((m.article, (m.start, m.end)) for m in entity.mentions)
            yield from ((r.article, (r.start, r.end)) for r in entity.references)
    for quotation in story.quotations:
        if _speaks(quotation, wanted):
            yield from ((quotation.article, span) for span in quotation.spans)


def _take_out(
    library: Library,
    kept: Mapping[str, Sequence[Span]],
    fields: Mapping[tuple[str, ...], Sequence[str]],
    names: Callable[[str], bool],
) -> None:
    """Keep of some articles what lies in their spans, and drop fields of cards, with what was made of either, and corrections."""
    with library.store.writing() as w:
        if fields:
            w.keep_excerpts(kept, kept)
        for named, articles in fields.items():
            w.drop_analyses(articles)
            w.drop_fields(articles, named)
        unname(w, names)


def _field(card: ArticleCard, field: str) -> str:
    return getattr(card, field) or ""


def places_of(analysis: Analysis, wanted: Name) -> list[Span]:
    """Return where one article mentions, quotes or prints a person of that name."""
    named: list[Entity] = [e for e in analysis.entities if _names(e.name, wanted)]
    return [
        *((m.start, m.end) for e in named for m in e.mentions),
        *((r.start, r.end) for e in named for r in e.references),
        *(s for q in analysis.quotations if _speaks(q, wanted) for s in q.spans),
        *_printed(analysis.article.text, wanted),
    ]


def sentences_at(analysis: Analysis, places: Sequence[Span]) -> list[Span]:
    """Return the sentences and pieces of furniture in which some places lie; a place in neither stands for itself."""
    units = [(s.start, s.end) for s in analysis.prose.sentences] + [(f.start, f.end) for f in analysis.article.furniture]
    hit = {unit for unit in units for s, e in places if s < unit[1] and unit[0] < e}
    return sorted(hit | {p for p in places if not any(p[0] < e and s < p[1] for s, e in units)})


def _speaks(quotation: Quotation, wanted: Name) -> bool:
    return any(_names(name, wanted) for name in (quotation.speaker.name or "", *quotation.speaker.names))


def _names(name: str, wanted: Name) -> bool:
    words = [word for _, _, word in find_words(name)]
    return any(tuple(words[n : n + len(wanted)]) == wanted for n in range(len(words) - len(wanted) + 1))


def _printed(text: str, wanted: Name) -> Iterator[Span]:
    words = find_words(text)
    for n in range(len(words) - len(wanted) + 1):
        if tuple(word for _, _, word in words[n : n + len(wanted)]) == wanted:
            yield words[n][0], words[n + len(wanted) - 1][1]


def _outside(blank: Sequence[Span], whole: int) -> Iterator[Span]:
    at = 0
    for start, end in blank:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < whole:
        yield at, whole
