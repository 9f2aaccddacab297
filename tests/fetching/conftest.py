"""What the tests of the fetcher share: fetchers that may reach loopback, and certificates of their own."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from played import Make, Stage

from tellings.fetching import Fetcher, Rules


@pytest.fixture
def make_fetcher() -> Iterator[Make]:
    """Make a fetcher for which every name is this machine, which it may reach at the ports of the stages given."""
    with contextlib.ExitStack() as stack:

        def make(*stages: Stage, names: dict[str, str] | None = None, given: dict[str, Any] | None = None, **rules: Any) -> Fetcher:
            usual = {"also": ("127.0.0.1/32",), "ports": tuple(stage.port for stage in stages), "delay": 0.0, "total": 5.0}

            def resolve(host: str, port: int) -> list[str]:
                return [(names or {}).get(host, "127.0.0.1")]

            return stack.enter_context(Fetcher(Rules(**(usual | rules)), **({"resolve": resolve} | (given or {}))))

        yield make
