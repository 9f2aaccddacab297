"""The one place that opens a socket to somebody else's server."""

from tellings.errors import FetchError
from tellings.fetching.fetched import Fetched
from tellings.fetching.fetcher import Fetcher
from tellings.fetching.media import USUAL as USUAL  # a constant: the two sorters of the house disagree on its place in a list
from tellings.fetching.posting import Posted, named, small
from tellings.fetching.rounds import Visit, visit_all
from tellings.fetching.rules import Rules
from tellings.fetching.schedule import FeedState, Hints, Policy, Step, advance, is_due

__all__ = [
    "FeedState",
    "FetchError",
    "Fetched",
    "Fetcher",
    "Hints",
    "Policy",
    "Posted",
    "Rules",
    "Step",
    "Visit",
    "advance",
    "is_due",
    "named",
    "small",
    "visit_all",
]
