"""``python -m quality.references [SPLIT...] [--gold] [--fit] [--levels]``: pronouns and role phrases for named persons, on OntoGUM.

Counted are the third-person pronouns of one person ("he", "her", "himself") and role phrases ("the mayor") that the product
answers or should. Due: those whose gold chain holds a person's name. Right: the entity given has a mention at a name of that
chain. Wrong: any other answer, also where the chain names nobody. Precision = right / answered, recall = right / due, at the
thresholds of ``references.toml``, in all open genres but conversations and vlogs. Words, sentences, names and trees are the
product's own; ``--gold`` takes the corpus's. ``--fit`` learns the weights on the train part and prints them; ``--levels`` prints
the figures at other thresholds. ``--speakers`` counts only pronouns that are the source of a quotation, each answered twice: by the
entity's references, as everywhere, and by the speaker that the quotation was given.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quality.ontogum import Told, iter_told
from tellings.analysis.mentions import find_entities
from tellings.analysis.mentions.references import NOBODY, PRONOUNS, Choice, iter_choices, person_nouns, thresholds, weights
from tellings.analysis.mentions.tree import Tree
from tellings.analysis.quotations import find_quotations
from tellings.language import read_prose
from tellings.model import Article, Entity, Syntax

ROUNDS, EPOCHS, RATE, DECAY = 4, 150, 0.5, 0.03  # of the fit: weights move by less than 0.1 after these
SPOKEN = ("conversation", "vlog")  # genres left out: talk without a teller, as no report is
LEVELS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)


class Judged(NamedTuple):
    """A choice of the product and the persons who would be right (empty: it should not answer)."""

    choice: Choice
    right: frozenset[int]


class Asked(NamedTuple):
    """What the product chose in a document, and how many pronouns and phrases were due an answer."""

    judged: list[Judged]
    due: Counter[str]


def judge(told: Told, syntax: Syntax, weigh: Mapping[str, float]) -> Asked:
    """Let the product choose in one document, and hold each choice beside the gold chains."""
    article, prose = Article(id=told.name, text=told.text), read_prose(told.text)
    persons = [e for e in find_entities(article, prose, syntax) if e.kind == "person"]
    chain_of = {told.words[s[0]][0]: n for n, (chain, _) in enumerate(told.persons()) for s in chain if _counted(told, s)}
    entities = [_persons_at(persons, [told.words[h] for h in named]) for _, named in told.persons()]
    due = Counter(_rule(told, s) for chain, named in told.persons() if named for s in chain if _counted(told, s))
    judged = []
    tree = Tree(syntax)
    for choice in iter_choices(prose, tree, persons, weigh):
        chain = chain_of.get(syntax.words[choice.first][0], -1)
        if chain < 0 and told.text[slice(*syntax.words[choice.first])].lower().endswith("self"):
            continue  # "the mayor himself": the annotators left it alone
        judged.append(Judged(choice, entities[chain] if chain >= 0 else frozenset()))
    return Asked(judged, due)


def _counted(told: Told, span: tuple[int, int]) -> bool:
    return _rule(told, span) != ""


def _rule(told: Told, span: tuple[int, int]) -> str:
    """Say which rule a gold mention asks for: one pronoun, or "the" and a noun that the product holds for a person's."""
    first = told.rows[span[0]]
    if span[1] - span[0] == 1:
        return "pronoun" if first[1].lower() in PRONOUNS and first[3] == "PRON" else ""
    head = told.head_of(span)
    plain = first[1].lower() in ("the", "this", "that") and told.rows[head][1].lower() in person_nouns()
    return "role-phrase" if plain and not any(span[0] <= n.first < span[1] for n in told.names) else ""


