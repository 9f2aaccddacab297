"""The brief of stories made by hand, so that no other room can spoil it."""

import doctest
import tomllib
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tellings.briefing as room
from tellings.briefing.gate import check_text
from tellings.language import read_prose
from tellings.model import Analysis, Article, Claim, Conflict, Origin, Passage, Side, Story

FERRY = """The ferry Auk sank off Ostby on Monday with 40 people on board, the harbour office said.
"We heard the bell and rowed," said Ines Obi, a fisher from Lund.
He also praised the crew.
But the harbour office found 12 boats near the wreck of the ferry by dawn.
Tom Marsh, who owns the Auk, said the engine had failed twice in March.
The Ostby mill rang its horn for the crew at noon."""
WRECK = """A ferry sank near Ostby on Monday and 40 people were saved, officials said.
Ines Obi, a fisher, said: "We heard the bell and rowed."
The engine of the Auk had failed three times in March, owner Tom Marsh told the harbour office.
They rowed home later.
Rain kept 12 boats from the wreck of the ferry."""
TOWN = """Ostby mourned its ferry on Tuesday, a day after the Auk sank with 40 people on board.
The mayor, Ada Brook, ordered the mill to ring its horn at noon.
She said no more."""


def told(texts, outlets=("Ostby Herald", "Lund Post", None)):
    """Return analyses of the texts, with articles that keep their ids whatever the order."""
    articles = [Article(id=f"a-{sum(map(ord, t))}", text=t, outlet=o) for t, o in zip(texts, outlets, strict=False)]
    return [Analysis(article=a, prose=read_prose(a.text)) for a in articles]


def story_of(analyses, conflicts=(), origins=()):
    """Return a story with nothing in it but what is given."""
    cards = tuple(sorted((a.article.card for a in analyses), key=lambda c: c.id))
    return Story(id="s", title="", articles=cards, conflicts=tuple(conflicts), origins=tuple(origins))


def cite(analysis, words):
    """Return the passage of some words."""
    at = analysis.article.text.index(words)
    return analysis.passage(at, at + len(words))


def times_failed(analyses, strength="hard"):
    """Return the conflict of the engine that failed twice or three times."""
    one, two = cite(analyses[0], "the engine had failed twice in March"), cite(analyses[1], "had failed three times in March")
    sides = (Side("twice", (one,), 1), Side("three times", (two,), 1))
    return Conflict(id="c-1", kind="number", strength=strength, sides=sides, rule="two-counts")


def test_a_brief_is_cited_and_passes_its_gate() -> None:
    """Four to eight sentences, each with passages that stand where they say, and nothing that the gate turns back."""
    analyses = told([FERRY, WRECK, TOWN])
    made = room.brief(story_of(analyses), analyses)
    texts = {a.article.id: a.article.text for a in analyses}
    assert 4 <= len(made.sentences) <= 8
    for s in made.sentences:
        assert check_text(s.text, s.citations, texts) == []
        assert all(p.exact == texts[p.article][p.start : p.end] and len(p.exact) <= 500 for p in s.citations)
        assert all(sum(q.article == p.article for q in s.citations) <= 2 for p in s.citations)


def test_like_sentences_of_other_reports_are_cited() -> None:
    """A sentence that three reports tell cites three reports."""
    analyses = told([FERRY, WRECK, TOWN])
    made = room.brief(story_of(analyses), analyses)
    sank = next(s for s in made.sentences if "sank" in s.text)
    assert len({p.article for p in sank.citations}) == 3


def test_sentences_that_lean_on_others_are_not_chosen() -> None:
    """No sentence begins with a pronoun, and "But" is cut away."""
    analyses = told([FERRY, WRECK, TOWN])
    texts = [s.text for s in room.brief(story_of(analyses), analyses).sentences]
    assert not [t for t in texts if t.split()[0] in ("He", "She", "They", "But")]
    two = told(["Rain fell on the quay in Ostby at noon.\nBut the harbour office found 12 boats near the wreck."])
    trimmed = room.brief(story_of(two), two).sentences
    assert [s.rule for s in trimmed if s.text.startswith("The harbour office found")] == ["printed-without-lead-in"]


