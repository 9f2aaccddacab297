"""What an assistant may ask: the arguments of each tool, from which their schemas are made; ``tools.toml`` says what each means."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

LONGEST_TEXT = 20_000  # characters graded at once: some three thousand words; longer texts come in parts
MOST = 50  # findings in one answer, whatever is asked
LONG = 512  # characters of an argument that names something

Named = Annotated[str, Meta(min_length=1, max_length=LONG)]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Story = Annotated[str, Meta(min_length=1, max_length=LONG)]
More = Annotated[str, Meta(min_length=1, max_length=LONG)]
Limit = Annotated[int, Meta(ge=1, le=MOST)]
Detail = Literal["short", "full"]
Order = Literal["latest", "largest", "origins", "conflicts"]
Part = Literal["brief", "reports", "claims", "timeline", "wording", "updates"]


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every tool takes."""


class ListStories(Asked, frozen=True, kw_only=True):
    """What ``list_stories`` takes."""

    order: Order = "latest"
    outlet: Named | None = None
    since: Day | None = None
    until: Day | None = None
    limit: Limit = 10
    more: More | None = None


class Search(Asked, frozen=True, kw_only=True):
    """What ``search`` takes."""

    words: Named
    outlet: Named | None = None
    since: Day | None = None
    until: Day | None = None
    limit: Limit = 5
    more: More | None = None


class GetStory(Asked, frozen=True, kw_only=True):
    """What ``get_story`` takes."""

    story: Story
    part: Part = "brief"
    limit: Limit = 10
    more: More | None = None
    detail: Detail = "short"


class WhoSaid(Asked, frozen=True, kw_only=True):
    """What ``who_said`` takes."""

    story: Story | None = None
    speaker: Named | None = None
    words: Named | None = None
    limit: Limit = 10
    more: More | None = None
    detail: Detail = "short"


class Conflicts(Asked, frozen=True, kw_only=True):
    """What ``conflicts`` takes."""

    story: Story
    strength: Literal["hard", "soft"] | None = None
    limit: Limit = 10
    more: More | None = None
    detail: Detail = "short"


class Origins(Asked, frozen=True, kw_only=True):
    """What ``origins`` takes."""

    story: Story
    limit: Limit = 10
    more: More | None = None
    detail: Detail = "short"


class Cite(Asked, frozen=True, kw_only=True):
    """What ``cite`` takes."""

    story: Story | None = None
    finding: Named | None = None
    article: Named | None = None
    start: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    end: Annotated[int, Meta(ge=1, le=2**53)] | None = None
    limit: Limit = 5
    more: More | None = None


class CheckText(Asked, frozen=True, kw_only=True):
    """What ``check_text`` takes."""

    story: Story
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]
    detail: Detail = "short"
