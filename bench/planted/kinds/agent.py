"""Who did it and to whom, exchanged."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.inflection import Forms, of_base, of_participle, of_past, third
from bench.planted.kinds import template
from bench.planted.knowledge import words
from bench.planted.page import Page, Told

MUTUAL = frozenset(
    "meet marry join face fight battle resemble divorce contact encounter have match greet debate speak talk play become".split()
)
ACTORS = frozenset(words("people", "actors"))
SUBJECTS = {"he": "him", "she": "her", "they": "them"}
OBJECTS = {"him": "he", "them": "they"}
TOWARDS = frozenset("to against for from after over on at behind".split())
MOVES = frozenset("go come take return travel move arrive fly get walk".split())
DEEDS = frozenset(
    "attack assault criticism purchase takeover acquisition victory win defeat invasion pursuit lawsuit visit letter".split()
)
LONGEST = 8  # words of a phrase that changes its place
Phrase = tuple[int, int]
Edits = Iterator[tuple[Edit, ...]]


def _acts(page: Page, n: int, proper: bool | None = None) -> bool:
    """Tell whether a noun names somebody who can act: a name (``proper``) or one of the known nouns."""
    is_name = page.tag(n) == "PROPN" and any(e.kind in ("person", "organisation") for e in page.named(*page.spans[n]))
    return (is_name or page.tag(n) == "NOUN" and page.low(n) in ACTORS) and (proper is None or proper == is_name)


def _actor(page: Page, n: int, proper: bool | None = None) -> Phrase | None:
    """Return the words of a short phrase that names somebody who can act."""
    return _short(page, page.phrase(n)) if n >= 0 and _acts(page, n, proper) else None


def _short(page: Page, phrase: Phrase | None) -> Phrase | None:
    if phrase is None or phrase[1] - phrase[0] > LONGEST:
        return None
    for w in range(*phrase):
        if page.tag(w) in ("PUNCT", "VERB", "CCONJ", "SCONJ", "AUX") or page.in_marks(*page.spans[w]):
            return None
        if page.tag(w) == "PRON" and page.label(w) != "nmod" or page.tag(w) == "ADP" and page.low(w) not in ("of", "by", *TOWARDS):
            return None
    return phrase


def _bare(page: Page, n: int, *also: str) -> Phrase | None:
    """Return the words of a noun with what stands before it, without its case and without what follows."""
    kept = [
        c for c in page.trees.children(n) if page.label(c) in ("flat", "compound", *also) and (c < n or page.label(c) == "flat")
    ]
    found = sorted([n, *(w for c in kept for w in page.trees.under(c))])
    return _short(page, (found[0], found[-1] + 1)) if len(found) == found[-1] + 1 - found[0] else None


def exchange(page: Page, told: Told, one: Phrase, two: Phrase) -> tuple[Edit, ...]:
    """Return the edits that exchange two phrases; the capital at the head of the sentence stays there, pronouns take their case."""
    a, b = page.stretch(*one), page.stretch(*two)
    a, b = SUBJECTS.get(a.lower(), a), OBJECTS.get(b.lower(), b)
    if one[0] == told.first or page.text[page.spans[one[0]][0] - 1] in '“"':
        if page.tag(one[0]) in ("DET", "PRON") or all(page.tag(w) != "PROPN" for w in range(*one)):
            a = a[0].lower() + a[1:]
        b = b[0].upper() + b[1:]
    spans = ((page.spans[p[0]][0], page.spans[p[1] - 1][1]) for p in (one, two))
    return tuple(Edit(*span, new) for span, new in zip(spans, (b, a), strict=True))


def _shared(page: Page, n: int) -> bool:
    """Tell whether another verb has the same subject: "he sued the board and left"."""
    return any(page.label(c) == "conj" and page.child(c, "nsubj", "nsubj:pass") < 0 for c in page.trees.children(n))


def _verb(page: Page, n: int) -> tuple[Forms, bool] | None:
    """Return the forms of a finite verb without auxiliaries, and whether it agrees with its subject's number."""
    if page.tag(n) != "VERB" or page.child(n, "aux", "cop", "compound") >= 0 or _shared(page, n):
        return None
    word = page.low(n)
    if forms := of_past(word):
        return None if forms.base in MUTUAL else (forms, False)
    base = next((b for b in (word[:-1], word[:-2], word[:-3] + "y") if of_base(b) and third(b) == word), None)
    forms = of_base(base) if base else None
    return (forms, True) if forms and forms.base not in MUTUAL else None


