"""``python -m bench.store_kill``: kill a writer at random points, open the library again, and look for what was acknowledged.

A writer adds batches, moves, analyses, tellings, notes and new versions, withdraws and forgets. Before each commit it says what
the library will be, after it that it is. It is killed with SIGKILL after a random time; some of the times, on PostgreSQL, a
backend of the server is killed instead, or the whole server by SIGQUIT. Then the library has to be sound (``Store.check``), and
just as it was after the last commit that was acknowledged, or after the one that was under way. What was acknowledged is counted
here too, text by text.
"""

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.store_server import Server, server
from tellings.errors import StoreError
from tellings.model import Analysis, Article, Entry, Move, Prose, Query, Quotation, Speaker, Story, Telling
from tellings.store import Reader, Writer, open_store

KILLS = 200
RESULT = Path(__file__).with_name("store_kill.md")
MOST = 3  # commits that a writer is left to acknowledge at most, so that a busy machine does not save it
WITHIN, COMMITTING = 0.35, 0.008  # share of the kills that are aimed at a commit under way, seconds that one takes
AFTER, OPENING = 0.06, 0.3  # seconds at most between the last of them and the kill; and from the start, where there is none
SIZE = 60  # articles that a library is kept near, so that each look at it is quick
WORDS = "ferry aground harbour storm mayor isn’t crew 1,200 muñoz quay rain co-op \x00 \ud800".split(" ")


def article(chance: random.Random, name: str) -> Article:
    """Return an article of some lines."""
    text = "\n".join(" ".join(chance.choices(WORDS, k=chance.randint(5, 60))) for _ in range(chance.randint(1, 8)))
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=name, text=text, sha256=digest, outlet=chance.choice("ABC"), published=f"2031-05-{chance.randint(1, 28):02d}")


def add(writer: Writer, chance: random.Random, name: str) -> None:
    """Add a batch, some of it as new versions, and put it in stories."""
    entries, moves = [], []
    held = [h for h in writer.iter_holdings() if h.version.standing == "current"]
    for n in range(chance.randint(1, 12)):
        made = article(chance, f"{name}-{n}")
        old = held.pop(chance.randrange(len(held))) if held and chance.random() < 0.15 else None
        key = old.version.key if old else f"https://gull.example/{made.id}"
        version = old.version.version + 1 if old else 1
        entries.append(
            Entry(article=made, key=key, version=version, earlier=old and old.article.id, sketch=b"s" * chance.randint(0, 999))
        )
    stories = [c.id for c in writer.list_stories(limit=500).items]
    writer.add(entries)
    for e in entries:
        new = not stories or chance.random() < 0.4
        story = f"s-{e.article.id}" if new else chance.choice(stories)
        moves.append(Move("opened" if new else "joined", story, None, (e.article.id,)))
        stories.append(story)
    living = {m.story for m in moves if m.kind == "opened"}
    living |= {s for s in stories if (found := writer.find_whereabouts(s)) and found.state == "here"}
    writer.move([m if m.story in living else Move("opened", m.story, None, m.articles) for m in moves])


def shift(writer: Writer, chance: random.Random, name: str) -> None:
    """Merge, split, move or close stories."""
    stories = [c.id for c in writer.list_stories(limit=500).items]
    if len(stories) < 2:
        return add(writer, chance, name)
    one, other = chance.sample(stories, 2)
    members = writer.members(other)
    kind = chance.choice(["merged", "split", "moved", "closed"])
    if kind == "merged":
        writer.move([Move("merged", one, other, members)])
    elif kind == "split" and members:
        writer.move([Move("split", f"s-{name}", other, members[:1])])
    elif kind == "moved" and members:
        writer.move([Move("moved", one, other, members[-1:])])
    else:
        writer.move([Move("closed", one, None, writer.members(one))])
        writer.index_closed(one, [chance.randint(0, 2**64 - 1) for _ in range(20)])
    return None


