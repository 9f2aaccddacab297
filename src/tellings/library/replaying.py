"""The corrections that bear on a story, made ready for one run of it, and those that it could not carry out."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from tellings.library.bound import standing_now
from tellings.model import Analysis, Applied, Correction, Story, Unapplied
from tellings.overrides import Corrections, standing_for
from tellings.store import Reader

NOTHING = "nothing in the reports of this story fits it"


def replayed(reader: Reader, said: Sequence[Correction], analyses: Sequence[Analysis], story: str) -> Corrections | None:
    """Return corrections of findings with the articles that are current now; those of stories count as carried out before."""
    if not said:
        return None
    now, _ = standing_now(reader, {t.article for c in said for t in c.meant.targets if t.article})
    findings = [replace(standing_for(c.meant, now), line=c.number) for c in said if c.meant.of != "story"]
    already = [Applied(replace(c.given, line=c.number), (story,)) for c in said if c.meant.of == "story"]
    return Corrections(findings, analyses, already)


def left_over(said: Sequence[Correction], story: Story, by_hand: Corrections | None) -> tuple[Unapplied, ...]:
    """Return what a telling did not carry out, ``line`` being the number of each; a mere name that is not here is not missed."""
    if by_hand is None:
        return ()
    done = {a.override.line for a in story.overrides}
    why = {u.line: u.reason for u in by_hand.unapplied()}
    return tuple(_left(said, done, why))


def _left(said: Sequence[Correction], done: set[int], why: dict[int, str]) -> Iterator[Unapplied]:
    for c in said:
        if c.number not in done and not (c.everywhere and c.number not in why):
            yield Unapplied(c.number, why.get(c.number, NOTHING), msgspec.json.encode(replace(c.given, line=0)).decode())
