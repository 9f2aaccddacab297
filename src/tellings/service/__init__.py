"""The library over HTTP. The verb is ``serve``."""

from tellings.service.serving import serve
from tellings.service.settings import Caps, Serving

__all__ = ["Caps", "Serving", "serve"]
