"""Write one sentence for a conflict: each side in its own words between marks, byte for byte."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tellings.briefing.citing import Citer, names_of, within_limits
from tellings.language.content import content_words
from tellings.language.marks import pair_marks
from tellings.language.numbers import find_numbers
from tellings.language.tables import load_table
from tellings.model import Conflict, Passage, Side, Story

# By judgement, here and below.
STRETCH = 150  # characters of a side's words between marks
SHORTEST = 8  # characters; less shows nothing
FEWEST = 4  # words between marks, but where the wording itself is in dispute
SIDES = 3  # sides that one sentence tells
JOINT = re.compile(r"[,;:](?=\s)|\s[—–-](?=\s)|[.!?]+[\"”’']*$")
ENDING = re.compile(r"(?=\s(?:and|but|while|after|before)\s)")  # a stretch may end here, but not begin
DOUBLE = re.compile(r"''|``|[\"“”„«»]")
NAMED = re.compile(r"“([^”]{2,80})”?")
NAMING = ("attribution", "characterisation", "scope")  # kinds whose statements name the words to be shown
COUNTED = ("number", "date")  # kinds whose sides must show different numbers or days
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
NUMBER_WEIGHT = 4.0  # a number that only this side has, against 1 for another word of its own
PREFIX = 5  # letters by which "cancelled" and "cancellation" are one event
OUTLET_WEIGHT = 0.5  # a report that can be named says more than "a report"
SHARED_WEIGHT = 0.3  # a word that both sides have: it shows that they speak of one thing
NESTED_COST = 6.0  # marks inside the marks are hard to read
NAMED_WEIGHT = 6.0  # the words that the side's own statement names


class Stretch(NamedTuple):
    """Words of a side and the passage in which they stand."""

    words: str
    passage: Passage


def tell_both(conflict: Conflict, story: Story, citer: Citer) -> tuple[str, tuple[Passage, ...]] | None:
    """Return the sentence and its citations, or None when a side has no words that fit."""
    sides = conflict.sides[:SIDES]
    outlets = names_of(story, [p for side in sides for p in side.passages])
    found = [_stretch(conflict, side, [s for s in sides if s is not side], outlets) for side in sides]
    if len(found) < 2 or any(f is None for f in found):
        return None
    told = [f for f in found if f is not None]
    if len({f.words for f in told}) < len(told) or (
        conflict.kind in COUNTED and len({_figures(f.words) for f in told}) < len(told)
    ):
        return None
    first = [citer.sentence_around(f.passage) for f in told]
    others = [citer.sentence_around(p) for side in sides for p in side.passages]
    extra = [p for p in others if p.article not in {f.article for f in first}]
    citations = within_limits([*first, *extra[: len(first)]])
    if any(f.words not in "\n".join(p.exact for p in citations) for f in told):
        return None
    return _written(conflict, story, told), citations


def _figures(words: str) -> frozenset[str]:
    """Return the numbers and the capitalised words: what a reader compares; 2.40 and 2:40 are one."""
    values = {str(n.value) for n in find_numbers(words)} | {m.group().replace(".", ":") for m in FIGURE.finditer(words)}
    days = {w.lower()[:3] for w in WORD.findall(words) if w[0].isupper() and w.lower() in _days()}
    return frozenset(values | days)


@cache
def _days() -> frozenset[str]:
    return frozenset(load_table("briefing", "words.toml")["days"]["words"])


def _written(conflict: Conflict, story: Story, told: Sequence[Stretch]) -> str:
    table = load_table("briefing", "templates.toml")
    names = _report_names(story, [t.passage for t in told], table["unnamed"]["names"], table["unnamed"]["same"])
    said = [_marked(t.words) for t in told]
    middle = "".join(table["shape"]["more"].format(other=n, said=s) for n, s in zip(names[1:-1], said[1:-1], strict=True))
    lead = table["lead"][conflict.kind]
    return str(table["shape"]["two"].format(lead=lead, first=names[0], said=said[0] + middle, second=names[-1], answered=said[-1]))


def _report_names(story: Story, passages: Sequence[Passage], unnamed: Sequence[str], same: str) -> list[str]:
    """Return what to call each report: its outlet when no other report told here has it, else neutral words."""
    outlets = names_of(story, passages)
    names: list[str] = []
    articles = [p.article for p in passages]
    taken = 0
    for n, article in enumerate(articles):
        outlet = outlets.get(article)
        shared = [a for a in dict.fromkeys(articles) if outlets.get(a) == outlet]
        if article in articles[:n]:
            names.append(same)
        elif outlet and len(shared) == 1:
            names.append(outlet)
        else:
            named_before = bool(names) and taken == 0
            names.append(unnamed[min(taken + named_before, len(unnamed) - 1)])
            taken += 1 + named_before
    return names


def _marked(words: str) -> str:
    """Set words between the marks that do not stand in them."""
    return f'"{words}"' if re.search(r"[“”„]", words) else f"“{words}”"


def _stretch(conflict: Conflict, side: Side, others: Sequence[Side], outlets: Mapping[str, str]) -> Stretch | None:
    """Return the words that show best what this side says and no other."""
    theirs = set(content_words(w for o in others for p in o.passages for w in WORD.findall(p.exact)))
    named = [n for n in NAMED.findall(side.statement) if any(n in p.exact for p in side.passages)]
    weighing = Weighing(theirs, tuple(named), conflict.kind, side.statement)
    best: tuple[float, Stretch] | None = None
    for passage in side.passages:
        for words in _windows(passage.exact):
            if not _shows(words, conflict.kind):
                continue
            score = weighing.of(words) + (OUTLET_WEIGHT if passage.article in outlets else 0)
            if best is None or score > best[0]:
                best = (score, Stretch(words, passage))
    return best[1] if best and best[0] > OUTLET_WEIGHT else None


def _shows(words: str, kind: str) -> bool:
    """Tell whether some words can show what a side says: a figure or a day where these differ, else a few words."""
    return kind == "wording" or (bool(_figures(words)) if kind in COUNTED else len(words.split()) >= FEWEST)


class Weighing(NamedTuple):
    """Weighs how well some words show what their side says: ``theirs`` are the stems of the other sides."""

    theirs: set[str]
    named: tuple[str, ...]
    kind: str
    statement: str

    def of(self, words: str) -> float:
        """Return the weight of the words; where the wording itself is in dispute, the shortest that name it weigh most."""
        printed = WORD.findall(words)
        score = sum(NAMED_WEIGHT for n in self.named if n in words) - (NESTED_COST if DOUBLE.search(words) else 0)
        if self.kind == "wording" and self.named:
            return score - len(words) / STRETCH
        stems = sorted(set(content_words(printed)))
        if self.kind == "order":
            return score + self._of_order(stems, printed) - len(words) / 1000
        if self.kind in NAMING:
            score += NAMED_WEIGHT * len(set(stems) & set(content_words(WORD.findall(self.statement))))
        for stem in stems:
            figure = stem[0].isdigit() or (self.kind == "date" and stem in _days())
            score += SHARED_WEIGHT if stem in self.theirs else NUMBER_WEIGHT if figure else 1.0
        return score - len(words) / 1000

    def _of_order(self, stems: Sequence[str], printed: Sequence[str]) -> float:
        """Weigh words that put events in order: a marker, and the events that the statement names, the last one most."""
        events = [s[:PREFIX] for s in content_words(WORD.findall(self.statement)) if s not in _markers()]
        told = sum(NAMED_WEIGHT * (n + 1) for n, e in enumerate(events) if any(s.startswith(e) for s in stems))
        return told + sum(NAMED_WEIGHT for w in printed if w.lower() in _markers())


@cache
def _markers() -> frozenset[str]:
    return frozenset(w for group in load_table("briefing", "words.toml")["order"].values() for w in group)


def _windows(exact: str) -> list[str]:
    """Return the runs of whole clauses, no longer than a stretch, that cut no quotation in two."""
    pairs = [p for p in pair_marks(exact, [(0, len(exact))]) if DOUBLE.match(exact, p.start)]
    joints = {0, len(exact)} | {m.start() for m in JOINT.finditer(exact)}
    starts = sorted(joints | {at for p in pairs for at in (p.start, p.inner_start)})
    ends = sorted(joints | {m.start() for m in ENDING.finditer(exact)} | {at for p in pairs for at in (p.inner_end, p.end)})
    found = []
    for start in starts:
        for end in ends[bisect_right(ends, start) :]:
            words = exact[start:end].strip(" \u00a0,;:—–")
            if len(words) > STRETCH:
                break
            begin = exact.find(words, start)
            if len(words) >= SHORTEST and _whole(exact, begin, begin + len(words), [(p.start, p.end) for p in pairs]):
                found.append(words)
    return found


def _whole(exact: str, start: int, end: int, pairs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether every double mark of a window has its partner there, and the marks are of one kind."""
    marks = list(DOUBLE.finditer(exact, start, end))
    inside = all(any(start <= s and e <= end and s <= m.start() < e for s, e in pairs) for m in marks)
    kinds = {"curly" if m.group() in "“”„" else "straight" for m in marks}
    return inside and len(kinds) < 2
