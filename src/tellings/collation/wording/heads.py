"""One head, different describing words: "modest fees" here, "scandalous fees" there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from tellings.collation.wording.lines import Line
from tellings.collation.wording.slots import BREAK
from tellings.language.content import fold
from tellings.language.tables import load_table

ONE_HEAD = "one-head"
Place = tuple[int, int, int]  # a sentence and its words [start, end)


def find_heads(lines: Sequence[Line]) -> Iterator[list[Place]]:
    """Return, for each head that two articles describe each with a word the other lacks, the places of both words and head.

    Only words that judge or sort count (tables ``judging``, ``judging_endings``): "new" or "next" before a noun is no contrast.
    """
    described: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for n, line in enumerate(lines):
        for i in range(len(line.words) - 1):
            if _describes(line, i):
                described[line.keys[i + 1]][line.keys[i]].append((n, i, i + 2))
    for head in sorted(described):
        articles = {word: {lines[p[0]].analysis.article.id for p in places} for word, places in described[head].items()}
        if any(a - b and b - a for a in articles.values() for b in articles.values()):
            yield [p for word in sorted(described[head]) for p in described[head][word]]


def _describes(line: Line, i: int) -> bool:
    word, head = fold(line.words[i].text), line.words[i + 1]
    if not line.stems[i] or not line.stems[i + 1] or head.kind != "word" or head.text[0].isupper() or BREAK.search(line.between(i)):
        return False
    if word in _table("not_judging"):
        return False
    return (word in _table("judging") or word.endswith(tuple(_table("judging_endings")))) and not _is_adverbial(fold(head.text))


def _is_adverbial(word: str) -> bool:
    return word.endswith("ly")


@cache
def _table(group: str) -> frozenset[str]:
    return frozenset(load_table("collation/wording", "words.toml")[group])
