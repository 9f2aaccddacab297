"""Sentences with citations, and the gate that checks them. The verbs are ``brief`` and ``grade``."""

from tellings.briefing.grading import Gate, grade
from tellings.briefing.writing import brief

__all__ = ["Gate", "brief", "grade"]
