"""One sentence told twice in much the same words, and once otherwise: another name, number, day, verb, or the roles changed round.

Where two reports print nearly one sentence, whatever differs in who did what to whom is a difference of telling and not of topic;
the frames of the two (``comparison``) say of which kind.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.likeness import likeness_of
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.comparison import Difference, Frame, Sentences, differences, find_orders, likeness, opposed
from tellings.model import Analysis, Conflict, ConflictKind, Passage, Strength, Update

# By judgement, looking at `python -m bench.planted --half A`.
RETOLD = 0.7  # weighted cosine of two sentences' stems from which on one retells the other
SAME = 0.6  # likeness of two frames of theirs that tell one thing
# Of frames that differ in modality or quantity alone more is asked: reports shorten and soften freely.
CLOSE = 0.85
SOFT = frozenset({"modality", "scope"})
LEAST = 4  # stems of a sentence
LONGEST = 600  # characters of a passage
COPIES = 6  # sentences with which one is compared, the likest first

KINDS: dict[str, tuple[ConflictKind, Strength]] = {
    "negation": ("polarity", "hard"),
    "modality": ("polarity", "soft"),
    "agent": ("attribution", "hard"),
    "name": ("attribution", "hard"),
    "number": ("number", "hard"),
    "date": ("date", "hard"),
    "scope": ("scope", "soft"),
    "opposite": ("characterisation", "hard"),
    "order": ("order", "hard"),
}


class Told(Struct, frozen=True):
    """A sentence: its article, its frames, its stems."""

    sentences: Sentences
    start: int
    end: int
    stems: frozenset[str]

    @property
    def article(self) -> str:
        """Return the id of the article."""
        return self.sentences.analysis.article.id

    @property
    def passage(self) -> Passage:
        """Cite the sentence."""
        return self.sentences.analysis.passage(self.start, min(self.end, self.start + LONGEST))

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Return its frames."""
        return self.sentences.frames(self.start, self.end)


def find_retold_conflicts(analyses: Sequence[Analysis], weight: Callable[[str], float], count: Count) -> list[Conflict]:
    """Return the conflicts between sentences of different reports that are one sentence but for what differs."""
    told = [t for a in analyses for t in _told(a)]
    disputes: dict[ConflictKind, list[Dispute]] = defaultdict(list)
    for one, other, score in _pairs(told, weight):
        for difference in _differences(one, other):
            kind, strength = KINDS[difference.kind]
            disputes[kind].append(_dispute(one, other, difference, strength, score))
    return [c for kind in sorted(disputes) for c in settle(kind, disputes[kind], count)]


def _told(analysis: Analysis) -> Iterator[Told]:
    sentences = Sentences(analysis)
    for s in analysis.prose.sentences:
        tokens = analysis.prose.tokens[s.first : s.last]
        stems = frozenset(content_of(t.text for t in tokens if t.kind in ("word", "number")))
        if len(stems) >= LEAST:
            yield Told(sentences, s.start, s.end, stems)


def _pairs(told: Sequence[Told], weight: Callable[[str], float]) -> Iterator[tuple[Told, Told, float]]:
    kinds: dict[tuple[frozenset[str], str], int] = {}
    first = [t for n, t in enumerate(told) if kinds.setdefault((t.stems, t.sentences.text[t.start : t.end]), n) == n]
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (n, m), score in likeness_of([t.stems for t in first], weight).items():
        if score >= RETOLD and first[n].article != first[m].article:
            near[n].append((-score, m))
            near[m].append((-score, n))
    pairs = {(min(n, m), max(n, m)): -score for n, held in near.items() for score, m in sorted(held)[:COPIES]}
    yield from ((first[n], first[m], score) for (n, m), score in sorted(pairs.items()))


def _differences(one: Told, other: Told) -> Iterator[Difference]:
    mine, theirs = one.frames, other.frames
    for f in mine:
        score, g = max(((likeness(f, g), g) for g in theirs), default=(0.0, None), key=lambda x: x[0])
        if g is not None and score >= SAME and _mutual(f, g, mine):
            yield from (d for d in differences(f, g) if score >= CLOSE or d.kind not in SOFT)
    ours, others = find_orders(one.sentences, one.start, one.end), find_orders(other.sentences, other.start, other.end)
    for a, b in product(ours, others):
        if opposed(a, b):
            yield Difference("order", a.at, b.at, a.marker, b.marker)  # type: ignore[arg-type]


def _mutual(f: Frame, g: Frame, mine: Sequence[Frame]) -> bool:
    return max(mine, key=lambda x: likeness(g, x)) is f


def _dispute(one: Told, other: Told, d: Difference, strength: Strength, score: float) -> Dispute:
    about = one.sentences.text[one.start : one.end]
    ours = Position(f"{d.kind} {one.start} {d.says}", one.passage, d.says)
    theirs = Position(f"{d.kind} {other.start} {d.instead}", other.passage, d.instead)
    return Dispute(ours, theirs, strength, f"retold-{d.kind}", about, round(score, 3))


def are_new(found: Sequence[Conflict], known: Sequence[Conflict], updates: Sequence[Update]) -> list[Conflict]:
    """Return the conflicts that no other rule has found, nor as an update, between the same two places."""
    taken = [[s.passages for s in c.sides] for c in known] + [[(u.earlier,), (u.later,)] for u in updates]
    return [c for c in found if not any(_same_places([s.passages for s in c.sides], sides) for sides in taken)]


def _same_places(ones: Sequence[Sequence[Passage]], others: Sequence[Sequence[Passage]]) -> bool:
    """Tell whether two sides of the one lie in two different sides of the other."""
    held = [{n for n, side in enumerate(others) if any(_touch(p, q) for p in one for q in side)} for one in ones]
    return any(a != b for one, other in combinations(held, 2) for a in one for b in other)


def _touch(one: Passage, other: Passage) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end
