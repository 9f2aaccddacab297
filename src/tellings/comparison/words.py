"""Words as they are compared: stems, irregular pasts brought to their base, synonyms to one word; and their opposites."""

from functools import cache, lru_cache

from tellings.analysis.claims.features import content_of
from tellings.language.content import content_words, fold
from tellings.language.tables import load_table

ROOM = "comparison"
EED = frozenset({"free", "agree", "disagree", "decree"})
HEADED = 5  # letters of a word that "un-" turns round; shorter ones ("it", "unit") are other words; by judgement


@lru_cache(maxsize=65_536)
def keys_of(word: str) -> frozenset[str]:
    """Return the keys of a word, none for a small word.

    >>> keys_of("closed") == keys_of("shut"), keys_of("the")
    (True, frozenset())
    """
    return frozenset(content_of([word]))


@cache
def keyed(*path: str) -> frozenset[str]:
    """Return the keys of a list of the lexicon."""
    table = load_table(ROOM, "lexicon.toml")
    for name in path:
        table = table[name]
    return frozenset(k for w in table for k in keys_of(w))


@cache
def listed(*path: str) -> frozenset[str]:
    """Return the words of a list of the lexicon, folded."""
    table = load_table(ROOM, "lexicon.toml")
    for name in path:
        table = table[name]
    return frozenset(map(fold, table))


@cache
def bases(*path: str) -> frozenset[str]:
    """Return the folded forms and stems of a list of the lexicon, no synonyms among them."""
    table = load_table(ROOM, "lexicon.toml")
    for name in path:
        table = table[name]
    return frozenset(k for w in table for k in base_of(w))


@cache
def _sides() -> dict[str, set[tuple[int, int]]]:
    """Map each word and key to the (line, side) in which the opposites have it; a line may have more than two sides."""
    found: dict[str, set[tuple[int, int]]] = {}
    for n, line in enumerate(load_table(ROOM, "lexicon.toml")["opposites"]["lines"]):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                for key in base_of(word):
                    found.setdefault(key, set()).add((n, side))
    return found


def _exact(word: str) -> frozenset[str]:
    """Return the stem of a word, no synonym in its place: a class may hold more than one side of an opposition."""
    return frozenset(content_words([word]))


@cache
def quantities() -> dict[str, str]:
    """Map each word that says how much of something to its class."""
    table: dict[str, list[str]] = load_table(ROOM, "lexicon.toml")["quantity"]
    return {fold(w): name for name, words in table.items() for w in words}


@lru_cache(maxsize=65_536)
def opposite(one: str, other: str) -> bool:
    """Tell whether two words are opposites.

    >>> opposite("rose", "fell"), opposite("rose", "climbed"), opposite("before", "after")
    (True, False, True)
    """
    return _turned(base_of(one), base_of(other)) or _denied_by_its_head(fold(one), fold(other))


def same_side(one: str, other: str) -> bool:
    """Tell whether two words stand on one side of an opposition or in a list of synonyms: "rose", "climbed"."""
    mine, theirs = ({place for k in base_of(w) for place in _sides().get(k, ())} for w in (one, other))
    return bool(mine & theirs) or bool(_lines(one) & _lines(other))


def _lines(word: str) -> frozenset[int]:
    return frozenset(n for k in base_of(word) for n in _placed("synonyms").get(k, ()))


@cache
def _placed(table: str) -> dict[str, set[int]]:
    """Map the keys of each word of a table to the numbers of the lines that hold it."""
    found: dict[str, set[int]] = {}
    for n, line in enumerate(load_table(ROOM, "lexicon.toml")[table]["lines"]):
        for word in line.split():
            for key in base_of(word):
                found.setdefault(key, set()).add(n)
    return found


@lru_cache(maxsize=65_536)
def _denied_by_its_head(one: str, other: str) -> bool:
    """Tell whether one word is the other with "un-" or its like before it: "realistic", "unrealistic"; not "it", "unit"."""
    short, long = sorted((one, other), key=len)
    if long == f"re-{short}":  # "elected", "re-elected": the one is not the other
        return True
    table = load_table(ROOM, "lexicon.toml")["denying"]
    if len(short) < HEADED or not long.endswith(short) or long in table["not"]:
        return False
    return long[: -len(short)].rstrip("-") in table["heads"]


@cache
def opposed_prepositions() -> frozenset[tuple[str, str]]:
    """Return the pairs of prepositions that turn each other round, either way."""
    lines = [line.split(" | ") for line in load_table(ROOM, "lexicon.toml")["prepositions"]["lines"]]
    return frozenset((a, b) for one, two in lines for a, b in ((one, two), (two, one)))


@cache
def auxiliaries() -> dict[str, str]:
    """Map each auxiliary to what it makes of its verb: planned, may, ordered."""
    table: dict[str, str] = load_table(ROOM, "lexicon.toml")["modality"]["auxiliaries"]
    return table


@cache
def _phrasal() -> dict[str, str]:
    table: dict[str, str] = load_table(ROOM, "lexicon.toml")["phrasal"]
    return table


def phrasal(verb: str, particle: str) -> frozenset[str]:
    """Return the keys of the verb that a verb and its particle stand for, none for one that is not listed.

    >>> phrasal("turned", "down") == keys_of("reject"), phrasal("turned", "left")
    (True, frozenset())
    """
    meant = next((_phrasal()[f"{b} {particle}"] for b in sorted(base_of(verb)) if f"{b} {particle}" in _phrasal()), None)
    return keys_of(meant) if meant else frozenset()


def has_opposite(word: str) -> bool:
    """Tell whether a word is one of those of which some are opposites.

    >>> has_opposite("rose"), has_opposite("harbour")
    (True, False)
    """
    return any(k in _sides() for k in base_of(word))


def _turned(one: frozenset[str], other: frozenset[str]) -> bool:
    mine = {place for k in one for place in _sides().get(k, ())}
    theirs = {place for k in other for place in _sides().get(k, ())}
    same = bool(mine & theirs)
    return not same and any(n == m and side != beside for n, side in mine for m, beside in theirs)


def excludes(one: str, other: str) -> bool:
    """Tell whether two words stand in one list of which only one can be meant: "week" and "month".

    >>> excludes("weeks", "month"), excludes("week", "weeks"), excludes("week", "bridge")
    (True, False, False)
    """
    mine, theirs = base_of(one), base_of(other)
    if mine & theirs:
        return False
    lists = {n for k in mine for n in _placed("exclusive").get(k, ())}
    return any(n in lists for k in theirs for n in _placed("exclusive").get(k, ()))


@lru_cache(maxsize=65_536)
def base_of(word: str) -> frozenset[str]:
    """Return a word's folded form and its stem, an irregular past brought to its base, also without a final e (refus-ed)."""
    low = fold(word)
    base = load_table("analysis/claims", "verbs.toml")["irregular"].get(low, low)
    base = base[:-1] if base.endswith("reed") and base[:-1] in EED else base  # "freed", "agreed"; not "breed"
    base = f"{base[:-3]}y" if base.endswith(("ied", "ies")) and len(base) > 4 else base
    found = {low, base, *_exact(base)}
    found |= {w[:-1] for w in found if len(w) > 2 and w[-1] == w[-2]}  # "add-ed" is stemmed to "ad"
    return frozenset(found | {w.removesuffix("e") for w in found})
