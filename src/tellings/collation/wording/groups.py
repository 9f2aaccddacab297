"""Groups of places that hold forms of one thing, and how groups become one."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tellings.collation.wording.heads import Place

Key = tuple[str, ...]


class Group:
    """Places that hold the forms of one thing, by form, and the rules that brought them together."""

    def __init__(self, forms: dict[Key, set[Place]], rules: set[str]) -> None:
        self.forms = forms
        self.rules = rules

    @property
    def tail(self) -> Key:
        """Return the words in which all forms end."""
        last: list[str] = []
        for words in zip(*(reversed(f) for f in self.forms), strict=False):
            if len(set(words)) > 1:
                break
            last.insert(0, words[0])
        return tuple(last)

    @property
    def size(self) -> int:
        """Return how many places there are."""
        return sum(map(len, self.forms.values()))


class _Gathered:
    """Groups by number, findable by what makes another group join them: a place, two forms, or the words in which forms end."""

    def __init__(self) -> None:
        self.groups: dict[int, Group] = {}
        self.at: dict[tuple[Key, Place], int] = {}  # a place of a form stands in one group alone, for two would be one
        self.holding: dict[Key, set[int]] = defaultdict(set)
        self.tails: dict[int, Key] = {}
        self.ending: dict[Key, set[int]] = defaultdict(set)
        self.added = 0

    def near(self, one: Group) -> list[int]:
        """Return the groups of one thing with a group: a place or two forms in common, or one head."""
        found = {n for form, places in one.forms.items() for place in places if (n := self.at.get((form, place))) is not None}
        shared = Counter(n for form in one.forms for n in self.holding.get(form, ()))
        found.update(n for n, forms in shared.items() if forms > 1)
        for form in one.forms:
            found |= self.ending.get(form, set())
        if tail := one.tail:
            found |= self.ending.get(tail, set()) | self.holding.get(tail, set())
        return sorted(found)

    def join(self, one: Group) -> None:
        """Add a group, together with those of one thing with it: into the largest of them, so that little is moved."""
        near = self.near(one)
        home = max(near, key=lambda n: self.groups[n].size, default=self.added)
        self.added += home == self.added
        moved = [self._take(n) for n in near if n != home]
        into = self.groups.setdefault(home, Group({}, set()))
        for group in (*moved, one):
            into.rules |= group.rules
            for form, places in group.forms.items():
                into.forms.setdefault(form, set()).update(places)
                self.holding[form].add(home)
                self.at.update(((form, place), home) for place in places)
        self.ending[self.tails.get(home, ())].discard(home)
        self.tails[home] = tail = into.tail
        if tail:
            self.ending[tail].add(home)

    def _take(self, n: int) -> Group:
        group = self.groups.pop(n)
        for form in group.forms:
            self.holding[form].discard(n)
        self.ending[self.tails.pop(n)].discard(n)
        return group


def joined(found: Sequence[Group]) -> list[Group]:
    """Return the groups with those of one thing put together, as they come."""
    gathered = _Gathered()
    for one in found:
        gathered.join(one)
    return list(gathered.groups.values())
