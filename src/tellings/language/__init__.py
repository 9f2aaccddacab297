"""Plain tools for text; they know nothing of news. The verb is ``read_prose``."""

from tellings.language.prose import read_prose

__all__ = ["read_prose"]
