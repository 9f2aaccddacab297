"""Libraries of an older schema, brought forward step by step after a backup. The verb is ``migrate``."""

from collections.abc import Callable

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from tellings.errors import StoreError
from tellings.store import schema
from tellings.store.dialect import Dialect
from tellings.store.migrations.corrected import to_schema_2
from tellings.store.schema import library

__all__ = ["STEPS", "migrate"]

Step = Callable[[Dialect, Connection], None]
STEPS: dict[int, Step] = {1: to_schema_2}  # from the schema named to the next


def migrate(dialect: Dialect, version: int, patience: float) -> None:
    """Bring a library from schema ``version`` to the present one in one transaction, after a backup; all of it is done or none."""
    missing = [n for n in range(version, schema.SCHEMA) if n not in STEPS]
    if missing:
        raise StoreError(
            f"the library {dialect.name} has schema {version}, and no way leads on from {missing[0]}; use an older tellings"
        )
    with dialect.engine.connect() as connection, dialect.begin_writing(connection, patience):
        found = int(connection.execute(select(library.c.value).where(library.c.name == "schema")).scalar_one())
        if found >= schema.SCHEMA:
            return  # another program was quicker
        dialect.back_up(connection, found)
        for n in range(found, schema.SCHEMA):
            STEPS[n](dialect, connection)
        connection.execute(update(library).where(library.c.name == "schema").values(value=str(schema.SCHEMA)))
