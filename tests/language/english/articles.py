"""Articles that never were, made from the seed: long and short ones, with quotations, names, signs and odd letters."""

from random import Random

from tellings.model import Article

NAMES = ("Ines Varga", "Tom Okoro", "Mayor Ada Thorne", "Dr. Lena Brandt-Osei", "Zoë O’Hara", "the harbour office", "Kell Council")
PLACES = ("Pell Island", "Gull Bay", "the Tern quarry", "Aldine", "St. Orrin")
DEEDS = ("closed the old bridge", "sold 4,250 tickets", "won't reopen the pier", "asked for $40bn more", "turned 30 cars back")
WORDS = ("We were lucky", "It was never safe", "Nobody told us 😀", "I can’t say", "They’re gonna pay")
SHAPES = (
    "{name} {deed} on Tuesday.",
    "“{words},” said {name}, who {deed} in {place}.",
    "{name} told reporters that {other} {deed}, and that the ferry had left {place} at 5 p.m. with nobody on board.",
    "{words}!!! {name} — {deed}; {other}, too… (see http://example.invalid/{place})",
    "{name} said {other} {deed}",
)


def made_up(count: int, seed: int = 7) -> list[Article]:
    """Return articles of one to thirty sentences."""
    draw = Random(seed)
    return [Article(id=f"a{n}", text=_text(draw), language="en") for n in range(count)]


def _text(draw: Random) -> str:
    paragraphs = [" ".join(_sentence(draw) for _ in range(draw.randint(1, 6))) for _ in range(draw.randint(1, 5))]
    return "\n\n".join(paragraphs)


def _sentence(draw: Random) -> str:
    name, other = draw.sample(NAMES, 2)
    return draw.choice(SHAPES).format(
        name=name, other=other, deed=draw.choice(DEEDS), place=draw.choice(PLACES), words=draw.choice(WORDS)
    )
