"""One word altered inside quotation marks."""

from collections.abc import Iterator

from bench.planted.edits import Edit, like
from bench.planted.inflection import Forms, ing, of_base, of_participle, of_past, third
from bench.planted.kinds import template
from bench.planted.knowledge import both_ways, choose, words
from bench.planted.page import Page, Told, article_fits

SHORTEST = 4  # words inside marks; fewer may be a title or a nickname
TIMES = frozenset("time while day days hour hours week weeks month months year years minute minutes lot bit".split())
Edits = Iterator[tuple[Edit, ...]]


def _quoted(page: Page, told: Told) -> Iterator[int]:
    """Yield the words of a sentence that stand in marks and belong to somebody's words."""
    said = [s for q in page.analysis.quotations for s in q.spans]
    for m in page.analysis.prose.marks:
        start, end = max(m.inner_start, told.start), min(m.inner_end, told.end)
        first, last = page.trees.words_of(start, end)
        if m.level == 0 and start < end and last - first >= SHORTEST and any(s < end and start < e for s, e in said):
            yield from (n for n in range(first, last) if page.loose(n))


def _antonym(page: Page, told: Told, half: str) -> Edits:
    for n in _quoted(page, told):
        new = both_ways(half).get(page.low(n))
        if new and page.tag(n) == "ADJ" and page.label(n) in ("amod", "root", "ccomp", "conj", "xcomp", "parataxis"):
            if article_fits(page.text, page.spans[n][0], new) and page.low(n - 1) not in ("all", "very"):
                yield (page.replace(n, new),)


@template("word", "A")
def antonym(page: Page, told: Told) -> Edits:
    """“It was a safe plan” -> “It was a dangerous plan”."""
    yield from _antonym(page, told, "A")


@template("word", "B")
def opposite(page: Page, told: Told) -> Edits:
    """“It was a great day” -> “It was a terrible day”: other words than in half A."""
    yield from _antonym(page, told, "B")


def _noun(page: Page, told: Told, plural: bool) -> Edits:
    for n in _quoted(page, told):
        if (
            page.tag(n) != "NOUN"
            or page.label(n) not in ("obj", "obl", "nsubj", "nmod")
            or not page.word(n).islower()
            or len(page.word(n)) < 4
        ):
            continue
        if (
            page.plural(n) != plural
            or not plural
            and page.low(page.child(n, "det") if page.child(n, "det") >= 0 else -1) not in ("the", "a", "this", "that")
        ):
            continue
        new = choose([w for w in words("nouns", "plural" if plural else "singular") if w != page.low(n)], page.id, n)
        if article_fits(page.text, page.spans[n][0], new) and page.low(n) not in (
            "people",
            "kind",
            "sort",
            "kinds",
            "sorts",
            "lot",
            "lots",
        ):
            yield (Edit(*page.spans[n], like(page.word(n), new)),)


@template("word", "A")
def plural_noun(page: Page, told: Told) -> Edits:
    """“We saw the boats” -> “We saw the farmers”."""
    yield from _noun(page, told, True)


@template("word", "B")
def singular_noun(page: Page, told: Told) -> Edits:
    """“We saw the boat” -> “We saw the bridge”."""
    yield from _noun(page, told, False)


def forms_here(page: Page, n: int) -> tuple[Forms, str] | None:
    """Return the forms of a verb and which of them stands here."""
    word = page.low(n)
    aux = [page.low(c) for c in page.trees.children(n) if page.label(c) == "aux"]
    if word.endswith("ing"):
        return next(((f, "ing") for base in (word[:-3], word[:-3] + "e") if (f := of_base(base)) and ing(base) == word), None)
    if any(a in ("have", "has", "had", "'ve", "’ve", "was", "were", "been", "be", "is", "are") for a in aux):
        return (f, "participle") if (f := of_participle(word)) else None
    if aux or page.child(n, "mark") >= 0 and page.low(page.child(n, "mark")) == "to":
        return (f, "base") if (f := of_base(word)) else None
    if f := of_past(word):
        return f, "past"
    if f := of_base(word):
        return f, "base"
    base = next((b for b in (word[:-1], word[:-2], word[:-3] + "y") if of_base(b) and third(b) == word), None)
    return (of_base(base), "third") if base and of_base(base) else None  # type: ignore[return-value]


def write(base: str, form: str) -> str:
    """Return a form of a verb of the table."""
    forms = of_base(base)
    assert forms, base
    return {"ing": ing(base), "third": third(base)}.get(form) or getattr(forms, form)


def _verb(page: Page, told: Told, half: str) -> Edits:
    for n in _quoted(page, told):
        if page.tag(n) != "VERB" or page.child(n, "obj") < n or page.child(n, "xcomp", "ccomp", "iobj", "compound") >= 0:
            continue
        found = forms_here(page, n)
        if found and page.low(page.child(n, "obj")) not in TIMES and found[0].base not in ("have", "take", "make", "get", "give"):
            new = choose([b for b in words("verbs", half) if b != found[0].base], page.id, n)
            yield (page.replace(n, write(new, found[1])),)


@template("word", "A")
def verb(page: Page, told: Told) -> Edits:
    """“We accept the plan” -> “We reject the plan”."""
    yield from _verb(page, told, "A")


@template("word", "B")
def other_verb(page: Page, told: Told) -> Edits:
    """“We accept the plan” -> “We question the plan”: other words than in half A."""
    yield from _verb(page, told, "B")
