"""Which reader an article gets, and what an installed pipeline's findings are called."""

import importlib.util
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tellings.analysis import analyse
from tellings.errors import UsageError
from tellings.language import read_prose
from tellings.language.readers import Rules, load_reader
from tellings.model import Article, Syntax, Tagged

ENGLISH = "The bridge fell."
DANISH = "Broen faldt i går, og ingen vidste, hvem der skulle betale for den nye bro over fjorden."


class Recorder:
    """A reader that takes down what it is given."""

    name, language = "made-up-1", "en"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def read(self, prose):
        """Return a syntax without words."""
        self.seen.append(prose.text)
        return Syntax(model=self.name)


@pytest.mark.parametrize(
    ("language", "read_by"),
    [
        ("en", "made-up-1"),
        ("en-GB", "made-up-1"),
        ("EN_us", "made-up-1"),
        (None, "made-up-1"),
        ("da", "rules: language not supported (da), rules only"),
        ("eng-x", "rules: language not supported (eng-x), rules only"),
    ],
)
def test_a_reader_gets_its_own_language(language, read_by):
    """English and texts too short to tell go to the reader; another language is left to the rules, and says so."""
    reader = Recorder()
    found = analyse(Article(id="a", text=ENGLISH, language=language), reader)
    assert found.read_by == read_by
    assert bool(reader.seen) == (found.syntax is not None) == (read_by == "made-up-1")


def test_rules_are_a_reader_that_reads_nothing():
    """Asked for by name, rules stand alone."""
    found = analyse(Article(id="a", text=ENGLISH), load_reader("rules"))
    assert (found.syntax, found.read_by) == (None, "rules: asked for")


def test_another_language_is_said():
    """A Danish article that says no language is found out."""
    from tellings.reading import read

    assert analyse(read(DANISH), Recorder()).read_by.startswith("rules: language not supported (")


@pytest.mark.parametrize("model", ["", "english-2", "spacy:", "spacy", "Spacy:x"])
def test_an_unknown_model_is_a_usage_error(model):
    """What is no model says which there are."""
    with pytest.raises(UsageError, match="english, rules, or spacy:NAME"):
        load_reader(model)


class Word(SimpleNamespace):
    """A token as spaCy shows it."""


def doc(text: str, rows, ents=()):
    """Return a document of (word, tag, head, label) rows, as spaCy would make it of ``text``; two sentences if a row is None."""
    words, at, start = [], 0, 0
    sentences: list[list[Word]] = [[]]
    for row in rows:
        if row is None:
            sentences.append([])
            continue
        form, tag, head, label = row
        start = text.index(form, at)
        at = start + len(form)
        words.append(Word(i=len(words), idx=start, text=form, pos_=tag, dep_=label, is_space=not form.strip(), to=head))
        sentences[-1].append(words[-1])
    for word in words:
        word.head = words[word.to]

    class Doc(list):
        sents = sentences

        def has_annotation(self, name):
            return name == "SENT_START"

    made = Doc(words)
    made.ents = [Entity(words[a:b], label) for a, b, label in ents]
    return made


class Entity(list):
    """A stretch of tokens with a label, as spaCy shows it."""

    def __init__(self, tokens, label):
        super().__init__(tokens)
        self.label_ = label


@pytest.fixture
def spacy(monkeypatch):
    """A spaCy that has one pipeline, ``en_made_up``; what it reads is put into ``docs``."""
    docs = {}

    class Language:
        lang, meta = "en", {"lang": "en", "name": "made_up", "version": "3.1"}

        def __call__(self, text):
            return docs[text]

    def load(name):
        if name != "en_made_up":
            raise OSError(f"[E050] Can't find model {name!r}.")
        return Language()

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))
    return docs


