"""Corrections by people, carried out on invented reports where the machine decides, and followed by all that comes after."""

import json

import pytest

from tellings import read, tell
from tellings.language.readers import load_reader
from tellings.model import Override, Target
from tellings.overrides import read_overrides

TERN = (
    "Mill burns in Ostby\n\nPublished: 3 June 2031\n\n"
    "The old mill on Tern Street in Ostby burnt down on Monday night. Two people were hurt, the hospital said. "
    "“Nobody was in the building when the old roof fell in,” "
    "said Ada Brook, the brigade's chief engineer. “We saw no sparks at all,” Brook said.\n\n"
    "The mill had stood on Tern Street since 1881 and ground the flour of three villages.\n"
)
GULL = (
    "Fire at Ostby mill\n\nPublished: 3 June 2031\n\n"
    "A fire destroyed the old mill in Ostby on Monday night. Six people were hurt, the hospital said. "
    "“Nobody was in the cellar when the old roof fell in,” "
    "said Ada Brook, the engineer. Mayor Tom Marsh told reporters that the mill would be rebuilt.\n\n"
    "The mill had stood on Tern Street since 1881 and ground the flour of three villages.\n"
)
CHESS = (
    "Chess final drawn\n\nPublished: 3 June 2031\n\n"
    "Lise Orrin drew the last game of the chess final in Kell on Sunday. The title stays with the champion, Per Holm. "
    "“I was tired,” Orrin said.\n"
)
PILE = {"tern.txt": TERN, "gull.txt": GULL, "chess.txt": CHESS}
READER = load_reader()


def told(*overrides, pile=PILE):
    return tell([read(text, name) for name, text in pile.items()], reader=READER, overrides=overrides)


def words(file, exact, **more):
    return Target(file=file, exact=exact, **more)


@pytest.fixture(scope="module")
def plain():
    return told()


def largest(result):
    return result.stories[0]


def test_without_corrections_nothing_is_said_of_them(plain) -> None:
    """A run without corrections has none listed, and the pile has what the other tests correct."""
    assert (plain.unapplied, [s.overrides for s in plain.stories]) == ((), [(), ()])
    assert [len(s.articles) for s in plain.stories] == [2, 1]
    story = largest(plain)
    assert {c.kind for c in story.conflicts} >= {"number", "wording"}
    assert story.reuse


def test_stories_are_merged_and_split_by_their_reports() -> None:
    """Reports named as one story are one, and one named apart is alone; each story says so, with who said it as given."""
    merge = Override(do="merge", of="story", targets=(Target(file="tern.txt"), Target(file="chess.txt")), by="Ada", why="one night")
    (one,) = told(merge).stories
    assert len(one.articles) == 3
    assert [(a.override.by, a.override.why) for a in one.overrides] == [("Ada", "one night")]
    split = told(Override(do="split", of="story", targets=(Target(file="gull.txt"),)))
    assert [len(s.articles) for s in split.stories] == [1, 1, 1]
    assert sum(bool(s.overrides) for s in split.stories) == 2
    assert all(not s.conflicts for s in split.stories)


def test_a_rejected_shared_stretch_makes_two_origins_of_one() -> None:
    """Origins are counted without a shared stretch that people reject."""
    copied = (
        "Published: 3 June 2031\n\nThe old mill on Tern Street in Ostby burnt down on Monday night. Neighbours ran out with "
        "buckets, yet the roof fell in before the first engine came. The mill had ground the flour of three villages since 1881.\n"
    )
    pile = {"a.txt": "Mill burns\n\n" + copied, "b.txt": "Fire at mill\n\n" + copied}
    plain = largest(told(pile=pile))
    assert len(plain.origins) == 1
    lines = [Override(do="reject", of="reuse", id=r.id, line=n) for n, r in enumerate(plain.reuse, 1)]
    story = largest(told(*lines, pile=pile))
    assert (len(story.reuse), len(story.origins)) == (0, 2)
    assert any(c.agreement == "corroborated" for c in story.claims)


