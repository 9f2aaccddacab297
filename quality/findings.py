"""What was found, as offsets and hashes without a word of the texts, so that gains and losses can be told.

A finding is ``start-end:hash`` under the hash of its article's name; the hash holds what was said of the place (value,
speaker, kind, agreement). Same place and another hash: the finding changed.
"""

import json
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

PINNED = Path(__file__).with_name("findings.json")
Places = dict[str, list[str]]  # hash of an article -> findings
Findings = dict[str, dict[str, Places]]  # part -> room -> places
Item = dict[str, Any]


def findings_of_story(result: Item) -> dict[str, Places]:
    """Return every finding of a result, room by room."""
    found: dict[str, Places] = {}
    for story in result["stories"]:
        names = {a["id"]: Path(a.get("file") or a["id"]).name for a in story["articles"]}
        for room in ("furniture", "moments", "figures", "quotations", "reuse", "claims", "conflicts", "wording", "timeline"):
            for item in story[room]:
                _put(found.setdefault(room, {}), names, room, item)
        for sentence in story["brief"]["sentences"]:
            _put(found.setdefault("brief", {}), names, "brief", sentence)
    return {room: {article: sorted(places) for article, places in by.items()} for room, by in found.items()}


def findings_of_row(row: Item, room: str) -> Places:
    """Return the findings of one room in a line of ``tellings analyse``."""
    found: Places = {}
    for item in row.get(room) or []:
        _put(found, {item.get("article", row["id"]): str(row["id"])}, room, item)
    return {article: sorted(places) for article, places in found.items()}


def _put(found: Places, names: dict[str, str], room: str, item: Item) -> None:
    places = list(_places(item))
    if not places:
        return
    article, start, end = places[0]
    said = [_verdict(room, item), *((names.get(a, a), s, e) for a, s, e in places[1:])]
    found.setdefault(short(names.get(article, article), 6), []).append(f"{start}-{end}:{short(json.dumps(said, sort_keys=True))}")


def _places(item: Any) -> Iterable[tuple[str, int, int]]:
    """Yield every passage in an item, in its order."""
    if isinstance(item, dict):
        if "spans" in item and "article" in item:
            yield from ((item["article"], s, e) for s, e in item["spans"])
        elif "article" in item and "start" in item:
            yield item["article"], item["start"], item["end"]
        else:
            for value in item.values():
                yield from _places(value)
    elif isinstance(item, list):
        for value in item:
            yield from _places(value)


SAID = ("kind", "value", "agreement", "strength", "class", "quoted", "date", "quantity", "unit")


def _verdict(room: str, item: Item) -> list[Any]:
    speaker = item.get("speaker")
    named = [speaker.get(k) for k in ("name", "names", "mention")] if isinstance(speaker, dict) else [speaker]
    return [room, *(item.get(k) for k in SAID), *named]


def short(text: str, digits: int = 4) -> str:
    """Return the first digits of a hash."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()[:digits]


def compare(before: Findings, after: Findings) -> list[tuple[str, str, list[str], list[str], int]]:
    """Return (part, room, gained, lost, changed) wherever something differs; gained and lost as ``article start-end``."""
    rows = []
    for part, room in sorted({(p, r) for side in (before, after) for p, rooms in side.items() for r in rooms}):
        if part not in after:
            continue
        old, new = ({f"{a} {x}" for a, xs in side.get(part, {}).get(room, {}).items() for x in xs} for side in (before, after))
        gone, come = ({x.rsplit(":", 1)[0] for x in side} for side in (old - new, new - old))
        if old != new:
            rows.append((part, room, sorted(come - gone), sorted(gone - come), len(come & gone)))
    return rows


def load(path: Path = PINNED) -> Findings:
    """Return the pinned findings, none when nothing has been pinned."""
    pinned: Findings = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return pinned


def save(findings: Findings, path: Path = PINNED) -> None:
    """Pin findings; parts that were not measured keep their old ones."""
    text = json.dumps({**load(path), **findings}, sort_keys=True, separators=(",", ":")).replace('},"', '},\n"')
    path.write_text(text + "\n", encoding="utf-8")
