"""The clauses of a sentence beside those of its passages: who did what to whom, denied or not, done or only planned."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tellings.briefing.homes import printed
from tellings.briefing.speakers import TELLING
from tellings.briefing.spoken import find_sayings
from tellings.briefing.sureness import denials, hedges
from tellings.briefing.telling import WORD
from tellings.briefing.unmeant import is_meant, strange_part
from tellings.comparison import Difference, Frame, Sentences, differences, in_place, likeness, other_players
from tellings.comparison.likeness import same_predicate
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Analysis, Figure, Quotation

Meaning = Callable[[Sequence[str]], Any]
# By judgement, looking at `python -m bench.planted gate --half A`.
TOLD = 0.45  # likeness from which on a frame of a passage tells what a frame of the sentence does
DIM = 0.25  # likeness from which on a frame of the same predicate may be meant, though little of the rest is the same
RIVAL = 0.05  # a frame that is this much less alike may still be the one that is meant
HELD = 0.6  # share of a clause's content that a passage must hold where none of its frames is alike
COPY = 0.75  # share of the content of two sentences that both have, from which on one is the other said again
LEAST = 3  # content keys of a clause from which on it must be told by a passage
OF_TREES = ("agent", "name", "modality", "number")  # what a wrong tree may feign
OF_CONTEXT = ("negation", "modality")  # what words outside of a clause may change in it: "he denied that", "if"
SHORTEST = 3  # spaces in a clause from which on its words alone say which one it is
OF_SAYING = ("agent", "opposite", "player", "negation", "modality")  # what is compared of a verb of saying


def check_clauses(
    own: Sentences,
    theirs: Sequence[tuple[Sentences, Frame]],
    quotations: Mapping[str, Sequence[Quotation]],
    settled: frozenset[str] = frozenset(),
    meaning: Meaning | None = None,
) -> Iterator[str]:
    """Yield, for each frame of the sentence, why no frame of the passages tells it so.

    ``theirs`` are the frames of the passages with the sentences they stand in, ``quotations`` those of each article, ``settled``
    words of the sentence that have been looked at.
    """
    whole = frozenset(k for t in {id(t): t for t, _ in theirs}.values() for k in t.keys)
    cues = [q.cue for q in own.analysis.quotations if q.cue]
    for frame in own.frames(0, len(own.text)):
        if _inside_marks(own, frame):
            continue
        near = sorted(((likeness(frame, f), n) for n, (_, f) in enumerate(theirs)), key=lambda x: (-x[0], x[1]))
        same = [theirs[n] for score, n in near if score >= DIM and same_predicate(frame, theirs[n][1])]
        if not near or (near[0][0] < TOLD and not same):
            content = frozenset(k for k in frame.content if not k.isdigit()) - _keys_of_days(own)
            missing = len(content) >= LEAST and len(content & whole) < HELD * len(content)
            if missing:
                yield f"no passage tells “{own.text[slice(*frame.span)]}”"
            elif not is_meant(own, frame, [f for _, f in theirs], whole, meaning):
                yield f"no passage says “{frame.printed}”, nor a word for it"
            continue
        rivals = [theirs[n] for score, n in near if score >= max(TOLD, near[0][0] - RIVAL)]
        rivals = [r for r in rivals if fold(r[1].printed) == fold(frame.printed)] or same or rivals
        found = [_differences(own, frame, t, f, whole, settled) for t, f in rivals]
        if strange := strange_part(own, frame, same, whole, meaning):
            yield strange
        if any(s <= frame.at[0] < e for s, e in cues):  # who says it is looked at by itself
            yield from (_says(d) for d in found[0] if all(found) and d.kind in OF_SAYING)
            continue
        if all(found):
            yield from (_says(d) for d in found[0])
        elif not same and not is_meant(own, frame, [f for _, f in rivals], whole, meaning):
            yield f"no passage says “{frame.printed}” of it, nor a word for it"
        elif not _said(frame, own.analysis) and not _is_noun(own, frame):
            givers = [_giver(f, quotations.get(t.analysis.article.id, ())) for t, f in rivals]
            if all(givers) and not _gives(own, givers):
                yield f"“{own.text[slice(*frame.span)]}” is told as a fact, but the passage has it from {givers[0]}"


def _keys_of_days(own: Sentences) -> frozenset[str]:
    """Return the keys of the words of times, which are looked at by themselves."""
    return frozenset(k for m in own.analysis.moments for w in own.text[m.start : m.end].split() for k in keys_of(w))


def _denies_alike(own: Sentences, told: Sentences) -> bool:
    """Tell whether a sentence is a passage's sentence but for small changes and has as many words that deny."""
    one, two = own.keys, told.keys
    return len(one & two) >= COPY * len(one | two) and denials(own) == denials(told)


def _printed_so(own: Sentences, frame: Frame, d: Difference, told: Sentences) -> bool:
    """Tell whether a clause stands word for word in the sentence of a passage: where they are read otherwise, a tree is wrong."""
    start, end = min(frame.span[0], d.ours[0]), max(frame.span[1], d.ours[1])
    clause = " ".join(own.text[start:end].split()).rstrip(".,;").casefold()
    return clause.count(" ") >= SHORTEST and clause in " ".join(printed(told).split()).casefold()


def _denies(own: Sentences, frame: Frame, d: Difference) -> bool:
    """Tell whether a clause itself denies what it is read to deny."""
    if d.kind != "negation" or not frame.negated:
        return False
    negators = load_table("briefing", "words.toml")["negators"]["words"]
    return any(fold(w) in negators for w in WORD.findall(own.text[slice(*frame.span)]))


