"""A library to serve: synthetic articles in bulk, and made-up stories of five reports that were told."""

import random
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from bench.store_texts import DAYS, FIRST_DAY, Maker
from bench.stories import make_story
from tellings.analysis import analyse
from tellings.language.readers import load_reader
from tellings.library import Library, Teller
from tellings.model import Article, Entry, Move, Telling
from tellings.pipeline import tell_story
from tellings.reading import read
from tellings.stories import sketch

BATCH, STORY = 100, 8  # stories in one transaction; articles of a story, on average
OUTLETS = ("Ostby Post", "The Gull", "Harbour Radio", "Tarn Times", "Holm Gazette")


def make_library(path: Path, articles: int, told: int) -> list[str]:
    """Make the library and return the ids of the stories that were told.

    All stories are closed, and the synthetic ones cannot be found again by an article: their words are drawn from one urn, so that
    each would be like all others.
    """
    maker, chance, at, left = Maker(), random.Random(5), 0, articles - 5 * told
    with Library.open(str(path)) as library:
        while at < left:
            with library.store.writing() as w:
                for _ in range(BATCH):
                    size = min(left - at, 1 + int(chance.expovariate(1 / (STORY - 1))))
                    entries = [_dated(maker.entry(n), n / articles) for n in range(at, at + size)]
                    w.add(entries)
                    w.move(_moves(f"s-{entries[0].article.id}", [e.article.id for e in entries]))
                    at += size
                    if at >= left:
                        break
        return [_tell(library, n) for n in range(told)]


def _moves(story: str, articles: list[str]) -> list[Move]:
    came = [Move("opened" if n == 0 else "joined", story, None, (a,)) for n, a in enumerate(articles)]
    return [*came, Move("closed", story, None, tuple(articles))]


def _dated(entry: Entry, share: float) -> Entry:
    """Return an entry with the day that its place among all gives it: they come in order, as a stream does."""
    day = (FIRST_DAY + timedelta(days=int(DAYS * share))).isoformat()
    return replace(entry, article=replace(entry.article, published=day))


def _tell(library: Library, n: int) -> str:
    reader = load_reader("rules")
    reports = [_report(n, k, text) for k, text in enumerate(make_story(5, seed=n))]
    story = f"s-told{n:06d}"
    told = tell_story([analyse(r, reader) for r in reports], reader, id=story)
    with library.store.writing() as w:
        w.add([Entry(article=r, key=f"url:{r.url}", version=1, sketch=sketch(r).to_bytes(), day="2033-01-01") for r in reports])
        w.move(_moves(story, [r.id for r in reports]))
        edition = Teller(library.store, "rules").editions.telling
        w.put_telling(Telling(number=1, edition=edition, moves=w.last_move(), story=told))
    return story


def _report(n: int, k: int, text: str) -> Article:
    url = f"https://outlet{k}.example/{n}"
    made = read(text, outlet=OUTLETS[k], url=url, published="2032-12-3" + str(n % 2))
    return made.renamed(f"a-{sha256(url.encode()).hexdigest()[:10]}")
