"""Sentences for the gate: true ones, said otherwise than their passages say them, and the same with one planted error."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import islice, zip_longest
from typing import NamedTuple

from bench.planted.drawing import draw
from bench.planted.harmless import REWRITES
from bench.planted.kinds import KINDS
from bench.planted.knowledge import number
from bench.planted.material import Paper, analysed
from bench.planted.page import Page, Told
from bench.planted.pairs import share
from bench.planted.versions import Planted, Version
from tellings.briefing import Gate
from tellings.model import Passage

MERGED = 60  # in a hundred sentences that can be joined with the next one, by judgement
TWICE = REWRITES | {"merged"}  # what counts as rewriting
CUT = re.compile(r"(?<!'s)(?:, (?:who|which|where) [^,“”\"]{3,60},(?!\d| wh)|, \d\d(?=, an? )| \([^()]{3,60}\))")
QUOTED = re.compile(r"[“”\"‘]")
NO_JOINT = re.compile(r"[“”\"‘]|\.[\"”]|[:;]|\b(?:he|she|it|they|his|her|its|their|this|that)\b", re.I)


class Sentence(NamedTuple):
    """A sentence as a brief would print it, what it cites, how it was rewritten; ``kind`` is empty for a true one."""

    text: str
    citations: tuple[Passage, ...]
    version: Version
    rules: tuple[str, ...]
    kind: str = ""
    template: str = ""
    what: str = ""


def true_sentences(version: Version) -> Iterator[Sentence]:
    """Yield the true sentences of a version: none stands as it is in its passage."""
    page = Page(version.analysis)
    for n, told in enumerate(page.sentences):
        merged = _merge(page, n) if number(page.id, "merge", told.start) % 100 < MERGED else None
        tolds = [told, page.sentences[n + 1]] if merged else [told]
        text = page.text[told.start : told.end].strip()
        found = _cited(version, tolds)
        rules = tuple(r for t in tolds for r in version.rules.get((t.start, t.end), ()))
        if merged:
            text, rules = merged, (*rules, "merged")
        elif not rules and not QUOTED.search(text) and (m := CUT.search(text)) and number(page.id, "cut", told.start) % 2:
            text, rules = text[: m.start()] + text[m.end() :], ("cut",)
        if found and rules and _standing(text, found) and not any(_spoken_over(version, t) for t in tolds):
            yield Sentence(text, found, version, rules)


def _standing(text: str, found: tuple[Passage, ...]) -> bool:
    """Tell whether a brief could print it: one line, marks in pairs, and not as it stands in a passage."""
    paired = text.count('"') % 2 == 0 and text.count("“") == text.count("”") and "''" not in text
    return paired and "\n" not in text and not any(text in p.exact for p in found)


def _spoken_over(version: Version, told: Told) -> bool:
    """Tell whether marks that open before a sentence or close behind it make it somebody's words without saying whose."""
    return any(m.start < told.start < m.end or m.start < told.end < m.end for m in version.analysis.prose.marks)


def _spread(true: list[Sentence], most: int) -> list[Sentence]:
    """Return true sentences in turn by the rarest thing done to each, so that every way has its share and a rewriting two."""
    seen = Counter(rule for s in true for rule in set(s.rules))
    by_way: dict[str, list[Sentence]] = defaultdict(list)
    for s in sorted(true, key=lambda s: number(s.text)):
        by_way[min(s.rules, key=lambda rule: (seen[rule], rule))].append(s)
    rows = [by_way[way][n::2] for way in sorted(by_way) if way in TWICE for n in (0, 1)] + [
        by_way[way] for way in sorted(by_way) if way not in TWICE
    ]
    turns = (s for row in zip_longest(*rows) for s in row if s)
    return list(islice(turns, most))


