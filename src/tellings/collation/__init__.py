"""What the reports of one story show together. The verb is ``collate``."""

from collections.abc import Sequence

from msgspec.structs import replace

from tellings.collation.agreement import compare
from tellings.collation.days import date_articles
from tellings.collation.people import settle_people
from tellings.collation.reuse import count_origins, counter_of, find_origins, find_reuse
from tellings.collation.timeline import line_up
from tellings.collation.utterances import join_utterances
from tellings.collation.wording import contrast
from tellings.model import Analysis, Entity, Story
from tellings.overrides import Corrections
from tellings.stories import story_id

__all__ = ["collate", "count_origins", "settle"]


def settle(analyses: Sequence[Analysis], corrections: Corrections | None = None) -> tuple[tuple[Analysis, ...], tuple[Entity, ...]]:
    """Return the analyses of a story, by article id, with the days and people that only all of them together tell; the people."""
    by_hand = corrections or Corrections()
    told = date_articles(by_hand.read(sorted(analyses, key=lambda a: a.article.id)))
    return by_hand.people(*settle_people(told))


def collate(analyses: Sequence[Analysis], corrections: Corrections | None = None) -> tuple[Story, tuple[Analysis, ...]]:
    """Return the story of some analyses without its brief, and the analyses as the story settles them.

    The order of ``analyses`` does not matter: they are taken by article id. ``corrections`` are what people say of this story,
    each carried out where the machine decides the same, so that all that comes after follows it.
    """
    by_hand = corrections or Corrections()
    told, entities = settle(analyses, by_hand)
    reuse = by_hand.reuse(find_reuse(told))
    origins = find_origins(told, reuse)
    utterances, quotations = join_utterances(told, by_hand.quotations)
    utterances = by_hand.utterances(utterances)
    count = counter_of(origins)
    agreements = compare(told, quotations, utterances, count, by_hand.conflicts)
    story = Story(
        id=story_id(a.article.id for a in told),
        title=_title(told),
        articles=tuple(replace(a.article.card, model=a.read_by) for a in told),
        entities=entities,
        furniture=tuple(f for a in told for f in a.article.furniture),
        moments=tuple(m for a in told for m in a.moments),
        quotations=quotations,
        utterances=utterances,
        figures=tuple(f for a in told for f in a.figures),
        claims=by_hand.claims(agreements.claims),
        conflicts=agreements.conflicts,
        updates=by_hand.updates(agreements.updates),
        wording=by_hand.wording(contrast(told)),
        reuse=reuse,
        origins=origins,
        timeline=by_hand.events(line_up(told, agreements.conflicts, origins, count)),
    )
    return replace(story, overrides=by_hand.applied()), told


def _title(analyses: Sequence[Analysis]) -> str:
    titles = [a.article.title for a in analyses if a.article.title]
    return min(titles, key=lambda t: (len(t), t)) if titles else "Untitled story"
