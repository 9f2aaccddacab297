"""ROUGE and the peers of the brief: ``.venv-peers/bin/python quality/rouge_beside.py WORDS < stories.jsonl``.

It runs in an environment of its own and knows nothing of ours. A line a story: ``briefs`` (system -> sentences), ``reference``,
``ledes`` (the sentences of each report, so that everybody chooses among the same). Standard output: system -> a row
[R1, R2, RL] a story, F1 of rouge-score with its stemmer, each text cut at WORDS words.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence

import numpy as np
from rouge_score import rouge_scorer
from sklearn.feature_extraction.text import TfidfVectorizer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

SENTENCES = 3  # that sumy is asked for, as many as fill the words
REPEATED = 0.5  # cosine from which on the centroid takes no second sentence
Ledes = Sequence[Sequence[str]]
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Words:
    """Sumy's own tokenizer downloads a model; words by a pattern, sentences as they are given."""

    def to_words(self, text: str) -> list[str]:
        """Return the words of a sentence."""
        return WORD.findall(text)

    def to_sentences(self, text: str) -> list[str]:
        """Return the sentence itself."""
        return [text]


def sumy(kind: type) -> Callable[[Ledes], str]:
    """Return a summariser of sumy, with its stemmer and stop words for English."""
    ranker, words = kind(Stemmer("english")), Words()
    ranker.stop_words = get_stop_words("english")

    def tell(ledes: Ledes) -> str:
        document = ObjectDocumentModel([Paragraph([Sentence(s, words) for s in lede]) for lede in ledes])
        return " ".join(map(str, ranker(document, SENTENCES)))

    return tell


def centroid(ledes: Ledes) -> str:
    """Return the sentences nearest to the middle of all, by TF-IDF, without repetition."""
    sentences = [s for lede in ledes for s in lede]
    rows = TfidfVectorizer(stop_words="english").fit_transform(sentences).toarray()
    chosen: list[int] = []
    for n in np.argsort(-(rows @ rows.mean(axis=0)), kind="stable"):
        if all(rows[n] @ rows[other] <= REPEATED for other in chosen):
            chosen.append(int(n))
    return " ".join(sentences[n] for n in chosen)


def lead(ledes: Ledes) -> str:
    """Return the first sentence of each report, then the second of each, and so on."""
    longest = max(map(len, ledes), default=0)
    return " ".join(lede[n] for n in range(longest) for lede in ledes if n < len(lede))


def main() -> None:
    """Read stories, print the rows of every system."""
    cut = int(sys.argv[1])
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
    peers = {
        "TF-IDF centroid": centroid,
        "sumy TextRank": sumy(TextRankSummarizer),
        "sumy LexRank": sumy(LexRankSummarizer),
        "lead": lead,
    }
    found: dict[str, list[list[float]]] = {}
    for row in map(json.loads, sys.stdin):
        texts = {name: " ".join(told) for name, told in row["briefs"].items()}
        texts |= {name: tell(row["ledes"]) for name, tell in peers.items()}
        for name, text in texts.items():
            scored = scorer.score(row["reference"], " ".join(text.split()[:cut]))
            found.setdefault(name, []).append([part.fmeasure for part in scored.values()])
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
