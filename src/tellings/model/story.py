"""The articles about one event, and everything that was found in them together."""

from msgspec import Struct

from tellings.model.article import ArticleCard, Furniture, Unread
from tellings.model.brief import Brief
from tellings.model.claim import Claim
from tellings.model.conflict import Conflict, Update
from tellings.model.entity import Entity
from tellings.model.figure import Figure
from tellings.model.moment import Moment
from tellings.model.override import Applied, Unapplied
from tellings.model.quotation import Quotation
from tellings.model.reuse import Origin, Reuse
from tellings.model.timeline import Event
from tellings.model.utterance import Utterance
from tellings.model.wording import Wording


class Story(Struct, frozen=True, kw_only=True):
    """A story of version 1: a section that finds nothing is present and empty.

    ``overrides`` are corrections by people that were carried out, as they were given.
    """

    id: str
    title: str
    articles: tuple[ArticleCard, ...]
    entities: tuple[Entity, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    moments: tuple[Moment, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    updates: tuple[Update, ...] = ()
    wording: tuple[Wording, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    origins: tuple[Origin, ...] = ()
    timeline: tuple[Event, ...] = ()
    brief: Brief = Brief()
    overrides: tuple[Applied, ...] = ()


class Result(Struct, frozen=True, kw_only=True):
    """What ``tellings brief --json`` prints: the version, the stories, the inputs that could not be read.

    ``unapplied`` are corrections by people that changed nothing, and lines that hold none.
    """

    tellings: int = 1
    stories: tuple[Story, ...] = ()
    unread: tuple[Unread, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()


class GroupRow(Struct, frozen=True):
    """One line of ``tellings group --jsonl``."""

    id: str
    file: str | None
    story: str
    story_at_arrival: str
    changes: int
    saga: str = ""  # events that follow one another share one
