"""Conflicts over words inside marks and over who said them, between invented reports and on the demo story."""

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from tellings.analysis import analyse
from tellings.collation.agreement.attribution_conflicts import find_attribution_conflicts
from tellings.collation.agreement.wording_conflicts import find_wording_conflicts
from tellings.collation.utterances import join_utterances
from tellings.demo import planted
from tellings.model import Conflict, Passage, Printed, Quotation, Result, Speaker
from tellings.reading import read

LONGEST = 800
ALTERED = [
    '"We will mend every boat in this harbour by spring," Ada Thorne said.',
    '"We will sell every boat in this harbour by spring," Ada Thorne said.',
]
TWO_NAMES = [
    '"Nobody rang the bell until the mast was in the water," Ada Thorne said.',
    '"Nobody rang the bell until the mast was in the water," Piet Lorne said.',
]
PRONOUN = [
    f"{TWO_NAMES[0]} Piet Lorne listened.",
    TWO_NAMES[1].replace('"Nobody', 'Piet Lorne said the pilots had slept. "Nobody').replace("Piet Lorne said.", "he said."),
]
FLOATING = [
    f"{TWO_NAMES[0]} Piet Lorne listened.",
    TWO_NAMES[1].replace('"Nobody', '"Ask the pilot," Piet Lorne said on Monday. "Nobody').replace('," Piet Lorne said.', '."'),
]
PUT_IN = [
    '"We will mend every boat in this harbour by spring," Ada Thorne said.',
    '"We will mend every old boat in this harbour by spring," Ada Thorne said.',
]
FORMS = [
    '"Every pilot was hopeful when the storm reached this harbour," Ada Thorne said.',
    '"Every pilot was hopefully when the storm reached this harbour," Ada Thorne said.',
]
DENIED = [PUT_IN[0], PUT_IN[0].replace("will mend", "will not mend")]
JOINT = [
    'Ada Thorne and Piet Lorne called their quarrel over the pier "settled and forgotten". Piet Lorne laughed.',
    'Ada Thorne called the quarrel over the pier "settled and forgotten".',
]
BORROWED = "the ministry would sell the last of its river boats before the winter ice closed the locks"
TOLD = "Nobody rang the bell until the mast was in the water"
OWN_VOICE = [f"According to sources, {BORROWED}.", f"{BORROWED[0].upper()}{BORROWED[1:]}."]
TRANSLATIONS = [
    '"Snow keeps the village honest, and the thaw tells on us," Ines Okoro said through an interpreter.',
    '"The village stays upright under snow, but thaw betrays everybody," Ines Okoro said.',
]


def articles(passages: Iterable[Passage]) -> int:
    """Count the articles of some passages, in the place of their origins."""
    return len({p.article for p in passages})


def conflicts_of(texts: list[str]) -> list[Conflict]:
    """Return the conflicts of wording and of attribution between texts."""
    analyses = [analyse(read(text, f"{n}.txt")) for n, text in enumerate(texts)]
    utterances, quotations = join_utterances(analyses)
    told = (analyses, quotations, utterances, articles)
    return [*find_wording_conflicts(*told), *find_attribution_conflicts(*told)]


@pytest.mark.parametrize(
    ("texts", "want"),
    [
        (ALTERED, ("wording", "hard", "altered-words", {"prints “mend”", "prints “sell”"})),
        (TWO_NAMES, ("attribution", "hard", "different-speakers", {"names Ada Thorne", "names Piet Lorne"})),
        (PRONOUN, ("attribution", "soft", "different-speakers", {"names Ada Thorne", "names Piet Lorne"})),
        (
            FLOATING,
            (
                "attribution",
                "soft",
                "floating-beside-another",
                {"names Ada Thorne", "prints no speaker, beside words of Piet Lorne"},
            ),
        ),
        (PUT_IN, ("wording", "soft", "altered-words", {"prints “old”", "prints no “old”"})),
        (FORMS, ("wording", "soft", "altered-words", {"prints “hopeful”", "prints “hopefully”"})),
        (DENIED, ("wording", "hard", "altered-words", {"prints “not”", "prints no “not”"})),
        (OWN_VOICE, ("attribution", "soft", "own-voice", {"gives it to sources", "tells it in its own voice"})),
    ],
    ids=["altered", "two names", "near pronoun", "floating", "put in", "forms", "denied", "own voice"],
)
def test_each_kind(texts: list[str], want: tuple[str, str, str, set[str]]) -> None:
    """Two reports that differ in one way yield the one conflict of that kind, with a side for each."""
    (found,) = conflicts_of(texts)
    assert (found.kind, found.strength, found.rule, {s.statement for s in found.sides}) == want
    assert all(s.origins == 1 and len(s.passages) == 1 for s in found.sides)


