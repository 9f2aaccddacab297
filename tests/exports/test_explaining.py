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
    assert f"speaker    {said.speaker.score:g} of 1" in to_text(explain(demo_result, said.id))
    ids = [f.id for section in KINDS if section != "origins" for f in getattr(story, section)]
    assert all(explain(demo_result, i).models and explain(demo_result, i).rules for i in ids)
