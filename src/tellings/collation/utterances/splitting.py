"""Part a quotation whose second half, a sentence on its own behind the cue, a sister report gives to somebody else.

'"The nets are full," Osk said. "We sold the boat."' reads as one speech of Osk's, and mostly is; only another report can show
that the last sentence was somebody else's words, left floating there.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tellings.collation.utterances.likeness import match
from tellings.collation.utterances.rarity import Rarity
from tellings.collation.utterances.said import Telling, read_telling
from tellings.collation.utterances.speakers import NAMED, evidence
from tellings.comparison.speakers import alike, best_names
from tellings.model import Analysis, Quotation, Speaker, make_id

VERBATIM = ("same-words", "shared-run")  # rules that rest on words inside marks alone
FLOATING = "floating-end"
TELLING_WEIGHT = 0.6  # rarity of a word that brings up a sister's quotation for comparison


def part(tellings: Sequence[Telling], analyses: Sequence[Analysis], rarity: Rarity) -> list[Telling]:
    """Return the tellings, those parted whose floating end a sister report prints with another name beside the cue."""
    by_article = {a.article.id: a for a in analyses}
    holders: dict[str, list[Telling]] = {}
    for telling in tellings:
        if evidence(telling.quotation, telling.source) == NAMED:
            for stem in _rare(telling, rarity):
                holders.setdefault(stem, []).append(telling)
    return [t for telling in tellings for t in _parted(telling, by_article[telling.article], holders, rarity)]


def _parted(telling: Telling, analysis: Analysis, holders: dict[str, list[Telling]], rarity: Rarity) -> Iterator[Telling]:
    at = _floating_from(telling.quotation, analysis)
    if at:
        quotation = telling.quotation
        spans = quotation.spans[at:]
        loose = replace(
            quotation,
            id=make_id("q", quotation.article, spans),
            spans=spans,
            cue=None,
            cue_lemma=None,
            speaker=Speaker(rule=FLOATING),
        )
        tail = read_telling(analysis, loose)
        if any(_is_anothers(tail, telling, other, rarity) for stem in _rare(tail, rarity) for other in holders.get(stem, ())):
            yield read_telling(analysis, replace(quotation, spans=quotation.spans[:at]))
            yield tail
            return
    yield telling


def _floating_from(quotation: Quotation, analysis: Analysis) -> int:
    """Return the number of the first span that stands in sentences behind that of the cue, 0 when there is none."""
    if quotation.cue is None or quotation.kind != "direct":
        return 0
    end = next((s.end for s in analysis.prose.sentences if s.start <= quotation.cue[0] < s.end), None)
    behind = [n for n, span in enumerate(quotation.spans) if n and end is not None and span[0] >= end]
    return behind[0] if behind and quotation.spans[0][0] < quotation.cue[0] else 0


def _is_anothers(tail: Telling, whole: Telling, other: Telling, rarity: Rarity) -> bool:
    if other.article == tail.article or alike(best_names(whole.quotation), best_names(other.quotation)) != "different":
        return False
    found = match(tail, other, rarity)
    return found is not None and found.rule in VERBATIM


def _rare(telling: Telling, rarity: Rarity) -> list[str]:
    return sorted({w.stem for w in telling.marked if rarity.of(w.stem) >= TELLING_WEIGHT})
