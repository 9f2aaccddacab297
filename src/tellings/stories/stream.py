"""Stories as articles arrive, and how often an article's story changed: a pile told as the stream that it was."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tellings.model import Article, GroupRow, make_id
from tellings.stories.desk import Desk
from tellings.stories.ledger import Ledger
from tellings.stories.sketch import Sketch, sketch
from tellings.stories.window import Window

ENDLESS = 10**9  # a pile is one window: nothing is closed


def story_id(articles: Iterable[str]) -> str:
    """Return the id of the story of a pile, made of all its article ids; those of a ``Desk`` stay as the story grows."""
    return make_id("s", *sorted(articles))


def stream_articles(articles: Sequence[Article], every: int | None = None) -> list[GroupRow]:
    """Return a row for each article in order of arrival: its story at the end, at arrival, how often that changed, its saga.

    Nobody need have analysed the articles: grouping reads words only. At arrival only the articles before are known; every
    ``every`` arrivals stories are mended (``Window.every``). At the end all are grouped as a pile is, and a story has the id that
    its brief has; one that was there at arrival and came to nothing has the id it opened with.
    """
    told = stream_sketches([sketch(a) for a in articles], every)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for article, (story, *_) in zip(articles, told, strict=True):
        members[story].add(article.id)
    ids = {story: story_id(found) for story, found in members.items()}
    return [
        GroupRow(a.id, a.file, ids[now], ids.get(then, then), changes, saga)
        for a, (now, then, changes, saga) in zip(articles, told, strict=True)
    ]


def stream_sketches(sketches: Sequence[Sketch], every: int | None = None) -> list[tuple[str, str, int, str]]:
    """Return (story, story at arrival, changes, saga) for each sketch, in their order; an id that comes twice is one article."""
    window = Window(days=ENDLESS, articles=ENDLESS, every=every or Window().every)
    desk, ledger = Desk(window), Ledger()
    first: dict[str, str] = {}
    changes = dict.fromkeys((s.id for s in sketches), -1)
    for n, one in enumerate(sketches, 1):
        moves = desk.place([one])
        if moves:
            first.setdefault(one.id, moves[0].story)
        for move in [*moves, *(desk.regroup(whole=True) if n == len(sketches) else ())]:
            ledger.apply([move])
            for article in move.articles:
                changes[article] += 1
    sagas = desk.sagas()
    story = {article: ledger.story_of(article) or "" for article in changes}
    return [(story[s.id], first[s.id], changes[s.id], sagas[story[s.id]]) for s in sketches]
