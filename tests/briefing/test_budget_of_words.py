"""The budget of words, the head, the order and the sections of a brief; stories made by hand."""

import pytest

import tellings.briefing as room
from tellings.analysis import analyse
from tellings.briefing.arranging import Arranger
from tellings.briefing.choosing import choose
from tellings.briefing.worth import sentences_of, terms_of, weigh
from tellings.collation import collate
from tellings.language.readers import load_reader
from tellings.model import BriefSentence, Moment, Origin, Passage, Reuse, Story
from tellings.reading import read
from tests.growth import check_growth

PILE = {
    "herald.txt": """Ferry sinks off Ostby

The ferry Auk, which was built in 1961, sank off Ostby on Monday with 40 people on board, the harbour office said.
Ines Obi, a fisher from Lund, rowed out to the wreck with her two sons before dawn. She pulled nine people out of the water.
The mayor of Ostby ordered the mill to ring its horn at noon.
Tom Marsh, who owns the Auk, said the engine had failed twice in March.
The coast guard of Lund searched the bay until midnight on Tuesday.
Shops along the quay stayed closed for the rest of the week.""",
    "post.txt": """A ferry sank near Ostby on Monday and 40 people were saved, officials said.
The engine of the Auk had failed in March, its owner Tom Marsh told the harbour office.
Rain kept 12 boats from the wreck of the ferry, as gusts of wind swept the bay.
"We heard the bell and rowed," said Ines Obi, a fisher.
A commission in Lund will hear the crew of the ferry in the coming weeks.
The Auk had carried passengers between Lund and Ostby for 50 years.""",
    "reed.txt": """Ostby mourned its ferry on Tuesday, a day after the Auk sank with 40 people on board.
The mayor, Ada Brook, thanked the fishers of Lund for their help.
Divers from the navy will look at the wreck on Friday.
An inspector had signed the papers of the Auk in January.
The ticket office at the harbour closed its doors for good.""",
}


@pytest.fixture(scope="module")
def reader():
    """The English reader, read once."""
    return load_reader()


@pytest.fixture(scope="module")
def ferry(reader):
    """The story of the ferry, and its analyses."""
    return collate([analyse(read(text, name), reader) for name, text in PILE.items()])


def length(brief):
    return sum(len(s.text.split()) for s in brief.sentences)


@pytest.mark.parametrize("words", [12, 40, 65, 120, 400])
def test_a_budget_is_kept(ferry, reader, words) -> None:
    """A brief has no more words than asked for, says something at 40 and more at 120."""
    story, told = ferry
    made = room.brief(story, told, words=words, reader=reader)
    assert length(made) <= words
    assert bool(made.sentences) or words < 40
    assert all(s.citations for s in made.sentences)


def test_more_words_tell_more(ferry, reader) -> None:
    """What is covered grows with the budget."""
    story, told = ferry
    covered = [
        len({t for s in room.brief(story, told, words=n, reader=reader).sentences for t in terms_of(s.text)}) for n in (30, 65, 130)
    ]
    assert covered == sorted(covered)
    assert covered[0] < covered[-1]


def test_the_head_says_what_happened(ferry, reader) -> None:
    """The first sentence tells the sinking, whatever the budget."""
    story, told = ferry
    for words in (None, 40, 120):
        first = room.brief(story, told, words=words, reader=reader).sentences[0].text
        assert "sank" in first


def test_every_sentence_passes_the_gate(ferry, reader) -> None:
    """Edited or not: the gate has nothing against what is printed, and edits name their rules."""
    story, told = ferry
    for words in (20, 40, 65, 120):
        for s in room.brief(story, told, words=words, reader=reader).sentences:
            assert room.Gate(told, reader, story.quotations).reasons(s.text, s.citations) == ()
            assert bool(s.edits) == (s.rule == "edited-sentence")


