"""Quotations put together into one utterance and taken apart as people say."""

from collections.abc import Sequence

from tellings.model import Override, Quotation, make_id
from tellings.overrides.places import Fit, Texts, choose_one

Group = tuple[int, ...]
Groups = list[tuple[Group, Group]]


def regroup_quotations(
    override: Override, groups: Groups, quotations: Sequence[Quotation], texts: Texts
) -> tuple[Groups, list[str]]:
    """Return the groups of quotations, each with its guests, after one merge or split, and the quotations that it moved."""
    fits = [Fit(q, tuple((q.article, s) for s in q.spans)) for q in quotations]
    place = {q.id: n for n, q in enumerate(quotations)}
    moved: set[int] = set()
    for target in override.targets:
        whole = next((g for g, guests in groups if target.id and _id(g + guests, quotations) == target.id), None)
        found = None if whole else choose_one(fits, target, texts)
        if whole is None and found is None:
            return groups, []
        moved |= set(whole) if whole else {place[found.id]} if found else set()
    told = _merged(groups, moved) if override.do == "merge" else _parted(groups, moved)
    same = sorted(sorted(g) for g, _ in told) == sorted(sorted(g) for g, _ in groups)
    return (groups, []) if same else (told, sorted(quotations[n].id for n in moved))


def _id(group: Group, quotations: Sequence[Quotation]) -> str:
    return make_id("u", *sorted(quotations[n].id for n in group))


def _merged(groups: Groups, moved: set[int]) -> Groups:
    touched = [(g, guests) for g, guests in groups if set(g) & moved]
    own = tuple(sorted(n for g, _ in touched for n in g))
    guests = tuple(sorted({n for _, held in touched for n in held} - set(own)))
    return [(g, held) for g, held in groups if not set(g) & moved] + [(own, guests)]


def _parted(groups: Groups, moved: set[int]) -> Groups:
    told: Groups = []
    for g, guests in groups:
        rest, apart = tuple(n for n in g if n not in moved), tuple(n for n in g if n in moved)
        told += [(rest, tuple(n for n in guests if n not in moved))] if rest else []
        told += [(apart, ())] if apart else []
    return told