def test_not_a_conflict_is_followed_by_claims_and_brief(plain) -> None:
    """A conflict that is said to be none is gone, its claim is no longer in conflict, and the brief no longer tells it."""
    conflict = next(c for c in largest(plain).conflicts if c.kind == "number")
    one, two = (side.passages[0].exact for side in conflict.sides)
    line = Override(do="not-a-conflict", targets=(words("tern.txt", two), words("gull.txt", one)))
    if one not in GULL:
        line = Override(do="not-a-conflict", targets=(words("tern.txt", one), words("gull.txt", two)))
    story = largest(told(line))
    assert "number" not in {c.kind for c in story.conflicts}
    assert len([c for c in story.claims if c.agreement == "in_conflict"]) == len(story.conflicts)
    assert not any(conflict.id in s.about for s in story.brief.sentences)
    assert story.overrides[0].changed == (conflict.id,)


def test_a_correction_by_content_survives_another_report(plain) -> None:
    """The same line does the same when a further report is read with the others."""
    line = Override(
        do="rename",
        of="speaker",
        targets=(words("gull.txt", "“Nobody was in the cellar when the old roof fell in,”"),),
        name="Nora Bell",
    )
    more = PILE | {
        "heron.txt": "Ostby mill lost\n\nPublished: 4 June 2031\n\nThe mill in Ostby burnt on Monday night. Its owner wept.\n"
    }
    for pile in (PILE, more):
        story = largest(told(line, pile=pile))
        assert [q.speaker.name for q in story.quotations if q.speaker.rule == "named-by-hand"] == ["Nora Bell"]
        assert [a.override.name for a in story.overrides] == ["Nora Bell"]


def test_an_entity_is_renamed_for_whoever_names_it(plain) -> None:
    """A new name stands in the entity, its speakers and its utterances."""
    story = largest(told(Override(do="rename", of="entity", targets=(Target(name="Ada Brook"),), name="Ada Brooke")))
    names = {q.speaker.name for q in story.quotations}
    assert "Ada Brooke" in names
    assert "Ada Brook" not in names | {e.name for e in story.entities} | {u.speaker for u in story.utterances}
    assert "Ada Brooke" in {u.speaker for u in story.utterances}


def test_entities_are_merged_and_split() -> None:
    """Two entities said to be one have the mentions of both; a mention taken out is an entity of its own."""
    merged = largest(told(Override(do="merge", of="entity", targets=(Target(name="Ada Brook"), Target(name="Tom Marsh")))))
    (one,) = [e for e in merged.entities if e.name in ("Ada Brook", "Tom Marsh")]
    assert len(one.mentions) >= 4
    assert {q.speaker.entity for q in merged.quotations if q.speaker.name == one.name} == {one.id}
    apart = Override(do="split", of="entity", targets=(words("gull.txt", "Ada Brook"),), name="Another Brook")
    split = largest(told(apart))
    other = next(e for e in split.entities if e.name == "Another Brook")
    assert len(other.mentions) == 1
    assert other.id in {q.speaker.entity for q in split.quotations}
    assert len({e.id for e in split.entities}) == len(split.entities)


def test_utterances_are_split_and_merged(plain) -> None:
    """Quotations taken apart are two utterances without a conflict of wording; quotations put together are one."""
    quoted = words("gull.txt", "“Nobody was in the cellar when the old roof fell in,”")
    split = largest(told(Override(do="split", of="utterance", targets=(quoted,))))
    assert "wording" not in {c.kind for c in split.conflicts}
    assert len(split.utterances) == len(largest(plain).utterances) + 1
    assert "parted-by-hand" in {u.rule for u in split.utterances}
    merged = largest(told(Override(do="merge", of="utterance", targets=(words("tern.txt", "“We saw no sparks at all,”"), quoted))))
    assert len(merged.utterances) == len(largest(plain).utterances) - 1
    assert {q.utterance for q in merged.quotations} <= {u.id for u in merged.utterances}


