"""Who did it and to whom, exchanged."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.inflection import of_participle, of_past
from bench.planted.kinds import template
from bench.planted.page import Page, Told

MUTUAL = frozenset("meet marry join face fight battle resemble divorce contact encounter have match greet debate".split())
ACTORS = frozenset(
    """man woman men women boy girl police officer officers president senator governor mayor minister officials official government court judge
    army troops soldiers rebels militants protesters demonstrators team company union council students student teacher workers worker
    lawyer lawyers prosecutor prosecutors suspect victim driver doctor voters lawmakers republicans democrats authorities husband wife
    father mother son daughter brother sister gunman attacker firm bank committee agency crew fans player coach actor actress singer
    director newspaper group groups leader leaders residents neighbour neighbor neighbors candidate opponent rival rivals""".split()
)
LONGEST = 6  # words of a phrase that changes its place
Edits = Iterator[tuple[Edit, ...]]


def _actor(page: Page, n: int, proper: bool | None = None) -> tuple[int, int] | None:
    """Return the words of a short phrase that names somebody who can act: a name (``proper``) or one of the known nouns."""
    is_name = page.tag(n) == "PROPN" and bool(
        [e for e in page.named(*page.spans[n]) if e.kind in ("person", "organisation", "place")]
    )
    if not (is_name or page.tag(n) == "NOUN" and page.low(n) in ACTORS) or (proper is not None and proper != is_name):
        return None
    phrase = page.phrase(n)
    if phrase is None or phrase[1] - phrase[0] > LONGEST:
        return None
    words = range(*phrase)
    if any(page.tag(w) in ("PUNCT", "PRON", "VERB", "CCONJ", "SCONJ") or page.in_marks(*page.spans[w]) for w in words):
        return None
    return phrase


def exchange(page: Page, told: Told, one: tuple[int, int], two: tuple[int, int]) -> tuple[Edit, ...]:
    """Return the edits that exchange two phrases; the capital at the head of the sentence stays there."""
    a, b = page.stretch(*one), page.stretch(*two)
    if one[0] == told.first:
        if page.tag(one[0]) != "PROPN":
            a = a[0].lower() + a[1:]
        b = b[0].upper() + b[1:]
    spans = ((page.spans[p[0]][0], page.spans[p[1] - 1][1]) for p in (one, two))
    return tuple(Edit(*span, new) for span, new in zip(spans, (b, a), strict=True))


def _active(page: Page, told: Told, proper: bool) -> Edits:
    for n in page.own(told):
        forms = of_past(page.word(n)) if page.tag(n) == "VERB" else None
        if not forms or forms.base in MUTUAL or page.child(n, "aux", "cop", "iobj", "ccomp", "xcomp") >= 0:
            continue
        subject, obj = page.child(n, "nsubj"), page.child(n, "obj")
        if not told.first <= subject < n < obj or (page.child(obj, "det") < 0) and page.tag(obj) == "NOUN" and not page.plural(obj):
            continue
        one, two = _actor(page, subject), _actor(page, obj, proper)
        if one and two:
            yield exchange(page, told, one, two)


@template("agent", "A")
def active_on_name(page: Page, told: Told) -> Edits:
    """The board sued Ada Brook -> Ada Brook sued the board."""
    yield from _active(page, told, True)


@template("agent", "B")
def active_on_noun(page: Page, told: Told) -> Edits:
    """Ada Brook sued the board -> The board sued Ada Brook."""
    yield from _active(page, told, False)


@template("agent", "B")
def passive(page: Page, told: Told) -> Edits:
    """The mayor was beaten by Ada Brook -> Ada Brook was beaten by the mayor."""
    for n in page.own(told):
        forms = of_participle(page.word(n)) if page.tag(n) == "VERB" else None
        by = next((c for c in page.trees.children(n) if page.label(c) == "obl" and page.low(page.child(c, "case")) == "by"), -1)
        subject, aux = page.child(n, "nsubj:pass"), page.child(n, "aux:pass")
        if not forms or not told.first <= subject < n < by or aux < 0:
            continue
        one, two = _actor(page, subject), _actor(page, by)
        if one and two and page.plural(subject) == page.plural(by) and page.low(two[0]) == "by":
            yield exchange(page, told, one, (two[0] + 1, two[1]))


@template("agent", "A")
def of_a_noun(page: Page, told: Told) -> Edits:
    """Brook's attack on Reed -> Reed's attack on Brook."""
    nouns = "attack assault criticism purchase takeover acquisition victory win defeat invasion pursuit lawsuit visit letter support".split()
    for n in page.own(told):
        if page.low(n) not in nouns or page.tag(n) != "NOUN":
            continue
        owner = page.child(n, "nmod:poss")
        other = next((c for c in page.trees.children(n) if page.trees.labels[c] == "nmod" and c > n), -1)
        if not told.first <= owner < n < other or page.tag(owner) != "PROPN" or page.tag(other) != "PROPN":
            continue
        one, two = _bare(page, owner), _bare(page, other)
        if one and two:
            yield exchange(page, told, one, two)


def _bare(page: Page, n: int) -> tuple[int, int] | None:
    """Return the words of a name without its case."""
    words = sorted([n, *(w for w in page.trees.children(n) if page.label(w) in ("flat", "compound"))])
    return (words[0], words[-1] + 1) if len(words) == words[-1] + 1 - words[0] else None


@template("agent", "A")
def told_whom(page: Page, told: Told) -> Edits:
    """Brook told Reed that -> Reed told Brook that."""
    for n in page.own(told):
        if (
            page.low(n) in ("told", "asked", "gave", "sent", "showed", "paid", "offered", "informed", "warned", "urged")
            and page.tag(n) == "VERB"
        ):
            subject, to = page.child(n, "nsubj"), page.child(n, "iobj")
            to = to if to >= 0 else page.child(n, "obj")
            if told.first <= subject < n < to and page.child(n, "aux") < 0:
                one, two = _actor(page, subject), _actor(page, to)
                if one and two and to - n < LONGEST:
                    yield exchange(page, told, one, two)


@template("agent", "B")
def with_aux(page: Page, told: Told) -> Edits:
    """Brook will sue Reed -> Reed will sue Brook."""
    for n in page.own(told):
        aux = [page.low(c) for c in page.trees.children(n) if page.label(c) == "aux"]
        subject, obj = page.child(n, "nsubj"), page.child(n, "obj")
        if page.tag(n) != "VERB" or not aux or not told.first <= subject < n < obj or page.child(n, "ccomp", "xcomp") >= 0:
            continue
        one, two = _actor(page, subject), _actor(page, obj)
        forms = of_participle(page.word(n))
        same = page.plural(subject) == page.plural(obj)
        if one and two and (same or aux[0] in ("had", "will", "would", "could", "may", "might", "must", "should", "did")):
            if not (forms and forms.base in MUTUAL) and page.low(n) not in MUTUAL:
                yield exchange(page, told, one, two)
