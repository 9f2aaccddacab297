"""An optional writer: a language model of the user's choice writes, the gate decides. The verb is ``Writer.write``."""

from tellings.writer.endpoint import Endpoint
from tellings.writer.writing import Writer

__all__ = ["Endpoint", "Writer"]
