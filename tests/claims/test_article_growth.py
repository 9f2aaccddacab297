"""How the time of each room of the analysis grows with the article."""

from functools import cache
from itertools import product

import pytest

from tellings.analysis.claims import find_clauses
from tellings.analysis.figures import find_figures
from tellings.analysis.mentions import find_entities
from tellings.analysis.moments import find_moments
from tellings.analysis.quotations import find_quotations
from tellings.language import read_prose
from tellings.model import Article
from tests.growth import check_growth

NAMES = [
    f"{a}{b}{c}"
    for a, b, c in product(
        ("Bra", "Cle", "Dro", "Fli", "Gru", "Hol", "Kra", "Plo", "Sne"), ("mi", "no", "ta", "ve"), "bdfgklmnprst"
    )
]
SENTENCES = {
    "distinct people": "Ada {0} said the pier was shut on May 3, 2019, and 70 boats sank. ",
    "one role of many": "Minister Ada {0} spoke. The minister said the pier was shut. ",
    "many of one surname": "Minister {0} Thorne spoke. Judge Thorne said the pier was shut. ",
    "marks and numbers": "“It was shut,” said {0}. “We met on May 3 and 70 boats sank,” he added. ",
    "marks never closed": "“It was shut and 70 boats sank on Monday.\n\n",
}


def analysed(article, prose):
    """Return the rooms of the analysis, each as a call on what the ones before it found."""
    entities, moments = find_entities(article, prose), find_moments(article, prose, "2019-03-14")
    quotations, figures = find_quotations(article, prose, entities), find_figures(article, prose, moments)
    return {
        "mentions": lambda: find_entities(article, prose),
        "moments": lambda: find_moments(article, prose, "2019-03-14"),
        "quotations": lambda: find_quotations(article, prose, entities),
        "figures": lambda: find_figures(article, prose, moments),
        "claims": lambda: find_clauses("a", prose, entities, quotations, moments, figures),
    }


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_time_grows_with_the_article(sentence):
    """Twice the article costs each room at most 2.5 times as much, whatever fills it."""

    @cache
    def rooms(size: int):
        text = "".join(sentence.format(name) for name in NAMES[:size])
        return analysed(Article(id="a", text=text), read_prose(text))

    for room in rooms(108):
        check_growth(lambda size: rooms(size)[room], 108, 216, 432)  # noqa: B023 (used at once)
