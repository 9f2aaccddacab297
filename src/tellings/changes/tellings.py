"""Two tellings of one story, finding by finding."""

from collections.abc import Iterable, Mapping, Sequence

from tellings.changes.places import Places
from tellings.model import Changes, Claim, ClaimChange, Conflict, How, Passage, Revision, Settled, Story


def compare(
    before: Story | None,
    now: Story,
    numbers: tuple[int, int] = (0, 1),
    *,
    replaced: Mapping[str, str] | None = None,
    revisions: Sequence[Revision] = (),
    came_from: Sequence[str] = (),
) -> Changes:
    """Return what ``now`` tells that ``before`` did not, and the other way round; without ``before`` everything is new.

    Findings are the same when they rest on the same characters. ``replaced`` leads from articles to the versions that took
    their place: a claim that only moved into the new version is neither gained nor lost. ``numbers`` are those of the tellings.
    """
    old = before or Story(id=now.id, title=now.title, articles=())
    replaced = replaced or {}
    then, here = {a.id for a in old.articles}, {a.id for a in now.articles}
    kept = _Kept(replaced, revisions)
    return Changes(
        story=now.id,
        title=now.title,
        since=numbers[0],
        now=numbers[1],
        articles_joined=tuple(sorted(here - then - set(replaced.values()))),
        articles_left=tuple(sorted(then - here - set(replaced))),
        came_from=tuple(came_from),
        origins_joined=tuple(o for o in now.origins if not _was_there(o.articles, o.passages, then, replaced)),
        claims_gained=tuple(c for c in _without(now.claims, old.claims) if not kept.says(c)),
        claims_lost=tuple(c for c in _without(old.claims, now.claims) if not kept.said(c)),
        claims_changed=tuple(_changed(old.claims, now.claims)),
        conflicts_opened=tuple(_unmatched(now.conflicts, old.conflicts)),
        conflicts_settled=tuple(Settled(c, _how(c, now, here, replaced)) for c in _unmatched(old.conflicts, now.conflicts)),
        revisions=tuple(revisions),
    )


def _without(these: Sequence[Claim], those: Sequence[Claim]) -> list[Claim]:
    """Return those claims of ``these`` that share no characters with one of ``those``."""
    places = Places([c.passages for c in those])
    return [c for c in these if not places.resting_on(c.passages)]


def _changed(before: Sequence[Claim], now: Sequence[Claim]) -> Iterable[ClaimChange]:
    """Yield the claims that one claim of before became, where agreement or origins differ; several on a side are left alone."""
    old, new = Places([c.passages for c in before]), Places([c.passages for c in now])
    for claim in now:
        was = old.resting_on(claim.passages)
        if len(was) == 1 and len(new.resting_on(before[min(was)].passages)) == 1:
            earlier = before[min(was)]
            if (earlier.agreement, earlier.origins) != (claim.agreement, claim.origins):
                yield ClaimChange(earlier, claim)


class _Kept:
    """Whether a claim only moved from an article into its new version."""

    def __init__(self, replaced: Mapping[str, str], revisions: Sequence[Revision]) -> None:
        self.old, self.new = set(replaced), set(replaced.values())
        self.gained = Places([(*r.gained, *(x.now for x in r.restated)) for r in revisions])
        self.dropped = Places([(*r.dropped, *(x.before for x in r.restated)) for r in revisions])

    def says(self, claim: Claim) -> bool:
        """Whether a claim stands in new versions alone, and stood in the old ones too."""
        return _only_in(claim.passages, self.new) and not self.gained.resting_on(claim.passages)

    def said(self, claim: Claim) -> bool:
        """Whether a claim stood in old versions alone, and stands in the new ones too."""
        return _only_in(claim.passages, self.old) and not self.dropped.resting_on(claim.passages)


def _only_in(passages: Iterable[Passage], articles: set[str]) -> bool:
    return all(p.article in articles for p in passages)


def _unmatched(these: Sequence[Conflict], those: Sequence[Conflict]) -> Iterable[Conflict]:
    """Yield each conflict of which none of ``those`` holds passages of two sides."""
    sides = [(n, side.passages) for n, c in enumerate(those) for side in c.sides]
    places = Places([passages for _, passages in sides])
    for conflict in these:
        shared = [{sides[s][0] for s in places.resting_on(side.passages)} for side in conflict.sides]
        pairs = [a & b for n, a in enumerate(shared) for b in shared[:n]]
        if not any(pairs):
            yield conflict


def _was_there(articles: Iterable[str], passages: Iterable[Passage], then: set[str], replaced: Mapping[str, str]) -> bool:
    known = then | {replaced[a] for a in then & set(replaced)}
    return any(a in known for a in articles) or any(p.article in known for p in passages)


def _how(conflict: Conflict, now: Story, here: set[str], replaced: Mapping[str, str]) -> How:
    passages = [p for side in conflict.sides for p in side.passages]
    if any(p.article in replaced for p in passages):
        return "replaced"
    if any(p.article not in here for p in passages):
        return "left"
    return "update" if Places([(u.earlier, u.later) for u in now.updates]).resting_on(passages) else "agreed"
