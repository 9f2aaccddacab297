"""Names of the article's own text found again in its headlines, subheads and captions, which no model reads."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from tellings.analysis.mentions.lexicon import words
from tellings.model import Article, Entity, Mention

READ = ("headline", "subhead", "caption")  # furniture that tells the story; link lists and promotion tell others
WORDS = 5  # of the longest name that is looked for
# "Ada", "O’Neil", "al-Kell"; not the "s" of "Ada's", which follows an apostrophe before the end of the word
WORD = re.compile(r"[^\W_]+(?:[-'’.](?!s\b)[^\W_]+)*")


def with_headlines(article: Article, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the entities with their mentions in headlines, subheads and captions."""
    spans = [(f.start, f.end) for f in article.furniture if f.kind in READ]
    if not spans or not entities:
        return tuple(entities)
    owners = _owners(article.text, entities)
    plain = words("names.toml", "ordinary")  # "STORM MAY HIT"
    shouted = {tuple(w.upper() for w in name): owner for name, owner in owners.items() if name[1:] or name[0].lower() not in plain}
    found: dict[str, list[Mention]] = {}
    for start, end in spans:
        spelt = {**owners, **shouted} if article.text[start:end].isupper() else owners
        for s, e, owner in _names(article.text, start, end, spelt):
            found.setdefault(owner, []).append(Mention(article.id, s, e))
    return tuple(replace(e, mentions=tuple(sorted({*e.mentions, *found[e.id]}))) if e.id in found else e for e in entities)


def _owners(text: str, entities: Iterable[Entity]) -> dict[tuple[str, ...], str]:
    """Return whose each printed name is, by its words; a name that two entities print is nobody's."""
    owners: dict[tuple[str, ...], str] = {}
    for entity in entities:
        for name in {tuple(WORD.findall(text, m.start, m.end)) for m in entity.mentions}:
            owners[name] = "" if owners.get(name, entity.id) != entity.id else entity.id
    return {name: owner for name, owner in owners.items() if owner and name and len(name) <= WORDS and name[0][0].isupper()}


def _names(text: str, start: int, end: int, owners: dict[tuple[str, ...], str]) -> Iterator[tuple[int, int, str]]:
    found = list(WORD.finditer(text, start, end))
    at = 0
    while at < len(found):
        size = next(
            (n for n in range(WORDS, 0, -1) if tuple(w[0] for w in found[at : at + n]) in owners and at + n <= len(found)), 0
        )
        if size:
            yield found[at].start(), found[at + size - 1].end(), owners[tuple(w[0] for w in found[at : at + size])]
        at += size or 1
