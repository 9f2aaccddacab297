"""What changed in a story since somebody looked."""

from tellings.changes import compare, revise
from tellings.errors import MissingError
from tellings.library.telling import Progress, Teller
from tellings.model import Analysis, Changes, Revision, Story, Telling
from tellings.store import Reader

LOOKED = "looked"  # notes of this kind say which telling of a story was looked at last
LOG = 10_000  # moves read at once


def changes_since(teller: Teller, story: str, since: int | None = None, progress: Progress | None = None) -> Changes:
    """Return what changed in a living story between telling number ``since`` and now; by default since it was looked at last.

    Tells the story first when something came in. Raises MissingError when that telling is no longer kept.
    """
    now = teller.tell(story, progress)
    with teller.store.reading() as r:
        before = _telling(r, story, _looked(r, story) if since is None else since)
        gone = {a.id for a in before.story.articles} - {a.id for a in now.story.articles} if before else set()
        replaced = _replaced(r, gone)
        came_from = _came_from(r, story, before.moves, now.moves) if before else ()
    return compare(
        before.story if before else None,
        now.story,
        (before.number if before else 0, now.number),
        replaced=replaced,
        revisions=_revisions(teller, replaced, now.story),
        came_from=came_from,
    )


def look(teller: Teller, story: str, number: int) -> None:
    """Remember that somebody looked at this telling of a story."""
    with teller.store.writing() as w:
        w.put_note(LOOKED, story, str(number).encode())


def _looked(reader: Reader, story: str) -> int:
    note = reader.find_note(LOOKED, story)
    number = int(note) if note else 0
    return number if number in reader.tellings(story) else 0


def _telling(reader: Reader, story: str, number: int) -> Telling | None:
    if number == 0:
        return None
    found = reader.find_telling(story, number)
    if found is None:
        kept = reader.tellings(story)
        raise MissingError(
            f"telling {number} of {story} is not kept; "
            + (f"kept are {kept[0]} to {kept[-1]}" if kept else "it was never told, so everything is new: --since 0")
        )
    return found


def _replaced(reader: Reader, gone: set[str]) -> dict[str, str]:
    """Return which of some articles a later version replaced, and the version that is current now."""
    held = {a: h.version.key for a, h in reader.find_holdings(sorted(gone)).items() if h.version.standing == "superseded"}
    versions = reader.find_versions(set(held.values()))
    current = {key: v.article for key, told in versions.items() for v in told if v.standing == "current"}
    return {a: current[key] for a, key in held.items() if key in current}


def _came_from(reader: Reader, story: str, after: int, until: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while after < until and (moves := reader.log(after, LOG)):
        for logged in moves:
            if logged.move.kind == "merged" and logged.move.story == story and logged.move.other and logged.number <= until:
                found[logged.move.other] = None
        after = moves[-1].number
    return tuple(found)


def _revisions(teller: Teller, replaced: dict[str, str], now: Story) -> tuple[Revision, ...]:
    here = {a.id for a in now.articles}
    pairs = {old: new for old, new in sorted(replaced.items()) if new in here}
    read = {a.article.id: a for a in teller.analyse([*pairs, *pairs.values()]) if isinstance(a, Analysis)}
    return tuple(revise(read[old], read[new], teller.reader) for old, new in pairs.items() if old in read and new in read)