def test_a_pipeline_is_read_by_our_labels(spacy):
    """Words, universal tags, heads, relations and names come over; white space and other entities do not."""
    text = "Ada  told it.\n\nKell was sold in May."
    one = [
        ("Ada", "PROPN", 2, "nsubj"),
        (" ", "SPACE", 0, "dep"),
        ("told", "VERB", 2, "ROOT"),
        ("it", "PRON", 2, "dobj"),
        (".", "PUNCT", 2, "punct"),
    ]
    two = [
        ("Kell", "PROPN", 2, "nsubjpass"),
        ("was", "AUX", 2, "auxpass"),
        ("sold", "VERB", 2, "ROOT"),
        ("in", "ADP", 2, "prep"),
        ("May", "PROPN", 3, "pobj"),
        (".", "", 2, ""),
    ]
    spacy["Ada  told it."] = doc("Ada  told it.", one, [(0, 2, "PERSON")])
    spacy["Kell was sold in May."] = doc("Kell was sold in May.", two, [(0, 1, "GPE"), (4, 5, "DATE")])
    found = load_reader("spacy:en_made_up").read(read_prose(text))
    assert found.model == "spacy:en_made_up-3.1"
    assert [text[a:b] for a, b in found.words] == ["Ada", "told", "it", ".", "Kell", "was", "sold", "in", "May", "."]
    assert found.sentences == ((0, 4), (4, 10))
    assert found.heads == (1, -1, 1, 1, 6, 6, -1, 6, 7, 6)
    assert found.labels == ("nsubj", "root", "obj", "punct", "nsubj:pass", "aux:pass", "root", "case", "obl", "dep")
    assert found.tags[-2:] == ("PROPN", "X")
    assert found.names == (Tagged(0, 1, "PER", 1.0), Tagged(4, 5, "LOC", 1.0))


def test_sentences_of_a_pipeline_have_one_root(spacy):
    """A head outside its sentence, and a second root, hang on the first root."""
    rows = [
        ("He", "PRON", 1, "nsubj"),
        ("left", "VERB", 1, "ROOT"),
        None,
        ("late", "ADV", 1, "advmod"),
        ("x", "X", 3, "dep"),
        ("y", "X", 4, ""),
    ]
    spacy["He left late x y"] = doc("He left late x y", rows)
    found = load_reader("spacy:en_made_up").read(read_prose("He left late x y"))
    assert found.sentences == ((0, 2), (2, 5))
    assert found.heads == (1, -1, 3, -1, 3)


def test_a_pipeline_that_is_not_there_says_how_to_get_it(spacy, monkeypatch):
    """Nothing is downloaded: the message names the command."""
    with pytest.raises(UsageError, match="python -m spacy download en_other"):
        load_reader("spacy:en_other")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(UsageError, match="needs spaCy, which is not installed: pip install spacy"):
        load_reader("spacy:en_made_up")


@pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="spaCy is not installed: it is no part of the workbench")
def test_a_blank_pipeline_of_spacy_itself(tmp_path):
    """A blank English pipeline with names by pattern, saved and loaded by its folder."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ada Thorne"}])
    nlp.to_disk(tmp_path / "blank")
    found = load_reader(f"spacy:{tmp_path / 'blank'}").read(read_prose("Ada Thorne left. Nobody knew."))
    assert found.sentences == ((0, 4), (4, 7))
    assert found.heads == (-1, 0, 0, 0, -1, 4, 4)
    assert found.names == (Tagged(0, 2, "PER", 1.0),)


def test_rules_say_why():
    """The reason of the rules is what the article shows."""
    assert analyse(Article(id="a", text=ENGLISH), Rules("weights missing: x")).read_by == "rules: weights missing: x"


def test_the_encoder_is_loaded_when_english_comes():
    """A pile in another language never loads the runtime; the first English article does."""
    look = (
        "import sys; from tellings.analysis import analyse; from tellings.model import Article\n"
        "for language in ('de', 'en'):\n"
        "    analyse(Article(id='a', text='Ada Thorne left.', language=language)); print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.split() == ["False", "True"]
