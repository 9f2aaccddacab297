"""``/v1/articles``: what the library holds, and the door by which articles come in."""

from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request, delete, get, post
from litestar.exceptions import ClientException, HTTPException
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType
from litestar.params import FromQuery, HeaderParameter, Parameter

from tellings.answers import cite, find_stories, get_article
from tellings.errors import MissingError
from tellings.model import ArticleTold, Citation, Hit, Ingested, Page, Query, Said, StoryFound
from tellings.service.api.documented import After, ArticleId, Day, Limit, Outlet, Words, answers
from tellings.service.api.stories import must_live
from tellings.service.asking import TheServer, TheWorkspace, sees_texts

LINES = ("application/x-ndjson", "application/jsonl", "application/json-lines")
Place = Annotated[int, Parameter(ge=0, le=2**31, description="A place in the article's text, in code points.")]
Key = Annotated[
    str | None,
    HeaderParameter(name="Idempotency-Key", max_length=200, min_length=1, description="The same key and body get the same answer."),
]
Language = Annotated[str | None, Parameter(max_length=35, description="Only articles in this language (en, de, ...).")]
InStory = Annotated[str | None, Parameter(max_length=200, description="Only articles of this story.")]
Speaker = Annotated[
    str, Parameter(max_length=200, min_length=1, description="Whoever is given the words, as reports print the name.")
]


@get("/articles", summary="Find articles", responses=answers(404, 410), sync_to_thread=True)
def list_articles(
    workspace: TheWorkspace,
    words: Words = "",
    outlet: Outlet = None,
    language: Language = None,
    since: Day = None,
    until: Day = None,
    story: InStory = None,
    superseded: FromQuery[bool] = False,
    limit: Limit = 20,
    after: After = None,
) -> Page[Hit]:
    """Return articles, the latest first; with `words` those in which they stand, each with the passages."""
    query = Query(words=words, outlet=outlet, language=language, since=since, until=until, story=story, superseded=superseded)
    if story is not None:
        must_live(workspace, story)
    with workspace.reading() as reader:
        return reader.search(query, limit=limit, after=after)


@get("/search", summary="Find stories by words", responses=answers(), sync_to_thread=True)
def search(
    workspace: TheWorkspace,
    words: Words,
    outlet: Outlet = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 20,
    after: After = None,
) -> Page[StoryFound]:
    """Return the stories in which the words stand, with some of the articles and passages."""
    with workspace.reading() as reader:
        return find_stories(reader, Query(words=words, outlet=outlet, since=since, until=until), limit=limit, after=after)


@get("/quotations", summary="Who said what", responses=answers(404, 410), sync_to_thread=True)
def who_said(
    workspace: TheWorkspace,
    speaker: Speaker,
    words: Words = "",
    outlet: Outlet = None,
    story: InStory = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 20,
    after: After = None,
) -> Page[Said]:
    """Return quotations of a speaker in the articles that were analysed, the latest first."""
    query = Query(words=words, outlet=outlet, story=story, since=since, until=until, speaker=speaker)
    if story is not None:
        must_live(workspace, story)
    with workspace.reading() as reader:
        return reader.who_said(query, limit=limit, after=after)


@get("/articles/{article:str}", summary="An article", responses=answers(404), sync_to_thread=True)
def get_one(request: Request[Any, Any, Any], workspace: TheWorkspace, article: ArticleId) -> ArticleTold:
    """Return an article with its versions, its origins, what it shares with whom, and whom it quotes.

    To readers by token its text is what its story cites, with spaces for the rest, unless the server shows whole reports.
    """
    with workspace.reading() as reader:
        return get_article(reader, article, whole=sees_texts(request))


@get("/articles/{article:str}/passage", summary="A passage to cite", responses=answers(404), sync_to_thread=True)
def get_passage(workspace: TheWorkspace, article: ArticleId, start: Place, end: Place) -> Citation:
    """Return the characters `start` to `end` of an article, what stands around them, and how to name the report."""
    with workspace.reading() as reader:
        return cite(reader, article, start, end)


@dataclass
class _Bringing(Operation):
    """Says what the body may be: our own rows, or those of a known tool."""

    def __post_init__(self) -> None:
        row = Schema(
            title="Article",
            description="An article as an object: `text`, and what is known of `id`, `title`, `outlet`, `published` (ISO 8601), "
            "`url`, `language`, `author`, `agency`. One that cannot be read is reported in the answer, and the rest is taken.",
        )
        one = Schema(type=OpenAPIType.OBJECT, description="One article, or an object whose `items` are articles.")
        rows = Schema(any_of=[Schema(type=OpenAPIType.ARRAY, items=row), one])
        lines = Schema(type=OpenAPIType.STRING, description="An article a line, as JSON.")
        content = {"application/json": OpenAPIMediaType(schema=rows), **{t: OpenAPIMediaType(schema=lines) for t in LINES}}
        self.request_body = RequestBody(content=content, required=True, description="Articles, at most a thousand.")


@post(
    "/articles",
    summary="Bring articles",
    status_code=200,
    responses=answers(409, 413, 415, 422),
    scope="ingest",
    operation_class=_Bringing,
)
async def bring(request: Request[Any, Any, Any], server: TheServer, workspace: TheWorkspace, key: Key = None) -> Ingested:
    """Keep articles; what is answered with a receipt survives a crash, and one that cannot be read does not stop the rest."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and kind not in LINES:
        raise HTTPException(
            status_code=415, detail=f"send application/json or one of {', '.join(LINES)}, not {kind[:60] or 'nothing'}"
        )
    if request.headers.get("content-encoding", "identity") != "identity":
        raise HTTPException(status_code=415, detail="send the body as it is, not packed")
    body = await request.body()
    if not body.strip():
        raise ClientException("the body is empty; send articles as JSON")
    found: Ingested = await server.taker.ask("take", workspace.address, body, kind in LINES, key)
    workspace.bell.ring()
    return found


@delete("/articles/{article:str}", summary="Forget an article", status_code=204, responses=answers(404), scope="admin")
async def forget(server: TheServer, workspace: TheWorkspace, article: ArticleId) -> None:
    """Take an article away with all its versions and everything that rests on them."""
    if not await server.taker.ask("forget", workspace.address, [article]):
        raise MissingError(f"there is no article {article[:60]!r} in this library")
    workspace.bell.ring()


ROUTES = [list_articles, search, who_said, get_one, get_passage, bring, forget]
