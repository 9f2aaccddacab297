"""What headlines report, once they are set aside as furniture."""

import pytest

from tellings.analysis.mentions import find_entities
from tellings.analysis.quotations import find_quotations
from tellings.language import read_prose
from tellings.model import Article, Furniture
from tests.growth import check_growth

BODY = "Mayor Ada Thorne closed the pier on Monday."
CASES = {
    "Pier ‘was unsafe’, says engineer": [("Pier ‘was unsafe’", "mixed", "engineer")],
    "Flood warning ‘ignored for months’, says union": [("Flood warning ‘ignored for months’", "mixed", "union")],
    "Pier 'unsafe' says Thorne": [("Pier 'unsafe'", "mixed", "Ada Thorne")],
    "Storm toll rises to 12, officials say": [("Storm toll rises to 12", "indirect", "officials")],
    "Thorne: I will never resign": [("I will never resign", "indirect", "Ada Thorne")],
    "We won — Thorne": [("We won", "indirect", "Ada Thorne")],
    "Keeper ‘heartbroken’ at snub: agent": [("Keeper ‘heartbroken’ at snub", "mixed", "agent")],
    "“They took it all”: farmers tell of raids": [("“They took it all”", "direct", "farmers")],
    "Minister ‘misled’ council over pier": [],
    "Council rejects pier plan": [],
    "Watch: Pier falls into the sea": [],
}


def told(headline):
    """Return the quotations of an article with that headline: words, kind and name."""
    text = f"{headline}\n\n{BODY}"
    article = Article(id="a", text=text, furniture=(Furniture("a", 0, len(headline), "headline-first-line", "headline"),))
    prose = read_prose(text, [(0, len(headline))])
    found = find_quotations(article, prose, find_entities(article, prose))
    return [(text[q.spans[0][0] : q.spans[-1][1]], q.kind, q.speaker.name) for q in found]


@pytest.mark.parametrize("headline", CASES)
def test_a_headline(headline):
    """The words that a headline gives to somebody are found, whole, and no others."""
    assert told(headline) == CASES[headline]


@pytest.mark.parametrize("piece", ["Thorne: ", "says ‘", "— Thorne ", "Ada Thorne, "], ids=repr)
def test_growth_is_linear(piece):
    """A headline twice as long takes no more than about twice the time."""
    check_growth(lambda size: lambda: told(piece * (size // len(piece))), 8000, 16000)
