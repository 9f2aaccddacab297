"""Different words for one thing."""

from msgspec import Struct

from tellings.model.passage import Passage


class Form(Struct, frozen=True):
    """One wording and where it stands."""

    form: str
    passages: tuple[Passage, ...]


class Wording(Struct, frozen=True):
    """What is named, and the forms that name it; no judgement of them."""

    id: str
    of: str
    forms: tuple[Form, ...]
    rule: str = ""