def read(writer: Writer, chance: random.Random, name: str) -> None:
    """Keep analyses and a telling."""
    held = [h for h in writer.iter_holdings() if h.version.standing == "current" and h.story]
    if not held:
        return add(writer, chance, name)
    for h in chance.sample(held, min(3, len(held))):
        whole = writer.get_articles([h.article.id])[0]
        said = tuple(
            Quotation(id=f"q-{n}", article=whole.id, spans=((n, len(whole.text)),), kind="direct", speaker=Speaker(name="Ana Obi"))
            for n in range(chance.randint(0, 4))
        )
        writer.put_analysis(
            Analysis(article=whole, prose=Prose(whole.text, (), (), (), ()), quotations=said), f"e{chance.randint(1, 3)}"
        )
    card = writer.get_story(chance.choice(held).story or "")
    cards = tuple(a.card for a in writer.get_articles(writer.members(card.id)))
    story = Story(id=card.id, title=name, articles=cards)
    writer.put_telling(Telling(number=card.told + 1, edition="e", moves=writer.count().moves, story=story), keep=3)
    return None


def drop(writer: Writer, chance: random.Random, name: str) -> None:
    """Forget or withdraw articles, or keep excerpts of them."""
    held = sorted(h.article.id for h in writer.iter_holdings())
    if len(held) < SIZE // 2:
        return add(writer, chance, name)
    some = chance.sample(held, max(1, len(held) - SIZE))
    kind = chance.random()
    if kind < 0.6 or len(held) > SIZE:
        writer.forget(some)
    elif kind < 0.8:
        writer.keep_excerpts(some, {a: [(0, 3)] for a in some})
    else:
        writer.set_standing([a for a in some if writer.get_holding(a).story], "withdrawn")
    return None


def note(writer: Writer, chance: random.Random, name: str) -> None:
    """Keep a note, or take one away."""
    key = f"feed {chance.randint(1, 5)}"
    writer.put_note("feed", key, None if chance.random() < 0.2 else name.encode())


STEPS: list[tuple[Callable[[Writer, random.Random, str], None], int]] = [(add, 5), (shift, 4), (read, 3), (drop, 3), (note, 1)]


def texts(reader: Reader) -> dict[str, str]:
    """Return the hash of each text that is held, by the article's id."""
    ids = [h.article.id for h in reader.iter_holdings()]
    return {a.id: sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest() for a in reader.get_articles(ids)}


def state(reader: Reader) -> str:
    """Return a hash of what a library answers: all but the insides of analyses and of older tellings."""
    holdings = list(reader.iter_holdings())
    log = reader.log(limit=10**6)
    cards = reader.list_stories(limit=500).items
    said: list[Any] = [reader.count(), holdings, cards, sorted(texts(reader).items()), log, list(reader.notes("feed"))]
    said += [reader.find_whereabouts(s) for s in sorted({m.move.story for m in log[-40:]})]
    said += [(card.id, reader.tellings(card.id), reader.find_telling(card.id)) for card in cards if card.told]
    said += [reader.unanalysed(f"e{n}") for n in (1, 2, 3)] + [reader.who_said(Query(), limit=500), list(reader.sketches())]
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def write(address: str, seed: int, say: int) -> None:
    """Write until killed; say what is about to be committed, and what is."""
    chance = random.Random(seed)
    store = open_store(address)
    for n in range(10**6):
        with store.writing() as writer:
            step = chance.choices([s for s, _ in STEPS], [w for _, w in STEPS])[0]
            step(writer, chance, f"{seed}-{n}")
            finish: Any = writer
            finish.mover.settle()
            line = {"state": state(writer), "texts": texts(writer)}
            os.write(say, b"try " + json.dumps(line).encode() + b"\n")
        os.write(say, b"ack\n")


