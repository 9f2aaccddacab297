"""Articles, analyses and tellings that nobody published, for tests of a store."""

import random
from hashlib import sha256

from tellings.model import (
    Analysis,
    Article,
    Conflict,
    Correction,
    Entry,
    Furniture,
    Move,
    Origin,
    Override,
    Printed,
    Prose,
    Quotation,
    Sentence,
    Side,
    Speaker,
    Story,
    Target,
    Telling,
    Token,
)

OUTLETS = ["The Gull", "Ostby Post", "Harbour\x00 News", "Écho \ud83d", None]
SPEAKERS = ["Ana Obi", "Tomás Muñoz", "Mayor Lindqvist", "U.S. envoy Kell"]
WORDS = "ferry aground harbour storm mayor isn’t crew 1,200 Muñoz U.S. quay mid-morning rain Ünal co-op".split()


def article(name, text="The ferry Marigold ran aground.", **fields):
    """Return an article."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(**{"id": name, "text": text, "sha256": digest, "outlet": "The Gull", "language": "en", **fields})


def entry(
    name, text="The ferry Marigold ran aground.", key=None, version=1, sketch=b"sketch", earlier=None, day="2031-05-09", **fields
):
    """Return an article on its way in."""
    made = article(name, text, **fields)
    return Entry(article=made, key=key or f"https://gull.example/{name}", version=version, sketch=sketch, earlier=earlier, day=day)


def keep(store, *entries, story="s-1"):
    """Keep articles in one story."""
    with store.writing() as writer:
        there = writer.find_whereabouts(story)
        numbers = writer.add(entries)
        kinds = ["joined"] * len(entries)
        if there is None:
            kinds[0] = "opened"
        writer.move([Move(k, story, None, (e.article.id,)) for k, e in zip(kinds, entries, strict=True)])
    return numbers


def analysis(of, *said):
    """Return an analysis with quotations, each given as (speaker, words that stand in the text)."""
    quotations = []
    for n, (speaker, words) in enumerate(said):
        start = of.text.index(words)
        known = Speaker(name=speaker, names=(speaker,), printed=Printed(name=speaker), status="in_text", score=0.9, rule="name")
        quotations.append(
            Quotation(id=f"q-{of.id}-{n}", article=of.id, spans=((start, start + len(words)),), kind="direct", speaker=known)
        )
    words = of.text.split(" ")
    tokens, at = [], 0
    for word in words:
        if word:
            tokens.append(Token(at, at + len(word), word, "word"))
        at += len(word) + 1
    sentences = (Sentence(0, len(of.text), 0, len(tokens), 0),) if tokens else ()
    prose = Prose(of.text, ((0, len(of.text)),) if of.text else (), sentences, tuple(tokens), ())
    return Analysis(article=of, prose=prose, read_by="rules: a test", quotations=tuple(quotations))


def telling(story, number, *articles, moves=0, origins=0, strengths=(), **more):
    """Return a telling of a story with so many origins, and a conflict of each strength."""
    sides = (Side("nine", (), 1), Side("ten", (), 1))
    told = Story(
        id=story,
        title=f"What {story} tells",
        articles=tuple(a.card for a in articles),
        origins=tuple(Origin(id=f"o-{n}", articles=("a",)) for n in range(origins)),
        conflicts=tuple(Conflict(f"x-{n}", "number", s, sides, "numbers-differ") for n, s in enumerate(strengths)),
    )
    return Telling(number=number, edition="e1", moves=moves, story=told, **more)


def correction(*articles, of="claim", **more):
    """Return a correction that rests on some articles."""
    targets = tuple(Target(article=a, exact="ferry", start=3) for a in articles)
    said = Override(do="reject", of=of, targets=targets, by="the desk", when="2031-05-09")
    return Correction(**{"number": 0, "given": said, "meant": said, "articles": articles, **more})


def text_of(chance):
    """Return a text of a few lines, hostile in places."""
    lines = []
    for _ in range(chance.randint(1, 5)):
        words = [chance.choice(WORDS) for _ in range(chance.randint(3, 25))]
        lines.append(" ".join(words).capitalize() + chance.choice([".", "!", "\x00.", " \ud800.", ""]))
    return chance.choice(["\n", "\r\n", "\n\n"]).join(lines)


def random_entry(chance, name):
    """Return an article from a seed."""
    return entry(
        name,
        f"{text_of(chance)} {name}",
        outlet=chance.choice(OUTLETS),
        published=chance.choice([None, "2031-05-01", "2031-05-02T10:00:00Z", "2031-05-03", "last week"]),
        title=chance.choice([None, "A storm", "Ferry \ud800\x00"]),
        furniture=(Furniture(name, 0, 1, "byline", "byline"),) if chance.random() < 0.3 else (),
        language=chance.choice(["en", "en", "de", None]),
    )


def fill(store, n=40, seed=1):
    """Fill a library with articles, stories, analyses, tellings, notes; return the articles by id."""
    chance = random.Random(seed)
    entries = [random_entry(chance, f"a-{n:03d}") for n in range(n)]
    held = {e.article.id: e.article for e in entries}
    with store.writing() as writer:
        writer.add(entries)
        stories = {}
        moves = []
        for e in entries:
            story = f"s-{chance.randint(1, max(2, n // 4))}"
            moves.append(Move("joined" if story in stories else "opened", story, None, (e.article.id,)))
            stories.setdefault(story, []).append(e.article)
        writer.move(moves, {"s-1": "saga-1"} if "s-1" in stories else None)
        for e in entries[::2]:
            said = [(chance.choice(SPEAKERS), w) for w in e.article.text.split()[:2]]
            writer.put_analysis(analysis(e.article, *said), chance.choice(["e1", "e2"]))
        for story, members in sorted(stories.items())[::2]:
            writer.put_telling(telling(story, 1, *members))
        closed = sorted(stories)[-1]
        writer.move([Move("closed", closed, None, tuple(a.id for a in stories[closed]))])
        writer.index_closed(closed, [3, 2**63 + 5, 7])
        writer.put_note("feed", "https://gull.example/feed\x00", b"\x00\xff")
        writer.put_note("feed", "b", b"")
        writer.keep_correction(correction("a-001", "a-002"))
    return held
