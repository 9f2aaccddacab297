"""Whether another plays a part: who is named here stands in the passage, too, but does something else there."""

from collections.abc import Iterator

from tellings.comparison.differences import Difference
from tellings.comparison.frames import AGENT, PATIENT, RELATIVE, Frame, Sentences
from tellings.comparison.likeness import CORE, OPEN, alike, same_predicate
from tellings.comparison.phrases import Phrase
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.trees import Trees

ROLES = (*CORE, "against", "from", "to")  # what may be exchanged; places and times hang now here, now there
LINKS = frozenset({"appos", "nmod", "compound", "flat", "conj", "nummod", "amod"})
NEXT = 3  # words behind a role in which the name that goes with it stands: "tackle Tom Reed"; by judgement
FAR = 6  # words between two that may be told in one more or one less; by judgement
OWNER = "nmod:poss"  # "the mayor's brother" is not the mayor


def other_players(
    own: Sentences, frame: Frame, told: Sentences, other: Frame, known: frozenset[str] = frozenset()
) -> Iterator[Difference]:
    """Yield each part of a frame that another plays in a frame of the same predicate, where both are known to the passage.

    ``known`` are the keys of all passages; a name beside a role must stand in the very sentence. Nothing is told of pronouns, and
    of two words that one phrase links ("a team of engineers").
    """
    if not same_predicate(frame, other) or not (own.trees and told.trees):
        return
    parts = [(r, p) for r, p in frame.parts if not (r in (AGENT, PATIENT) and (frame.guessed or other.guessed))]
    for role, mine in parts:
        theirs = other.of(role)
        if role not in ROLES or not theirs or any(_may_be(own, mine, p, told) for p in theirs):
            continue
        if role in CORE and any(
            alike(mine, p) >= 1 for r, p in other.parts if r in CORE
        ):  # turned round: "it broke", "he broke it"
            continue
        keys, one_name = _heads(mine), any(bool(mine.names) != bool(p.names) for p in theirs)
        if not keys or not keys <= (told.keys if one_name else told.keys | known) or in_place(frame, mine.head, own, told):
            continue
        if not any(_linked(own.trees, own, mine, p) or _linked(told.trees, told, p, mine) for p in theirs):
            yield Difference("player", mine.span, theirs[0].span, _words(own, mine), _words(told, theirs[0]))


def _may_be(own: Sentences, one: Phrase, other: Phrase, told: Sentences) -> bool:
    openly = {fold(w) for w in _words(told, other).split()} & RELATIVE
    same = fold(_words(own, one)) == fold(_words(told, other))
    return same or alike(one, other) in (1.0, OPEN) or bool(one.moments or other.moments or openly)


def in_place(frame: Frame, head: int, own: Sentences, told: Sentences) -> bool:
    """Tell whether the passage has a word and the predicate as far apart, so that only the reader takes them otherwise."""
    if not (own.trees and told.trees):
        return False
    away = own.steps[head] - own.steps[frame.word]
    slack = min(abs(away) // FAR, 2)
    heads = {told.steps[n] for k in keys_of(own.text[slice(*own.trees.words[head])]) for n in told.places.get(k, ())}
    verbs = {told.steps[n] for k in frame.keys for n in told.places.get(k, ())}
    return any(v + away + n in heads for v in verbs for n in range(-slack, slack + 1))


def _heads(phrase: Phrase) -> frozenset[str]:
    return phrase.heads[0] if phrase.heads else frozenset()


def _linked(trees: Trees, told: Sentences, one: Phrase, other: Phrase) -> bool:
    """Tell whether the other's head stands in apposition, as a part or as a copula's subject beside the first one's."""
    around = [one.head]
    for word in around:
        near = [
            c for c in trees.children(word) if trees.label(c) in LINKS and trees.labels[c] != OWNER and not _denied(told, trees, c)
        ]
        if trees.label(word) in ("appos", "conj") and trees.heads[word] >= 0:
            near.append(trees.heads[word])
        if any(trees.labels[c] == "cop" for c in trees.children(word)):
            near += [c for c in trees.children(word) if trees.label(c) == "nsubj"]
        around += [c for c in near if c not in around]
    around += [w for w in range(one.head + 1, min(one.head + 1 + NEXT, len(trees.words))) if trees.tags[w] == "PROPN"]
    return bool(_heads(other) & {k for w in around for k in keys_of(told.text[slice(*trees.words[w])])})


def _denied(told: Sentences, trees: Trees, word: int) -> bool:
    return any(told.text[slice(*trees.words[c])].lower() == "not" for c in trees.children(word))


def _words(told: Sentences, phrase: Phrase) -> str:
    return told.text[slice(*phrase.span)]
