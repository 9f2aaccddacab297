"""Which reports people have put together and kept apart, and groups that keep to it."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from tellings.stories.shelf import Held

Near = Callable[[Sequence["Held"]], Any]  # the table of nearness of some articles
LARGEST = 4000  # articles whose nearness is looked at once (128 MB); of a larger group who is free goes to the largest side


class Bonds:
    """Articles that belong together (blocks) and articles that are kept apart; what was said later holds.

    >>> bonds = Bonds()
    >>> bonds.say("merge", [["a", "b"], ["c"]])
    >>> bonds.say("split", [["c"], ["a", "b"]])
    >>> sorted(bonds.fellows("a")), sorted(bonds.foes("c")), bonds.fellows("c")
    (['b'], ['a', 'b'], frozenset())
    """

    def __init__(self) -> None:
        self._block: dict[str, frozenset[str]] = {}
        self._foes: dict[str, set[str]] = {}

    def __bool__(self) -> bool:
        """Whether anybody said anything."""
        return bool(self._block)

    def say(self, do: Literal["merge", "split"], parts: Sequence[Iterable[str]]) -> None:
        """Put all articles of ``parts`` together, or those of the first part together and apart from the rest."""
        if do == "merge":
            self._put({a for part in parts for a in part})
            return
        named, rest = set(parts[0]), {a for part in parts[1:] for a in part} - set(parts[0])
        for block in {self._block[a] for a in named if a in self._block}:
            for article in block - named:
                self._block[article] = block - named
        self._put(named, alone=True)
        for article in rest:
            self._block.setdefault(article, frozenset((article,)))
            self._foes.setdefault(article, set()).update(named)
        for article in named:
            self._foes.setdefault(article, set()).update(rest)

    def _put(self, named: set[str], *, alone: bool = False) -> None:
        block = frozenset(named).union(*(() if alone else (self._block.get(a, ()) for a in named)))
        for article in block:
            self._block[article] = block
            self._foes.get(article, set()).difference_update(block)

    def articles(self) -> list[str]:
        """Return all articles of which anybody said anything, by id."""
        return sorted(self._block)

    def block(self, article: str) -> frozenset[str]:
        """Return the articles that belong together with one, itself included."""
        return self._block.get(article, frozenset((article,)))

    def fellows(self, article: str) -> frozenset[str]:
        """Return the articles that belong together with one, itself not included."""
        return self._block.get(article, frozenset()) - {article}

    def foes(self, article: str) -> frozenset[str]:
        """Return the articles kept apart from one: from any that belongs together with it, with all that belong to those."""
        return frozenset().union(*(self.block(foe) for a in self.block(article) for foe in self._foes.get(a, ())))


def obey(groups: Sequence[Sequence["Held"]], bonds: Bonds, near: Near) -> list[list["Held"]]:
    """Return groups of articles as people say: joined where one block reaches over several, parted where foes are in one.

    Parted, a group falls into as few sides as there must be; whoever is free goes to the side that it is nearest to on average.
    The result depends on the groups and on what was said, and on no order.
    """
    if not bonds:
        return [list(g) for g in groups]
    return [part for group in _joined(groups, bonds) for part in _parted(group, bonds, near)]


def _joined(groups: Sequence[Sequence["Held"]], bonds: Bonds) -> list[list["Held"]]:
    root = list(range(len(groups)))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    first: dict[frozenset[str], int] = {}
    for n, group in enumerate(groups):
        for held in group:
            block = bonds.block(held.id)
            if len(block) > 1:
                root[find(n)] = find(first.setdefault(block, n))
    joined: dict[int, list[Held]] = {}
    for n, group in enumerate(groups):
        joined.setdefault(find(n), []).extend(group)
    return list(joined.values())


def _parted(group: Sequence["Held"], bonds: Bonds, near: Near) -> list[list["Held"]]:
    order = sorted(group, key=lambda h: h.id)
    here = {h.id for h in order}
    classes: dict[frozenset[str], list[int]] = {}  # by foes: who is free has none
    blocks: dict[frozenset[str], list[int]] = {}  # of the free
    for n, held in enumerate(order):
        foes = bonds.foes(held.id) & here
        if foes:
            classes.setdefault(foes, []).append(n)
        else:
            blocks.setdefault(bonds.block(held.id), []).append(n)
    if not classes:
        return [list(order)]
    table = near(order) if len(order) <= LARGEST else None
    sides = _sides(classes, order, table)
    told = [list(side) for side in sides]
    for block in blocks.values():
        told[_nearest(block, sides, table)] += block
    return [[order[n] for n in sorted(side)] for side in told]


def _sides(classes: dict[frozenset[str], list[int]], order: Sequence["Held"], table: Any) -> list[list[int]]:
    """Join classes that are no foes, the nearest on average first, until all that are left are."""
    sides = [(members, {order[n].id for n in members}, set(foes)) for foes, members in classes.items()]
    while True:
        pairs = [(i, j) for j in range(len(sides)) for i in range(j) if not sides[i][2] & sides[j][1]]
        if not pairs:
            return [sorted(members) for members, _, _ in sides]
        i, j = max(pairs, key=lambda p: (_mean(sides[p[0]][0], sides[p[1]][0], table), -p[0], -p[1]))
        (mine, ids, foes), (theirs, others, more) = sides[i], sides[j]
        sides[i] = (mine + theirs, ids | others, foes | more)
        del sides[j]


def _nearest(block: Sequence[int], sides: Sequence[Sequence[int]], table: Any) -> int:
    if table is None:
        return max(range(len(sides)), key=lambda n: (len(sides[n]), -n))
    return max(range(len(sides)), key=lambda n: (_mean(block, sides[n], table), -n))


def _mean(some: Sequence[int], others: Sequence[int], table: Any) -> float:
    """Return the mean nearness of two lists of articles; rounded, so that no noise of the last digit decides."""
    return 0.0 if table is None else round(float(table[some][:, others].mean()), 9)
