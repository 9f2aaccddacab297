"""Choose the sentences that together tell most of what a round-up of the reports would tell, for their length.

Coverage under a budget after Lin and Bilmes (ACL 2011), over stems and pairs of stems as in Gillick and Favre (2009), searched with
a beam. What counts is the expected F1 of the terms against a round-up of the wanted length: two sentences that tell one thing are
worth little more than one, and a long sentence has to earn its length.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tellings.briefing.candidates import Candidate
from tellings.briefing.worth import Term, is_small, terms_of

# By judgement unless it says otherwise.
BEAM = 4  # part-made briefs kept at each step
FULLNESS = 0.82  # words of the round-up that is expected, for each that is asked for: with more, more of them are used
SHORT = 100  # words up to which a brief ends where a further sentence would make it less like a round-up; a longer one is filled
LOOKED_AT = 120  # sentences, the weightiest for their length, among which is chosen
REPEATED = 0.5  # likeness to a sentence already chosen above which a sentence is not taken


class Choice(NamedTuple):
    """Sentences in the order in which they were taken, what they cover, their words, what that is worth."""

    picked: tuple[int, ...] = ()
    covered: frozenset[Term] = frozenset()
    words: int = 0
    gained: float = 0.0
    worth: float = 0.0


class _Item(NamedTuple):
    """A sentence, its terms, those that are not small, what these weigh, and what it counts more or less."""

    candidate: Candidate
    terms: frozenset[Term]
    content: frozenset[Term]
    weight: int
    factor: float


def choose(
    candidates: Sequence[Candidate],
    weights: Mapping[Term, int],
    factor: Callable[[Candidate], float],
    *,
    words: int,
    most: int,
    told: Iterable[str] = (),
) -> list[Candidate]:
    """Return at most ``most`` sentences of at most ``words`` words in all, the weightiest first.

    ``factor`` says how much more or less a sentence is worth for what its words do not show; ``told`` are sentences that the
    brief already has. Versions of one sentence (one passage) exclude one another.
    """
    fitting = [(c, terms_of(c.text)) for c in candidates if c.words <= words]
    fitting.sort(key=lambda i: (-_alone(i, weights, words), i[0].passage, i[0].text))
    items = [_item(c, terms, weights, factor(c)) for c, terms in fitting[:LOOKED_AT]]
    clashes = {(n, p) for n, one in enumerate(items) for p, two in enumerate(items[:n]) if _clash(one, two, weights)}
    start = Choice(covered=frozenset(t for text in told for t in terms_of(text)))
    beams, best = [start], start
    while beams:
        grown: dict[frozenset[int], Choice] = {}
        for beam in beams:
            for choice in _grow(beam, items, clashes, weights, words, most):
                key = frozenset(choice.picked)
                if key not in grown or choice.worth > grown[key].worth:
                    grown[key] = choice
        beams = sorted(grown.values(), key=lambda c: (-c.worth, c.picked))[:BEAM]
        if not beams or (beams[0].worth <= best.worth and words <= SHORT):
            break
        best = beams[0]
    return [items[n].candidate for n in best.picked]


def _grow(
    beam: Choice, items: Sequence[_Item], clashes: Collection[tuple[int, int]], weights: Mapping[Term, int], words: int, most: int
) -> Iterable[Choice]:
    if len(beam.picked) == most:
        return
    for n, item in enumerate(items):
        length = beam.words + item.candidate.words
        if n in beam.picked or length > words or any((max(n, p), min(n, p)) in clashes for p in beam.picked):
            continue
        gained = beam.gained + item.factor * sum(weights.get(t, 0) for t in item.terms - beam.covered)
        yield Choice((*beam.picked, n), beam.covered | item.terms, length, gained, gained / (length + FULLNESS * words))


def _alone(item: tuple[Candidate, frozenset[Term]], weights: Mapping[Term, int], words: int) -> float:
    return sum(weights.get(t, 0) for t in item[1]) / (words + item[0].words)


def _item(c: Candidate, terms: frozenset[Term], weights: Mapping[Term, int], factor: float) -> _Item:
    content = frozenset(t for t in terms if not is_small(t))
    return _Item(c, terms, content, sum(weights.get(t, 0) for t in content), factor)


def _clash(one: _Item, two: _Item, weights: Mapping[Term, int]) -> bool:
    """Tell whether two sentences are versions of one, or share too much of what the lighter one weighs."""
    if one.candidate.passage == two.candidate.passage:
        return True
    lighter = min(one.weight, two.weight)
    shared = sum(weights.get(t, 0) for t in one.content & two.content)
    return shared >= REPEATED * lighter


def cosine(one: frozenset[str], two: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the weight that two sentences share over the geometric mean of theirs (0 to 1)."""
    product = sum(weights.get(s, 1.0) for s in sorted(one)) * sum(weights.get(s, 1.0) for s in sorted(two))
    return sum(weights.get(s, 1.0) for s in sorted(one & two)) / product**0.5 if product else 0.0
