"""What a name is, decided over all places of the article where it stands."""

from collections.abc import Sequence

from tellings.analysis.mentions.seen import Seen


def vote(seen: Sequence[Seen]) -> list[Seen]:
    """Return the names, each of the kind that most of its places give it."""
    return list(seen)
