"""What a user names (files, folders, globs, standard input) or a fetcher brings in, articles out. The verb is ``read_all``.

``read_all(paths, limits=Limits(), say=None)`` returns ``(articles, unread, notes)``; ``iter_articles`` streams the same as
``Article | Unread | Link``, in the same order, and ``iter_arrivals`` with the cursor that a later call can ``start`` after.
An ``Intake`` keeps its workers from one call to the next, and reads bytes that a fetcher brought (``iter_bytes``). ``say`` is
called with each note (what was recognised, skipped, decoded, renamed) as it arises.
"""

from tellings.intake.arrival import Arrival, Cursor
from tellings.intake.gather import iter_arrivals, iter_articles, read_all, unfetched
from tellings.intake.intake import Intake
from tellings.intake.limits import Limits

__all__ = ["Arrival", "Cursor", "Intake", "Limits", "iter_arrivals", "iter_articles", "read_all", "unfetched"]
