"""What ``show`` and ``explain`` look at: a file, the library, or the last result."""

from collections.abc import Mapping
from typing import NamedTuple

from tellings.cli.choosing import choose
from tellings.cli.held import address, find_story, has_library, opened, teller
from tellings.cli.saying import progress
from tellings.cli.settings import Settings
from tellings.cli.state import recall
from tellings.cli.writer import tell_troubles, written
from tellings.errors import StoreError, UsageError
from tellings.exports.explaining import Explanation, explain
from tellings.exports.sections import SECTIONS
from tellings.exports.visible import label
from tellings.model import Article, Result

AT_ONCE = 100  # stories looked through at once for a finding


class Recalled(NamedTuple):
    """A result, the section asked for, and the articles where they are at hand."""

    result: Result
    section: str | None
    texts: Mapping[str, Article]


def recalled(settings: Settings, file: str | None, story: str | None, part: str | None) -> Recalled:
    """Return the stories asked for: from ``file``, else from a library that the settings name, else from the last result.

    A story that the last result does not have is looked for in the library of the user's data folder.
    """
    if not file and names_library(settings):
        return _from_library(settings, story, part)
    try:
        return Recalled(*choose(recall(settings, file), story, part), {})
    except (UsageError, StoreError) as error:
        if file or story is None or story in SECTIONS or not has_library(settings):
            raise
        try:
            return _from_library(settings, story, part)
        except UsageError:
            if isinstance(error, StoreError):  # there is no result: what the library says is what helps
                raise
        except StoreError:
            pass
        raise


def explained(settings: Settings, file: str | None, named: str) -> Explanation:
    """Return why a finding stands: of ``file``, of a library that the settings name, of the last result, of one's own library."""
    if not file and names_library(settings):
        return _explained_in_library(settings, named)
    try:
        return explain(recall(settings, file), named)
    except (UsageError, StoreError) as error:
        if file or not has_library(settings):
            raise
        try:
            return _explained_in_library(settings, named)
        except UsageError:
            if isinstance(error, StoreError):
                raise
        except StoreError:
            pass
        raise


def _explained_in_library(settings: Settings, named: str) -> Explanation:
    with opened(settings) as library, library.store.reading() as r:
        after: str | None = None
        while True:
            page = r.list_stories(limit=AT_ONCE, after=after)
            for told in (r.find_telling(card.id) for card in page.items if card.told):
                try:
                    if told:
                        return explain(Result(stories=(told.story,)), named)
                except UsageError:  # not in this story: the next may have it
                    continue
            if (after := page.next) is None:
                raise UsageError(f"no story of {library.store.name} that was told has a finding {label(named, 60)!r}")


def article_told(settings: Settings, file: str | None, named: str, form: str) -> str | None:
    """Return an article of the library, with its versions and notices, for reading or as JSON; None when it has none of that id."""
    from tellings.exports.held import article_to_text, to_json

    if file or not has_library(settings):
        return None
    with opened(settings) as library, library.store.reading() as r:
        holding = r.find_holdings([named]).get(named)
        if holding is None:
            return None
        (versions,) = r.find_versions([holding.version.key]).values()
        (article,) = r.get_articles([named])
        if form == "text":
            return article_to_text(holding, versions, article)
        if form == "json":
            told = {"article": article, "story": holding.story, "excerpts": holding.excerpts, "versions": versions}
            return to_json(told)
        raise UsageError(f"an article of the library is shown as text or as JSON, not as {form}; leave --format out, or --json")


def names_library(settings: Settings) -> bool:
    """Whether a flag, the environment or a file names the library."""
    return settings.origins["library"] != "default"


def _from_library(settings: Settings, story: str | None, part: str | None) -> Recalled:
    from tellings.library import look

    if story is None or story in SECTIONS:
        raise UsageError(f"name a story of {address(settings)}, then the section; `tellings stories` lists them")
    with opened(settings) as library, progress() as say, written(settings) as writer:
        tells = teller(library, settings, writer)
        telling = tells.tell(find_story(library, story), say)
        look(tells, telling.story.id, telling.number)
        with library.store.reading() as r:
            texts = {a.id: a for a in r.get_articles(sorted(c.id for c in telling.story.articles))}
    tell_troubles([telling.story])
    return Recalled(*choose(Result(stories=(telling.story,)), None, part), texts)
