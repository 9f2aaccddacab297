"""CoNLL-U: one article's words, trees, names and roles, as other programs read them."""

from tellings.exports.conllu import to_conllu
from tellings.language import read_prose
from tellings.model import Analysis, Article, Syntax, Tagged

TEXT = "Ines Varga can't\nsail. No."
SYNTAX = Syntax(
    model="made-up-1",
    words=((0, 4), (5, 10), (11, 13), (13, 16), (17, 21), (21, 22), (23, 25), (25, 26)),
    sentences=((0, 6), (6, 8)),
    tags=("PROPN", "PROPN", "AUX", "PART", "VERB", "PUNCT", "INTJ", "PUNCT"),
    heads=(4, 0, 4, 4, -1, 4, -1, 6),
    labels=("nsubj", "flat", "aux", "advmod", "root", "punct", "root", "punct"),
    names=(Tagged(0, 2, "PER", 0.9),),
    roles=(Tagged(1, 2, "source", 0.5), Tagged(4, 5, "cue", 0.5)),
)
TOLD = """\
# newdoc id = a-1
# model = made-up-1
# sent_id = a-1-1
# text = Ines Varga can't sail.
1	Ines	_	PROPN	_	_	5	nsubj	_	Name=B-PER
2	Varga	_	PROPN	_	_	1	flat	_	Name=I-PER|Role=B-source
3	ca	_	AUX	_	_	5	aux	_	SpaceAfter=No
4	n't	_	PART	_	_	5	advmod	_	_
5	sail	_	VERB	_	_	0	root	_	SpaceAfter=No|Role=B-cue
6	.	_	PUNCT	_	_	5	punct	_	_

# sent_id = a-1-2
# text = No.
1	No	_	INTJ	_	_	0	root	_	SpaceAfter=No
2	.	_	PUNCT	_	_	1	punct	_	_

"""


def analysis(text: str, **given) -> Analysis:
    return Analysis(article=Article(id="a-1", text=text), prose=read_prose(text), **given)


def test_words_trees_names_and_roles():
    """Ten columns a word, numbers within the sentence, line breaks as spaces, an empty line after each sentence."""
    assert to_conllu(analysis(TEXT, syntax=SYNTAX, read_by="made-up-1")) == TOLD


def test_without_a_model_the_words_stand_alone():
    """Rules give words and sentences; what no model read is an underscore, and the comment says why."""
    told = to_conllu(analysis("He left.", read_by="rules: asked for"))
    assert told.splitlines()[:2] == ["# newdoc id = a-1", "# model = rules: asked for"]
    assert told.splitlines()[4:] == ["1\tHe" + "\t_" * 8, "2\tleft" + "\t_" * 7 + "\tSpaceAfter=No", "3\t." + "\t_" * 8, ""]


def test_an_empty_article_has_its_comments():
    """Nothing to read is two comments and an empty line."""
    assert to_conllu(analysis("", read_by="rules: asked for")) == "# newdoc id = a-1\n# model = rules: asked for\n\n"
