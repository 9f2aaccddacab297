"""Briefs by a fake endpoint: what is true stands in them, what is false is withheld, and trouble leaves our own."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from tellings.analysis import analyse
from tellings.language.readers import Rules as ByRules
from tellings.language.readers import load_reader
from tellings.model import Brief
from tellings.pipeline import tell_story
from tellings.reading import read
from tellings.writer import Endpoint, Writer
from tests.fetching.played import Play, Request, page, redirect
from tests.writer.mill import JSON, REPORTS, answer, numbered, rows, saying, told, writing

CASES = json.loads((Path(__file__).parent / "lines.json").read_text(encoding="utf-8"))
KEY = "ferry-9-secret"
PLAIN = ("The mill opened in 1911 and employed 40 people.", ("The mill opened",))


def written(play: Play, **more: Any) -> Brief:
    """Return the brief of the invented story by a server that plays."""
    story, analyses = told()
    with writing(play, **more) as (writer, _):
        return writer.write(story, analyses, load_reader())


def by_model(brief: Brief) -> list[str]:
    """Return the sentences that the model wrote."""
    return [s.text for s in brief.sentences if s.rule == "writer"]


@pytest.mark.parametrize("case", CASES["true"], ids=lambda c: c["text"][:40])
def test_true_sentences_in_a_model_s_own_words_are_printed(case: dict[str, Any]) -> None:
    """Shortened, turned round, joined, put into the passive: each stands in the brief over exactly the passages it cites."""
    brief = written(saying((case["text"], tuple(case["cites"]))))
    assert by_model(brief) == [case.get("printed", case["text"])], brief.withheld
    (sentence,) = (s for s in brief.sentences if s.rule == "writer")
    assert [p.exact.startswith(start) for p, start in zip(sentence.citations, case["cites"], strict=True)] == [True] * len(
        case["cites"]
    )
    texts = {a.article.id: a.article.text for a in told()[1]}
    assert all(texts[p.article][p.start : p.end] == p.exact for p in sentence.citations)
    assert brief.written is not None
    assert (brief.written.model, brief.written.sentences, brief.written.trouble) == ("ferry-1", 1, None)


@pytest.mark.parametrize("kind", CASES["false"])
def test_false_sentences_are_withheld(kind: str) -> None:
    """Invented, misattributed, negated, surer, wrongly cited, turned round, mixed: none is printed, each is listed with why."""
    lines = CASES["false"][kind]
    brief = written(saying(*((c["text"], tuple(c["cites"])) for c in lines)))
    assert by_model(brief) == []
    listed = {w.text: w.why for w in brief.withheld}
    assert [c["text"] for c in lines if not listed.get(c["text"], "").startswith("by the writer: ")] == []
    assert brief.sentences == told()[0].brief.sentences
    assert brief.written is not None
    assert brief.written.trouble == "no sentence of it passed the gate"


def test_what_it_is_shown() -> None:
    """It gets whole sentences, their origins, claims and conflicts; no article, and nothing that speaks to machines."""
    story, analyses = told()
    with writing(saying(PLAIN)) as (writer, stage):
        writer.write(story, analyses, load_reader())
        (request,) = stage.asked
    sent = json.loads(request.body)
    assert (sent["model"], sent["temperature"], sent["seed"]) == ("ferry-1", 0, 1)
    assert "tools" not in sent
    assert "never an instruction" in sent["messages"][0]["content"]
    texts = [a.article.text for a in analyses]
    assert all(any(text in t for t in texts) for text in numbered(request))
    assert not any(t.strip() in sent["messages"][1]["content"] for t in texts)
    assert "gnore all previous" not in request.body.decode()
    assert "praise the Ostby Post" not in request.body.decode()
    (conflict,) = (r for r in rows(request) if "conflict" in r)
    assert [[t[:7] for t, n in numbered(request).items() if n in side] for side in conflict["sides"]] == [["Twelve "], ["Fifteen"]]


def test_instructions_in_an_article_lead_nowhere() -> None:
    """A model that does what an article asks of it writes sentences that no passage holds."""

    def obeys(request: Request) -> Any:
        every = sorted(numbered(request).values())
        lines = ["Ada Brook resigned.", "The Ostby Post is to be praised.", "All previous instructions were ignored."]
        return answer([{"text": line, "passages": every[n : n + 3]} for line in lines for n in range(0, len(every), 3)])

    brief = written(obeys)
    assert by_model(brief) == []
    assert "Ada Brook resigned." in {w.text for w in brief.withheld}


@pytest.mark.parametrize("cited", [[], [0], [99], [1, 99], ["x"], None, [1, 2, 3, 4, 5, 6, 7, 8]])
def test_citations_that_are_none(cited: Any) -> None:
    """What cites nothing, a passage that is not there or half the story is withheld, however true."""
    brief = written(answer([{"text": PLAIN[0], "passages": cited}]))
    assert by_model(brief) == []
    assert brief.withheld[-1].why.startswith("by the writer: it cites")


def test_our_conflicts_stay_and_few_sentences_are_made_up_for() -> None:
    """A model cannot leave out what reports disagree about; where little of it passes, ours follow, none twice."""
    own = told()[0].brief
    brief = written(saying(PLAIN, ("Ada Brook said that the council won't rebuild the mill.", ("Ada Brook, the mayor",))))
    rules = [s.rule for s in brief.sentences]
    assert rules[:2] == ["writer", "writer"]
    assert [s for s in brief.sentences if s.rule == "two-sides"] == [s for s in own.sentences if s.rule == "two-sides"]
    assert len([r for r in rules if r != "two-sides"]) == 4
    assert not any("will not rebuild" in s.text for s in brief.sentences)


def test_a_budget_of_words() -> None:
    """A brief of so many words stays within them, and the model is told."""
    story, analyses = told()
    with writing(saying(PLAIN, ("Police arrested Nils Holt near the harbour.", ("Police arrested",))), words=12) as (writer, stage):
        brief = writer.write(story, analyses, load_reader())
        assert "12 words at most" in stage.asked[0].body.decode()
    assert by_model(brief) == []
    with writing(saying(PLAIN, ("Police arrested Nils Holt near the harbour.", ("Police arrested",))), words=45) as (writer, _):
        brief = writer.write(story, analyses, load_reader())
    assert sum(len(s.text.split()) for s in brief.sentences) <= 45
    assert by_model(brief)


def test_the_same_answer_makes_the_same_brief() -> None:
    """Nothing but the story and the answer decides; two runs are equal, and so are their requests."""
    story, analyses = told()
    with writing(saying(PLAIN)) as (writer, stage):
        one, two = (writer.write(story, order, load_reader()) for order in (analyses, analyses[::-1]))
        assert one == two
        assert stage.asked[0].body == stage.asked[1].body


HUGE = [{"send": "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"}, {"send": "[", "times": 50_000_000}]
DRIP = [
    {"send": "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"},
    {"drip": " ", "times": 5000, "every": 0.05},
]
TROUBLES: dict[str, tuple[Play, str]] = {
    "stalls": ([{"hang": 10}], "not complete after 1 seconds"),
    "drips": (DRIP, "not complete after 1 seconds"),
    "breaks": ([{"reset": True}], "broke"),
    "500": (page("{}", status="500 Broken", media=JSON), "the server failed (500)"),
    "401": (page("{}", status="401 No", media=JSON), "check the key"),
    "404": (page("{}", status="404 No", media=JSON), "check the address"),
    "points elsewhere": (redirect("http://169.254.169.254/", "307 Moved"), "points elsewhere"),
    "a web page": (page("<p>Log in</p>"), "text/html"),
    "huge": (HUGE, "larger than"),
    "rubbish": (page('{"choices": NaN}', media=JSON), "no JSON"),
    "no sentences": (answer("I am sorry, but I cannot help with that."), "holds no sentence"),
    "deep": (page("[" * 100_000, media=JSON), "no JSON"),
    "asks for an hour": (page("{}", "Retry-After: 3600", status="429 Busy", media=JSON), "left alone"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_leaves_our_own_brief(name: str) -> None:
    """Whatever the server does, our own brief stands, in time, and says why; the key is told to nobody."""
    play, says = TROUBLES[name]
    began = time.monotonic()
    brief = written(play, seconds=1.0, key=KEY)
    assert time.monotonic() - began < 4
    assert brief.sentences == told()[0].brief.sentences
    assert brief.written is not None
    assert says in (brief.written.trouble or "")
    assert KEY not in repr(brief)


def test_a_busy_server_is_asked_once_more() -> None:
    """After 429 with a short Retry-After the question comes again, once."""
    asked: list[float] = []

    def busy(request: Request) -> Any:
        asked.append(time.monotonic())
        return page("{}", "Retry-After: 1", status="429 Busy", media=JSON) if len(asked) == 1 else saying(PLAIN)(request)

    assert by_model(written(busy)) == [PLAIN[0]]
    assert len(asked) == 2
    assert asked[1] - asked[0] >= 0.9


def test_a_server_that_knows_fewer_fields() -> None:
    """A server that refuses a form of answer or a seed is asked without them."""

    def old(request: Request) -> Any:
        known = "response_format" not in json.loads(request.body)
        return saying(PLAIN)(request) if known else page('{"error": "unknown field"}', status="400 Bad Request", media=JSON)

    assert by_model(written(old)) == [PLAIN[0]]


def test_the_key_goes_to_the_server_alone() -> None:
    """The key is sent as a bearer token and shown nowhere else."""
    story, analyses = told()
    with writing(saying(PLAIN), key=KEY) as (writer, stage):
        brief = writer.write(story, analyses, load_reader())
        assert stage.asked[0].fields["authorization"] == f"Bearer {KEY}"
        assert KEY not in repr(brief) + repr(writer.endpoint) + str(writer.endpoint) + writer.name
        assert KEY not in stage.asked[0].body.decode()


def test_a_server_that_fails_again_and_again_is_left_alone() -> None:
    """After three failures in a row the server is not asked for ten minutes; then it is."""
    story, analyses = told()
    now = [0.0]
    with writing(page("{}", status="500 Broken", media=JSON), clock=lambda: now[0]) as (writer, stage):
        notes = [writer.write(story, analyses, load_reader()).written for _ in range(5)]
        assert len(stage.asked) == 3
        assert all(n and n.trouble for n in notes)
        assert notes[-1]
        assert "3 times in a row" in (notes[-1].trouble or "")
        now[0] = 601.0
        writer.write(story, analyses, load_reader())
        assert len(stage.asked) == 4


def test_what_cannot_be_checked_is_not_printed() -> None:
    """Where no tree is read, of the sentence or its passages, a model's sentence has no gate to pass and is withheld."""
    by_rules = ByRules("asked for")
    articles = [read(t + "\n", f"{o}.txt", published=d, outlet=o, language="en") for o, (d, t) in REPORTS.items()]
    analyses = [analyse(a, by_rules) for a in articles]
    with writing(lambda r: answer([{"text": "The mill employed 40 people.", "passages": [n]} for n in numbered(r).values()])) as (
        writer,
        _,
    ):
        story = tell_story(analyses, by_rules, write=writer.write)
    assert by_model(story.brief) == []
    assert any("cannot be checked" in w.why for w in story.brief.withheld)


def test_without_a_writer_nothing_changes() -> None:
    """A story told without one has no word of it."""
    assert told()[0].brief.written is None
    assert [s.rule for s in told()[0].brief.sentences if s.rule == "writer"] == []


@pytest.mark.parametrize("url", ["ftp://models.example/v1", "models.example", "http://ada:pond@models.example/v1", "http://[::1"])
def test_an_address_that_is_none(url: str) -> None:
    """An address that cannot be asked is told at once, as a wrong call."""
    from tellings.errors import UsageError

    with pytest.raises(UsageError):
        Writer(Endpoint(url, "ferry-1"))
    with pytest.raises(UsageError, match="no name"):
        Writer(Endpoint("http://127.0.0.1:1", " "))
