"""What is searched for is found: the same on every database, and just what a plain reading of the texts finds."""

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.errors import UsageError
from tellings.language.shingles import find_words
from tellings.model import Query
from tellings.store.query import DEEPEST, holds, read_query, standing_in
from tellings.store.words import Occurrences, index_words
from tests.growth import check_growth
from tests.store.invented import analysis, entry, fill, keep


def ids(page):
    return [hit.article.id for hit in page.items]


def search(store, words="", limit=50, **fields):
    with store.reading() as reader:
        return reader.search(Query(words=words, **fields), limit=limit)


@pytest.fixture
def harbour(store):
    """Return a small library."""
    keep(
        store,
        entry("a", "The ferry Marigold ran aground. Nobody was hurt.\nIt rained.", published="2031-05-02"),
        entry("b", "Muñoz isn’t in the U.S. any more; the mid-morning ferry left.", published="2031-05-03", outlet="Ostby Post"),
        entry("c", "Das Schiff hat Grund. Ferry!", published=None, language="de"),
        entry("d", "He ran a ferry. Aground it lay.", published="2031-05-03T10:00:00Z"),
    )
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", "abcd"),
        ("FERRY marigold", "a"),
        ('"ran aground"', "a"),
        ("“ran aground”", "a"),
        ("ran aground", "ad"),
        ("aground OR munoz", "bda"),
        ("ferry -aground", "bc"),
        ('ferry -"ran aground"', "bcd"),
        ("ferry -(aground OR grund)", "b"),
        ("ferry -(aground rained)", "bcd"),
        ("-(-ferry) marigold", "a"),
        ("us", "b"),
        ("U.S.", "b"),
        ("isn't", "b"),
        ("mid-morning", "b"),
        ("(marigold OR left) AND ferry", "ab"),
        ("nowhere", ""),
        ('"rained it"', ""),
        ('"marigold ran" OR "grund ferry"', "ac"),
    ],
)
def test_queries(harbour, words, found):
    """Words, phrases, OR, -, and brackets mean what search engines mean by them."""
    assert sorted(ids(search(harbour, words))) == sorted(found)


def test_order_is_the_latest_day_first_and_undated_last(harbour):
    """Hits come by day, the latest first; those of a day in an order that their ids alone decide."""
    first = ids(search(harbour, "ferry"))
    assert (set(first[:2]), first[2:]) == ({"b", "d"}, ["a", "c"])


def test_passages_are_the_sentences_around_the_words(harbour):
    """A passage is the sentence that holds the words, exactly as it stands in the text."""
    with harbour.reading() as reader:
        hits = {h.article.id: h.passages for h in reader.search(Query(words="aground OR rained")).items}
        texts = {a.id: a.text for a in reader.get_articles(hits)}
    assert [p.exact for p in hits["a"]] == ["The ferry Marigold ran aground.", "It rained."]
    assert all(texts[p.article][p.start : p.end] == p.exact for passages in hits.values() for p in passages)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"outlet": "ostby post"}, "b"),
        ({"language": "DE"}, "c"),
        ({"since": "2031-05-03"}, "bd"),
        ({"until": "2031-05-02"}, "a"),
        ({"since": "2031-05-02", "until": "2031-05-02"}, "a"),
        ({"since": "2031-05-04"}, ""),
        ({"story": "s-1"}, "abcd"),
        ({"story": "s-2"}, ""),
        ({"outlet": "Ostby Post", "since": "2031-05-01", "language": "en"}, "b"),
    ],
)
def test_filters(harbour, fields, found):
    """Outlet, language, days and story narrow a search, with words and without."""
    assert sorted(ids(search(harbour, "ferry", **fields))) == sorted(found)
    assert sorted(ids(search(harbour, "", **fields))) == sorted(found)


def test_superseded_versions_are_found_when_asked_for(store):
    """A version that was replaced is found only when the query says so; a withdrawn one never."""
    keep(store, entry("a", "An old ferry.", key="k"), entry("w", "A withdrawn ferry."))
    with store.writing() as writer:
        writer.add([entry("b", "A new ferry.", key="k", version=2, earlier="a")])
        from tellings.model import Move

        writer.move([Move("joined", "s-1", None, ("b",))])
        writer.set_standing(["w"], "withdrawn")
    assert ids(search(store, "ferry")) == ["b"]
    assert sorted(ids(search(store, "ferry", superseded=True))) == ["a", "b"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('"ran', "never closes"),
        ("(ran", "never closes"),
        ("ran)", "never opened"),
        ("-ran", "name a word that must"),
        ("ran OR -left", "OR with nothing but denials"),
        ("!!! ...", "no word or number"),
        ("ran " * 65, "more than 64 words"),
        ("x" * 5000, "5000 characters"),
        ("(" * (DEEPEST + 2) + "ran" + ")" * (DEEPEST + 2), "brackets inside"),
    ],
)
def test_queries_that_cannot_be_read(words, why):
    """What cannot be read is refused with what is wrong."""
    with pytest.raises(UsageError, match=why):
        read_query(words)


