"""The lines of an exported library: one shape a file, whatever database they came from."""

from typing import Any

from msgspec import Struct

from tellings.model import Article, Correction, Span, Story, Unapplied
from tellings.store.analyses_kept import Stripped

FORMAT = 2  # of an exported library; 1 had no corrections


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an export holds: how many lines each file has, and the sha256 of its bytes."""

    tellings_library: int
    schema: int
    files: dict[str, "FileRow"]


class FileRow(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of an export."""

    lines: int
    sha256: str


class LibraryRow(Struct, frozen=True):
    """What a library counts."""

    arrived: int
    moves: int


class StoryRow(Struct, frozen=True, kw_only=True):
    """A story, living or not; ``to`` are those that its id leads to, ``terms`` those by which a closed one is found."""

    id: str
    living: bool
    open: bool
    title: str
    told: int
    stale: bool
    saga: str | None = None
    to: tuple[str, ...] = ()
    terms: tuple[int, ...] = ()


class ArticleRow(Struct, frozen=True, kw_only=True):
    """An article with its text as it is kept, and what the library keeps beside it; ``sketch`` is base64."""

    number: int
    key: str
    version: int
    standing: str
    article: Article
    story: str | None = None
    taken: str | None = None
    sketch: str = ""
    spans: tuple[Span, ...] | None = None


class MoveRow(Struct, frozen=True, kw_only=True):
    """A move of the log."""

    number: int
    kind: str
    story: str
    other: str | None = None
    articles: tuple[str, ...] = ()
    nth: int | None = None


class AnalysisRow(Struct, frozen=True, kw_only=True):
    """An analysis, without the text that its article has."""

    article: str
    edition: str
    analysis: Stripped


class TellingRow(Struct, frozen=True, kw_only=True):
    """A telling; ``of`` is the story that it is kept under."""

    of: str
    number: int
    edition: str
    moves: int
    story: Story
    unapplied: tuple[Unapplied, ...] = ()


class NoteRow(Struct, frozen=True, kw_only=True):
    """A note; ``value`` is base64."""

    kind: str
    key: str
    value: str


class CorrectionRow(Struct, frozen=True):
    """A correction made by a person."""

    correction: Correction


FILES: dict[str, Any] = {
    "library.jsonl": LibraryRow,
    "stories.jsonl": StoryRow,
    "articles.jsonl": ArticleRow,
    "moves.jsonl": MoveRow,
    "analyses.jsonl": AnalysisRow,
    "tellings.jsonl": TellingRow,
    "notes.jsonl": NoteRow,
    "corrections.jsonl": CorrectionRow,
}
LATER = {"corrections.jsonl": 2}  # files that an export has from a format on
MANIFEST = "manifest.json"
