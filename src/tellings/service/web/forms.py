"""What somebody typed into a form: kept as it was typed, with what is wrong with it beside."""

from collections.abc import Mapping
from typing import Any

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException
from litestar.response import Redirect
from msgspec import Struct


class Fields(dict[str, str]):
    """Words by the name of a field, "" for a field that has none."""

    def __missing__(self, name: str) -> str:
        """Return "" for any other name."""
        return ""


class Form(Struct, frozen=True):
    """The fields of a form by name, as they were typed; ``wrong`` says of some what is the matter with them."""

    values: Fields
    wrong: Fields

    def __getitem__(self, name: str) -> str:
        """Return a field without the blanks around it."""
        return self.values[name].strip()

    def need(self, name: str, words: str) -> None:
        """Say that a field is missing, in these words, where it is."""
        if not self[name]:
            self.wrong.setdefault(name, words)


EMPTY = Form(Fields(), Fields())


async def read_form(request: Request[Any, Any, Any], longest: Mapping[str, int]) -> Form:
    """Return the fields that are named in ``longest``, each with the most characters that it may have.

    Raises ClientException (400) for a body that is no form.
    """
    try:
        given = await request.form()
    except (ValueError, LookupError) as error:  # letters in an encoding that they are not in
        raise ClientException("the form cannot be read; send it as UTF-8") from error
    told = {name: value for name, value in given.items() if isinstance(value, str)}
    values = Fields((name, told.get(name, "")) for name in longest)
    wrong = Fields(
        (name, f"{len(value):,} characters; at most {longest[name]:,} can be taken")
        for name, value in values.items()
        if len(value) > longest[name]
    )
    return Form(values, wrong)


async def read_all(request: Request[Any, Any, Any], name: str, most: int = 500) -> tuple[str, ...]:
    """Return all values of a field that may be chosen several times, so many at most."""
    given = await request.form()
    return tuple(v for v in given.getall(name, []) if isinstance(v, str))[:most]


async def read_files(request: Request[Any, Any, Any], name: str) -> list[UploadFile]:
    """Return the files that a form brings under a name, those that have a name of their own."""
    given = await request.form()
    return [f for f in given.getall(name, []) if isinstance(f, UploadFile) and f.filename]


def done(where: str) -> Redirect:
    """Lead to the page that says what happened (RFC 9110, 15.4.4)."""
    return Redirect(where, status_code=303)
