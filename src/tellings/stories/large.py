"""The same grouping for a large pile: sparse products in blocks, then average linkage in each connected part.

Two groups are joined only if their mean nearness reaches the threshold, so at least one pair does; hence groups never reach
over two connected parts of the graph of such pairs, and linkage part by part equals linkage of the whole. numpy and scipy are
imported inside, so that a small pile starts without them.
"""

from collections.abc import Sequence
from typing import Any

from tellings.stories.nearness import DAYS, FLOOR
from tellings.stories.weights import Vector

# By judgement, for memory and speed.
BLOCK = 512  # rows whose nearness to all others is held at once: 40 MB for 10,000 articles
COMMON = 0.05  # a word of more articles than this is multiplied in a dense block, where sparse products are slow
LARGEST = 4000  # articles linked at once (128 MB of distances); a larger part is first cut at a higher threshold
STEP = 0.05


def link_large(vectors: Sequence[Vector], days: Sequence[int | None], threshold: float) -> list[list[int]]:
    """Return the groups of average linkage at ``threshold``, as ``linkage.link`` would."""
    import numpy as np

    rare, common = _matrices(vectors)
    when = np.array([np.nan if d is None else float(d) for d in days])
    found: list[list[int]] = []
    waiting = [(part, threshold) for part in _parts(rare, common, when, np.arange(len(vectors)), threshold)]
    while waiting:
        part, cut = waiting.pop()
        if len(part) > LARGEST:
            waiting += [(p, cut + STEP) for p in _parts(rare, common, when, part, cut + STEP)]
        else:
            found += _link_part(rare, common, when, part, threshold)
    return sorted(sorted(g) for g in found)


def _matrices(vectors: Sequence[Vector]) -> tuple[Any, Any]:
    """Return the rare words as a sparse matrix and the common ones as a dense one, a row for each article."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place = {w: n for n, w in enumerate(sorted({w for v in vectors for w in v}))}
    ends = np.cumsum([0, *(len(v) for v in vectors)])
    columns = np.fromiter((place[w] for v in vectors for w in v), dtype=np.int32, count=ends[-1])
    values = np.fromiter((x for v in vectors for x in v.values()), dtype=np.float64, count=ends[-1])
    whole = csr_matrix((values, columns, ends), shape=(len(vectors), max(1, len(place))))
    often = np.bincount(columns, minlength=whole.shape[1]) > COMMON * len(vectors)
    return whole[:, ~often].tocsr(), whole[:, often].toarray()


def _near(rare: Any, common: Any, when: Any, rows: Any, others: Any) -> Any:
    """Return the dense table of nearness of some rows with others."""
    import numpy as np

    table = (rare[rows] @ rare[others].T).toarray() + common[rows] @ common[others].T
    fade = FLOOR + (1 - FLOOR) * np.exp(-np.abs(when[rows][:, None] - when[others][None, :]) / DAYS)
    return table * np.where(np.isnan(fade), 1.0, fade)


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


def _link_part(rare: Any, common: Any, when: Any, part: Any, threshold: float) -> list[list[int]]:
    """Return the groups of one connected part."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(part) == 1:
        return [[int(part[0])]]
    apart = np.clip(1 - _near(rare, common, when, part, part), 0, None)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform((apart + apart.T) / 2, checks=False), "average")
    labels = fcluster(tree, 1 - threshold, "distance")
    return [[int(i) for i in part[labels == n]] for n in range(1, labels.max() + 1)]
