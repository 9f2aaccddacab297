"""What is on a page as files to take along: the same address with another ending."""

from litestar import Response

from tellings.answers import find_living, get_told
from tellings.errors import MissingError
from tellings.exports import FORMS, file_name
from tellings.exports.tables import Table, write_table
from tellings.service.api.exporting import as_file
from tellings.service.api.stories import here
from tellings.service.workspaces import Workspace

STORY_FORMS = ("html", "md", "docx", "xlsx", "csv", "jsonl")
TABLE_FORMS = ("csv", "xlsx", "jsonl")


def ending(name: str, forms: tuple[str, ...] = STORY_FORMS) -> tuple[str, str]:
    """Return the last part of an address without its ending, and the form that the ending asks for; "" for a page.

    >>> ending("s-1f2e3d4c5b.json"), ending("s-1f2e3d4c5b"), ending("a.b")
    (('s-1f2e3d4c5b', 'json'), ('s-1f2e3d4c5b', ''), ('a.b', ''))
    """
    plain, dot, form = name.rpartition(".")
    return (plain, form) if dot and form in ("json", *forms) else (name, "")


def table_file(table: Table, form: str, title: str) -> Response[bytes]:
    """Return a table as a file that a browser puts beside others instead of showing it (RFC 6266)."""
    made = write_table(form, table, title=title)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(title, "", form)}"'}
    return Response(
        made.encode() if isinstance(made, str) else made, media_type=FORMS[form].media.partition(";")[0], headers=headers
    )


def story_file(
    workspace: Workspace, story: str, telling: int | None, form: str, *, section: str | None = None, whole: bool = False
) -> Response[bytes]:
    """Return a story, or one section of it, as a file; ``whole``: with the reports, where the form holds them."""
    with workspace.reading() as reader:
        here(find_living(reader, story))
        told = get_told(reader, story, telling).story
    if told is None:
        raise MissingError(f"{story} was not told yet; its page says how far it is")
    return as_file(workspace, told, form, section, full_text=whole)
