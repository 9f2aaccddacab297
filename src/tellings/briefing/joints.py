"""Words that tie two statements to one another: a cause or an order that nobody told joins two passages into something false."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tellings.briefing.homes import OPEN, printed
from tellings.briefing.spoken import without_strings
from tellings.comparison import Sentences
from tellings.comparison.frames import RELATIVE
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
ENDS = re.compile(r"[;:—–?!]|, (?:and|but|or)\b")
# By judgement, looking at `python -m bench.writer --half A` and `python -m bench.planted gate --half A`.
NEAR = 6, 14  # words on each side of a joint that are looked at: one of the two stretches must be told
LOOSE = re.compile(r"(?:\A|[,;:]|\b(?:and|but)) ?\Z")  # what an adverb stands behind that joins: “; later …”, not “she later left”
LONG = NEAR[-1]
FEWEST = 1  # keys of a side that tells something
BOTH = 0.6  # share of each side's keys that one sentence of a passage must hold
WHOLE = 0.8  # share of a side's keys from which on a sentence tells that side
COMMAS = 6  # commas behind a joint at the head of a sentence that are looked at


class Joint(NamedTuple):
    """A word that ties what stands on its two sides: as printed, what it says of them, the keys of each side near it.

    ``splits``: for one at the head of a sentence, the two sides by each comma behind which the main clause may begin.
    """

    word: str
    kind: str
    left: frozenset[str]
    right: frozenset[str]
    splits: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()


def check_joints(own: Sentences, theirs: Sequence[Sentences], settled: Collection[str] = ()) -> Iterator[str]:
    """Yield each joint of a sentence that ties what no one sentence of the passages tells together.

    For a cause that sentence must have a word for it, too. ``settled`` are words whose order has been looked at.
    """
    given = [(t.keys, _is_open(t), _has_cause(t)) for t in theirs]
    names = _of_tag(own, "PROPN")
    for joints in find_joints(own):
        if fold(joints[0].word) in settled:
            continue
        together = [
            cause
            for joint in joints
            for keys, free, cause in given
            if _holds(keys, joint.left, names if free else ()) and _holds(keys, joint.right, names if free else ())
        ]
        if not together:
            yield f"no passage ties the two by “{joints[0].word}”"
        elif _is_between(joints[0], given):
            yield f"no passage ties the two by “{joints[0].word}”"
        elif joints[0].kind == "cause" and not any(together) and not any(fold(joints[0].word) in fold(printed(t)) for t in theirs):
            yield f"no passage has it as the cause (“{joints[0].word}”)"


def find_joints(own: Sentences) -> list[list[Joint]]:
    """Return the joints of a sentence, those inside marks left out, each over a short stretch and a long one.

    >>> from tellings.analysis import analyse
    >>> from tellings.reading import read
    >>> own = Sentences(analyse(read("The dam broke because the old gate had failed.", "x.txt")))
    >>> [(j.word, sorted(j.left), sorted(j.right)) for js in find_joints(own) for j in js[:1]]
    [('because', ['break', 'dam'], ['fail', 'gate', 'old'])]
    """
    plain = without_strings(own.text)
    numbers = _of_tag(own, "NUM")
    aside = numbers | _keys(load_table("briefing", "words.toml")["joints"]["measures"])
    days = _keys([w for m in own.analysis.moments for w in WORD.findall(own.text[m.start : m.end])])
    found = []
    for m in _pattern().finditer(plain):
        before, behind = plain[: m.start()], plain[m.end() :]
        left = next((words for part in reversed(ENDS.split(before)) if (words := WORD.findall(part))), [])
        behind = ENDS.split(behind, maxsplit=1)[0]
        splits: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
        if not _keys(left) - aside:  # "After the flood, the mayor left"; "Two weeks after the flood, the mayor left"
            splits = tuple(_splits(behind))
            behind, _, rest = behind.partition(",")
            left = WORD.findall(rest)[:LONG][::-1]
        right = WORD.findall(behind)
        sides = [(_keys(left[-n:]) - numbers, _keys(right[:n]) - numbers) for n in NEAR]
        if all(len(side) >= FEWEST and side - days for side in sides[-1]) and not _joins_no_clause(own, m):
            found.append([Joint(m.group().strip(" ,"), m.lastgroup or "", *side, splits) for side in sides if all(side)])
    return found


def _splits(behind: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield the clause behind a joint and the main clause, parted at each comma: "After Reed, the mayor, left, it rained"."""
    commas = [m.start() for m in re.finditer(",", behind)][:COMMAS]
    sides = ((WORD.findall(behind[:at])[:LONG], WORD.findall(behind[at:])[:LONG]) for at in commas)
    yield from ((_keys(clause), _keys(main)) for clause, main in sides if main and fold(main[0]) not in RELATIVE)


def _is_between(joint: Joint, given: Sequence[tuple[frozenset[str], bool, bool]]) -> bool:
    """Tell whether a joint parts what one passage tells alone from what another tells alone."""
    for clause, main in joint.splits:
        homes = [(len(clause & k) / max(1, len(clause)), len(main & k) / max(1, len(main))) for k, *_ in given]
        apart = any(a >= WHOLE for a, b in homes) and any(b >= WHOLE for a, b in homes)
        if apart and not any(a >= BOTH and b >= BOTH for a, b in homes):
            return True
    return False


def _joins_no_clause(own: Sentences, m: re.Match[str]) -> bool:
    """Tell whether "as" stands for "in the role of", or "later" inside a clause."""
    if fold(m.group()) in load_table("briefing", "words.toml")["joints"]["adverbs"]:
        return not LOOSE.search(own.text[: m.start()])
    n = own.trees.at(m.start()) if own.trees and fold(m.group()) == "as" else -1
    return n >= 0 and own.trees is not None and own.trees.label(n) != "mark"


def _of_tag(own: Sentences, tag: str) -> frozenset[str]:
    """Return the keys of the words of a part of speech."""
    syntax = own.analysis.syntax
    told = zip(syntax.words, syntax.tags, strict=True) if syntax else ()
    return frozenset(k for (s, e), t in told if t == tag for k in keys_of(own.text[s:e]))


def _is_open(told: Sentences) -> bool:
    """Tell whether a passage says "he" or "they", for whom a sentence may have a name."""
    return any(fold(w) in OPEN for w in WORD.findall(printed(told)))


def _holds(keys: frozenset[str], side: frozenset[str], free: Collection[str]) -> bool:
    rest = side - frozenset(free) or side
    return any(len(some & keys) >= BOTH * len(some) for some in (side, rest))


def _keys(words: Sequence[str]) -> frozenset[str]:
    return frozenset(k for w in words for k in keys_of(w))


def _has_cause(told: Sentences) -> bool:
    """Tell whether the sentence of a passage that is read has a word for a cause."""
    hints = load_table("briefing", "words.toml")["joints"]["hints"]
    plain = fold(printed(told))
    words = WORD.findall(plain)
    return any(h in words if " " not in h else h in plain for h in hints) or bool(_keys(words) & _caused())


@cache
def _caused() -> frozenset[str]:
    return _keys(load_table("briefing", "words.toml")["joints"]["verbs"])


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("briefing", "words.toml")["joints"]
    sides = (
        f"(?P<{k}>{'|'.join(sorted(map(re.escape, table[k]), key=len, reverse=True))})" for k in ("cause", "order", "contrast")
    )
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(sides)})(?![\w’'-])", re.IGNORECASE)
