"""``tellings analyse``: what each article says alone, a line as soon as it is done."""

import click

from tellings.cli.options import FETCHING, LIMITS, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings analyse reports/ --jsonl > analysed.jsonl
  tellings analyse report.txt --conllu
  tellings analyse pile.jsonl | jq -c '{id, quotations: (.quotations | length)}'
"""


@click.command("analyse", short_help="Read reports and print what was found in each alone.", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--jsonl", is_flag=True, help="One JSON object a line (the default).")
@click.option("--conllu", is_flag=True, help="Words, tags, trees, names and roles of speech, as CoNLL-U.")
@with_settings("model", "attitudes", *FETCHING, *LIMITS)
def command(paths: tuple[str, ...], jsonl: bool, conllu: bool, settings: Settings) -> int:
    """Read reports and print what was found in each alone: one JSON object a line.

    Entities, quotations with cue and speaker, moments, figures, furniture and sentences, all as offsets in code points.
    """
    import msgspec

    from tellings.cli.inputs import Inputs
    from tellings.cli.saying import progress
    from tellings.cli.work import heed, load_reader, trouble
    from tellings.cli.writing import put
    from tellings.errors import UsageError
    from tellings.exports.conllu import to_conllu
    from tellings.model import Unread
    from tellings.pipeline import analyse_each, row

    if jsonl and conllu:
        raise UsageError("--jsonl and --conllu are two formats; choose one")
    inputs, reader, done = Inputs(paths, settings), load_reader(settings, roles=conllu), 0
    with progress() as say:
        articles = heed(inputs, reader)
        for found in analyse_each(articles, say, trouble, reader, attitudes=settings["attitudes"], clauses=False):
            if isinstance(found, Unread):
                inputs.miss(found)
                continue
            put(to_conllu(found) if conllu else msgspec.json.encode(row(found)).decode() + "\n")
            done += 1
    return inputs.code(done)
