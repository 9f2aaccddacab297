"""Write the reference from the code: ``python docs/reference/write.py``, and ``--check`` says whether it is current."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import msgspec

NEXT_STORY = re.compile(r"\n\n(?=\S.*\n\d+ reports?, )")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCHEMA = ROOT / "schema" / "tellings-1.schema.json"
OPENAPI = ROOT / "schema" / "openapi-1.json"
GUIDE = ROOT / "docs" / "guide.md"
PAGES = (*sorted(HERE.glob("*.md")), GUIDE, ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md")


def schema() -> str:
    """Return the JSON Schema, version 1, of ``brief --json``, of ``check --json`` and of the lines of ``analyse`` and ``group``."""
    from tellings.model import AnalysisRow, Check, GroupRow, Result

    (result, *_), parts = msgspec.json.schema_components([Result, AnalysisRow, GroupRow, Check], ref_template="#/$defs/{name}")
    about = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tellings, version 1",
        "description": "The result of `tellings brief --json`; AnalysisRow and GroupRow are the lines of `analyse` and `group`, "
        "Check is what `check --json` prints.",
    }
    return json.dumps({**about, **result, "$defs": parts}, indent=1, ensure_ascii=False) + "\n"


def openapi() -> str:
    """Return the OpenAPI document of the HTTP API, as a server gives it."""
    from tellings.service.app import describe

    return json.dumps(describe(), indent=1, ensure_ascii=False) + "\n"


def routes() -> str:
    """Return a table of the routes of the HTTP API."""
    paths = json.loads(openapi())["paths"]
    rows = (
        (
            f"`{method.upper()} {path}`",
            told["summary"],
            ", ".join(f"`{p['name']}`" for p in told.get("parameters", ()) if p["in"] != "path"),
        )
        for path, methods in sorted(paths.items())
        for method, told in sorted(methods.items())
    )
    return _table(("route", "what it gives", "parameters"), rows)


def commands() -> str:
    """Return the help of the door and of every command, as Markdown."""
    from tellings.cli import main

    top = click.Context(main, info_name="tellings", terminal_width=100)
    text = _help("tellings", main, top)
    for name in main.list_commands(top):
        command = main.get_command(top, name)
        if command is not None:
            text += _help(f"tellings {name}", command, click.Context(command, parent=top, info_name=name, terminal_width=100))
    return text


def _help(title: str, command: click.Command, context: click.Context) -> str:
    lines = "\n".join(line.rstrip() for line in command.get_help(context).split("\n"))
    return f"## {title}\n\n```text\n{lines}\n```\n\n"


def settings() -> str:
    """Return a table of every setting."""
    from tellings.cli.settings import SETTINGS, variable

    rows = ((f"`{name}`", f"`{variable(name)}`", f"`{s.default}`", s.says) for name, s in SETTINGS.items())
    return _table(("in `tellings.toml`", "variable", "default", "what it does"), rows)


def fields() -> str:
    """Return a table of fields for every noun that the JSON of version 1 shows."""
    parts = json.loads(schema())["$defs"]
    text = ""
    for name, noun in parts.items():
        if "properties" in noun:
            rows = (
                (f"`{field}`", _type(told), f"`{json.dumps(told['default'])}`" if "default" in told else "always given")
                for field, told in noun["properties"].items()
            )
            text += f"## {name}\n\n{noun.get('description', '')}\n\n" + _table(("field", "type", "when there is none"), rows) + "\n"
    return text


def _type(told: dict[str, Any]) -> str:
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        return " or ".join(_type(one) for one in told["anyOf"])
    if "enum" in told:
        return ", ".join(f"`{value}`" for value in told["enum"])
    if "prefixItems" in told:
        return "[" + ", ".join(_type(one) for one in told["prefixItems"]) + "]"
    if told.get("type") == "array":
        return "list of " + (_type(told["items"]) if isinstance(told.get("items"), dict) else "anything")
    return str(told.get("type", "anything"))


def rules() -> str:
    """Return every rule: what it decides and from what, what would change its verdict, what set its threshold."""
    from tellings.exports.rules import rules as known

    rooms: dict[str, list[Any]] = {}
    for rule in sorted(known().values(), key=lambda r: (r.room, r.name)):
        rooms.setdefault(rule.room, []).append(rule)
    text = ""
    for room, told in rooms.items():
        rows = ((f"`{r.name}`", r.says, r.changes, r.measured) for r in told)
        text += f"## {room}\n\n" + _table(("rule", "says", "what would change it", "measured"), rows) + "\n"
    return text


def errors() -> str:
    """Return the tree of errors, as its file draws it."""
    from tellings import errors as tree

    return f"```text\n{(tree.__doc__ or '').strip()}\n```\n"


def terminal(section: str) -> str:
    """Return what ``tellings demo`` prints of one section of its largest story, 100 columns wide."""
    with TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("tellings")), "demo", "--quiet", "--width", "100", "--section", section]
        told = subprocess.run([*command, "--state", str(Path(folder) / "last")], capture_output=True, text=True, check=True).stdout
    return f"```text\n{NEXT_STORY.split(told)[0].rstrip()}\n```\n"


def told(text: str, *arguments: str, only: str = "stdout") -> str:
    """Return a command on a report, and what it prints on standard output or error."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "report.txt").write_text(text, encoding="utf-8")
        command = [str(Path(sys.executable).with_name("tellings")), *arguments]
        settings = {**os.environ, "XDG_STATE_HOME": folder, "COLUMNS": "100"}
        done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=True, encoding="utf-8")
    return f"```text\n$ tellings {' '.join(arguments)}\n{getattr(done, only).rstrip()}\n```\n"


