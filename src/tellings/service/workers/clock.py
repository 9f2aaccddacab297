"""The day that it is here, for retention and for what is kept some days; nothing else looks at it."""

from datetime import date


def today() -> str:
    """Return the day, ISO 8601."""
    return date.today().isoformat()
