"""Every finding can be asked why it stands."""

import msgspec
import pytest
from made_up import HOSTILE, make_hostile, make_result

from tellings.errors import UsageError
from tellings.exports.explaining import KINDS, explain, to_text
from tellings.exports.rules import rules

IDS = [f.id for section in KINDS for f in getattr(make_result().stories[0], section)]
IDS += [s.id for s in make_result().stories[0].brief.sentences] + ["s-ferry"]


@pytest.mark.parametrize("wanted", IDS)
def test_every_id_is_explained(wanted: str) -> None:
    """Each id of a result has an explanation that names it and can be sent as JSON."""
    found = explain(make_result(), wanted)
    assert found.id == wanted
    assert wanted in to_text(found)
    assert msgspec.json.encode(found)


def test_every_id_of_the_demo_is_explained(demo_result) -> None:
    """Each finding of the demo has a described rule, words of why, what would change it, and a passage."""
    for story in demo_result.stories:
        ids = [f.id for section in KINDS for f in getattr(story, section)] + [s.id for s in story.brief.sentences] + [story.id]
        assert len(ids) > 20
        for wanted in ids:
            found = explain(demo_result, wanted)
            assert found.rules, wanted
            assert all(r.says and r.changes for r in found.rules), wanted
            assert found.why, wanted
            assert found.inputs, wanted
            text = to_text(found)
            assert f"rule {found.rules[0].name}" in text
            assert f":{found.inputs[0].start}-{found.inputs[0].end}" in text
            assert "what would change it" in text


def test_what_is_quoted_has_its_words(demo_result) -> None:
    """Every passage of a conflict, an origin or a sentence of the brief is shown with its words."""
    story = demo_result.stories[0]
    for finding in (*story.conflicts, *story.origins, *story.brief.sentences):
        assert all(i.exact for i in explain(demo_result, finding.id).inputs), finding.id


def test_an_utterance_is_shown_with_its_words(demo_result) -> None:
    """A quotation of one span is shown with its words, also where the result holds its offsets only."""
    story = demo_result.stories[0]
    whole = {q.id for q in story.quotations if len(q.spans) == 1}
    for u in story.utterances:
        if set(u.quotations) <= whole:
            assert all(i.exact for i in explain(demo_result, u.id).inputs), u.id


def test_an_origin_says_which_reports_and_why() -> None:
    """An origin of several reports names them, one of one report says that it is alone; both name the rule."""
    result = make_result()
    found = [explain(result, o.id) for o in result.stories[0].origins]
    assert {f.rules[0].name for f in found} <= {"one-text", "own-reporting", "unseen-text"}
    assert all(f.why and f.inputs for f in found)


def test_an_utterance_says_who_prints_it_and_what_differs(demo_result) -> None:
    """An utterance with altered words shows both wordings and who prints which."""
    story = demo_result.stories[0]
    altered = next(u for u in story.utterances if u.alterations and u.alterations[0].words and u.alterations[0].others)
    told = " ".join(explain(demo_result, altered.id).why)
    assert f"“{altered.alterations[0].words}” where" in told
    assert "Words inside the marks differ" in told


def test_a_brief_sentence_names_its_claims_and_the_gate(demo_result) -> None:
    """A sentence of the brief says which claims or conflicts it tells and that the gate compared it."""
    story = demo_result.stories[0]
    sentence = next(s for s in story.brief.sentences if any(a in {c.id for c in story.conflicts} for a in s.about))
    told = " ".join(explain(demo_result, sentence.id).why)
    assert "both sides" in told
    assert "The gate" in told


def test_a_conflict_shows_both_sides_and_every_passage() -> None:
    """The explanation of a conflict holds its sides, its rule and the words of every passage."""
    text = to_text(explain(make_result(), "c-aboard"))
    assert "214 people were on board / 240 people were on board" in text
    assert "number-exact" in text
    assert text.count("people") >= 5


def test_words_are_found_through_other_passages() -> None:
    """A finding that holds offsets only is shown with its words when another passage of the story covers them."""
    assert explain(make_result(), "f-1").inputs[0].exact == "214 people"


def test_the_beginning_of_an_id_will_do() -> None:
    """An id may be cut as long as one finding only begins so."""
    assert explain(make_result(), "c-ab").id == "c-aboard"


@pytest.mark.parametrize("wanted", ["c-abord", "c-inspectd"])
def test_unknown_id_names_its_neighbour(wanted: str) -> None:
    """An id that is not there is a usage error that names the nearest one."""
    with pytest.raises(UsageError, match=r"c-aboard|c-inspected"):
        explain(make_result(), wanted)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_do_not_command(words: str) -> None:
    """What an explanation prints holds no control or bidi character."""
    result, _ = make_hostile(words)
    text = to_text(explain(result, "c-aboard"))
    assert all(c == "\n" or c.isprintable() for c in text)


def test_rules_of_the_package_are_described() -> None:
    """Each rule in a rules.toml says what it decides and what would change it."""
    assert rules()
    assert [r.name for r in rules().values() if not r.says or not r.changes] == []


def test_a_name_is_explained_and_what_read_it(demo_result) -> None:
    """An entity has a rule in words, a quotation its speaker's score, and everything but an origin or a story says what read it."""
    story = demo_result.stories[0]
    name = explain(demo_result, story.entities[0].id)
    assert name.rules[0].says
    assert name.models == (story.articles[0].model,)
    said = next(q for q in story.quotations if q.speaker.score)
    assert f"{100 * said.speaker.score:.0f} %: how far the rule that named the speaker" in to_text(explain(demo_result, said.id))
    ids = [f.id for section in KINDS if section != "origins" for f in getattr(story, section)]
    assert all(explain(demo_result, i).models and explain(demo_result, i).rules for i in ids)


def test_the_line_that_corrects_a_finding_does_so(demo_pile, demo_result) -> None:
    """The line that explain gives for a conflict, a claim, a quotation, an utterance and an entity is read and carried out."""
    from tellings.intake import read_all
    from tellings.overrides import read_overrides
    from tellings.pipeline import tell

    story = demo_result.stories[0]
    claim = next(c for c in story.claims if c.agreement == "told_by_one" and len(c.passages[0].exact) > 60)
    quotation = next(q for q in story.quotations if len(q.spans) == 1 and q.spans[0][1] - q.spans[0][0] > 60)
    several = next(u for u in story.utterances if len(u.quotations) > 2 and not u.flags)
    asked = [*story.conflicts, claim, quotation, several, story.entities[0]]
    lines = [explain(demo_result, f.id).correct for f in asked]
    overrides, bad = read_overrides("\n".join(lines).replace('"name":"…"', '"name":"Another"'))
    assert (len(overrides), bad) == (len(asked), ())
    articles, _, _ = read_all([str(demo_pile)])
    result = tell(articles, overrides=overrides)
    done = {a.override.line for s in result.stories for a in s.overrides}
    assert done == set(range(1, len(asked) + 1)), result.unapplied
    assert result.stories[0].conflicts == ()