def speed() -> str:
    """Return the table of the whole command from bench/results.md."""
    measured = (ROOT / "bench" / "results.md").read_text(encoding="utf-8")
    section = next((s for s in measured.split("\n## ") if s.startswith("`tellings analyse")), "")
    lines = [line for line in section.splitlines()[1:] if line]
    return "\n".join(lines[:1] + [""] * bool(lines) + lines[1:]) + "\n" if lines else ""


STORIES = ("mexico-2017", "supermarket-fire", "veto-override-2016")
FIGURES = (
    ("quotations found, F1", "quotations.found", (("PolNeAR, words of saying, 30 % covered", "polnear.said.cover30"),)),
    (
        "speaker right, of those found",
        "quotations.speaker",
        (("PolNeAR, exactly the words of the gold", "polnear.said.speaker_exact"),),
    ),
    ("dates right, F1", "moments.value", (("TimeBank", "timebank.value"), ("AQUAINT", "aquaint.value"))),
    ("furniture lines, F1", "furniture.lines", ()),
    ("shared passages, F1 over words", "reuse.tokens", ()),
    ("reports of one origin, F1", "origins.same_origin_pairs", ()),
    ("quotations of one utterance, F1", "utterances.pairs", ()),
    ("conflicts: recall", "conflicts.recall", ()),
    ("conflicts: precision", "conflicts.precision", ()),
    ("claims with the right agreement", "claims.right_balanced", ()),
    ("timeline events, recall", "timeline.events", ()),
    ("brief: sentences whose every word is held by a citation", "brief.valid", ()),
    ("brief: gold sentences covered", "brief.covered", ()),
    ("words tagged right, raw text, F1", "", (("EWT dev", "ewt dev.raw.tags"), ("GUM dev", "gum dev.raw.tags"))),
    (
        "words with the right head and relation, raw text, F1",
        "",
        (("EWT dev", "ewt dev.raw.tree"), ("GUM dev", "gum dev.raw.tree")),
    ),
    ("names, exact, F1", "", (("EWT dev", "ewt dev.names"), ("GUM dev", "gum dev.names"))),
    ("stories, B-Cubed F1", "", (("three collections", "grouping, mean of the three.bcubed"),)),
)


def figures() -> str:
    """Return the pinned figures of quality/floors.toml that a reader asks for first."""
    floors = tomllib.loads((ROOT / "quality" / "floors.toml").read_text(encoding="utf-8"))["floors"]
    rows = []
    for what, name, corpora in FIGURES:
        told = [floors.get(f"{story}.{name}") for story in STORIES]
        others = ", ".join(f"{floors[key]:.0f} ({label})" for label, key in corpora if key in floors)
        rows.append((what, *("" if t is None else f"{t:.0f}" for t in told), others))
    return _table(("", "five reports of a visit", "ten of a fire", "three of a vote", "others' corpora"), rows)


def _table(head: tuple[str, ...], rows: Any) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _cog(*options: str) -> Iterator[int]:
    for page in PAGES:
        if page.exists() and "[[[cog" in page.read_text(encoding="utf-8"):
            yield subprocess.run([sys.executable, "-m", "cogapp", *options, "-I", str(HERE), str(page)], check=False).returncode


def main() -> int:
    """Write or check the pages and the schema; 1 when something is not current."""
    written = ((SCHEMA, schema()), (OPENAPI, openapi()))
    if "--check" in sys.argv[1:]:
        old = [path for path, told in written if not path.exists() or path.read_text(encoding="utf-8") != told]
        for path in old:
            print(f"{path.name} is not what the code gives: run `make docs`", file=sys.stderr)
        return max([*(1 for _ in old), *_cog("--check")], default=0)
    for path, told in written:
        path.write_text(told, encoding="utf-8")
    return max(_cog("-r"), default=0)


if __name__ == "__main__":
    sys.exit(main())
