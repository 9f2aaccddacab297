"""Sentences with citations, and the gate that checks them. The verb is ``brief``."""

from collections.abc import Sequence

from tellings.model import Analysis, Brief, Story


def brief(story: Story, analyses: Sequence[Analysis]) -> Brief:
    """Return a brief of 4 to 8 sentences, each resting on cited passages; what the gate turns back is listed."""
    return Brief()
