"""Sentences with citations, and the gate that checks them. The verb is ``brief``."""

from tellings.briefing.writing import brief

__all__ = ["brief"]
