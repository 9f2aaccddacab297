"""Who rests on whom, as a drawing: boxes in layers from origins on the left to those who copied on the right."""

from collections import defaultdict

from msgspec import Struct

from tellings.exports.view.nouns import Lent, StoryView, count

BOX_W, BOX_H, GAP, ROW, EDGE = 176, 46, 172, 74, 8  # user units, about pixels
MOST = 24  # reports drawn; more would be a knot, and the table beside it holds them all
GIVERS = 2  # arrows into one report: the two it took most words from
NEAR = 0.8  # of the way down to the taker: where a label stands clear of its giver's other arrows
LONG = 24  # characters of a label that fit its place


class Box(Struct, frozen=True):
    """A report, or an origin that nobody has seen."""

    x: int
    y: int
    name: str
    below: str
    unseen: bool


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


class Edge(Struct, frozen=True):
    """An arrow before it has a place."""

    giver: str
    taker: str
    style: str
    head: bool
    label: str
    evidence: str


def draw_origins(story: StoryView) -> Drawing | None:
    """Return the drawing; None when there is nothing to relate, or too much to draw."""
    if not 1 < len(story.reports) <= MOST:
        return None
    edges = _edges(story)
    nodes = [f"o{i}" for i, o in enumerate(story.origins) if o.unseen] + [f"r{r.n}" for r in story.reports]
    places = _place(_layers(nodes, edges), edges)
    boxes = tuple(_box(story, n, *places[n]) for n in nodes)
    width = max(x for x, _ in places.values()) + BOX_W + 2 * EDGE
    height = max(y for _, y in places.values()) + BOX_H + 2 * EDGE
    return Drawing(width, height, boxes, tuple(_arrow(e, places) for e in edges))


def _edges(story: StoryView) -> list[Edge]:
    solid = _copies(story.lent)
    linked = {(e.giver, e.taker) for e in solid}
    taking = {e.taker for e in solid}
    edges = list(solid)
    for i, o in enumerate(story.origins):
        members = {f"r{n}" for n in o.members}
        root = f"o{i}" if o.unseen else next((m for m in sorted(members) if m not in taking), None)
        if o.unseen:
            inside = {e.taker for e in solid if e.giver in members}
            why = _short(o.basis[0] if o.basis else "")
            edges += [Edge(f"o{i}", m, "dashed", True, "inferred", why) for m in sorted(members - inside)]
        if root:
            edges += _single_passages(root, o.passages, members, linked)
    return edges


def _copies(lent: tuple[Lent, ...]) -> list[Edge]:
    """Return the arrows between reports: per pair the way that more words went, per taker its main givers."""
    words: dict[frozenset[int], Lent] = {}
    for e in lent:
        pair = frozenset((e.giver, e.taker))
        if len(pair) == 2 and (pair not in words or (e.traced, e.words) > (words[pair].traced, words[pair].words)):
            words[pair] = e
    kept: dict[int, list[Lent]] = defaultdict(list)
    for e in sorted(words.values(), key=lambda e: (not e.traced, -e.words, e.giver, e.taker)):
        if len(kept[e.taker]) < GIVERS and (e.traced or not (kept[e.taker] or kept[e.giver])):
            kept[e.taker].append(e)
    return [_copy(e) for es in kept.values() for e in es]


def _copy(e: Lent) -> Edge:
    label = f"{count(e.words, 'word')}, {e.classes[0]}"
    evidence = e.evidence[0] if e.evidence else "" if e.traced else "direction untraced"
    return Edge(f"r{e.giver}", f"r{e.taker}", "solid" if e.traced else "plain", e.traced, _short(label), _short(evidence))


def _single_passages(root: str, passages: tuple, members: set[str], linked: set[tuple[str, str]]) -> list[Edge]:  # type: ignore[type-arg]
    takers: dict[str, int] = defaultdict(int)
    for c in passages:
        if c.report and f"r{c.report}" not in members:
            takers[f"r{c.report}"] += 1
    new = [t for t in sorted(takers) if (root, t) not in linked]
    return [Edge(root, t, "dashed", True, count(takers[t], "passage"), "inferred") for t in new]


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
    for column in range(max(layer.values()) + 1):
        mean = {
            n: sum(places[g][1] for g in givers[n] if g in places) / max(1, sum(g in places for g in givers[n]))
            for n, c in layer.items() if c == column
        }  # fmt: skip
        y = EDGE
        for n in sorted(mean, key=lambda n: (mean[n], -takers[n])):
            y = max(y, round(mean[n]))
            places[n] = (EDGE + column * (BOX_W + GAP), y)
            y += ROW
    return places


def _box(story: StoryView, node: str, x: int, y: int) -> Box:
    if node[0] == "o":
        return Box(x, y, _short(story.origins[int(node[1:])].name, 22), "not seen, inferred", True)
    r = story.report(int(node[1:]))
    return Box(x, y, _short(r.label, 22), r.day or "day not known", False)


def _arrow(e: Edge, places: dict[str, tuple[int, int]]) -> Arrow:
    (gx, gy), (tx, ty) = places[e.giver], places[e.taker]
    gy, ty = gy + BOX_H // 2, ty + BOX_H // 2
    if gx == tx:  # same column: a bow on the right-hand side
        x = gx + BOX_W
        return Arrow(
            f"M{x} {gy}C{x + 60} {gy} {x + 60} {ty} {x} {ty}", e.style, e.head, x + 94, (gy + ty) // 2, e.label, e.evidence
        )
    x0, x1 = gx + BOX_W, tx - (7 if e.head else 0)
    mid = (x0 + x1) // 2
    near = round(gy + NEAR * (ty - gy))
    return Arrow(f"M{x0} {gy}C{mid} {gy} {mid} {ty} {x1} {ty}", e.style, e.head, x1 - GAP * 2 // 5, near, e.label, e.evidence)


def _short(words: str, most: int = LONG) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
