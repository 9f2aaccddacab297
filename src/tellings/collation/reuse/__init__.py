"""Who copied whom. The verbs are ``find_reuse`` and ``find_origins``; ``count_origins`` is the one count."""

from tellings.collation.reuse.finding import find_reuse
from tellings.collation.reuse.origins import find_origins
from tellings.collation.reuse.passages import count_origins, counter_of

__all__ = ["count_origins", "counter_of", "find_origins", "find_reuse"]