@pytest.mark.parametrize(
    "words",
    [
        "'; DROP TABLE articles; --",
        "ferry\x00",
        "a* NEAR(b)",
        "words_index:ferry",
        "^ferry",
        "ferry:*",
        "\\",
        "'",
        "% _ | & !",
        "\ud800 ferry",
    ],
)
def test_hostile_queries_reach_no_database(harbour, words):
    """No sign of a query language of the database is one of ours; whatever is typed is answered or refused."""
    with suppress(UsageError):
        search(harbour, words)
    assert sorted(ids(search(harbour, "ferry"))) == list("abcd")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ab -"()OR\u201c\u00fc.1', max_size=40))
def test_any_query_is_read_or_refused(words):
    """Any text is a query or a UsageError, and a query that is read can be asked of words."""
    try:
        node = read_query(words)
    except UsageError:
        return
    assert node is None or holds(node, standing_in(["a", "b", "ab"])) in (True, False)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="aB.'’ʼ‘“1,é \u00a0_Uß", max_size=30))
def test_index_words_are_the_words_of_the_language(text):
    """The quick way to the words of a text gives just those of ``find_words``."""
    found = find_words(text)
    assert index_words(text) == ["_".join(w.split()) for _, _, w in found]


NEAR = st.text(alphabet="aB. \n.'’1,é", max_size=30) | st.text(alphabet="uUsS. \t-", max_size=30)


@settings(max_examples=600, deadline=None)
@given(NEAR, st.data())
def test_occurrences_are_those_of_a_whole_reading(text, data):
    """Words, and words in a row, are found where they stand among all words of the text, though only what is near is read."""
    every = find_words(text)
    words = [w for *_, w in every] or ["a"]
    first = data.draw(st.integers(0, len(words) - 1))
    asked = tuple(words[first : first + data.draw(st.integers(1, 3))])
    n = len(asked)
    wanted = [(every[i][0], every[i + n - 1][1]) for i in range(len(every) - n + 1) if tuple(words[i : i + n]) == asked]
    assert list(Occurrences(text).of(asked)) == wanted


def test_occurrences_behind_long_runs_without_white_space():
    """Where a text has no white space for long, words are found as elsewhere, and each is looked for once."""
    text = "ab," * 20_000 + " ab x"
    assert len(list(Occurrences(text).of(("ab",)))) == 20_001
    assert list(Occurrences(text).of(("ab", "x"))) == [(60_001, 60_005)]
    long = "z" * 70
    assert list(Occurrences(f"a {long} b").of(tuple(index_words(long)))) == [(2, 72)]


QUERIES = [
    "ferry",
    "ferry storm",
    '"ferry aground"',
    "muñoz OR quay",
    "crew -storm",
    '"u.s. quay" OR "the"',
    '-"rain ünal" ferry',
    "1,200",
]