class Run:
    """One library and what was acknowledged of it."""

    def __init__(self, address: str, seed: int, ready: Callable[[], None] | None = None) -> None:
        self.ready = ready or (lambda: None)  # waits until the library can be asked again
        self.address, self.chance, self.seed = address, random.Random(seed), seed
        self.known: dict[str, Any] | None = None
        self.acknowledged = self.under_way = self.kept = 0

    def kill(self, n: int, instead: Callable[[], None] | None = None) -> None:
        """Let a writer run, kill it (or do something else to it), and look; raises AssertionError."""
        hear, say = os.pipe()
        child = os.fork()
        if child == 0:
            _child(self.address, self.seed * 100_000 + n, say)
        os.close(say)
        commits = self.chance.randint(0, MOST)
        if self.chance.random() < WITHIN:
            heard = _listen(hear, 60, b"try ", commits + 1) + _listen(hear, self.chance.uniform(0, COMMITTING))
        else:
            heard = _listen(hear, 60, b"ack", commits) + _listen(hear, self.chance.uniform(0.001, AFTER if commits else OPENING))
        if instead is not None:
            instead()
            heard += _listen(hear, 0.3)  # it may have had no connection that could be killed, and go on
        os.kill(child, signal.SIGKILL)
        heard += _listen(hear, 30)
        os.close(hear)
        os.waitpid(child, 0)
        self.ready()
        self._look(heard)

    def _look(self, heard: bytes) -> None:
        """Compare the library with what was said of it."""
        pending = None
        for line in heard.split(b"\n")[:-1]:
            if line == b"ack":
                self.known, pending = pending, None
                self.acknowledged += 1
            else:
                pending = json.loads(line[4:])
        store = open_store(self.address)
        try:
            assert store.check() == (), store.check()
            with store.writing() as writer:  # waits for a commit that is still under way
                found, held = state(writer), texts(writer)
        finally:
            store.close()
        allowed = [s for s in (self.known, pending) if s is not None]
        if self.known is None and not held:
            return
        assert found in [s["state"] for s in allowed], (
            "the library is neither as acknowledged nor as the commit under way would leave it"
        )
        now = next(s for s in allowed if s["state"] == found)
        assert held == now["texts"]
        if pending is not None:
            self.under_way += 1
            self.kept += now is pending
        self.known = now


def _child(address: str, seed: int, say: int) -> None:
    try:
        write(address, seed, say)
    except StoreError:
        pass  # the server went away: what was said last is under way
    finally:
        os._exit(0)


def _listen(hear: int, seconds: float, word: bytes = b"ack", times: int = sys.maxsize) -> bytes:
    """Return what is said within some seconds, until a word is said so many times, or until the other end is closed."""
    heard, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and heard.count(word) < times:
        if select.select([hear], [], [], left)[0]:
            piece = os.read(hear, 1 << 16)
            if not piece:
                break
            heard += piece
    return heard


def kill_sqlite(kills: int, seed: int) -> Run:
    """Kill the writer of an SQLite library so many times."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(f"{folder}/library.db", seed)
        for n in range(kills):
            run.kill(n)
        return run


def kill_postgres(kills: int, seed: int, running: Server) -> Run:
    """The same on PostgreSQL; each tenth time a backend is killed, each twentieth the server crashes and starts again."""
    run = Run(running.address(), seed, running.wait)
    for n in range(kills):
        run.kill(n, _crash(running) if n % 20 == 19 else _kill_backend(running) if n % 10 == 9 else None)
    return run


def _crash(running: Server) -> Callable[[], None]:
    def crash() -> None:
        running.end(signal.SIGQUIT)
        running.start()

    return crash


def _kill_backend(running: Server) -> Callable[[], None]:
    def kill() -> None:
        for process in running.backends():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue

    return kill


def main() -> None:
    """Kill and print; with --quick a tenth of the times and nothing written; ``--only STORE KILLS SEED`` for a part of it."""
    if sys.argv[1:2] == ["--only"]:
        kind, kills, seed = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
        run = kill_sqlite(kills, seed) if kind == "sqlite" else _on_server(kills, seed)
        print(json.dumps({"kills": kills, "acknowledged": run.acknowledged, "under_way": run.under_way, "kept": run.kept}))
        return
    kills = KILLS // 10 if "--quick" in sys.argv[1:] else KILLS
    lines = ["# Kill -9\n", "Written by `python -m bench.store_kill`; it stops at the first thing that is lost or inconsistent.\n"]
    lines.append("| store | kills | commits acknowledged | under way when killed | of these kept | lost | inconsistent | seconds |")
    lines.append("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, work in (("SQLite", kill_sqlite), ("PostgreSQL", _on_server)):
        began = time.monotonic()
        run = work(kills, 1)
        taken = time.monotonic() - began
        lines.append(f"| {name} | {kills} | {run.acknowledged} | {run.under_way} | {run.kept} | 0 | 0 | {taken:.0f} |")
    print("\n".join(lines))
    if kills == KILLS:
        RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _on_server(kills: int, seed: int) -> Run:
    with server() as running:
        return kill_postgres(kills, seed, running)


if __name__ == "__main__":
    main()
