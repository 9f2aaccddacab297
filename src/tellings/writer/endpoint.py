"""The server that a writer stands on: where it is, what it is asked, what it answered or why it did not."""

from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from tellings.errors import FetchError, UsageError
from tellings.fetching import Fetcher, Rules, named

CHAT = "/chat/completions"
SIZE = 2_000_000  # bytes of an answer, by judgement: eight sentences take some five thousand
PATIENCE = 20.0  # seconds that a server which is busy may ask for
PLAIN = (400, 415, 422)  # what servers answer that do not know a field of the request


class Endpoint(Struct, frozen=True):
    """A chat endpoint as a user names it; ``key`` is never shown. ``seconds`` is the time for one story."""

    url: str
    model: str
    key: str = ""
    seconds: float = 120.0

    def __repr__(self) -> str:
        """Show everything but the key."""
        return f"Endpoint({self.chat!r}, {self.model!r})"

    @property
    def chat(self) -> str:
        """Return the full address.

        >>> Endpoint("http://127.0.0.1:8081", "m").chat, Endpoint("https://models.example/api/v1/", "m").chat
        ('http://127.0.0.1:8081/v1/chat/completions', 'https://models.example/api/v1/chat/completions')
        """
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        path = path if path.endswith(CHAT) else f"{path or '/v1'}{CHAT}"
        return parts._replace(path=path, fragment="").geturl()

    @property
    def host(self) -> str:
        """Return the name of the server, with its port where it is no usual one."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


class Asker:
    """Asks one endpoint and nobody else; use it as a context, or ``close`` it."""

    def __init__(self, endpoint: Endpoint, rules: Rules | None = None) -> None:
        if not endpoint.model.strip():
            raise UsageError("the writer's model has no name; give the one that its server knows it by (--writer-model)")
        self.endpoint = endpoint
        limits = {"total": endpoint.seconds, "wire": SIZE, "decoded": SIZE, "longest_delay": PATIENCE}
        try:
            self._fetcher = Fetcher(replace(named(endpoint.chat, rules), **limits))
        except (FetchError, ValueError) as error:
            raise UsageError(f"the writer's address cannot be asked: {error}") from None

    def ask(self, body: bytes, plain: bytes) -> bytes:
        """Return the answer to a request; ``plain`` is the same request for a server that does not know every field of it.

        A server that is busy is asked once more, if it does not want to wait too long. FetchError in every other case.
        """
        try:
            return self._post(body)
        except FetchError as error:
            if error.status in PLAIN:
                return self._post(plain)
            if error.kind == "busy" and (error.retry_after or 0.0) <= PATIENCE:
                return self._post(body)
            raise

    def _post(self, body: bytes) -> bytes:
        headers = {"Authorization": f"Bearer {self.endpoint.key}"} if self.endpoint.key else {}
        return self._fetcher.post(self.endpoint.chat, body, headers=headers, read=True).body

    def close(self) -> None:
        """Close what is open."""
        self._fetcher.close()
