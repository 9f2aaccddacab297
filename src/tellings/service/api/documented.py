"""What the OpenAPI document says of every route beside its own answer."""

from typing import Annotated, Literal

from litestar.openapi.datastructures import ResponseSpec
from litestar.params import Parameter, QueryParameter

from tellings.service.problems import MEDIA_TYPE, Problem

SAYS = {
    400: "what was asked cannot be read; `detail` says what to write instead",
    401: "a token is needed, or this one is not known",
    403: "the token may not do this, or the request comes from another site",
    404: "what was named is not there",
    409: "it contradicts what is there",
    410: "it was there and is gone; `detail` says where to",
    413: "the body is too large, or holds too many articles; `detail` says how much is taken",
    415: "the body is of another type than can be read",
    421: "the server does not answer for this host",
    422: "what was given cannot be used",
    429: "too many requests; ask again after Retry-After",
    503: "the library is busy or cannot be read; ask again after Retry-After",
}
ALWAYS = (400, 401, 403, 421, 429, 503)


def answers(*more: int) -> dict[int, ResponseSpec]:
    """Return the problems that a route may answer with: those of every route, and more."""
    wanted = sorted({*ALWAYS, *more})
    return {s: ResponseSpec(Problem, generate_examples=False, description=SAYS[s], media_type=MEDIA_TYPE) for s in wanted}


Limit = Annotated[int, Parameter(ge=1, le=200, description="At most so many.")]
After = Annotated[str | None, Parameter(max_length=500, description="Go on where a list ended: its `next`.")]
Words = Annotated[str, Parameter(max_length=500, description='All of these words; "a phrase"; one OR another; -not; (brackets).')]
Outlet = Annotated[str | None, Parameter(max_length=200, description="Only what this outlet reports, its whole name.")]
Day = Annotated[str | None, Parameter(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day of publication (2031-05-01).")]
OrderBy = Annotated[
    Literal["latest", "largest", "origins", "conflicts"],
    QueryParameter(description="By the latest day, by reports, by origins, or by hard conflicts of the latest telling."),
]
OpenOnly = Annotated[bool, QueryParameter(description="Only stories that may still grow.")]
Several = Annotated[bool, QueryParameter(description="Only stories whose latest telling counts more than one origin.")]
Disputed = Annotated[bool, QueryParameter(description="Only stories whose latest telling counts hard conflicts.")]
MovedAfter = Annotated[
    int | None, Parameter(ge=0, le=2**53, description="Only stories with news after that number of the log (`/v1/events`).")
]
StoryId = Annotated[str, Parameter(max_length=200, description="The id of a story, also one that it had once.")]
ArticleId = Annotated[str, Parameter(max_length=500, description="The id of an article.")]