@pytest.mark.parametrize("words", QUERIES)
def test_answers_are_those_of_a_plain_reading(store, words):
    """A search finds the articles in whose words the query holds, all of them and no others, page by page."""
    held = fill(store, n=60)
    node = read_query(words)
    wanted = sorted(a.id for a in held.values() if holds(node, standing_in(index_words(a.text))))
    found, after = [], None
    with store.reading() as reader:
        while True:
            page = reader.search(Query(words=words), limit=7, after=after)
            found += ids(page)
            after = page.next
            if after is None:
                break
    assert sorted(found) == wanted
    assert len(set(found)) == len(found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_random_queries_are_answered_as_read(full, seed):
    """Queries made of the words of a library are answered as a plain reading answers them."""
    store, held = full
    chance = random.Random(seed)
    words = [w for a in held.values() for w in index_words(a.text)]

    def part(depth):
        kind = chance.random()
        at = chance.randrange(len(words) - 3)
        if kind < 0.4 or depth > 2:
            return words[at]
        if kind < 0.6:
            return f'"{" ".join(words[at : at + chance.randint(2, 3)])}"'
        if kind < 0.8:
            return f"({part(depth + 1)} OR {part(depth + 1)})"
        return f"({part(depth + 1)} -{part(depth + 1)})"

    query = " ".join(part(0) for _ in range(chance.randint(1, 2)))
    node = read_query(query)
    with store.reading() as reader:
        found = ids(reader.search(Query(words=query), limit=500))
    assert sorted(found) == sorted(a.id for a in held.values() if holds(node, standing_in(index_words(a.text)))), query


@pytest.fixture
def full(store):
    """Return a library and what it holds."""
    return store, fill(store, n=60, seed=4)


def test_a_text_of_a_million_words_is_found(store):
    """A text beyond what a tsvector takes is found all the same, by words and by a phrase at its end."""
    text = " ".join(f"w{n:x}" for n in range(200_000)).replace("1", "z") + " the very last words"
    text = "".join(c if not c.isdigit() else "ghijklmnop"[int(c)] for c in text)
    keep(store, entry("big", text), entry("a", "the last words"))
    assert ids(search(store, '"very last words"')) == ["big"]
    assert sorted(ids(search(store, "last words"))) == ["a", "big"]
    assert ids(search(store, "last -very")) == ["a"]
    assert store.check() == ()


def test_reading_a_query_is_linear():
    """Reading hostile queries costs what their length costs."""
    for piece in ('"', "(", "-", 'a"', "OR ", "-(", "\u201ca "):
        check_growth(lambda n, piece=piece: lambda: _try(piece * n), 500, 1000, 2000)


def _try(words):
    for _ in range(30):
        with suppress(UsageError):
            read_query(words[:4000])


@pytest.fixture
def said(store):
    """Return a library of quotations."""
    text = '"We are safe," Ana Obi said. "Rain will come," said Tomás Muñoz. "Safe and sound," they said.'
    keep(store, entry("a", text, published="2031-05-02"), entry("b", text, published="2031-05-01", outlet="Ostby Post"))
    with store.writing() as writer:
        for a in writer.get_articles(["a", "b"]):
            quoted = analysis(a, ("Ana Obi", "We are safe,"), ("Tomás Muñoz", "Rain will come,"), ("Ana Obi", "Safe and sound,"))
            writer.put_analysis(quoted, "e1")
    return store


@pytest.mark.parametrize(
    ("speaker", "words", "fields", "found"),
    [
        ("Obi", "", {}, ["a We", "a Safe", "b We", "b Safe"]),
        ("ana obi", "safe", {}, ["a We", "a Safe", "b We", "b Safe"]),
        ("Obi Ana", "", {}, []),
        ("munoz", "", {"until": "2031-05-01"}, ["b Rain"]),
        (None, '"are safe"', {"outlet": "The Gull"}, ["a We"]),
        ("Ana", "sound OR rain", {"story": "s-1"}, ["a Safe", "b Safe"]),
        ("Ana", "-sound safe", {}, ["a We", "b We"]),
        ("Ana", '"safe rain"', {}, []),
    ],
)
def test_who_said(said, speaker, words, fields, found):
    """Quotations are found by any words of a speaker's name that follow one another, and by what was said."""
    with said.reading() as reader:
        query = Query(speaker=speaker, words=words, **fields)
        one = [s for page in pages(reader, query, 1) for s in page.items]
        assert [f"{s.article.id} {s.passages[0].exact.split()[0]}" for s in one] == found
        assert tuple(one) == reader.who_said(query).items


def pages(reader, query, limit):
    """Yield pages one after another."""
    after = None
    while True:
        page = reader.who_said(query, limit=limit, after=after)
        yield page
        after = page.next
        if after is None:
            return


def test_a_speaker_is_not_looked_for_in_articles(said):
    """A search for articles refuses a speaker, and a speaker without a word is refused."""
    with said.reading() as reader:
        with pytest.raises(UsageError, match="who"):
            reader.search(Query(speaker="Obi"))
        with pytest.raises(UsageError, match="no word"):
            reader.who_said(Query(speaker="!"))
        assert len(reader.who_said(Query()).items) == 6


def test_a_new_analysis_takes_the_place_of_the_old(said):
    """Quotations of an analysis that was replaced are found no more; only editions that are out of date are to do."""
    with said.writing() as writer:
        a = writer.get_articles(["a"])[0]
        assert writer.unanalysed("e1") == ()
        new = analysis(a, ("Ana Obi", "Rain will come,"))
        writer.put_analysis(new, "e2")
        assert writer.unanalysed("e1") == ("a",)
        assert writer.unanalysed("e2") == ("b",)
        assert writer.find_analysis("a", "e2") == new
        assert writer.find_analysis("a", "e1") is None
        found = writer.who_said(Query(speaker="obi", until="2031-05-03", since="2031-05-02"))
    assert [s.passages[0].exact for s in found.items] == ["Rain will come,"]
    assert said.check() == ()


def test_a_text_too_large_for_an_index_is_of_its_outlet_too(store, monkeypatch):
    """Outlet and language hold for every hit, however long its text; an outlet without a name is not the empty name."""
    from tellings.store import postgres

    monkeypatch.setattr(postgres, "WALKED", 1)
    large = " ".join(f"w{n} {n}" for n in range(90_000)) + " ferry"
    keep(
        store,
        entry("large", large, outlet="Echo", language="de"),
        entry("none", outlet=None),
        entry("empty", outlet=""),
        entry("gull"),
    )
    for asked, wanted in (({"outlet": "The Gull"}, {"gull"}), ({"outlet": "echo"}, {"large"}), ({"outlet": ""}, {"empty"})):
        with store.reading() as reader:
            assert {h.article.id for h in reader.search(Query(words="ferry", **asked)).items} == wanted
    with store.reading() as reader:
        assert "large" not in {h.article.id for h in reader.search(Query(words="ferry", language="EN")).items}
