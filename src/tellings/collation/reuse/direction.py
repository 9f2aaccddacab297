"""Which of two articles had the shared words first: only what the texts and their days show counts."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from tellings.collation.reuse.stretches import Stretch
from tellings.collation.reuse.telling import Telling
from tellings.language.shingles import fold
from tellings.language.tables import load_table

# Weights are a judgement, not a fit: a day or a credit alone suffices, house style or length never does, two of the weaker ones do.
DAY = 2.0
CREDIT = 3.0
BACK_REFERENCE = 2.0
EXPANDED = 0.5
FULLER = 0.5
SUFFICES = 2.0
BEFORE = 60  # words before a back reference in which what it refers to must be named
MUCH_LONGER = 2.0
DISAGREE = "these signs disagree: neither seems to have taken it from the other"


class Sign(Struct, frozen=True):
    """A reason to think that the first (weight > 0) or the second (weight < 0) of two tellings had the words first."""

    weight: float
    says: str


def find_signs(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> list[Sign]:
    """Return what speaks for either direction, strongest first."""
    own = [s for s in stretches if not s.quoted]
    if not own:
        return []
    signs = [*_days(a, b), *_credits(a, b), *_back_references(a, b, own), *_expanded(a, b, own), *_fuller(a, b)]
    return sorted(signs, key=lambda s: (-abs(s.weight), s.says))


def settle(signs: Sequence[Sign]) -> int:
    """Return 1 when the first is the origin, -1 when the second is, 0 when the signs do not suffice."""
    total = sum(s.weight for s in signs)
    return 0 if abs(total) < SUFFICES else 1 if total > 0 else -1


def disagree(signs: Sequence[Sign]) -> bool:
    """Return whether each direction has a sign that would suffice alone, as when both took from a text that is not here."""
    return min(max((s.weight * sense for s in signs), default=0.0) for sense in (1, -1)) >= SUFFICES


def _days(a: Telling, b: Telling) -> list[Sign]:
    first, second = (t.analysis.article.published or "" for t in (a, b))
    if len(first) < len("2000-01-01") or len(second) < len("2000-01-01") or first[:10] == second[:10]:
        return []
    early, late = sorted((first[:10], second[:10]))
    return [Sign(DAY if first < second else -DAY, f"published {early}, before {late}")]


def _credits(a: Telling, b: Telling) -> list[Sign]:
    """An article that names the other's outlet or agency as where it comes from had the words second."""
    signs = []
    for one, other, sense in ((a, b, 1), (b, a, -1)):
        home, said = one.analysis.article, other.analysis.article
        if said.agency and said.agency != said.outlet and said.agency == home.outlet:
            signs.append(Sign(sense * CREDIT, f"{_label(other)} credits {said.agency}"))
    return signs if len(signs) == 1 else []


def _label(telling: Telling) -> str:
    article = telling.analysis.article
    return article.outlet or article.file or article.id


def _back_references(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> list[Sign]:
    """Shared words that refer back ("such fees", "the spokeswoman added") belong to the text that named the thing before."""
    signs = []
    for stretch in stretches:
        for n in range(stretch.a_end - stretch.a):
            i, j = stretch.a + n, stretch.b + n
            if j >= stretch.b_end or a.words[i] != b.words[j]:
                break
            if noun := _refers_back(a, i):
                held = [_named_before(t, at, noun) for t, at in ((a, i), (b, j))]
                if held[0] != held[1]:
                    phrase = a.analysis.article.text[a.tokens[i].start : a.tokens[i + 1].end]
                    signs.append(
                        Sign(
                            BACK_REFERENCE if held[0] else -BACK_REFERENCE, f'"{phrase}" refers back to what only one names before'
                        )
                    )
    return signs


def _refers_back(telling: Telling, i: int) -> str:
    """Return the noun of a reference back that starts at word ``i`` of a sentence's first words, or nothing."""
    table = _table()
    if i + 1 >= len(telling.words) or telling.sentence[i] != telling.sentence[i + 1] or telling.quoted[i]:
        return ""
    word, noun = telling.words[i], telling.words[i + 1]
    plural = len(noun) > 3 and noun.endswith("s")
    if (word in table["back_reference"] and plural) or (word == "the" and noun in table["back_noun"]):
        return noun
    return ""


def _named_before(telling: Telling, i: int, noun: str) -> bool:
    stem = noun.removesuffix("s")
    return any(w.removesuffix("s") == stem for w in telling.words[max(0, i - BEFORE) : i])


def _expanded(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> list[Sign]:
    """A contraction of one text that stands written out in the other's aligned words was edited there."""
    written = _table()["contraction"]
    signs = []
    for one, other, sense in ((a, b, 1), (b, a, -1)):
        for stretch in stretches:
            span, beside = ((stretch.a, stretch.a_end), (stretch.b, stretch.b_end))[::sense]
            words = other.words[beside[0] : beside[1]]
            for word in one.words[span[0] : span[1]]:
                out = written.get(word)
                if out and any(words[n : n + len(out)] == out for n in range(len(words))):
                    signs.append(Sign(sense * EXPANDED, f'"{word}" is written out as "{" ".join(out)}"'))
    return signs[:1]


def _fuller(a: Telling, b: Telling) -> list[Sign]:
    long, short = max(len(a.words), len(b.words)), min(len(a.words), len(b.words))
    if long < MUCH_LONGER * short:
        return []
    return [Sign(FULLER if len(a.words) > len(b.words) else -FULLER, f"the fuller text: {long} words against {short}")]


@cache
def _table() -> dict[str, Any]:
    table = load_table("collation/reuse", "words.toml")
    return {**table, "contraction": {fold(k): [fold(w) for w in v] for k, v in table["contraction"].items()}}