def _persons_at(persons: Sequence[Entity], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(n for n, e in enumerate(persons) for m in e.mentions for s, t in spans if m.start < t and s < m.end)


def shown(asked: Sequence[Asked], levels: Mapping[str, float]) -> list[str]:
    """Return one line a rule: right, wrong, abstained, precision, recall."""
    lines = []
    for rule in ("pronoun", "role-phrase"):
        due = sum(a.due[rule] for a in asked)
        answers = [j for a in asked for j in a.judged if j.choice.rule == rule and _answers(j.choice, levels[rule])]
        right = sum(j.choice.entity in j.right for j in answers)
        wrong = len(answers) - right
        missed = sum(
            not _answers(j.choice, levels[rule]) and bool(j.right) for a in asked for j in a.judged if j.choice.rule == rule
        )
        p, r = 100 * right / max(1, len(answers)), 100 * right / max(1, due)
        lines.append(
            f"{rule:12} due {due:5} right {right:5} wrong {wrong:4} abstained {missed:4} precision {p:5.1f} recall {r:5.1f}"
        )
    return lines


def spoken(told: Told, syntax: Syntax) -> Counter[tuple[str, str]]:
    """Count the pronouns that are a quotation's source: right, wrong or abstained, by reference and by speaker."""
    article, prose = Article(id=told.name, text=told.text), read_prose(told.text)
    entities = find_entities(article, prose, syntax)
    persons = [e for e in entities if e.kind == "person"]
    by_reference = {(r.start, r.end): e.id for e in persons for r in e.references}
    gold = {told.words[s[0]]: named for chain, named in told.persons() for s in chain if _rule(told, s) == "pronoun"}
    counts: Counter[tuple[str, str]] = Counter()
    for quotation in find_quotations(article, prose, entities, syntax):
        place = quotation.speaker.mention
        if place is None or place not in gold:
            continue
        right = {persons[n].id for n in _persons_at(persons, [told.words[h] for h in gold[place]])}
        for by, answer in (("reference", by_reference.get(place)), ("speaker", quotation.speaker.entity)):
            counts[by, "abstained" if answer is None else "right" if answer in right else "wrong"] += 1
    return counts


def _answers(choice: Choice, level: float) -> bool:
    return choice.entity is not None and choice.score >= level


# ---------------------------------------------------------------- learning
def fit(documents: Sequence[tuple[Told, Syntax]]) -> dict[str, float]:
    """Return weights under which the right person has the largest share, read again with each round's weights."""
    weigh: dict[str, float] = dict(weights())
    for _ in range(ROUNDS):
        asked = [judge(told, syntax, weigh) for told, syntax in documents]
        rows = [j for a in asked for j in a.judged if j.choice.rule == "pronoun" and j.choice.options]
        weigh = _ascend(rows, weigh)
    return weigh


def _ascend(rows: Sequence[Judged], start: Mapping[str, float]) -> dict[str, float]:
    """Climb the likelihood of the right options (nobody where there is none) by AdaGrad."""
    weigh, seen = dict(start), Counter[str]()
    for _ in range(EPOCHS):
        slope: Counter[str] = Counter()
        for row in rows:
            _push(row, weigh, slope)
        for name in slope:
            g = slope[name] / len(rows) - DECAY * weigh.get(name, 0.0)
            seen[name] += g * g  # type: ignore[assignment]
            weigh[name] = weigh.get(name, 0.0) + RATE * g / (math.sqrt(seen[name]) + 1e-6)
    return weigh


def _push(row: Judged, weigh: Mapping[str, float], slope: Counter[str]) -> None:
    options = [*row.choice.options, (None, (NOBODY,))]
    sums = [sum(weigh.get(f, 0.0) for f in reasons) for _, reasons in options]
    top = max(sums)
    shares = [math.exp(s - top) for s in sums]
    total = sum(shares)
    right = [e in row.right if e is not None else not row.right for e, _ in options]
    kept = sum(x for x, good in zip(shares, right, strict=True) if good)
    if not kept:
        return
    for (_, reasons), share, good in zip(options, shares, right, strict=True):
        step = (share / kept if good else 0.0) - share / total
        for f in reasons:
            slope[f] += step  # type: ignore[assignment]


def _documents(split: str, gold: bool) -> Iterator[tuple[Told, Syntax]]:
    from tellings.language.english import read_syntax

    for told in (t for t in iter_told(split) if t.genre not in SPOKEN):
        yield told, told.syntax() if gold else read_syntax(read_prose(told.text))


def main() -> None:
    """Print the figures of the splits named, dev if none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("splits", nargs="*")
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--levels", action="store_true")
    parser.add_argument("--speakers", action="store_true")
    told = parser.parse_args()
    if told.speakers:
        counts = sum(
            (spoken(*d) for split in told.splits or ["dev"] for d in _documents(split, told.gold)), Counter[tuple[str, str]]()
        )
        for by in ("reference", "speaker"):
            print(by, *(f"{kind} {counts[by, kind]}" for kind in ("right", "wrong", "abstained")))
        return
    weigh = dict(weights())
    if told.fit:
        weigh = fit(list(_documents("train", told.gold)))
        print("[weights]", *(f"{k} = {v:.2f}" for k, v in sorted(weigh.items())), sep="\n")
    for split in told.splits or ["dev"]:
        asked = [judge(t, s, weigh) for t, s in _documents(split, told.gold)]
        print(split, "gold words and trees" if told.gold else "the product's words and trees")
        print(*shown(asked, thresholds()), sep="\n")
        if told.fit or told.levels:
            for level in LEVELS:
                print(f"{level:.2f} {shown(asked, dict.fromkeys(('pronoun', 'role-phrase'), level))[0]}")


if __name__ == "__main__":
    main()
