"""Which story and which section somebody means."""

import msgspec

from tellings.errors import UsageError
from tellings.exports.sections import SECTIONS
from tellings.exports.visible import label
from tellings.model import Result


def choose(result: Result, story: str | None, section: str | None) -> tuple[Result, str | None]:
    """Return the result with the story asked for, and the section; one word alone may be either."""
    if story in SECTIONS and section is None:
        return result, story
    if section is not None and section not in SECTIONS:
        raise UsageError(f"{label(section, 60)!r} is no section; known: {', '.join(SECTIONS)}")
    if story is None:
        return result, section
    return msgspec.structs.replace(result, stories=(result.stories[_position(result, story)],), unread=()), section


def _position(result: Result, story: str) -> int:
    if story.isdecimal() and 1 <= int(story) <= len(result.stories):
        return int(story) - 1
    begins = [i for i, s in enumerate(result.stories) if s.id.startswith(story)]
    if len(begins) == 1:
        return begins[0]
    ids = ", ".join(f"{i} = {s.id}" for i, s in enumerate(result.stories[:10], 1))
    raise UsageError(
        f"{label(story, 60)!r} is no story of this result, nor a section; stories: {ids}. Sections: {', '.join(SECTIONS)}"
    )
