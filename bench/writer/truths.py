"""True sentences as a model writes them: never a copy of a passage, and nothing in them that the passages do not say."""

import re
from collections.abc import Iterator

from bench.planted.gate import true_sentences
from bench.planted.knowledge import number
from bench.planted.page import Page, Told
from bench.planted.versions import version_of
from bench.writer.lines import QUOTED, Case, Line, low, plain
from tellings.briefing.dating import dated
from tellings.briefing.naming import Naming
from tellings.briefing.shortening import shortened
from tellings.language.tables import load_table

STARTS = (
    "He She It They This That These Those His Her Its Their Here Then Later Also Both Another Others So Many And But Or".split()
)
LEANS = re.compile(rf"(?:However|For (?:instance|example)|{'|'.join(STARTS)})\b|[“\"‘'].*[”\"’'],? (?:he|she|they|it)\b|\W")
ALONE = re.compile(r"\b(?:he|she|him|his|her)\b")  # a pronoun for a person: fine behind a name
VOICE = re.compile(r"\b(?:[Ww]e|I|[Oo]ur|[Mm]y|[Yy]ou|[Yy]our|us)\b")
SAID = re.compile(r"(?P<who>(?:[A-Z][\w’'-]+ ){1,4})said (?:that )?(?P<what>[^,“”\"]{20,160})\.")
WHOSE = re.compile(
    r"[“\"](?P<words>[^“”\"]{20,160}?)[,.]?[”\"],? (?P<who>(?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+|[A-Z][\w’'-]+) said\."
)
SUBJECT = re.compile(r"(?P<who>(?:[A-Z][\w’'-]+ ){0,3}[A-Z][\w’'-]+) (?P<rest>[a-z].{15,150})\.")


def truths(case: Case) -> Iterator[Line]:
    """Yield true lines of a story that can stand alone, as the writer is told that they must."""
    openers = {word for e in case.story.entities for word in (e.name.split()[0], e.name.split()[-1])}
    for line in _every(case):
        first = line.text.split()[0]
        if not LEANS.match(line.text) and not (ALONE.search(line.text) and first not in openers) and not VOICE.search(line.text):
            yield line


def _every(case: Case) -> Iterator[Line]:
    for paper in case.papers:
        version = version_of(paper)
        for s in true_sentences(version) if version else ():
            if all(p in case.offer.passages for p in s.citations):
                way = min(s.rules, key=lambda r: (r not in ("passive", "order-of-saying", "merged"), r))
                yield Line(s.text, s.citations, f"rewritten: {way}", True)
    for page, told, passage in case.sentences():
        for text, rules in shortened(page.text, page.trees, told.start, told.end)[:1]:
            if text.endswith(".") and not text.startswith(tuple("“\"'‘")):
                yield Line(text, (passage,), f"shortened: {rules[0].removeprefix('without-')}", True)
        yield from _said_otherwise(passage.exact, page, told, case)
        yield from _first_half(page, told, case)
    yield from _named(case)
    yield from _one_subject(case)
    yield from _dated(case)
    yield from _both(case)


def _said_otherwise(text: str, page: Page, told: Told, case: Case) -> Iterator[Line]:
    """Yield "Ada Brook said it rained." as "According to Ada Brook, it rained.", and words in marks behind their speaker."""
    passage = case.passage(page, told)
    if passage and (m := SAID.fullmatch(text)) and page.tag(told.first) == "PROPN":
        yield Line(f"According to {m['who'].strip()}, {m['what']}.", (passage,), "according to", True)
    if passage and (m := WHOSE.fullmatch(text)):
        yield Line(f"{m['who']} said, “{m['words']}”.", (passage,), "speaker first", True)


def _first_half(page: Page, told: Told, case: Case) -> Iterator[Line]:
    """Yield the first of two statements that "and" joins, each with a subject of its own."""
    passage = case.passage(page, told)
    text = page.text
    for n in range(told.first, told.last):
        joined = page.label(n) == "conj" and page.tag(n) == "VERB" and page.child(n, "nsubj", "nsubj:pass") >= 0
        cc = page.child(n, "cc")
        said = any(s < told.end and told.start < e for q in page.analysis.quotations for s, e in q.spans)
        if not passage or said or not joined or cc < 0 or page.low(cc) != "and" or page.label(page.head(n)) != "root":
            continue
        cut = text[told.start : page.spans[cc][0]].rstrip(" ,")
        if len(cut.split()) > 6 and not QUOTED.search(text[told.start : told.end]) and max(page.trees.under(n)) >= told.last - 2:
            yield Line(f"{cut}.", (passage,), "first half", True)


def _named(case: Case) -> Iterator[Line]:
    """Yield sentences whose pronoun gave way to the name, over both passages."""
    names = Naming(case.story.entities, case.analyses)
    for page in case.pages:
        for s in page.analysis.prose.sentences:
            text = page.text[s.start : s.end].strip()
            found = names.put(text, page.analysis, s)
            passage = page.analysis.passage(s.start, s.end)
            if (
                found
                and passage in case.offer.passages
                and found.passage in case.offer.passages
                and text.endswith(".")
                and not QUOTED.search(text)
            ):
                yield Line(found.text, (passage, found.passage), "pronoun named", True)


def _one_subject(case: Case) -> Iterator[Line]:
    """Yield two sentences about one name as one: "Ada Brook left and rowed home"."""
    told = [
        (p, m)
        for page, t, p in case.sentences()
        if page.tag(t.first) == "PROPN" and plain(page, t) and (m := SUBJECT.fullmatch(p.exact))
    ]
    for n, (one, first) in enumerate(told):
        for two, second in told[n + 1 :]:
            if first["who"] == second["who"] and one.article == two.article and not re.match(r"and\b", second["rest"]):
                yield Line(f"{first['who']} {first['rest']} and {second['rest']}.", (one, two), "one subject", True)
                break


def _dated(case: Case) -> Iterator[Line]:
    """Yield sentences with the date behind their weekday."""
    for _, _, passage in case.sentences():
        text, day = dated(passage.exact, passage, case.story.moments, set())
        if day and not QUOTED.search(text) and text.endswith("."):
            yield Line(text, (passage,), "date put in", True)


def _both(case: Case) -> Iterator[Line]:
    """Yield two plain sentences of one report joined by "and", in their order, over both passages."""
    for page in case.pages:
        for one, two in zip(page.sentences, page.sentences[1:], strict=False):
            a, b, p, q = plain(page, one), plain(page, two), case.passage(page, one), case.passage(page, two)
            if a and b and p and q and len(a) + len(b) < 260 and number("both", a) % 3 == 0 and not _joins(b):
                yield Line(f"{a}, and {low(b, page, two)}.", (p, q), "two joined", True)


def _joins(text: str) -> bool:
    """Tell whether a sentence begins with what ties it to the one before."""
    first = text.split(maxsplit=1)[0].rstrip(",").lower()
    return first in {w.split()[0] for w in load_table("briefing", "words.toml")["dangling"]["starts"]} or first in (
        "and",
        "but",
        "yet",
        "so",
    )
