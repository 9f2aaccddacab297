"""What changed in a story, for reading in a terminal: every line with the passage it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from types import MappingProxyType

from tellings.exports.held import counted
from tellings.exports.visible import label, visible
from tellings.model import ArticleCard, Changes, Claim, Conflict, Revision

HOW = {
    "update": "a later report brings it up to date",
    "replaced": "a report was replaced or withdrawn",
    "left": "a report went to another story",
    "agreed": "the reports are read otherwise now",
}
WIDTH = 100
SHOWN = 12  # of each sort


def changes_to_text(changes: Changes, cards: Mapping[str, ArticleCard] = MappingProxyType({}), most: int = SHOWN) -> str:
    """Return what came and went, conflicts first, since they are what an editor must see; ``cards`` name the articles.

    Of each sort at most ``most`` are shown, and how many more there are.
    """
    since = f"since telling {changes.since}" if changes.since else "told for the first time"
    lines = [f"{label(changes.title)}", f"{changes.story}, telling {changes.now}, {since}"]
    parts = [
        ("conflicts opened", [_conflict(c) for c in changes.conflicts_opened]),
        ("conflicts settled", [f"{_conflict(s.conflict)}; {HOW[s.how]}" for s in changes.conflicts_settled]),
        ("articles in a new version", [line for r in changes.revisions for line in _revision(r)]),
        ("reports joined", [_named(a, cards) for a in changes.articles_joined]),
        ("reports left", [_named(a, cards) for a in changes.articles_left]),
        ("stories that went into this one", list(changes.came_from)),
        ("origins joined", [f"{label(o.name) or o.id}: {counted(len(o.articles), 'report')}" for o in changes.origins_joined]),
        ("claims gained", [_claim(c) for c in changes.claims_gained]),
        ("claims lost", [_claim(c) for c in changes.claims_lost]),
        ("claims told otherwise", [f"{_claim(c.now)}; before: {_agreement(c.before)}" for c in changes.claims_changed]),
    ]
    told = [line for name, found in parts if found for line in _part(name, found, most)]
    return "\n".join([*lines, *(told or ["", "nothing changed"])]) + "\n"


def _part(name: str, found: Sequence[str], most: int) -> Iterator[str]:
    yield ""
    yield f"{name} ({len(found)})"
    for line in found[:most]:
        yield from wrap(visible(line), WIDTH, initial_indent="  - ", subsequent_indent="    ")
    if len(found) > most:
        yield f"  - and {len(found) - most} more (--json has them all)"


def _named(article: str, cards: Mapping[str, ArticleCard]) -> str:
    card = cards.get(article)
    told = (card.outlet, card.title or card.file or card.url, card.published) if card else ()
    return f"{', '.join(label(t) for t in told if t)} [{article}]".lstrip()


def _claim(claim: Claim) -> str:
    at = claim.passages[0]
    return f"{claim.text} [{_agreement(claim)}; {at.article} {at.start}-{at.end}]"


def _agreement(claim: Claim) -> str:
    return f"{claim.agreement.replace('_', ' ')}, {counted(claim.origins, 'origin')}"


def _conflict(conflict: Conflict) -> str:
    return f"{conflict.strength} {conflict.kind}: " + " / ".join(s.statement for s in conflict.sides)


def _revision(revision: Revision) -> Iterator[str]:
    kept = f"{counted(revision.kept, 'clause')} kept"
    yield f"{revision.article} in place of {revision.earlier}: {kept}"
    for r in revision.restated:
        yield f"{r.before.exact} -> {r.now.exact} [{r.now.article} {r.now.start}-{r.now.end}]"
    yield from (f"new: {p.exact} [{p.article} {p.start}-{p.end}]" for p in revision.gained)
    yield from (f"gone: {p.exact} [{p.article} {p.start}-{p.end}]" for p in revision.dropped)
