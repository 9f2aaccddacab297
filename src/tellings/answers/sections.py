"""The sections of a story, and single findings of it."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from tellings.errors import MissingError
from tellings.model import Passage, Story

# in the order in which a reader wants them
SECTIONS = (
    "brief",
    "conflicts",
    "utterances",
    "quotations",
    "origins",
    "reuse",
    "claims",
    "updates",
    "wording",
    "timeline",
    "articles",
    "entities",
    "moments",
    "figures",
    "furniture",
    "overrides",
)
NEAR = 3  # ids suggested for one that is not there


def get_section(story: Story, name: str) -> tuple[Any, ...]:
    """Return the findings of one section; of the brief its sentences. Raises MissingError when there is no such section."""
    if name not in SECTIONS:
        raise MissingError(f"{name[:60]!r} is no section of a story; known: {', '.join(SECTIONS)}")
    found: tuple[Any, ...] = story.brief.sentences if name == "brief" else getattr(story, name)
    return found


def find_finding(story: Story, named: str) -> tuple[str, Any]:
    """Return the section and the finding that has this id. Raises MissingError with ids that are near it."""
    there = {finding.id: (section, finding) for section, finding in _findings(story)}
    if named in there:
        return there[named]
    near = get_close_matches(named, there, n=NEAR)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise MissingError(f"{named[:60]!r} is no finding of {story.id}{hint}")


def _findings(story: Story) -> Iterator[tuple[str, Any]]:
    for section in SECTIONS:
        for finding in get_section(story, section):
            if hasattr(finding, "id"):
                yield section, finding


def passages_of(finding: Any, story: Story) -> tuple[Passage, ...]:
    """Return the passages that a finding rests on, in its own order, each once."""
    return tuple(dict.fromkeys(_passages(finding, story)))


def _passages(finding: Any, story: Story) -> Iterator[Passage]:
    if isinstance(finding, Passage):
        yield finding
    elif isinstance(finding, tuple):
        for part in finding:
            yield from _passages(part, story)
    elif hasattr(finding, "__struct_fields__"):
        for name in finding.__struct_fields__:
            value = getattr(finding, name)
            if name == "quotations":
                wanted = set(value)
                yield from (p for q in story.quotations if q.id in wanted for p in _places(q))
            else:
                yield from _passages(value, story)
        if hasattr(finding, "article") and (hasattr(finding, "spans") or hasattr(finding, "start")):
            yield from _places(finding)


def _places(finding: Any) -> Iterator[Passage]:
    """Yield the places of a finding that names them by numbers; their words are looked up in the article."""
    for start, end in getattr(finding, "spans", None) or ((finding.start, finding.end),):
        yield Passage(finding.article, start, end, "")
