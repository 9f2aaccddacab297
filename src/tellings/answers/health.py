"""How a library is."""

from msgspec.structs import asdict

from tellings import __version__
from tellings.model import Health
from tellings.store import Reader


def get_health(reader: Reader, name: str) -> Health:
    """Return what a library holds; ``name`` is what people call it."""
    return Health(name=name, version=__version__, **asdict(reader.count()))
