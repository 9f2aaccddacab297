"""Choose sentences that together cover what the origins share: supported, high in their report, without repetition.

After the budgeted maximum coverage of Lin and Bilmes (ACL 2011) and MMR (Carbonell and Goldstein, SIGIR 1998): greedy by gain.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tellings.briefing.candidates import Candidate

# By judgement. Where tried, on human round-ups, no other weight moved ROUGE-1 by more than .3 (README).
TAKEN_OVER = 0.3  # origins that a further report of one origin counts for (by judgement; on the dev stories 0 to 1 cover the same)
SHARE = 0.75  # exponent of the number of origins that print a stem
FADES = 3.0  # exponent by which a stem fades that the brief already has
SPOKEN = 0.85  # factor of a sentence that begins with somebody's words
LEAD = 0.6  # share by which the first sentence of a report outweighs a late one
LEAD_FADES = 4.0  # sentences after which that share has halved
SUPPORT = 0.25  # share a further origin of a claim adds
REPEATED = 0.5  # likeness to a sentence already chosen above which a sentence is not taken
LONG = 0.5  # exponent of a sentence's size by which its gain is divided: 0 favours long ones, 1 short ones


def choose(
    candidates: Sequence[Candidate], wanted: int, support: Callable[[Candidate], int], told: Iterable[frozenset[str]] = ()
) -> list[Candidate]:
    """Return at most ``wanted`` sentences, best first; ``support`` counts the origins of a sentence's claims.

    ``told`` are the stems of sentences that the brief already has: they are covered.
    """
    weights = stem_weights(candidates)
    chosen: list[Candidate] = []
    covered: Counter[str] = Counter(stem for stems in told for stem in stems)
    left = list(candidates)
    origins = {c.passage: support(c) for c in left}
    while left and len(chosen) < wanted:
        best = max(left, key=lambda c: (_gain(c, weights, covered, origins[c.passage]), -c.place, c.passage.article))
        if _gain(best, weights, covered, origins[best.passage]) <= 0:
            break
        chosen.append(best)
        covered.update(best.stems)
        left = [c for c in left if c is not best and likeness(c.stems, best.stems, weights) < REPEATED]
    return chosen


def stem_weights(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Return what a stem counts: the number of origins that print it, and a little for reports that took it over.

    What four papers took over from one agency is no better supported, but it is what they thought the news: it counts as one
    origin more at most, however many they are.
    """
    origins: dict[str, set[str]] = {}
    reports: dict[str, set[str]] = {}
    for c in candidates:
        for stem in c.stems:
            origins.setdefault(stem, set()).add(c.origin)
            reports.setdefault(stem, set()).add(c.passage.article)
    taken = {stem: min(1.0, TAKEN_OVER * (len(reports[stem]) - len(found))) for stem, found in origins.items()}
    return {stem: (len(found) + taken[stem]) ** SHARE for stem, found in origins.items()}


def likeness(one: frozenset[str], two: frozenset[str], weights: dict[str, float]) -> float:
    """Return the weight that two sentences share over the weight of the lighter one (0 to 1)."""
    both = min(sum(weights.get(s, 1.0) for s in sorted(one)), sum(weights.get(s, 1.0) for s in sorted(two)))
    return sum(weights.get(s, 1.0) for s in sorted(one & two)) / both if both else 0.0


def cosine(one: frozenset[str], two: frozenset[str], weights: dict[str, float]) -> float:
    """Return the weight that two sentences share over the geometric mean of theirs (0 to 1)."""
    product = sum(weights.get(s, 1.0) for s in sorted(one)) * sum(weights.get(s, 1.0) for s in sorted(two))
    return sum(weights.get(s, 1.0) for s in sorted(one & two)) / product**0.5 if product else 0.0


def _gain(c: Candidate, weights: dict[str, float], covered: Counter[str], origins: int) -> float:
    new = sum(weights[s] / (1 + covered[s]) ** FADES for s in sorted(c.stems))
    lead = 1 + LEAD / (1 + c.place / LEAD_FADES)
    spoken = 1.0 if c.text[:1].isalnum() else SPOKEN
    return float(new * lead * spoken * (1 + SUPPORT * max(0, origins - 1)) / c.size**LONG)
