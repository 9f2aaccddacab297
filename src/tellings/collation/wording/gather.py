"""From slots to wordings: forms that stand in one slot or before one head, gathered over the sentences of a story."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from tellings.collation.wording.classes import ONE_CLASS, find_synonyms, tags_of
from tellings.collation.wording.groups import Group, Key, joined
from tellings.collation.wording.heads import ONE_HEAD, Place, find_heads
from tellings.collation.wording.lines import Line, alike_pairs, lines_of
from tellings.collation.wording.predicates import ONE_SUBJECT, find_predicates
from tellings.collation.wording.slots import MODIFIED, SUBSTITUTED, find_slots
from tellings.language.content import fold
from tellings.model import Analysis, Form, Passage, Wording, make_id

# By judgement.
LONGEST = 150  # characters of a form
ORDER = (SUBSTITUTED, MODIFIED, ONE_CLASS, ONE_HEAD, ONE_SUBJECT)  # the strongest rule of a group names the wording


def contrast(analyses: Sequence[Analysis]) -> tuple[Wording, ...]:
    """Return the contrasts of wording of a story: forms that stand in one slot of alike sentences or before one head.

    No judgement is made of them. Spelling, numbers, dates and names are left out.
    """
    lines = lines_of(sorted(analyses, key=lambda a: a.article.id))
    followed = _collocations(lines)
    begins: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, line in enumerate(lines):
        for i, key in enumerate(line.keys):
            begins[key].append((n, i))
    pairs, tags = alike_pairs(lines), tags_of(lines)
    found = [
        _group(lines, [(n, *slot.here), (m, *slot.there)], slot.rule)
        for n, m in pairs
        for slot in find_slots(lines[n], lines[m], followed)
    ]
    found += [
        _group(lines, [(n, *here), (m, *there)], ONE_CLASS)
        for n, m in pairs
        for here, there in find_synonyms(lines[n], lines[m], tags)
    ]
    found += [_group(lines, places, ONE_HEAD) for places in find_heads(lines)]
    found += [_group(lines, places, ONE_SUBJECT) for places in find_predicates(lines)]
    wordings = [_wording(lines, _everywhere(lines, group, begins)) for group in joined(found)]
    return tuple(
        sorted((w for w in wordings if len(w.forms) > 1), key=lambda w: (-sum(len(f.passages) for f in w.forms), w.of, w.id))
    )


def _collocations(lines: Sequence[Line]) -> Callable[[str, str], float]:
    single = Counter(key for line in lines for key in line.keys)
    double = Counter(pair for line in lines for pair in pairwise(line.keys))
    return lambda a, b: double[a, b] / single[a] if single[a] else 0.0


def _group(lines: Sequence[Line], places: Sequence[Place], rule: str) -> Group:
    forms: dict[Key, set[Place]] = defaultdict(set)
    for n, start, end in places:
        forms[lines[n].keys[start:end]].add((n, start, end))
    return Group(dict(forms), {rule})


def _everywhere(lines: Sequence[Line], group: Group, begins: Mapping[str, Sequence[tuple[int, int]]]) -> Group:
    """Add the other places of forms of two content words or more; of shorter ones the slot alone vouches for the sense."""
    taken = [p for places in group.forms.values() for p in places]
    for form in sorted(f for f, places in group.forms.items() if _telling(lines, places) > 1):
        for n, i in begins.get(form[0], ()):
            place = (n, i, i + len(form))
            if lines[n].keys[i : i + len(form)] == form and not any(_overlap(place, p) for p in taken):
                group.forms[form].add(place)
    return group


def _telling(lines: Sequence[Line], places: set[Place]) -> int:
    n, start, end = min(places)
    return sum(bool(s) for s in lines[n].stems[start:end])


def _overlap(one: Place, other: Place) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _wording(lines: Sequence[Line], group: Group) -> Wording:
    forms = [Form(_shown(ps), tuple(ps)) for ps in (_passages(lines, places) for _, places in sorted(group.forms.items())) if ps]
    forms.sort(key=lambda f: (-len(f.passages), f.form))
    passages = sorted(p for f in forms for p in f.passages)
    of = next((f.form for f in forms if f.form == " ".join(group.tail)), "") or _common(forms) or (forms[0].form if forms else "")
    rule = min(group.rules, key=ORDER.index)
    return Wording(make_id("w", *(f"{p.article}:{p.start}" for p in passages)), of, tuple(forms), rule)


def _passages(lines: Sequence[Line], places: set[Place]) -> list[Passage]:
    cited = {
        lines[n].analysis.passage(lines[n].words[start].start, lines[n].words[end - 1].end) for n, start, end in sorted(places)
    }
    return sorted(p for p in cited if len(p.exact) <= LONGEST)


def _shown(passages: Sequence[Passage]) -> str:
    return min(fold(p.exact) if p.exact[0].isupper() and not p.exact.isupper() else p.exact for p in passages)


def _common(forms: Sequence[Form]) -> str:
    """Return the words in which all forms end, as printed."""
    last: list[str] = []
    for words in zip(*(reversed(f.form.split()) for f in forms), strict=False):
        if len({fold(w) for w in words}) > 1:
            break
        last.insert(0, words[0])
    return " ".join(last)
