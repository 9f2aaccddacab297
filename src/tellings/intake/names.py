"""Ids that no two articles of one call share."""

from collections.abc import Callable
from hashlib import blake2b

from tellings.intake.arrival import Found
from tellings.model import Article, make_id


class Names:
    """The ids given so far, each with a short hash of the text and the input: some 200 bytes an article."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.seen: dict[str, bytes] = {}

    def settle(self, found: Found, path: str) -> Found | None:
        """Return what was found, an article under an id of its own; None when the same was read before.

        Two files with the same name and text are two reports (two outlets may print one agency text); a row that stands twice
        in one file is one, and so is one text of one address, wherever it was met.
        """
        if not isinstance(found, Article):
            return found
        mark = _mark(found, path)
        before = self.seen.get(found.id)
        if before == mark:
            self.say(f"{found.file}: a row with this id and text was read before ({found.id}); counted once")
            return None
        if before:
            found = self._renamed(found)
        self.seen[found.id] = mark
        return found

    def _renamed(self, article: Article) -> Article:
        number = 2
        while (new := f"{article.id}-{number}") in self.seen:
            number += 1
        self.say(f"{article.file}: the id {article.id} is taken by another article; this one is called {new}")
        return article.renamed(new)


def _mark(article: Article, path: str) -> bytes:
    place = "" if article.id == make_id("a", article.url or "", article.sha256) else path
    return blake2b(f"{article.sha256}\x1f{place}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
