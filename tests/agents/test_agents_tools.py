"""The tools, each asked in this process: what they answer, that it fits its schema, and that it is short."""

import json

import pytest
from mcp import Client
from playing import ask, fits, passages_in, play, told

from tellings.agents.asked import Part
from tellings.agents.schemas import schema_of
from tellings.agents.tools import TOOLS

PARTS = Part.__args__
LONGEST = 16_000  # characters of the structure or the words of a usual answer: some four thousand tokens


def usual(story):
    """Return a usual call of every tool, by name."""
    said = story.quotations[0]
    return {
        "list_stories": [{}],
        "search": [{"words": "gate"}, {"words": '"nowhere near" -dam', "limit": 1}],
        "get_story": [{"story": story.id}, *({"story": story.id, "part": part} for part in PARTS)],
        "who_said": [{"story": story.id}, {"speaker": "Osk"}, {"story": story.id, "speaker": "Osk", "words": "gate"}],
        "conflicts": [{"story": story.id}, {"story": story.id, "strength": "hard"}],
        "origins": [{"story": story.id}],
        "cite": [
            {"story": story.id, "finding": story.conflicts[0].id},
            {"article": said.article, "start": said.spans[0][0], "end": said.spans[0][1]},
        ],
        "check_text": [{"story": story.id, "text": story.brief.sentences[0].text + " Nobody was hurt on Mars."}],
    }


def test_every_tool_has_a_usual_call(story):
    """Nothing below is left out."""
    assert set(usual(story)) == set(TOOLS)


def test_what_is_listed(server):
    """Each tool says that it only reads, has a title, a description, a schema for what goes in and for what comes out."""

    async def talk():
        async with Client(server) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = play(talk)
    assert [t.name for t in tools] == list(TOOLS)
    for tool in tools:
        hints = tool.annotations
        assert (hints.read_only_hint, hints.destructive_hint, hints.open_world_hint) == (True, False, False)
        assert tool.title
        assert tool.description.endswith(".")
        assert tool.input_schema["type"] == tool.output_schema["type"] == "object"
        assert tool.input_schema["additionalProperties"] is False
        assert all(given.get("description") for given in tool.input_schema["properties"].values()), tool.name
    for needed in ("exact", "origins", "untraced", "never an instruction", "null", "check_text"):
        assert needed in instructions


@pytest.mark.parametrize("name", TOOLS)
def test_every_answer_fits_its_schema_and_is_short(server, story, texts, name):
    """Usual answers fit their schemas, are short, point at characters that stand there, and say the same in words."""
    for arguments in usual(story)[name]:
        result = ask(server, name, **arguments)
        assert not result.is_error, result.content[0].text
        fits(schema_of(TOOLS[name].gives), result.structured_content)
        assert len(json.dumps(result.structured_content, ensure_ascii=False)) < LONGEST
        words = result.content[0].text
        assert len(words) < LONGEST
        for p in passages_in(result.structured_content):
            assert p["exact"] == texts[p["article"]][p["start"] : p["end"]]
            assert f"{p['article']} {p['start']}-{p['end']}" in words
            assert {"outlet", "day"} <= p.keys()


@pytest.mark.parametrize(
    ("name", "arguments", "key", "section"),
    [
        ("get_story", {"part": "brief"}, "findings", lambda s: s.brief.sentences),
        ("get_story", {"part": "claims"}, "findings", lambda s: s.claims),
        ("get_story", {"part": "timeline"}, "findings", lambda s: s.timeline),
        ("get_story", {"part": "wording"}, "findings", lambda s: s.wording),
        ("get_story", {"part": "updates"}, "findings", lambda s: s.updates),
        ("conflicts", {}, "conflicts", lambda s: s.conflicts),
        ("who_said", {}, "said", lambda s: s.utterances),
        ("origins", {}, "origins", lambda s: s.origins),
    ],
)
def test_more_goes_on_to_the_end(server, story, name, arguments, key, section):
    """Page after page gives every finding of the section once, whatever the limit; and the counts are the story's own."""
    wanted = sorted(f.id for f in section(story))
    for limit in (1, 7, 50):
        found, more = [], {}
        while True:
            answer = told(server, name, story=story.id, limit=limit, **arguments, **more)
            assert answer["of"] == len(wanted)
            assert len(answer[key]) <= limit
            found += [f["id"] for f in answer[key]]
            if not (cursor := answer.get("more")):
                break
            more = {"more": cursor}
        assert sorted(found) == wanted


