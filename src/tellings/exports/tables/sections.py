"""The sections of a story as tables: for each, its columns and what a row is. Every form of a table is made of these."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from tellings.exports.tables import findings as f
from tellings.exports.tables.findings import Found
from tellings.exports.tables.nouns import Column, columns
from tellings.model import Story

PLACE = columns(
    "article>article", "report>report:22", "outlet>outlet:22", "published>published:12", "url>url:30", "file>file:22",
    "start>start:8", "end>end:8", "exact>exact:60",
)  # fmt: skip


class Section(Struct, frozen=True):
    """A section: what a row is, its columns, and what finds the rows.

    A finding has a row for each of its passages, and one without a place when it has none; with ``sides``, one row in which the
    passages stand beside each other, under these names.
    """

    says: str
    columns: tuple[Column, ...]
    find: Callable[[Story], Iterable[Found]]
    placed: bool = True
    sides: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[Column, ...]:
        """Return all columns, those of the places included."""
        if not self.placed:
            return self.columns
        beside = [Column(f"{side}_{c.name}", c.flat, c.wide, c.link) for side in self.sides for c in PLACE]
        return (*self.columns, *(beside or PLACE))


SECTIONS: dict[str, Section] = {
    "articles": Section(
        "a report and the origin it mainly rests on",
        columns(
            "id>id article", "report>report:22", "outlet>outlet:22", "title>text:50", "published>date published:12",
            "published_basis>kind", "agency:18", "author:20", "origin:22", "language:9", "status",
            "url>url:30", "file>file:22", "sha256",
        ),
        f.articles, placed=False,
    ),
    "brief": Section(
        "a citation of a sentence of the brief, or a sentence withheld",
        columns("id>id", "kind>kind:11", "text>text:60", "section:20", "rule>rule", "edits:20"),
        f.brief,
    ),
    "claims": Section(
        "a passage that makes a claim; told_by_one: no other origin tells it",
        columns("id>id", "agreement>kind:15", "origins>origins:9", "text>text:60", "rule>rule", "score:8"),
        f.claims,
    ),
    "conflicts": Section(
        "a passage that takes a side of a conflict",
        columns(
            "id>id", "kind>kind", "strength>flags:10", "about:24", "side:6", "statement>text:40", "origins>origins:9", "rule>rule",
            "score:8",
        ),
        f.conflicts,
    ),
    "entities": Section(
        "a mention of a person, organisation, place or group",
        columns("id>id", "kind>kind", "name>text:26", "roles>flags:30"),
        f.entities,
    ),
    "figures": Section(
        "a number that a report gives",
        columns("id>id", "quantity>text:12", "unit>text:12", "of>text:20", "bound>kind:10", "rule>rule"),
        f.figures,
    ),
    "furniture": Section("page text set aside", columns("kind>kind", "rule>rule"), f.furniture),
    "moments": Section(
        "a time that a report gives, resolved",
        columns("id>id", "type>kind:10", "value>date:16", "mod:14", "edtf:22", "anchor>flags:16", "alternatives:20", "rule>rule"),
        f.moments,
    ),
    "origins": Section(
        "a passage elsewhere that rests on an origin, or the origin alone",
        columns("id>id", "kind>kind:9", "name>text:26", "reports:8", "articles>flags:30", "basis>rule:44"),
        f.origins,
    ),
    "overrides": Section(
        "a correction made by a person",
        columns(
            "line>id:6", "do>kind", "of>kind", "targets:40", "name>text:24", "by>speaker:18", "when>date:12", "why:40",
            "changed>flags:24",
        ),
        f.overrides, placed=False,
    ),
    "quotations": Section(
        "a stretch of a quotation",
        columns(
            "id>id", "utterance", "kind>kind:9", "act:9", "speaker>speaker:22", "status>flags:16", "printed:22", "text>text:60",
            "rule>rule", "score:8",
        ),
        f.quotations,
    ),
    "reuse": Section(
        "a stretch that stands in two reports, both places beside each other",
        columns("id>id", "class>kind:11", "quoted>kind:8", "direction>flags:10", "score:8", "evidence:40", "rule>rule"),
        f.reuse, sides=("from", "to"),
    ),
    "timeline": Section(
        "a passage that tells what happened at a date",
        columns("id>id", "date>date:16", "grain>kind:9", "text>text:60", "origins>origins:9", "conflicts:20", "rule>rule"),
        f.timeline,
    ),
    "updates": Section(
        "a later figure or state and the earlier one, beside each other",
        columns("id>id", "of>text:30", "rule>rule"),
        f.updates, sides=("earlier", "later"),
    ),
    "utterances": Section(
        "a report's printing of what somebody said once: who said what, in which wording",
        columns(
            "id>id", "speaker>speaker:22", "wording:9", "text>text:60", "only_here:24", "flags>flags:20", "quotation",
            "kind>kind:9", "named:22", "status:16", "rule>rule", "score:8",
        ),
        f.utterances,
    ),
    "wording": Section(
        "a passage in which one of several names for a thing stands",
        columns("id>id", "of>kind:26", "form>text:26", "rule>rule"),
        f.wording,
    ),
}  # fmt: skip
