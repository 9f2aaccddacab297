"""Dated claims in order. The verb is ``line_up``."""

from collections.abc import Sequence

from tellings.model import Analysis, Conflict, Event, Origin


def line_up(analyses: Sequence[Analysis], conflicts: Sequence[Conflict], origins: Sequence[Origin]) -> tuple[Event, ...]:
    """Return the events of a story by date."""
    return ()
