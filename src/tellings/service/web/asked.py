"""What somebody asks for in an address: read with patience, since forms send empty fields too."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import urlencode

from litestar import Request
from msgspec import Struct
from msgspec.structs import asdict

from tellings.errors import UsageError
from tellings.store.protocol import Order

LONGEST = 500  # characters of one value, as in the API
ORDERS: tuple[Order, ...] = get_args(Order)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Filter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which stories are wanted. ``several``: with more than one origin; ``disputed``: with hard conflicts."""

    outlet: str = ""
    since: str = ""
    until: str = ""
    open: bool = False
    several: bool = False
    disputed: bool = False
    order: Order = "latest"
    moved_after: int | None = None
    after: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != Filter(order=self.order, after=self.after)

    def query(self, **changes: Any) -> str:
        """Return the filter as the query of an address, "" for none."""
        plain = Filter()
        told = {k: "yes" if v is True else v for k, v in (asdict(self) | changes).items() if v not in (getattr(plain, k), "")}
        return f"?{urlencode(told)}" if told else ""


def read_filter(request: Request[Any, Any, Any]) -> Filter:
    """Return what a request for a list of stories asks for. Raises UsageError for a day or an order that is none."""
    given = texts(request)
    order = next((o for o in ORDERS if o == given.get("order", "latest")), None)
    if order is None:
        raise UsageError(f"stories are not ordered by {given['order'][:40]!r}; known: {', '.join(ORDERS)}")
    return Filter(
        outlet=given.get("outlet", ""),
        since=day(given, "since"),
        until=day(given, "until"),
        open="open" in given,
        several="several" in given,
        disputed="disputed" in given,
        order=order,
        moved_after=number(given, "moved_after"),
        after=given.get("after", ""),
    )


def texts(request: Request[Any, Any, Any]) -> dict[str, str]:
    """Return the fields of a query that hold something, each once. Raises UsageError for one that is too long."""
    found = {k: v.strip() for k, v in request.query_params.items() if isinstance(v, str) and v.strip()}
    for name, value in found.items():
        if len(value) > LONGEST:
            raise UsageError(f"{name[:40]!r} is {len(value)} characters long; at most {LONGEST} are read")
    return found


def number(given: Mapping[str, str], name: str) -> int | None:
    """Return a field that is a whole number. Raises UsageError when it is none."""
    value = given.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= 15):
        raise UsageError(f"{name} is a whole number, not {value[:40]!r}")
    return int(value)


def day(given: Mapping[str, str], name: str) -> str:
    """Return a field that is a day, "" without. Raises UsageError when it is none."""
    value = given.get(name, "")
    try:
        if value and (not DAY.fullmatch(value) or not datetime.date.fromisoformat(value)):
            raise ValueError
    except ValueError:
        raise UsageError(f"{name} is a day such as 2031-05-01, not {value[:40]!r}") from None
    return value
