"""Numbers to be dialled or quoted, a telephone's or an account's, printed with a digit changed or lost."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.model import Clause, Conflict

# "0999 555 1234", "(020) 7946-0018"; not "2,222" nor "1999-2003": nine digits or more, in groups
DIALLED = re.compile(r"(?<![\d.,$£€])[+(]?\d(?:[ ()-]{0,2}\d){8,14}(?![\d.,]*\d)")
RELATED = 0.3  # likeness of the two clauses: whose number it is (by judgement)
ONE = 0.9  # likeness of the digits of two printings of one number: one of ten or eleven is lost or changed


def find_dialled_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return the numbers of one office that reports print with other digits; hard, since one of them leads nowhere."""
    return settle("number", list(_disputes(clauses)), count)


def _disputes(clauses: Clauses) -> Iterator[Dispute]:
    numbers = clauses.once(_dialled)
    for a, b, score in clauses.told_together(RELATED):
        one, two = numbers(a), numbers(b)
        for x in one.keys() - two.keys():
            for y in two.keys() - one.keys():
                if SequenceMatcher(None, x, y, autojunk=False).ratio() >= ONE:
                    sides = Position(x, clauses.passage(a), one[x]), Position(y, clauses.passage(b), two[y])
                    yield Dispute(*sides, "hard", "other-digits", "a number to call", round(score, 3))


def _dialled(clauses: Clauses, clause: Clause) -> dict[str, str]:
    """Return the digits of each number that a clause prints, and the number as printed."""
    return {re.sub(r"\D", "", m.group()): m.group() for m in DIALLED.finditer(clauses.words(clause))}