@pytest.mark.parametrize(
    ("of", "section", "exact"),
    [
        ("quotation", "quotations", "“We saw no sparks at all,”"),
        ("moment", "moments", "since 1881"),
        ("figure", "figures", "three villages"),
        ("claim", "claims", "burnt down on Monday night"),
    ],
)
def test_a_rejected_finding_is_gone(plain, of, section, exact) -> None:
    """What people reject is not in the result, and nothing points to it."""
    line = Override(do="reject", of=of, targets=(words("tern.txt", exact),))
    story = largest(told(line))
    gone = {f.id for f in getattr(largest(plain), section)} - {f.id for f in getattr(story, section)}
    assert gone >= set(story.overrides[0].changed)
    assert len(story.overrides[0].changed) == 1
    assert not any(i in json.dumps(str(story.brief)) + str(story.timeline) for i in story.overrides[0].changed)


def test_what_no_longer_applies_is_reported(plain) -> None:
    """A correction of words that stand nowhere, in several places, or already so, is reported with its line and why."""
    lines = (
        Override(do="reject", of="claim", targets=(words("tern.txt", "The moon fell down."),), line=3),
        Override(do="reject", of="quotation", id="q-0000000000", line=5),
        Override(do="reject", of="moment", targets=(Target(exact="Monday night"),), line=7),
        Override(do="merge", of="story", targets=(Target(file="tern.txt"), Target(file="gull.txt")), line=8),
        Override(do="split", of="story", targets=(Target(file="lost.txt"),), line=9),
    )
    result = told(*lines)
    why = {u.line: u.reason for u in result.unapplied}
    assert sorted(why) == [3, 5, 7, 8, 9]
    assert why[3] == why[5] == "nothing in these reports fits it"
    assert "several places" in why[7]
    assert "already" in why[8]
    assert [s.overrides for s in result.stories] == [(), ()]
    assert result.stories == plain.stories


def test_the_order_of_reports_changes_nothing() -> None:
    """The same corrections on the same reports in another order give the same stories."""
    lines = (
        Override(
            do="split",
            of="utterance",
            targets=(words("gull.txt", "“Nobody was in the cellar when the old roof fell in,”"),),
            line=1,
        ),
        Override(do="rename", of="entity", targets=(Target(name="Ada Brook"),), name="Ada Brooke", line=2),
    )
    assert told(*lines).stories == told(*lines, pile=dict(reversed(PILE.items()))).stories


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "no correction"),
        ("[]", "no correction"),
        ('{"do": "praise"}', "praise"),
        ('{"do": "merge", "of": "story", "targets": [{"file": "a.txt"}]}', "2 targets"),
        ('{"do": "merge", "of": "story", "id": "s-1", "targets": [{"file": "a.txt"}]}', "2 targets"),
        ('{"do": "merge", "of": "claim", "targets": [{"id": "c"}, {"id": "d"}]}', "needs `of`"),
        ('{"do": "rename", "of": "entity", "targets": [{"name": "Ada"}]}', "needs `name`"),
        ('{"do": "reject", "of": "claim"}', "1 target"),
        ('{"do": "reject", "of": "claim", "targets": [{}]}', "a target needs"),
        ('{"do": "reject", "of": "claim", "id": "c", "note": "x"}', "note"),
    ],
)
def test_a_line_that_is_no_correction_is_told_with_its_number(line, says) -> None:
    """A bad line is reported with its number and what it lacks, and the lines around it are read."""
    good = '{"do": "reject", "of": "claim", "id": "c-1", "by": "Ada", "when": "2031-06-05", "why": "a joke"}'
    found, bad = read_overrides(f"# ours\n\n{good}\n{line}\n{good}\n")
    assert [o.line for o in found] == [3, 5]
    assert [(b.line, b.text) for b in bad] == [(4, line)]
    assert says in bad[0].reason
