"""What was so was not so, or the other way."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.inflection import needs_object, of_base, of_past
from bench.planted.kinds import template
from bench.planted.page import Page, Told

ASSERTS = frozenset(("root", "ccomp", "conj", "parataxis"))
DENIES = frozenset(
    "not n't n’t never no nobody nothing none neither nor hardly barely scarcely few little without "
    "only unless any anything anyone".split()
)
POLAR = frozenset("any anything anyone anybody yet until either nor anymore ever only but because whether necessarily".split())
LOOSE_SUBJECTS = frozenset(
    "what who all every each both some most everyone everything many several nobody nothing none no few".split()
)
MASS = frozenset(
    "evidence information doubt money damage comment contact progress pressure interest trouble reason indication".split()
)
Edits = Iterator[tuple[Edit, ...]]


def asserted(page: Page, n: int) -> bool:
    """Tell whether a predicate asserts something and has a subject of its own (or joins one) that no quantifier opens."""
    subject = page.child(n, "nsubj", "nsubj:pass", "expl")
    if page.label(n) not in ASSERTS or (subject < 0 and page.label(n) != "conj") or subject > n:
        return False
    opens = page.child(subject, "det", "nummod") if subject >= 0 else -1
    said = {
        page.low(subject),
        page.low(opens) if opens >= 0 else "",
        page.low(page.child(subject, "amod")) if subject >= 0 and page.child(subject, "amod") >= 0 else "",
    }
    return not said & LOOSE_SUBJECTS


def denied(page: Page, n: int, told: Told) -> bool:
    """Tell whether the clause of a predicate holds a word that denies or limits."""
    under = [w for w in page.trees.under(n) if told.first <= w < told.last]
    return any(page.low(w) in DENIES or page.low(w).endswith(("n't", "n’t")) for w in under)


def predicate_aux(page: Page, told: Told, allowed: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield (first auxiliary or copula, predicate) of assertions that nothing denies."""
    for n in page.own(told):
        if page.low(n) in allowed and page.label(n) in ("aux", "cop"):
            head = page.head(n)
            first = min((c for c in page.trees.children(head) if page.label(c) in ("aux", "cop")), default=n)
            subject = page.child(head, "nsubj", "nsubj:pass", "expl")
            if first == n and asserted(page, head) and not denied(page, head, told) and subject < n < head:
                yield n, head


def _left_out(page: Page, n: int) -> bool:
    """Tell whether a past form may be a participle whose auxiliary is left out: "12 killed", "residents moved from their homes"."""
    forms = of_past(page.word(n))
    if forms is None or forms.past != forms.participle or page.child(n, "obj", "xcomp", "ccomp") >= 0:
        return False
    return forms.base in needs_object() or page.label(n) == "conj" and page.child(page.head(n), "aux:pass") >= 0


def plain_past(page: Page, told: Told) -> Iterator[int]:
    """Yield finite verbs in the plain past that assert something in the reporter's own voice and are no verb of saying."""
    for n in page.own(told):
        if page.tag(n) == "VERB" and of_past(page.word(n)) and page.word(n).islower() and asserted(page, n) and not page.is_cue(n):
            if (
                page.child(n, "aux", "cop") < 0
                and page.child(n, "mark") < 0
                and not denied(page, n, told)
                and not _left_out(page, n)
            ):
                subject = page.child(n, "nsubj")
                if subject >= 0 or page.label(n) == "conj" and of_past(page.word(page.head(n))):
                    yield n


@template("negation", "A")
def not_put_in(page: Page, told: Told) -> Edits:
    """The bridge was closed -> The bridge was not closed."""
    for n, _ in predicate_aux(page, told, frozenset("is are was were has will can".split())):
        yield (Edit(page.spans[n][1], page.spans[n][1], " not"),)


@template("negation", "A")
def never_dropped(page: Page, told: Told) -> Edits:
    """He never left -> He left."""
    for n in page.own(told):
        if (
            page.low(n) == "never"
            and page.label(n) == "advmod"
            and page.tag(page.head(n)) in ("VERB", "ADJ", "NOUN")
            and page.head(n) > n
        ):
            after = {page.low(w) for w in range(n + 1, told.last)}
            if not after & POLAR and page.word(n).islower():
                yield (page.drop(n),)


@template("negation", "A")
def no_dropped(page: Page, told: Told) -> Edits:
    """There were no survivors -> There were some survivors."""
    for n in page.own(told):
        noun = page.head(n)
        if (
            page.low(n) == "no"
            and page.label(n) == "det"
            and page.tag(noun) == "NOUN"
            and noun > n
            and (page.plural(noun) or page.low(noun) in MASS)
        ):
            if not {page.low(w) for w in range(n + 1, told.last)} & POLAR and page.low(n - 1) not in ("or", "and"):
                yield (page.replace(n, "some"),)


@template("negation", "B")
def did_not(page: Page, told: Told) -> Edits:
    """He left -> He did not leave."""
    for n in plain_past(page, told):
        forms = of_past(page.word(n))
        if forms:
            yield (page.replace(n, f"did not {forms.base}"),)


@template("negation", "B")
def never_put_in(page: Page, told: Told) -> Edits:
    """He had left -> He had never left."""
    for n, head in predicate_aux(page, told, frozenset("has have had".split())):
        if page.tag(head) == "VERB" and page.low(n + 1) not in ("also", "already", "just", "since", "always", "often"):
            yield (Edit(page.spans[n][1], page.spans[n][1], " never"),)


@template("negation", "B")
def not_dropped(page: Page, told: Told) -> Edits:
    """He did not leave -> He left; the bridge was not closed -> the bridge was closed."""
    for n in page.own(told):
        head = page.head(n)
        if page.low(n) != "not" or page.label(n) != "advmod" or head < n or page.tag(n - 1) != "AUX":
            continue
        if {page.low(w) for w in range(n + 1, told.last)} & POLAR or page.low(n + 1) in ("only", "just"):
            continue
        if page.low(n - 1) == "did":
            forms = of_base(page.word(head))
            if forms and page.tag(head) == "VERB" and head == n + 1:
                yield (page.replace(n - 1, forms.past, head),)
        elif page.low(n - 1) in ("is", "was", "are", "were", "has", "have", "had", "will", "can"):
            yield (page.drop(n),)
