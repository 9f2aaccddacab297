"""Whether two quotations report one utterance: words first, speaker second, so that a wrong speaker can be caught."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from difflib import Match as Block
from difflib import SequenceMatcher
from typing import NamedTuple

from tellings.collation.utterances.rarity import Rarity
from tellings.collation.utterances.said import Said, Telling
from tellings.comparison.speakers import Likeness, alike, best_names

LONGEST = 400  # words of a quotation that are compared; the longest one in the news corpora at hand has 310

# Shares are of the weight of the shorter quotation's content words; weights are Rarity's (rare 1, the story's subject .3).
# Measured with gold quotations on three stories: 95 of 114 pairs of one utterance joined, no pair of two; read by eye on 25
# stories of three outlets, 46 joined groups, about five of them doubtful (statements on one subject joined as retold).
SAME_SHARE, SAME_WORDS, SAME_WEIGHT = 0.7, 3, 1.8
PRINTED, PRINTED_WORDS = 0.8, 2  # of one speaker's short sentence most words, small ones too, are enough
RUN, RUN_WORDS, RUN_WEIGHT, RUN_SHARE = 6, 2, 1.5, 0.3
FRAGMENT_SHARE, FRAGMENT_PRINTED, FRAGMENT_WORDS, FRAGMENT_WEIGHT, UNNAMED_WEIGHT = 0.75, 0.6, 2, 0.55, 1.2
RETOLD_SHARE, RETOLD_WEIGHT = 0.5, 1.7
FREE_SHARE, FREE_WORDS = 0.6, 4
SENTENCE_SHARE, SENTENCE_MUTUAL, SENTENCE_WORDS = 0.9, 0.6, 5
TRANSLATED_SHARE, TRANSLATED_WORDS, TRANSLATED_WEIGHT = 0.25, 2, 0.9
# Below both of these no rule joins by words inside marks.
LEAST_SHARE, LEAST_PRINTED = min(SAME_SHARE, RUN_SHARE, FRAGMENT_SHARE, TRANSLATED_SHARE), min(PRINTED, FRAGMENT_PRINTED)


class Match(NamedTuple):
    """That two quotations are one utterance: by which rule, and the share (0 to 1) of the shorter one's words that agree."""

    rule: str
    score: float


class Overlap(NamedTuple):
    """What two sequences of words share: share, weight and number of content words, the best run.

    ``printed`` is the share of all words of the shorter one, small words too, that stand in the other; ``mutual`` is
    the share of the longer one's content.
    """

    share: float
    weight: float
    words: int
    run: int = 0
    run_weight: float = 0.0
    run_words: int = 0
    printed: float = 0.0
    mutual: float = 0.0


def match(one: Telling, other: Telling, rarity: Rarity) -> Match | None:
    """Return the first rule that joins two quotations, or None; a quotation inside another of its article is no second telling."""
    if nested(one, other):
        return None
    speakers = alike(best_names(one.quotation), best_names(other.quotation))
    marks = aligned(one.marked, other.marked, rarity)
    bag = shared(one.words, other.words, rarity)
    for rule, test in RULES.items():
        if test(one, other, speakers, marks, bag):
            return Match(rule, round(max(marks.share if one.marked and other.marked else 0.0, bag.share), 4))
    return None


def nested(one: Telling, other: Telling) -> bool:
    """Tell whether the two are quotations of one article of which one stands inside the other."""
    if one.article != other.article:
        return False
    spans = [(a, b) for a in one.quotation.spans for b in other.quotation.spans]
    return any(a[0] < b[1] and b[0] < a[1] for a, b in spans)


def aligned(ones: Sequence[Said], others: Sequence[Said], rarity: Rarity) -> Overlap:
    """Compare words in their order; the shorter first, since the matcher is not symmetric. Less than any rule asks is nothing."""
    a, b = sorted((ones[:LONGEST], others[:LONGEST]), key=lambda words: (len(words), [w.key for w in words]))
    if not a or not b:
        return Overlap(0.0, 0.0, 0)
    keys, others_keys = [w.key for w in a], [w.key for w in b]
    of = min(rarity.total(w.stem for w in a), rarity.total(w.stem for w in b))
    if not _could_agree(a, frozenset(others_keys), of, rarity):
        return Overlap(0.0, 0.0, 0)
    same = keys == others_keys  # most pairs of a big story are copies
    blocks = [Block(0, 0, len(a))] if same else SequenceMatcher(None, keys, others_keys, autojunk=False).get_matching_blocks()
    runs = [[w.stem for w in a[m.a : m.a + m.size] if w.stem] for m in blocks]
    weight = sum(rarity.total(run) for run in runs)
    best = max(range(len(runs)), key=lambda n: (rarity.total(runs[n]), -n))
    count = sum(map(len, runs))
    printed = sum(m.size for m in blocks) / min(len(a), len(b))
    return Overlap(weight / of if of else 0.0, weight, count, blocks[best].size, rarity.total(runs[best]), len(runs[best]), printed)


