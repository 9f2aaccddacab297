"""Who copied whom: ``find_reuse`` and ``find_origins`` in a story, ``find_copies`` in any pile; ``count_origins`` counts."""

from tellings.collation.reuse.copies import find_copies
from tellings.collation.reuse.finding import find_reuse
from tellings.collation.reuse.origins import find_origins
from tellings.collation.reuse.passages import count_origins, counter_of

__all__ = ["count_origins", "counter_of", "find_copies", "find_origins", "find_reuse"]
