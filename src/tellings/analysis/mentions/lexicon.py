"""What is known of names beforehand: first names, titles, places, nationalities, organisations."""

from functools import cache

from tellings.language.tables import load_table

ROOM = "analysis/mentions"


@cache
def first_names() -> dict[str, str]:
    """Return the usual pronoun ("he", "she") of each first name, in lower case; names of both kinds are left out."""
    table = load_table(ROOM, "names.toml")
    he, she = set(table["he"].split()), set(table["she"].split())
    return {**dict.fromkeys(sorted(he), "he"), **dict.fromkeys(sorted(she), "she"), **dict.fromkeys(sorted(he & she), "either")}


@cache
def honorifics() -> dict[str, str]:
    """Return the pronoun of each honorific."""
    table = load_table(ROOM, "names.toml")["honorifics"]
    return {word: pronoun for pronoun in ("he", "she") for word in table[pronoun]}


@cache
def words(table: str, key: str) -> frozenset[str]:
    """Return the words of a table's key."""
    return frozenset(load_table(ROOM, table)[key].split())


@cache
def names(table: str, key: str) -> frozenset[str]:
    """Return the names of a table's key, separated there by semicolons."""
    return frozenset(name.strip() for name in load_table(ROOM, table)[key].split(";") if name.strip())


@cache
def places() -> frozenset[str]:
    """Return the names of places."""
    return names("places.toml", "countries") | names("places.toml", "regions") | names("places.toml", "cities")


@cache
def nationalities() -> frozenset[str]:
    """Return the adjectives of nations, faiths and parties."""
    return names("places.toml", "nationalities")


@cache
def heads() -> frozenset[str]:
    """Return the words that name what somebody is or does."""
    return words("titles.toml", "heads")


@cache
def trades() -> frozenset[str]:
    """Return further words in lower case that tell what somebody is, surnames too often to be titles with a capital."""
    return words("titles.toml", "trades") | words("titles.toml", "persons")


@cache
def gendered() -> dict[str, str]:
    """Return the pronoun of nouns that tell it ("spokeswoman")."""
    table = load_table(ROOM, "names.toml")["gendered"]
    return {word: pronoun for pronoun in ("he", "she") for word in table[pronoun].split()}


@cache
def modifiers() -> frozenset[str]:
    """Return the words that may stand in a title before its head."""
    return words("titles.toml", "modifiers")


@cache
def particles() -> frozenset[str]:
    """Return the words in lower case that may stand in a name: "van", "de", "al"."""
    return words("small_words.toml", "particles")
