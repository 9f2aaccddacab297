"""The same grouping for a large pile: sparse products in blocks, then average linkage in each connected part.

Two groups are joined only if their mean nearness reaches the threshold, so at least one pair does; hence groups never reach
over two connected parts of the graph of such pairs, and linkage part by part equals linkage of the whole. numpy and scipy are
imported inside, so that a small pile starts without them.
"""

from collections.abc import Sequence
from typing import Any

from tellings.stories.nearness import DAYS, FLOOR
from tellings.stories.weights import PRIOR, background_terms, once_factor, saliences

# By judgement, for memory and speed.
BLOCK = 512  # rows whose nearness to all others is held at once: 40 MB for 10,000 articles
COMMON = 0.05  # a word of more articles than this is multiplied in a dense block, where sparse products are slow
LARGEST = 4000  # articles linked at once (128 MB of distances); a larger part is first cut at a higher threshold
STEP = 0.05


def weigh_large(bags: Sequence[tuple[Any, Any]]) -> Any:
    """Return a sparse matrix with a unit row for each bag (hashes of terms, their codes), its columns by ascending hash.

    The weights are those of ``weights.weigh``.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    lengths = np.array([len(terms) for terms, _ in bags])
    ends = np.concatenate([[0], np.cumsum(lengths)])
    hashes = np.concatenate([np.asarray(terms, np.uint32) for terms, _ in bags])
    codes = np.concatenate([np.asarray(codes, np.uint16) for _, codes in bags])
    terms, columns = np.unique(hashes, return_inverse=True)
    size, known = background_terms()
    held = np.bincount(columns, minlength=len(terms))
    rarity = np.log(len(bags) + size + 1 + PRIOR) - np.log(held + np.array([known.get(t, 0) for t in terms.tolist()]) + PRIOR)
    weights = np.array(saliences())[codes] * np.where(held == 1, once_factor(len(bags)) * rarity, rarity)[columns]
    norms = np.sqrt(sums(weights * weights, ends[1:]))
    weights /= np.repeat(np.where(norms > 0, norms, 1.0), lengths)
    return csr_matrix((weights, columns, ends), shape=(len(bags), max(1, len(terms))))


def link_large(whole: Any, days: Sequence[int | None], thresholds: Sequence[float]) -> list[list[list[int]]]:
    """Return the groups of average linkage of the rows of a matrix at each threshold, as ``linkage.link`` would.

    They are cut from the same trees, so the groups at a higher threshold lie in those at a lower one.
    """
    import numpy as np

    often = np.bincount(whole.indices, minlength=whole.shape[1]) > COMMON * whole.shape[0]
    rare, common = whole[:, ~often].tocsr(), whole[:, often].toarray()
    when = np.array([np.nan if d is None else float(d) for d in days])
    found: list[list[list[int]]] = [[] for _ in thresholds]
    least = min(thresholds)
    waiting = [(part, least) for part in _parts(rare, common, when, np.arange(whole.shape[0]), least)]
    while waiting:
        part, cut = waiting.pop()
        if len(part) > LARGEST:
            higher = min([cut + STEP, *(t for t in thresholds if t > cut)])  # over no threshold: what it joins lies in one part
            waiting += [(p, higher) for p in _parts(rare, common, when, part, higher)]
            continue
        near = _near(rare, common, when, part, part) if len(part) > 1 else None
        for level, some in enumerate(cut_near(near, thresholds, part)):
            found[level] += some
    return [sorted(sorted(g) for g in groups) for groups in found]


def _near(rare: Any, common: Any, when: Any, rows: Any, others: Any) -> Any:
    """Return the dense table of nearness of some rows with others."""
    table = (rare[rows] @ rare[others].T).toarray() + common[rows] @ common[others].T
    return table * faded(when[rows][:, None] - when[others][None, :])


def sums(values: Any, ends: Any) -> Any:
    """Return the sum of each stretch of values that ends there; an empty stretch is 0."""
    import numpy as np

    starts = np.concatenate([[0], ends[:-1]])
    found = np.add.reduceat(np.append(values, 0.0), starts)
    found[ends == starts] = 0.0
    return found


def faded(apart: Any) -> Any:
    """Return the factors for days apart; 1 where a day is not known."""
    import numpy as np

    fade = FLOOR + (1 - FLOOR) * np.exp(-np.abs(apart) / DAYS)
    return np.where(np.isnan(fade), 1.0, fade)


def _parts(rare: Any, common: Any, when: Any, members: Any, threshold: float) -> list[Any]:
    """Return the connected parts of the graph of pairs that reach the threshold."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    edges = []
    for at in range(0, len(members), BLOCK):
        i, j = np.nonzero(_near(rare, common, when, members[at : at + BLOCK], members) >= threshold)
        edges.append(np.stack([i + at, j]))
    i, j = np.concatenate(edges, axis=1)
    graph = coo_matrix((np.ones(len(i), dtype=np.int8), (i, j)), shape=(len(members), len(members)))
    count, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    return [members[part] for part in np.split(order, np.cumsum(np.bincount(label, minlength=count))[:-1])]


def link_near(near: Any, threshold: float, part: Any) -> list[list[int]]:
    """Return the groups of average linkage, by a table of nearness, of the members of a part."""
    return cut_near(near, [threshold], part)[0]


def cut_near(near: Any, thresholds: Sequence[float], part: Any) -> list[list[list[int]]]:
    """Return the same at several thresholds."""
    import numpy as np
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    if len(part) == 1:
        return [[[int(part[0])]] for _ in thresholds]
    apart = np.clip(1 - near, 0, None)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform((apart + apart.T) / 2, checks=False), "average").tolist()
    return [_cut(tree, threshold, part) for threshold in thresholds]


def _cut(tree: Sequence[Sequence[float]], threshold: float, part: Any) -> list[list[int]]:
    groups = {n: [int(i)] for n, i in enumerate(part)}
    for n, (a, b, height, _) in enumerate(tree, len(part)):
        if height > 1 - threshold:
            break
        groups[n] = groups.pop(int(a)) + groups.pop(int(b))
    return list(groups.values())
