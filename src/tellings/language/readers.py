"""Which reader of syntax an article gets: the English encoder, an installed pipeline asked for by name, or none but rules."""

from functools import cache
from typing import NamedTuple, Protocol

from tellings.errors import UsageError
from tellings.model import Prose, Syntax

PIPELINE = "spacy:"


class Reader(Protocol):
    """Reads words, tags, trees, names and roles of running text in one language."""

    @property
    def name(self) -> str:
        """The model with its version, as results show it."""

    @property
    def language(self) -> str:
        """BCP 47."""

    def read(self, prose: Prose) -> Syntax:
        """Return the syntax of running text."""


class Rules(NamedTuple):
    """No reader, and why: what rules find stands alone."""

    reason: str


class English(NamedTuple):
    """The English encoder, loaded when the first article that it may read comes."""

    roles: bool = False
    language: str = "en"

    def load(self) -> Reader | Rules:
        """Return the encoder, or rules where its weights are missing or damaged."""
        return _english(self.roles)


def load_reader(model: str = "english", *, roles: bool = False) -> Reader | English | Rules:
    """Return the reader of a model: ``english``, ``rules``, or ``spacy:NAME`` for a pipeline that is installed.

    Without its weights, or with damaged ones, English is read by rules; a pipeline asked for by name has to be there.
    With ``roles`` it tells roles of speech too, where the model knows them.

    >>> load_reader("rules")
    Rules(reason='asked for')
    """
    if model == "rules":
        return Rules("asked for")
    if model == "english":
        return English(roles)
    if model.startswith(PIPELINE) and model != PIPELINE:
        from tellings.language.installed import load_pipeline

        return load_pipeline(model.removeprefix(PIPELINE))
    raise UsageError(f"there is no model {model[:80]!r}; use english, rules, or {PIPELINE}NAME for an installed spaCy pipeline")


def read_with(reader: Reader | English | Rules, language: str | None, prose: Prose) -> tuple[Syntax | None, str]:
    """Return the syntax of an article in ``language`` and what read it: the model, or "rules: " and why.

    >>> read_with(Rules("asked for"), "en", Prose("", (), (), (), ()))
    (None, 'rules: asked for')
    """
    if not isinstance(reader, Rules) and not reads(reader, language):
        return None, f"rules: language not supported ({language}), rules only"
    if isinstance(reader, English):
        reader = reader.load()
    if isinstance(reader, Rules):
        return None, f"rules: {reader.reason}"
    return reader.read(prose), reader.name


def reads(reader: Reader | English, language: str | None) -> bool:
    """Whether a reader reads a language; where none is known, it is tried."""
    return not language or _primary(language) == _primary(reader.language)


def _primary(language: str) -> str:
    """Return "en" of "en-GB" and "en_US"."""
    return language.replace("_", "-").split("-")[0].lower()


@cache
def _english(roles: bool) -> Reader | Rules:
    from tellings.language.english import load_english
    from tellings.language.english.weights import WeightsError

    try:
        return load_english(roles=roles)
    except (WeightsError, ImportError) as error:
        return Rules(str(error))
