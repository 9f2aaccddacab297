"""What a library answers when it is asked, whatever the door: the command line, the page, the HTTP API, an assistant."""

from msgspec import Struct

from tellings.model.article import Article, ArticleCard
from tellings.model.hit import Hit
from tellings.model.holding import Counts, Holding, Version
from tellings.model.passage import Passage
from tellings.model.quotation import Quotation
from tellings.model.reuse import Origin, Reuse
from tellings.model.story import Story
from tellings.model.telling import StoryCard


class StoryTold(Struct, frozen=True, kw_only=True):
    """A story as it was told last, with its card as it is now.

    ``telling`` is the number of that telling and ``story`` what it says; 0 and None while it was never told. The card says
    whether it is ``stale``: articles came, went or were corrected since.
    """

    card: StoryCard
    telling: int = 0
    edition: str = ""
    story: Story | None = None


class StoryFound(Struct, frozen=True, kw_only=True):
    """A story in which words were found: its card, and some of its articles with the passages in which they stand."""

    card: StoryCard
    hits: tuple[Hit, ...] = ()


class ArticleTold(Struct, frozen=True, kw_only=True):
    """An article with all that its story's latest telling says of it.

    ``origins`` are those that it rests on; ``reuse`` are the stretches that it shares, ``sharing`` the articles at their other
    ends; ``quotations`` are those that it prints.
    """

    article: Article
    holding: Holding
    versions: tuple[Version, ...]
    story: StoryCard | None = None
    origins: tuple[Origin, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sharing: tuple[ArticleCard, ...] = ()


class Citation(Struct, frozen=True, kw_only=True):
    """A passage with what somebody who cites it needs: where it was published, and what stands around it.

    ``before`` and ``after`` are characters of the text on either side; ``reference`` names the report in a line.
    """

    passage: Passage
    article: ArticleCard
    story: str | None = None
    before: str = ""
    after: str = ""
    reference: str = ""


class Health(Counts, frozen=True, kw_only=True):
    """How a library is: what it holds, what people call it, and the version of tellings that looked."""

    name: str
    version: str = ""
