"""Whatever a user names, as articles: files, addresses, feeds and what they lead to. The verb is ``Gathering.iter_arrivals``."""

from tellings.gathering.gathering import Gathering, is_address

__all__ = ["Gathering", "is_address"]
