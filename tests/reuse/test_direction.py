"""Which of two articles had the shared words first."""

import pytest
from plants import OTHER, WIRE, report

from tellings.collation.reuse import find_origins, find_reuse
from tellings.collation.reuse.signs import DISAGREE, ORPHANED, Sign, settle, settle_stretch
from tellings.model import Analysis, Entity, Mention, Reuse

LEAD = "Volunteers carried patients out of the district hospital by boat while soldiers filled sandbags along the railway line."


def own(*told: Analysis) -> list[Reuse]:
    """Return the stretches outside marks."""
    return [r for r in find_reuse(told) if not r.quoted]


def ways(*told: Analysis) -> set[str]:
    """Return who had the words first, or "untraced"."""
    return {r.from_.article if r.direction == "traced" else r.direction for r in own(*told)}


def says(told: list[Reuse], words: str) -> bool:
    """Return whether some evidence holds the words."""
    return any(words in e for r in told for e in r.evidence)


def test_who_is_told_comes_before_who_read_it() -> None:
    """A text whose own agency was told something had the words before one that tells what media reported."""
    first = report("b", f"{WIRE} “It was quick,” the mayor told Reuters.", agency="Reuters")
    second = report("a", f"The river Tarn has flooded a town, a press report said. {WIRE}")
    assert ways(first, second) == {"b"}
    assert says(own(first, second), 'it says "a press report said"')
    assert ways(first, report("a", f"The river Tarn has flooded a town. {WIRE}")) == {"untraced"}


def test_a_credit_further_down_is_no_second_hand_report() -> None:
    """Who cites other media once, far from the beginning, may report for himself."""
    late = f"{WIRE} {OTHER} Media reports say that insurers had been warned twice."
    first = report("b", f"{WIRE} “It was quick,” the mayor told Reuters.", agency="Reuters")
    assert not says(own(first, report("a", late)), "second hand")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It rained, local media reported.", True),
        ("It rained, according to media reports.", True),
        ("It rained, a report said.", False),
        ("The media were kept out, officials said.", False),
    ],
)
def test_unnamed_media(words: str, found: bool) -> None:
    """Media without a name are a credit; a report of engineers is none."""
    first = report("b", f"{WIRE} “It was quick,” the mayor told Reuters.", agency="Reuters")
    assert says(own(first, report("a", f"{words} {WIRE}")), "second hand") == found


def test_a_credit_in_the_text_counts() -> None:
    """Who reports what was told to the other's paper took it from there."""
    first = report("b", WIRE, outlet="Quill Gazette")
    assert ways(first, report("a", f"{WIRE} He was told so, the mayor told the Quill Gazette on Monday.", outlet="Ridge Post")) == {
        "b"
    }


def test_a_guest_of_a_broadcaster_is_no_credit() -> None:
    """What somebody told a broadcaster anybody may report: it shows no copying of the broadcaster's page."""
    first = report("b", WIRE, outlet="CNN")
    assert ways(first, report("a", f"{WIRE} He was told so, the mayor told CNN on Monday.", outlet="Ridge Post")) == {"untraced"}


def test_a_credit_against_the_days_with_more_beside_it_disagrees() -> None:
    """Signs that would each suffice for another direction trace nothing, whatever else weighs."""
    assert settle([Sign(3.0, ""), Sign(1.0, ""), Sign(-2.0, "")]) == 0
    assert settle([Sign(3.0, ""), Sign(-1.0, "")]) == 1
    assert settle([Sign(1.0, ""), Sign(0.5, "")]) == 0


def test_each_stretch_by_its_own_signs() -> None:
    """A reference back in one stretch decides for that stretch first."""
    signs = [Sign(-2.0, "of the whole"), Sign(2.0, "of stretch 1", 1), Sign(-2.0, "of stretch 2", 2)]
    assert [settle_stretch(signs, n) for n in (0, 1, 2)] == [0, 0, -1]


def test_the_style_of_the_other_house() -> None:
    """Words that keep the other's spelling in a text that spells otherwise were taken from there."""
    first = report("a", f"The harbour office closed. The harbour is deep. {LEAD[:-1]} in the harbour.")
    second = report("b", f"A harbor master left. Every harbor has its rats. {LEAD[:-1]} in the harbour.")
    found = own(first, second)
    assert says(found, '"harbour" in the shared words is the style of one text; the other prints "harbor" elsewhere')
    plain = report("b", f"A harbour master left. {LEAD[:-1]} in the harbour.")
    assert not says(own(first, plain), "style")


def test_words_left_out() -> None:
    """Words that only one text has inside the shared stretches are told, and alone decide nothing."""
    whole = report("a", LEAD.replace("boat", "small wooden rowing boat"))
    assert says(own(whole, report("b", LEAD)), "3 words of the shared stretches are left out")
    assert ways(whole, report("b", LEAD)) == {"untraced"}


def test_who_takes_from_a_third() -> None:
    """A text that shows to be put together from others is the likelier taker, which is told."""
    barred = "The council has barred lorries. The measures took effect at noon."
    shared = "Such measures have drawn loud protests from the shopkeepers of the old harbour quarter."
    third = report("c", f"{barred} {shared}")
    taker = report("a", f"{LEAD} Rain fell on the gulls. {shared}")
    found = own(report("b", f"{OTHER} {LEAD}"), taker, third)
    assert {(r.from_.article, r.to.article) for r in found if r.direction == "traced"} == {("c", "a")}
    assert says([r for r in found if "b" in {r.from_.article, r.to.article}], "also takes from c,")


def test_a_reference_that_neither_text_explains() -> None:
    """Two texts with "the official" and nobody before it rest on one that is not here, unless somebody was named."""
    shared = (
        "The official added that soldiers had filled sandbags along the railway line since Monday. Farmers drove cattle uphill."
    )
    told = [report("a", f"{LEAD} {shared}", published="2031-05-01"), report("b", f"{LEAD} {shared}", published="2031-05-01")]
    assert says(own(*told), ORPHANED)
    (origin,) = find_origins(told, find_reuse(told))
    assert origin.unseen
    named = report("b", f"Mara Voss spoke. {LEAD} {shared}")
    named = type(named)(
        article=named.article, prose=named.prose, entities=(Entity("e", "Mara Voss", "person", (), (Mention("b", 0, 9),)),)
    )
    assert not says(own(told[0], named), ORPHANED)


def test_disagreement_is_told_last() -> None:
    """That signs disagree stands behind the signs."""
    early = report("a", WIRE, published="2031-05-01", agency="Tarn Wire", outlet="Post")
    assert own(early, report("b", WIRE, published="2031-05-02", outlet="Tarn Wire"))[0].evidence[-1] == DISAGREE
