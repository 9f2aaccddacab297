"""What is done with each article that comes: a value for each, and nothing done yet."""

from collections.abc import Callable, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from tellings.language.shingles import find_words
from tellings.library.keys import is_version
from tellings.model import Article, Outcome, Version

GONE = ("canceled", "withheld")  # what wires call an article that its publisher has taken back or holds back (IPTC pubStatus)


class Decision(Struct, frozen=True, kw_only=True):
    """What is done with one article: kept under its ``key`` as ``version``, in place of ``earlier``; ``known``: it is there.

    ``withdrawn`` are the articles of that key, itself included, that its publisher takes back with it; none when that was done
    before, so that a notice that is read again takes back nothing that came since.
    """

    article: Article
    key: str
    outcome: Outcome
    version: int
    earlier: str | None = None
    withdrawn: tuple[str, ...] = ()


class Decider:
    """Decides one article after the other, knowing what is held and what it decided before.

    ``held`` gives the versions under a key, oldest first; ``article_of`` an article that is held, by its id; ``taken`` says
    whether an id is.
    """

    def __init__(
        self, held: Callable[[str], Sequence[Version]], article_of: Callable[[str], Article], taken: Callable[[str], bool]
    ) -> None:
        self.held, self.article_of, self.taken = held, article_of, taken
        self.known: dict[str, list[Version]] = {}
        self.brought: dict[str, Article] = {}

    def decide(self, article: Article, key: str) -> Decision:
        """Return what is done with an article that came under a key."""
        key = self._own_key(article, key)
        versions = self._versions(key)
        same = self._same(article, versions)
        if same is None:
            article = article.renamed(self._free_id(article.id))
            earlier = _replaced(versions)
            versions.append(_version(article, key, versions[-1].version + 1 if versions else 1))
            self.brought[article.id] = article
        else:
            article, earlier = article.renamed(same.article), None
        withdrawn: tuple[str, ...] = ()
        if article.status in GONE and (same is None or same.standing != "withdrawn"):
            withdrawn = tuple(v.article for v in versions)
            versions[:] = [replace(v, standing="withdrawn") for v in versions]
        return Decision(
            article=article,
            key=key,
            outcome="known" if same else "version" if earlier else "new",
            version=same.version if same else versions[-1].version,
            earlier=earlier.article if earlier else None,
            withdrawn=withdrawn,
        )

    def _same(self, article: Article, versions: Sequence[Version]) -> Version | None:
        """Return the version that has the text; none when it was withheld and its publisher now says that it may be used."""
        alike = [v for v in versions if v.sha256 == article.sha256]
        if not alike:
            return None
        if article.status in GONE:
            done = (v for v in alike if v.standing == "withdrawn" and self._held(v.article).status == article.status)
            return next(done, alike[-1])
        last = alike[-1]
        released = article.status == "usable" and last.standing == "withdrawn" and last is versions[-1]
        return None if released and self._held(last.article).status == "withheld" else last

    def _own_key(self, article: Article, key: str) -> str:
        """Return the key, or one beside it when what is held there is quite another article."""
        base = key
        for n in count(2):
            versions = self._versions(key)
            if not versions or any(v.sha256 == article.sha256 for v in versions):
                return key
            if is_version(key, shared_words(article.text, self._held(versions[-1].article).text)):
                return key
            key = f"{base}#{n}"
        raise AssertionError("counting has no end")

    def _versions(self, key: str) -> list[Version]:
        if key not in self.known:
            self.known[key] = list(self.held(key))
        return self.known[key]

    def _held(self, article: str) -> Article:
        return self.brought[article] if article in self.brought else self.article_of(article)

    def _free_id(self, wanted: str) -> str:
        names = (wanted if n == 1 else f"{wanted}-{n}" for n in count(1))
        return next(name for name in names if name not in self.brought and not self.taken(name))


def _replaced(versions: Sequence[Version]) -> Version | None:
    """Return the version whose place a new one takes: the current one, which need not have come last; else the last."""
    return next((v for v in reversed(versions) if v.standing == "current"), versions[-1] if versions else None)


def _version(article: Article, key: str, number: int) -> Version:
    return Version(article=article.id, key=key, version=number, sha256=article.sha256, standing="current", arrived=0)


def shared_words(one: str, other: str) -> float:
    """Return which share of the words of the shorter of two texts stands in the other.

    >>> shared_words("The boats left Ostby.", "Boats left Ostby on Monday, the harbour office said.")
    1.0
    """
    these, those = ({word for _, _, word in find_words(text)} for text in (one, other))
    return len(these & those) / (min(len(these), len(those)) or 1)
