"""Say the same in other words: what a desk does to a copy, none of it changing what is told."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.planted.edits import Edit, apart
from bench.planted.kinds.date import MONTHS
from bench.planted.kinds.number import SPELT
from bench.planted.knowledge import number
from bench.planted.page import Page, Told, article_fits
from bench.planted.turning import passives

KEPT = 75  # in a hundred sentences, by judgement
MADE = 75  # in a hundred harmless changes that are possible, by judgement
OPENS = re.compile(r"(?:But|And|Meanwhile,|However,|Also,|In addition,|Moreover,|Still,) (?=\w)")
ANSWERED = re.compile(
    r"\s*\b(?:he|she|it|they|him|her|them|his|their|its|this|that|these|those|who|the (?:\w+ )?\w+ (?:also )?(?:said|added))\b",
    re.I,
)
SAYS = re.compile(
    r"(?P<open>[“\"])(?P<words>[^“”\"]{12,300}),(?P<close>[”\"]) "
    r"(?:(?P<who>[^,“”\"]{2,60}?) said|said (?P<after>[^,“”\"]{2,60}?))\."
)
REWRITES = frozenset(("synonym", "passive", "date", "order-of-saying"))  # the others are spelling and cuts


class Harmless(NamedTuple):
    """A change that keeps what is told: its rule and its edits."""

    rule: str
    edits: tuple[Edit, ...]


def harmless_in(page: Page, told: Told) -> Iterator[Harmless]:
    """Yield all harmless changes of a sentence, those of its build before those of its words."""
    for find in (_saying_first, passives_of, _opening, _dated, _synonyms, _bounds, _contractions, _spellings, _styles):
        yield from find(page, told)


def paraphrase(page: Page, salt: str = "") -> tuple[list[Edit], dict[tuple[int, int], tuple[str, ...]], set[tuple[int, int]]]:
    """Return (edits, the rules used in each sentence by its span, sentences dropped); the same article gives the same answer."""
    edits: list[Edit] = []
    rules: dict[tuple[int, int], tuple[str, ...]] = {}
    gone = set(_dropped(page, salt))
    for told in page.sentences:
        if (told.start, told.end) in gone:
            continue
        for change in harmless_in(page, told):
            if number(page.id, salt, change.rule, *change.edits) % 100 < MADE and apart(change.edits, edits):
                edits += change.edits
                rules[told.start, told.end] = (*rules.get((told.start, told.end), ()), change.rule)
    for start, end in gone:
        after = re.match(r"[ \t]*\n*", page.text[end:])
        edits.append(Edit(start, end + (after.end() if after else 0), ""))
    return edits, rules, gone


def _dropped(page: Page, salt: str) -> Iterator[tuple[int, int]]:
    """Yield sentences that can go: not the first two, none that the next one leans on, none that a quotation runs through."""
    prose = page.analysis.prose.sentences
    for n, s in enumerate(prose[2:], 2):
        crossed = any(m.start < s.end < m.end or m.start < s.start < m.end for m in page.analysis.prose.marks)
        following = page.text[prose[n + 1].start : prose[n + 1].end] if n + 1 < len(prose) else ""
        if not crossed and not ANSWERED.search(following) and number(page.id, salt, "drop", s.start) % 100 >= KEPT:
            yield s.start, s.end


def _saying_first(page: Page, told: Told) -> Iterator[Harmless]:
    """Put the speaker first: “It rained,” Ada Brook said. -> Ada Brook said: “It rained.”."""
    m = SAYS.fullmatch(page.text[told.start : told.end].rstrip())
    if m:
        who = m["who"] or m["after"]
        point = number(page.id, told.start, "point") % 2  # American desks put the point inside the marks, British ones outside
        new = f"{who[0].upper()}{who[1:]} said: {m['open']}{m['words']}" + (f".{m['close']}" if point else f"{m['close']}.")
        yield Harmless("order-of-saying", (Edit(told.start, told.start + len(m[0]), new),))


def passives_of(page: Page, told: Told) -> Iterator[Harmless]:
    """The board sued Ada Brook. -> Ada Brook was sued by the board."""
    yield from (Harmless("passive", edits) for edits in passives(page, told))


def _opening(page: Page, told: Told) -> Iterator[Harmless]:
    """But the bridge held. -> The bridge held."""
    m = OPENS.match(page.text, told.start)
    if m and m.end() < told.end:
        yield Harmless("opening", (Edit(told.start, m.end() + 1, page.text[m.end()].upper()),))


def _dated(page: Page, told: Told) -> Iterator[Harmless]:
    """On Monday -> on 4 May 2031; Monday -> Monday (4 May 2031)."""
    published = page.analysis.article.published
    for moment in page.moments(told):
        words = page.text[moment.start : moment.end]
        m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", moment.value)
        if not m or not published or moment.alternatives or not re.fullmatch(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", words):
            continue
        if moment.anchor and moment.anchor[:10] == published[:10] and not page.named(moment.start, moment.end):
            day = f"{int(m[3])} {MONTHS[int(m[2]) - 1]} {m[1]}"
            after = page.text[moment.end : moment.end + 1]
            before = page.low(page.trees.at(moment.start) - 1)
            if (
                before not in ("the", "a", "last", "next", "every")
                and after not in ("'", "’", "-")
                and page.tag(page.trees.at(moment.end + 1)) not in ("NOUN", "PROPN")
            ):
                on = page.text[moment.start - 3 : moment.start].lower() == "on "
                yield Harmless("date", (Edit(moment.start, moment.end, day if on else f"{words} ({day})"),))


def _synonyms(page: Page, told: Told) -> Iterator[Harmless]:
    for n in page.own(told):
        found = _table()["words"].get(page.low(n))
        if found and page.tag(n) == found[0] and (page.word(n).islower() or page.word(n).istitle() and n == told.first):
            if page.child(n, "compound") < 0 and article_fits(page.text, page.spans[n][0], found[1]) and _plain(page, n, told):
                yield Harmless("saying" if page.low(n) == "said" else "synonym", (page.replace(n, found[1]),))


def _plain(page: Page, n: int, told: Told) -> bool:
    """Tell whether a word is used in the sense of the table: "said" no participle, "big" no part of a term."""
    aux = page.child(n, "aux", "aux:pass") >= 0
    if page.low(n) == "said":
        return not aux and page.child(n, "xcomp") < 0 and page.label(n) not in ("acl", "amod")
    if page.tag(n) == "VERB":
        return not aux and page.label(n) != "amod" and page.label(n) != "acl"
    if page.tag(n) == "ADJ":
        return (
            page.low(n + 1) not in ("-", "–")
            and page.label(n) == "amod"
            and page.tag(page.head(n)) == "NOUN"
            and page.low(n - 1) not in ("so", "as", "too", "at")
        )
    if page.tag(n) == "SCONJ":
        return page.low(n - 1) not in ("even", "as") and page.label(n) == "mark"
    if page.tag(n) == "ADV":
        return page.low(n - 1) not in ("more", "most", "so", "as", "very", "how", "too", "only")
    return True


def _bounds(page: Page, told: Told) -> Iterator[Harmless]:
    for n in page.own(told):
        for old, new in _table()["bounds"].items():
            words = old.split()
            if (
                [page.low(n + k) for k in range(len(words))] == words
                and page.tag(n + len(words)) == "NUM"
                and page.label(n) in ("advmod", "case", "fixed")
            ):
                if page.label(page.head(n)) in ("nummod", "advmod") and page.loose(n + len(words)):
                    yield Harmless("bound", (page.replace(n, new, n + len(words) - 1),))


def _contractions(page: Page, told: Told) -> Iterator[Harmless]:
    text = page.text[told.start : told.end]
    for long, short in _table()["contractions"].items():
        for old, new in ((long, short), (short, long)):
            for m in re.finditer(rf"\b{re.escape(old)}\b", text.replace("’", "'")):
                start, end = told.start + m.start(), told.start + m.end()
                if not page.in_marks(start, end) and text[m.end() : m.end() + 5] != " only":
                    yield Harmless("contraction", (Edit(start, end, new),))


def _spellings(page: Page, told: Told) -> Iterator[Harmless]:
    for old, new in _table()["spellings"].items():
        for m in re.finditer(
            rf"(?<![\w.]){re.escape(old)}(?![\w.])" if old != "%" else r"(?<=\d)%(?=[ .,;])", page.text[told.start : told.end]
        ):
            start, end = told.start + m.start(), told.start + m.end()
            last = end >= len(page.text[: told.end].rstrip())
            if (
                not page.in_marks(start, end)
                and not last
                and not (old == "United States" and (page.text[start - 4 : start].lower() != "the " or page.named(end, end + 2)))
            ):
                yield Harmless("spelling", (Edit(start, end, new),))


def _styles(page: Page, told: Told) -> Iterator[Harmless]:
    """Five boats -> 5 boats; 11 boats -> eleven boats."""
    for n in page.own(told):
        if (
            page.tag(n) == "NUM"
            and page.label(n) == "nummod"
            and n > told.first
            and page.tag(page.head(n)) == "NOUN"
            and page.head(n) > n
        ):
            word = page.low(n)
            if (
                page.tag(n + 1) == "NUM"
                or page.tag(n - 1) in ("NUM", "SYM")
                or page.low(n + 1) in ("-", "–", ".")
                or page.low(n - 1) in ("-", "–", ".", "no.", "no", "number", "#")
            ):
                continue
            if word in SPELT:
                yield Harmless("number-style", (page.replace(n, str(SPELT.index(word) + 2)),))
            elif word.isdigit() and 2 <= int(word) <= 12 and not page.named(*page.spans[n]):
                yield Harmless("number-style", (page.replace(n, SPELT[int(word) - 2]),))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("harmless.toml").read_text(encoding="utf-8"))
