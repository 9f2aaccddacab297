"""The wordings of one utterance, each aligned word by word with the fullest."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from tellings.collation.utterances.likeness import LONGEST
from tellings.collation.utterances.said import Said, Telling
from tellings.model import Variant, Word


def fullest(tellings: Sequence[Telling]) -> Telling:
    """Return the telling that prints most inside marks, then most words; ties go to the first by article and place."""
    return min(tellings, key=lambda t: (-len(t.marked), -len(t.words), t.article, t.quotation.spans))


def variants_of(tellings: Sequence[Telling], base: Telling) -> tuple[Variant, ...]:
    """Return the different wordings, the base's first, then by how many quotations print them."""
    wordings: dict[tuple[str, ...], list[Telling]] = {}
    for telling in tellings:
        wordings.setdefault(tuple(w.key for w in telling.words), []).append(telling)
    order = sorted(wordings.values(), key=lambda ts: (base not in ts, -len(ts), ts[0].article, ts[0].quotation.spans))
    return tuple(_variant(ts, base) for ts in order)


def _variant(tellings: Sequence[Telling], base: Telling) -> Variant:
    shown = base if base in tellings else tellings[0]
    return Variant(shown.text, tuple(t.quotation.id for t in tellings), tuple(_stretches(shown, base)))


def _stretches(shown: Telling, base: Telling) -> Iterable[Word]:
    """Cut the text of a variant where it begins or ceases to agree with the base; the stretches together are the text."""
    equal = _agreeing(shown.words[:LONGEST], base.words[:LONGEST])
    marks = sorted({(_place(shown, w), n in equal) for n, w in enumerate(shown.words[:LONGEST])})
    runs = [(next(run)[0], same) for same, run in groupby(marks, key=lambda m: m[1])] or [(0, True)]
    starts = [0, *(at for at, _ in runs[1:]), len(shown.text)]
    for (_, same), start, end in zip(runs, starts, starts[1:], strict=False):
        yield Word("equal" if same else "differs", shown.text[start:end])


def _agreeing(words: Sequence[Said], base: Sequence[Said]) -> set[int]:
    blocks = SequenceMatcher(None, [w.key for w in words], [w.key for w in base], autojunk=False).get_matching_blocks()
    return {n for m in blocks for n in range(m.a, m.a + m.size)}


def _place(telling: Telling, word: Said) -> int:
    """Return the offset of a word in the telling's printed text."""
    at = 0
    for start, end in telling.quotation.spans:
        if start <= word.start < end:
            return at + word.start - start
        at += end - start + len(" … ")
    return at
