"""An act of speech in one unit."""

from dataclasses import dataclass

from tellings.analysis.quotations.smallwords import Phrase


@dataclass(slots=True)
class Act:
    """An act of speech in a unit: the elements of its cue, speaker and content."""

    cue: tuple[int, int]
    lemma: str
    subject: Phrase | None
    content: list[tuple[int, int]]
    rule: str
    shared: bool = False  # the subject stands in another clause of the unit
    open_end: bool = False  # words in marks may go on behind the cue, also in the next sentence
    attitude: bool = False  # what somebody wants, plans or believes: no speech
    via: Phrase | None = None  # the medium that passes it on
    within: "Act | None" = None  # the act in whose content this one is told


def claimed(n: int, acts: list[Act]) -> bool:
    """Say whether element ``n`` stands in what one of the acts reports."""
    return any(first <= n < last for a in acts for first, last in a.content)
