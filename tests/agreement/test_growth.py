"""The patterns of agreement take time that grows with the text, whatever it holds."""

import re

import pytest

from tellings.collation.agreement.answered_conflicts import _dismissed, _warning
from tellings.collation.agreement.denied_conflicts import DENIED, STANCE
from tellings.collation.agreement.dialled_conflicts import DIALLED
from tellings.collation.agreement.extent_conflicts import PART, _mass
from tests.growth import check_growth

PATTERNS = {
    "denied": (DENIED, "denied that the "),
    "stance": (STANCE, "not very against "),
    "dialled": (DIALLED, "0 0-0("),
    "part": (PART, "some of the "),
    "mass": (_mass(), "no mass "),
    "warning": (_warning(), "warned the harbour "),
    "dismissed": (_dismissed(), "dismissed the warned "),
}


@pytest.mark.parametrize(("pattern", "piece"), PATTERNS.values(), ids=PATTERNS)
def test_patterns_grow_with_the_text(pattern: re.Pattern[str], piece: str) -> None:
    """Twice the text costs a pattern at most 2.5 times as much, on text that nearly matches everywhere."""

    def prepare(size: int):
        text = piece * size
        return lambda: [m.group() for m in pattern.finditer(text)]

    check_growth(prepare, 4000, 8000, 16000)
