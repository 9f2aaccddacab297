"""Find the noun that a number counts, from the few words behind it."""

import re
from functools import cache
from itertools import takewhile

from tellings.analysis.figures.tree import Tree
from tellings.language.content import fold, stop_words
from tellings.language.numbers import Number, bound_end
from tellings.language.tables import load_table

WORDS = re.compile(r"([ \u00a0-])((?:[^\W\d_]\.){2,}|[^\W\d_]++(?!\d)(?:['’-][^\W\d_]+)*(?:-\d+(?!\d))?)")
ARTICLE = re.compile(r"\b(?:an?|the)\s$", re.IGNORECASE)
SHARE = re.compile(r" (?:in|out of) ")  # "one in five"
REACH = 90  # characters behind a number in which its noun stands
LONGEST = 3  # words of a counted thing that are kept: "regional bus fares"
ADJECTIVES = 4  # words that may stand between a number and its noun


def counted_after(text: str, number: Number, end: int, tree: Tree | None = None) -> str | None:
    """Return the noun counted by a number, as printed, or None when the words do not show one.

    >>> from tellings.language.numbers import find_numbers
    >>> def of(text):
    ...     return [counted_after(text, n, len(text)) for n in find_numbers(text)]
    >>> of("Some 40 tired young miners left; a $3m pay gap; 20 percent of voters; a two-thirds majority; 30 did not")
    ['miners', 'pay gap', 'voters', 'majority', None]
    """
    words, hyphen = _behind(text, bound_end(text, number.end, end), end, tree)
    table = _table()["of_phrase"]
    worth = words[:1] in (["in"], ["worth"]) and words[1:2] != [] and words[1].islower() and words[1] not in table["not_in"]
    if words and words[0] in table["skip"] and number.rule == "fraction" and number.value * 2 == 1:
        words = ["of", *words]  # "half the voters"
    if words[:1] == ["of"] or (worth and (number.unit or "").isupper()):
        owned = max((n for n, w in enumerate(words[:6]) if fold(w).endswith(("'s", "s'"))), default=0)
        inner = [w for w in words[owned + 1 :] if fold(w) not in table["skip"]]
        return _head(inner, plural=False)
    if not words and tree and not number.unit and number.rule not in ("score", "fraction"):
        return tree.noun_of(number)
    if not words or number.rule == "score":
        return "majority" if words[:1] == ["majority"] else None
    if number.unit or number.rule == "fraction":
        alone = _measured_alone(text, number, hyphen) or (len(words) < 2 and words[0].endswith("ing")) or _goes_on(words)
        return None if alone else _head(words, plural=False)
    if hyphen and words[0] == "strong":
        return _head(words[1:], plural=False)  # "a 40-strong crew"
    if hyphen:
        return words[0] if words[0].islower() and words[0] not in _table()["compound"]["not"] else None
    if number.value == 1:  # what follows one noun in -s is its verb
        return _head(words[: 1 + (len(words) > 1 and not _is_plural(words[1]))], plural=False)
    return _head(words, plural=True) or (tree.noun_of(number) if tree else None)


def counted_before(text: str, start: int, at: int) -> str | None:
    """Return the noun whose count comes to the number at ``at``: "the number of injured has risen to", "the toll rose to".

    >>> counted_before("The number of people hurt has risen to nine", 0, 39), counted_before("The death toll stood at 40", 0, 24)
    ('people', 'deaths')
    """
    found = _counts_up_to().search(text[max(start, at - REACH) : at])
    return None if not found else found.group("noun") or _table()["toll"].get(fold(found.group("toll")))  # type: ignore[return-value]


@cache
def _counts_up_to() -> re.Pattern[str]:
    """Match up to the number; between the noun and the verb of change stands no full stop."""
    tolls, moves = ("|".join(words) for words in (_table()["toll"], _table()["moves"]["words"]))
    subject = rf"number of (?P<noun>[^\W\d_]+)|(?P<toll>{tolls})"
    return re.compile(
        rf"(?i)\b(?:{subject})\b[^.;\n]{{0,{REACH}}}?\b(?:{moves}) (?:to|at|from|by|past|above|over)"
        r"(?: at least| about| nearly| some)? ?$"
    )


