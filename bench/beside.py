"""Other libraries on the same articles, on the same core, in the same run."""

import json
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.clock import cpu_of
from bench.material import words

HERE = Path(__file__).parent
PYTHON = HERE.parent / ".venv-peers" / "bin" / "python"
ARTICLES = 40  # of the thousand: the slowest peer reads some four hundred words a second
PATIENCE = 900  # seconds for one peer
MADE = HERE.parent / ".venv-peers" / ".made"


class Peer(NamedTuple):
    """A library, what it does, and which of our rooms do that."""

    name: str
    does: str
    rooms: tuple[str, ...]
    dated: bool = False


READ = ("read_prose", "read_with")
PEERS = (
    Peer("spacy", "words and sentences, `blank('en')` with its sentencizer", ()),
    Peer("timexy", "moments", (*READ, "find_moments"), dated=True),
    Peer("dateparser", "moments, `search_dates`", (*READ, "find_moments"), dated=True),
    Peer("recognizers-text-date-time", "moments", (*READ, "find_moments"), dated=True),
    Peer("quantulum3", "figures", (*READ, "find_figures")),
)


def beside(texts: list[str]) -> Iterator[str]:
    """Yield a table of peers with their speed and, for moments, their value F1, and what could not be run and why."""
    yield "\n## Beside others\n"
    if MADE.exists():
        yield from _run(texts[:ARTICLES])
    else:
        yield "No peer was run: `.venv-peers` could not be made from bench/peers.txt.\n"
    yield "Not run here, with what was measured of them elsewhere; ours as pinned in quality/floors.toml:\n"
    yield "| peer | why not | its figure | ours |\n|---|---|---|---|"
    floors = tomllib.loads((HERE.parent / "quality" / "floors.toml").read_text(encoding="utf-8"))["floors"]
    for told in tomllib.loads((HERE / "quoted.toml").read_text(encoding="utf-8"))["peer"]:
        ours = ", ".join(f"{name} {floors[name]}" for name in told["ours"] if name in floors)
        yield f"| {told['name']} | {told['why']} | {told['figure']} | {ours} |"


def _run(texts: list[str]) -> Iterator[str]:
    size = sum(map(words, texts))
    given = [{"id": str(n), "text": text, "published": "2016-10-05"} for n, text in enumerate(texts)]
    with_encoder, by_rules = _ours(texts), _ours(texts, "rules")
    yield f"The first {len(texts)} articles, {size:,} words; words/s on one core, loading left out. Ours counts the rooms that the"
    yield "task needs, once with the encoder and once by rules alone. Value F1: TimeBank by the shared referee, same run.\n"
    yield "| peer | does | words/s | ours | ratio | ours by rules | ratio | value F1 | ours |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    corpus = _timebank()
    own = _value(corpus[1]()) if corpus else None
    for peer in PEERS:
        try:
            _, told = _ask(peer.name, given)
        except (subprocess.SubprocessError, OSError, ValueError) as problem:
            yield f"| {peer.name} | {peer.does} | did not run: {' '.join(str(problem).split())[-120:]} | | | | | | |"
            continue
        speed = size / told["seconds"]
        ours = [size / sum(spent[room] for room in peer.rooms or ("words",)) for spent in (with_encoder, by_rules)]
        cells = [f"{speed:,.0f}", *(cell for our in ours for cell in (f"{our:,.0f}", f"{our / speed:.1f}"))]
        if not peer.rooms:
            cells[3:] = ["", ""]
        values = [f"{_value(_ask(peer.name, corpus[0])[0]):.1f}", f"{own:.1f}"] if corpus and peer.dated else ["", ""]
        yield f"| {peer.name} {told['version']} | {peer.does} | {' | '.join((*cells, *values))} |"
    yield ""


def _ask(name: str, given: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return what a peer finds in some articles, and what it says of itself."""
    command = [str(PYTHON), str(HERE / "peer.py"), name]
    lines = "".join(json.dumps(row) + "\n" for row in given)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, encoding="utf-8", timeout=PATIENCE)
    if done.returncode:
        raise ValueError(done.stderr.strip())
    *found, told = map(json.loads, done.stdout.splitlines())
    return found, told


def _ours(texts: list[str], model: str = "english") -> dict[str, float]:
    """Return the CPU seconds of each of our rooms, and of words and sentences, over some articles."""
    from bench.stages import by_room
    from tellings import analysis, read
    from tellings.language import read_prose
    from tellings.language.english.words import cut_words
    from tellings.language.readers import load_reader

    articles, reader = [read(text, f"{n}.txt") for n, text in enumerate(texts)], load_reader(model)

    def cut() -> None:
        for article in articles:
            prose = read_prose(article.text)
            cut_words(prose.text, prose.sentences)

    return by_room(analysis, lambda: [analysis.analyse(a, reader) for a in articles])[1] | {"words": cpu_of(cut, 3)}


def _timebank() -> tuple[list[dict[str, Any]], Callable[[], list[dict[str, Any]]]] | None:
    """Return the articles of TimeBank and what asks the product for their moments; None where the corpora are not there."""
    from quality.corpora import EVAL, dated
    from quality.shared import make, rows

    if not (EVAL / "timex" / "TimeBank").is_dir():
        return None
    return rows(make("moments", str(EVAL / "timex" / "TimeBank"))), lambda: dated("TimeBank")


def _value(found: list[dict[str, Any]]) -> float:
    from quality.corpora import score_dated

    return score_dated("timebank", "TimeBank", found)[0].value
