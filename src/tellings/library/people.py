"""A person taken out of the library: every sentence that names them, or gives them words, becomes blank where it stands."""

from collections.abc import Iterator

from tellings.language.shingles import find_words
from tellings.library.library import Library
from tellings.library.telling import Teller
from tellings.model import Analysis, Query, Quotation, Span

AT_ONCE = 500  # articles found at once


def forget_person(library: Library, teller: Teller, name: str) -> tuple[str, ...]:
    """Blank what names a person in every article that does, superseded versions too, and return those articles.

    The rest of each article stays citable at its place. What was made of these articles is dropped and made anew when needed.
    Reads each article that has the name in its words; one that calls the person only by something else is not found.
    """
    wanted = tuple(word for _, _, word in find_words(name))
    touched: list[str] = []
    for found in teller.analyse(list(_naming(library, name))):
        if isinstance(found, Analysis) and (blank := spans_naming(found, wanted)):
            whole = len(found.article.text)
            with library.store.writing() as w:
                w.keep_excerpts([found.article.id], {found.article.id: list(_outside(blank, whole))})
                w.drop_analyses([found.article.id])
            touched.append(found.article.id)
    return tuple(touched)


def _naming(library: Library, name: str) -> Iterator[str]:
    query = Query(words=f'"{" ".join(word for _, _, word in find_words(name))}"', superseded=True)
    after: str | None = None
    with library.store.reading() as r:
        while True:
            page = r.search(query, limit=AT_ONCE, after=after)
            yield from (hit.article.id for hit in page.items)
            if (after := page.next) is None:
                return


def spans_naming(analysis: Analysis, wanted: tuple[str, ...]) -> list[Span]:
    """Return the sentences and pieces of furniture in which a person of that name is mentioned, quoted or printed."""
    named = [e for e in analysis.entities if _names(e.name, wanted)]
    places = [
        *((m.start, m.end) for e in named for m in e.mentions),
        *((r.start, r.end) for e in named for r in e.references),
        *(s for q in analysis.quotations if _speaks(q, wanted) for s in q.spans),
        *_printed(analysis.article.text, wanted),
    ]
    units = [(s.start, s.end) for s in analysis.prose.sentences] + [(f.start, f.end) for f in analysis.article.furniture]
    hit = {unit for unit in units for s, e in places if s < unit[1] and unit[0] < e}
    return sorted(hit | {p for p in places if not any(p[0] < e and s < p[1] for s, e in units)})


def _speaks(quotation: Quotation, wanted: tuple[str, ...]) -> bool:
    return any(_names(name, wanted) for name in (quotation.speaker.name or "", *quotation.speaker.names))


def _names(name: str, wanted: tuple[str, ...]) -> bool:
    words = [word for _, _, word in find_words(name)]
    return any(tuple(words[n : n + len(wanted)]) == wanted for n in range(len(words) - len(wanted) + 1))


def _printed(text: str, wanted: tuple[str, ...]) -> Iterator[Span]:
    words = find_words(text)
    for n in range(len(words) - len(wanted) + 1):
        if tuple(word for _, _, word in words[n : n + len(wanted)]) == wanted:
            yield words[n][0], words[n + len(wanted) - 1][1]


def _outside(blank: list[Span], whole: int) -> Iterator[Span]:
    at = 0
    for start, end in blank:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < whole:
        yield at, whole
