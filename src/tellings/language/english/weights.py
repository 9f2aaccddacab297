"""The weights that ship in this room: what they say of themselves, and whether they are whole."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from msgspec import DecodeError, Struct, json

from tellings.errors import TellingsError
from tellings.language.tables import load_bytes

ROOM = "language/english/weights"
CARD = "weights.json"
ReadFile = Callable[[str], bytes]


class WeightsError(TellingsError):
    """The weights are missing or damaged; the message says which file."""


class Card(Struct, frozen=True):
    """What ``weights.json`` says: the model's name and version, the labels of its heads, every file with its SHA-256."""

    name: str
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    window: int
    files: dict[str, str]


class Weights(Struct, frozen=True):
    """A card and the files it lists, each checked when it is read (35 MB in 20 ms where the processor knows SHA)."""

    card: Card
    read_file: ReadFile

    def read(self, name: str) -> bytes:
        """Return a file; raise ``WeightsError`` unless it is exactly what the card says."""
        data = _read(self.read_file, name)
        if sha256(data).hexdigest() != self.card.files.get(name):
            raise WeightsError(f"weights damaged: {name} is not the file that {CARD} names")
        return data


def load_weights(read_file: ReadFile | None = None) -> Weights:
    """Return the weights of the package, or of wherever ``read_file`` reads; raise ``WeightsError`` without them."""
    read_file = read_file or _packaged
    try:
        return Weights(json.decode(_read(read_file, CARD), type=Card), read_file)
    except DecodeError as error:
        raise WeightsError(f"weights damaged: {CARD} cannot be read ({error})") from error


def check_weights() -> Iterator[tuple[str, str]]:
    """Yield each file of the weights with what is wrong with it, "" when nothing is."""
    try:
        weights = load_weights()
    except WeightsError as error:
        yield CARD, str(error)
        return
    for name in sorted(weights.card.files):
        try:
            weights.read(name)
            yield name, ""
        except WeightsError as error:
            yield name, str(error)


def _packaged(name: str) -> bytes:
    return load_bytes(ROOM, name)


def _read(read_file: ReadFile, name: str) -> bytes:
    try:
        return read_file(name)
    except OSError as error:
        raise WeightsError(f"weights missing: {name} is not there") from error
