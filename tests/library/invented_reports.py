"""Short reports of invented events, as several outlets would print them."""

from tellings.reading import read

EVENTS = (
    (
        "Ferry Auk runs aground off Ostby",
        "The ferry Auk ran aground off Ostby on Monday with 120 people on board, the harbour office said.",
    ),
    ("Chess title goes to Ivo Brandt", "Ivo Brandt won the chess title in Tarn after a last game of nine hours against Lena Voss."),
    (
        "Cracks found in the Karvel dam",
        "Engineers found cracks in the Karvel dam above Orlen, and four hundred people left their homes.",
    ),
    ("Holm museum buys a Quillan painting", "The museum of Holm bought a lost painting by Teodor Quillan at an auction in Velm."),
)
MORE = (
    "Two tugs were to pull it free at high water.",
    "Nobody had expected it, a spokeswoman said.",
    "It was the third time in ten years.",
    "The mayor promised an inquiry.",
)
OUTLETS = ("Ostby Post", "Gull", "Valley Mail", "Echo")


def report(event, outlet, day=2, **more):
    """Return one report of an event by an outlet, each with a line of its own."""
    title, lead = EVENTS[event]
    text = f"{title}\n\n{lead} {title.split()[0]} was on everybody's lips. {MORE[(event + outlet) % len(MORE)]}\n"
    url = f"https://{OUTLETS[outlet].split()[0].lower()}.example/{event}"
    return read(text, url=url, title=title, outlet=OUTLETS[outlet], published=f"2031-05-{day:02}", **more)


def reports():
    """Return four reports of each of four events, as they arrive in turn."""
    return [report(event, outlet, 2 + event) for outlet in range(4) for event in range(4)]
