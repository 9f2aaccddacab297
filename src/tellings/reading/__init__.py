"""Text in, an article out, with its furniture set aside and what it tells of itself. The verb is ``read``.

``rows.read_row`` does the same for a row of JSONL or CSV, ``pages.read_page`` for an extracted page, ``decoding.decode``
turns bytes into text first.
"""

from tellings.reading.plain import read

__all__ = ["read"]
