"""Words that no passage has, in the place of others: verbs and parts of a clause of another meaning."""

from collections.abc import Callable, Sequence
from typing import Any

from tellings.briefing.speakers import SAYING
from tellings.briefing.terms import FORM, RELATED
from tellings.comparison import Frame, Phrase, Sentences
from tellings.comparison.words import base_of, bases, keys_of, same_side
from tellings.language.content import fold
from tellings.language.tables import load_table

Meaning = Callable[[Sequence[str]], Any]
IN_PART = 0.5  # cosine of two nouns in one part of one predicate, below which the one is not said for the other; by judgement


def strange_part(
    own: Sentences, frame: Frame, same: Sequence[tuple[Sentences, Frame]], known: frozenset[str], meaning: Meaning | None
) -> str:
    """Return why a part is played by what no passage names, where they have the same predicate with another in that part."""
    if meaning is None or own.trees is None:
        return ""
    for role, mine in frame.parts:
        theirs = [p for _, f in same for p in f.of(role)]
        word = own.text[slice(*own.trees.words[mine.head])]
        free = fold(word) in load_table("briefing", "words.toml")["joining"]["words"]  # "in the course of", "40 per cent"
        if free or own.trees.tags[mine.head] != "NOUN" or not theirs or mine.moments or keys_of(word) & known:
            continue
        others = [t.text[slice(*t.trees.words[p.head])] for t, f in same if t.trees for p in f.of(role) if _is_plain(t, p)]
        if len(others) < len(theirs) or any(same_side(word, o) or word[:FORM].lower() == o[:FORM].lower() for o in others):
            continue
        near = meaning([word.lower(), *(o.lower() for o in others)])
        if float((near[1:] @ near[0]).max()) < IN_PART:
            return f"the sentence has “{word}” where the passage has “{others[0]}”"
    return ""


def is_meant(own: Sentences, frame: Frame, others: Sequence[Frame], known: frozenset[str], meaning: Meaning | None) -> bool:
    """Tell whether a verb may be said for that of some frame of the passages, or stands there in another form."""
    assert own.trees
    if _done_to_the_same(own, frame, others):
        return meaning is None or _near(frame, others, meaning) >= RELATED
    said = (base_of(frame.printed) | frame.keys) & (bases("light", "verbs") | SAYING)
    if meaning is None or own.trees.tags[frame.word] != "VERB" or said or frame.keys & known:
        return True
    words = [w for f in others for w in (f.printed, *(w for w in f.words if keys_of(w)))]
    if any(w[:FORM].lower() == frame.printed[:FORM].lower() or same_side(frame.printed, w) for w in words):
        return True
    return _near(frame, others, meaning) >= RELATED


def _near(frame: Frame, others: Sequence[Frame], meaning: Meaning) -> float:
    """Return how near in meaning the nearest predicate of the passages is."""
    verbs = list(dict.fromkeys(f.printed.lower() for f in others))
    near = meaning([frame.printed.lower(), *verbs])
    return float((near[1:] @ near[0]).max()) if verbs else 0.0


def _done_to_the_same(own: Sentences, frame: Frame, others: Sequence[Frame]) -> bool:
    """Tell whether a light verb is told of what the passages tell another, heavier one of: "set the fire", "fought the fire"."""
    assert own.trees
    light = bases("light", "verbs")
    alone = not any(own.trees.labels[c] == "compound:prt" for c in own.trees.children(frame.word))
    if not alone or not base_of(frame.printed) & light or own.trees.tags[frame.word] != "VERB":
        return False
    mine = {k for p in frame.of("patient") for head in p.heads for k in head}
    same = [f for f in others if mine & {k for p in f.of("patient") for head in p.heads for k in head}]
    return bool(same) and not any(base_of(f.printed) & light or f.keys & frame.keys for f in same)


def _is_plain(told: Sentences, p: Phrase) -> bool:
    """Tell whether a phrase is headed by a noun that is no name and no word of quantity."""
    assert told.trees
    return told.trees.tags[p.head] == "NOUN" and not p.names and not p.moments and not p.quantity
