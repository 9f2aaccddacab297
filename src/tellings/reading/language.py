"""Which language a text is in: English by its stop words, anything else by py3langid."""

from tellings.errors import MaterialError
from tellings.model import Basis
from tellings.reading.lines import WORD

STOPS = frozenset(
    {
        *("the", "of", "and", "to", "that", "was", "for", "with", "said", "from", "has", "have", "were", "by", "this", "which"),
        *("his", "are", "not", "it", "be", "he", "on", "at", "an"),
    }
)
# Measured on 859 English articles of the grouping corpora and on a made-up paragraph in each of ten other European languages:
SURE = 0.16  # share of stop words: above 0.167 in 99 of 100 English articles (median 0.26), at most 0.137 elsewhere (Danish)
THE = 0.01  # share of "the" alone: above 0.022 in 99 of 100 English articles, 0 elsewhere
ENOUGH = 40  # words before the share means anything
SAMPLE = 6_000  # characters of running text looked at, some thousand words
# The library takes short English for its small neighbours (Nigerian Pidgin first). Of 1,500 English headlines of uci_titles
# 99.5 % lie below 2.1; a made-up sentence in each of sixteen other languages lies above 7.5.
NEAR = 2.0  # log-probability a word by which English may lie behind the likeliest and still be taken
LEAST = 20  # letters below which no language is named


def detect_language(text: str) -> tuple[str | None, Basis | None]:
    """Return the BCP 47 code of running text and the rule that told it; (None, None) when there is too little of it.

    The library is asked only when the stop words leave doubt: it loads numpy and a model, half a second on a cold start.

    Raises MaterialError when it has to be asked and cannot be loaded.

    >>> detect_language("The wall of the harbour fell and the boats were lost to the sea. " * 4)[0]
    'en'
    """
    sample = text[:SAMPLE]
    words = [w.casefold() for w in WORD.findall(sample)]
    if sum(map(len, words)) < LEAST:
        return None, None
    share = sum(w in STOPS for w in words) / len(words)
    if len(words) >= ENOUGH and share >= SURE and words.count("the") / len(words) >= THE:
        return "en", Basis("language", "stop-words", round(min(1.0, 0.6 + share), 2))
    likely = _rank(sample)
    best = max(likely, key=lambda code: likely[code])
    code = "en" if likely[best] - likely["en"] < NEAR * len(words) else best
    return code, Basis("language", "py3langid", 0.8 if len(words) >= ENOUGH else 0.5)


def _rank(sample: str) -> dict[str, float]:
    """Return how likely each language is. Raises MaterialError while the model, which is unpacked to a file, finds no room."""
    from py3langid import rank

    try:
        return {str(code): float(score) for code, score in rank(sample)}
    except OSError as error:
        raise MaterialError(
            f"its language could not be told, since no temporary file can be written ({error.strerror or error}); "
            "make room for one, or name the language, and bring it again"
        ) from error
