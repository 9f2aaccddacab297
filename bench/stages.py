"""The stages of the main job on a thousand articles in one process: CPU seconds of each, and memory."""

import time
from collections.abc import Callable
from typing import Any

from bench.clock import cpu_of, resident

ROOMS = ("read_prose", "read_with", "find_entities", "find_moments", "find_figures", "find_quotations", "find_clauses")
MANY = 40  # reports of the one large story


def measure(texts: list[str]) -> tuple[dict[str, tuple[float, int]], float]:
    """Return {stage: (CPU seconds, articles)} and the bytes held for an analysed article."""
    from tellings import analyse, analysis, brief, collate, group, read

    def read_all() -> list[Any]:
        return [read(text, f"{n}.txt") for n, text in enumerate(texts)]

    stages = {"read": (cpu_of(read_all), len(texts))}
    articles = read_all()
    analyse(articles[0])  # loads what is loaded late
    before = resident()
    analyses = [analyse(article) for article in articles]
    held = (resident() - before) / len(articles)
    spent, rooms = by_room(analysis, lambda: [analyse(article) for article in articles])
    stages["analyse"] = (spent, len(articles))
    stages |= {f"  {room}": (seconds, len(articles)) for room, seconds in rooms.items()}
    stages["group"] = (cpu_of(lambda: group(analyses), 3), len(articles))
    large = analyses[:MANY]
    stages[f"collate, one story of {MANY}"] = (cpu_of(lambda: collate(large), 1), len(large))
    story, told = collate(large)
    stages[f"brief, one story of {MANY}"] = (cpu_of(lambda: brief(story, told), 3), len(large))
    few = [analyses[i : i + 5] for i in range(0, min(200, len(analyses)), 5)]
    stages["collate, stories of 5"] = (cpu_of(lambda: [collate(some) for some in few], 1), sum(map(len, few)))
    settled = [collate(some) for some in few]
    stages["brief, stories of 5"] = (cpu_of(lambda: [brief(*both) for both in settled], 1), sum(map(len, few)))
    return stages, held


def pieces(texts: list[str]) -> int:
    """Return how many pieces of words the English reader is given for the texts."""
    from tellings.language import read_prose
    from tellings.language.english import load_english
    from tellings.language.english.windows import cut_windows
    from tellings.language.english.words import cut_words

    reader, count = load_english(), 0
    for text in texts:
        prose = read_prose(text)
        words, sentences = cut_words(prose.text, prose.sentences)
        windows = cut_windows([prose.text[s:e] for s, e in words], sentences, reader.table, reader.card.window)
        count += sum(len(window.pieces) for window in windows)
    return count


def by_room(analysis: Any, run: Callable[[], Any]) -> tuple[float, dict[str, float]]:
    """Return the median CPU seconds of ``run`` and those of each room inside it; the rooms are called as ever, with a clock."""
    spent = dict.fromkeys(ROOMS, 0.0)
    whole = cpu_of(run, 1)
    before = {room: getattr(analysis, room) for room in ROOMS}

    def timed(room: str) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            found = before[room](*args, **options)
            spent[room] += time.process_time() - start
            return found

        return call

    try:
        for room in ROOMS:
            setattr(analysis, room, timed(room))
        run()
    finally:
        for room, verb in before.items():
            setattr(analysis, room, verb)
    return whole, spent


def growth(texts: list[str]) -> list[tuple[str, tuple[float, float, float]]]:
    """Return CPU seconds for n, 2n and 4n: of one article that grows, and of a pile that grows."""
    from tellings import analyse, collate, group, read
    from tellings.language.readers import load_reader

    long = "\n\n".join(texts[:12])
    size = len(long) // 4

    def lengths(times: int) -> float:
        article = read(long[: size * times], "long.txt")
        return cpu_of(lambda: analyse(article), 3)

    rules = load_reader("rules")  # what is grouped and collated matters here, not how well it was read
    analyses = [analyse(read(text, f"{n}.txt"), rules) for n, text in enumerate(texts)]
    quarter = len(analyses) // 4
    return [  # pairs of reports are compared, so collating grows with their square: it is printed, not asked to be linear
        (f"analyse, one article of {size:,} characters and more", (lengths(1), lengths(2), lengths(4))),
        (f"group, {quarter} articles and more", _three(lambda n: group(analyses[: n * quarter]))),
        ("collate, one story of 10 reports and more", _three(lambda n: collate(analyses[: 10 * n]))),
    ]


def _three(call: Callable[[int], Any]) -> tuple[float, float, float]:
    one, two, four = (cpu_of(lambda n=n: call(n), 3) for n in (1, 2, 4))
    return one, two, four
