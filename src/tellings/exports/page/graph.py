"""Who rests on whom, as a drawing: boxes in layers from origins on the left to those who copied on the right."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tellings.exports.view.nouns import Lent, StoryView, count

BOX_W, BOX_H, GAP, ROW, EDGE, LABEL_H, PORT = 152, 46, 184, 70, 8, 36, 14  # user units, about pixels
BROAD = 544  # user units: a drawing wider than this is not shrunk below it
ABREAST, ASIDE = 4, 20  # boxes in a row that no arrow touches, and the room between them
WIDE = 900  # user units: a drawing wider than this is scrolled, not shrunk, so that its words stay legible
MOST = 24  # reports drawn one by one; more would be a knot, so that origins are drawn instead
GROUPS = 9  # origins drawn when reports are too many; the others share a box
BUNDLE = 4  # reports that rest on one giver in the same way and on which nobody rests: so many share a box
GIVERS = 2  # arrows into one report: the two it took most words from
LONG = 26  # characters of a label that fit its place


class Box(Struct, frozen=True):
    """A report, or an origin that nobody has seen; ``many``: several reports, or several origins, in one box."""

    x: int
    y: int
    name: str
    below: str
    unseen: bool
    many: bool = False


class Arrow(Struct, frozen=True):
    """A line from giver to taker: solid for a seen copy, dashed for an inferred one; no head when the direction is untraced."""

    path: str
    style: str
    head: bool
    x: int
    y: int
    label: str
    evidence: str


class Drawing(Struct, frozen=True):
    """Boxes and arrows and the size of the sheet."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    wide: bool
    broad: bool


class Edge(Struct, frozen=True):
    """An arrow before it has a place."""

    giver: str
    taker: str
    style: str
    head: bool
    label: str
    evidence: str


def draw_origins(story: StoryView) -> Drawing | None:
    """Return the drawing; None when there is nothing to relate. Many reports are drawn as their origins."""
    if len(story.reports) < 2:
        return None
    return _draw(*(_by_report(story) if len(story.reports) <= MOST else _by_origin(story)))


def _by_report(story: StoryView) -> tuple[dict[str, Box], list[Edge]]:
    """Return boxes without places, and arrows, of each report and each unseen origin."""
    bundles, edges = _bundled(story, _edges(story))
    inside = {n for members in bundles.values() for n in members}
    nodes = [f"o{i}" for i, o in enumerate(story.origins) if o.unseen] + [f"r{r.n}" for r in story.reports]
    boxes = {n: _box(story, n) for n in nodes if n not in inside}
    return boxes | {n: _bundle(story, members) for n, members in bundles.items()}, edges


def _bundled(story: StoryView, edges: list[Edge]) -> tuple[dict[str, list[str]], list[Edge]]:
    """Put reports that rest on one giver in the same way, and on which nobody rests, together where they are many."""
    givers = {e.giver for e in edges}
    into: dict[str, list[Edge]] = defaultdict(list)
    for e in edges:
        into[e.taker].append(e)
    alike: dict[tuple[str, str, bool], list[Edge]] = defaultdict(list)
    for taker, coming in into.items():
        if len(coming) == 1 and taker not in givers:
            alike[coming[0].giver, coming[0].style, coming[0].head].append(coming[0])
    bundles: dict[str, list[str]] = {}
    for k, ((giver, style, head), like) in enumerate(alike.items()):
        if len(like) >= BUNDLE:
            bundles[f"b{k}"] = [e.taker for e in like]
            edges = [e for e in edges if e not in like]
            words = {e.label for e in like}
            label = words.pop() if len(words) == 1 else {"solid": "copies", "dashed": "inferred"}.get(style, "shared")
            edges.append(Edge(giver, f"b{k}", style, head, label, like[0].evidence))
    return bundles, edges


def _bundle(story: StoryView, members: list[str]) -> Box:
    first = story.report(int(members[0][1:])).label
    return Box(0, 0, count(len(members), "report"), _short(f"{first} and {len(members) - 1} more", 24), False, True)


def _by_origin(story: StoryView) -> tuple[dict[str, Box], list[Edge]]:
    """Return boxes without places, and arrows, of the largest origins; the others share a box."""
    of = {n: f"g{min(i, GROUPS)}" for i, o in enumerate(story.origins) for n in o.members}
    large, small = story.origins[:GROUPS], story.origins[GROUPS:]
    boxes = {
        f"g{i}": Box(
            0,
            0,
            _short(o.name, 20),
            count(len(o.members), "report") + (", not seen" if o.unseen else ""),
            o.unseen,
            len(o.members) > 1,
        )
        for i, o in enumerate(large)
    }
    if small:
        reports = sum(len(o.members) for o in small)
        boxes[f"g{GROUPS}"] = Box(0, 0, f"{len(small)} more origins" if large else "origins", count(reports, "report"), False, True)
    between: dict[tuple[str, str, bool], list[Lent]] = defaultdict(list)
    for e in story.lent:
        if e.giver in of and e.taker in of and of[e.giver] != of[e.taker]:
            between[of[e.giver], of[e.taker], e.traced].append(e)
    return boxes, _groups_lent(between)


