"""What a correction means in a library: ids and files become articles and words, so that it holds when ids change."""

from collections.abc import Sequence

from msgspec.structs import replace

from tellings.language.shingles import find_words
from tellings.model import Override, Query, Story, Target
from tellings.overrides import DoubtError, by_content
from tellings.store import Reader

FITTING = 20  # articles in which words may stand before a correction that names none is refused


def living(reader: Reader, story: str) -> str:
    """Return the living story that an id leads to; raises DoubtError when there is none, or several."""
    found = reader.find_whereabouts(story)
    ends = () if found is None else found.to
    if len(ends) != 1:
        raise DoubtError(f"the story {story[:60]} {'is now ' + ' and '.join(ends) if ends else 'is not in the library'}")
    return ends[0]


def mean(reader: Reader, override: Override, story: str | None) -> Override:
    """Return a correction of a finding by content; ``story`` is where its ids, and words without an article, are looked for.

    Raises DoubtError for what cannot be found, or stands in several places.
    """
    override = replace(override, targets=tuple(_with_article(reader, t, story) for t in override.targets))
    home = story or _home(reader, override.targets)
    wants_id = override.id is not None or any(t.id is not None and t.exact is None for t in override.targets)
    told = _told(reader, home) if home else None
    if wants_id and told is None:
        raise DoubtError("ids are those of a story as it was told; say which story is meant, and tell it first")
    if told is not None and (wants_id or story is not None):
        override = by_content(override, told, reader.get_articles([a.id for a in told.articles]))
    override = replace(override, targets=tuple(_placed(reader, t, home) for t in override.targets))
    nameless = [t for t in override.targets if not t.article and not t.name]
    if nameless:
        raise DoubtError("a target needs words of a report, a name, or an id")
    return override


def _told(reader: Reader, story: str) -> Story | None:
    found = reader.find_telling(story)
    return found.story if found else None


def _home(reader: Reader, targets: Sequence[Target]) -> str | None:
    held = reader.find_holdings([t.article for t in targets if t.article])
    return next((h.story for h in held.values() if h.story), None)


def _with_article(reader: Reader, target: Target, story: str | None) -> Target:
    """Return a target that names a file as one that names the article read from it."""
    if target.article and not reader.find_holdings([target.article]):
        raise DoubtError(f"the library has no article {target.article[:60]}")
    if target.article or not target.file:
        return target
    return replace(target, article=find_file(reader, target.file, story), file=None)


def find_file(reader: Reader, file: str, story: str | None) -> str:
    """Return the current article that was read from a file of that name, among those of a story where one is given."""
    within = None if story is None else set(reader.members(story))
    held = (h.article for h in reader.iter_holdings(Query()))
    fits = [a.id for a in held if a.file and (a.file == file or a.file.endswith(f"/{file}")) and (within is None or a.id in within)]
    if len(fits) != 1:
        raise DoubtError(f"{len(fits) or 'no'} articles of the library were read from {file[:80]}; name one by its id")
    return fits[0]


def _placed(reader: Reader, target: Target, story: str | None) -> Target:
    """Return a target whose words stand where it says; one without an article with the only one that has the words."""
    words = target.exact
    if words is None:
        return target
    if target.article is None:
        target = replace(target, article=_only(reader, words, story))
    text = reader.get_articles([target.article or ""])[0].text
    starts = _starts(text, words)
    if not starts:
        raise DoubtError(f"“{words[:60]}” does not stand in {target.article}")
    if len(starts) > 1 and target.start is None:
        raise DoubtError(f"“{words[:60]}” stands in several places of {target.article}; add start")
    start = min(starts, key=lambda s: abs(s - (target.start or 0)))
    return replace(target, start=start, end=start + len(words))


def _starts(text: str, words: str) -> list[int]:
    found, at = list[int](), text.find(words)
    while at >= 0 and len(found) < FITTING * 5:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _only(reader: Reader, words: str, story: str | None) -> str:
    if story is not None:
        ids = list(reader.members(story))
    else:
        phrase = " ".join(word for _, _, word in find_words(words))
        ids = [hit.article.id for hit in reader.search(Query(words=f'"{phrase}"'), limit=FITTING).items] if phrase else []
    fits = [a.id for a in reader.get_articles(ids) if words in a.text]
    if len(fits) != 1:
        raise DoubtError(f"“{words[:60]}” stands in {len(fits) or 'no'} reports{' of the story' * bool(story)}; name the article")
    return fits[0]
