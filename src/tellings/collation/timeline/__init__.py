"""Dated claims in order. The verb is ``line_up``."""

from tellings.collation.timeline.events import line_up

__all__ = ["line_up"]
