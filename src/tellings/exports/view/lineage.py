"""Where the words come from: origins, and what the reports lent each other."""

from collections import defaultdict

from tellings.exports.view.citing import Citing
from tellings.exports.view.nouns import Lent, OriginView
from tellings.exports.visible import label
from tellings.model import Origin, Reuse, Story

FEW = 3  # pieces of evidence named for one pair: enough to judge, short enough for a label


def origins(story: Story, citing: Citing) -> tuple[OriginView, ...]:
    """Return the origins, those with most reports first."""
    shown = [_origin(o, citing) for o in story.origins]
    return tuple(sorted(shown, key=lambda o: (-len(o.members), o.members, o.name)))


def lent(story: Story, citing: Citing) -> tuple[Lent, ...]:
    """Return, for each pair of reports, what they share beyond public quotations; most words first."""
    pairs: dict[tuple[str, str, bool], list[Reuse]] = defaultdict(list)
    for r in story.reuse:
        if not r.quoted and {r.from_.article, r.to.article} <= citing.reports.keys():
            pairs[(r.from_.article, r.to.article, r.direction == "traced")].append(r)
    shown = [_lent(citing, *pair, reuses) for pair, reuses in pairs.items()]
    return tuple(sorted(shown, key=lambda e: (-e.words, e.giver, e.taker)))


def _origin(o: Origin, citing: Citing) -> OriginView:
    members = tuple(sorted(citing.reports[a].n for a in o.articles if a in citing.reports))
    first = next((r.label for r in citing.reports.values() if r.n in members), "")
    name = label(o.name, 60) or (first if not o.unseen else "") or "unnamed origin"
    return OriginView(o.id, name, o.unseen, tuple(map(label, o.basis)), members, citing.cites(o.passages))


def _lent(citing: Citing, giver: str, taker: str, traced: bool, reuses: list[Reuse]) -> Lent:
    longest = max(reuses, key=lambda r: (len(r.to.exact), r.to.start))
    evidence = sorted({label(e) for r in reuses for e in r.evidence})
    return Lent(
        giver=citing.reports[giver].n,
        taker=citing.reports[taker].n,
        traced=traced,
        passages=len(reuses),
        words=sum(len(r.to.exact.split()) for r in reuses),
        classes=tuple(sorted({r.class_ for r in reuses})),
        evidence=tuple(evidence[:FEW]),
        example=citing.cite(longest.to),
    )
