"""Which pronoun a person usually takes, as far as the name and the roles tell it."""

from collections.abc import Iterable

from tellings.analysis.mentions.lexicon import first_names, gendered, honorifics


def pronoun_of(name: str, roles: Iterable[str] = ()) -> str:
    """Return "he", "she" or nothing.

    >>> pronoun_of("Ada Thorne"), pronoun_of("Thorne", ["spokeswoman"]), pronoun_of("Lorne")
    ('she', 'she', '')
    """
    for role in roles:
        for word in role.lower().replace("’s ", "'s ").rpartition("'s ")[2].split():  # "Mr. Lorne's daughter" is no man
            told = honorifics().get(word) or gendered().get(word)
            if told:
                return told
    first = name.split(maxsplit=1)[0].lower() if " " in name else ""
    told = first_names().get(first, "")
    return told if told in ("he", "she") else ""
