"""What the house promises of every result, checked on the demo story."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def texts(demo_pile):
    from tellings.intake import read_all

    articles, _, _ = read_all([str(demo_pile)])
    return {article.id: article.text for article in articles}


@pytest.fixture(scope="module")
def result(demo_json):
    return json.loads(demo_json)


def dicts(noun):
    """Yield every JSON object inside a value."""
    if isinstance(noun, dict):
        yield noun
        noun = list(noun.values())
    if isinstance(noun, list):
        for value in noun:
            yield from dicts(value)


def brief(tmp_path, *paths, **env):
    command = [str(Path(sys.executable).with_name("tellings")), "brief", *map(str, paths), "--json"]
    settings = {**os.environ, "XDG_STATE_HOME": str(tmp_path), **env}
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", env=settings)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed_changes_nothing(demo_pile, demo_json, tmp_path, seed):
    """The same pile gives the same bytes whatever the interpreter's hash seed."""
    assert brief(tmp_path, demo_pile, PYTHONHASHSEED=seed) == demo_json


def test_order_of_arrival_changes_nothing(demo_pile, demo_json, tmp_path):
    """The files in reverse order give the same stories, byte for byte."""
    files = sorted(demo_pile.iterdir(), reverse=True)
    assert json.loads(brief(tmp_path, *files))["stories"] == json.loads(demo_json)["stories"]


def test_every_passage_is_exact(result, texts):
    """Every span lies inside its article, is not empty, and ``exact`` is what stands there."""
    found = [d for d in dicts(result) if {"article", "start", "end"} <= d.keys()]
    assert len(found) > 100
    for passage in found:
        text = texts[passage["article"]]
        assert 0 <= passage["start"] < passage["end"] <= len(text), passage
        assert passage.get("exact", text[passage["start"] : passage["end"]]) == text[passage["start"] : passage["end"]]


def test_every_quotation_lies_in_its_article(result, texts):
    """Spans of contents, cues and speakers lie inside the article, in order, and contents do not overlap themselves."""
    for quotation in (q for story in result["stories"] for q in story["quotations"]):
        size = len(texts[quotation["article"]])
        ends = [0, *(at for span in quotation["spans"] for at in span), size]
        assert ends == sorted(ends), quotation
        speaker = quotation["speaker"]
        spans = [quotation["cue"], speaker["mention"], *speaker["mentions"], speaker["printed"]["mention"]]
        assert all(0 <= s[0] < s[1] <= size for s in spans if s), quotation


def test_ids_are_unique(result):
    """No two things of one section of a story share an id."""
    for story in result["stories"]:
        for section, items in story.items():
            if isinstance(items, list) and section != "furniture":
                counted = Counter(item["id"] for item in items)
                assert [i for i, n in counted.items() if n > 1] == [], section


def test_every_reference_resolves(result):
    """Whatever a finding names by id is there: articles, utterances, quotations, entities, conflicts."""
    for story in result["stories"]:
        ids = {section: {x["id"] for x in items if "id" in x} for section, items in story.items() if isinstance(items, list)}
        assert {d["article"] for d in dicts(story) if "article" in d} <= ids["articles"]
        assert {a for origin in story["origins"] for a in origin["articles"]} <= ids["articles"]
        assert {q["utterance"] for q in story["quotations"]} - {None} <= ids["utterances"]
        assert {q for u in story["utterances"] for q in u["quotations"]} <= ids["quotations"]
        assert {q["speaker"]["entity"] for q in story["quotations"]} - {None} <= ids["entities"]
        assert {c for event in story["timeline"] for c in event["conflicts"]} <= ids["conflicts"]
        known = set().union(*ids.values())
        assert {a for sentence in story["brief"]["sentences"] for a in sentence["about"]} <= known


def test_every_statement_points_at_characters(result):
    """Claims, conflicts, wordings, reuse, timeline and brief cite at least one passage each."""
    for story in result["stories"]:
        cited = [c["passages"] for c in story["claims"]] + [e["passages"] for e in story["timeline"]]
        cited += [side["passages"] for c in story["conflicts"] for side in c["sides"]]
        cited += [form["passages"] for w in story["wording"] for form in w["forms"]]
        cited += [s["citations"] for s in story["brief"]["sentences"]]
        assert all(cited)


def test_scores_lie_between_nothing_and_one(result):
    """A score is a number from 0 to 1."""
    assert all(0 <= d["score"] <= 1 for d in dicts(result) if "score" in d)


def test_strangers_are_stories_of_their_own(result):
    """The two unrelated articles of the demo pile stand alone, and the rest are one story."""
    sizes = sorted(len(story["articles"]) for story in result["stories"])
    assert sizes[:-1] == [1, 1]
    assert sizes[-1] >= 6
