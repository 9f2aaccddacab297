"""The origins behind the articles of a story: which articles rest mainly on one text, seen or unseen."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from tellings.collation.reuse.passages import find_borrowed
from tellings.collation.reuse.shares import Share, find_shares, narrative_share, voice_share
from tellings.collation.reuse.signs import DISAGREE, ORPHANED
from tellings.collation.reuse.telling import Telling, read_telling
from tellings.language.linkage import average_linkage
from tellings.model import Analysis, Origin, Passage, Reuse, make_id

# What two reporters of one statement share is the statement; so only shared words of sentences that report none count, unless
# half of an article's own words are shared.
# By judgement.
LEAST_WORDS = 12  # shared words of narration below which two articles are never one origin
LEAST_SENTENCES = 2  # one shared sentence shows a shared sentence
HALF = 0.5
# How far two articles rest on each other: the shared part of the narration (the larger of the two) x the part that these words
# are of all words either shares with anybody (the mean of the two). Read by eye: the four pairs of one origin in the dev
# stories have .13 to .69, the others at most .09 (or are undecided); in basil, three outlets that do not copy each other, none of
# 165 pairs has more than .05; eight ecbplus pairs of .08 to .15 were read, and all share whole sentences of a dispatch.
ONE_ORIGIN = 0.1


def find_origins(analyses: Sequence[Analysis], reuse: Sequence[Reuse]) -> tuple[Origin, ...]:
    """Return the origins behind the articles, each article in exactly one, whatever the order of input."""
    tellings = {a.article.id: read_telling(a) for a in sorted(analyses, key=lambda a: a.article.id)}
    shares = find_shares(tellings, reuse)
    groups = _groups(list(tellings), rest(tellings, shares))
    borrowed = find_borrowed(groups, reuse)
    return tuple(_origin(group, tellings, shares, reuse, borrowed.get(group, ())) for group in groups)


def _groups(ids: Sequence[str], resting: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Return the ids by origin: copies first, then average linkage between what remains."""
    members = _copies(ids, resting)
    place = {i: n for n, group in enumerate(members) for i in group}
    total: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (x, y), score in sorted(resting.items()):
        low, high = sorted((place[x], place[y]))
        if low != high:
            total[low, high] += score / (len(members[low]) * len(members[high]))
    joined = average_linkage(len(members), total, ONE_ORIGIN)
    return sorted(tuple(sorted(i for n in g for i in members[n])) for g in joined)


def _copies(ids: Sequence[str], resting: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """Return the ids with those that rest on each other by half put together, whoever of them were compared.

    Of many copies of one text each is compared with the first few only; a mean over all pairs would part them.
    """
    head = {i: i for i in ids}
    for (x, y), score in sorted(resting.items()):
        if score >= HALF:
            first, second = sorted((_head(head, x), _head(head, y)))
            head[second] = first
    copies: defaultdict[str, list[str]] = defaultdict(list)
    for i in ids:
        copies[_head(head, i)].append(i)
    return list(copies.values())


def _head(head: dict[str, str], i: str) -> str:
    while head[i] != i:
        head[i] = head[head[i]]
        i = head[i]
    return i


def rest(tellings: Mapping[str, Telling], shares: Mapping[tuple[str, str], Share]) -> dict[tuple[str, str], float]:
    """Return for each pair of article ids how far they rest on each other (0 to 1)."""
    traced = _traced(shares)
    found: dict[tuple[str, str], float] = {}
    for (x, y), share in shares.items():
        pair = ((tellings[x], share.lower), (tellings[y], share.higher))
        narrative = [narrative_share(t, s) for t, s in pair]
        enough = any(n.words >= LEAST_WORDS and n.sentences >= LEAST_SENTENCES for n in narrative)
        part = max(n.part for n in narrative) if enough else 0.0
        voice = max(voice_share(t, s) for t, s in pair)
        mainly = sum(len(s) / len(traced[t.id]) for t, s in pair if traced[t.id]) / 2
        found[x, y] = max(part, voice if voice >= HALF else 0.0) * mainly
    return found


def _traced(shares: Mapping[tuple[str, str], Share]) -> dict[str, set[int]]:
    """Return the word places of each article that stand in any other."""
    traced: defaultdict[str, set[int]] = defaultdict(set)
    for (x, y), share in shares.items():
        traced[x] |= share.lower
        traced[y] |= share.higher
    return traced


def _origin(
    group: tuple[str, ...],
    tellings: Mapping[str, Telling],
    shares: Mapping[tuple[str, str], Share],
    reuse: Sequence[Reuse],
    borrowed: Sequence[Passage],
) -> Origin:
    root = _root(group, reuse)
    name, unseen, why = _name(group, root, tellings, reuse)
    basis = [*why, *(_shared(x, y, tellings, shares[x, y]) for x, y in combinations(group, 2) if (x, y) in shares)]
    return Origin(id=make_id("o", *group), articles=group, passages=tuple(borrowed), name=name, basis=tuple(basis), unseen=unseen)


def _root(group: Sequence[str], reuse: Sequence[Reuse]) -> str | None:
    """Return the one article of the group that others took from and that took from none of them."""
    if len(group) == 1:
        return group[0]
    inside = [r for r in reuse if r.direction == "traced" and {r.from_.article, r.to.article} <= set(group)]
    givers = {r.from_.article for r in inside} - {r.to.article for r in inside}
    return givers.pop() if len(givers) == 1 else None


def _name(
    group: Sequence[str], root: str | None, tellings: Mapping[str, Telling], reuse: Sequence[Reuse]
) -> tuple[str, bool, list[str]]:
    """Return the origin's name, whether its text is unseen, and why.

    Unseen: all its reports name one medium of which no report is here, or two share what neither can have from the other.
    """
    articles = [tellings[i].analysis.article for i in group]
    named = [a.agency or a.outlet for a in articles]
    media = Counter(n for n in named if n)
    best = min(media, key=lambda m: (-media[m], m)) if media else ""
    if len(group) > 1 and media[best] == len(group) and best not in {a.outlet for a in articles}:
        return best, True, [f"every report names {best}, whose own text is not among them"]
    if root:
        article = tellings[root].analysis.article
        signs = sorted({e for r in reuse if r.from_.article == root and r.to.article in group for e in r.evidence})
        return article.agency or article.outlet or "", False, [f"{article.file or root} had the words first: {e}" for e in signs]
    torn = next((r for r in reuse if {r.from_.article, r.to.article} <= set(group) and _from_elsewhere(r)), None)
    return best, torn is not None, list(torn.evidence) if torn else ["which of the reports had the words first cannot be told"]


def _from_elsewhere(reuse: Reuse) -> bool:
    """Return whether neither article can have the words from the other: the signs disagree, or they refer to what neither names."""
    return reuse.direction == "untraced" and (DISAGREE in reuse.evidence or any(e.endswith(ORPHANED) for e in reuse.evidence))


def _shared(x: str, y: str, tellings: Mapping[str, Telling], share: Share) -> str:
    parts = (voice_share(tellings[x], share.lower), voice_share(tellings[y], share.higher))
    words = max(len(share.lower), len(share.higher))
    label = [tellings[i].analysis.article.file or i for i in (x, y)]
    return f"{words} words stand in {label[0]} and {label[1]}: {parts[0]:.0%} and {parts[1]:.0%} of their own words"
