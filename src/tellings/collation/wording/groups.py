"""Groups of places that hold forms of one thing, and how groups become one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from tellings.collation.wording.heads import Place

Key = tuple[str, ...]


class Group:
    """Places that hold the forms of one thing, by form, and the rules that brought them together."""

    def __init__(self, forms: dict[Key, set[Place]], rules: set[str]) -> None:
        self.forms = forms
        self.rules = rules

    @cached_property
    def tail(self) -> Key:
        """Return the words in which all forms end."""
        last: list[str] = []
        for words in zip(*(reversed(f) for f in self.forms), strict=False):
            if len(set(words)) > 1:
                break
            last.insert(0, words[0])
        return tuple(last)


class _Gathered:
    """Groups by number, findable by what makes another group join them: a place, two forms, or the words in which forms end."""

    def __init__(self) -> None:
        self.groups: dict[int, Group] = {}
        self.at: dict[tuple[Key, Place], int] = {}  # a place of a form stands in one group alone, for two would be one
        self.holding: dict[Key, set[int]] = defaultdict(set)
        self.ending: dict[Key, set[int]] = defaultdict(set)
        self.added = 0

    def near(self, one: Group) -> list[int]:
        """Return the groups of one thing with a group: a place or two forms in common, or one head."""
        found = {n for form, places in one.forms.items() for place in places if (n := self.at.get((form, place))) is not None}
        shared = Counter(n for form in one.forms for n in self.holding.get(form, ()))
        found.update(n for n, forms in shared.items() if forms > 1)
        for form in one.forms:
            found |= self.ending.get(form, set())
        if one.tail:
            found |= self.ending.get(one.tail, set()) | self.holding.get(one.tail, set())
        return sorted(found)

    def take(self, n: int) -> Group:
        """Remove a group."""
        group = self.groups.pop(n)
        for form in group.forms:
            self.holding[form].discard(n)
        self.ending[group.tail].discard(n)
        return group

    def add(self, group: Group) -> None:
        """Add a group after all others."""
        n, self.added = self.added, self.added + 1
        self.groups[n] = group
        for form, places in group.forms.items():
            self.holding[form].add(n)
            self.at.update(((form, place), n) for place in places)
        if group.tail:
            self.ending[group.tail].add(n)


def joined(found: Sequence[Group]) -> list[Group]:
    """Return the groups with those of one thing put together, as they come."""
    gathered = _Gathered()
    for one in found:
        whole = Group({}, set())
        for group in (*map(gathered.take, gathered.near(one)), one):
            whole.rules |= group.rules
            for form, places in group.forms.items():
                whole.forms.setdefault(form, set()).update(places)
        gathered.add(whole)
    return list(gathered.groups.values())
