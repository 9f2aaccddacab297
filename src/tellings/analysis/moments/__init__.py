"""When: time expressions and their values. The verb is ``find_moments``."""

from tellings.analysis.moments.scan import find_moments

__all__ = ["find_moments"]
