"""Which names are one entity's: parts of names, titles, order, capitals, short names of bodies."""

import pytest

from tellings.analysis.mentions.group import group_names
from tellings.analysis.mentions.seen import Seen
from tellings.analysis.mentions.votes import vote

PERSON, BODY, PLACE = "person", "organisation", "place"
CASES = {
    "middle surname": ([("Ada Thorne Lorne", PERSON), ("Thorne", PERSON)], [("Ada Thorne Lorne", 2)]),
    "middle surname of two": (
        [("Ada Thorne Lorne", PERSON), ("Peter Thorne Kell", PERSON), ("Thorne", PERSON)],
        [("Ada Thorne Lorne", 1), ("Peter Thorne Kell", 1), ("Thorne", 1)],
    ),
    "small word with a capital": ([("Ada van der Lorne", PERSON), ("Van der Lorne", PERSON)], [("Ada van der Lorne", 2)]),
    "article with a capital": ([("Omar al-Lorne", PERSON), ("Al-Lorne", PERSON)], [("Omar al-Lorne", 2)]),
    "named before the second of the name": (
        [("Ada Thorne", PERSON), ("Thorne", PERSON), ("Peter Thorne", PERSON)],
        [("Ada Thorne", 2), ("Peter Thorne", 1)],
    ),
    "named after both": (
        [("Ada Thorne", PERSON), ("Peter Thorne", PERSON), ("Thorne", PERSON)],
        [("Ada Thorne", 1), ("Peter Thorne", 1), ("Thorne", 1)],
    ),
    "Mrs. is no man": ([("Peter Thorne", PERSON), ("Thorne", PERSON, "Mrs.")], [("Peter Thorne", 1), ("Thorne", 1)]),
    "Mr. of two": (
        [("Ada Thorne", PERSON), ("Peter Thorne", PERSON), ("Thorne", PERSON, "Mr.")],
        [("Ada Thorne", 1), ("Peter Thorne", 2)],
    ),
    "daughter of a man": ([("Sheila Lorne", PERSON, "Mr Kell's daughter"), ("Lorne", PERSON, "Ms")], [("Sheila Lorne", 2)]),
    "full stops": ([("UN", BODY), ("U.N.", BODY)], [("UN", 2)]),
    "capitals": ([("NEW KELL", PLACE), ("New Kell", PLACE)], [("New Kell", 2)]),
    "acronym is no word": ([("WHO", BODY), ("Who", PERSON)], [("WHO", 1), ("Who", 1)]),
    "beginning of a body": ([("Lorne Robotics Inc.", BODY), ("Lorne", BODY)], [("Lorne Robotics Inc.", 2)]),
    "end of a body": ([("New Kell Herald", BODY), ("Herald", BODY)], [("New Kell Herald", 2)]),
    "beginning of two bodies": (
        [("Lorne Mills", BODY), ("Lorne Bank", BODY), ("Lorne", BODY)],
        [("Lorne Mills", 1), ("Lorne Bank", 1), ("Lorne", 1)],
    ),
    "short and shorter": (
        [("Millford Harbour Board", BODY), ("Harbour Board", BODY), ("Board", BODY)],
        [("Millford Harbour Board", 3)],
    ),
    "listed body stays alone": (
        [("African National Congress", BODY), ("Congress", BODY)],
        [("African National Congress", 1), ("Congress", 1)],
    ),
}


def seen(rows):
    """Return names one after the other: words, kind and role."""
    return [Seen(100 * n, 100 * n + len(row[0]), row[0], row[1], *row[2:]) for n, row in enumerate(rows)]


@pytest.mark.parametrize("name", CASES)
def test_names_of_one_entity(name) -> None:
    """Names are joined as the case says, under the name it says."""
    rows, want = CASES[name]
    assert [(g.name, len(g.mentions)) for g in group_names(seen(rows), keep=True)] == want


def test_the_bearer_of_a_surname_outweighs_a_firm() -> None:
    """A surname read as a body's is its bearer's, unless a body of that name stands in the article."""
    rows = [("Ada Thorne-Lorne", PERSON), ("Thorne-Lorne", BODY)]
    assert [s.kind for s in vote([_scored(s) for s in seen(rows)])] == [PERSON, PERSON]
    assert [s.kind for s in vote([_scored(s) for s in seen([*rows, ("Thorne-Lorne Mills", BODY)])])] == [PERSON, BODY, BODY]


def test_a_full_name_is_believed_as_its_surname_is() -> None:
    """A full name read with doubt stays where its surname is read surely."""
    doubtful, sure = seen([("Ada Thorne", PERSON), ("Thorne", PERSON)])
    assert [s.text for s in vote([_scored(doubtful, 0.4), _scored(sure)])] == ["Ada Thorne", "Thorne"]
    assert vote([_scored(doubtful, 0.4)]) == []


def _scored(s: Seen, score: float = 0.95) -> Seen:
    s.score = score
    return s