def _active(page: Page, told: Told, proper: bool) -> Edits:
    for n in page.own(told):
        found = _verb(page, n)
        subject, obj = page.child(n, "nsubj"), page.child(n, "obj")
        if not found or not told.first <= subject < n < obj or page.child(n, "iobj", "ccomp", "xcomp") >= 0:
            continue
        one, two = _actor(page, subject), _actor(page, obj, proper)
        if one and two and (not found[1] or page.plural(subject) == page.plural(obj)):
            if page.tag(obj) != "NOUN" or page.plural(obj) or page.child(obj, "det", "nmod:poss") >= 0:
                yield exchange(page, told, one, two)


@template("agent", "A")
def active_on_name(page: Page, told: Told) -> Edits:
    """The board sued Ada Brook -> Ada Brook sued the board."""
    yield from _active(page, told, True)


@template("agent", "B")
def active_on_noun(page: Page, told: Told) -> Edits:
    """Ada Brook sued the board -> The board sued Ada Brook."""
    yield from _active(page, told, False)


@template("agent", "A")
def on_pronoun(page: Page, told: Told) -> Edits:
    """The board sued him -> He sued the board."""
    for n in page.own(told):
        found, subject, obj = _verb(page, n), page.child(n, "nsubj"), page.child(n, "obj")
        if (
            found
            and not found[1]
            and told.first <= subject < n < obj
            and page.low(obj) in OBJECTS
            and page.child(n, "iobj", "ccomp") < 0
        ):
            if one := _actor(page, subject):
                yield exchange(page, told, one, (obj, obj + 1))


@template("agent", "B")
def by_pronoun(page: Page, told: Told) -> Edits:
    """He sued the board -> The board sued him."""
    for n in page.own(told):
        found, subject, obj = _verb(page, n), page.child(n, "nsubj"), page.child(n, "obj")
        if (
            found
            and not found[1]
            and told.first <= subject < n < obj
            and page.low(subject) in SUBJECTS
            and page.child(n, "iobj", "ccomp") < 0
        ):
            two = _actor(page, obj)
            if (
                two
                and all(page.tag(w) != "PRON" for w in range(*two))
                and (page.tag(obj) == "PROPN" or page.plural(obj) or page.child(obj, "det") >= 0)
            ):
                yield exchange(page, told, (subject, subject + 1), two)


def _by(page: Page, n: int) -> int:
    """Return the doer of a participle, "by the board", or -1."""
    return next((c for c in page.trees.children(n) if page.label(c) == "obl" and page.low(page.child(c, "case")) == "by"), -1)


@template("agent", "B")
def passive(page: Page, told: Told) -> Edits:
    """The mayor was beaten by Ada Brook -> Ada Brook was beaten by the mayor."""
    for n in page.own(told):
        forms, by = of_participle(page.word(n)) if page.tag(n) == "VERB" else None, _by(page, n)
        subject, aux = page.child(n, "nsubj:pass"), page.child(n, "aux:pass")
        if not forms or not told.first <= subject < n < by or aux < 0 or _shared(page, n):
            continue
        one, two = _actor(page, subject), _actor(page, by)
        if one and two and page.plural(subject) == page.plural(by) and page.low(two[0]) == "by":
            yield exchange(page, told, one, (two[0] + 1, two[1]))


@template("agent", "B")
def participle(page: Page, told: Told) -> Edits:
    """A man arrested by police -> police arrested by a man."""
    for n in page.own(told):
        noun, by = page.head(n), _by(page, n)
        if (
            page.tag(n) != "VERB"
            or page.label(n) != "acl"
            or not of_participle(page.word(n))
            or not told.first <= noun < n < by
            or not _acts(page, noun)
        ):
            continue
        one, two = _bare(page, noun, "det", "amod", "nummod", "nmod"), _actor(page, by)
        if one and two and one[1] == n and page.low(two[0]) == "by" and page.plural(noun) == page.plural(by):
            yield exchange(page, told, one, (two[0] + 1, two[1]))


