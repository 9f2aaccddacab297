"""The one place that opens a socket to somebody else's server."""

from tellings.errors import FetchError
from tellings.fetching.fetched import Fetched
from tellings.fetching.fetcher import Fetcher
from tellings.fetching.rules import Rules
from tellings.fetching.schedule import FeedState

__all__ = ["FeedState", "FetchError", "Fetched", "Fetcher", "Rules"]
