"""What happened may have happened, was only planned; what may be will be."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.inflection import of_past
from bench.planted.kinds import template
from bench.planted.kinds.negation import plain_past, predicate_aux
from bench.planted.page import Page, Told

HEDGED = frozenset("may might could would should perhaps possibly probably allegedly reportedly likely expected".split())
Edits = Iterator[tuple[Edit, ...]]


def _hedged(page: Page, told: Told) -> bool:
    return any(page.low(n) in HEDGED for n in range(told.first, told.last))


@template("modality", "A")
def will_may(page: Page, told: Told) -> Edits:
    """The bridge will open -> The bridge may open."""
    for n, _ in predicate_aux(page, told, frozenset(("will",))):
        if page.low(n + 1) not in HEDGED:
            yield (page.replace(n, "may"),)


@template("modality", "A")
def did_may_have(page: Page, told: Told) -> Edits:
    """He left -> He may have left."""
    for n in plain_past(page, told):
        forms = of_past(page.word(n))
        if forms and not _hedged(page, told):
            yield (page.replace(n, f"may have {forms.participle}"),)


@template("modality", "B")
def may_will(page: Page, told: Told) -> Edits:
    """The bridge may open -> The bridge will open."""
    for n, head in predicate_aux(page, told, frozenset(("may", "might"))):
        if page.tag(head) in ("VERB", "NOUN", "ADJ") and page.low(n + 1) != "have":
            yield (page.replace(n, "will"),)


@template("modality", "B")
def was_may_have_been(page: Page, told: Told) -> Edits:
    """He was arrested -> He may have been arrested."""
    for n, head in predicate_aux(page, told, frozenset(("was", "were"))):
        if page.trees.labels[n] == "aux:pass" and not _hedged(page, told) and page.tag(head) == "VERB":
            yield (page.replace(n, "may have been"),)


@template("modality", "B")
def did_was_to(page: Page, told: Told) -> Edits:
    """He left -> He was due to leave."""
    for n in plain_past(page, told):
        forms, subject = of_past(page.word(n)), page.child(n, "nsubj")
        if (
            forms
            and subject >= 0
            and page.tag(subject) in ("NOUN", "PROPN", "PRON")
            and page.low(subject) not in ("who", "which", "that", "i", "you")
        ):
            if not _hedged(page, told):
                yield (page.replace(n, f"{'were' if page.plural(subject) else 'was'} due to {forms.base}"),)


@template("modality", "B")
def has_may_have(page: Page, told: Told) -> Edits:
    """She has left -> She may have left."""
    for n, head in predicate_aux(page, told, frozenset(("has", "have"))):
        if page.tag(head) == "VERB" and not _hedged(page, told):
            yield (page.replace(n, "may have"),)
