"""The door: commands loaded when used, and every way out turned into an exit code and one line."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from tellings import __version__
from tellings.errors import TellingsError, UsageError

DONE, MATCHED, USAGE, SOME_UNREAD, NOTHING_USABLE = 0, 1, 2, 3, 4
# New objects before the collector looks for cycles. A pile's results are many objects and hardly a cycle: with Python's 700 the
# five reports take 8 % longer from a cold start.
OBJECTS = 100_000
FAULT, UNWRITTEN, INTERRUPTED, HUNG_UP = 70, 74, 130, 141  # 70, 74: sysexits.h; 141: 128 + SIGPIPE, as `cat | head` ends


class HangupError(Exception):
    """Whoever read our output has gone: stop, and say nothing."""


class InterruptedRunError(Exception):
    """Somebody pressed Ctrl-C."""


class UnwrittenError(Exception):
    """The result could not be written; the message says where and why."""


class Door(click.Group):
    """A group that imports a command's file when the command is asked for, and ends every run with an exit code."""

    def __init__(self, *, commands_at: str, lines: dict[str, str], **given: Any) -> None:
        super().__init__(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, **given)
        self.commands_at = commands_at
        self.lines = lines
        self.params.append(_version_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which a newcomer meets them."""
        return list(self.lines)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None when there is none of that name."""
        if cmd_name not in self.lines:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"{self.commands_at}.{module}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name; an unknown one is told with its neighbour."""
        if args and args[0] not in self.lines and not args[0].startswith("-"):
            near = get_close_matches(args[0], list(self.lines), n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Commands: {', '.join(self.lines)}."
            ctx.fail(f"No such command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.lines.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C is caught here, before click adds a line of its own."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise InterruptedRunError from stop

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run, and leave with the exit code."""
        gc.set_threshold(OBJECTS)
        run = super().main
        sys.exit(guarded(lambda: run(args=args, prog_name=prog_name or "tellings", **(extra | {"standalone_mode": False}))))


def guarded(run: Callable[[], Any]) -> int:
    """Return the exit code of a run; what went wrong is told in one line on stderr."""
    try:
        if sys.stdout is None:
            raise UnwrittenError("stdout is closed; give the result a place to go: > FILE, or > /dev/null")
        code = run()
        _flush()
        return code if isinstance(code, int) else DONE
    except (InterruptedRunError, KeyboardInterrupt, click.exceptions.Abort):
        return _told("interrupted; nothing was left half written", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return USAGE
    except UsageError as error:
        return _told(str(error), USAGE)
    except TellingsError as error:
        return _told(str(error), NOTHING_USABLE)
    except (HangupError, BrokenPipeError):
        _let_go_of_stdout()
        return HUNG_UP
    except UnwrittenError as error:
        return _told(str(error), UNWRITTEN)
    except Exception as error:  # a fault of ours: one line for people, the whole of it with -v
        return _fault(error)


def _fault(error: Exception) -> int:
    from tellings.cli.saying import is_verbose

    if is_verbose():
        import traceback

        traceback.print_exception(error)
    hint = "run again with -v for the traceback and report it with the version (tellings --version) and the command you ran"
    return _told(f"a fault of ours: {type(error).__name__}: {error}. Please {hint}", FAULT)


def _told(words: str, code: int) -> int:
    from tellings.exports.visible import visible

    try:
        click.echo(f"tellings: {visible(words)}", err=True)
    except OSError:  # stderr is closed: the exit code has to speak alone
        return code
    return code


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError as gone:
        raise HangupError from gone


def _let_go_of_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush stays quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no file behind stdout, as in a test
        return


def _version_option() -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"tellings {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help="Show the version and exit."
    )
