"""Where the words come from: origins, and what the reports lent each other."""

from collections import defaultdict

from tellings.exports.view.citing import Citing
from tellings.exports.view.nouns import Lent, OriginView
from tellings.exports.visible import label
from tellings.model import Origin, Reuse, Story

FEW = 3  # pieces of evidence named for one pair: enough to judge, short enough for a label


def origins(story: Story, citing: Citing, most: int | None = None) -> tuple[OriginView, ...]:
    """Return the origins, those with most reports first; the passages of the first ``most`` are cited."""
    ranked = sorted(
        story.origins,
        key=lambda o: (-len(o.articles), sorted(citing.reports[a].n for a in o.articles if a in citing.reports), o.name),
    )
    return tuple(_origin(o, citing, cited=most is None or i < most) for i, o in enumerate(ranked))


def lent(story: Story, citing: Citing, most: int | None = None) -> tuple[Lent, ...]:
    """Return, for each pair of reports, what they share beyond public quotations; most words first.

    The example of the first ``most`` can be linked to.
    """
    citing.here = (f"s{citing.n}-origins", "origin")
    pairs: dict[tuple[str, str, bool], list[Reuse]] = defaultdict(list)
    for r in story.reuse:
        if not r.quoted and {r.from_.article, r.to.article} <= citing.reports.keys():
            pairs[(r.from_.article, r.to.article, r.direction == "traced")].append(r)
    ranked = sorted(pairs.items(), key=lambda p: (-_words(p[1]), *(citing.reports[a].n for a in p[0][:2])))
    return tuple(_lent(citing, *pair, reuses, cited=most is None or i < most) for i, (pair, reuses) in enumerate(ranked))


def _words(reuses: list[Reuse]) -> int:
    return sum(len(r.to.exact.split()) for r in reuses)


def _origin(o: Origin, citing: Citing, *, cited: bool) -> OriginView:
    anchor = citing.place("origin", o.id)
    members = tuple(sorted(citing.reports[a].n for a in o.articles if a in citing.reports))
    first = next((r.label for r in citing.reports.values() if r.n in members), "")
    name = label(o.name, 60) or (first if not o.unseen else "") or "unnamed origin"
    return OriginView(o.id, name, o.unseen, tuple(map(label, o.basis)), members, citing.cites(o.passages) if cited else (), anchor)


def _lent(citing: Citing, giver: str, taker: str, traced: bool, reuses: list[Reuse], *, cited: bool) -> Lent:
    longest = max(reuses, key=lambda r: (len(r.to.exact), r.to.start))
    evidence = sorted({label(e) for r in reuses for e in r.evidence})
    return Lent(
        giver=citing.reports[giver].n,
        taker=citing.reports[taker].n,
        traced=traced,
        passages=len(reuses),
        words=_words(reuses),
        classes=tuple(sorted({r.class_ for r in reuses})),
        evidence=tuple(evidence[:FEW]),
        example=citing.cite(longest.to) if cited else citing.name(longest.to),
    )
