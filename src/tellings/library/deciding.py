"""What is done with each article that comes: a value for each, and nothing done yet."""

from collections.abc import Callable, Sequence
from itertools import count

from msgspec import Struct

from tellings.language.shingles import find_words
from tellings.library.keys import is_version
from tellings.model import Article, Outcome, Version

GONE = ("canceled", "withheld")  # what wires call an article that its publisher has taken back or holds back (IPTC pubStatus)


class Decision(Struct, frozen=True, kw_only=True):
    """What is done with one article: kept under its ``key`` as ``version``, in place of ``earlier``; ``known``: it is there.

    ``withdrawn`` are the articles of that key, itself included, that its publisher takes back with it.
    """

    article: Article
    key: str
    outcome: Outcome
    version: int
    earlier: str | None = None
    withdrawn: tuple[str, ...] = ()


class Decider:
    """Decides one article after the other, knowing what is held and what it decided before.

    ``held`` gives the versions under a key, oldest first; ``text_of`` the text of an article that is held; ``taken`` says
    whether an id is.
    """

    def __init__(
        self, held: Callable[[str], Sequence[Version]], text_of: Callable[[str], str], taken: Callable[[str], bool]
    ) -> None:
        self.held, self.text_of, self.taken = held, text_of, taken
        self.known: dict[str, list[Version]] = {}
        self.brought: dict[str, str] = {}

    def decide(self, article: Article, key: str) -> Decision:
        """Return what is done with an article that came under a key."""
        key = self._own_key(article, key)
        versions = self._versions(key)
        same = next((v for v in versions if v.sha256 == article.sha256), None)
        if same is None:
            article = article.renamed(self._free_id(article.id))
            earlier = versions[-1] if versions else None
            versions.append(_version(article, key, len(versions) + 1))
            self.brought[article.id] = article.text
        else:
            article, earlier = article.renamed(same.article), None
        return Decision(
            article=article,
            key=key,
            outcome="known" if same else "version" if earlier else "new",
            version=same.version if same else versions[-1].version,
            earlier=earlier.article if earlier else None,
            withdrawn=tuple(v.article for v in versions) if article.status in GONE else (),
        )

    def _own_key(self, article: Article, key: str) -> str:
        """Return the key, or one beside it when what is held there is quite another article."""
        base = key
        for n in count(2):
            versions = self._versions(key)
            if not versions or any(v.sha256 == article.sha256 for v in versions):
                return key
            if is_version(key, shared_words(article.text, self._text(versions[-1].article))):
                return key
            key = f"{base}#{n}"
        raise AssertionError("counting has no end")

    def _versions(self, key: str) -> list[Version]:
        if key not in self.known:
            self.known[key] = list(self.held(key))
        return self.known[key]

    def _text(self, article: str) -> str:
        return self.brought[article] if article in self.brought else self.text_of(article)

    def _free_id(self, wanted: str) -> str:
        names = (wanted if n == 1 else f"{wanted}-{n}" for n in count(1))
        return next(name for name in names if name not in self.brought and not self.taken(name))


def _version(article: Article, key: str, number: int) -> Version:
    return Version(article=article.id, key=key, version=number, sha256=article.sha256, standing="current", arrived=0)


def shared_words(one: str, other: str) -> float:
    """Return which share of the words of the shorter of two texts stands in the other.

    >>> shared_words("The boats left Ostby.", "Boats left Ostby on Monday, the harbour office said.")
    1.0
    """
    these, those = ({word for _, _, word in find_words(text)} for text in (one, other))
    return len(these & those) / (min(len(these), len(those)) or 1)
