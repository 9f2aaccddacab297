"""Others are told when something happens: webhooks, signed as Standard Webhooks says."""

from tellings.service.hooks.delivering import Deliveries
from tellings.service.hooks.keeping import Hook, read_hooks

__all__ = ["Deliveries", "Hook", "read_hooks"]
