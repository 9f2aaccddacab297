"""``python -m bench``: print speed and memory, and write bench/results.md."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bench.clock import RUNS, cost_of_process, cpu_of_process, one_core, tellings

RESULTS = Path(__file__).with_name("results.md")
FEW = 200  # articles of which each stage is measured by itself
LIBRARIES = ("msgspec", "click", "rich", "numpy", "onnxruntime", "scipy", "trafilatura", "lxml", "py3langid", "zstandard")
COLD, HELP = 60, 8  # times a bare `python -c pass`: what is asked; COLD was asked before there was an encoder
SPEED, MEMORY = 8000, 300  # words a second and MB of a full analysis: what is asked


def main() -> None:
    """Measure, print and write; with --quick a tenth of the articles, no peers and nothing written."""
    quick = "--quick" in sys.argv[1:]
    one_core()
    lines = []
    for line in _lines(100 if quick else 1000, peers=not quick):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(n: int, peers: bool) -> Iterator[str]:
    yield "# Speed and memory\n"
    yield "Written by `make bench`: one core, one thread in every library, CPU time (user and system), warm. Starts and"
    yield f"reading are the median of {RUNS} runs, longer stages of fewer.\n"
    yield f"- machine: {_processor()}, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    yield f"- tellings {version('tellings')}; " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES) + "\n"
    from bench import beside, material

    about, texts = material.thousand(n)
    yield from _starts()
    yield from _whole(about, texts)
    yield from _stages(texts[:FEW])
    yield from beside.beside(texts) if peers else ()


def _starts() -> Iterator[str]:
    from bench.material import five_reports

    name, folder = five_reports()
    bare = cpu_of_process(sys.executable, "-c", "pass")
    yield "## From a cold start\n"
    yield "| what | CPU ms | times a bare `python -c pass` | asked |\n|---|---:|---:|---|"
    yield f"| `python -c pass` | {1000 * bare:.0f} | 1 | |"
    told = (tellings(), "brief", folder, "--json")
    for what, command, asked in (
        ("`tellings --help`", (tellings(), "--help"), HELP),
        (f"`tellings brief --json`, {name}", told, COLD),
        ("the same with `--model rules`", (*told, "--model", "rules"), COLD),
    ):
        spent = cpu_of_process(*command)
        yield f"| {what} | {1000 * spent:.0f} | {spent / bare:.1f} | at most {asked}: {_kept(spent <= asked * bare)} |"


def _whole(about: str, texts: list[str]) -> Iterator[str]:
    """Yield what the command takes from its start to its end, memory included."""
    from bench.material import pile, words

    count = sum(map(words, texts))
    yield f"\n## `tellings analyse --jsonl` on {len(texts)} articles\n"
    yield f"{about}, {count:,} words as the referee counts them; one JSONL file in, start and output included, once.\n"
    yield "| read by | CPU s | words/s | most memory held, MB | asked |\n|---|---:|---:|---:|---|"
    with pile(texts) as path:
        for model in ("english", "rules"):
            seconds, peak = cost_of_process(tellings(), "analyse", str(path), "--jsonl", "--model", model)
            asked = f"{SPEED:,} words/s: {_kept(count / seconds >= SPEED)}; under {MEMORY} MB: {_kept(peak < MEMORY * 1e6)}"
            yield f"| {model} | {seconds:.1f} | {count / seconds:,.0f} | {peak / 1e6:.0f} | {asked if model == 'english' else ''} |"


def _kept(reached: bool) -> str:
    return "reached" if reached else "MISSED"


def _stages(texts: list[str]) -> Iterator[str]:
    from bench import material, stages

    count = sum(map(material.words, texts))
    yield f"\n## {len(texts)} articles in one process\n"
    yield f"The first of them, {count:,} words. Collating takes them as stories, related or not; `read_with` is the encoder.\n"
    yield "| stage | CPU s | articles/s | words/s |\n|---|---:|---:|---:|"
    spent, held = stages.measure(texts)
    for stage, (seconds, articles) in spent.items():
        speed = articles / max(seconds, 1e-9)
        yield f"| {stage.replace('  ', '&nbsp;&nbsp;')} | {seconds:.2f} | {speed:,.0f} | {speed * count / len(texts):,.0f} |"
    reading, of = spent["  read_with"][0], stages.pieces(texts)
    yield f"\nThe encoder: {of:,} pieces of words, {of / reading:,.0f} a second, {count / reading:,.0f} words a second."
    yield f"\nMemory: {held / 1000:,.0f} kB held for an analysed article, {held * len(texts) / max(count, 1):,.0f} bytes a word.\n"
    yield "## Growth\n"
    yield "CPU ms for n, 2n and 4n; a step of at most 2.5 is linear for our purposes. Collating compares pairs of reports.\n"
    yield "| what | n | 2n | 4n | steps |\n|---|---:|---:|---:|---|"
    for what, (one, two, four) in stages.growth(texts):
        steps = f"{two / max(one, 1e-9):.1f}, {four / max(two, 1e-9):.1f}"
        yield f"| {what} | {1000 * one:.0f} | {1000 * two:.0f} | {1000 * four:.0f} | {steps} |"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


if __name__ == "__main__":
    main()