def _said(frame: Frame, analysis: Analysis) -> bool:
    """Tell whether the sentence has a frame from somebody, too; of a stretch of a quotation without its marks it does not say."""
    if any(not (m.opened and m.closed) for m in analysis.prose.marks):
        return True
    return any(s <= frame.at[0] < e for q in analysis.quotations for s, e in q.spans)


def _gives(own: Sentences, givers: Sequence[str]) -> bool:
    """Tell whether a sentence names one of the givers beside a verb of saying."""
    sayers = {w for s in find_sayings(own.text) for w in s.name}
    sayers |= {p.word for f in own.frames(0, len(own.text)) if f.keys & TELLING for p in f.of("agent")}
    return any(set(fold(g).split()) & sayers for g in givers)


def _differences(
    own: Sentences, frame: Frame, told: Sentences, other: Frame, known: frozenset[str], settled: frozenset[str]
) -> list[Difference]:
    """Return where two frames differ, not by a wrong tree alone, with the words printed where a value would say little."""
    found = [d for d in (*differences(frame, other), *other_players(own, frame, told, other, known)) if d.says not in settled]
    found = [d for d in found if not (_printed_so(own, frame, d, told) and (d.kind not in OF_CONTEXT or _denies(own, frame, d)))]
    found = [d for d in found if not (d.kind == "negation" and _denies_alike(own, told))]
    found = [d for d in found if not (d.kind == "date" and fold(own.text[slice(*d.ours)]) in fold(told.text))]  # "a week before"
    found = [d for d in found if not (d.kind in OF_TREES and _stays(own, frame, told, d))]
    return [_printed(d, own.text, told.text) for d in found]


def _printed(d: Difference, own: str, told: str) -> Difference:
    """Return a difference with the words as they are printed."""
    says, instead = own[slice(*d.ours)], told[slice(*d.theirs)]
    if d.kind == "modality":
        return d._replace(says=f"“{says}” as {_standing(d.says)}", instead=_standing(d.instead))
    if d.kind in PRINTED and says != instead:
        return d._replace(says=_short(says), instead=_short(instead))
    return d


def _standing(value: str) -> str:
    """Return what a modality means: "close (planned)"."""
    return STANDING.get(value.rpartition("(")[2].rstrip(")"), "something else")


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"


def _figures(told: Sentences) -> list[Figure]:
    return [f for f in told.analysis.figures if any(s.start <= f.start < s.end for s in told.analysis.prose.sentences)]


def _counts_the_same(one: Figure, other: Figure) -> bool:
    """Tell whether the passage counts the same of the same somewhere: "25 of 258 men and 11 of 259 men"."""
    return bool(one.quantity == other.quantity and one.of is not None and one.of == other.of)


def _stays(own: Sentences, frame: Frame, told: Sentences, d: Difference) -> bool:
    """Tell whether what differs by the trees alone stands in its place in the passage: then one of the trees is wrong."""
    if d.kind == "modality":
        return hedges(own, d.ours[0]) == hedges(told, d.theirs[0])
    if d.kind == "number":
        return any(_counts_the_same(f, g) for f in own.analysis.figures if f.start == d.ours[0] for g in _figures(told))
    assert own.trees
    first, last = own.trees.words_of(*d.ours)
    return first < last and in_place(frame, own.trees.head_of(first, last), own, told)


def _is_noun(own: Sentences, frame: Frame) -> bool:
    """Tell whether a frame is that of a noun, which asserts nothing: "the mayor's handling of the flood"."""
    return own.trees is not None and own.trees.tags[frame.word] == "NOUN" and not _has_copula(own, frame)


def _has_copula(own: Sentences, frame: Frame) -> bool:
    return own.trees is not None and any(own.trees.labels[c] == "cop" for c in own.trees.children(frame.word))


def _giver(frame: Frame, quotations: Iterable[Quotation]) -> str:
    """Return who is said to say what a frame tells, nothing when the article tells it itself."""
    held = [q for q in quotations if any(s <= frame.at[0] < e for s, e in q.spans)]
    return next((q.speaker.name or "somebody whom it quotes" for q in held), "")


def _inside_marks(own: Sentences, frame: Frame) -> bool:
    """Tell whether a whole clause stands inside marks, where it is compared letter by letter."""
    outer = (m for m in own.analysis.prose.marks if m.level == 0)
    return any(m.inner_start <= frame.at[0] < m.inner_end and m.inner_start <= frame.span[0] for m in outer)


SAYS = {
    "negation": "the sentence says “{says}”, the passage “{instead}”",
    "modality": "the sentence has {says}, the passage as {instead}",
    "agent": "who does it and whom it befalls stand the other way round in the passage (“{instead}”)",
    "player": "the sentence has “{says}” where the passage has “{instead}”",
    "name": "the sentence has “{says}” where the passage has “{instead}”",
    "number": "the sentence has “{says}” where the passage has “{instead}”",
    "date": "the sentence has “{says}” where the passage has “{instead}”",
    "scope": "the sentence has “{says}” where the passage has “{instead}”",
    "opposite": "the sentence says “{says}”, the passage “{instead}”",
}
PRINTED = ("player", "name", "number", "date", "scope")  # kinds of which the printed words say more than the values
STANDING = {
    "did": "done",
    "planned": "planned",
    "may": "possible",
    "likely": "likely",
    "ordered": "asked for",
    "if": "a condition",
    "open": "open",
}
LONGEST = 60  # characters of the words that a reason repeats


def _says(d: Difference) -> str:
    return SAYS[d.kind].format(says=d.says, instead=d.instead)
