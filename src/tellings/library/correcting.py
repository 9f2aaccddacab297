"""Corrections by people, kept in a library: stories are merged and split at once, findings when they are told next."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from tellings.errors import UsageError
from tellings.language.shingles import find_words
from tellings.library.bound import bonds_in, standing_now
from tellings.library.desks import Desks
from tellings.library.meaning import find_file, living, mean
from tellings.model import Correction, Move, Override, Query, Target, Unapplied, Undone
from tellings.overrides import DoubtError, find_fault
from tellings.store import Reader, Writer

AT_ONCE = 500  # hits read at once


class Corrected(NamedTuple):
    """What became of some corrections: those that are kept, with their numbers, and those that were refused, with why."""

    kept: tuple[Correction, ...] = ()
    refused: tuple[Unapplied, ...] = ()


def correct(writer: Writer, desks: Desks, overrides: Iterable[Override], story: str | None) -> Corrected:
    """Keep corrections and carry out those of stories; one that cannot be meant is refused and the rest are kept.

    ``story`` is where ids of findings, and words without an article, are looked for.
    """
    kept: list[Correction] = []
    refused: list[Unapplied] = []
    for n, given in enumerate(overrides, 1):
        line = given.line or n
        try:
            if fault := find_fault(given):
                raise DoubtError(fault)
            home = living(writer, story) if story is not None else None
            kept.append(_regroup(writer, desks, given) if given.of == "story" else _keep(writer, given, home))
        except DoubtError as doubt:
            refused.append(Unapplied(line, str(doubt), msgspec.json.encode(replace(given, line=0)).decode()))
    return Corrected(tuple(kept), tuple(refused))


def undo(writer: Writer, desks: Desks, number: int, undone: Undone) -> Correction:
    """Take a correction back: it stays listed and binds no more. Raises UsageError for one that is not there, or was undone."""
    found = writer.find_correction(number)
    if found is None:
        raise UsageError(f"the library has no correction {number}; `tellings corrections` lists those it has")
    if found.undone is not None:
        raise UsageError(f"correction {number} was undone already")
    found = replace(found, undone=undone)
    if found.meant.of == "story":
        _put_back(writer, desks, found)
    else:
        writer.keep_correction(found)
        _tell_of(writer, found, _stories_of(writer, found))
    return found


def hold_again(writer: Writer, desks: Desks) -> None:
    """Make every story such as the corrections say; for a library into which another was brought."""
    desk = desks.at(writer)
    if desk.bonds:
        desks.keep(writer, desk.regroup())
        _hold_strays(writer, desks)


# ---------------------------------------------------------------- findings
def _keep(writer: Writer, given: Override, story: str | None) -> Correction:
    meant = mean(writer, given, story)
    articles = tuple(dict.fromkeys(t.article for t in meant.targets if t.article))
    kept = writer.keep_correction(Correction(number=0, given=given, meant=meant, articles=articles, everywhere=not articles))
    _tell_of(writer, kept, _stories_of(writer, kept))
    return kept


def _tell_of(writer: Writer, correction: Correction, stories: Iterable[str]) -> None:
    moves = [Move("corrected", story, nth=correction.number) for story in sorted(set(stories))]
    if moves:
        writer.move(moves)


def _stories_of(reader: Reader, correction: Correction) -> Iterator[str]:
    """Yield the stories on which a correction bears: of its articles; else those in which its names stand."""
    if not correction.everywhere:
        yield from _homes(reader, correction.articles).values()
        return
    for target in correction.meant.targets:
        phrase = " ".join(word for _, _, word in find_words(target.name or ""))
        after: str | None = None
        while phrase:
            page = reader.search(Query(words=f'"{phrase}"'), limit=AT_ONCE, after=after)
            yield from (h.story for h in reader.find_holdings([hit.article.id for hit in page.items]).values() if h.story)
            if (after := page.next) is None:
                break


def _homes(reader: Reader, articles: Iterable[str]) -> dict[str, str]:
    """Return the story of what stands for each article today."""
    now, _ = standing_now(reader, articles)
    held = reader.find_holdings(sorted(set(now.values())))
    return {a: story for a, b in now.items() if (story := held[b].story)}


# ---------------------------------------------------------------- stories
def _regroup(writer: Writer, desks: Desks, given: Override) -> Correction:
    """Merge or split stories, from now on."""
    named = tuple(dict.fromkeys(a for t in given.targets for a in _reports(writer, t)))
    homes = _homes(writer, named)
    stories = list(dict.fromkeys(homes[a] for a in named))
    members = [writer.members(story) for story in stories]
    if given.do == "merge":
        fresh = Correction(number=0, given=given, meant=_by_article(given, named), articles=named, parts=tuple(members))
    else:
        if len(stories) != 1:
            raise DoubtError("a split takes reports out of one story; name those of one at a time")
        rest = tuple(a for a in members[0] if a not in named)
        if not rest:
            raise DoubtError(f"nothing would be left of {stories[0]}; name the reports that are to leave it")
        everybody = (*named, *rest)
        fresh = Correction(number=0, given=given, meant=_by_article(given, named), articles=everybody, parts=(named, rest))
    desk = desks.at(writer)
    desks.keep(writer, desk.regroup())
    kept = writer.keep_correction(fresh)
    desks.bind(writer)
    moves = _wake(writer, desks, kept.articles)
    moves += desk.hold(kept.articles, joined=given.do == "merge")
    _finish(writer, desks, kept, moves)
    return kept


def _reports(reader: Reader, target: Target) -> Sequence[str]:
    """Return the current articles that a target names: one report, or all of a story."""
    if target.id is not None and reader.find_whereabouts(target.id) is not None:
        return reader.members(living(reader, target.id))
    name = target.article or target.id or (find_file(reader, target.file, None) if target.file else None)
    if name is None:
        raise DoubtError("stories are merged and split by their ids, by articles or by files")
    now, _ = standing_now(reader, [name])
    held = reader.find_holdings(now.values())
    if not held or any(h.version.standing != "current" for h in held.values()):
        raise DoubtError(f"the library has no story and no current article {name[:60]}")
    return tuple(held)


def _by_article(given: Override, named: Sequence[str]) -> Override:
    return replace(given, id=None, targets=tuple(Target(article=a) for a in named))


def _wake(writer: Writer, desks: Desks, articles: Iterable[str]) -> list[Move]:
    """Bring the closed stories of some articles to the desk."""
    stories = sorted(set(_homes(writer, articles).values()))
    return [move for story in stories if not writer.get_story(story).open for move in desks.reopen(writer, story)]


def _finish(writer: Writer, desks: Desks, correction: Correction, moves: list[Move]) -> None:
    desks.keep(writer, moves)
    _hold_strays(writer, desks)
    _tell_of(writer, correction, _homes(writer, correction.articles).values())


def _hold_strays(writer: Writer, desks: Desks) -> None:
    """Bring home what bonds hold: an undone correction may bring an older one back into force, far from what it was about."""
    desk = desks.at(writer)
    held = writer.find_holdings(desk.bonds.articles())
    homes = {a: h.story for a, h in held.items() if h.version.standing == "current" and h.story}
    strays = {
        one
        for a in homes
        for one in (a, *desk.bonds.fellows(a))
        if any(homes.get(b, homes[a]) != homes[a] for b in desk.bonds.fellows(a))
        or any(homes.get(b) == homes[a] for b in desk.bonds.foes(a))
    }
    if strays:
        moves = _wake(writer, desks, strays)
        desks.keep(writer, [*moves, *desk.hold(sorted(strays))])


def _put_back(writer: Writer, desks: Desks, correction: Correction) -> None:
    """Take a bond away and put back what it moved: parts that were merged fall apart, what left a story goes back to it."""
    desk = desks.at(writer)
    desks.keep(writer, desk.regroup())
    writer.keep_correction(correction)
    desks.bind(writer)
    moves = _wake(writer, desks, correction.articles)
    now, _ = standing_now(writer, (a for part in correction.parts for a in part))
    parts = [[now[a] for a in part if a in now and desk.story_of(now[a])] for part in correction.parts]
    if correction.meant.do == "merge":
        apart, _ = bonds_in(writer)
        whole = _unbroken(parts, desk.bonds.block)
        for n, part in enumerate(whole):
            if part and len(whole) > 1:
                apart.say("split", [part, [a for other in (*whole[:n], *whole[n + 1 :]) for a in other]])
        everybody = [a for part in parts for a in part]
        moves += desk.hold(everybody, bonds=apart)
        moves += desk.hold(everybody)  # what other corrections say holds on
    elif all(parts):
        moves += desk.hold([_most(part, desk.story_of) for part in parts], joined=True)
    _finish(writer, desks, correction, moves)


def _unbroken(parts: Sequence[Sequence[str]], block_of: Callable[[str], frozenset[str]]) -> list[list[str]]:
    """Return parts such that what other corrections put together stays in one: where most of it is."""
    place = {a: n for n, part in enumerate(parts) for a in part}
    told: list[list[str]] = [[] for _ in parts]
    for article in place:
        votes = Counter(place[a] for a in block_of(article) if a in place)
        told[min(votes, key=lambda n: (-votes[n], n))].append(article)
    return told


def _most(articles: Sequence[str], story_of: Callable[[str], str | None]) -> str:
    """Return an article in the story in which most of some are."""
    votes = Counter(story_of(a) or "" for a in articles)
    story = min(votes, key=lambda s: (-votes[s], s))
    return next(a for a in articles if story_of(a) == story)
