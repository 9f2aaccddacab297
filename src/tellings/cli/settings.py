"""Settings: flags over ``TELLINGS_*`` over ``tellings.toml`` over what we ship with, and which of them spoke."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from tellings.errors import UsageError
from tellings.exports.forms import FORMS

UNITS = {"": 1, "k": 1_000, "kb": 1_000, "m": 1_000_000, "mb": 1_000_000, "g": 1_000_000_000, "gb": 1_000_000_000}
SIZE = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,6})?) ?(?P<unit>[a-z]{0,2})")
FORMATS = tuple(FORMS)


def size(words: Any) -> int:
    """Return bytes of "10MB", "500k" or a plain number.

    >>> size("1.5MB")
    1500000
    """
    found = SIZE.fullmatch(str(words).strip().lower())
    if not found or found["unit"] not in UNITS:
        raise ValueError("a size such as 500k, 10MB or 2GB")
    return int(float(found["number"]) * UNITS[found["unit"]])


def truth(words: Any) -> bool:
    """Return yes or no for true/false, yes/no, 1/0, on/off."""
    known = {"true": True, "yes": True, "1": True, "on": True, "false": False, "no": False, "0": False, "off": False}
    try:
        return known[str(words).strip().lower()]
    except KeyError:
        raise ValueError("yes or no") from None


def positive(words: Any) -> int:
    """Return a whole number above zero."""
    if not str(words).strip().isdecimal() or int(words) < 1:
        raise ValueError("a whole number above zero")
    return int(words)


def seconds(words: Any) -> float:
    """Return a number of seconds above zero."""
    value = float(words)
    if not 0 < value < 86_400:
        raise ValueError("seconds, above 0 and below a day")
    return value


def form(words: Any) -> str:
    """Return one of the formats."""
    if words not in FORMATS:
        raise ValueError("one of " + ", ".join(FORMATS))
    return str(words)


def model(words: Any) -> str:
    """Return the name of a model; whether spaCy has it is seen when it is used."""
    if words not in ("english", "rules") and not str(words).startswith("spacy:"):
        raise ValueError("english, rules or spacy:NAME")
    return str(words)


def names(words: Any) -> tuple[str, ...]:
    """Return what a list, or words with commas between them, names.

    >>> names("10.1.0.0/16, 192.168.7.0/24")
    ('10.1.0.0/16', '192.168.7.0/24')
    """
    given = words if isinstance(words, list) else str(words).split(",")
    return tuple(w for each in given if (w := str(each).strip()))


def ports(words: Any) -> tuple[int, ...]:
    """Return numbers of ports."""
    told = names(words)
    if not told or any(not p.isdecimal() or not 0 < int(p) < 65_536 for p in told):
        raise ValueError("numbers of ports with commas between them, such as 80,443")
    return tuple(map(int, told))


def port(words: Any) -> int:
    """Return the number of a port, or 0."""
    if not str(words).strip().isdecimal() or int(words) > 65_535:
        raise ValueError("the number of a port, or 0")
    return int(words)


def number(words: Any) -> int:
    """Return a whole number, 0 or more."""
    if not str(words).strip().isdecimal():
        raise ValueError("a whole number, 0 or more")
    return int(words)


def telling(words: Any) -> str:
    """Return all or asked."""
    if words not in ("all", "asked"):
        raise ValueError("all or asked")
    return str(words)


def texts(words: Any) -> str:
    """Return full or excerpts."""
    if words not in ("full", "excerpts"):
        raise ValueError("full or excerpts")
    return str(words)


class Setting(NamedTuple):
    """A thing that can be set: how it is read, its value when nobody sets it, and what it does."""

    read: Callable[[Any], Any]
    default: Any
    says: str


SETTINGS = {
    "format": Setting(form, "text", "How results are shown: " + ", ".join(FORMATS) + "."),
    "fail_on": Setting(str, "", "Findings that make the exit code 1, such as conflict:hard,wording_differs."),
    "excerpts": Setting(truth, False, "In pages and documents: cited passages only, not the full reports."),
    "quiet": Setting(truth, False, "Say nothing on stderr but errors."),
    "verbose": Setting(truth, False, "Say everything on stderr."),
    "model": Setting(model, "english", "What reads the language: english, rules, or spacy:NAME for an installed pipeline."),
    "attitudes": Setting(truth, False, "Find also what somebody wants, plans or believes, not only what was said."),
    "overrides": Setting(str, None, "File of corrections by people, a JSON object a line; replayed on every run."),
    "words": Setting(positive, None, "Most words of a brief; without it a brief has four to eight sentences."),
    "width": Setting(positive, None, "Columns of the terminal view; the terminal's own when not set."),
    "max_article": Setting(size, 10_000_000, "Largest single text, page or row, in bytes after decompression."),
    "max_total": Setting(size, 4_000_000_000, "Most bytes read in one run, after decompression."),
    "page_seconds": Setting(seconds, 20.0, "Longest time spent on extracting one HTML page."),
    "library": Setting(str, None, "The library: a file, or postgresql://...; without it one file in your data folder."),
    "retention": Setting(positive, None, "Days that the library keeps an article; without it articles are kept for ever."),
    "texts": Setting(texts, "full", "What the library keeps of reports that it has told: full texts, or excerpts that are cited."),
    "network": Setting(truth, True, "Whether addresses and feeds that you name may be fetched."),
    "networks": Setting(
        names, (), "Networks of your own that may be fetched from though the world cannot reach them (10.1.0.0/16)."
    ),
    "ports": Setting(ports, (80, 443, 8080, 8443), "Ports that may be fetched from."),
    "contact": Setting(str, "", "An address of yours that servers are told when something is fetched from them."),
    "workers": Setting(positive, None, "Processes that take pages apart; without it one for each core."),
    "host": Setting(str, "127.0.0.1", "Address to serve on; beyond this machine only with tokens."),
    "port": Setting(port, 8000, "Port to serve on; 0 takes any that is free."),
    "allow_host": Setting(names, (), "Names under which the server answers beside its own (desk.herald.example)."),
    "tokens": Setting(str, None, "File of the tokens of a server; without it one in your data folder."),
    "rate": Setting(number, 200, "Requests a second that one token, or one address, may make; 0 for any number."),
    "tell": Setting(telling, "all", "Which stories a server tells: all that have news and several reports, or those asked for."),
    "writer": Setting(str, "", "Address of an OpenAI-compatible chat server whose model writes briefs, each sentence gated."),
    "writer_model": Setting(str, "", "The model's name, as that server knows it."),
    "writer_key_env": Setting(str, "", "Environment variable that holds the key for that server, if it wants one."),
    "writer_key_file": Setting(str, "", "File that holds the key, instead."),
    "writer_seconds": Setting(seconds, 120.0, "Longest time that the server may take for one story."),
    "state": Setting(str, None, "File that keeps the last result, for show and explain."),
}


class Settings(Struct, frozen=True):
    """The values in force, where each comes from, and what nobody understood."""

    values: dict[str, Any]
    origins: dict[str, str]
    unknown: tuple[str, ...]

    def __getitem__(self, name: str) -> Any:
        """Return the value of a setting."""
        return self.values[name]


def settle(flags: Mapping[str, Any], environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in force; a flag of None was not given."""
    file, table = _from_file(environ)
    values, origins = {}, {}
    for name, setting in SETTINGS.items():
        spoken = [
            (f"--{name.replace('_', '-')}", flags.get(name)),
            (variable(name), environ.get(variable(name)) or None),
            (str(file), table.get(name, table.get(name.replace("_", "-")))),
        ]
        origin, given = next(((o, v) for o, v in spoken if v is not None), ("default", None))
        values[name], origins[name] = _read(name, setting, given, origin), origin
    return Settings(values, origins, _unknown(environ, table, str(file)))


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"TELLINGS_{name.upper()}"


