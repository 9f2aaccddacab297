"""The command line."""

import click


@click.group()
def main() -> None:
    """Compare how many reports tell one event."""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True)
def brief(paths: tuple[str, ...], as_json: bool) -> None:
    """Read reports and print every story's cited brief."""
    import pathlib

    import msgspec

    from tellings.pipeline import tell
    from tellings.reading import read

    files = sorted(f for p in map(pathlib.Path, paths) for f in (p.glob("*.txt") if p.is_dir() else [p]))
    result = tell(read(f.read_bytes().decode("utf-8"), f.name) for f in files)
    click.echo(msgspec.json.encode(result).decode())


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--jsonl", is_flag=True)
def analyse(paths: tuple[str, ...], jsonl: bool) -> None:
    """Read reports and print what was found in each alone."""
    import json
    import pathlib

    import msgspec

    from tellings.analysis import analyse as analyse_article
    from tellings.pipeline import row
    from tellings.reading import read

    for path in map(pathlib.Path, paths):
        for line in path.read_text().splitlines():
            given = json.loads(line)
            article = msgspec.structs.replace(read(given["text"]), id=given["id"], published=given.get("published"))
            click.echo(msgspec.json.encode(row(analyse_article(article))).decode())
