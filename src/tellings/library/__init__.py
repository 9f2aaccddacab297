"""A library that lives: what comes in is kept, grouped, told, searched. The verb is ``Library.take``."""

from tellings.library.correcting import Corrected
from tellings.library.grading import grade
from tellings.library.ingest import ingest
from tellings.library.keeping import drop_texts, full_texts, retain
from tellings.library.library import Library
from tellings.library.looking import changes_since, look
from tellings.library.people import forget_person
from tellings.library.taking import Brought
from tellings.library.telling import Teller

__all__ = [
    "Brought",
    "Corrected",
    "Library",
    "Teller",
    "changes_since",
    "drop_texts",
    "forget_person",
    "full_texts",
    "grade",
    "ingest",
    "look",
    "retain",
]
