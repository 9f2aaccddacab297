"""The same server on PostgreSQL."""

from tests.service.conftest import AUK, serving


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
