"""Two reports that print one clause but for a word on which its sense turns. The verb is ``find_twin_conflicts``."""

from tellings.collation.agreement.twins.conflicts import find_twin_conflicts

__all__ = ["find_twin_conflicts"]
