"""One piece of an input on its way to being read."""

from msgspec import Struct

from tellings.intake.arrival import Cursor, Found
from tellings.intake.task import Task
from tellings.intake.walk import Input


class Job(Struct, frozen=True, kw_only=True):
    """A row, record, mail or whole file: what was found in it, or the task whose answer will tell; the cursor after it.

    ``alone``: it is the whole file; ``named``: it is a feed or list that the user named.
    """

    item: Input
    cursor: Cursor
    found: tuple[Found, ...] = ()
    task: Task | None = None
    captured: str | None = None
    alone: bool = False
    named: bool = False
