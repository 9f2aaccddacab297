"""Names that last: the same on every host and every day, for what has no address of its own."""

from uuid import NAMESPACE_URL, uuid5

SPACE = uuid5(NAMESPACE_URL, "urn:x-tellings")  # a name of ours for names of ours


def lasting_id(*names: str | int) -> str:
    """Return an IRI for what bears these names (a story; a story and the number of a telling), the same on every host.

    >>> lasting_id("s-1f2e3d4c5b") == lasting_id("s-1f2e3d4c5b") != lasting_id("s-1f2e3d4c5b", 2)
    True
    >>> lasting_id("s-1f2e3d4c5b")
    'urn:uuid:...'
    """
    return uuid5(SPACE, "\n".join(map(str, names))).urn
