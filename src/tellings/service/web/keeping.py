"""Pages that were rendered are kept for a while: what a page rests on is its key, so nothing kept is ever out of date."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from tellings.service.web.rendering import Rendered

MOST = 48_000_000  # bytes kept: some hundred stories of a few reports each


class Kept:
    """The pages that were asked for last, as far as they fit into so many bytes."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._size = most, 0
        self._pages: OrderedDict[Hashable, Rendered] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Rendered]) -> Rendered:
        """Return the page of a key, made where it is not kept."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        page = make()
        with self._lock:
            if key not in self._pages and len(page.plain) <= self._most:
                self._pages[key] = page
                self._size += len(page.plain)
            while self._size > self._most:
                self._size -= len(self._pages.popitem(last=False)[1].plain)
        return page
