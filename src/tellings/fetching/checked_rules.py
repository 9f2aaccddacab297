"""Settings of a fetcher that cannot be meant, told at the beginning and not at the first fetch."""

from pathlib import Path

from tellings.errors import UsageError
from tellings.fetching.addresses import networks
from tellings.fetching.answers import user_agent
from tellings.fetching.rules import Rules


def check_rules(rules: Rules) -> None:
    """Raise UsageError, with what to write instead, for rules that cannot be kept."""
    user_agent(rules)
    try:
        networks(rules.also)
    except ValueError as error:
        raise UsageError(
            f"the setting 'networks' (Rules.also) is no list of networks ({error}); write them like 192.168.7.0/24"
        ) from None
    if rules.certificates not in ("", "system") and not Path(rules.certificates).is_file():
        raise UsageError(f'Rules.certificates names no file ({rules.certificates}); give one in PEM, or "system"')
