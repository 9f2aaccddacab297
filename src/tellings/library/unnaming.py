"""A person taken out of the corrections that a library keeps."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from tellings.model import Correction, Target
from tellings.overrides import without
from tellings.store import Writer

Names = Callable[[str], bool]


def unname(writer: Writer, names: Names) -> None:
    """Take out of every correction what ``names`` a person; tellings of the articles that it was about go with it."""
    for correction in list(writer.corrections()):
        if any(map(names, _words(correction))):
            writer.drop_analyses(correction.articles)
            writer.keep_correction(_unnamed(correction, names))


def _words(correction: Correction) -> Iterator[str]:
    for said in (correction.given, correction.meant):
        yield from (words for words in (said.name, said.why, said.by) if words)
        yield from (words for t in said.targets for words in (t.name, t.exact, t.file) if words)
    if correction.undone is not None:
        yield from (words for words in (correction.undone.by, correction.undone.why) if words)


def _unnamed(correction: Correction, names: Names) -> Correction:
    called = correction.meant.name is not None and names(correction.meant.name)

    def nameless(target: Target) -> Target | None:
        return None if called or any(map(names, filter(None, (target.name, target.exact, target.file)))) else target

    def clean(words: str | None) -> str | None:
        return None if words and names(words) else words

    left = without(correction, nameless, {})
    meant = replace(left.meant, by=clean(left.meant.by), why=clean(left.meant.why), name=clean(left.meant.name))
    undone = left.undone and replace(left.undone, by=clean(left.undone.by), why=clean(left.undone.why))
    return replace(left, given=meant, meant=meant, undone=undone, forgotten=True)
