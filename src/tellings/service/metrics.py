"""Numbers of a server for Prometheus."""

from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
NO_ROUTE = "none"


class Metrics:
    """Counts requests by route, not by address; asks ``gauges`` for the rest whenever somebody looks."""

    def __init__(self, gauges: Callable[[], Iterable[tuple[str, str, float]]]) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("tellings_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry)
        self._seconds = Histogram(
            "tellings_request_seconds",
            "Seconds until an answer was sent.",
            ("method", "route"),
            registry=self.registry,
            buckets=BUCKETS,
        )
        self._gauges = gauges
        self.registry.register(self)

    def collect(self) -> Iterable[Any]:
        """Yield what is true at this moment: name, what it says, value."""
        for name, says, value in self._gauges():
            yield GaugeMetricFamily(name, says, value=value)

    def describe(self) -> Iterable[Any]:
        """Yield nothing: what is collected describes itself, and is not collected to be registered."""
        return ()

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route or NO_ROUTE, str(status)).inc()
        self._seconds.labels(method, route or NO_ROUTE).observe(seconds)

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus 0.0.4."""
        return generate_latest(self.registry)
