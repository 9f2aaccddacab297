"""What differs between databases: how they are reached, locked and told apart, and how their index of words is asked."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Table
from sqlalchemy.engine import Connection, Engine, RootTransaction

from tellings.errors import StoreError
from tellings.store.query import All, Node, Term

WORDS, SAID = "words_index", "said_index"  # of articles by place, of quotations by place


class Matching(NamedTuple):
    """Pieces of SQL: a table with its alias, its column of places, the condition, and its parameters."""

    table: str
    place: str
    condition: str
    values: dict[str, object]
    before: str = ""  # what stands before SELECT
    bounded: bool = False  # the places are bounded already


class Dialect(Protocol):
    """One kind of database."""

    name: str  # of the library, as a person would call it
    engine: Engine
    writable: bool
    errors: tuple[type[Exception], ...]  # that the database may raise
    conflicts: tuple[type[Exception], ...]  # those of them that say a row is there already

    def set_up(self) -> None:
        """Set what holds for the whole library, before its first table."""

    def back_up(self, connection: Connection, version: int) -> str:
        """Copy the library aside before it is brought forward from schema ``version``; return where the copy is."""

    def tables(self, connection: Connection) -> set[str]:
        """Return the tables that are there, as far as they matter to a library."""

    def begin_reading(self, connection: Connection) -> RootTransaction:
        """Take a snapshot."""

    def begin_writing(self, connection: Connection, patience: float) -> RootTransaction:
        """Become the one writer, or raise StoreError after ``patience`` seconds."""

    def make_index(self, connection: Connection) -> None:
        """Make the empty indexes of words."""

    def insert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert many rows that name the same columns, the quickest way there is."""

    def add_words(self, connection: Connection, index: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Put words in the index, by place."""

    def drop_words(self, connection: Connection, index: str, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Take them out; ``rows`` are what was put in."""

    def empty_index(self, connection: Connection) -> None:
        """Take all words out of both indexes."""

    def matching(self, index: str, node: Node, also: Iterable[str]) -> "Matching":
        """Return how to ask for every place where ``node`` and all words of ``also`` hold, or may hold."""

    def walking(self, connection: Connection, index: str, node: Node, also: Iterable[str]) -> "tuple[int, Matching] | None":
        """Return how many rows to ask one after another first, and how, where that is quicker for what stands nearly everywhere."""

    def places(self, connection: Connection, index: str) -> set[int]:
        """Return every place in an index."""

    def after_forgetting(self, connection: Connection) -> None:
        """Inside the transaction: leave no forgotten word in an index's own pages."""

    def settle(self) -> None:
        """After a transaction that forgot: leave nothing of it in journals, where that can be done."""

    def check(self, connection: Connection) -> Iterable[str]:
        """Return what the database itself says is wrong, a sentence each."""

    def explain(self, error: Exception) -> StoreError:
        """Return an error of the database as what, where, what to do."""


def required_phrases(node: Node) -> list[tuple[str, ...]]:
    """Return the phrases that have to stand wherever a query holds."""
    if isinstance(node, Term):
        return [node.words] if len(node.words) > 1 else []
    return [phrase for part in node.parts for phrase in required_phrases(part)] if isinstance(node, All) else []
