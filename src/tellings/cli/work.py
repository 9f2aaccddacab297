"""The main job as every command runs it: read, tell, keep, show, and choose the exit code."""

import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from tellings.cli import fail_on
from tellings.cli.corrections import read_corrections, tell_corrections
from tellings.cli.door import MATCHED
from tellings.cli.inputs import Inputs
from tellings.cli.saying import is_verbose, progress, tell
from tellings.cli.settings import Settings
from tellings.cli.showing import show
from tellings.cli.state import keep
from tellings.cli.writer import tell_troubles, written
from tellings.cli.writing import check_writable, format_of
from tellings.exports.forms import FORMS
from tellings.exports.sections import check_section
from tellings.model import Article, Override, Result


def run_brief(paths: Sequence[str], settings: Settings, output: str | None, section: str | None) -> int:
    """Read the paths, show every story's brief and return the exit code."""
    asked = fail_on.parse(settings["fail_on"])
    form = format_of(output, settings["format"], settings.origins["format"].startswith("--"))
    check_writable(output)
    check_section(section, form)
    overrides, bad = read_corrections(settings)
    reader = load_reader(settings)
    inputs = Inputs(paths, settings, keep=FORMS[form].texts)
    with progress() as say:
        result = _tell(inputs, say, reader, settings, overrides)
    tell_troubles(result.stories)
    result = replace(result, unapplied=tuple(sorted((*bad, *result.unapplied), key=lambda u: u.line)))
    tell_corrections(result, settings)
    usable = sum(len(s.articles) for s in result.stories)
    if not usable:
        return inputs.code(usable)
    keep(result, settings)
    show(result, inputs.texts, form, settings, output=output, section=section)
    if output:
        tell(f"wrote {output}: {usable} report{'s' * (usable != 1)}, {len(result.stories)} stor{_ies(len(result.stories))}")
    found = fail_on.matched(result, asked)
    if found:
        tell(f"--fail-on matched: {', '.join(found)}")
    return MATCHED if found else inputs.code(usable)


def load_reader(settings: Settings, *, roles: bool = False) -> Any:
    """Return the reader that the setting ``model`` names."""
    from tellings.language.readers import load_reader as load

    return load(settings["model"], roles=roles)


def heed(articles: Iterable[Article], reader: Any) -> Iterator[Article]:
    """Yield the articles as they come, and say once why rules have to do: for each language not read, for English unread."""
    told: set[str] = set()
    for article in articles:
        why = _why_rules(reader, article)
        if why and why not in told:
            told.add(why)
            tell(f"{why} ({article.file or article.id}, and others like it)")
        yield article


def _why_rules(reader: Any, article: Article) -> str:
    """Return why an article is read by rules though nobody asked for it; loads the encoder when it is first needed."""
    from tellings.language.readers import English, Rules, reads

    if isinstance(reader, Rules):
        return ""
    if not reads(reader, article.language):
        return f"language not supported, rules only: {article.language}"
    loaded = reader.load() if isinstance(reader, English) else reader
    return f"{loaded.reason}; reading by rules alone, see tellings doctor" if isinstance(loaded, Rules) else ""


def trouble(error: Exception) -> None:
    """Show the traceback behind an input that broke a room, when -v asks for it."""
    if is_verbose():
        traceback.print_exception(error, file=sys.stderr)


def _tell(inputs: Inputs, say: Any, reader: Any, settings: Settings, overrides: Sequence[Override]) -> Result:
    from tellings.pipeline import tell as tell_all

    more: dict[str, Any] = {"attitudes": settings["attitudes"], "overrides": overrides, "words": settings["words"]}
    with written(settings) as writer:
        more["write"] = writer.write if writer else None
        result = tell_all(heed(inputs, reader), inputs.unread, say, trouble, reader, **more)
    for missed in result.unread[len(inputs.unread) :]:
        inputs.miss(missed)
    return result


def _ies(n: int) -> str:
    return "y" if n == 1 else "ies"
