"""Which pairs of articles are worth aligning: those that share a fingerprint."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tellings.collation.reuse.alignment import LEAST
from tellings.language.shingles import fingerprint

# Any run of LEAST words holds a fingerprint: K + WINDOW - 1 = LEAST.
K = 5
WINDOW = LEAST - K + 1
# A fingerprint keeps its first holders only, but is still looked up: so the copies of one text are all linked to its first copies,
# and the work grows with the number of articles, not with its square.
# By judgement.
HOLDERS = 12
PARTNERS = 12  # articles with which one article is aligned, those that share most fingerprints


def candidate_pairs(words: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return the pairs (earlier, later) of lists of words that share a fingerprint, in order."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    pairs: list[tuple[int, int]] = []
    for later, text in enumerate(words):
        shared: Counter[int] = Counter()
        for print_ in sorted({h for h, _ in fingerprint(text, K, WINDOW)}):
            held = holders[print_]
            shared.update(held)
            if len(held) < HOLDERS:
                held.append(later)
        nearest = sorted(shared, key=lambda i: (-shared[i], i))[:PARTNERS]
        pairs += [(earlier, later) for earlier in sorted(nearest)]
    return sorted(pairs)