def test_a_hard_conflict_has_its_own_sentence() -> None:
    """Both sides stand in their own words between marks, with a citation each and the outlets' names; a soft one has none."""
    analyses = told([FERRY, WRECK, TOWN])
    hard = room.brief(story_of(analyses, [times_failed(analyses)]), analyses).sentences[-1]
    assert hard.rule == "two-sides"
    assert hard.about == ("c-1",)
    assert "Ostby Herald has “" in hard.text
    assert "Lund Post has “" in hard.text
    assert {p.article for p in hard.citations} == {a.article.id for a in analyses[:2]}
    assert "twice" in hard.text
    assert "three times" in hard.text
    soft = room.brief(story_of(analyses, [times_failed(analyses, "soft")]), analyses)
    assert "two-sides" not in {s.rule for s in soft.sentences}


def test_reports_without_an_outlet_are_named_neutrally() -> None:
    """Unknown outlets are "a report" and "another report"; outlets known twice are not used to tell reports apart."""
    for outlets in ((None, None, None), ("Ostby Herald", "Ostby Herald", None)):
        analyses = told([FERRY, WRECK, TOWN], outlets)
        text = room.brief(story_of(analyses, [times_failed(analyses)]), analyses).sentences[-1].text
        assert "a report has “" in text
        assert "another report has “" in text


def test_renaming_outlets_changes_names_alone() -> None:
    """With other outlets the same sentences are chosen in the same order."""
    briefs = []
    for outlets in (("Ostby Herald", "Lund Post", "Reed"), ("Zz Wire", "Aa Wire", "Mm Wire")):
        analyses = told([FERRY, WRECK, TOWN], outlets)
        made = room.brief(story_of(analyses, [times_failed(analyses)]), analyses)
        text = [s.text for s in made.sentences]
        for n, name in enumerate(outlets):
            text = [t.replace(name, f"outlet {n}") for t in text]
        briefs.append((text, [s.citations for s in made.sentences]))
    assert briefs[0] == briefs[1]


def test_order_of_arrival_does_not_matter() -> None:
    """Whatever the order of the analyses, the brief is the same."""
    analyses = told([FERRY, WRECK, TOWN])
    story = story_of(analyses, [times_failed(analyses)])
    assert len({room.brief(story, list(p)) for p in permutations(analyses)}) == 1


def test_copies_count_for_less_than_origins() -> None:
    """Words of two origins weigh more than words of two copies, and those of many copies no more than those of two origins."""
    copied = "The mill rang its horn for a very long hour at noon.\n"
    texts = [
        copied + "Rain fell on the quay in Ostby.",
        copied + "Snow fell on the hills of Lund.",
        "Rain fell on the quay in Ostby all of that week.",
    ]
    analyses = told(texts)
    ids = tuple(sorted(a.article.id for a in analyses[:2]))
    one = story_of(analyses, origins=[Origin(id="o", articles=ids)])
    weights_apart, weights_joined = (_weight_of("horn", story_of(analyses), analyses), _weight_of("horn", one, analyses))
    assert weights_apart > weights_joined > _weight_of("snow", one, analyses)
    copies = [f"Noon came to {place}.\n{copied}" for place in ("Ostby", "Lund", "Brennahem", "Ho", "Vellingsund", "Talmark")]
    own = [f"Noon came to {place}.\nFrost fell on the harbour at ten, the office said." for place in ("Reed", "Kell")]
    many = told(copies + own, (None,) * 8)
    joined = story_of(many, origins=[Origin(id="o", articles=tuple(sorted(a.article.id for a in many[:6])))])
    assert _weight_of("horn", joined, many) <= _weight_of("frost", joined, many)


def _weight_of(stem, story, analyses):
    from tellings.briefing.candidates import origin_of
    from tellings.briefing.worth import sentences_of, weigh

    return weigh(sentences_of(analyses, origin_of(story)), [a.article for a in analyses])[stem]


