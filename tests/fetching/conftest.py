"""What the tests of the fetcher share: fetchers that may reach loopback, and certificates of their own."""

import contextlib
import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from played import Certified, Make, Stage

from tellings.fetching import Fetcher, Rules


@pytest.fixture
def make_fetcher() -> Iterator[Make]:
    """Make a fetcher for which every name is this machine, which it may reach at the ports of the stages given."""
    with contextlib.ExitStack() as stack:

        def make(*stages: Stage, names: dict[str, str] | None = None, given: dict[str, Any] | None = None, **rules: Any) -> Fetcher:
            usual = {"also": ("127.0.0.1/32",), "ports": tuple(stage.port for stage in stages), "delay": 0.0, "total": 5.0}

            def resolve(host: str, port: int) -> list[str]:
                return [(names or {}).get(host, "127.0.0.1")]

            return stack.enter_context(Fetcher(Rules(**(usual | rules)), **({"resolve": resolve} | (given or {}))))

        yield make


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority of our own, made by openssl."""
    if not shutil.which("openssl"):
        why = "needs the command openssl, which makes the certificates of the test; install it (Debian: openssl)"
        pytest.fail(why) if os.environ.get("CI", "").lower() in ("true", "1") else pytest.skip(why)
    folder = tmp_path_factory.mktemp("authority")
    openssl(
        folder,
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=Ferry-Authority",
    )
    (folder / "index.txt").touch()
    (folder / "ca.cnf").write_text(
        "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=any\n"
        "copy_extensions=copy\nunique_subject=no\n[any]\ncommonName=supplied\n"
    )
    return folder


def openssl(folder: Path, command: str) -> None:
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def certified(authority: Path) -> Certified:
    """Make what a server shows: a certificate for a name, between two dates, signed by the authority or by itself."""

    def make(
        names: str, start: str = "20200101000000Z", end: str = "20990101000000Z", *, by_itself: bool = False
    ) -> ssl.SSLContext:
        stem = "".join(c if c.isalnum() else "-" for c in names) + start[:4] + str(by_itself)
        key = (
            f"-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout {stem}.key -subj /CN=ferry -addext subjectAltName={names}"
        )
        if not (authority / f"{stem}.pem").exists():
            if by_itself:
                openssl(authority, f"req -x509 {key} -out {stem}.pem -days 2")
            else:
                openssl(authority, f"req -new {key} -out {stem}.csr")
                dates = f"-startdate {start} -enddate {end}"
                openssl(
                    authority,
                    f"ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in {stem}.csr -out {stem}.pem -notext {dates}",
                )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority / f"{stem}.pem", authority / f"{stem}.key")
        return context

    return make
