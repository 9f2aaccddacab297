"""The processes behind the server: one that writes, one that tells; the server itself only reads."""

from tellings.service.workers.process import Worker

__all__ = ["Worker"]
