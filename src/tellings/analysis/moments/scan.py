"""Go through an article's sentences and find its moments."""

import re
from collections.abc import Iterator, Sequence

from tellings.analysis.moments.calendar import Day, read_day
from tellings.analysis.moments.edtf import open_ended, to_edtf
from tellings.analysis.moments.found import Context, Found
from tellings.analysis.moments.grammar import rules, starts, triggers
from tellings.analysis.moments.memory import Memory
from tellings.analysis.moments.mods import mod_of
from tellings.analysis.moments.resolvers import RESOLVERS
from tellings.analysis.moments.spoken import One, spoken_days
from tellings.analysis.moments.tree import Tree
from tellings.model import Article, Moment, MomentMod, Prose, Span, Syntax, make_id

WORD = re.compile(r"[^\W\d_]+|\d+")
# A moment begins at most this many words before the word that tells it is one: "the first half of the next fiscal year".
LEAD = 8
BESIDE = 9  # code points between two days that are told together: " through "
# Furniture whose dates are evidence; the dates of link lists and promos belong to other articles.
DATED_FURNITURE = frozenset({"caption", "dateline", "subhead", "headline"})
PREPOSITION = re.compile(
    r"(?:(?:in|on|by|until|since|during|for|from|before|after)|(?:over|within)(?=\s(?:the|these)))\s{1,3}", re.IGNORECASE
)
COUNTED = frozenset({"ago", "part-century"})  # "more than 20 years ago" lies before that year
BEYOND, SHORT_OF = frozenset({"MORE_THAN", "EQUAL_OR_MORE"}), frozenset({"LESS_THAN", "EQUAL_OR_LESS"})
NO_MOD = frozenset({"quarter", "q-number", "year-end"})  # the second half of a year is no end of it
# Rules whose last word is a small one ("week", "morning"); inside a sentence such a word with a capital is a name's.
SMALL = frozenset({"calendar-unit", "part-of-day", "window", "duration", "ago", "century", "weekend", "vague-duration"})
# "5pm today, Monday", "today [Monday]": an article without a day that names its weekday.
TODAY = re.compile(r"\btoday,?[ \t]{1,3}[\[(]?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
HALF_DAY = re.compile(r"[ \u00a0][ap]\.?[ \u00a0]?m\b", re.IGNORECASE)  # behind the hour: "9 a.m."
DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def find_moments(article: Article, prose: Prose, anchor: str | None, syntax: Syntax | None = None) -> tuple[Moment, ...]:
    """Return the moments of an article, resolved from ``anchor``, by place.

    ``anchor`` is the article's day (ISO 8601 day or instant), or its weekday alone (XXXX-WXX-n). Without one, weekdays stay
    XXXX-WXX-n and clock times THH:MM. Values are TIMEX3's (ISO-TimeML as used in TempEval-3). With its ``syntax`` the verb
    that governs a moment tells behind from ahead, without it the nearest.
    """
    today = read_day(anchor) or _own_weekday(prose)
    tree = Tree(syntax, prose.text) if syntax else None
    told = [(s.start, s.end) for s in prose.sentences]
    aside = sorted((f.start, f.end) for f in article.furniture if f.kind in DATED_FURNITURE)
    found = list(_read(prose.text, told, Memory(today, prose.marks, tree=tree)))
    if spoken := spoken_days(prose, found, today):
        found = list(_read(prose.text, told, Memory(today, prose.marks, spoken, tree)))
    found += _read(prose.text, aside, Memory(today))
    return tuple(sorted((_moment(article.id, prose.text, one) for one in found), key=lambda m: (m.start, m.end)))


def _read(text: str, passages: Sequence[Span], memory: Memory) -> Iterator[One]:
    for lo, hi in passages:
        memory.turn()
        for one in _scan(text, lo, hi, memory):
            yield one
            memory.keep(one[3], one[1])


def _own_weekday(prose: Prose) -> Day | None:
    said = {DAYS.index(m[1].lower()) + 1 for m in TODAY.finditer(prose.text)}
    return read_day(f"XXXX-WXX-{said.pop()}") if len(said) == 1 else None


def _scan(text: str, lo: int, hi: int, memory: Memory) -> Iterator[One]:
    tokens = [(m.start(), m.group().lower()) for m in WORD.finditer(text, lo, hi)]
    reach = _reach(text, tokens)
    cursor = lo
    first = starts()
    for i, (at, word) in enumerate(tokens):
        near = lo < cursor and at - cursor <= BESIDE and word[0].isdigit()  # "April 24 and 25"
        if at < cursor or not (near or (i <= reach[i] and (word in first or word[0].isdigit()))):
            continue
        for rule in rules():
            m = rule.pattern.match(text, at, hi)
            found = _resolve(m, rule.name, memory.context(text, lo, hi, at)) if m and not _name(m, rule.name, lo) else None
            if m and found:
                cursor = m.end()
                yield _start(text, at, cursor, rule.name), cursor, found.rule or rule.name, found
                break


def _resolve(m: re.Match[str], rule: str, context: Context) -> Found | None:
    """Return what a rule finds; nothing where that lies outside the calendar ("tomorrow" on the last day of 9999)."""
    try:
        return RESOLVERS[rule](m, context)
    except OverflowError:
        return None


def _name(m: re.Match[str], rule: str, lo: int) -> bool:
    """Return whether small words of time are part of a name: "ABC's This Week", "a Century speedboat", "Sunday Morning Futures"."""
    last = m.group().split()[-1]
    return rule in SMALL and last[0].isupper() and last[1:].islower() and not (rule == "vague-duration" and m.start() == lo)


def _start(text: str, start: int, end: int, rule: str) -> int:
    """Return where a moment begins: behind a preposition that its pattern reads, as annotators cut it."""
    found = PREPOSITION.match(text, start, end) if rule != "reference" else None
    return found.end() if found else start


def _reach(text: str, tokens: list[tuple[int, str]]) -> list[int]:
    """For each word the number of the next word that tells a moment, if near; -1 otherwise."""
    reach, last = [-1] * len(tokens), -1
    tells = triggers()
    for i in range(len(tokens) - 1, -1, -1):
        at, word = tokens[i]
        if word in tells or (word[0].isdigit() and _figures(text, at, word)):
            last = i
        reach[i] = last if last >= 0 and last - i <= LEAD else -1
    return reach


def _figures(text: str, at: int, word: str) -> bool:
    return (
        len(word) == 4
        or text[at + len(word) : at + len(word) + 1] in ("/", ":", ".", "a", "p", "s", "t", "n", "r")
        or text[at - 1 : at] in ("'", "’")
        or (len(word) < 3 and HALF_DAY.match(text, at + len(word)) is not None)
    )


def _moment(article: str, text: str, one: One) -> Moment:
    start, end, rule, at = one
    mod = None if rule in NO_MOD or at.value.endswith("-H2") else mod_of(text, start, end)
    return Moment(
        make_id("t", article, start, end),
        article,
        start,
        end,
        at.value,
        at.type,
        str(at.anchor) if at.anchor else None,
        rule,
        mod,
        _edtf(at, rule, mod),
        tuple(o for o in at.others if o != at.value),
    )


def _edtf(at: Found, rule: str, mod: MomentMod | None) -> str | None:
    if at.type not in ("DATE", "TIME"):
        return None
    if rule in COUNTED and at.anchor and mod in BEYOND | SHORT_OF:
        return open_ended(at.value, str(at.anchor), beyond=mod in BEYOND)
    return to_edtf(at.value, at.until, about=mod == "APPROX")
