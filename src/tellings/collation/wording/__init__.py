"""Different words for one thing. The verb is ``contrast``."""

from collections.abc import Sequence

from tellings.model import Analysis, Wording


def contrast(analyses: Sequence[Analysis]) -> tuple[Wording, ...]:
    """Return the contrasts of wording in otherwise alike sentences."""
    return ()
