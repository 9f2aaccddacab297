"""The same server on PostgreSQL."""

from random import Random
from string import ascii_lowercase, digits

from tests.service.conftest import AUK, serving


def test_names_of_every_length_are_kept_on_postgres(postgres, tmp_path):
    """The longest names that are taken fit its indexes, and a longer one stops only its own article."""
    chance = Random(1)
    letters = "".join(chance.choices(ascii_lowercase + digits, k=2_100))  # without a pattern, so that nothing of it is packed
    signs = "".join(map(chr, chance.choices(range(0x10000, 0x13000), k=500)))
    names = [{"id": signs}, {"outlet": signs}, {"url": f"https://post.example/{letters[:1_979]}"}]
    items = [{**name, "text": f"Boat {n} left the pier of Holm."} for n, name in enumerate([*names, {"id": letters}])]
    with serving(tmp_path, "--tell", "asked", library=postgres.address()) as served:
        told = served.take(*items)
    assert [bool(i["receipt"]) for i in told["items"]] == [True, True, True, False]


def test_library_on_postgres_is_served(postgres, tmp_path):
    """Articles come in, a story is told, words are found, and the address in the log has no password."""
    with serving(tmp_path, library=postgres.address()) as served:
        told = served.take(*AUK, **{"Idempotency-Key": "one"})
        assert served.take(*AUK, **{"Idempotency-Key": "one"}) == told
        story = told["items"][0]["receipt"]["story"]
        found = served.get(f"/v1/stories/{story}?wait=30")
        assert (found["telling"], len(found["story"]["conflicts"])) == (1, 1)
        assert [h["story"] for h in served.get("/v1/articles?words=ferry")["items"]] == [story, story]
        assert [e["move"]["kind"] for e in served.get("/v1/events")["items"]] == ["opened", "joined", "told"]
        assert "@" not in served.lines[0]
