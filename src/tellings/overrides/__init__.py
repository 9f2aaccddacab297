"""What people correct, replayed on every run. The verb is ``read_overrides``; ``Corrections`` are those of one story."""

from tellings.overrides.contents import by_content, standing_for
from tellings.overrides.corrections import Corrections
from tellings.overrides.forgetting import without
from tellings.overrides.places import DoubtError
from tellings.overrides.reading import find_fault, read_overrides
from tellings.overrides.stories import regroup

__all__ = ["Corrections", "DoubtError", "by_content", "find_fault", "read_overrides", "regroup", "standing_for", "without"]
