"""One fetch from the URL asked for to the one that answers: what it may still cost, and where it has been."""

from tellings.errors import FetchError
from tellings.fetching.failing import failure, shown
from tellings.fetching.rules import Rules
from tellings.fetching.urls import Target, find_target

MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})


class Journey:
    """The hops of one fetch. ``seconds`` are those left for all of it, polite pauses not counted.

    ``going_on`` says that it belongs to a visit of its host that has begun already, as robots.txt on the way to a page.
    """

    def __init__(self, url: str, rules: Rules, *, going_on: bool = False) -> None:
        self.rules = rules
        self._going_on = going_on
        self.seconds = rules.total
        self.hops = [find_target(url, rules)]
        self.permanent: str | None = None
        self._for_good = True

    @property
    def target(self) -> Target:
        """Return where to ask now."""
        return self.hops[-1]

    @property
    def going_on(self) -> bool:
        """Tell whether the next request goes on with a visit of its host, and needs no pause before it."""
        return self.hops[-1].host == self.hops[-2].host if len(self.hops) > 1 else self._going_on

    def follow(self, status: int, location: str | None) -> None:
        """Go where an answer points; FetchError when it leads nowhere, round in a circle, on and on, or out of TLS."""
        if not location:
            raise failure("redirect", f"the server points elsewhere ({status}) but does not say where")
        if len(self.hops) > self.rules.redirects:
            raise failure("redirect", f"the server pointed elsewhere more than {self.rules.redirects} times")
        # servers send the UTF-8 that browsers understand; the head was read as latin-1, which loses nothing
        onward = self._onward(location.encode("latin-1").decode("utf-8", "replace"))
        if onward in self.hops:
            raise failure("redirect", f"the server points in a circle, back to {onward.url}")
        if self.target.scheme == "https" and onward.scheme == "http":
            raise failure(
                "redirect",
                f"the server points from https to http ({onward.url}), where anybody on the way could change the text",
                do="if you want that all the same, give the http URL yourself",
            )
        self._for_good = self._for_good and status in FOR_GOOD
        if self._for_good:
            self.permanent = onward.url
        self.hops.append(onward)

    def _onward(self, location: str) -> Target:
        try:
            return find_target(location, self.rules, base=self.target)
        except FetchError as error:
            what = error.reason.partition("; ")[0]
            do = "the server chose that place, not you: tell whoever runs it"
            raise failure(error.kind, f"redirected to {shown(location)}: {what}", do=do) from None
