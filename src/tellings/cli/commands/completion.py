"""``tellings completion``: the script that teaches a shell our commands."""

import click

from tellings.cli.writing import put

EPILOG = """\b
Examples:
  tellings completion bash >> ~/.bashrc
  tellings completion zsh >> ~/.zshrc
  tellings completion fish > ~/.config/fish/completions/tellings.fish
"""


@click.command("completion", short_help="Print the completion script of a shell.", epilog=EPILOG)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the completion script of a shell; add it to the shell's start-up file."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        put(kind(ctx.find_root().command, {}, "tellings", "_TELLINGS_COMPLETE").source() + "\n")
    return 0
