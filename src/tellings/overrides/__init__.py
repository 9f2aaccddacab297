"""What people correct, replayed on every run. The verb is ``read_overrides``; ``Corrections`` are those of one story."""

from tellings.overrides.corrections import Corrections
from tellings.overrides.reading import read_overrides
from tellings.overrides.stories import regroup

__all__ = ["Corrections", "read_overrides", "regroup"]