def _could_agree(words: Sequence[Said], others: Set[str], of: float, rarity: Rarity) -> bool:
    """Tell whether the words that stand in both, in whatever order, would be enough for a rule: most pairs need no alignment."""
    held = [w for w in words if w.key in others]
    return len(held) >= LEAST_PRINTED * len(words) or rarity.total(w.stem for w in held) >= LEAST_SHARE * of


def shared(ones: Iterable[Said], others: Iterable[Said], rarity: Rarity) -> Overlap:
    """Compare content words wherever they stand."""
    a, b = Counter(w.stem for w in ones if w.stem), Counter(w.stem for w in others if w.stem)
    common = a & b
    short, long = sorted((rarity.total(a), rarity.total(b)))
    weight = rarity.total(sorted(common))
    return Overlap(weight / short if short else 0.0, weight, len(common), mutual=weight / long if long else 0.0)


TWO_TRANSLATIONS = "two-translations"
Test = Callable[[Telling, Telling, Likeness, Overlap, Overlap], bool]


def _same_words(_one: Telling, _other: Telling, speakers: Likeness, marks: Overlap, _bag: Overlap) -> bool:
    if speakers in ("same", "partly") and marks.printed >= PRINTED and marks.words >= PRINTED_WORDS:
        return True
    return marks.share >= SAME_SHARE and marks.words >= SAME_WORDS and marks.weight >= SAME_WEIGHT


def _shared_run(_one: Telling, _other: Telling, _speakers: Likeness, marks: Overlap, _bag: Overlap) -> bool:
    return marks.run >= RUN and marks.share >= RUN_SHARE and marks.run_words >= RUN_WORDS and marks.run_weight >= RUN_WEIGHT


def _fragment(_one: Telling, _other: Telling, speakers: Likeness, marks: Overlap, bag: Overlap) -> bool:
    """Join a few words in marks to a longer wording; a single one only when the words around it have another in common."""
    if marks.printed < FRAGMENT_PRINTED or max(marks.words, bag.words) < FRAGMENT_WORDS:
        return False
    need = {"same": FRAGMENT_WEIGHT, "partly": FRAGMENT_WEIGHT, "unknown": UNNAMED_WEIGHT}.get(speakers)
    return need is not None and marks.share >= FRAGMENT_SHARE and marks.weight >= need


def _retold(one: Telling, other: Telling, speakers: Likeness, _marks: Overlap, bag: Overlap) -> bool:
    free = one.quotation.kind == other.quotation.kind == "direct"
    if speakers not in ("same", "partly") or bag.weight < RETOLD_WEIGHT:
        return False
    return bag.share >= (FREE_SHARE if free else RETOLD_SHARE) and bag.words >= (FREE_WORDS if free else 0)


def _same_sentence(_one: Telling, _other: Telling, _speakers: Likeness, _marks: Overlap, bag: Overlap) -> bool:
    return bag.share >= SENTENCE_SHARE and bag.mutual >= SENTENCE_MUTUAL and bag.words >= SENTENCE_WORDS


def _two_translations(one: Telling, other: Telling, speakers: Likeness, marks: Overlap, _bag: Overlap) -> bool:
    """Join two direct quotations of one speaker by fewer words when a report says that it prints a translation."""
    if (
        speakers != "same"
        or not (one.translated or other.translated)
        or not (one.quotation.kind == other.quotation.kind == "direct")
    ):
        return False
    return marks.share >= TRANSLATED_SHARE and marks.words >= TRANSLATED_WORDS and marks.weight >= TRANSLATED_WEIGHT


RULES: dict[str, Test] = {
    "same-words": _same_words,
    "shared-run": _shared_run,
    "fragment": _fragment,
    "retold": _retold,
    "same-sentence": _same_sentence,
    TWO_TRANSLATIONS: _two_translations,
}
