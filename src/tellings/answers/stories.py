"""A story as it was told last, under whatever id it had."""

from tellings.errors import MissingError
from tellings.model import StoryTold, Whereabouts
from tellings.store import Reader


def find_living(reader: Reader, story: str) -> Whereabouts:
    """Return where a story id leads; raises MissingError when no story ever had it."""
    found = reader.find_whereabouts(story)
    if found is None:
        raise MissingError(f"no story of this library ever had the id {story[:60]!r}; a list of stories gives their ids")
    return found


def get_told(reader: Reader, story: str, number: int | None = None) -> StoryTold:
    """Return a living story with its latest telling, or the one of that ``number``.

    Raises MissingError when that telling is not kept, StoreError when the story does not live.
    """
    card = reader.get_story(story)
    telling = reader.find_telling(story, number)
    if telling is None and number is not None:
        kept = reader.tellings(story)
        raise MissingError(f"telling {number} of {story} is not kept" + (f"; kept are {kept[0]} to {kept[-1]}" if kept else ""))
    if telling is None:
        return StoryTold(card=card)
    return StoryTold(card=card, telling=telling.number, edition=telling.edition, story=telling.story)
