"""An id becomes the words it stands for, so that a correction outlives the telling in which somebody saw it."""

import pytest
from msgspec.structs import replace

from tellings import analyse, read
from tellings.model import Override, Target
from tellings.overrides import Corrections, DoubtError, by_content
from tellings.pipeline import tell_story

ONE = (
    "The ferry Auk ran aground off Ostby on Monday. Nine people were hurt, the harbour office said. "
    "“We lost the light,” said Ada Brook, a pilot. The Auk belongs to the Ostby Line."
)
TWO = (
    "The ferry Auk ran aground off Ostby on Monday. Fourteen people were hurt, the harbour office said. "
    "“We lost the light off Ostby,” said Ada Brook, the pilot. "
    "“Nobody slept,” said Ivo Kell, a passenger. The vessel belongs to the Ostby Line."
)
OF = {
    "quotation": "quotations",
    "claim": "claims",
    "conflict": "conflicts",
    "moment": "moments",
    "figure": "figures",
    "reuse": "reuse",
    "event": "timeline",
    "wording": "wording",
    "update": "updates",
}


@pytest.fixture(scope="module")
def analyses():
    """Return two reports of one event, analysed by rules."""
    from tellings.language.readers import Rules

    told = [read(ONE, "a.txt", published="2031-05-02"), read(TWO, "b.txt", published="2031-05-02")]
    return [analyse(a, Rules("a test")) for a in told]


@pytest.fixture(scope="module")
def story(analyses):
    """Return their story."""
    from tellings.language.readers import Rules

    return tell_story(analyses, Rules("a test"), id="s-auk")


def without_ids(override):
    """Return a correction by its words alone, as if the ids were those of another run."""
    return replace(override, id=None, targets=tuple(replace(t, id=None) for t in override.targets), line=1)


@pytest.mark.parametrize("of", ["quotation", "claim", "conflict", "moment", "figure", "reuse", "event"])
def test_a_finding_is_known_by_its_words(of, story, analyses):
    """Every kind of finding that is rejected by its id is rejected by the words that stand for the id."""
    from tellings.language.readers import Rules

    finding = getattr(story, OF[of])[0]
    meant = by_content(Override(do="reject", of=of, id=finding.id), story, [a.article for a in analyses])
    assert meant.id is None
    assert all(t.id == finding.id and t.exact and t.article for t in meant.targets)
    by_hand = Corrections([without_ids(meant)], analyses)
    told = tell_story(analyses, Rules("a test"), by_hand=by_hand)
    assert finding.id not in {f.id for f in getattr(told, OF[of])}, by_hand.unapplied()
    assert len(told.overrides) == 1


@pytest.mark.parametrize("do", ["rename", "merge", "split"])
def test_people_and_utterances_are_known_by_their_words(do, story, analyses):
    """An entity is known by a mention, an utterance by a quotation, a speaker by the quotations that they speak."""
    from tellings.language.readers import Rules

    texts = [a.article for a in analyses]
    entities = [e for e in story.entities if e.mentions]
    shared = next(u for u in story.utterances if len(u.quotations) > 1)
    asked = {
        "rename": Override(do="rename", of="entity", targets=(Target(id=entities[0].id),), name="Somebody Else"),
        "merge": Override(do="merge", of="entity", targets=(Target(id=entities[0].id), Target(name=entities[1].name))),
        "split": Override(do="split", of="utterance", targets=(Target(id=shared.quotations[0]),)),
    }[do]
    meant = by_content(asked, story, texts)
    assert all(t.exact for t in meant.targets)
    by_hand = Corrections([without_ids(meant)], analyses)
    tell_story(analyses, Rules("a test"), by_hand=by_hand)
    assert len(by_hand.applied()) == 1, by_hand.unapplied()


def test_an_id_that_is_none_is_doubted(story, analyses):
    """An id that the story does not have is said, with the kind that was asked for."""
    with pytest.raises(DoubtError, match="has no claim c-none"):
        by_content(Override(do="reject", of="claim", id="c-none"), story, [a.article for a in analyses])
    with pytest.raises(DoubtError, match="no conflict"):
        by_content(Override(do="not-a-conflict", id=story.claims[0].id), story, [a.article for a in analyses])
