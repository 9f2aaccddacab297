"""Articles into the store: decided, kept, put on the desk and into stories, all in one transaction."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tellings.library.deciding import Decider, Decision
from tellings.library.desks import Desks, closed_in
from tellings.library.keys import key_of
from tellings.model import Article, Entry, Move, Receipt, Version
from tellings.store import Writer
from tellings.stories import sketch


class Brought(Struct, frozen=True):
    """An article that is brought to a library, and the whole path of the file that holds it alone, if one does."""

    article: Article
    path: str = ""


Notes = Mapping[tuple[str, str], bytes | None]


def take(writer: Writer, desks: Desks, brought: Sequence[Brought], day: str | None, notes: Notes) -> list[Receipt]:
    """Keep what is new of some articles and return a receipt for each, in their order; good once the transaction has ended."""
    decisions = _decide(writer, brought)
    waiting = [d for d in decisions if d.outcome != "known" or d.withdrawn]
    while waiting:
        room = desks.room(writer)
        _keep(writer, desks, waiting[:room], day)
        waiting = waiting[room:]
    for (kind, key), value in notes.items():
        writer.put_note(kind, key, value)
    stories = {a: h.story for a, h in writer.find_holdings([d.article.id for d in decisions]).items()}
    return [_receipt(d, stories.get(d.article.id)) for d in decisions]


def _keep(writer: Writer, desks: Desks, decisions: Sequence[Decision], day: str | None) -> None:
    """Keep as many articles as the desk takes before it groups again: it may only move what the store holds as it does."""
    fresh = [d for d in decisions if d.outcome != "known"]
    sketches = {d.article.id: sketch(d.article) for d in fresh}
    gone = sorted({a for d in decisions for a in d.withdrawn})
    desk = desks.at(writer)  # before anything is superseded, which the desk has yet to hear of
    writer.add([_entry(d, sketches[d.article.id].to_bytes(), day) for d in fresh])
    touched = any(d.key in desks.bound for d in decisions)
    if touched:
        desks.bind(writer)
    moves, closed = list[Move](), closed_in(writer)
    desk.remove(gone)
    for d, instead in _to_place(fresh, gone):
        moves += desks.wake(writer, d.article.id)
        moves += desk.place([sketches[d.article.id]], closed, instead=instead)
    desks.keep(writer, moves)
    writer.set_standing(gone, "withdrawn")  # now that a story which it leaves without articles has those that joined it
    if touched and gone:
        desks.bind(writer)


def _to_place(fresh: Sequence[Decision], gone: Sequence[str]) -> Iterator[tuple[Decision, str | None]]:
    """Yield what gets a story, with the article whose place it takes; what was superseded as it came gets none."""
    earlier = {d.article.id: d.earlier for d in fresh}
    passed = set(gone) | {d.earlier for d in fresh}
    for d in fresh:
        instead = d.earlier
        while instead in earlier:
            instead = earlier[instead]
        if d.article.id not in passed:
            yield d, instead


def _decide(writer: Writer, brought: Sequence[Brought]) -> list[Decision]:
    keys = [key_of(b.article, b.path) for b in brought]
    versions: dict[str, Sequence[Version]] = dict.fromkeys(keys, ())
    versions.update(writer.find_versions(versions))
    ids = {b.article.id for b in brought}
    taken = writer.find_holdings(ids)
    decider = Decider(
        lambda key: versions[key] if key in versions else writer.find_versions([key]).get(key, ()),
        lambda article: writer.get_articles([article])[0],
        lambda name: name in taken if name in ids else bool(writer.find_holdings([name])),
    )
    return [decider.decide(b.article, key) for b, key in zip(brought, keys, strict=True)]


def _entry(d: Decision, stored: bytes, day: str | None) -> Entry:
    return Entry(article=d.article, key=d.key, version=d.version, sketch=stored, earlier=d.earlier, day=day)


def _receipt(d: Decision, story: str | None) -> Receipt:
    return Receipt(
        article=d.article.id,
        key=d.key,
        outcome=d.outcome,
        version=d.version,
        story=story,
        earlier=d.earlier,
        file=d.article.file,
    )
