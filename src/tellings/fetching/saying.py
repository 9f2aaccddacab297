"""Spans of time in words."""

UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def span(seconds: float) -> str:
    """Return a span in its largest unit of which there are at least two, rounded, or in seconds.

    >>> span(3_000), span(5_400), span(90_000), span(1)
    ('50 minutes', '90 minutes', '25 hours', '1 second')
    """
    for size, unit in UNITS:
        count = round(seconds / size)
        if seconds >= 2 * size or size == 1:
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return "0 seconds"
