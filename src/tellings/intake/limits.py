"""How much intake is willing to take in."""

from msgspec import Struct

MEGABYTE = 1_000_000


class Limits(Struct, frozen=True, kw_only=True):
    """Caps on input; all sizes in bytes, after decompression. Beyond one, the input is reported and the rest goes on.

    ``article``: one text, page, row, record or mail; ``feed``: one feed, list of addresses or message of a wire, which is
    taken whole; ``total``: everything read in one call; ``page_seconds`` and ``page_memory``: what the worker that takes one
    page or feed apart may use; ``page_depth``: how deep its tags may nest (the parser silently drops what lies below 256
    levels, so deeper pages are refused aloud); ``page_tags``: how many tags it may have; ``workers``: how many such
    workers at most, 0 for as many as there are cores.
    """

    article: int = 10 * MEGABYTE
    feed: int = 50 * MEGABYTE
    total: int = 4_000 * MEGABYTE
    page_seconds: float = 20.0
    page_memory: int = 2_000 * MEGABYTE
    page_depth: int = 200
    page_tags: int = 200_000
    workers: int = 0
