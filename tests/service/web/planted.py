"""Libraries with stories that were made by hand: as told as if they had been read, in no time."""

import json
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tellings.library import Teller
from tellings.model import Article, ArticleCard, Entry, Move, Origin, Passage, Reuse, Story, Telling
from tellings.store import open_store

FERRY = json.loads((Path(__file__).parents[2] / "exports" / "ferry.json").read_text(encoding="utf-8"))


@dataclass
class Planted:
    """A story and its articles, ready to be put into a library."""

    story: Story
    articles: tuple[Article, ...]


def ferry(**changes: object) -> Planted:
    """Return the story of the ferry, five reports, every section filled; ``changes`` replace sections."""
    story = msgspec.convert(FERRY["result"]["stories"][0], Story)
    return Planted(msgspec.structs.replace(story, **changes), msgspec.convert(FERRY["articles"], tuple[Article, ...]))


def _article(n: int, text: str, **fields: object) -> Article:
    given = {"outlet": f"Outlet {n}", "title": f"Report {n}", "published": f"2031-05-{1 + n % 28:02d}", "language": "en", **fields}
    return Article(id=f"a-{n:04d}", text=text, sha256=f"{n:064x}", url=f"https://outlet{n}.example/report", **given)


def plain(n: int, words: str = "The Auk sank off Ostby.", story: str = "s-plain", told: bool = True, **fields: object) -> Planted:
    """Return a story of one report."""
    article = _article(n, words, **fields)
    origin = Origin(id=f"o-{n:010x}", articles=(article.id,), name=article.outlet or "")
    return Planted(Story(id=story, title=article.title or "", articles=(article.card,), origins=(origin,)), (article,))


def one_origin(n: int = 12, story: str = "s-fan") -> Planted:
    """Return a story of ``n`` reports that all rest on one unseen text."""
    words = "The dam above Aldine held through the night, the river office said. Nobody was hurt and the road stays shut."
    articles = tuple(_article(1000 + i, f"{words} Paragraph {i} of its own.") for i in range(n))
    reuse = tuple(
        Reuse(id=f"r-{i:010x}", from_=Passage(articles[0].id, 0, len(words), words), to=Passage(a.id, 0, len(words), words),
            class_="verbatim",)
        for i, a in enumerate(articles[1:])
    )  # fmt: skip
    origin = Origin(
        id="o-00000000aa", articles=tuple(a.id for a in articles), name="Northline", unseen=True,
        basis=("credited to Northline in 9 reports", "same words, none first"),
    )  # fmt: skip
    return Planted(
        Story(id=story, title="The dam held, twelve outlets say", articles=_cards(articles), origins=(origin,), reuse=reuse),
        articles,
    )


def many(n: int = 300, story: str = "s-many") -> Planted:
    """Return a story of ``n`` reports with origins of every size."""
    words = "The strike at the port of Ostby goes into its third week, and ships wait."
    articles = tuple(_article(2000 + i, f"{words} Outlet {i} counted {i} ships.") for i in range(n))
    sizes, at, origins, reuse = (n // 3, n // 6, n // 10, n // 15, n // 30), 0, [], []
    for k, size in enumerate(sizes):
        group = articles[at : at + size]
        at += size
        origins.append(Origin(id=f"o-{k:010x}", articles=tuple(a.id for a in group), name=f"Agency {k}", unseen=k % 2 == 0))
        reuse += [
            Reuse(
                id=f"r-{k:04x}{i:06x}", from_=Passage(group[0].id, 0, len(words), words), to=Passage(a.id, 0, len(words), words),
                class_="verbatim" if i % 2 else "edited", direction="traced" if k % 2 else "untraced",
                evidence=("published later",),
            )
            for i, a in enumerate(group[1:])
        ]  # fmt: skip
    origins += [Origin(id=f"o-{a.id[2:]:>010}", articles=(a.id,), name=a.outlet or "") for a in articles[at:]]
    return Planted(
        Story(id=story, title="Ships wait off Ostby", articles=_cards(articles), origins=tuple(origins), reuse=tuple(reuse)),
        articles,
    )


def undated(story: str = "s-undated") -> Planted:
    """Return the ferry without any day."""
    made = ferry(timeline=(), id=story)
    bare = {"published": None, "published_basis": None}
    cards = tuple(msgspec.structs.replace(c, **bare) for c in made.story.articles)
    return renamed(
        Planted(
            msgspec.structs.replace(made.story, articles=cards), tuple(msgspec.structs.replace(a, **bare) for a in made.articles)
        ),
        story,
    )


def renamed(planted: Planted, story: str) -> Planted:
    """Return a story under another id, its articles too, so that one library can hold both."""
    text = msgspec.json.encode(planted.story).decode()
    for a in planted.articles:
        text = text.replace(f'"{a.id}"', f'"{story}-{a.id}"')
    told = msgspec.structs.replace(msgspec.json.decode(text, type=Story), id=story)
    return Planted(told, tuple(a.renamed(f"{story}-{a.id}") for a in planted.articles))


def plant(address: str, *stories: Planted, told: bool = True) -> None:
    """Put stories into the library at an address."""
    store = open_store(address)
    ours = Teller(store).editions.telling  # of the rules as they are: what other rules told is told again
    try:
        for planted in stories:
            with store.writing() as writer:
                writer.add([Entry(article=a, key=f"key:{a.id}", version=1) for a in planted.articles])
                kinds = ["opened", *["joined"] * (len(planted.articles) - 1)]
                name = planted.story.id
                writer.move([Move(k, name, None, (a.id,)) for k, a in zip(kinds, planted.articles, strict=True)])
                if told:
                    writer.put_telling(Telling(number=1, edition=ours, moves=writer.last_move(), story=planted.story))
    finally:
        store.close()


def _cards(articles: tuple[Article, ...]) -> tuple[ArticleCard, ...]:
    return tuple(a.card for a in articles)


def dense(times: int = 40, story: str = "s-dense") -> Planted:
    """Return the ferry with so many findings of every sort that no page could show them all."""
    made = ferry()
    sections = ("conflicts", "utterances", "timeline", "claims", "wording")
    more = {
        name: tuple(
            msgspec.structs.replace(found, id=f"{name[:2]}-{n * 1000 + i:010x}")
            for n in range(times)
            for i, found in enumerate(getattr(made.story, name))
        )
        for name in sections
    }
    return renamed(Planted(msgspec.structs.replace(made.story, **more), made.articles), story)


def move_on(address: str) -> None:
    """Merge one story into another, and split a third: its id leads to the two that its articles went to."""
    store = open_store(address)
    try:
        with store.writing() as writer:
            (old,) = writer.members("s-old")
            writer.move([Move("merged", "s-new", "s-old", (old,))])
        with store.writing() as writer:
            other = plain(84, story="s-whole")
            writer.add([Entry(article=a, key=f"key:{a.id}", version=1) for a in other.articles])
            writer.move([Move("joined", "s-whole", None, (other.articles[0].id,))])
            one, two = writer.members("s-whole")
            writer.move([Move("split", "s-one", "s-whole", (one,)), Move("split", "s-two", "s-whole", (two,))])
    finally:
        store.close()
