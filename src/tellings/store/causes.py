"""What databases mean by their errors: what happened to which library, and what to do next."""

from tellings.errors import StoreError

KEPT = "nothing of this step was kept"
WHOLE = "the last step was kept whole or not at all"
LOCKED = ("is being written by another program", "wait until it is done, or end it, and try again")
SQLITE = {
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_FULL": ("has no room: the disk is full", f"{KEPT}; make room and try again"),
    "SQLITE_IOERR": ("could not be read or written: the disk or its quota failed", f"{KEPT}; look at the disk"),
    "SQLITE_READONLY": ("may not be written to", "nothing was changed; change the rights of the file and its folder, or copy it"),
    "SQLITE_PERM": ("may not be opened", "change the rights of the file and its folder"),
    "SQLITE_CANTOPEN": ("cannot be opened", "look whether its folder is there and whether you may read and write in it"),
    "SQLITE_NOTADB": ("is no library: it is not an SQLite file", "name another file; this one was not touched"),
    "SQLITE_CORRUPT": ("is damaged", "see `tellings doctor --store`; go back to a backup, or export what can still be read"),
}
# By the first characters of SQLSTATE, the longest that fits.
POSTGRES = {
    "08": ("cannot be reached: the server went away", f"{WHOLE}; look at the server and try again"),
    "25006": ("may only be read", "ask for the right to write, or name the server that takes writes"),
    "28": ("refused the login", "look at the user and the password of its address"),
    "3D000": ("has no database", "make it first: createdb NAME"),
    "3F000": ("has no schema", "make it first: CREATE SCHEMA NAME"),
    "42501": ("may not be changed by this user", "GRANT it the rights on the schema and its tables"),
    "53100": ("has no room: the server's disk is full", f"{KEPT}; make room and try again"),
    "53300": ("takes no more connections", "close some, or raise max_connections"),
    "53": ("lacks memory or disk", f"{KEPT}; look at the server"),
    "55P03": LOCKED,
    "57P": ("was shut down", f"{WHOLE}; try again when the server is back"),
    "XX": ("is damaged", "see the server's log; go back to a backup, or export what can still be read"),
}
# psycopg gives no SQLSTATE for what a server says before a connection stands.
SAID = {
    "authentication failed": "28",
    "role ": "28",
    "does not exist": "3D000",
    "too many": "53300",
    "starting up": "57P",
    "recovery mode": "57P",
}


def explain_sqlite(name: str, error: Exception) -> StoreError:
    """Return SQLite's error as what, where, what to do."""
    cause = getattr(error, "orig", None) or error
    code = str(getattr(cause, "sqlite_errorname", "") or "")
    for start, said in SQLITE.items():
        if code.startswith(start):
            return _error(name, said)
    if "not a database" in str(cause):
        return _error(name, SQLITE["SQLITE_NOTADB"])
    return StoreError(f"the library {name} could not be read or written: {cause}; `tellings doctor --store` looks closer")


def explain_postgres(name: str, error: Exception) -> StoreError:
    """Return PostgreSQL's error as what, where, what to do."""
    cause = getattr(error, "orig", None) or error
    state = str(getattr(cause, "sqlstate", None) or "")
    first = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
    if not state and "FATAL" in str(cause):
        state = next((SAID[said] for said in SAID if said in str(cause).partition("FATAL")[2]), "")
    fits = max((s for s in POSTGRES if state.startswith(s)), key=len, default=None)
    if fits is not None:
        return _error(name, POSTGRES[fits])
    if type(cause).__name__ in ("OperationalError", "ConnectionTimeout", "InterfaceError"):
        said = f"the library {name} cannot be reached ({first})"
        return StoreError(f"{said}; {WHOLE}; look at the server and its address, and try again")
    return StoreError(f"the library {name} could not be read or written: {first}; `tellings doctor --store` looks closer")


def _error(name: str, said: tuple[str, str]) -> StoreError:
    return StoreError(f"the library {name} {said[0]}; {said[1]}")
