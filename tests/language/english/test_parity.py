"""The shipped int8 weights read the demo's reports as the same network did in fp32 when it was trained."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tellings.language.english.reader import EnglishReader

KEPT = json.loads(Path(__file__).with_name("fp32.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def agreed() -> dict[str, float]:
    counts: Counter[str] = Counter()
    reader = EnglishReader(roles=True)
    for exact in KEPT["read"].values():
        shipped = reader.read_forms(exact["words"], [(first, last) for first, last in exact["sentences"]])
        for part in ("tags", "heads", "labels"):
            ours = getattr(shipped, part)
            counts[part] += sum(a == b for a, b in zip(ours, exact[part], strict=True))
            counts[f"{part} of"] += len(ours)
        for part in ("names", "roles"):
            one = {(t.first, t.last, t.label) for t in getattr(shipped, part)}
            other = {(first, last, label) for first, last, label, _ in exact[part]}
            counts[part] += 2 * len(one & other)
            counts[f"{part} of"] += len(one) + len(other)
    return {part: 100 * counts[part] / counts[f"{part} of"] for part in KEPT["floors"]}


@pytest.mark.parametrize("part", sorted(KEPT["floors"]))
def test_int8_says_what_fp32_said(agreed: dict[str, float], part: str) -> None:
    """Every head agrees with its fp32 self on the share of words, or of spans, that training demands of it."""
    assert agreed[part] >= KEPT["floors"][part]
