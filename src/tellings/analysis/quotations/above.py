"""What the headlines of an article report."""

from tellings.analysis.quotations.cutting import iter_units
from tellings.analysis.quotations.headlines import in_headline
from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.resolve import Discourse
from tellings.analysis.quotations.state import Draft, State, drafts_of
from tellings.model import Prose


def told_in_headlines(prose: Prose, people: People) -> list[Draft]:
    """Return what the headlines report, each read alone: a speaker there says nothing of the "he" of the text."""
    drafts: list[Draft] = []
    for unit in iter_units(prose):
        state = State(Discourse(people))
        if unit.last and (acts := in_headline(unit, people)):
            state.discourse.enter(unit, None)
            drafts += drafts_of(state, unit, acts)
    return drafts
