"""What nobody should send and somebody will: the command line answers, marks what it could not read, and loses nothing else."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tellings import analyse, read
from tests.growth import check_growth

GOOD = (
    "The harbour office at Pell Island said on Tuesday that 40 boats had left. “We were lucky,” said Captain Ines Varga, "
    "who asked for $4,250 more.\n\n"
)
STRANDED = (
    "The ferry Marigold ran aground off Tern Point with forty passengers aboard, its owners confirmed. “Nobody panicked,” "
    "added stewardess Wilma Osk. Tugs pulled the hull free at dawn.\n"
)

BAD = {
    "one mark a hundred thousand times": "The mayor said nothing. " + "“" * 100_000 + " and left on Monday.",
    "no sentence ends": "the harbour office said boats had left the island and nobody knew why they went " * 250,
    "no sentence ends, no spaces": "boats" * 20_000,
    "one letter a line": "\n".join("The harbour office said that boats had left" * 40),
    "faces and families": "The mayor 😀 said “we 👩‍👩‍👧‍👦 are fine” on Monday. " * 40 + "😀🇲🇽" * 3000,
    "both directions": "\u2066Ines Varga\u2069 said \u202eno\u202c. مرحبا said the \u200fmayor\u200e on “\u202eMonday\u202c”. "
    * 60,
    "letters on letters": "Ine\u0301s Varga\u0308 said " + "e" + "\u0301" * 5000 + " was “safe”. ",
    "unpaired and private": "The mayor \ufffd said \ue000\uffff that 40 boats \U000f0000 had left. " * 40,
    "lines of all kinds": "The mayor said\x0b on Monday that\x85 40\u2028 boats\u2029 had left.\r\n" * 40,
    "marks of all kinds": "The mayor said nothing. " + "\"'“”‘’«»„‚‹›「」``''" * 500 + " said the mayor.",
    "one name": "Ines Varga " * 2000,
    "one number": "4,250 " * 2000,
    "brackets": "The mayor said nothing. " + "([{<" * 3000 + " said the mayor.",
}
REFUSED = {
    "controls": "The mayor\x01 said\x02 on\x1f Monday\x7f that boats had left.\n" * 40,
    "marks alone": "\"'“”‘’«»" * 500,
    "spaces alone": " \u3000\n\t" * 500,
}
FOREIGN = {
    "de": "Die Bürgermeisterin sagte am Dienstag, die Brücke sei sicher. „Niemand wurde verletzt“, erklärte sie im Hafen. "
    "Der Kapitän fuhr am Mittwoch mit vierzig Leuten zurück auf die Insel, weil das Wetter wieder besser geworden war.",
    "fr": "La maire a déclaré mardi que le pont était sûr. « Personne n'a été blessé », a-t-elle expliqué au port. "
    "Le capitaine est reparti mercredi avec quarante personnes vers l'île, parce que le temps était redevenu meilleur.",
    "es": "La alcaldesa dijo el martes que el puente era seguro. «Nadie resultó herido», explicó en el puerto. "
    "El capitán volvió el miércoles con cuarenta personas a la isla, porque el tiempo había mejorado de nuevo.",
}
WHOLE = {
    "prose": GOOD,
    "no end": "the harbour office said boats had left the island ",
    "marks": "“a” ",
    "open marks": "“ boats left, said Ines Varga. ",
    "said that": "said that ",
    "short lines": "boats left\n",
}


def spans(row: Any) -> Iterator[tuple[int, int]]:
    """Yield every span in a row."""
    if isinstance(row, dict):
        if {"start", "end"} <= row.keys():
            yield row["start"], row["end"]
        row = [value for key, value in row.items() if key != "sentences"]
    if isinstance(row, list):
        for value in row:
            yield from spans(value)


@pytest.mark.parametrize("kind", BAD)
def test_bad_text_is_answered(run, tmp_path: Path, kind: str) -> None:
    """Whatever a text holds, its analysis ends well, and every span that it tells lies inside the text."""
    assert len(BAD[kind]) > 1000
    (tmp_path / "bad.txt").write_text(BAD[kind], encoding="utf-8", newline="")
    done = run("analyse", "bad.txt", "--jsonl")
    assert done.returncode == 0, done.stderr
    assert "not read" not in done.stderr
    row = json.loads(done.stdout)
    assert all(0 <= start < end <= len(BAD[kind]) for start, end in [*spans(row), *row["sentences"]])


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_text_is_refused(run, tmp_path: Path, kind: str) -> None:
    """What holds no words, or is no text, is named on stderr in one line, and nothing is printed as its result."""
    (tmp_path / "bad.txt").write_text(REFUSED[kind], encoding="utf-8", newline="")
    done = run("analyse", "bad.txt")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.count("not read: bad.txt") == 1


def test_bad_texts_cost_no_other(run, tmp_path: Path) -> None:
    """In a pile of bad texts the good reports are read, and find each other."""
    for n, text in enumerate([*BAD.values(), *REFUSED.values()]):
        (tmp_path / f"bad{n}.txt").write_text(text, encoding="utf-8", newline="")
    for n in range(2):
        (tmp_path / f"good{n}.txt").write_text(f"Report {n}\n\n{STRANDED}", encoding="utf-8")
    done = run("brief", *sorted(tmp_path.glob("*.txt")), "--json")
    assert done.returncode == 3, done.stderr
    stories = json.loads(done.stdout)["stories"]
    assert sum(len(story["articles"]) for story in stories) == len(BAD) + 2
    assert ["good0.txt", "good1.txt"] in [sorted(Path(a["file"]).name for a in story["articles"]) for story in stories]


def test_noughts_are_refused_by_name(run, tmp_path: Path) -> None:
    """A text with NUL bytes is no text: it is named on stderr with what to do, and the others are read."""
    (tmp_path / "nought.txt").write_bytes(GOOD.encode() + b"\0\0 and \0")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "r", "text": GOOD + "\0"}) + "\n", encoding="utf-8")
    done = run("analyse", "nought.txt", "good.txt", "rows.jsonl")
    assert done.returncode == 3
    assert "nought.txt" in done.stderr
    assert "rows.jsonl, line 1" in done.stderr
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == ["good.txt"]


@pytest.mark.parametrize("verb", ["analyse", "brief"])
def test_another_language_is_read_by_rules(run, tmp_path: Path, verb: str) -> None:
    """Articles in other languages are done, marked in the result, and each language is named on stderr once."""
    for language, text in FOREIGN.items():
        for n in range(2):
            (tmp_path / f"{language}{n}.txt").write_text(f"{text} {n}", encoding="utf-8")
    (tmp_path / "en.txt").write_text(GOOD, encoding="utf-8")
    done = run(verb, *sorted(tmp_path.glob("*.txt")), *(["--json"] if verb == "brief" else []))
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "language not supported, rules only" in line]
    assert sorted(line.split(": ")[2][:2] for line in said) == sorted(FOREIGN)
    rows = [json.loads(line) for line in done.stdout.splitlines()] if verb == "analyse" else _articles(done.stdout)
    marked = {Path(row["file"]).name: row["model"] for row in rows}
    assert len(marked) == 7
    for name, model in marked.items():
        assert ("language not supported" in model) == (name[:2] in FOREIGN), name


def _articles(told: str) -> list[dict[str, Any]]:
    return [article for story in json.loads(told)["stories"] for article in story["articles"]]


@pytest.mark.slow
def test_a_hundred_thousand_marks(run, tmp_path: Path) -> None:
    """Fifty thousand pairs of quotation marks are read to the end, with the encoder."""
    (tmp_path / "marks.txt").write_text("The mayor said nothing. " + "“a” " * 50_000 + "He left.", encoding="utf-8")
    done = run("analyse", "marks.txt", patience=600)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["model"].startswith("english")


@pytest.mark.slow
def test_an_article_of_five_megabytes(run, tmp_path: Path) -> None:
    """Five megabytes of prose in one article are read to the end, encoder and all, and the first and last quotation are found."""
    text = "".join(GOOD.replace("40", str(n)) for n in range(10, 5_000_000 // len(GOOD)))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    done = run("analyse", "long.txt", patience=800)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)["quotations"]
    assert min(q["spans"][0][0] for q in found) < len(GOOD) < len(text) - len(GOOD) < max(q["spans"][0][0] for q in found)


@pytest.mark.parametrize("kind", WHOLE)
def test_the_whole_analysis_grows_with_the_text(kind: str) -> None:
    """Twice the text costs the whole analysis, encoder and all, at most 2.5 times as much; a busy machine has three tries."""

    def prepare(size: int):
        article = read(WHOLE[kind] * (size // len(WHOLE[kind])), "grown.txt")
        assert analyse(article).read_by is not None
        return lambda: analyse(article)

    check_growth(prepare, 3000, 6000, 12_000)


def test_a_row_of_a_pipe_is_answered_before_the_next_comes(command, surroundings, tmp_path) -> None:
    """What is piped in row by row comes out row by row: nothing waits for the end of the input."""
    alone = {k: v for k, v in surroundings.items() if k != "PYTHONUNBUFFERED"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    with subprocess.Popen([*command, "analyse", "-", "-q", "--model", "rules"], cwd=tmp_path, env=alone, **pipes) as process:
        for name in ("one", "two"):
            process.stdin.write(json.dumps({"id": name, "text": GOOD}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait(60) == 0
