"""What a user names (files, folders, globs, standard input) in, articles out. The verb is ``read_all``.

``read_all(paths, limits=Limits(), say=None)`` returns ``(articles, unread, notes)``; ``iter_articles`` streams the same as
``Article | Unread``, in the same order. ``say`` is called with each note (what was
recognised, skipped, decoded, renamed) as it arises.
"""

from tellings.intake.gather import iter_articles, read_all
from tellings.intake.limits import Limits

__all__ = ["Limits", "iter_articles", "read_all"]
