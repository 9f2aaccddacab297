"""What changed between two tellings of an invented story, and between two versions of a report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings import analyse, read
from tellings.changes import compare, revise
from tellings.changes.places import Places
from tellings.language.readers import load_reader
from tellings.model import Passage
from tellings.pipeline import tell_story

FIRST = """Ferry runs aground off Ostby

A ferry with 120 people on board ran aground off Ostby on Monday, the guard said. Twelve people were injured, two of them badly.

"We heard a loud bang," said Ada Brook, a passenger. The captain was arrested on Tuesday morning. The line has not commented.
"""
MENDED = """Ferry runs aground off Ostby

A ferry with 120 people on board ran aground off Ostby on Monday, the guard said. Fourteen people were injured, two of them badly.

"We heard a loud bang," said Ada Brook, a passenger. The captain was not arrested, police said. The mast broke in the storm.
"""
OTHER = """Ostby ferry accident: inquiry opens

An inquiry into the Ostby ferry accident opened on Thursday. Fourteen people were injured when the ferry ran aground on Monday.
"""
RIVAL = """Ferry accident off Ostby

A ferry ran aground off Ostby on Monday. Nine people were injured, the hospital said.
"""


@pytest.fixture(scope="module")
def reports():
    """Return the analyses of four invented reports by name."""
    texts = {"first": (FIRST, "06"), "mended": (MENDED, "07"), "other": (OTHER, "08"), "rival": (RIVAL, "06")}
    return {name: analyse(read(text, f"{name}.txt", published=f"2031-05-{day}")) for name, (text, day) in texts.items()}


def test_a_revision_tells_claims_and_not_words(reports):
    """A number and a denial are told otherwise, a new sentence is gained, a gone one dropped, the rest is kept."""
    changed = revise(reports["first"], reports["mended"])
    assert [(r.before.exact, r.now.exact) for r in changed.restated] == [
        ("Twelve people were injured, two of them badly.", "Fourteen people were injured, two of them badly."),
        ("The captain was arrested on Tuesday morning.", "The captain was not arrested, police said."),
    ]
    assert [p.exact for p in changed.gained] == ["The mast broke in the storm."]
    assert [p.exact for p in changed.dropped] == ["The line has not commented."]
    assert changed.kept == 2
    assert all(r.reasons for r in changed.restated)


def test_a_version_in_other_words_changes_nothing(reports):
    """The same text under another name, or with another order of paragraphs, is kept whole."""
    first, second, third = FIRST.strip().split("\n\n")
    moved = analyse(read(f"{first}\n\n{third}\n\n{second}\n", "moved.txt", published="2031-05-06"))
    changed = revise(reports["first"], moved)
    assert (changed.gained, changed.dropped, changed.restated) == ((), (), ())
    assert changed.kept == len(moved.clauses)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("About 400 people left their homes.", "At least 400 people left their homes."),
        ("About 400 people left their homes.", "About 400 people returned to their homes."),
    ],
)
def test_what_one_version_alone_grants_the_other_is_told_otherwise(before, now):
    """Where the gate passes one way and not the other the clause is neither new nor gone, whichever version came first."""
    rest = "Engineers found cracks in the Karvel dam on Monday."
    one, other = (analyse(read(f"{rest} {told}\n", name)) for told, name in ((before, "a.txt"), (now, "b.txt")))
    for old, new in ((one, other), (other, one)):
        changed = revise(old, new, load_reader("english"))
        assert [{r.before.exact, r.now.exact} for r in changed.restated] == [{before, now}]
        assert (changed.gained, changed.dropped, changed.kept) == ((), (), 1)
        assert all(r.reasons for r in changed.restated)


def test_what_joins_is_told(reports):
    """A report that joins brings its claims and its origin; nothing that was told before is told again."""
    before, now = tell_story([reports["first"]]), tell_story([reports["first"], reports["other"]])
    changes = compare(before, now, (3, 4))
    assert (changes.since, changes.now) == (3, 4)
    assert changes.articles_joined == (reports["other"].article.id,)
    assert [o.articles for o in changes.origins_joined] == [changes.articles_joined]
    assert "An inquiry into the Ostby ferry accident opened on Thursday." in [c.text for c in changes.claims_gained]
    assert not changes.claims_lost
    assert all(p.article in changes.articles_joined for c in changes.claims_gained for p in c.passages)


def test_a_conflict_opens_and_is_settled_by_a_new_version(reports):
    """A rival's number opens a conflict; once the rival's report is gone the conflict is settled, and how is said."""
    alone, both = tell_story([reports["first"]]), tell_story([reports["first"], reports["rival"]])
    opened = compare(alone, both)
    assert [c.kind for c in opened.conflicts_opened] == ["number"]
    assert opened.conflicts_settled == ()
    closed = compare(both, alone)
    assert [(s.conflict.kind, s.how) for s in closed.conflicts_settled] == [("number", "left")]
    assert closed.articles_left == (reports["rival"].article.id,)


def test_a_claim_that_moved_into_the_new_version_is_no_change(reports):
    """Of a replaced report, claims that both versions tell are neither gained nor lost; what it tells otherwise is both."""
    old, new = reports["first"], reports["mended"]
    replaced = {old.article.id: new.article.id}
    changes = compare(tell_story([old]), tell_story([new]), replaced=replaced, revisions=[revise(old, new)])
    told = " / ".join(c.text for c in (*changes.claims_gained, *changes.claims_lost))
    assert "Fourteen people" in told
    assert "Twelve people" in told
    assert "ran aground" not in told
    assert (changes.articles_joined, changes.articles_left, changes.origins_joined) == ((), (), ())


def test_a_story_told_for_the_first_time_is_all_gain(reports):
    """Without an earlier telling every claim is gained and nothing is lost."""
    now = tell_story([reports["first"]])
    changes = compare(None, now)
    assert changes.claims_gained == now.claims
    assert (changes.claims_lost, changes.conflicts_settled) == ((), ())


def test_the_same_telling_twice_changes_nothing(reports):
    """A telling beside itself has no changes."""
    told = tell_story([reports["first"], reports["rival"]])
    changes = compare(told, told)
    assert not any(getattr(changes, f) for f in changes.__struct_fields__ if isinstance(getattr(changes, f), tuple))


SPANS = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 30), st.integers(1, 12)), max_size=12)


@given(held=SPANS, asked=SPANS)
def test_places_finds_every_overlap(held, asked):
    """Passages rest on the same characters exactly when one begins before the other ends, in one article."""
    made = [Passage(a, s, s + n, "") for a, s, n in held]
    places = Places([[p] for p in made])
    for a, s, n in asked:
        wanted = {i for i, p in enumerate(made) if p.article == a and p.start < s + n and s < p.end}
        assert places.resting_on([Passage(a, s, s + n, "")]) == wanted
