"""Stories as articles arrive, and how often an article's story changed once all were known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tellings.model import Article, GroupRow, make_id
from tellings.stories.grouping import THRESHOLD, group_words
from tellings.stories.nearness import day_number, nearness
from tellings.stories.weights import Vector, count, rarities, salience, unit
from tellings.stories.words import article_words

# By judgement, for speed.
HEAVIEST = 40  # words of an arriving article that are looked up
CANDIDATES = 10  # stories whose members are then compared with it word by word
MEMBERS = 50  # of these, the latest members


def stream_articles(articles: Sequence[Article]) -> list[GroupRow]:
    """Return a row for each article in order of arrival: its story at the end, at arrival, and how often that changed.

    Nobody need have analysed the articles: grouping reads words only. A story at the end has the id that its brief has; a
    story at arrival that came to nothing has the id of the article that opened it.
    """
    rows = stream_words([article_words(a) for a in articles], [a.id for a in articles], [a.published for a in articles])
    members: defaultdict[str, list[str]] = defaultdict(list)
    for article, (story, _, _) in zip(articles, rows, strict=True):
        members[story].append(article.id)
    ids = {story: story_id(found) for story, found in members.items()}
    return [
        GroupRow(a.id, a.file, ids[now], ids.get(then) or make_id("s", then), changes)
        for a, (now, then, changes) in zip(articles, rows, strict=True)
    ]


def story_id(articles: Iterable[str]) -> str:
    """Return the id of the story of some article ids."""
    return make_id("s", *sorted(articles))


def stream_words(
    words: Sequence[Sequence[str]], keys: Sequence[str], published: Sequence[str | None] | None = None
) -> list[tuple[str, str, int]]:
    """Return (story, story at arrival, changes) for each list of words, in the order given.

    At arrival an article joins the story that is nearest on average, seeing only what came before it. When all are there
    they are grouped afresh, and each final story keeps the id that most of its members had; so changes is 0 or 1.
    """
    told = published or [None] * len(words)
    desk = _Desk()
    at_arrival = [desk.place(w, k, day_number(p)) for w, k, p in zip(words, keys, told, strict=True)]
    final = _name(group_words(words, keys, told), keys, at_arrival)
    return [(now, then, int(now != then)) for now, then in zip(final, at_arrival, strict=True)]


class _Desk:
    """The stories so far. A story bears the id of the article that opened it."""

    def __init__(self) -> None:
        self.holders: Counter[str] = Counter()
        self.members: list[list[tuple[Vector, int | None]]] = []
        self.names: list[str] = []
        self.index: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        self.arrived = 0

    def place(self, words: Sequence[str], key: str, day: int | None) -> str:
        """Take an article in and return the id of its story."""
        counts, names = count(words)
        self.holders.update(counts.keys())
        self.arrived += 1
        rarity = rarities({w: self.holders[w] for w in counts}, self.arrived)
        vector = unit({w: x * rarity[w] for w, x in salience(counts, names).items()})
        story = self._nearest(vector, day)
        if story is None:
            story = len(self.members)
            self.members.append([])
            self.names.append(make_id("s", key))
        self.members[story].append((vector, day))
        for word in _heaviest(vector):
            self.index[word][story] += vector[word]
        return self.names[story]

    def _nearest(self, vector: Vector, day: int | None) -> int | None:
        shared: defaultdict[int, float] = defaultdict(float)
        for word in _heaviest(vector):
            for story, weight in self.index.get(word, {}).items():
                shared[story] += vector[word] * weight / len(self.members[story])
        best, found = THRESHOLD, None
        for story in sorted(shared, key=lambda s: (-shared[s], s))[:CANDIDATES]:
            latest = self.members[story][-MEMBERS:]
            near = sum(nearness(vector, other, day, when) for other, when in latest) / len(latest)
            if near >= best:
                best, found = near, story
        return found


def _heaviest(vector: Vector) -> list[str]:
    return sorted(vector, key=lambda w: (-vector[w], w))[:HEAVIEST]


def _name(groups: Sequence[Sequence[int]], keys: Sequence[str], at_arrival: Sequence[str]) -> list[str]:
    """Return the id of each article's final story, larger stories choosing first."""
    names, taken = [""] * len(keys), set[str]()
    for group in sorted(groups, key=lambda g: (-len(g), g[0])):
        held = Counter(at_arrival[i] for i in group)
        free = [name for name in sorted(held, key=lambda n: (-held[n], n)) if name not in taken]
        name = free[0] if free else make_id("s", keys[group[0]], "split")
        taken.add(name)
        for i in group:
            names[i] = name
    return names
