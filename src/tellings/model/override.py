"""Corrections made by people, kept apart from what the machine found."""

from typing import Literal

from msgspec import Struct

Do = Literal["merge", "split", "rename", "reject", "not-a-conflict"]
Of = Literal[
    "story",
    "entity",
    "speaker",
    "utterance",
    "quotation",
    "claim",
    "conflict",
    "reuse",
    "moment",
    "figure",
    "wording",
    "update",
    "event",
]


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a correction is about, by content: characters of a report, a whole report, a name; or an id.

    A report is named by its ``file`` or its id (``article``). ``exact`` are words that stand in it; ``start`` tells one place
    from another where they stand in several. ``name`` is the name of an entity.
    """

    id: str | None = None
    article: str | None = None
    file: str | None = None
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    name: str | None = None


class Override(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of ``overrides.jsonl``: what to ``do`` with what (``of``), where it is, and who says so, when and why.

    ``kind`` tells apart findings that rest on the same words (the kind of a conflict); ``name`` is the new name.
    """

    do: Do
    of: Of | None = None
    id: str | None = None
    targets: tuple[Target, ...] = ()
    kind: str | None = None
    name: str | None = None
    by: str | None = None
    when: str | None = None
    why: str | None = None
    line: int = 0


class Correction(Struct, frozen=True, kw_only=True):
    """A correction that a library keeps: as it was given, what it means by content, and whether it was taken back.

    ``number`` counts from 1; no number is given twice. ``articles`` are those that it rests on, by id: a later version of one
    stands for it. ``everywhere``: it rests on none and bears on every story (a name). For stories merged and split ``parts`` are
    the articles that each side had then. ``undone`` says who took it back; a correction that is undone stays listed.
    ``forgotten``: words of it went with an article or a person that was forgotten.
    """

    number: int
    given: Override
    meant: Override
    articles: tuple[str, ...] = ()
    everywhere: bool = False
    parts: tuple[tuple[str, ...], ...] = ()
    undone: "Undone | None" = None
    forgotten: bool = False


class Undone(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who took a correction back, when and why."""

    by: str | None = None
    when: str | None = None
    why: str | None = None


class Applied(Struct, frozen=True):
    """A correction that was carried out, as it was given, and the ids of what it changed."""

    override: Override
    changed: tuple[str, ...] = ()


class Unapplied(Struct, frozen=True):
    """A line of ``overrides.jsonl`` that changed nothing, and why."""

    line: int
    reason: str
    text: str = ""
