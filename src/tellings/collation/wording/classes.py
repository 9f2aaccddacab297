"""One thing by words of one class, in sentences that tell alike: "rules" here, "guidelines" there."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tellings.analysis.claims.features import content_of
from tellings.collation.wording.lines import Line
from tellings.collation.wording.slots import BREAK
from tellings.language.content import content_words, fold
from tellings.language.tables import load_table

ONE_CLASS = "one-class"
SHARED = 2  # stems besides that two sentences share before their synonyms are taken for names of one thing (by judgement)
ROOT = 4  # letters that forms of one word have in common
BEFORE = 2  # describing words before a noun that belong to its form ("new immigration guidelines")


Tags = Mapping[str, Mapping[int, str]]


def tags_of(lines: Sequence[Line]) -> Tags:
    """Return the part of speech of each word by its article and the character at which it begins, where a tree was read."""
    read = {line.analysis.article.id: line.analysis.syntax for line in lines}
    return {i: {start: tag for (start, _), tag in zip(x.words, x.tags, strict=True)} if x else {} for i, x in read.items()}


def find_synonyms(one: Line, other: Line, tags: Tags) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the places, words ``[first, last)`` of both, of different words of one class (table synonyms of claims).

    Two forms of one word ("deport", "deportation") are no contrast, nor is a verb beside a noun.
    """
    theirs = [(j, c) for j, c in enumerate(_classes(other)) if c]
    if not theirs:
        return
    held = set(one.stems) & set(other.stems) - {""}
    for i, kind in enumerate(_classes(one)):
        for j, c in theirs:
            if c != kind or _one_word(one.stems[i], other.stems[j]) or _printed_too(one, i, other) or _printed_too(other, j, one):
                continue
            if len(held - {one.stems[i], other.stems[j]}) >= SHARED and _tag(one, i, tags) == _tag(other, j, tags):
                yield _form(one, i), _form(other, j)


def _one_word(x: str, y: str) -> bool:
    return x[:ROOT] == y[:ROOT]


def _printed_too(line: Line, i: int, other: Line) -> bool:
    return any(_one_word(line.stems[i], s) for s in other.stems if s)


def _tag(line: Line, i: int, tags: Tags) -> str:
    return tags[line.analysis.article.id].get(line.words[i].start, "")


def _form(line: Line, i: int) -> tuple[int, int]:
    """Return a word with the describing words right before it."""
    first = i
    while first and i - first < BEFORE and _belongs(line, first - 1):
        first -= 1
    return first, i + 1


def _belongs(line: Line, n: int) -> bool:
    word = line.words[n]
    return bool(line.stems[n]) and word.kind == "word" and not BREAK.search(line.between(n)) and not _is_verb(fold(word.text))


@cache
def _is_verb(word: str) -> bool:
    from tellings.analysis.claims.segments import is_finite

    return is_finite(word) or word.endswith("ing")


def _classes(line: Line) -> list[str]:
    """Return for each word the class it belongs to, nothing for words of none, of verbs of saying and for names."""
    return [
        _class(w.text) if s and w.kind == "word" and w.text[0].islower() else ""
        for w, s in zip(line.words, line.stems, strict=True)
    ]


@cache
def _class(word: str) -> str:
    key = next(iter(content_of([word])), "")
    return key if key in _kept() else ""


@cache
def _kept() -> frozenset[str]:
    """Return the classes whose words are names of things or doings worth telling apart."""
    table = load_table("analysis/claims", "synonyms.toml")["classes"]
    plain = frozenset(content_words(load_table("collation/wording", "words.toml")["plain_classes"]))
    heads = (next(iter(content_of(line.split()[:1])), "") for line in table)
    return frozenset(h for h in heads if h and h not in plain)
