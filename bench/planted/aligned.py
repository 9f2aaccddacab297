"""Changes planted into one of two different reports of a story, at a sentence that the other report tells too."""

from collections.abc import Iterator

from bench.planted.edits import Span
from bench.planted.kinds import templates
from bench.planted.knowledge import number
from bench.planted.material import Paper, analysed, stories
from bench.planted.page import Page, Told
from bench.planted.versions import Planted, Version
from tellings.language.content import content_words

ALIKE = 0.5  # shared content words over all of either sentence, by judgement
COPIED = 0.98  # above it one is the other's copy
FEWEST = 6  # content words that two sentences share at least
PAIRS = 6  # of one gold story


def aligned(half: str) -> Iterator[Version]:
    """Yield pairs of different reports as versions of one another: a sentence's source is the like sentence of the other."""
    pairs = [pair for told in stories(half).values() for pair in _pairs(told)]
    for one, two in sorted(pairs, key=lambda p: number(p[0].text, p[1].text, "aligned")):
        if origin := dict(_alike(Page(analysed(one)), Page(analysed(two)))):
            yield Version(one, analysed(two), origin, {}, two)


def _pairs(told: list[Paper]) -> list[tuple[Paper, Paper]]:
    found = [(a, b) for a in told for b in told if a is not b and analysed(a).syntax and analysed(b).syntax]
    return sorted(found, key=lambda p: number(p[0].text, p[1].text, "alike"))[:PAIRS]


def _alike(one: Page, two: Page) -> Iterator[tuple[Span, Span]]:
    words = [(told, _words(one, told)) for told in one.sentences]
    for told in two.sentences:
        own = _words(two, told)
        best, shared = max(
            ((t, w) for t, w in words), key=lambda tw: len(tw[1] & own) / len(tw[1] | own | {""}), default=(None, set())
        )
        if best and len(shared & own) >= FEWEST and ALIKE <= len(shared & own) / len(shared | own) <= COPIED:
            yield (told.start, told.end), (best.start, best.end)


def _words(page: Page, told: Told) -> set[str]:
    return set(content_words(page.low(n) for n in range(told.first, told.last)))


def plants(half: str, each: int, kinds: tuple[str, ...]) -> list[Planted]:
    """Return up to ``each`` changes of a kind, one for a pair and kind, where the other report tells what is changed."""
    found: dict[str, list[Planted]] = {kind: [] for kind in kinds}
    for version in aligned(half):
        page, other = Page(version.analysis), analysed(version.paper).article.text
        for kind in kinds:
            if len(found[kind]) < each:
                found[kind] += list(_one(version, page, other, half, kind))
    return [p for kind in kinds for p in found[kind]]


def _one(version: Version, page: Page, other: str, half: str, kind: str) -> Iterator[Planted]:
    possible = []
    for template in templates(half, kind):
        for told in page.sentences:
            source = version.origin.get((told.start, told.end))
            for edits in template.find(page, told) if source else ():
                if source and _told_by_both(page, edits, other[slice(*source)]):
                    possible.append(Planted(version, template, told, edits))
    yield from sorted(possible, key=lambda p: number(p.template.name, page.id, *p.edits))[:1]


def _told_by_both(page: Page, edits: tuple, sentence: str) -> bool:
    """Tell whether the words that are changed, or the word before a place where one is put in, stand in the other sentence."""
    for edit in edits:
        old = page.text[edit.start : edit.end].strip() or page.text[: edit.start].rsplit(None, 1)[-1]
        if f" {old.lower()}" not in f" {sentence.lower()}":
            return False
    return True
