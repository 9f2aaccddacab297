"""``tellings demo``: a story that never happened, to see what comes out."""

from pathlib import Path

import click

from tellings.cli.options import output, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings demo
  tellings demo -o story.html
  tellings demo --section conflicts
  tellings demo --files pile/        put the reports into a folder, to read them
"""


@click.command("demo", short_help="Read a story that never happened and show its brief.", epilog=EPILOG)
@click.option("--files", type=click.Path(), metavar="FOLDER", help="Put the reports into FOLDER and stop.")
@output
@with_settings("model", "fail_on", "excerpts", "width", "state")
def command(settings: Settings, output: str | None, section: str | None, files: str | None) -> int:
    """Read a story that never happened, told by outlets that do not exist, and show its brief."""
    import tempfile

    from tellings.cli.saying import tell
    from tellings.cli.work import run_brief

    if files:
        names = _lay_out(Path(files))
        tell(f"{len(names)} reports are in {files}; read them with: tellings brief {files}")
        return 0
    with tempfile.TemporaryDirectory(prefix="tellings-demo-") as folder:
        _lay_out(Path(folder))
        return run_brief([folder], settings, output, section)


def _lay_out(folder: Path) -> list[str]:
    from tellings.demo import demo_texts
    from tellings.errors import UsageError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be made: {error.strerror}; name another folder") from error
    for name, text in demo_texts():
        (folder / name).write_bytes(text)
    return [name for name, _ in demo_texts()]
