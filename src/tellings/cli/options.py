"""Options that several commands share, and the settings they make together."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

import click

from tellings.cli.saying import set_level, warn
from tellings.cli.settings import FORMATS, SETTINGS, settle
from tellings.cli.writing import ENDINGS, LISTED

Command = Callable[..., Any]


def with_settings(*names: str) -> Callable[[Command], Command]:
    """Give the command its settings: flags for ``names``, everything else from environment and file."""

    def decorate(run: Command) -> Command:
        @wraps(run)
        def settled(**given: Any) -> Any:
            flags = {n: given.pop(n, None) for n in SETTINGS}
            settings = settle(flags)
            set_level(settings["quiet"], settings["verbose"])
            for complaint in settings.unknown:
                warn(complaint)
            return run(settings=settings, **given)

        ready: Command = settled
        for name in reversed(("quiet", "verbose", *names)):
            ready = _FLAGS[name](ready)
        return ready

    return decorate


def output(run: Command) -> Command:
    """Add ``--json --jsonl --format -o --section`` to a command that shows a result."""
    run = click.option("--section", metavar="NAME", help="Only this section: brief, conflicts, quotations, origins ...")(run)
    run = click.option(
        "-o",
        "--output",
        type=click.Path(),
        metavar="FILE",
        help=f"Write to FILE; its ending chooses the format ({' '.join(ENDINGS)}).",
    )(run)
    run = click.option("--format", type=click.Choice(FORMATS), help=SETTINGS["format"].says)(run)
    run = click.option("--jsonl", "format", flag_value="jsonl", help="One story a line.")(run)
    return click.option("--json", "format", flag_value="json", help="The whole result, for programs.")(run)


class Listing(NamedTuple):
    """What of a list is wanted: of an outlet, of some days (ISO 8601), how much from where, in which form, and into which file."""

    outlet: str | None
    since: str | None
    until: str | None
    limit: int
    after: str | None
    as_json: bool
    output: str | None


def into_table(run: Command) -> Command:
    """Add ``-o`` to a command that shows a list: its ending says how."""
    says = f"Write to FILE; its ending chooses the format ({' '.join(LISTED)})."
    return click.option("-o", "--output", type=click.Path(), metavar="FILE", help=says)(run)


def listing(usual: int, most: int) -> Callable[[Command], Command]:
    """Give a command that lists what the library has its ``wanted: Listing``."""

    def decorate(run: Command) -> Command:
        @wraps(run)
        def listed(**given: Any) -> Any:
            return run(wanted=Listing(**{name: given.pop(name) for name in Listing._fields}), **given)

        ready: Command = listed
        for option in reversed(
            (
                click.option("--outlet", metavar="NAME", help="Only what this outlet reports."),
                click.option("--since", metavar="DAY", help="Only what is of this day or later (2031-05-01)."),
                click.option("--until", metavar="DAY", help="Only what is of this day or earlier."),
                click.option("--limit", type=click.IntRange(1, most), default=usual, show_default=True, help="At most so many."),
                click.option("--after", metavar="CURSOR", help="Go on where a list ended: its `next`."),
                click.option("--json", "as_json", is_flag=True, help='For programs: {"items": [...], "next": cursor or null}.'),
                into_table,
            )
        ):
            ready = option(ready)
        return ready

    return decorate


def _plain(name: str, *given: str, **more: Any) -> Callable[[Command], Command]:
    return click.option(*(given or (f"--{name.replace('_', '-')}",)), name, default=None, help=SETTINGS[name].says, **more)


_FLAGS: dict[str, Callable[[Command], Command]] = {
    "quiet": _plain("quiet", "-q", "--quiet", is_flag=True, flag_value=True),
    "verbose": _plain("verbose", "-v", "--verbose", is_flag=True, flag_value=True),
    "excerpts": _plain("excerpts", "--excerpts/--full-text"),
    "fail_on": _plain("fail_on", metavar="KIND[,..]"),
    "width": _plain("width", metavar="COLUMNS"),
    "words": _plain("words", metavar="N"),
    "model": _plain("model", metavar="NAME"),
    "attitudes": _plain("attitudes", "--attitudes/--speech"),
    "overrides": _plain("overrides", metavar="FILE"),
    "max_article": _plain("max_article", metavar="SIZE"),
    "max_total": _plain("max_total", metavar="SIZE"),
    "page_seconds": _plain("page_seconds", metavar="SECONDS"),
    "library": _plain("library", metavar="FILE|URL"),
    "retention": _plain("retention", metavar="DAYS"),
    "texts": _plain("texts", metavar="full|excerpts"),
    "network": _plain("network", "--network/--offline"),
    "networks": _plain("networks", metavar="NETWORK[,..]"),
    "ports": _plain("ports", metavar="PORT[,..]"),
    "contact": _plain("contact", metavar="ADDRESS"),
    "workers": _plain("workers", metavar="N"),
    "host": _plain("host", metavar="ADDRESS"),
    "port": _plain("port", "-p", "--port", metavar="N"),
    "allow_host": _plain("allow_host", metavar="NAME[,..]"),
    "tokens": _plain("tokens", metavar="FILE"),
    "rate": _plain("rate", metavar="N"),
    "tell": _plain("tell", metavar="all|asked"),
    "writer": _plain("writer", metavar="URL"),
    "writer_model": _plain("writer_model", metavar="NAME"),
    "writer_key_env": _plain("writer_key_env", metavar="VARIABLE"),
    "writer_key_file": _plain("writer_key_file", metavar="FILE"),
    "writer_seconds": _plain("writer_seconds", metavar="SECONDS"),
    "state": _plain("state", metavar="FILE"),
}
FETCHING = ("network", "networks", "ports", "contact")
KEEPING = ("library", "model", "retention", "texts")
SERVING = ("host", "port", "allow_host", "tokens", "rate", "tell")
WRITING = ("writer", "writer_model", "writer_key_env", "writer_key_file", "writer_seconds")
LIMITS = ("max_article", "max_total", "page_seconds", "workers")
