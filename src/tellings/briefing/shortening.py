"""Leave out of a sentence what its tree shows to be an aside, so that a whole sentence remains which the passage still says.

Only what hangs loosely, between commas, dashes or brackets, goes: what restricts, denies, conditions or is quoted stays, and so
does who said it. Each cut has the name of its rule.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tellings.language.tables import load_table
from tellings.language.trees import Trees

MARKS = re.compile(r"[\"“”„«»]|''|``")
BRACKETS = re.compile(r"[ \u00a0]\([^()\n]{1,80}\)")
DASHES = ("—", "–", " -")
# who said it, behind a comma at the end: “, she said.”, “, said Tom Reed of the Harbour Trust.”; not “, said it was late.”
SAYS = re.compile(
    r", (?:(?:he|she|they|(?:[A-Z][\w.’'-]{0,30} ){1,4})(?: ?)(?:said|says|told|added|wrote|reported)\b[^,]{0,60}\.\Z"
    r"|(?:said|says|added) [A-Z][\w.’'-]{0,30}(?: (?:of |the |for )*[A-Z][\w.’'-]{0,30}){0,7}[.,]|according to )"
)
FEWEST = 6  # words that have to remain (by judgement)
LONGEST = 12  # words of an apposition before an aside
MOST = 3  # cuts of one sentence: more leave too little of its sense (by judgement)


class Cut(NamedTuple):
    """Characters of an article that may go, and the rule that says so.

    ``comma``: the comma behind them stays, for it ends an apposition that goes on before them.
    """

    start: int
    end: int
    rule: str
    comma: bool = False


def shortened(text: str, trees: Trees, start: int, end: int) -> list[tuple[str, tuple[str, ...]]]:
    """Return the shorter versions of the sentence ``[start, end)``, each with its rules: each cut alone, then all together."""
    cuts = find_cuts(text, trees, start, end)
    ways = [[c] for c in cuts] + ([cuts] if 1 < len(cuts) <= MOST else [])
    found = {without(text, start, end, way): tuple(dict.fromkeys(c.rule for c in way)) for way in ways}
    return [(words, rules) for words, rules in found.items() if len(words.split()) >= FEWEST]


def find_cuts(text: str, trees: Trees, start: int, end: int) -> list[Cut]:
    """Return what may go, first come first, none inside another."""
    first, last = trees.words_of(start, end)
    found = [Cut(start + m.start(), start + m.end(), "without-brackets") for m in BRACKETS.finditer(text[start:end])]
    found += [cut for n in range(first, last) for cut in _aside(text, trees, n, (first, last), (start, end))]
    kept: list[Cut] = []
    for cut in sorted(found, key=lambda c: (c.start, -c.end)):
        quoted = MARKS.search(text, cut.start, cut.end) or len(MARKS.findall(text, start, cut.start)) % 2
        if not quoted and all(cut.start >= other.end for other in kept):
            kept.append(cut)
    return kept


def without(text: str, start: int, end: int, cuts: Sequence[Cut]) -> str:
    """Return the sentence without some cuts and the signs around them, its first letter a capital.

    >>> without("The dam, which leaked, held.", 0, 28, [Cut(9, 21, "-")])
    'The dam held.'
    >>> without("The boss, Ada Brook, who left, spoke.", 0, 37, [Cut(21, 29, "-", comma=True)])
    'The boss, Ada Brook, spoke.'
    """
    kept, at = "", start
    for cut in cuts:
        kept = (kept + text[at : cut.start]).rstrip(" \u00a0")
        rest = len(text[cut.end : end]) - len(text[cut.end : end].lstrip(" \u00a0"))
        at = cut.end + rest
        opened = kept.endswith((",", *DASHES))
        kept = kept.rstrip(" ,—–-") if opened else kept
        if text[at : at + 1] in (",", "—", "–", "-") and (opened or not kept) and not cut.comma and not SAYS.match(text, at, end):
            at += 1
        kept += "" if text[at : at + 1] in (".", ",", ";", ":", "!", "?") or not kept else " "
        at += len(text[at:end]) - len(text[at:end].lstrip(" \u00a0"))
    words = (kept + text[at:end]).strip()
    return words[:1].upper() + words[1:]


def _aside(text: str, trees: Trees, n: int, within: tuple[int, int], sentence: tuple[int, int]) -> Iterator[Cut]:
    """Yield the aside that hangs on its head by word ``n``."""
    label, head = trees.label(n), trees.heads[n]
    if label not in ("acl", "appos", "advcl") or not within[0] <= head < within[1]:
        return
    words = sorted(trees.under(n))
    while words and trees.tags[words[0]] == "PUNCT":
        words.pop(0)
    while words and trees.tags[words[-1]] == "PUNCT":
        words.pop()
    if not words or words[-1] - words[0] + 1 != len(words) or not within[0] <= words[0] <= words[-1] < within[1]:
        return
    start, end = trees.words[words[0]][0], trees.words[words[-1]][1]
    before, after = text[sentence[0] : start].rstrip(), text[end : sentence[1]].lstrip()
    rule = _rule(text, trees, n, words, (before, after))
    if rule:
        yield Cut(start, end, rule, _ends_apposition(text, trees, words[0]))


def _ends_apposition(text: str, trees: Trees, first: int) -> bool:
    """Tell whether an aside that begins with a word stands right behind an apposition: "the boss, Ada Brook, who left, spoke"."""
    for n in range(max(0, first - LONGEST), first):
        words = trees.under(n, without=first) if trees.label(n) == "appos" else []
        told = [w for w in words if w < first and trees.tags[w] != "PUNCT"]
        if told and text[trees.words[max(told)][1] : trees.words[first][0]].strip() == ",":
            return text[: trees.words[min(told)][0]].rstrip().endswith(",")
    return False


def _rule(text: str, trees: Trees, n: int, words: Sequence[int], around: tuple[str, str]) -> str | None:
    before, after = around
    opened = before.endswith((",", *DASHES))
    closed = after.startswith((",", ".", ";", *DASHES))
    head, label = trees.heads[n], trees.labels[n]
    opener = text[slice(*trees.words[words[0]])].lower()
    if label.startswith("advcl"):
        loose = opener in _table()["openers"] or (opener.endswith("ing") and opener not in _table()["no_participles"])
        if loose and ((opened and closed and n > head) or (not before and after.startswith(",") and n < head)):
            return "without-adverbial-clause"
        return None
    if not (opened and closed and n > head) or opener in _table()["keep"]:
        return None
    if label.startswith("acl"):
        return "without-relative-clause" if "relcl" in label else "without-participle"
    return None if _introduces(trees, head, words) else "without-apposition"


def _introduces(trees: Trees, head: int, words: Sequence[int]) -> bool:
    """Tell whether an apposition joins a person's name and role, which the brief's reader needs, or goes on with a list."""
    whole = {*words, *trees.under(head, without=words[0])}
    people = any(whole & set(range(name.first, name.last)) for name in trees.syntax.names if name.label == "PER")
    listed = any(trees.label(c) in ("conj", "cc") for c in trees.children(head))
    return people or listed or trees.tags[head] == "NUM"


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_table("briefing", "words.toml")["asides"]
    return table
