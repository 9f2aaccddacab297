"""The reader of English: windows through the encoder, scores to trees, spans and tags."""

from collections.abc import Sequence
from functools import cached_property

from msgspec.structs import replace

from tellings.language.english.columns import Columns
from tellings.language.english.embedder import Embedder
from tellings.language.english.encoder import Encoder, Numbers, WordTable
from tellings.language.english.pieces import Pieces
from tellings.language.english.weights import Weights, WeightsError, load_weights
from tellings.language.english.windows import cut_windows
from tellings.language.english.words import cut_words
from tellings.model import Prose, Span, Syntax


class EnglishReader:
    """Reads prose; made once and used for any number of articles, none of which changes what another gives.

    ``roles``: read roles of speech too.
    """

    language = "en"

    def __init__(self, weights: Weights | None = None, *, roles: bool = False) -> None:
        self.weights = weights or load_weights()
        self.roles = roles
        self.card = self.weights.card
        self.name = self.card.name
        self.table = Pieces(self.weights.read("vocab.txt").decode("utf-8").rstrip("\n").split("\n"))
        self.words = WordTable(self.weights)
        try:
            self.encoder = Encoder(self.weights, self.words)
            self.read_forms(["Yes"], [(0, 1)])
        except WeightsError:
            raise
        except Exception as error:  # whatever the runtime makes of a graph that it cannot run
            raise WeightsError(f"weights cannot be run: {type(error).__name__}: {str(error)[:200]}") from error

    def read(self, prose: Prose) -> Syntax:
        """Return the syntax of running text, its words cut here."""
        words, sentences = cut_words(prose.text, prose.sentences)
        found = self.read_forms([prose.text[start:end] for start, end in words], sentences)
        return replace(found, words=tuple(words))

    def embed(self, texts: Sequence[str]) -> Numbers:
        """Return a vector of meaning a text; its part of the weights is loaded when it is first asked for."""
        return self.embedder.embed(texts)

    @cached_property
    def embedder(self) -> Embedder:
        """What makes vectors of meaning."""
        return Embedder(self.weights, self.table, self.words)

    def read_forms(self, forms: Sequence[str], sentences: Sequence[Span]) -> Syntax:
        """Return the syntax of words that somebody else has cut; it has no spans of characters."""
        columns = Columns(self.card)
        sentences = [s for s in sentences if s[0] < s[1]]
        for window in cut_windows(forms, sentences, self.table, self.card.window):
            columns.add(window, self.encoder.run(window), self.encoder.label, self.encoder.roles if self.roles else None)
        return Syntax(
            model=self.name,
            sentences=tuple(sentences),
            tags=tuple(columns.tags),
            heads=tuple(columns.heads),
            labels=tuple(columns.labels),
            names=tuple(columns.names),
            roles=tuple(columns.roles),
        )
