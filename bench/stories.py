"""Made-up reports of one story that never happened (stories.toml), as outlets print them: the same in every run.

An article of 300 to 600 words tells some of the events, each in one of several wordings, with numbers and days that are its own
article's; quotes some of what was said in public, whole, cut short or with a word changed; and has some lines that nobody else has.
Two in five are wire copy: one of a few texts of the agency, shortened, here and there in the house's style, with lines of its own.
"""

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

SEED = 11
WIRED, WIRES = 0.4, 6  # part of the articles that print an agency's text, and how many texts it sends
EVENTS, QUOTED, OWN = (17, 28), (3, 7), (4, 9)  # lines of each sort in one article
CHOICE = re.compile(r"\{(?P<ways>[^{}]*)\}")  # {a|b}, not {a|{b|c}}: the inner one goes first
SLOT = re.compile(r"<(?P<name>[a-z]+)>")  # <hurt>, not < hurt >
Dice = random.Random


@cache
def _stock() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def make_story(size: int, seed: int = SEED) -> list[str]:
    """Return ``size`` articles of one story.

    >>> make_story(3) == make_story(4)[:3]
    True
    """
    wires = [_own(Dice(f"{seed} wire {n}")) for n in range(WIRES)]
    return [_printed(Dice(f"{seed} article {n}"), wires) for n in range(size)]


def _printed(dice: Dice, wires: list[list[str]]) -> str:
    lines = _wire(dice, dice.choice(wires)) if dice.random() < WIRED else _own(dice)
    title, body = lines[0], lines[1:]
    paragraphs, at = [], 0
    while at < len(body):
        step = dice.choice((1, 1, 2, 3))
        paragraphs.append(" ".join(body[at : at + step]))
        at += step
    return "\n\n".join((title.rstrip("."), f"TORRIN, May {dice.randint(7, 9)}, 2019 — {paragraphs[0]}", *paragraphs[1:])) + "\n"


def _own(dice: Dice) -> list[str]:
    """Return the title and the lines of a text of somebody's own."""
    stock, facts = _stock(), _facts(dice)
    told = stock["events"]["told"]
    chosen = [0, *sorted(dice.sample(range(1, len(told)), dice.randint(*EVENTS)))]
    lines = [_say(dice, told[n], facts) for n in chosen]
    for quotation in dice.sample(stock["quotations"], dice.randint(*QUOTED)):
        _put(dice, lines, _quoted(dice, quotation))
    for _ in range(dice.randint(*OWN)):
        _put(dice, lines, _say(dice, dice.choice(stock["frames"]["own"]), {}))
    return [_say(dice, dice.choice(stock["frames"]["title"]), facts), *lines]


def _facts(dice: Dice) -> dict[str, str]:
    """Return what an article holds for true: mostly the commonest."""
    return {name: values[0] if dice.random() < 0.5 else dice.choice(values) for name, values in _stock()["facts"].items()}


def _put(dice: Dice, lines: list[str], line: str) -> None:
    lines.insert(dice.randint(1, len(lines)), line)


def _quoted(dice: Dice, quotation: dict[str, str]) -> str:
    frames = _stock()["frames"]
    if dice.random() < 0.15:
        return _say(dice, dice.choice(frames["reported"]), {"speaker": quotation["speaker"].rstrip(",")})
    said = _say(dice, quotation["said"], {})
    if dice.random() < 0.3:  # cut after a clause, or after some words
        said = said.split(", ")[0] if ", " in said else " ".join(said.split()[: dice.randint(6, 12)])
    return _say(dice, dice.choice(frames["quoted"]), {"speaker": quotation["speaker"], "said": said})


def _wire(dice: Dice, text: list[str]) -> list[str]:
    """Return an agency's text as a house prints it: shortened from its end, here and there in its style, with lines of its own."""
    kept = text[: dice.randint(4 * len(text) // 5, len(text))]
    lines = [_edited(dice, line) if dice.random() < 0.4 else line for line in kept]
    for _ in range(dice.randint(0, 3)):
        _put(dice, lines, _say(dice, dice.choice(_stock()["frames"]["own"]), {}))
    return lines


def _edited(dice: Dice, line: str) -> str:
    """Return a line with words of the house's own style, where it has such words."""
    for theirs, ours in _stock()["frames"]["style"]:
        if theirs in line and dice.random() < 0.5:
            line = line.replace(theirs, ours, 1)
    return line


def _say(dice: Dice, frame: str, facts: dict[str, str]) -> str:
    """Return a frame with one of each choice and every slot filled."""
    while "{" in frame:
        frame = CHOICE.sub(lambda m: dice.choice(m["ways"].split("|")), frame)
    text = SLOT.sub(lambda m: facts.get(m["name"]) or _drawn(dice, m["name"]), frame)
    text = re.sub(r" +([,.;])", r"\1", " ".join(text.split())).replace(",,", ",").replace("..", ".")
    return text[:1].upper() + text[1:]


def _drawn(dice: Dice, name: str) -> str:
    numbers = {"age": (19, 84), "count": (3, 60)}
    if name in numbers:
        return str(dice.randint(*numbers[name]))
    stock = _stock()
    return str(dice.choice(stock["lists"].get(name) or stock["facts"].get(name) or stock["frames"][name]))
