"""Different words for one thing. The verb is ``contrast``."""

from tellings.collation.wording.gather import contrast

__all__ = ["contrast"]
