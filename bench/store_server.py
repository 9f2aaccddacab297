"""A PostgreSQL of our own for tests and benchmarks: made in a temporary folder, on a Unix socket, ended by its process id."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

MISSING = "needs a PostgreSQL server: install the Debian package postgresql (15 or newer), or put initdb and postgres on the PATH"
SETTINGS = {
    "listen_addresses": "''",  # the socket alone: nothing listens on a network
    "fsync": "on",
    "recovery_init_sync_method": "syncfs",  # after a crash; file by file takes seconds
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "unix_socket_permissions": "0777",
}
SCHEMAS = r"SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
SECONDS = 60  # for a server to start or to end


class MissingServerError(RuntimeError):
    """There is no PostgreSQL on this machine."""


def find_programs() -> Path:
    """Return the folder of initdb and postgres; raises MissingServerError."""
    places = [Path(p) for p in os.environ.get("PATH", "").split(os.pathsep) if p]
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        places += [Path(said)] if said else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -float(p.parent.name))
    for place in places:
        if (place / "initdb").exists() and ((place / "initdb").resolve().parent / "postgres").exists():
            return (place / "initdb").resolve().parent
    raise MissingServerError(MISSING)


class Server:
    """A running server; ``address(name)`` makes a database and returns where a library may be kept."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.programs, self.folder, self.user = find_programs(), folder, _user()
        self.settings = {**SETTINGS, **settings}
        self.numbers = count(1)
        self.emptied: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the files of the server."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        files = self.folder / "files"
        files.mkdir(mode=0o700)
        if self.user is not None:
            shutil.chown(files, self.user)
            shutil.chown(self.folder, self.user)
        command = [
            str(self.programs / "initdb"),
            "-D",
            str(files),
            "-U",
            "tellings",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, user=self.user, cwd="/", env=_plain())
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr[-500:]}")

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = [f"-c{name}={value.strip(chr(39))}" for name, value in self.settings.items()]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "files"), "-k", str(self.folder), *options]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, user=self.user, cwd="/", env=_plain())
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if self._ready():
                return
            if self.process.poll() is not None:
                raise RuntimeError(f"PostgreSQL ended at once: {(self.folder / 'log').read_text()[-500:]}")
            time.sleep(0.02)
        raise RuntimeError("PostgreSQL did not start")

    def wait(self) -> None:
        """Wait until it answers again, after a crash of one of its processes."""
        end = time.monotonic() + SECONDS
        while not self._ready():
            if time.monotonic() > end:
                raise RuntimeError("PostgreSQL did not come back")
            time.sleep(0.02)

    def backends(self) -> list[int]:
        """Return the processes that serve connections of tellings."""
        import psycopg

        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = 'tellings'"
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            return [row[0] for row in connection.execute(asked).fetchall()]

    def _ready(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.conninfo("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def conninfo(self, database: str) -> str:
        """Return how libpq reaches a database of it."""
        return f"host={self.folder} user=tellings dbname={database}"

    def address(self) -> str:
        """Make an empty database and return its address."""
        import psycopg

        if self.emptied:
            return self.url(self.emptied.pop())
        name = f"library{next(self.numbers)}"
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url(name)

    def take_back(self, address: str) -> None:
        """Empty a database that nobody needs any more, so that ``address`` may give it again: a new one is 7 MB in 900 files."""
        import psycopg

        name = address.removeprefix("postgresql://tellings@/").partition("?")[0]
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        try:
            with psycopg.connect(self.conninfo(name), autocommit=True) as connection:
                connection.execute(others)
                for (schema,) in connection.execute(SCHEMAS).fetchall():
                    connection.execute(psycopg.sql.SQL("DROP SCHEMA {} CASCADE").format(psycopg.sql.Identifier(schema)))
                connection.execute("CREATE SCHEMA public")
        except psycopg.Error:
            return  # whoever had it did something to it; it is not given again
        self.emptied.append(name)

    def url(self, database: str) -> str:
        """Return the address of a database of it."""
        return f"postgresql://tellings@/{database}?host={self.folder}"

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT shuts down at once but in order, SIGQUIT is a crash that the next start recovers from."""
        if self.process is None:
            return
        for signal_, seconds in ((how, 10), (signal.SIGQUIT, 10), (signal.SIGKILL, SECONDS)):
            self.process.send_signal(signal_)
            try:
                self.process.wait(seconds)
                break
            except subprocess.TimeoutExpired:
                continue
        self.process = None


def _user() -> str | None:
    """Return who is to run the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise MissingServerError("PostgreSQL does not run as root, and there is no user postgres or nobody to run it")


def _plain() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}


@contextmanager
def server(**settings: str) -> Iterator[Server]:
    """Yield a server that is there for as long as it is used; raises MissingServerError."""
    folder = Path(tempfile.mkdtemp(prefix="tellings-postgres-"))
    running = Server(folder, **settings)
    try:
        running.make()
        running.start()
        yield running
    finally:
        running.end()
        shutil.rmtree(folder, ignore_errors=True)
