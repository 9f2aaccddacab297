"""A story id that leads elsewhere today."""

from tellings.errors import MissingError
from tellings.model import Whereabouts


class MovedError(MissingError):
    """A story was merged into one other (301 to it), or was split or forgotten (410); ``found`` says which."""

    def __init__(self, found: Whereabouts) -> None:
        self.found = found
        whither = f"it was split into {', '.join(found.to)}" if found.to else "all of its articles were forgotten"
        super().__init__(
            f"{found.story} is {found.to[0]} today" if found.state == "merged" else f"{found.story} is no more: {whither}"
        )