def test_joint_speakers_against_one_of_them() -> None:
    """Words that one report gives to two speakers and another to one of them are in a soft conflict."""
    analyses = []
    for n, (text, names) in enumerate(zip(JOINT, [("Ada Thorne", "Piet Lorne"), ("Ada Thorne",)], strict=True)):
        analysis = analyse(read(text, f"{n}.txt"))
        end = text.index(" called")
        speaker = Speaker(
            name=" and ".join(names),
            names=names,
            mention=(0, end),
            status="in_text",
            printed=Printed(" and ".join(names), (0, end)),
        )
        quotation = Quotation(
            id=f"q{n}", article=analysis.article.id, spans=((end + 8, text.rindex('"') + 1),), kind="mixed", speaker=speaker
        )
        analyses.append(replace(analysis, quotations=(quotation,)))
    utterances, quotations = join_utterances(analyses)
    (found,) = find_attribution_conflicts(analyses, quotations, utterances, articles)
    assert (found.strength, found.rule) == ("soft", "joint-or-single")
    assert {s.statement for s in found.sides} == {"names Ada Thorne and Piet Lorne", "names Ada Thorne"}


def test_two_translations_are_soft() -> None:
    """Two translations of one utterance cannot both be verbatim, and neither is at fault."""
    (found,) = conflicts_of(TRANSLATIONS)
    assert (found.kind, found.strength, found.rule) == ("wording", "soft", "two-translations")


@pytest.mark.parametrize(
    "texts",
    [
        [ALTERED[0], ALTERED[0].replace("said", "told the council")],
        [
            '"The gauge froze in January and nobody thawed it," Odile Brandt said.',
            '"The gauge froze in January," Odile Brandt said.',
        ],
        [f"Ada Thorne said {BORROWED}.", OWN_VOICE[1]],
        [f"Harbour police said {BORROWED}.", OWN_VOICE[1]],
        [f"According to sources, {BORROWED}.", f"Reportedly, {BORROWED}."],
        [TWO_NAMES[0], TWO_NAMES[0].replace("Ada Thorne", "The harbour mistress")],
        [TWO_NAMES[0], TWO_NAMES[0].replace("Ada Thorne", "Millford police")],
        [TWO_NAMES[0], TWO_NAMES[0].replace("Ada Thorne", "Lorne")],
        [TWO_NAMES[0], TWO_NAMES[0].replace("Ada Thorne said", "Piet Lorne, a spokesman for Ms Thorne, said")],
        [FLOATING[0].replace("Piet Lorne", "The pilot"), FLOATING[1]],
        [TWO_NAMES[0], f'Piet Lorne mended nets.\n\nGulls cried.\n\n"{TOLD}," he said.'],
        [
            '"I’ m sure that nobody’ s boat was mended by the harbour crew," Ada Thorne said.',
            "\"I'm sure that nobody's boat was mended by the harbour crew,\" Ada Thorne said.",
        ],
        [
            '"The pilots realised their offence before the harbour office did," Ada Thorne said.',
            '"The pilots realized their offense before the harbor office did," Ada Thorne said.',
        ],
        [
            '"We opened the lower gate at 6 in the morning," Ada Thorne said.',
            '"We opened the lower gate at 6:00 in the morning," Ada Thorne said.',
        ],
        [ALTERED[0], f"{ALTERED[1]} {ALTERED[0]}"],
        ['"We are very happy tonight," Ada Thorne said.', '"We are very happy tonight," Piet Lorne said.'],
    ],
    ids=[
        "same",
        "cut short",
        "named source",
        "body's own work",
        "hedged",
        "role and name",
        "body and name",
        "one word of a name",
        "spokesman",
        "nobody the report knows",
        "far pronoun",
        "torn contraction",
        "spelling",
        "hour",
        "one report prints both",
        "formula",
    ],
)
def test_no_conflict(texts: list[str]) -> None:
    """Wordings that only stop earlier, named sources, roles beside names and formulas are in no conflict."""
    assert conflicts_of(texts) == []


def test_altered_words_of_two_speakers_are_one_conflict() -> None:
    """Where the speaker differs as well as the words, one conflict of attribution cites both."""
    (found,) = conflicts_of([TWO_NAMES[0], TWO_NAMES[1].replace("the mast", "the anchor")])
    assert found.kind == "attribution"


def test_passages_are_short_and_exact() -> None:
    """A long sentence is cited around the words that differ."""
    filler = " while the gulls of every parish on the coast sat along the roofs and watched the nets come in" * 12
    texts = [t.replace("said.", f"said{filler}.") for t in ALTERED]
    (found,) = conflicts_of(texts)
    assert all(len(p.exact) <= LONGEST for s in found.sides for p in s.passages)


@pytest.mark.parametrize("name", ["misattributed-quotation", "altered-quotation", "two-translations"])
def test_what_was_planted_in_the_demo_is_found(name: str, demo_result: Result) -> None:
    """Each planted difference of the demo story is a conflict whose sides cite the planted strings in their files."""
    plant = next(p for p in planted()["planted"] if p["name"] == name)
    story = demo_result.stories[0]
    file = {a.id: (a.file or "").rsplit("/", 1)[-1].split("#")[0] for a in story.articles}
    kind = "wording" if plant["kind"] == "translation" else plant["kind"]
    held = [c for c in story.conflicts if c.kind == kind]
    shown = {(s["file"], s["text"]) for s in plant["shown"]}
    assert any(_cites(c, shown, file) for c in held)


def _cites(conflict: Conflict, shown: set[tuple[str, str]], file: dict[str, str]) -> bool:
    sides = [
        {s for s in shown if any(file[p.article].startswith(s[0]) and s[1] in p.exact for p in side.passages)}
        for side in conflict.sides
    ]
    return all(sides) and set.union(*sides) == shown