@template("agent", "A")
def of_a_noun(page: Page, told: Told) -> Edits:
    """Brook's attack on Reed -> Reed's attack on Brook."""
    for n in page.own(told):
        if page.low(n) not in DEEDS or page.tag(n) != "NOUN":
            continue
        owner = page.child(n, "nmod:poss")
        other = next((c for c in page.trees.children(n) if page.trees.labels[c] == "nmod" and c > n), -1)
        if not told.first <= owner < n < other or page.tag(owner) != "PROPN" or page.tag(other) != "PROPN":
            continue
        one, two = _bare(page, owner), _bare(page, other)
        if not one or not two or "PROPN" in (page.tag(one[0] - 1), page.tag(two[0] - 1), page.tag(two[1])):  # half a name
            continue
        if page.child(owner, "det") < 0 and page.child(other, "det") < 0:
            yield exchange(page, told, one, two)


@template("agent", "A")
def told_whom(page: Page, told: Told) -> Edits:
    """Brook told Reed that -> Reed told Brook that."""
    verbs = (
        "told",
        "asked",
        "gave",
        "sent",
        "showed",
        "paid",
        "offered",
        "informed",
        "warned",
        "urged",
        "accused",
        "blamed",
        "helped",
    )
    for n in page.own(told):
        if page.low(n) in verbs and page.tag(n) == "VERB" and page.child(n, "aux") < 0:
            subject, to = page.child(n, "nsubj"), page.child(n, "iobj")
            to = to if to >= 0 else page.child(n, "obj")
            one, two = _actor(page, subject), _actor(page, to)
            if one and two and told.first <= subject < n < to < n + LONGEST:
                yield exchange(page, told, one, two)


@template("agent", "B")
def with_aux(page: Page, told: Told) -> Edits:
    """Brook will sue Reed -> Reed will sue Brook."""
    for n in page.own(told):
        aux = [page.low(c) for c in page.trees.children(n) if page.label(c) == "aux"]
        subject, obj = page.child(n, "nsubj"), page.child(n, "obj")
        if (
            page.tag(n) != "VERB"
            or not aux
            or _shared(page, n)
            or not told.first <= subject < n < obj
            or page.child(n, "ccomp", "xcomp") >= 0
        ):
            continue
        one, two = _actor(page, subject), _actor(page, obj)
        forms = of_participle(page.word(n))
        same = page.plural(subject) == page.plural(obj)
        if one and two and (same or aux[0] in ("had", "will", "would", "could", "may", "might", "must", "should", "did")):
            if not (forms and forms.base in MUTUAL) and page.low(n) not in MUTUAL:
                yield exchange(page, told, one, two)


def _towards(page: Page, told: Told, proper: bool) -> Edits:
    for n in page.own(told):
        found, subject = _verb(page, n), page.child(n, "nsubj")
        if (
            not found
            or found[1]
            or found[0].base in MOVES
            or subject < told.first
            or subject > n
            or page.child(n, "obj", "xcomp") >= 0
        ):
            continue
        to = next((c for c in page.trees.children(n) if page.label(c) == "obl" and n + 1 < c and page.low(n + 1) in TOWARDS), -1)
        one, two = _actor(page, subject), _actor(page, to)
        if two and page.tag(two[1]) == "PROPN":  # "wrote to the lawyer Tom Reed", cut in two
            continue
        if (
            one
            and two
            and two[0] == n + 1
            and page.tag(to) == ("PROPN" if proper else "NOUN")
            and not (page.low(n + 1) == "at" and proper)
        ):
            if not any(e.kind == "place" for e in page.named(*page.spans[to])) or page.low(n + 1) == "against":
                yield exchange(page, told, one, (two[0] + 1, two[1]))


@template("agent", "A")
def towards_name(page: Page, told: Told) -> Edits:
    """The mayor lost to Ada Brook -> Ada Brook lost to the mayor."""
    yield from _towards(page, told, True)


@template("agent", "B")
def towards_noun(page: Page, told: Told) -> Edits:
    """Ada Brook voted against the mayor -> The mayor voted against Ada Brook."""
    yield from _towards(page, told, False)