def test_without_a_reader_the_words_alone_do(ferry) -> None:
    """A brief is written of analyses without trees."""
    from tellings.language.readers import Rules

    told = [analyse(read(text, name), Rules("asked for")) for name, text in PILE.items()]
    story, told = collate(told)
    made = room.brief(story, told, words=65)
    assert 0 < length(made) <= 65


def test_a_long_brief_has_sections(ferry, reader) -> None:
    """More than eight sentences stand in sections, each in one piece; eight or fewer have none."""
    story, told = ferry
    short, long = (room.brief(story, told, words=n, reader=reader) for n in (65, 400))
    assert {s.section for s in short.sentences} == {None}
    assert len(long.sentences) > 8
    names = [s.section for s in long.sentences]
    assert names[:2] == ["In short", "In short"]
    assert names[2] == "What happened"
    assert all(names)
    assert len(dict.fromkeys(names)) == sum(a != b for a, b in zip([None, *names], names, strict=False))


def test_a_sentence_in_nobodys_mouth_opens() -> None:
    """Of two sentences of one weight, that which tells who, where and when opens, not that which somebody says."""
    passages = [Passage("a", 0, 20, "x" * 20), Passage("b", 0, 20, "y" * 20)]
    two = [
        BriefSentence(f"b-{n}", text, (p,), "printed-sentence")
        for n, (text, p) in enumerate(zip(("One.", "Two."), passages, strict=True))
    ]
    moment = Moment(id="m", article="b", start=3, end=9, value="2031-05-03", type="DATE", anchor=None, rule="r")
    order = Arranger(Story(id="s", title="", articles=(), moments=(moment,)), {"a": 100, "b": 100}).order(two, lambda s: 1.0)
    assert [s.text for s in order] == ["Two.", "One."]


def test_the_first_of_two_alike_is_cited_first() -> None:
    """Of a sentence that one report took over from another, the other is printed, and copies are cited behind it."""
    from tellings.briefing.citing import Citer
    from tellings.language import read_prose
    from tellings.model import Analysis, Article

    line = "The ferry Auk sank off Ostby on Monday with 40 people on board."
    articles = [
        Article(id=i, text=f"{line}\nThe weather in {place} was calm that night.") for i, place in (("a", "Lund"), ("b", "Vell"))
    ]
    analyses = [Analysis(article=a, prose=read_prose(a.text)) for a in articles]
    here = [a.passage(0, len(line)) for a in analyses]
    reuse = Reuse(id="r", from_=here[1], to=here[0], class_="verbatim", direction="traced")
    story = Story(
        id="s", title="", articles=tuple(a.card for a in articles), reuse=(reuse,), origins=(Origin(id="o", articles=("a", "b")),)
    )
    assert Citer(story, analyses).is_copy(here[0])
    assert not Citer(story, analyses).is_copy(here[1])
    first = room.brief(story, analyses).sentences[0]
    assert first.text == line
    assert [p.article for p in first.citations] == ["b", "a"]


def _pile(reports):
    from tellings.language import read_prose
    from tellings.model import Analysis, Article

    texts = [
        "\n".join(
            f"The {w} of report {n} reached harbour {k} with {n + k} crates on day {k}."
            for k, w in enumerate("boat crew mate ship".split() * 8)
        )
        for n in range(reports)
    ]
    articles = [Article(id=f"a-{n:03}", text=text) for n, text in enumerate(texts)]
    return [Analysis(article=a, prose=read_prose(a.text)) for a in articles]


def test_weighing_grows_with_the_words() -> None:
    """Weighing the words is linear in the reports; choosing looks at a bounded number of sentences."""

    def prepare(reports: int):
        analyses = _pile(reports)
        cards = [a.article for a in analyses]
        return lambda: weigh(sentences_of(analyses, {}), cards)

    check_growth(prepare, 20, 40, 80)


def test_nothing_to_choose_from() -> None:
    """No candidates, no brief."""
    assert choose([], {}, lambda c: 1.0, words=65, most=8) == []
