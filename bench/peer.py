"""What other libraries find, one of them a run: ``.venv-peers/bin/python bench/peer.py NAME < articles.jsonl``.

It runs in an environment of its own and knows nothing of ours. Standard output: a line an article, with its moments where the
library finds moments; then a line with the CPU seconds spent on the articles, loading left out, and the library's version.
"""

import datetime
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from typing import Any

Moment = tuple[int, int, str]  # first character, character after the last, TIMEX3 value
Find = Callable[[str, str], Iterable[Moment]]


def spacy_blank() -> Find:
    """Words and sentences by rules: spaCy's tokeniser and sentencizer, no model."""
    import spacy

    reader = spacy.blank("en")
    reader.add_pipe("sentencizer")
    reader.max_length = 20_000_000

    def find(text: str, day: str) -> list[Moment]:
        reader(text)
        return []

    return find


def timexy() -> Find:
    """Moments by spaCy's entity rules."""
    import spacy
    import timexy as _  # noqa: F401  it names itself to spaCy

    reader = spacy.blank("en")
    reader.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})

    def find(text: str, day: str) -> Iterator[Moment]:
        for found in reader(text).ents:
            value = re.search(r'value="([^"]*)"', found.kb_id_)
            yield found.start_char, found.end_char, value[1].removesuffix("T00:00:00") if value else ""

    return find


def recognizers() -> Find:
    """Moments by Microsoft's recognizers; of several readings the first is taken."""
    from recognizers_date_time import Culture, recognize_datetime

    def find(text: str, day: str) -> Iterator[Moment]:
        for found in recognize_datetime(text, Culture.English, reference=_at(day)):
            readings = (found.resolution or {}).get("values") or [{}]
            yield found.start, found.end + 1, _timex(readings[0])

    return find


def _timex(reading: dict[str, Any]) -> str:
    """Return the TIMEX3 value of a reading: its own unless that leaves the year or the week open."""
    own = str(reading.get("timex") or "")
    if own.startswith("(") or not own:  # a stretch of days: the name of its length is not that of the month or week
        return str(reading.get("start", "")).split(" ")[0]
    return own if "X" not in own else str(reading.get("value", own)).replace(" ", "T").removesuffix("T00:00:00")


def dateparser() -> Find:
    """Moments by dateparser's search, which tells strings and instants, no places."""
    from dateparser.search import search_dates

    def find(text: str, day: str) -> Iterator[Moment]:
        at = 0
        for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": _at(day)}) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield start, at, moment.date().isoformat()

    return find


def quantulum3() -> Find:
    """Quantities with their units."""
    from quantulum3 import parser

    def find(text: str, day: str) -> list[Moment]:
        parser.parse(text)
        return []

    return find


def _at(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else datetime.datetime(2000, 1, 1)


PEERS = {
    "spacy": spacy_blank,
    "timexy": timexy,
    "recognizers-text-date-time": recognizers,
    "dateparser": dateparser,
    "quantulum3": quantulum3,
}


def main() -> None:
    """Read articles, print what is found and what it cost."""
    warnings.simplefilter("ignore")
    name = sys.argv[1]
    find = PEERS[name]()
    rows = [json.loads(line) for line in sys.stdin]
    list(find("On 3 May 2031 the ferry sailed; 40 people were on it.", "2031-05-05"))  # what loads late loads now
    spent, broken = 0.0, 0
    for row in rows:
        start = time.process_time()
        try:
            found = list(find(row["text"], row.get("published") or ""))
        except Exception:  # a text that breaks a library is counted, the others go on
            found, broken = [], broken + 1
        spent += time.process_time() - start
        print(json.dumps({"id": row["id"], "moments": [{"start": s, "end": e, "value": v} for s, e, v in found]}))
    print(json.dumps({"seconds": spent, "version": version(name), "broken": broken}))


if __name__ == "__main__":
    main()
