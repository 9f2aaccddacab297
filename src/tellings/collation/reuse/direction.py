"""Which of two articles had the shared words first: only what the texts and their days show counts."""

from collections.abc import Iterable, Sequence

from tellings.collation.reuse.references import find_references
from tellings.collation.reuse.signs import CREDIT, DAY, LOST, OWN_REPORTING, SECOND_HAND, Sign
from tellings.collation.reuse.sourcing import at_second_hand, homes, reports_itself
from tellings.collation.reuse.stretches import Stretch
from tellings.collation.reuse.styles import find_expanded, find_styles
from tellings.collation.reuse.telling import Telling

FEW = 3  # by judgement: words more that one text has inside the shared stretches


def find_signs(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> list[Sign]:
    """Return what speaks for either direction; nothing where the two share quotations only."""
    own = [(n, s) for n, s in enumerate(stretches) if not s.quoted]
    if not own:
        return []
    of_texts = (*_days(a, b), *(_credits(a, b) or _sourcing(a, b)), *_lost([s for _, s in own]))
    return [*of_texts, *find_references(a, b, own), *find_styles(a, b, own), *find_expanded(a, b, own)]


def _days(a: Telling, b: Telling) -> list[Sign]:
    first, second = (t.analysis.article.published or "" for t in (a, b))
    if len(first) < len("2000-01-01") or len(second) < len("2000-01-01") or first[:10] == second[:10]:
        return []
    early, late = sorted((first[:10], second[:10]))
    return [Sign(DAY if first < second else -DAY, f"published {early}, before {late}", of_days=True)]


def _credits(a: Telling, b: Telling) -> list[Sign]:
    """An article that names the other's outlet or agency as where it comes from had the words second."""
    signs = []
    for one, other, sense in ((a, b, 1), (b, a, -1)):
        home, said = one.analysis.article, other.analysis.article
        if said.agency and said.agency != said.outlet and said.agency == home.outlet:
            signs.append(Sign(sense * CREDIT, f"{_label(other)} credits {said.agency}"))
        elif named := other.sourcing.from_elsewhere & homes(home) - homes(said):
            signs.append(Sign(sense * CREDIT, f"{_label(other)} credits {min(named)}"))
    return signs if len(signs) == 1 else []


def _sourcing(a: Telling, b: Telling) -> list[Sign]:
    """A text that has what its own medium was told was there first, the more so before one that tells what media reported."""
    own, hand = ({t.id: of(t.analysis.article, t.sourcing) for t in (a, b)} for of in (reports_itself, at_second_hand))
    for one, other, sense in ((a, b, 1), (b, a, -1)):
        if own[one.id] and not own[other.id]:
            signs = [Sign(sense * OWN_REPORTING, f"{_label(one)} has reporting of its own: somebody told {own[one.id]}")]
            if hand[other.id] and not hand[one.id]:
                signs.append(Sign(sense * SECOND_HAND, f"{_label(other)} tells at second hand: {hand[other.id]}"))
            return signs
    return []


def _label(telling: Telling) -> str:
    article = telling.analysis.article
    return article.outlet or article.file or article.id


def _lost(stretches: Iterable[Stretch]) -> list[Sign]:
    """Inside the shared stretches one text has words that the other leaves out, and never the reverse."""
    more = [(s.a_end - s.a - s.equal, s.b_end - s.b - s.equal) for s in stretches]
    ours, theirs = sum(m[0] for m in more), sum(m[1] for m in more)
    if min(ours, theirs) > 0 or max(ours, theirs) < FEW:
        return []
    says = f"{max(ours, theirs)} words of the shared stretches are left out in one text, none in the other"
    return [Sign(LOST if ours else -LOST, says)]
