"""Who may ask what: tokens with scopes, each for one workspace; the hosts and origins that a server answers; how often."""

from tellings.service.access.hosts import Hosts, is_loopback
from tellings.service.access.rates import Rates
from tellings.service.access.tokens import Registry, Scope, Token, TokenFile, read_registry, write_registry

__all__ = ["Hosts", "Rates", "Registry", "Scope", "Token", "TokenFile", "is_loopback", "read_registry", "write_registry"]
