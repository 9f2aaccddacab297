"""Shared stretches of text and the origins behind the reports."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Passage

ReuseClass = Literal["verbatim", "edited", "paraphrase", "translation"]


class Reuse(Struct, frozen=True, kw_only=True, rename={"from_": "from", "class_": "class"}):
    """A stretch that stands in two articles. ``direction`` traced: ``from_`` was there first; untraced: article order.

    ``quoted``: the stretch is a public quotation, which shows one speech, not copying. ``score`` (0 to 1) is the share
    of tokens that agree.
    """

    id: str
    from_: Passage
    to: Passage
    class_: ReuseClass
    quoted: bool = False
    direction: Literal["traced", "untraced"] = "untraced"
    score: float = 1.0
    evidence: tuple[str, ...] = ()
    rule: str = ""


class Origin(Struct, frozen=True, kw_only=True):
    """A root of the family tree: the articles that rest mainly on it, and single passages elsewhere that do."""

    id: str
    articles: tuple[str, ...]
    passages: tuple[Passage, ...] = ()
    name: str = ""
    basis: tuple[str, ...] = ()
    unseen: bool = False
