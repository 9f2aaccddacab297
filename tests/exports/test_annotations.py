"""W3C Web Annotations: selectors that find the words again, ids that last, and only what the standard knows."""

import base64
import json

import pytest
from made_up import HOSTILE, make_hostile, make_result, make_texts

from tellings.errors import UsageError
from tellings.exports import export
from tellings.exports.annotations import AROUND, SAYS
from tellings.exports.sections import SECTIONS, UNPLACED

# https://www.w3.org/TR/annotation-model/: the keys used here, and the motivations of its section 3.3.5
KEYS = {
    "page": {"@context", "id", "type", "partOf", "startIndex", "items"},
    "item": {"id", "type", "motivation", "body", "target"},
    "body": {"type", "value", "format", "purpose"},
    "target": {"source", "selector"},
}
MOTIVATIONS = set(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning "
    "replying tagging".split()
)


def annotated(result, texts, **choices):
    return json.loads(export(result, "annotations", texts=texts, **choices))


def check(page, texts):
    """Hold a page against the model of the W3C, and each selector against the text of its article."""
    assert set(page) == KEYS["page"]
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert page["partOf"]["total"] == len(page["items"])
    ids = [a["id"] for a in page["items"]]
    assert len(ids) == len(set(ids))
    named = {
        base64.urlsafe_b64decode(t["source"][14:] + "=") for a in page["items"] for t in a["target"] if t["source"][:3] == "ni:"
    }
    assert all(len(digest) == 32 for digest in named)
    for a in page["items"]:
        assert set(a) == KEYS["item"]
        assert a["motivation"] in MOTIVATIONS
        assert all(set(b) == KEYS["body"] and b["value"] and b["purpose"] in MOTIVATIONS for b in a["body"])
        for t in a["target"]:
            assert set(t) == KEYS["target"]
            *quotes, place = t["selector"]
            assert place["type"] == "TextPositionSelector"
            assert 0 <= place["start"] < place["end"]
            for q in quotes:
                assert q["type"] == "TextQuoteSelector"
                around = q.get("prefix", "") + q["exact"] + q.get("suffix", "")
                assert any(around in text and text[place["start"] : place["end"]] == q["exact"] for text in texts)


def test_every_section_that_has_passages() -> None:
    """Each section that rests on passages is annotated, with both selectors and the words around."""
    assert set(SAYS) == set(SECTIONS) - set(UNPLACED)
    result, texts = make_result(), make_texts()
    page = annotated(result, texts)
    check(page, [a.text for a in texts.values()])
    assert {b["value"] for a in page["items"] for b in a["body"] if b["purpose"] == "tagging"} >= set(SAYS)
    story = result.stories[0]
    said = {b["value"] for a in page["items"] for b in a["body"]}
    assert {s.text for s in story.brief.sentences} <= said
    number = story.conflicts[0]
    side = number.sides[1]
    assert f"hard number conflict on {number.about or 'one thing'}, side 2: {side.statement} (origins: {side.origins})" in said
    longest = max(len(q.get("prefix", "")) for a in page["items"] for t in a["target"] for q in t["selector"])
    assert longest == AROUND


def test_positions_count_code_points() -> None:
    """An emoji before the words counts one, as the W3C's model has it, not two."""
    result, texts = make_hostile("🚢🚢")
    page = annotated(result, texts)
    check(page, [a.text for a in texts.values()])


def test_an_article_alone() -> None:
    """Of one article only what stands in it is annotated."""
    result, texts = make_result(), make_texts()
    article = result.stories[0].articles[0]
    page = annotated(result, texts, article=article.id)
    assert page["items"]
    assert {t["source"] for a in page["items"] for t in a["target"]} == {article.url}
    assert page["id"] != annotated(result, texts)["id"]


def test_ids_follow_the_address() -> None:
    """Where the page will stand is known, ids are places on it; else they are made of what they name."""
    page = annotated(make_result(), make_texts(), address="https://ours.example/s-ferry.jsonld")
    assert page["id"] == "https://ours.example/s-ferry.jsonld"
    assert all(a["id"].startswith("https://ours.example/s-ferry.jsonld#") for a in page["items"])
    bare = annotated(make_result(), make_texts())
    assert all(a["id"].startswith("urn:uuid:") for a in bare["items"])
    assert bare == annotated(make_result(), make_texts())


def test_without_texts_nothing_is_made_up() -> None:
    """Where no text is at hand there is no prefix, and a place without words has its position alone."""
    page = annotated(make_result(), {})
    selectors = [t["selector"] for a in page["items"] for t in a["target"]]
    assert not [q for s in selectors for q in s if "prefix" in q]
    assert any(len(s) == 1 for s in selectors)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_stay_words(words: str) -> None:
    """Hostile words in every field: sources are IRIs of ours or of the web, quotations verbatim, bodies visible."""
    result, texts = make_hostile(words)
    page = annotated(result, texts)
    check(page, [a.text for a in texts.values()])
    assert all(t["source"].startswith(("https://", "http://", "ni:///", "urn:uuid:")) for a in page["items"] for t in a["target"])


def test_a_section_alone() -> None:
    """One section can be had; one that rests on no passage is refused."""
    page = annotated(make_result(), make_texts(), section="conflicts")
    assert {a["motivation"] for a in page["items"]} == {"commenting"}
    with pytest.raises(UsageError, match="nothing to annotate"):
        export(make_result(), "annotations", section="overrides")
