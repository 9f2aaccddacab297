"""Stories that were told by other rules or weights are told again."""

from tellings.library import Brought, Library, Teller
from tellings.reading import read


def test_tellings_of_another_edition_are_stale(address):
    """What was told by rules alone is stale to who reads English by its weights, once; what was never told stays as it is."""
    texts = ("The ferry Auk sank off Ostby on Monday.", "Snow fell on the hills above Tarn for nine days.")
    with Library.open(address) as library:
        first, _ = library.take([Brought(read(t, url=f"https://post.example/{n}")) for n, t in enumerate(texts)])
        rules, other = Teller(library.store, "rules"), Teller(library.store, "rules", words=30)
        rules.tell(first.story)
        assert rules.outdate() == 0
        assert other.outdate() == 1
        assert other.outdate() == 0
        with library.store.reading() as r:
            assert {c.id: c.stale for c in r.list_stories().items}[first.story]
        assert other.tell(first.story).number == 2
        assert other.outdate() == 0
        assert not library.store.check()
