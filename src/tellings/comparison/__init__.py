"""Who did what to whom, and where two sentences that tell one thing differ. The verbs: ``find_frames``, ``differences``."""

from tellings.comparison.differences import Difference, differences
from tellings.comparison.frames import Frame, Sentences, find_frames
from tellings.comparison.likeness import likeness, nearest
from tellings.comparison.order import Order, agreement, find_orders
from tellings.comparison.phrases import Phrase
from tellings.comparison.players import in_place, other_players

__all__ = [
    "Difference",
    "Frame",
    "Order",
    "Phrase",
    "Sentences",
    "agreement",
    "differences",
    "find_frames",
    "find_orders",
    "in_place",
    "likeness",
    "nearest",
    "other_players",
]