def _behind(text: str, at: int, end: int, tree: Tree | None) -> tuple[list[str], bool]:
    """Return the words that follow without other punctuation up to a verb, and whether the first one touches by a hyphen."""
    found: list[str] = []
    hyphen = text[at : at + 1] == "-"
    stop = min(end, at + REACH)
    while (m := WORDS.match(text, at, stop)) and len(found) < LONGEST + ADJECTIVES:
        if tree is not None and tree.ends_phrase(m.start(2)):
            break
        found.append(m.group(2))
        at = m.end()
    return found, hyphen


def _measured_alone(text: str, number: Number, hyphen: bool) -> bool:
    """Tell a measure that stands for itself ("40 years after", "12 miles north") from one before its noun ("a four-hour talk").

    A fraction stands before its noun behind an article ("a two-thirds majority", but "one-fifth paid") or as "one in five".
    """
    own = text[number.start : number.end]
    if number.rule == "fraction" and not number.unit:
        return SHARE.search(own) is None and ARTICLE.search(text[max(0, number.start - 6) : number.start]) is None
    return not hyphen and (number.unit in _table()["alone"]["units"] or (own[-1:] == "s" and own[-4:-1].isalpha()))


def _goes_on(words: list[str]) -> bool:
    """Tell "10 percent voting by proxy" from "a 10 percent voting stake": a small word follows the verb."""
    return words[0].endswith("ing") and len(words) > 1 and not _in_phrase(words[1])


def _head(words: list[str], *, plural: bool) -> str | None:
    phrase = list(takewhile(_in_phrase if not plural else _in_plural, words))
    if plural:
        near = phrase[: ADJECTIVES + 1]
        nouns = [n for n, w in enumerate(near) if _is_plural(w)]
        first = next((n for n in nouns if near[n].islower()), nouns[0] if nouns else None)
        return None if first is None else near[first + 1 if first + 1 in nouns else first]  # "police officers"
    while phrase and _is_verb(phrase[-1]):
        phrase.pop()
    if phrase and phrase[-1] in _table()["nouns"]["never"]:
        return None  # "79 percent effective"
    turned = next((n for n in range(1, len(phrase)) if phrase[n - 1].islower() and phrase[n][0].isupper()), len(phrase))
    phrase = phrase[:turned]  # "a $2 million pier plan Kell backs"
    first = next((n for n, w in enumerate(phrase) if _is_plural(w)), len(phrase) - 1)
    phrase = phrase[: first + 1]
    return " ".join(phrase[-LONGEST:]) or None


def _in_phrase(word: str) -> bool:
    low = fold(word)
    return low not in _stops() and not low.endswith(("'s", "n't", "ly"))


def _in_plural(word: str) -> bool:
    """Tell what may stand before a plural: owners and adverbs too, "two sheriff's deputies", "six badly hurt men"."""
    low = fold(word)
    return _in_phrase(word) or (low not in _stops() and low.endswith(("'s", "ly")))


def _is_verb(word: str) -> bool:
    return word.islower() and word.endswith("ed") and word not in _table()["nouns"]["in_ed"]


def _is_plural(word: str) -> bool:
    low = fold(word)
    regular = low.endswith("s") and not low.endswith(("ss", "'s", "us", "is", "ous"))
    return len(low) > 2 and (regular or low in _table()["nouns"]["plural"]) and low not in _table()["nouns"]["not_plural"]


@cache
def _stops() -> frozenset[str]:
    return stop_words() - set(_table()["of_phrase"]["kept"]) | set(_table()["verbs"]["words"])


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = load_table("analysis/figures", "counted.toml")
    return table
