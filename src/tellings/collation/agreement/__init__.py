"""What is corroborated, told by one, in conflict. The verb is ``compare``."""

from collections.abc import Sequence

from msgspec import Struct

from tellings.model import Analysis, Claim, Conflict, Origin, Quotation, Reuse, Update, Utterance


class Agreements(Struct, frozen=True):
    """Claims with their agreement, conflicts and updates."""

    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    updates: tuple[Update, ...] = ()


def compare(
    analyses: Sequence[Analysis],
    quotations: Sequence[Quotation],
    utterances: Sequence[Utterance],
    reuse: Sequence[Reuse],
    origins: Sequence[Origin],
) -> Agreements:
    """Align what the reports assert and say where they agree and where they cannot all be right."""
    return Agreements()
