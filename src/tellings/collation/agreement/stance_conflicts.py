"""One thing characterised in opposite ways: a "cordial" dinner that "went badly from the start"."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from msgspec import Struct

from tellings.analysis.claims.features import content_of
from tellings.analysis.claims.segments import is_finite
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.events import Events
from tellings.collation.agreement.judged import is_meant, judges
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.language.trees import Trees
from tellings.model import Clause, Conflict, Strength, Token

BEFORE = 10  # word tokens from a topic to the word that evaluates it: "the handling of X by the Y was a fiasco"
AFTER = 3  # word tokens from an evaluating word to its noun: "a fruitful, if short, debate"
STRONG, MILD = 0.6, 0.4  # scores of a contrast of strong words and of one with a mild word in it (by judgement)
PER_ARTICLE = 2  # passages that one article may give to one side: enough to see it, few enough to read
BACK = 2  # sentences before an evaluation in which those concerned are named
GAP = 2  # characters between two clauses of one sentence
DENIED = 3  # word tokens before an evaluating word in which a negation turns it round: "was never fair"


class Stance(Struct, frozen=True):
    """A topic (stem, and as printed), how it is seen, the evaluating word, the clause; where the topic begins, the word ends."""

    topic: str
    noun: str
    positive: bool
    strong: bool
    word: str
    clause: Clause
    at: int
    ends: int


def find_stance_conflicts(clauses: Clauses, count: Count, events: Events) -> list[Conflict]:
    """Return the topics that are evaluated in opposite ways by different reports."""
    by_topic: dict[str, list[Stance]] = defaultdict(list)
    near = clauses.once(_named_near)
    for stance in _stances(clauses, events):
        by_topic[stance.topic].append(stance)
    disputes = [d for topic in sorted(by_topic) for d in _disputes(clauses, _strongest(by_topic[topic]), near)]
    return settle("characterisation", disputes, count)


def _strongest(held: list[Stance]) -> list[Stance]:
    """Keep of each article and tone the strongest stances, one for each clause."""
    kept: dict[tuple[str, bool], dict[str, Stance]] = defaultdict(dict)
    for s in sorted(held, key=lambda s: (not s.strong, s.clause.start, s.word)):
        mine = kept[s.clause.article, s.positive]
        if len(mine) < PER_ARTICLE:
            mine.setdefault(s.clause.id, s)
    return [s for mine in kept.values() for s in mine.values()]


def _disputes(clauses: Clauses, held: list[Stance], near: Callable[[Clause], frozenset[str]]) -> Iterator[Dispute]:
    told = {tone: {s.clause.article for s in held if s.positive == tone} for tone in (True, False)}
    torn = told[True] & told[False]  # reports that have both tones do not differ from one another in it
    for one in (s for s in held if s.positive):
        for two in (s for s in held if not s.positive):
            apart = one.clause.article == two.clause.article or {one.clause.article, two.clause.article} <= torn
            named = near(one.clause), near(two.clause)
            if not apart and (named[0] & named[1] or not any(named)):
                both = one.strong and two.strong
                strength: Strength = "hard" if both else "soft"
                about = f"how the reports speak of the {two.noun}"
                score = STRONG if both else MILD
                yield Dispute(_position(clauses, one), _position(clauses, two), strength, "opposite-stance", about, score)


def _named_near(clauses: Clauses, clause: Clause) -> frozenset[str]:
    """Return the stems of the names in the sentence of a clause and in the two before it.

    A visit, a season or the relations of two states are the same only where the reports speak of somebody in common.
    """
    prose = clauses.analyses[clause.article].prose
    at = next((n for n, s in enumerate(prose.sentences) if s.start <= clause.start < s.end), 0)
    tokens = prose.tokens[prose.sentences[max(0, at - BACK)].first : prose.sentences[at].last] if prose.sentences else ()
    return frozenset(content_of(t.text for t in tokens if t.text[0].isupper() and clauses.is_name(clause.article, t.start)))


def _position(clauses: Clauses, stance: Stance) -> Position:
    tone = f"{stance.topic} {'for' if stance.positive else 'against'}"
    return Position(tone, clauses.passage(stance.clause), f"{stance.noun}: {stance.word}")


def _stances(clauses: Clauses, events: Events) -> Iterator[Stance]:
    before: Clause | None = None
    for clause in clauses.all:
        tokens = _plain(clauses, clause)
        shared = _plain(clauses, before) if before and _goes_on(clauses, before, clause) else []
        trees = events.trees(clause.article)
        text = clauses.analyses[clause.article].article.text
        yield from (s for s in _of_clause(clause, [*shared, *tokens], len(shared)) if not trees or _judged(trees, text, s))
        before = clause


def _judged(trees: Trees, text: str, stance: Stance) -> bool:
    """Tell whether the tree ties the word to the topic, as it stands and not as it is meant to be."""
    word, noun = trees.at(stance.ends - 1), trees.at(stance.at)
    return min(word, noun) < 0 or (judges(trees, text, word, noun, _grammar()["links"]) and not is_meant(trees, word))


def _plain(clauses: Clauses, clause: Clause) -> list[Token]:
    return [t for t in clauses.tokens(clause) if t.kind == "word"]


def _goes_on(clauses: Clauses, before: Clause, clause: Clause) -> bool:
    """Tell whether a clause goes on with the subject of the one before it: "the call was tense *and ended badly*"."""
    near = before.article == clause.article and 0 <= clause.start - before.end <= GAP
    return near and fold(clauses.words(clause).split()[0]) in ("and", "but")


def _of_clause(clause: Clause, tokens: list[Token], first: int) -> Iterator[Stance]:
    words = [fold(t.text) for t in tokens]
    for i in range(first, len(words)):
        word = words[i] if words[i] in _words() else " ".join(words[max(0, i - 1) : i + 1])
        if word not in _words() or tokens[i].text[0].isupper():
            continue
        positive, strong = _words()[word]
        denied = any(w in ("not", "no", "never") or w.endswith("n't") for w in words[max(0, i - DENIED) : i])
        said = f"not {word}" if denied else word
        for topic, j in _topics(tokens, words, i).items():
            yield Stance(topic, words[j], positive != denied, strong, said, clause, tokens[j].start, tokens[i].end)


def _topics(tokens: list[Token], words: list[str], i: int) -> dict[str, int]:
    """Return the places of nouns that a word may evaluate, by stem: those after it, and the subject before it if a verb links."""
    near = [j for j in range(i + 1, min(len(words), i + 1 + AFTER)) if _may_be_noun(tokens[j], words[j], j == 0)]
    before = range(max(0, i - BEFORE), i)
    if any(words[j] in _grammar()["links"] for j in before):
        near += [j for j in before if _may_be_noun(tokens[j], words[j], j == 0) and not _depends(words, j)]
    return {s: j for j in near if _is_topic(words[j]) for s in content_of([words[j]])}


def _may_be_noun(token: Token, word: str, first: bool) -> bool:
    doing = word.endswith("ing") and not _is_topic(word)
    verb = word in _grammar()["links"] or is_finite(word) or doing or word in _grammar()["numerals"]
    return word not in _words() and not verb and (first or token.text[0].islower()) and bool(content_of([word]))


def _is_topic(word: str) -> bool:
    """Tell whether a noun names a relation, an event or a doing: what can be constructive or go badly."""
    table = load_table("collation/agreement", "stance.toml")["topics"]
    one = word.removesuffix("s")
    return word in table["words"] or (one.endswith(tuple(table["endings"])) and one not in table["no_topics"])


def _depends(words: list[str], j: int) -> bool:
    """Tell whether a noun hangs on another by a preposition: "countries" in "the relationship between the two countries"."""
    return any(w in _grammar()["prepositions"] for w in words[max(0, j - 3) : j])


@cache
def _grammar() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in load_table("collation/agreement", "stance.toml")["grammar"].items()}


@cache
def _words() -> dict[str, tuple[bool, bool]]:
    """Map each evaluating word to (is for, is strong)."""
    table = load_table("collation/agreement", "stance.toml")
    return {
        w: (side == "for", weight != "weak")
        for side in ("for", "against")
        for weight in ("phrases", "strong", "weak")
        for w in table[side][weight]
    }