def _merge(page: Page, n: int) -> str | None:
    """Return two plain sentences joined by a semicolon."""
    if n + 1 >= len(page.sentences):
        return None
    one, two = (page.text[s.start : s.end].strip() for s in page.sentences[n : n + 2])
    first = page.sentences[n + 1].first
    if (
        len(one) + len(two) > 320
        or len(two.split()) < 6
        or NO_JOINT.search(two)
        or '"' in one
        or "”" in one
        or not one.endswith(".")
    ):
        return None
    if not re.match(r"(?:The|A|An|In|On|At|There|Some|Many|Several|Most|All|One|Two)\b", two) or page.tag(first) == "PROPN":
        return None
    return f"{one[:-1]}; {two[0].lower()}{two[1:]}"


def _cited(version: Version, tolds: list[Told]) -> tuple[Passage, ...]:
    original = analysed(version.paper)
    sources = [version.source((t.start, t.end)) for t in tolds]
    return tuple(original.passage(*s) for s in sources if s) if all(sources) else ()


def false_sentence(planted: Planted) -> Sentence | None:
    """Return the changed sentence, cited as if it were true."""
    found = _cited(planted.version, [planted.told])
    text = planted.sentence.strip()
    rules = planted.version.rules.get((planted.told.start, planted.told.end), ())
    if not found or not _standing(text, found) or _spoken_over(planted.version, planted.told):
        return None
    return Sentence(text, found, planted.version, rules, planted.template.kind, planted.template.name, planted.what)


def verdict(sentence: Sentence) -> list[str]:
    """Return why the gate turns a sentence back."""
    return list(_gate(sentence.version.paper).reasons(sentence.text, sentence.citations))


@cache
def _gate(paper: Paper) -> Gate:
    return Gate([analysed(paper)])


def measure(
    half: str, each: int, kinds: tuple[str, ...] = KINDS
) -> tuple[list[tuple[Sentence, list[str]]], list[tuple[Sentence, list[str]]]]:
    """Return (true sentences, false sentences), each with the gate's reasons."""
    versions, planted = draw(half, each, kinds, lambda p: bool(p.version.rules.get((p.told.start, p.told.end))))
    false = [s for p in planted if (s := false_sentence(p))]
    true = [s for v in versions for s in true_sentences(v)]
    return [(s, verdict(s)) for s in _spread(true, max(60, each * 3))], [(s, verdict(s)) for s in false]


def is_rewritten(sentence: Sentence) -> bool:
    """Tell whether a sentence is rewritten, not merely spelled otherwise or cut."""
    return bool(TWICE & set(sentence.rules))


def table(true: list[tuple[Sentence, list[str]]], false: list[tuple[Sentence, list[str]]]) -> Iterator[str]:
    """Yield the lines of the table."""
    passed = sum(not reasons for _, reasons in true)
    rewritten = sum(is_rewritten(s) for s, _ in true)
    yield f"true sentences: {len(true)}, {share(rewritten, len(true)):.0f} % rewritten; passed {share(passed, len(true)):.1f} %"
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for sentence, reasons in true:
        for rule in set(sentence.rules):
            by_rule[rule].append(not reasons)
    yield "  passed by what was done: " + ", ".join(
        f"{r} {share(sum(v), len(v)):.0f} % of {len(v)}" for r, v in sorted(by_rule.items())
    )
    yield f"{'kind':34s} {'false':>6s} {'caught %':>9s}"
    for kind in dict.fromkeys(s.kind for s, _ in false):
        found = [(s, r) for s, r in false if s.kind == kind]
        yield f"{kind:34s} {len(found):6d} {share(sum(bool(r) for _, r in found), len(found)):9.1f}"
        for name in dict.fromkeys(s.template for s, _ in found):
            rows = [r for s, r in found if s.template == name]
            yield f"  {name:32s} {len(rows):6d} {share(sum(map(bool, rows)), len(rows)):9.1f}"
    yield f"{'all':34s} {len(false):6d} {share(sum(bool(r) for _, r in false), len(false)):9.1f}"
