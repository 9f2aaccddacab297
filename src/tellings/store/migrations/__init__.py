"""Libraries of an older schema, brought forward step by step after a backup. The verb is ``migrate``."""

from collections.abc import Callable, Mapping

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from tellings.errors import StoreError
from tellings.store.dialect import Dialect
from tellings.store.schema import SCHEMA, library

__all__ = ["STEPS", "migrate"]

Step = Callable[[Dialect, Connection], None]
STEPS: dict[int, Step] = {}  # from the schema named to the next


def migrate(dialect: Dialect, version: int, patience: float, steps: Mapping[int, Step] = STEPS, to: int = SCHEMA) -> None:
    """Bring a library from schema ``version`` to ``to`` in one transaction, after a backup; all of it is done or none."""
    missing = [n for n in range(version, to) if n not in steps]
    if missing:
        raise StoreError(
            f"the library {dialect.name} has schema {version}, and no way leads on from {missing[0]}; use an older tellings"
        )
    with dialect.engine.connect() as connection, dialect.begin_writing(connection, patience):
        found = connection.execute(select(library.c.value).where(library.c.name == "schema")).scalar_one()
        if int(found) >= to:
            return  # another program was quicker
        dialect.back_up(connection, version)
        for n in range(int(found), to):
            steps[n](dialect, connection)
        connection.execute(update(library).where(library.c.name == "schema").values(value=str(to)))