def _groups_lent(between: dict[tuple[str, str, bool], list[Lent]]) -> list[Edge]:
    """Return the arrows between origins: per pair the way that more words went."""
    seen: set[frozenset[str]] = set()
    edges = []
    for (giver, taker, traced), shared in sorted(between.items(), key=lambda b: (not b[0][2], -sum(e.words for e in b[1]))):
        if frozenset((giver, taker)) not in seen:
            seen.add(frozenset((giver, taker)))
            takers = count(len({e.taker for e in shared}), "report")
            style, why = ("solid", "traced") if traced else ("plain", "direction untraced")
            edges.append(Edge(giver, taker, style, traced, f"single passages in {takers}", why))
    return edges[: 2 * GROUPS]


def _draw(named: dict[str, Box], edges: list[Edge]) -> Drawing:
    places = _place(_layers(list(named), edges), edges)
    boxes = tuple(replace(box, x=places[n][0], y=places[n][1]) for n, box in named.items())
    width = max(x for x, _ in places.values()) + BOX_W + 2 * EDGE
    arrows = tuple(_arrows(edges, places))
    height = max([y + BOX_H for _, y in places.values()] + [a.y + LABEL_H // 2 for a in arrows]) + EDGE
    width = max([width, *(a.x + EDGE for a in arrows)])
    return Drawing(width, height, boxes, arrows, width > WIDE, width > BROAD)


def _edges(story: StoryView) -> list[Edge]:
    solid = _copies(story.lent)
    taking = {e.taker for e in solid}
    edges = list(solid)
    for i, o in enumerate(story.origins):
        members = {f"r{n}" for n in o.members}
        root = f"o{i}" if o.unseen else next((m for m in sorted(members) if m not in taking), None)
        if o.unseen:
            inside = {e.taker for e in solid if e.giver in members and e.head}
            edges = [e for e in edges if e.head or not {e.giver, e.taker} <= members]
            why = _short(o.basis[0] if o.basis else "")
            edges += [Edge(f"o{i}", m, "dashed", True, "inferred", why) for m in sorted(members - inside)]
        if root:
            fed = {e.taker for e in solid if e.giver in members}
            edges += _single_passages(root, o.passages, members | fed)
    return edges


def _copies(lent: tuple[Lent, ...]) -> list[Edge]:
    """Return the arrows between reports: per pair the way that more words went, per taker its main givers, and no way round."""
    words: dict[frozenset[int], Lent] = {}
    for e in lent:
        pair = frozenset((e.giver, e.taker))
        if len(pair) == 2 and (pair not in words or (e.traced, e.words) > (words[pair].traced, words[pair].words)):
            words[pair] = e
    kept: dict[int, list[Lent]] = defaultdict(list)
    for e in sorted(words.values(), key=lambda e: (not e.traced, -e.words, e.giver, e.taker)):
        if len(kept[e.taker]) < GIVERS and (e.traced or not (kept[e.taker] or kept[e.giver])):
            kept[e.taker].append(e)
    return [_copy(e) for e in _straight([e for es in kept.values() for e in es])]


def _straight(lent: list[Lent]) -> list[Lent]:
    """Leave out arrows between reports that are joined another way already, those of fewest words first.

    Words that came from A by way of B are drawn from A to B to C, and copies of one text as a tree, not a knot.
    """
    kept = list(lent)
    for e in sorted(lent, key=lambda e: (e.words, e.giver, e.taker)):
        others = [o for o in kept if o is not e]
        if e.taker in _reached(e.giver, others) or (not e.traced and e.giver in _reached(e.taker, others)):
            kept = others
    return kept


def _reached(start: int, lent: list[Lent]) -> set[int]:
    """Return the reports to which arrows lead from one; an arrow without a head is gone both ways."""
    ways: dict[int, set[int]] = defaultdict(set)
    for e in lent:
        ways[e.giver].add(e.taker)
        if not e.traced:
            ways[e.taker].add(e.giver)
    found, todo = {start}, [start]
    while todo:
        new = ways[todo.pop()] - found
        found |= new
        todo += new
    return found


def _copy(e: Lent) -> Edge:
    label = f"{count(e.words, 'word')}, {e.classes[0]}"
    evidence = e.evidence[0] if e.evidence else "" if e.traced else "direction untraced"
    if len(evidence) > LONG:
        evidence = evidence.partition(", ")[0]  # the rest of it stands in the table
    return Edge(f"r{e.giver}", f"r{e.taker}", "solid" if e.traced else "plain", e.traced, _short(label), _short(evidence))


def _single_passages(root: str, passages: tuple, served: set[str]) -> list[Edge]:  # type: ignore[type-arg]
    takers: dict[str, int] = defaultdict(int)
    for c in passages:
        if c.report and f"r{c.report}" not in served:
            takers[f"r{c.report}"] += 1
    return [Edge(root, t, "dashed", True, count(takers[t], "passage"), "inferred") for t in sorted(takers)]


def _layers(nodes: list[str], edges: list[Edge]) -> dict[str, int]:
    """Return each node's column: one past the farthest giver, as far as there are columns (a circle stops there)."""
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for e in edges:
            layer[e.taker] = max(layer[e.taker], min(layer[e.giver] + 1, 3))
    return layer


def _place(layer: dict[str, int], edges: list[Edge]) -> dict[str, tuple[int, int]]:
    givers: dict[str, list[str]] = defaultdict(list)
    takers: dict[str, int] = defaultdict(int)
    for e in edges:
        givers[e.taker].append(e.giver)
        takers[e.giver] += 1
    places: dict[str, tuple[int, int]] = {}
    alone = [n for n in layer if n not in givers and n not in takers]
    layer = {n: c for n, c in layer.items() if n not in alone}
    for column in range(max(layer.values(), default=-1) + 1):
        mean = {
            n: sum(places[g][1] for g in givers[n] if g in places) / max(1, sum(g in places for g in givers[n]))
            for n, c in layer.items() if c == column
        }  # fmt: skip
        y = 2 * EDGE
        for n in sorted(mean, key=lambda n: (mean[n], -takers[n])):
            y = max(y, round(mean[n]))
            places[n] = (EDGE + column * (BOX_W + GAP), y)
            y += max(ROW, LABEL_H * len(givers[n]) + ROW - LABEL_H)
    below = max((y + ROW for _, y in places.values()), default=2 * EDGE)
    return places | {n: (EDGE + i % ABREAST * (BOX_W + ASIDE), below + i // ABREAST * ROW) for i, n in enumerate(alone)}


def _box(story: StoryView, node: str) -> Box:
    if node[0] == "o":
        return Box(0, 0, _short(story.origins[int(node[1:])].name, 20), "not seen, inferred", True)
    r = story.report(int(node[1:]))
    return Box(0, 0, _short(r.label, 20), r.day or "day not known", False)


def _arrows(edges: list[Edge], places: dict[str, tuple[int, int]]) -> Iterator[Arrow]:
    """Yield the arrows; those into one report come in below each other, in the order of their givers, labels beside them."""
    into: dict[str, list[Edge]] = defaultdict(list)
    for e in edges:
        into[e.taker].append(e)
    for coming in into.values():
        coming.sort(key=lambda e: places[e.giver][::-1])
        for i, e in enumerate(coming):
            yield _arrow(e, places, i - (len(coming) - 1) / 2)


def _arrow(e: Edge, places: dict[str, tuple[int, int]], off: float) -> Arrow:
    """Draw one arrow; ``off`` is its place among those into the same report, 0 in the middle."""
    (gx, gy), (tx, ty) = places[e.giver], places[e.taker]
    x0, y0 = gx + BOX_W, gy + BOX_H // 2
    x1, y1 = tx - (7 if e.head else 0), ty + BOX_H // 2 + round(off * PORT)
    if gx >= tx:  # same column or back: a bow on the right-hand side
        x1 = tx + BOX_W + (7 if e.head else 0)
        return Arrow(f"M{x0} {y0}C{x0 + 60} {y0} {x1 + 60} {y1} {x1} {y1}", e.style, e.head, x1 + 150, y1, e.label, e.evidence)
    bend = max(x0 + 30, tx - GAP)
    y2 = ty + BOX_H // 2 + round(off * LABEL_H)
    path = f"M{x0} {y0}C{bend} {y0} {bend - 30} {y2} {tx - GAP + 50} {y2}L{tx - 24} {y2}Q{tx - 14} {y2} {x1} {y1}"
    return Arrow(path, e.style, e.head, tx - 26, y2, e.label, e.evidence)


def _short(words: str, most: int = LONG) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
