"""What one call of intake knows: its caps, what was told with the bytes, what was recognised."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypedDict, Unpack

from tellings.intake.limits import Limits
from tellings.intake.sidecar import Sidecars
from tellings.intake.sniff import Kind, said_kind
from tellings.intake.streams import Meter
from tellings.intake.task import Task, TaskKind
from tellings.intake.walk import Input, ending
from tellings.language.tables import load_table
from tellings.model import LinkKind

HOPELESS = 20  # rows or records that fail before any succeeds, after which the rest is given up


class Particulars(TypedDict, total=False):
    """What was told of bytes that a fetcher brought, each where it was.

    ``media_type`` and ``charset``: what the server said; ``url``: where they are from; ``given``: what the feed said of a page
    (title, outlet, published, author, language). ``asked``: what was to be had there; a page where a feed or sitemap was asked
    for is an Unread that says so. ``captured``: when they were taken (ISO 8601), after which no day is guessed for a page that
    declares none.
    """

    media_type: str | None
    charset: str | None
    url: str | None
    given: Mapping[str, str] | None
    asked: LinkKind
    captured: str | None


class Call:
    """One call of intake: its caps, what was told with the bytes, what was recognised so far."""

    def __init__(self, limits: Limits, say: Callable[[str], None], **told: Unpack[Particulars]) -> None:
        self.limits, self.say, self.meter = limits, say, Meter(limits)
        self.asked, self.captured = told.get("asked", "page"), told.get("captured")
        self.media_type, self.charset, self.url = told.get("media_type"), told.get("charset"), told.get("url")
        self.given = {field: value for field, value in (told.get("given") or {}).items() if value}
        self.recognised: Counter[str] = Counter()
        self.shapes: set[str] = set()
        self.sidecars = Sidecars(limits, say)

    def tell_recognised(self) -> None:
        """Say what was recognised, once everything is read."""
        if self.recognised:
            self.say("recognised: " + ", ".join(f"{what} {n}" for what, n in sorted(self.recognised.items())))
            self.recognised.clear()

    def tell_encoding(self, name: str | None, encoding: str | None) -> None:
        """Say that bytes were not UTF-8."""
        if encoding:
            self.say(f"{name or '-'}: not UTF-8, decoded as {encoding}")

    def task(self, kind: TaskKind, raw: bytes, name: str, place: str = "") -> Task:
        """Return a task with what was told of the bytes."""
        keyed = self.url is not None
        told = {"url": self.url, "charset": self.charset, "captured": self.captured}
        return Task(kind=kind, raw=raw, name=name, place=place, given=self.given, keyed=keyed, asked=self.asked, **told)

    def recognise(self, kind: str) -> str:
        """Count a kind that was recognised, and return what it is called."""
        what: str = load_table("intake", "kinds.toml")["says"][kind]
        self.recognised[what] += 1
        return what

    def recognise_shape(self, says: str) -> None:
        """Take down that rows are those of a known tool; said once each."""
        if says not in self.shapes:
            self.shapes.add(says)
            self.say(f"recognised: rows are {says}")

    def tell(self, item: Input, kind: Kind, packing: str | None) -> None:
        """Say what an input was recognised as, where its name says otherwise."""
        what = self.recognise(kind)
        said, packed = said_kind(item.name, self.media_type), ending(item.name)[1]
        agrees = said == kind or (said == "xml" and kind in ("feed", "opml", "sitemap", "newsml", "nitf"))
        if not agrees or packed != bool(packing):
            self.say(f"{item.name}: recognised as {what}" + (f", packed with {packing}" if packing else "") + ", by its content")
