"""Bytes or rows in, articles out, with furniture set aside. The verb is ``read``."""

from hashlib import sha256

from tellings.model import Article, make_id


def read(text: str, file: str | None = None) -> Article:
    """Return the article of a plain text."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=make_id("a", file or "", digest), file=file, text=text, sha256=digest)
