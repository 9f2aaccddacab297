"""Lives of a library from a seed: batches, versions, notices, forgetting; never stopped, or stopped before every step."""

import random

import pytest
from msgspec.structs import replace

from tellings.library import Brought, Library
from tellings.library.bound import bonds_in
from tellings.model import Override, Target
from tellings.reading import read
from tellings.stories import Window

WORDS = (
    "dam cracks gates river Brandt title chess ferry Marigold aground harbour storm crew tugs mayor inquiry museum auction".split()
)
# In these a window was grouped again in the middle of a batch that held a version, a notice, or a late article that woke a story.
SEEDS = (1, 2, 3, 5, 25)
# In these stories were merged, split, closed, opened again and put back, with versions, notices and forgetting between.
CORRECTED = (4, 10, 23, 32)


def report(chance, event):
    """Return words of one of some events."""
    own = [f"Ev{event}w{i}x" for i in range(10)]
    return " ".join(chance.sample(own, 6) + chance.sample(WORDS, chance.randint(0, 6))) + f" only{chance.randrange(10**6)}."


def batch(chance, held):
    """Return some articles, new ones and versions of what is held, out of order by day, now and then taken back."""
    articles = []
    for _ in range(chance.randint(1, 9)):
        if not held or chance.random() > 0.3:
            held.append((f"https://gull.example/{len(held)}", chance.randrange(6)))
            url, event = held[-1]
        else:
            url, event = chance.choice(held)
        day = f"2031-{chance.randint(5, 6):02}-{chance.randint(1, 28):02}" if chance.random() < 0.9 else None
        made = read(report(chance, event), url=url, outlet=chance.choice(["Gull", "Echo"]), published=day)
        articles.append(replace(made, status=chance.choice(["canceled", "withheld"])) if chance.random() < 0.06 else made)
    return articles


def life(seed):
    """Return a window and steps."""
    chance = random.Random(seed)
    window = Window(days=chance.choice([3, 10]), articles=chance.choice([10, 40]), every=chance.choice([2, 3, 5, 8]))
    held, steps = [], []
    for _ in range(chance.randint(10, 30)):
        kind = chance.choices(["take", "settle", "forget"], [8, 1, 1])[0]
        steps.append((kind, batch(chance, held) if kind == "take" else chance.random()))
    return window, steps


def corrected_life(seed):
    """Return a window and steps, every third of which is somebody who merges, splits, or takes one of these back."""
    window, steps = life(seed)
    chance = random.Random(seed)
    told = []
    for one in steps:
        told.append(one)
        if chance.random() < 0.5:
            told.append((chance.choice(["merge", "split", "split", "undo"]), tuple(chance.random() for _ in range(5))))
    return window, told


def someone(library, do, dice):
    """Correct stories of the library, or take a correction back, as some numbers between 0 and 1 say; return what came of it."""
    if do == "undo":
        standing = [c.number for c in library.corrections() if c.undone is None]
        return library.undo(standing[int(dice[0] * len(standing))], by="desk") if standing else None
    with library.store.reading() as r:
        stories = sorted(c.id for c in r.list_stories(limit=1000).items if r.members(c.id))
        if not stories:
            return None
        one, two = (stories[int(d * len(stories))] for d in dice[:2])
        members = r.members(one)
    if do == "merge":
        named = [Target(id=one), Target(id=two) if dice[2] < 0.5 else Target(article=members[0])]
    else:
        named = [Target(article=a) for a in members[: 1 + int(dice[2] * (len(members) - 1))]]
    return library.correct([Override(do=do, of="story", targets=tuple(named), by="desk")])


def broken(library):
    """Return what is not as people say: reports that belong together and are not, and the other way round."""
    with library.store.reading() as r:
        bonds, _ = bonds_in(r)
        homes = {a: h.story for a, h in r.find_holdings(bonds.articles()).items() if h.version.standing == "current"}
    apart = [(a, b) for a in homes for b in bonds.fellows(a) if b in homes and homes[a] != homes[b]]
    return apart + [(a, b) for a in homes for b in bonds.foes(a) if b in homes and homes[a] == homes[b]]


def step(library, kind, what):
    """Do one step and return what can be seen of it."""
    if kind == "take":
        return [(r.article, r.outcome, r.version, r.story) for r in library.take([Brought(a) for a in what], day="2031-05-01")]
    if kind == "settle":
        return library.settle()
    if kind != "forget":
        return someone(library, kind, what)
    with library.store.reading() as r:
        ids = sorted(h.article.id for h in r.iter_holdings())
    return library.forget([ids[int(what * len(ids))]]) if ids else None


def play(address, window, steps, *, stopping):
    """Return what every step gave, and the log at the end; nothing is ever wrong."""
    seen = []
    library = Library.open(address, window)
    for kind, what in steps:
        if stopping:
            library.store.close()
            library = Library.open(address, window)
        seen.append(step(library, kind, what))
        assert (library.store.check(), broken(library)) == ((), []), kind
    with library.store.reading() as r:
        seen.append([logged.move for logged in r.log(0, 100_000)])
    library.store.close()
    return seen


@pytest.mark.parametrize("seed", SEEDS)
def test_a_library_that_stopped_is_one_that_never_did(new_address, seed):
    """Opened anew before every step or once, a library gives the same receipts and log, and doctor finds it sound throughout."""
    window, steps = life(seed)
    assert play(new_address(), window, steps, stopping=True) == play(new_address(), window, steps, stopping=False)


@pytest.mark.parametrize("seed", CORRECTED)
def test_corrections_hold_through_a_life(new_address, seed):
    """What people put together or keep apart is so after every step; stopped before each, a library is one that never stopped."""
    window, steps = corrected_life(seed)
    assert play(new_address(), window, steps, stopping=True) == play(new_address(), window, steps, stopping=False)