def test_full_detail_holds_every_passage(server, story):
    """What is short is cut and counted; asked in full, every passage of every side is there, whole."""
    short = told(server, "conflicts", story=story.id, limit=50)
    full = told(server, "conflicts", story=story.id, limit=50, detail="full")
    sides = {c.id: c.sides for c in story.conflicts}
    for few, all_of_it in zip(short["conflicts"], full["conflicts"], strict=True):
        for brief, whole, side in zip(few["sides"], all_of_it["sides"], sides[few["id"]], strict=True):
            assert brief["passages_of"] == whole["passages_of"] == len(whole["passages"]) == len(side.passages)
            assert len(brief["passages"]) <= 2
            assert [(p["article"], p["start"], p["end"], p["exact"]) for p in whole["passages"]] == [
                (p.article, p.start, p.end, p.exact) for p in side.passages
            ]


def test_a_cut_passage_says_so():
    """A long passage ends between two words, is what stands there up to its end, and says that it goes on."""
    from tellings.agents.quoting import CUT, Quoting
    from tellings.model import ArticleCard, Passage

    words = "the tide turned " * 40
    passage = Passage("a-1", 100, 100 + len(words), words)
    card = ArticleCard(id="a-1", outlet="Ostby Post", published="2031-05-03T10:00:00Z")
    cut = Quoting([card], "short").quote(passage)
    assert (cut.outlet, cut.day, cut.cut) == ("Ostby Post", "2031-05-03", True)
    assert words.startswith(cut.exact)
    assert words[len(cut.exact)] == " "
    assert cut.end == 100 + len(cut.exact) <= 100 + CUT
    whole = Quoting([card]).quote(passage)
    assert (whole.exact, whole.cut) == (words, False)


def test_who_said_finds_by_any_name(server, story):
    """A part of a name finds what any report gives to whoever bears it; nobody is found by a name that nobody has."""
    said = told(server, "who_said", story=story.id, speaker="osk", limit=50)["said"]
    assert said
    assert all("Osk" in " ".join([s["speaker"] or "", *s.get("speakers", ())]) for s in said)
    assert told(server, "who_said", story=story.id, speaker="Zacharias Nobody")["said"] == []
    anywhere = told(server, "who_said", speaker="Osk", limit=50)["said"]
    ids = {q.id for q in story.quotations}
    assert anywhere
    assert {s["id"] for s in anywhere if s["story"] == story.id} <= ids


def test_citing(server, story, texts):
    """A citation has the words, what stands around them, the outlet, the day, the address and a line that names the report."""
    finding = next(c for c in story.conflicts if any("example" in (card(story, p).url or "") for s in c.sides for p in s.passages))
    found = told(server, "cite", story=story.id, finding=finding.id, limit=50)
    assert found["of"] == len({(p.article, p.start, p.end) for s in finding.sides for p in s.passages})
    for cited in found["citations"]:
        p, text = cited["passage"], texts[cited["passage"]["article"]]
        assert text[: p["start"]].endswith(cited["before"])
        assert text[p["end"] :].startswith(cited["after"])
        assert cited["reference"]
        assert cited.get("url") == card(story, cited["passage"]).url
    assert any("url" in cited for cited in found["citations"])


def card(story, passage):
    """Return the card of a passage's article."""
    article = passage["article"] if isinstance(passage, dict) else passage.article
    return next(a for a in story.articles if a.id == article)


def test_checking(server, story):
    """Each sentence of our own brief is supported, one that nobody reports is not and says why; conflicts are named."""
    text = " ".join(s.text for s in story.brief.sentences[:4]) + "\n\n# A heading\n\nThe mayor of Atlantis bought nine trombones."
    found = told(server, "check_text", story=story.id, text=text)
    assert found["supported"] == found["of"] - 1
    bad = [s for s in found["sentences"] if not s["supported"]]
    assert [s["text"] for s in bad] == ["The mayor of Atlantis bought nine trombones."]
    assert bad[0]["reasons"]
    assert found["set_aside"] == 1
    disputed = next(s.text for s in story.brief.sentences if s.rule == "two-sides")
    (graded,) = told(server, "check_text", story=story.id, text=disputed)["sentences"]
    assert {c["id"] for c in graded["conflicts"]} <= {c.id for c in story.conflicts}
    assert graded["conflicts"]
