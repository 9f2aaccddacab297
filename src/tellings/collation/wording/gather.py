"""From slots to wordings: forms that stand in one slot, gathered over the sentences of a story."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from tellings.collation.wording.lines import Line, alike_pairs, lines_of
from tellings.collation.wording.slots import MODIFIED, SUBSTITUTED, Slot, find_slots
from tellings.language.content import fold
from tellings.model import Analysis, Form, Passage, Wording, make_id

LONGEST = 150  # characters of a form
Place = tuple[int, int, int]  # a sentence and its words [start, end)


def contrast(analyses: Sequence[Analysis]) -> tuple[Wording, ...]:
    """Return the contrasts of wording in otherwise alike sentences: forms that stand in one slot, without judgement."""
    lines = lines_of(sorted(analyses, key=lambda a: a.article.id))
    followed = _collocations(lines)
    slots = [(n, m, slot) for n, m in alike_pairs(lines) for slot in find_slots(lines[n], lines[m], followed)]
    wordings = [_wording(lines, group) for group in _joined(slots)]
    return tuple(
        sorted((w for w in wordings if len(w.forms) > 1), key=lambda w: (-sum(len(f.passages) for f in w.forms), w.of, w.id))
    )


def _collocations(lines: Sequence[Line]) -> Callable[[str, str], float]:
    single = Counter(key for line in lines for key in line.keys)
    double = Counter(pair for line in lines for pair in pairwise(line.keys))
    return lambda a, b: double[a, b] / single[a] if single[a] else 0.0


def _joined(slots: Sequence[tuple[int, int, Slot]]) -> list[list[tuple[int, int, Slot]]]:
    """Group slots that share a place in the text, or both of their forms."""
    groups: list[list[tuple[int, int, Slot]]] = []
    at: dict[Place, int] = {}
    for n, m, slot in slots:
        places = [(n, *slot.here), (m, *slot.there)]
        known = sorted({at[p] for p in places if p in at})
        target = known[0] if known else len(groups)
        if not known:
            groups.append([])
        for other in known[1:]:
            groups[target] += groups[other]
            groups[other] = []
            at.update({p: target for p, g in at.items() if g == other})
        groups[target].append((n, m, slot))
        at.update(dict.fromkeys(places, target))
    return [g for g in groups if g]


def _wording(lines: Sequence[Line], group: Sequence[tuple[int, int, Slot]]) -> Wording:
    forms: dict[str, set[Passage]] = defaultdict(set)
    for n, m, slot in group:
        for line, span in ((lines[n], slot.here), (lines[m], slot.there)):
            passage = line.analysis.passage(line.words[span[0]].start, line.words[span[1] - 1].end)
            if len(passage.exact) <= LONGEST:
                forms[" ".join(line.keys[span[0] : span[1]])].add(passage)
    held = [Form(_shown(ps), tuple(sorted(ps))) for _, ps in sorted(forms.items(), key=lambda kv: (-len(kv[1]), kv[0]))]
    rule = SUBSTITUTED if any(slot.rule == SUBSTITUTED for _, _, slot in group) else MODIFIED
    passages = sorted(p for ps in forms.values() for p in ps)
    return Wording(make_id("w", *(f"{p.article}:{p.start}" for p in passages)), _of(held), tuple(held), rule)


def _shown(passages: set[Passage]) -> str:
    return min(fold(p.exact) if p.exact[0].isupper() and not p.exact.isupper() else p.exact for p in sorted(passages))


def _of(forms: Sequence[Form]) -> str:
    """Name the thing by the words that all forms end in, else by the first form."""
    words = [f.form.split() for f in forms]
    common = []
    for last in zip(*(reversed(w) for w in words), strict=False):
        if len({fold(w) for w in last}) > 1:
            break
        common.append(last[0])
    return " ".join(reversed(common)) or (forms[0].form if forms else "")