def test_what_the_gate_turns_back_is_listed() -> None:
    """A conflict that fits no sentence, and one above the number that a brief tells, are listed with the reason."""
    analyses = told([FERRY, WRECK, TOWN])
    same = cite(analyses[0], "40 people on board"), cite(analyses[2], "40 people on board")
    nothing = Conflict(id="c-2", kind="number", strength="hard", sides=tuple(Side("40", (p,), 1) for p in same), rule="two-counts")
    made = room.brief(story_of(analyses, [times_failed(analyses), nothing]), analyses)
    assert [w.text for w in made.withheld] == ["number: 40 / 40"]
    assert made.withheld[0].why == "no words of the sides that show the difference fit between marks"
    assert [s.about for s in made.sentences if s.rule == "two-sides"] == [("c-1",)]


def test_sides_must_show_their_difference() -> None:
    """Two ways to print one time are no sentence of the brief."""
    analyses = told(["The siren of Ostby rang at 2:40 a.m. for the crew.", "A siren rang in Ostby at 2.40am, the mill said."])
    sides = tuple(Side("", (a.passage(0, len(a.article.text)),), 1) for a in analyses)
    conflict = Conflict(id="c-3", kind="date", strength="hard", sides=sides, rule="two-times")
    made = room.brief(story_of(analyses, [conflict]), analyses)
    assert [s.rule for s in made.sentences if s.rule == "two-sides"] == []
    assert [w.why for w in made.withheld] == ["no words of the sides that show the difference fit between marks"]


def test_a_sentence_names_the_claims_it_tells() -> None:
    """``about`` holds the ids of the claims whose passages a sentence holds."""
    analyses = told([FERRY])
    claim = Claim("k-1", "The ferry sank.", "corroborated", 2, (cite(analyses[0], "The ferry Auk sank off Ostby on Monday"),))
    made = room.brief(msgspec.structs.replace(story_of(analyses), claims=(claim,)), analyses)
    assert [s.text.split()[2] for s in made.sentences if s.about == ("k-1",)] == ["Auk"]


@pytest.mark.parametrize(
    ("text", "fewest"), [("", 0), ("It rained.", 0), ("The ferry Auk sank off Ostby on Monday with 40 people on board.", 1)]
)
def test_tiny_stories_have_short_briefs(text: str, fewest: int) -> None:
    """A story of one sentence has a brief of one, a story of none has none."""
    analyses = told([text])
    assert len(room.brief(story_of(analyses), analyses).sentences) == fewest


SENTENCES = [
    *FERRY.split("\n"),
    *WRECK.split("\n"),
    *TOWN.split("\n"),
    '"No,',
    "The U.S. paid $3m, or 5 percent, on Jan. 5.",
    "He said “no.",
    "'Tis late.",
]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), max_size=12).map("\n".join), min_size=1, max_size=3, unique=True))
@settings(max_examples=60, deadline=None)
def test_any_story_has_a_brief_that_holds(texts: list[str]) -> None:
    """Whatever the reports, every sentence cites, stands in its passages and is told once."""
    analyses = told(texts)
    analyses = [a for n, a in enumerate(analyses) if a.article.id not in {b.article.id for b in analyses[:n]}]
    made = room.brief(story_of(analyses), analyses)
    by_id = {a.article.id: a.article.text for a in analyses}
    assert len(made.sentences) <= 8
    assert len({s.text for s in made.sentences}) == len(made.sentences)
    for s in made.sentences:
        assert s.citations
        assert isinstance(s.citations[0], Passage)
        assert check_text(s.text, s.citations, by_id) == []


def test_every_rule_is_explained() -> None:
    """Each rule that a sentence carries has its entry in rules.toml."""
    rules = tomllib.loads(Path(room.__file__).with_name("rules.toml").read_text(encoding="utf-8"))
    analyses = told([FERRY, WRECK, TOWN])
    made = room.brief(story_of(analyses, [times_failed(analyses)]), analyses)
    assert {s.rule for s in made.sentences} <= set(rules)
    assert all(rule["says"] and rule["changes"] for rule in rules.values())


def test_readme_example() -> None:
    """The README's example prints what it says."""
    assert doctest.testfile(str(Path(room.__file__).with_name("README.md")), module_relative=False).failed == 0
