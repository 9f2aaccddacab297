"""Servers that lie, drip, burst and lead astray: every case is refused in time, with a message that says what to do."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from played import Make, Stage, page

from tellings.fetching import FetchError
from tellings.fetching.failing import kinds

CASES = json.loads((Path(__file__).parent / "cases" / "hostile.json").read_text(encoding="utf-8"))
PATIENCE = 4.0  # seconds that any of them may take on a busy machine; the longest limit set in a case is 0.6


@pytest.mark.alone
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_hostile_answer_is_refused(case: dict[str, Any], make_fetcher: Make) -> None:
    """The error is of the right kind, comes in time, names the URL, says what is wrong and what to do; the next page is read."""
    with Stage({"/case": case["reply"], "/next": page("<p>The ferry sails.</p>")}) as stage:
        fetcher = make_fetcher(stage, names={"router.example": "192.168.1.1"}, longest_delay=0.0, **case.get("rules", {}))
        began = time.monotonic()
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(stage.url("/case"))
        assert time.monotonic() - began < PATIENCE
        check_message(caught.value, case["kind"], case["says"], stage.url("/case"), case["name"])
        if case["kind"] != "busy":
            assert fetcher.fetch(stage.url("/next")).body == b"<p>The ferry sails.</p>"


def check_message(error: FetchError, kind: str, says: str, url: str, name: str) -> None:
    """Check that a message says what, where and what to do, in one line of plain words."""
    assert error.kind == kind, str(error)
    assert says in error.reason
    assert str(error).startswith(f"{url}: ")
    if "elsewhere: " in name and kind in ("url", "address"):
        assert error.reason.startswith("redirected to ")
    what, _, do = error.reason.partition("; ")
    assert what
    assert do
    assert str(error).isprintable()
    assert len(str(error)) < 1_000


def test_every_kind_of_failure_is_explained() -> None:
    """Each kind says what it is, what to do next, and whether time may mend it."""
    for kind, told in kinds().items():
        assert set(told) == {"says", "do", "later"}, kind
        assert told["says"].endswith(".")
        assert told["do"][0].islower()
        assert not told["do"].endswith(".")


def test_every_kind_in_the_code_is_explained(root: Path) -> None:
    """No failure is raised of a kind that the table does not know, and none stands there that nothing raises."""
    import re

    code = "\n".join(path.read_text(encoding="utf-8") for path in (root / "src" / "tellings" / "fetching").glob("*.py"))
    raised = set(re.findall(r"failure\(\s*\"(\w+)\"", code)) | set(re.findall(r"\d+: \"(\w+)\"", code)) | {"server", "status"}
    assert raised == set(kinds())