def _read(name: str, setting: Setting, given: Any, origin: str) -> Any:
    if given is None:
        return setting.default
    try:
        return setting.read(given)
    except ValueError as error:
        raise UsageError(f"{name} from {origin} is {str(given)[:80]!r}, but has to be {error}") from error


def _from_file(environ: Mapping[str, str]) -> tuple[Path | None, dict[str, Any]]:
    named = environ.get("TELLINGS_CONFIG")
    home = Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    for path in [Path(named)] if named else [Path("tellings.toml"), home / "tellings" / "tellings.toml"]:
        try:
            return path, tomllib.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            if named:
                raise UsageError(f"{path}, named by TELLINGS_CONFIG, is not there") from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise UsageError(f"{path} cannot be read as settings: {error}") from error
    return None, {}


def _unknown(environ: Mapping[str, str], table: Mapping[str, Any], file: str) -> tuple[str, ...]:
    other = {"TELLINGS_CONFIG", *map(variable, SETTINGS)}
    strange = [(v, "the environment", sorted(other)) for v in sorted(environ) if v.startswith("TELLINGS_") and v not in other]
    strange += [(str(k), file, sorted(SETTINGS)) for k in sorted(table) if str(k).replace("-", "_") not in SETTINGS]
    return tuple(_complain(*s) for s in strange)


def _complain(name: str, where: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name} in {where} is no setting of ours" + (f"; did you mean {near[0]}?" if near else "; `tellings config` lists them")
