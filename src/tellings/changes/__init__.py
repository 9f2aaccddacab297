"""What changed in a story since it was told before. The verbs are ``compare`` and ``revise``."""

from tellings.changes.revisions import revise
from tellings.changes.tellings import compare

__all__ = ["compare", "revise"]
